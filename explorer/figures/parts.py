"""The figures of the plots and bars of live lessons."""

import numpy as np

from explorer.figures.plots import Series, bars, hatched, plot, with_strips
from explorer.figures.style import CORNER, INPUT, RECTIFIED, SIGNED, VIEW_A, Figure
from explorer.lessons.parts import Bars, Line, Plot

ROLES = {
    "input": (INPUT, "solid", "lines"),
    "before": (SIGNED, "4px,2px", "lines"),
    "after": (RECTIFIED, "solid", "lines"),
    "other": (VIEW_A, "7px,3px", "lines"),
    "points": (SIGNED, "solid", "markers"),
    "marks": (CORNER, "solid", "markers"),
    "stops": (RECTIFIED, "solid", "lines+markers"),
}
"""How a line of each role is drawn: its colour, its dashes, and whether as a line, as markers or as both."""


def figure_of(part: Plot | Bars) -> Figure:
    """Draw a plot, or bars.

    >>> figure_of(Bars(("one", "two"), (("Before", (1, 2)),), x="", y="height", alt=""))["data"][0]["y"]
    [1.0, 2.0]
    """
    if isinstance(part, Bars):
        groups = {name: np.asarray(values, np.float64).tolist() for name, values in part.groups}
        return hatched(bars(part.names, groups, x=part.x, y=part.y, y_range=part.y_range))
    figure = plot(
        [_series(line) for line in part.lines],
        x=part.x,
        y=part.y,
        x_range=part.x_range,
        y_range=part.y_range,
        height=part.height,
    )
    return with_strips(figure, dict(part.strips)) if part.strips else figure


def _series(line: Line) -> Series:
    colour, dash, mode = ROLES[line.role]
    return Series(line.name, line.x, line.y, colour, dash, mode)
