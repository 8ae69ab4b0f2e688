"""The figure of one layer: the live profile."""

from explorer.core.notation import ticks
from explorer.figures.style import (
    CORNER,
    INPUT,
    RECTIFIED,
    SHADE,
    SIGNED,
    VIEW_A,
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
    has_pinned: bool = False,
) -> Figure:
    """Draw the empty axes and lines of the live profile; the browser fills in the line under the cursor.

    The traces are, in this order: input, negative part, signed, rectified, view A where one is pinned, marks
    at strong zero crossings.
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
    has_pinned : bool
        Whether the line of view A is drawn, too.
    """
    along = "column" if direction == "Row" else "row"
    value = "%{text}<extra></extra>"
    labels = ticks(*span, most=most_ticks)
    dashed = {"width": 1.5, "color": SIGNED, "dash": "4px,2px"}
    pinned = {"width": 2, "color": VIEW_A, "dash": "7px,3px"}
    data = [
        curve("Input", {"width": 2, "color": INPUT}, hovertemplate=value, yaxis="y"),
        curve("Negative part", {"width": 0}, fill="tozeroy", fillcolor=SHADE, hoverinfo="skip"),
        curve("Before", dashed, hovertemplate=value),
        curve(f"After {activation}", {"width": 2.5, "color": RECTIFIED}, hovertemplate=value),
        *([curve("A after", pinned, hovertemplate=f"A {value}")] if has_pinned else []),
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
