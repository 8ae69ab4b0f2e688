"""Arrays to Plotly figures, and numbers to colours.

Every figure is drawn without a background and in colours that are legible on a light and on a dark page.
"""

from collections.abc import Sequence
from types import MappingProxyType

import numpy as np
import numpy.typing as npt
import plotly.graph_objects as go

from explorer.arrays import Map
from explorer.measures import Histogram
from explorer.notation import digits_for

INPUT, SIGNED, RECTIFIED = "#7f8c8d", "#2f7fd6", "#e0662b"
FONT = "Source Sans, sans-serif"

# Blue below zero, white at zero, red above. Blue runs to a darker end than red, so that the two
# sides differ in lightness too.
_DIVERGING = (
    (-1.00, (11, 36, 99)),
    (-0.55, (38, 102, 190)),
    (-0.22, (140, 190, 232)),
    (0.00, (250, 250, 248)),
    (0.22, (251, 190, 140)),
    (0.55, (233, 104, 48)),
    (1.00, (176, 26, 18)),
)


def _colours(stops: Sequence[tuple[float, tuple[int, int, int]]]) -> npt.NDArray[np.uint8]:
    places = [place for place, _ in stops]
    wanted = np.linspace(places[0], places[-1], 255)
    channels = [np.interp(wanted, places, [colour[k] for _, colour in stops]) for k in range(3)]
    return np.rint(np.stack(channels, axis=1)).astype(np.uint8)


GREY = _colours([(0, (0, 0, 0)), (1, (255, 255, 255))])
TABLES = MappingProxyType({"Diverging": _colours(_DIVERGING), "Signed grey": GREY, "Auto-scaled grey": GREY})
"""Palette name -> (255, 3) colours. An odd count, so that the middle of a symmetric range has one of its own."""


def colour_range(values: Map, palette: str, *, limit: float) -> tuple[float, float]:
    """Choose the values that get the first and the last colour of a palette.

    Both maps share -limit to limit, so that zero has the same colour in both. Only the auto-scaled
    palette stretches each map to its own lowest and highest value.

    >>> colour_range(np.array([[0, 3]], np.float32), "Diverging", limit=4.0)
    (-4.0, 4.0)
    """
    if palette != "Auto-scaled grey":
        return -limit, limit
    low, high = float(values.min()), float(values.max())
    return (low, high) if low < high else (low, low + 1)


def profile(*, limit: float, length: int, direction: str, activation: str, has_corner: bool) -> go.Figure:
    """Draw the empty axes and lines of the live profile; the browser fills in the line under the cursor.

    The traces are, in this order: input, negative part, signed, rectified, marks at the zero crossings.

    Parameters
    ----------
    limit : float
        Half of the shared range of both maps.
    length : int
        Pixels of the picture along the line.
    direction : str
        "Row" or "Column".
    activation : str
        Name of the activation, for the legend.
    has_corner : bool
        Whether the activation bends or jumps at zero; if not, the marks are zero crossings only.
    """
    along = "column" if direction == "Row" else "row"
    rounded = {"width": 2, "shape": "linear"}
    marks = {
        "symbol": "circle-open" if has_corner else "x-thin-open",
        "size": 6,
        "line": {"width": 1.5},
        "color": RECTIFIED if has_corner else INPUT,
    }
    value = f"%{{y:.{digits_for(limit)}f}}<extra></extra>"
    figure = go.Figure(
        [
            go.Scatter(name="Input", line=rounded | {"color": INPUT}, hovertemplate="%{y:.3f}<extra></extra>"),
            go.Scatter(
                name="Negative part", fill="tozeroy", line={"width": 0}, fillcolor="rgba(47,127,214,0.25)",
                hoverinfo="skip", yaxis="y2",
            ),
            go.Scatter(
                name="Before", line={"width": 1.5, "color": SIGNED, "dash": "4px,2px"}, hovertemplate=value,
                yaxis="y2",
            ),
            go.Scatter(
                name=f"After {activation}", line=rounded | {"color": RECTIFIED, "width": 2.5}, hovertemplate=value,
                yaxis="y2",
            ),
            go.Scatter(
                name="Corner" if has_corner else "Zero crossing", mode="markers", marker=marks, hoverinfo="skip",
                yaxis="y2",
            ),
        ]
    )
    figure.update_traces(mode="lines", x=[], y=[], selector=lambda trace: trace.mode != "markers")
    figure.update_layout(
        **_still(),
        height=300,
        margin={"l": 58, "r": 8, "t": 30, "b": 40},
        hovermode="x",
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0, "itemclick": False, "itemdoubleclick": False},
        xaxis={"title": f"{along} of the picture", "range": [-0.5, length - 0.5], "anchor": "y2", "zeroline": False},
        yaxis={"title": "input", "domain": [0.78, 1], "range": [-0.03, 1.03], "tickvals": [0, 1]},
        yaxis2={"title": "feature map", "domain": [0, 0.72], "range": [-1.05 * limit, 1.05 * limit], "zeroline": True, "zerolinewidth": 2},
    )
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    return figure


