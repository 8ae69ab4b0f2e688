"""Arrays to Plotly figures, and numbers to colours.

A figure is a plain dictionary of Plotly's `data` and `layout`, as its JSON would be read: to build it with
`plotly.graph_objects` takes a hundred times as long. The tests have Plotly check every name and value.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.arrays import Map
from explorer.measures import Histogram
from explorer.notation import digits_for

Figure = dict[str, Any]

INPUT, SIGNED, RECTIFIED = "#7f8c8d", "#2f7fd6", "#e0662b"
SHADE = "rgba(47,127,214,0.25)"
CORNER = "#b5379b"
VIEW_A, VIEW_B = "#8a5cd6", "#178f71"
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
"""Palette name -> (255, 3) colours: an odd count, so that zero has a colour of its own."""


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
        _line("Input", {"width": 2, "color": INPUT}, hovertemplate="%{y:.3f}<extra></extra>", yaxis="y"),
        _line("Negative part", {"width": 0}, fill="tozeroy", fillcolor=SHADE, hoverinfo="skip"),
        _line("Before", dashed, hovertemplate=value),
        _line(f"After {activation}", {"width": 2.5, "color": RECTIFIED}, hovertemplate=value),
        _line(
            "Corner" if has_corner else "Zero crossing",
            {"width": 2, "color": CORNER if has_corner else INPUT},
            hoverinfo="skip",
        ),
    ]
    layout = _layout(
        height=300,
        top=30,
        hovermode="x",
        xaxis=_axis(f"{along} of the picture", [-0.5, length - 0.5], anchor="y2", zeroline=False),
        yaxis=_axis("input", [-0.03, 1.03], domain=[0.78, 1], tickvals=[0, 1]),
        yaxis2=_axis("feature map", _around_zero(limit), domain=[0, 0.72], zeroline=True, zerolinewidth=2),
    )
    return {"data": data, "layout": layout}


def activation_curve(
    z: list[float],
    a: list[float],
    found: Histogram,
    *,
    pixel: tuple[float, float],
    limit: float,
) -> Figure:
    """Draw the activation over its histogram of inputs, with the selected pixel on the curve.

    Parameters
    ----------
    z, a : lists of float
        Points of the curve.
    found : Histogram
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
        _line("Activation", bold, x=z, y=a, hovertemplate=becomes, yaxis="y"),
        _line("Guide", guide, x=[before, before, -limit], y=[0, after, after], hoverinfo="skip", yaxis="y"),
        {
            "type": "scatter",
            "name": "Selected pixel",
            "mode": "markers",
            "x": [before],
            "y": [after],
            "marker": {"size": 13, "color": RECTIFIED, "line": {"width": 2.5, "color": "#ffffff"}},
            "hovertemplate": "selected pixel: " + becomes,
        },
        _bars("Before", found.centres, found.before, [SIGNED if z < 0 else INPUT for z in found.centres]),
    ]
    layout = _layout(
        height=330,
        top=8,
        showlegend=False,
        bargap=0,
        xaxis=_axis("value before", [-limit, limit], anchor="y2", zeroline=True),
        yaxis=_axis("value after", _around_zero(limit), domain=[0.36, 1], zeroline=True),
        yaxis2=_axis("pixels", _log_range(found.before), domain=[0, 0.3], type="log", nticks=3),
    )
    return {"data": data, "layout": layout}


def histogram(found: Histogram, *, activation: str) -> Figure:
    """Draw the values of both maps over the same bins; the pixel counts are on a logarithmic scale."""
    outline = {"shape": "hvh", "color": RECTIFIED, "width": 2}
    near = "%{y} pixels near %{x:.2f}<extra></extra>"
    data = [
        _bars("Before", found.centres, found.before, SIGNED) | {"yaxis": "y", "opacity": 0.55},
        _line(
            f"After {activation}",
            outline,
            x=found.centres.tolist(),
            y=found.after.tolist(),
            hovertemplate=near,
            yaxis="y",
        ),
    ]
    data[0]["marker"]["pattern"] = {"shape": "/", "size": 5}
    layout = _layout(
        height=330,
        top=30,
        bargap=0,
        xaxis=_axis("value", [float(found.edges[0]), float(found.edges[-1])]),
        yaxis=_axis("pixels", _log_range(found.before + found.after), type="log", nticks=4),
    )
    return {"data": data, "layout": layout}


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """One curve of a plot."""

    name: str
    x: npt.ArrayLike
    y: npt.ArrayLike
    colour: str = RECTIFIED
    dash: str = "solid"
    """How the line is drawn; Plotly's names."""
    mode: str = "lines"
    """What is drawn: "lines", "markers" or "lines+markers"."""


