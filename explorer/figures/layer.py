"""Figures of one layer: the live profile, the curve of the activation, the histogram, two lines."""

import base64
from dataclasses import dataclass

from explorer.core.arrays import Map
from explorer.core.measures import Histogram
from explorer.core.notation import digits_for
from explorer.figures.style import (
    CORNER,
    INPUT,
    RECTIFIED,
    SHADE,
    SIGNED,
    VIEW_A,
    VIEW_B,
    Figure,
    around_zero,
    axis,
    base_layout,
    count_bars,
    curve,
    log_range,
)


def profile(*, limit: float, length: int, direction: str, activation: str, has_corner: bool) -> Figure:
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
    value = f"%{{y:.{digits_for(limit)}f}}<extra></extra>"
    dashed = {"width": 1.5, "color": SIGNED, "dash": "4px,2px"}
    data = [
        curve("Input", {"width": 2, "color": INPUT}, hovertemplate="%{y:.3f}<extra></extra>", yaxis="y"),
        curve("Negative part", {"width": 0}, fill="tozeroy", fillcolor=SHADE, hoverinfo="skip"),
        curve("Before", dashed, hovertemplate=value),
        curve(f"After {activation}", {"width": 2.5, "color": RECTIFIED}, hovertemplate=value),
        curve(
            "Corner" if has_corner else "Zero crossing",
            {"width": 2, "color": CORNER if has_corner else INPUT},
            hoverinfo="skip",
        ),
    ]
    layout = base_layout(
        height=300,
        top=30,
        hovermode="x",
        xaxis=axis(f"{along} of the picture", [-0.5, length - 0.5], anchor="y2", zeroline=False),
        yaxis=axis("input", [-0.03, 1.03], domain=[0.78, 1], tickvals=[0, 1]),
        yaxis2=axis("feature map", around_zero(limit), domain=[0, 0.72], zeroline=True, zerolinewidth=2),
    )
    return {"data": data, "layout": layout}


def activation_curve(
    z: list[float],
    a: list[float],
    counts: Histogram,
    *,
    pixel: tuple[float, float],
    limit: float,
) -> Figure:
    """Draw the activation over its histogram of inputs, with the selected pixel on the curve.

    Parameters
    ----------
    z, a : lists of float
        Points of the curve.
    counts : Histogram
        Counts of the map before the activation.
    pixel : (float, float)
        Value of the selected pixel before and after.
    limit : float
        Half of the shared range.
    """
    before, after = pixel
    becomes = "%{{x:.{0}f}} becomes %{{y:.{0}f}}<extra></extra>".format(digits_for(limit))
    guide = {"width": 1.5, "color": INPUT, "dash": "dot"}
    bold = {"width": 3, "color": RECTIFIED}
    data = [
        curve("Activation", bold, x=z, y=a, hovertemplate=becomes, yaxis="y"),
        curve("Guide", guide, x=[before, before, -limit], y=[0, after, after], hoverinfo="skip", yaxis="y"),
        {
            "type": "scatter",
            "name": "Selected pixel",
            "mode": "markers",
            "x": [before],
            "y": [after],
            "marker": {"size": 13, "color": RECTIFIED, "line": {"width": 2.5, "color": "#ffffff"}},
            "hovertemplate": "selected pixel: " + becomes,
        },
        count_bars(
            "Before", counts.centres, counts.before, [SIGNED if z < 0 else INPUT for z in counts.centres]
        ),
    ]
    layout = base_layout(
        height=330,
        top=8,
        showlegend=False,
        bargap=0,
        xaxis=axis("value before", [-limit, limit], anchor="y2", zeroline=True),
        yaxis=axis("value after", around_zero(limit), domain=[0.36, 1], zeroline=True),
        yaxis2=axis("pixels", log_range(counts.before), domain=[0, 0.3], type="log", nticks=3),
    )
    return {"data": data, "layout": layout}


def histogram(counts: Histogram, *, activation: str) -> Figure:
    """Draw the values of both maps over the same bins; the pixel counts are on a logarithmic scale."""
    outline = {"shape": "hvh", "color": RECTIFIED, "width": 2}
    near = "%{y} pixels near %{x:.2f}<extra></extra>"
    data = [
        count_bars("Before", counts.centres, counts.before, SIGNED) | {"yaxis": "y", "opacity": 0.55},
        curve(
            f"After {activation}",
            outline,
            x=counts.centres.tolist(),
            y=counts.after.tolist(),
            hovertemplate=near,
            yaxis="y",
        ),
    ]
    data[0]["marker"]["pattern"] = {"shape": "/", "size": 5}
    layout = base_layout(
        height=330,
        top=30,
        bargap=0,
        xaxis=axis("value", [float(counts.edges[0]), float(counts.edges[-1])]),
        yaxis=axis("pixels", log_range(counts.before + counts.after), type="log", nticks=4),
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
        yaxis=axis("feature map", around_zero(limit), zeroline=True, zerolinewidth=2),
    )
    layout["legend"]["traceorder"] = "reversed"  # a is drawn last, and named first
    return {"data": data, "layout": layout}