def activation_curve(
    z: npt.NDArray[np.float64],
    a: npt.NDArray[np.float64],
    found: Histogram,
    *,
    pixel: tuple[float, float],
    limit: float,
) -> go.Figure:
    """Draw the activation over its histogram of inputs, with the selected pixel on the curve.

    Parameters
    ----------
    z, a : (N,) array
        Points of the curve.
    found : Histogram
        Counts of the map before the activation.
    pixel : (float, float)
        Value of the selected pixel before and after.
    limit : float
        Half of the shared range.
    """
    digits = digits_for(limit)
    before, after = pixel
    figure = go.Figure(
        [
            go.Scatter(x=z, y=a, name="activation", mode="lines", line={"color": RECTIFIED, "width": 3}, hovertemplate=f"%{{x:.{digits}f}} becomes %{{y:.{digits}f}}<extra></extra>"),
            go.Scatter(x=[before, before, -limit], y=[0, after, after], mode="lines", line={"color": INPUT, "width": 1.5, "dash": "dot"}, hoverinfo="skip"),
            go.Scatter(x=[before], y=[after], name="selected pixel", mode="markers", marker={"size": 13, "color": RECTIFIED, "line": {"width": 2.5, "color": "#ffffff"}}, hovertemplate=f"selected pixel: %{{x:.{digits}f}} becomes %{{y:.{digits}f}}<extra></extra>"),
            go.Bar(x=found.centres, y=found.before, width=np.diff(found.edges), marker={"color": np.where(found.centres < 0, SIGNED, INPUT), "line": {"width": 0}}, yaxis="y2", hovertemplate="%{y} pixels near %{x:.2f}<extra></extra>"),
        ]
    )  # fmt: skip
    figure.update_layout(
        **_still(),
        height=330,
        margin={"l": 50, "r": 8, "t": 8, "b": 40},
        showlegend=False,
        bargap=0,
        xaxis={"title": "value before", "range": [-limit, limit], "anchor": "y2", "zeroline": True},
        yaxis={"title": "value after", "domain": [0.36, 1], "range": [-1.05 * limit, 1.05 * limit], "zeroline": True},
        yaxis2={"title": "pixels", "domain": [0, 0.3], "type": "log", "range": _log_range(found.before), "nticks": 3},
    )
    return figure


def histogram(found: Histogram, *, activation: str) -> go.Figure:
    """Draw the values of both maps over the same bins; the pixel counts are on a logarithmic scale."""
    figure = go.Figure(
        [
            go.Bar(x=found.centres, y=found.before, name="Before", marker={"color": SIGNED, "opacity": 0.55, "pattern": {"shape": "/", "size": 5}}, hovertemplate="%{y} pixels near %{x:.2f}<extra>before</extra>"),
            go.Scatter(x=found.edges, y=np.append(found.after, found.after[-1:]), name=f"After {activation}", mode="lines", line={"shape": "hv", "color": RECTIFIED, "width": 2}, hovertemplate="%{y} pixels near %{x:.2f}<extra>after</extra>"),
        ]
    )  # fmt: skip
    figure.update_layout(
        **_still(),
        height=330,
        margin={"l": 50, "r": 8, "t": 30, "b": 40},
        bargap=0,
        legend={"orientation": "h", "y": 1.0, "yanchor": "bottom", "x": 0},
        xaxis={"title": "value"},
        yaxis={"title": "pixels", "type": "log", "range": _log_range(found.before + found.after), "nticks": 4},
    )
    return figure


def _still() -> dict[str, object]:
    """Return what all figures share: no background, one font, no dragging."""
    return {
        "template": "none",
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "dragmode": False,
        "font": {"family": FONT, "size": 14},
    }


def _log_range(counts: npt.NDArray[np.intp]) -> list[float]:
    return [-0.3, float(np.log10(max(counts.max(), 1))) + 0.2]