def plot(
    series: Sequence[Series],
    *,
    x: str,
    y: str,
    x_range: Sequence[float] | None = None,
    y_range: Sequence[float] | None = None,
    height: int = 280,
    is_square: bool = False,
    **more: Any,
) -> Figure:
    """Draw curves over one pair of axes, named x and y; more goes into the layout."""
    data = [
        {
            "type": "scatter",
            "name": one.name,
            "x": np.asarray(one.x, np.float64).tolist(),
            "y": np.asarray(one.y, np.float64).tolist(),
            "mode": one.mode,
            "line": {"color": one.colour, "width": 2.5, "dash": one.dash},
            "marker": {"color": one.colour, "size": 8},
        }
        for one in series
    ]
    across, up = _free_axis(x, x_range), _free_axis(y, y_range)
    if is_square:
        up |= {"scaleanchor": "x", "scaleratio": 1}
    layout = _layout(height=height, top=30, xaxis=across, yaxis=up, showlegend=len(series) > 1, **more)
    return {"data": data, "layout": layout}


def bars(
    names: Sequence[str],
    groups: Mapping[str, Sequence[float]],
    *,
    y: str,
    colours: Sequence[str] = (SIGNED, RECTIFIED, INPUT),
    y_range: Sequence[float] | None = None,
    height: int = 280,
) -> Figure:
    """Draw bars side by side: one cluster a name, one colour a group."""
    data = [
        {
            "type": "bar",
            "name": group,
            "x": list(names),
            "y": [float(value) for value in values],
            "marker": {"color": colour},
        }
        for (group, values), colour in zip(groups.items(), colours, strict=False)
    ]
    layout = _layout(
        height=height,
        top=30,
        xaxis={"fixedrange": True},
        yaxis=_free_axis(y, y_range),
        showlegend=len(groups) > 1,
        barmode="group",
    )
    return {"data": data, "layout": layout}


def grid(
    values: npt.ArrayLike,
    *,
    span: tuple[float, float],
    palette: str = "Diverging",
    words: Sequence[Sequence[str]] | None = None,
    frame: tuple[int, int, int] | None = None,
    height: int = 320,
) -> Figure:
    """Draw a small map in square cells, numbers and all.

    Parameters
    ----------
    values : (H, W) array
        A cell each; NaN is left blank.
    span : (float, float)
        The values of the first and the last colour.
    palette : str
        A name from ``TABLES``.
    words : (H, W) sequence of str
        What is written into the cells.
    frame : (int, int, int)
        Row and column of the first cell, and cells a side, of a square to be marked.
    height : int
        Pixels of the figure.
    """
    cells = np.asarray(values, np.float64)
    rows, cols = cells.shape
    trace = _painted(cells, TABLES[palette], span) | {"hovertemplate": "%{z:.3f}<extra></extra>"}
    if words is not None:
        trace |= {"text": [list(row) for row in words], "texttemplate": "%{text}"}
    bare = {"fixedrange": True, "visible": False, "constrain": "domain"}
    layout = _layout(
        height=height,
        top=4,
        xaxis=bare | {"range": [-0.5, cols - 0.5]},
        yaxis=bare | {"range": [rows - 0.5, -0.5], "scaleanchor": "x", "scaleratio": 1},
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
        shapes=_frames(*frame) if frame else [],
    )
    return {"data": [trace], "layout": layout}


def with_strips(figure: Figure, strips: Mapping[str, npt.ArrayLike], *, share: float = 0.3) -> Figure:
    """Put lines of grey levels, 0 to 255, under the curves of a plot, one value a place from 0 on.

    Parameters
    ----------
    figure : Figure
        As made by ``plot``.
    strips : mapping of name to (N,) array
        From top to bottom, all of one length.
    share : float
        How much of the height they take, 0 to 1.
    """
    levels = np.array([np.asarray(strip, np.float64) for strip in strips.values()])
    painted = _painted(levels, GREY, (0.0, 255.0))
    strip = painted | {
        "y": list(strips),
        "yaxis": "y2",
        "ygap": 3,
        "hovertemplate": "%{z:.0f} of 255<extra></extra>",
    }
    layout = dict(figure["layout"])
    title = layout["xaxis"]["title"] | {"standoff": 10}
    layout["xaxis"] = layout["xaxis"] | {"anchor": "y2", "title": title}
    layout["margin"] = layout["margin"] | {"b": 52}
    layout["yaxis"] = layout["yaxis"] | {"domain": [share + 0.06, 1]}
    layout["yaxis2"] = {"fixedrange": True, "autorange": "reversed", "domain": [0, share], "ticklen": 0}
    around = {"type": "rect", "xref": "x domain", "x0": 0, "x1": 1, "yref": "y2 domain", "y0": 0, "y1": 1}
    layout["shapes"] = [around | {"line": {"color": INPUT, "width": 1}}]  # white on a white page
    return {"data": [*figure["data"], strip], "layout": layout}


