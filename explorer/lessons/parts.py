"""What a live demonstration of a lesson shows: its sliders, and parts without a page.

A demonstration's `show` has a twin in static/lessons/NAME.js, which answers with the same parts as plain
objects while a slider moves. `tests/parity/test_lessons.py` holds the two to each other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

DECIMALS = 8  # of a slider's value


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph; what stands between two `**` is bold."""

    text: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of weight: labels with what they are worth, as text."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts; the first cell of a row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class MapImage:
    """A map with its title, and how it is coloured."""

    title: str
    values: npt.ArrayLike
    palette: str = "Diverging"
    span: tuple[float, float] | None = None
    """The values of the first and the last colour; without it minus and plus the largest absolute value."""


def of_picture(title: str, values: npt.ArrayLike) -> MapImage:
    """Return a picture, coloured from 0 (black) to 1 (white)."""
    return MapImage(title, values, "Signed grey", (0.0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Maps:
    """Maps in one row; on a phone two side by side."""

    images: tuple[MapImage, ...]
    limit: float | None = None
    """The half-range of the colours of all that have no span."""
    row: int | None = None
    """A row that is marked in all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One curve of a plot; its role says how it is drawn, and is a name from `explorer.figures.parts`."""

    name: str
    x: npt.ArrayLike
    y: npt.ArrayLike
    role: str = "after"


@dataclass(frozen=True, slots=True, eq=False)
class Plot:
    """Curves over one pair of axes, named x and y; under them lines of grey levels from 0 to 255."""

    lines: tuple[Line, ...]
    x: str
    y: str
    alt: str
    """Describes it for screen readers."""
    x_range: tuple[float, float] | None = None
    y_range: tuple[float, float] | None = None
    height: int = 280
    """Pixels."""
    strips: tuple[tuple[str, npt.ArrayLike], ...] = ()
    """From top to bottom, each with its name, one value a place from 0 on, all of one length."""


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """Bars side by side: one cluster a name, one colour and pattern a group."""

    names: tuple[str, ...]
    groups: tuple[tuple[str, npt.ArrayLike], ...]
    x: str
    y: str
    alt: str
    y_range: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A small map in square cells, with its title above it."""

    title: str
    """As for `Words`."""
    values: npt.ArrayLike
    """(H, W), a cell each; NaN is left blank."""
    span: tuple[float, float]
    """The values of the first and the last colour."""
    alt: str
    palette: str = "Diverging"
    words: tuple[tuple[str, ...], ...] | None = None
    """What is written into the cells, of one line or more."""
    frame: tuple[int, int, int] | None = None
    """Row and column of the first cell, and cells a side, of a square that is marked."""


Part = Words | Numbers | Table | Maps | Plot | Bars | Grid
Rows = tuple[tuple[Part, ...], ...]
"""Rows from top to bottom, each of parts from left to right."""
Data = Mapping[str, Any]
"""What the visitor has chosen beside the sliders: numbers, texts, float32 arrays of one or two dimensions."""
Values = Mapping[str, float]
"""The value of each slider, by its name."""


@dataclass(frozen=True, slots=True)
class Slider:
    """A number that the visitor moves: a whole number of steps above `low`, at most `high`."""

    name: str
    label: str
    low: float
    high: float
    step: float
    value: float
    """At first."""
    texts: tuple[str, ...] = ()
    """What stands for each of its numbers, from `low` on; without them the numbers themselves."""
    tick: float | None = None
    """Seconds that each number stays while it plays, from low to high; without it, it plays to and fro."""

    def nearest(self, value: float) -> float:
        """Return the number that it can show which is nearest to a value.

        >>> Slider("a", "a", -1, 1, 0.05, 0).nearest(0.26), Slider("a", "a", 0, 7, 1, 0).nearest(9)
        (0.25, 7.0)
        """
        steps = np.floor((np.clip(value, self.low, self.high) - self.low) / self.step + 0.5)
        return min(round(float(self.low + steps * self.step), DECIMALS) + 0.0, float(self.high))


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A live demonstration.

    Whatever the sliders' values are, `show` returns parts of the same kinds in the same places, with as many
    maps, lines, strips and groups: the browser fills new values into what Python has sent.
    """

    name: str
    """Its twin is static/lessons/NAME.js, which exports `show`."""
    sliders: Callable[[Data], tuple[Slider, ...]]
    show: Callable[[Values, Data], Rows]
