"""What all Plotly figures share: colours, axes, layout.

A figure is a plain dictionary of Plotly's `data` and `layout`, as its JSON would be read: to build it with
`plotly.graph_objects` takes a hundred times as long. The tests have Plotly check every name and value.
"""

from collections.abc import Sequence
from typing import Any

Figure = dict[str, Any]

INPUT, SIGNED, RECTIFIED = "#7f8c8d", "#2f7fd6", "#e0662b"
SHADE = "rgba(47,127,214,0.25)"
CORNER = "#b5379b"
VIEW_A = "#8a5cd6"
FACE = (240, 110, 30)
"""Red, green, blue of the places that look like a face."""
FONT = "Source Sans, sans-serif"
STANDOFF = 4
"""Pixels between the numbers of an axis and its title; `base_layout` has a margin for them."""


def free_axis(title: str, span: Sequence[float] | None) -> Figure:
    """Return an axis with a title beside its numbers and, where a span is given, a fixed range."""
    return {
        "title": {"text": title, "standoff": STANDOFF},
        "fixedrange": True,
        "zeroline": True,
        **({"range": list(span)} if span else {}),
    }


def curve(name: str, line: Figure, *, yaxis: str = "y2", **more: Any) -> Figure:
    """Return a trace of straight lines, on the lower axis unless another is named."""
    return {"type": "scatter", "name": name, "mode": "lines", "line": line, "yaxis": yaxis, **more}


def axis(title: str, span: list[float], **more: Any) -> Figure:
    """Return an axis with a title and a fixed range."""
    return {"title": {"text": title}, "range": span, "fixedrange": True, **more}


def base_layout(*, height: int, top: int, **more: Any) -> Figure:
    """Return what all figures share: no background, one font, no dragging, a legend above."""
    return {
        "height": height,
        "margin": {"l": 58, "r": 8, "t": top, "b": 46},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "font": {"family": FONT, "size": 14},
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        **more,
    }