def _painted(values: npt.NDArray[np.float64], table: npt.NDArray[np.uint8], span: Sequence[float]) -> Figure:
    colours = [f"rgb({red},{green},{blue})" for red, green, blue in table[::2].tolist()]
    places = np.linspace(0, 1, len(colours)).tolist()
    return {
        "type": "heatmap",
        "name": "Values",
        "z": [[None if np.isnan(value) else value for value in row] for row in values.tolist()],
        "zmin": span[0],
        "zmax": span[1],
        "colorscale": [list(stop) for stop in zip(places, colours, strict=True)],
        "showscale": False,
        "hoverongaps": False,
    }


def _frames(row: int, col: int, side: int) -> list[Figure]:
    """Mark a square of cells, in black around white: one of them is seen on every colour."""
    square = {
        "type": "rect",
        "x0": col - 0.5,
        "x1": col + side - 0.5,
        "y0": row - 0.5,
        "y1": row + side - 0.5,
    }
    return [square | {"line": {"color": tint, "width": width}} for tint, width in (("#000", 5), ("#fff", 2))]


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """One curve with the lowest and the highest value around it."""

    middle: Series
    low: npt.ArrayLike
    high: npt.ArrayLike


def spreads(shown: Sequence[Spread], *, x: str, y: str, height: int = 280) -> Figure:
    """Draw curves, each on the shade between its lowest and its highest values, over powers of ten."""
    figure = plot([one.middle for one in shown], x=x, y=y, height=height)
    shades = []
    for one in shown:
        places = np.asarray(one.middle.x, np.float64).tolist()
        red, green, blue = bytes.fromhex(one.middle.colour.removeprefix("#"))
        edge = {
            "type": "scatter",
            "name": one.middle.name,
            "mode": "lines",
            "x": places,
            "line": {"width": 0},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        fill = {"fill": "tonexty", "fillcolor": f"rgba({red},{green},{blue},0.22)"}
        shades.append(edge | {"y": np.asarray(one.low, np.float64).tolist()})
        shades.append(edge | {"y": np.asarray(one.high, np.float64).tolist()} | fill)
    figure["data"] = [*shades, *figure["data"]]
    figure["layout"]["legend"]["traceorder"] = "normal"  # a shade would turn it round
    figure["layout"]["yaxis"] |= {"type": "log", "exponentformat": "power", "zeroline": False}
    return figure


def hatched(figure: Figure) -> Figure:
    """Give each group of bars a pattern of its own, so that not only their colours tell them apart."""
    patterns = ({"shape": shape, "size": 7} for shape in ("", "/", "x"))
    data = [
        {**trace, "marker": {**trace["marker"], "pattern": pattern}}
        for trace, pattern in zip(figure["data"], patterns, strict=False)
    ]
    return {**figure, "data": data}


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
    layout = _layout(
        height=330,
        top=30,
        hovermode="x",
        xaxis=_axis(f"{along} of the picture", [-0.5, length - 0.5], zeroline=False),
        yaxis=_axis("feature map", _around_zero(limit), zeroline=True, zerolinewidth=2),
    )
    layout["legend"]["traceorder"] = "reversed"  # a is drawn last, and named first
    return {"data": data, "layout": layout}


def _free_axis(title: str, span: Sequence[float] | None) -> Figure:
    return {
        "title": {"text": title},
        "fixedrange": True,
        "zeroline": True,
        **({"range": list(span)} if span else {}),
    }


def _line(name: str, line: Figure, *, yaxis: str = "y2", **more: Any) -> Figure:
    return {"type": "scatter", "name": name, "mode": "lines", "line": line, "yaxis": yaxis, **more}


def _bars(name: str, centres: npt.NDArray[np.float64], counts: npt.NDArray[np.intp], colour: Any) -> Figure:
    return {
        "type": "bar",
        "name": name,
        "x": centres.tolist(),
        "y": counts.tolist(),
        "marker": {"color": colour, "line": {"width": 0}},
        "yaxis": "y2",
        "hovertemplate": "%{y} pixels near %{x:.2f}<extra></extra>",
    }


def _axis(title: str, span: list[float], **more: Any) -> Figure:
    return {"title": {"text": title}, "range": span, "fixedrange": True, **more}


def _layout(*, height: int, top: int, **more: Any) -> Figure:
    """Return what all figures share: no background, one font, no dragging, a legend above."""
    return {
        "height": height,
        "margin": {"l": 58, "r": 8, "t": top, "b": 40},
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


def _around_zero(limit: float) -> list[float]:
    return [-1.05 * limit, 1.05 * limit]


def _log_range(counts: npt.NDArray[np.intp]) -> list[float]:
    """Return the powers of ten between which the counts lie, with a little room."""
    return [-0.3, float(np.log10(max(counts.max(), 1))) + 0.2]
