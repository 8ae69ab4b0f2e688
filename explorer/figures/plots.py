"""Plots for the lessons: curves, bars, small maps in cells, strips of grey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.paint import GREY, PALETTES
from explorer.figures.style import INPUT, RECTIFIED, SIGNED, STANDOFF, Figure, base_layout, free_axis


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
    across, up = free_axis(x, x_range), free_axis(y, y_range)
    if is_square:
        up |= {"scaleanchor": "x", "scaleratio": 1}
    layout = base_layout(height=height, top=30, xaxis=across, yaxis=up, showlegend=len(series) > 1, **more)
    return {"data": data, "layout": layout}


def bars(
    names: Sequence[str],
    groups: Mapping[str, Sequence[float]],
    *,
    y: str,
    x: str = "",
    colours: Sequence[str] = (SIGNED, RECTIFIED, INPUT),
    y_range: Sequence[float] | None = None,
    height: int = 280,
    has_long_names: bool = False,
) -> Figure:
    """Draw bars side by side: one cluster a name, one colour a group.

    Long names stand at a slant where there is no room for them; the figure makes room for that.
    """
    room = {"automargin": True} if has_long_names else {}
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
    layout = base_layout(
        height=height,
        top=30,
        xaxis={"fixedrange": True, **({"title": {"text": x, "standoff": STANDOFF}} if x else {}), **room},
        yaxis=free_axis(y, y_range),
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
    height: int = 320,
) -> Figure:
    """Draw a small map in square cells, with text in them.

    Parameters
    ----------
    values : (H, W) array
        A cell each; NaN is left blank.
    span : (float, float)
        The values of the first and the last colour.
    palette : str
        A name from ``PALETTES``.
    words : (H, W) sequence of str
        What is written into the cells.
    height : int
        Pixels of the figure.
    """
    cells = np.asarray(values, np.float64)
    rows, cols = cells.shape
    trace = _cells(cells, PALETTES[palette].table, span) | {"hovertemplate": "%{z:.3f}<extra></extra>"}
    if words is not None:
        trace |= {"text": [list(row) for row in words], "texttemplate": "%{text}"}
    bare = {"fixedrange": True, "visible": False, "constrain": "domain"}
    layout = base_layout(
        height=height,
        top=4,
        xaxis=bare | {"range": [-0.5, cols - 0.5]},
        yaxis=bare | {"range": [rows - 0.5, -0.5], "scaleanchor": "x", "scaleratio": 1},
        margin={"l": 4, "r": 4, "t": 4, "b": 4},
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
    cells = _cells(levels, GREY, (0.0, 255.0))
    strip = cells | {
        "y": list(strips),
        "yaxis": "y2",
        "ygap": 3,
        "hovertemplate": "%{z:.0f} of 255<extra></extra>",
    }
    layout = dict(figure["layout"])
    standoff = STANDOFF + 6  # Plotly takes that of the lower plot for less
    title = layout["xaxis"]["title"] | {"standoff": standoff}
    layout["xaxis"] = layout["xaxis"] | {"anchor": "y2", "title": title}
    layout["margin"] = layout["margin"] | {"b": 52}
    layout["yaxis"] = layout["yaxis"] | {"domain": [share + 0.06, 1]}
    layout["yaxis2"] = {"fixedrange": True, "autorange": "reversed", "domain": [0, share], "ticklen": 0}
    around = {"type": "rect", "xref": "x domain", "x0": 0, "x1": 1, "yref": "y2 domain", "y0": 0, "y1": 1}
    layout["shapes"] = [around | {"line": {"color": INPUT, "width": 1}}]  # white on a white page
    return {"data": [*figure["data"], strip], "layout": layout}


def _cells(values: npt.NDArray[np.float64], table: npt.NDArray[np.uint8], span: Sequence[float]) -> Figure:
    """Return a trace that Plotly paints in every other colour of a table, NaN left blank."""
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
    figure["layout"]["margin"]["l"] += 20  # for exponents of two digits and a minus
    return figure


def hatched(figure: Figure) -> Figure:
    """Give each group of bars its own pattern, besides its colour."""
    patterns = ({"shape": shape, "size": 7} for shape in ("", "/", "x"))
    data = [
        {**trace, "marker": {**trace["marker"], "pattern": pattern}}
        for trace, pattern in zip(figure["data"], patterns, strict=False)
    ]
    return {**figure, "data": data}
