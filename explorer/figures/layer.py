"""Figures of one layer: the live profile, and the lines of two views."""

import base64
from dataclasses import dataclass

from explorer.core.arrays import Map
from explorer.core.notation import digits_for, ticks
from explorer.core.profiles import full_range
from explorer.figures.style import (
    CORNER,
    INPUT,
    RECTIFIED,
    SHADE,
    SIGNED,
    VIEW_A,
    VIEW_B,
    Figure,
    axis,
    base_layout,
    curve,
)

MARKS = {"Corner": CORNER, "Jump": CORNER, "Zero crossing": INPUT}
"""The names of the marks, with their colours: where the activation bends at zero, jumps, or does neither."""


def profile(
    *,
    span: tuple[float, float],
    length: int,
    direction: str,
    activation: str,
    mark: str,
    most_ticks: int = 6,
) -> Figure:
    """Draw the empty axes and lines of the live profile; the browser fills in the line under the cursor.

    The traces are, in this order: input, negative part, signed, rectified, marks at strong zero crossings.
    The `text` of a point is its value in words, which is shown where the pointer is.

    Parameters
    ----------
    span : (float, float)
        Lowest and highest value of the maps' axis.
    length : int
        Pixels of the picture along the line.
    direction : str
        "Row" or "Column".
    activation : str
        Name of the activation, for the legend.
    mark : str
        What the marks are: a name from `MARKS`.
    most_ticks : int
        The maps' axis is at most so many steps of its ticks long.
    """
    along = "column" if direction == "Row" else "row"
    value = "%{text}<extra></extra>"
    labels = ticks(*span, most=most_ticks)
    dashed = {"width": 1.5, "color": SIGNED, "dash": "4px,2px"}
    data = [
        curve("Input", {"width": 2, "color": INPUT}, hovertemplate=value, yaxis="y"),
        curve("Negative part", {"width": 0}, fill="tozeroy", fillcolor=SHADE, hoverinfo="skip"),
        curve("Before", dashed, hovertemplate=value),
        curve(f"After {activation}", {"width": 2.5, "color": RECTIFIED}, hovertemplate=value),
        curve(mark, {"width": 2, "color": MARKS[mark]}, hoverinfo="skip"),
    ]
    layout = base_layout(
        height=300,
        top=30,
        hovermode="x",
        xaxis=axis(f"{along} of the picture", [-0.5, length - 0.5], anchor="y2", zeroline=False),
        yaxis=axis("input", [-0.03, 1.03], domain=[0.78, 1], tickvals=[0, 1]),
        yaxis2=axis(
            "feature map",
            list(span),
            domain=[0, 0.72],
            zeroline=True,
            zerolinewidth=2,
            tickmode="array",
            tickvals=list(labels.values),
            ticktext=list(labels.texts),
        ),
    )
    return {"data": data, "layout": layout}


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Values along a line: the first stands at `start`, each next one `step` further."""

    name: str
    values: Map
    start: float
    step: float


def overlay(a: Run, b: Run, *, limit: float, length: int, direction: str) -> Figure:
    """Draw the same line of two views over each other, a dashed and b solid.

    The values travel as the bytes of their float32 numbers: in digits they would take three times as much.

    Parameters
    ----------
    a, b : Run
        The values along the line; places are pixels of b's picture.
    limit : float
        Half of the range that both share.
    length : int
        Pixels of b's picture along the line.
    direction : str
        "Row" or "Column".
    """
    data = [
        {
            "type": "scatter",
            "name": run.name,
            "mode": "lines",
            "x0": run.start,
            "dx": run.step,
            "y": {"dtype": "f4", "bdata": base64.b64encode(run.values.astype("<f4").tobytes()).decode()},
            "line": line,
            "hovertemplate": f"%{{y:.{digits_for(limit)}f}}<extra>{run.name}</extra>",
        }
        for run, line in (
            (b, {"width": 2.5, "color": VIEW_B}),
            (a, {"width": 2, "color": VIEW_A, "dash": "5px,3px"}),
        )
    ]
    along = "column" if direction == "Row" else "row"
    layout = base_layout(
        height=330,
        top=30,
        hovermode="x",
        xaxis=axis(f"{along} of the picture", [-0.5, length - 0.5], zeroline=False),
        yaxis=axis("feature map", list(full_range(limit)), zeroline=True, zerolinewidth=2),
    )
    layout["legend"]["traceorder"] = "reversed"  # a is drawn last, and named first
    return {"data": data, "layout": layout}
