"""A line that the visitor draws before the answer is shown, and how far off it is."""

import math
from dataclasses import dataclass

import numpy as np

from explorer.core.arrays import Map
from explorer.core.notation import digits_for, number
from explorer.core.profiles import crossings

STRETCH = 64
"""A hand draws a line of about so many values well."""
ENOUGH_CROSSINGS = 4
FAR = 16
"""Lines nearer than this look like the one whose answer is on the page."""
FAINT = 0.1
"""Values below this share of the largest do not count as a swing."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of one line of a map: values `start` to `stop - 1` of line `index`."""

    index: int
    start: int
    stop: int


def choose_stretch(signed: Map, rectified: Map, index: int, place: int) -> Stretch:
    """Choose a stretch to predict: on another line than `index`, whose answer is on the page.

    It lies around the place nearest to `place` at which line `index` swings across zero, or around `place`.
    Of the lines 16 or more away that swing across zero four times there, the one that the activation moves
    most; the nearest, if it moves none. If none swings four times, the one that swings most often. A map
    without lines so far away offers the others; one of a single line, that line.

    >>> swing = np.array([[1, 1, 1, 1, 1], [1, 1, 1, 1, 1], [1, -1, 1, -1, 1]], np.float32)
    >>> choose_stretch(swing, np.maximum(swing, 0), 0, 2)
    Stretch(index=2, start=0, stop=5)
    """
    rows, cols = signed.shape
    strong = np.where(np.abs(signed) < FAINT * np.abs(signed).max(), np.float32(0), signed)
    middle = _nearest_crossing(strong[index], place)
    start = min(max(middle - STRETCH // 2, 0), max(cols - STRETCH, 0))
    stop = min(start + STRETCH, cols)
    others = [row for row in range(rows) if row != index]
    others = [row for row in others if abs(row - index) >= FAR] or others or [index]
    swings = strong[:, start:stop]
    moved = np.abs(rectified - signed)[:, start:stop].mean(axis=1)

    def worth(row: int) -> tuple[int, float, int]:
        return min(len(crossings(swings[row]).places), ENOUGH_CROSSINGS), float(moved[row]), -abs(row - index)

    return Stretch(max(others, key=worth), start, stop)


def _nearest_crossing(line: Map, place: int) -> int:
    """Return the place nearest to `place` at which a line crosses zero; `place` if it does not."""
    places = crossings(line).places
    return round(float(min(places, key=lambda one: abs(one - place), default=place)))


def checked(values: object, *, count: int, limit: float) -> Map | None:
    """Return a drawn line as an array within ±limit, or None where it is no line of `count` numbers.

    >>> checked([0.5, -9], count=2, limit=1)
    array([ 0.5, -1. ], dtype=float32)
    >>> checked([0.5, float("nan")], count=2, limit=1) is None
    True
    """
    if not isinstance(values, list) or len(values) != count:
        return None
    for value in values:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        if isinstance(value, float) and not math.isfinite(value):
            return None
    return np.array([min(max(value, -limit), limit) for value in values], np.float32)


@dataclass(frozen=True, slots=True)
class Score:
    """Mean distances along a stretch: the drawing from the truth, and the truth from the signed curve."""

    error: float
    change: float


def score(drawn: Map, signed: Map, rectified: Map) -> Score:
    """Measure how far a drawn line is from the true one.

    >>> line = np.array([-2, 2], np.float32)
    >>> score(line, line, np.maximum(line, 0))
    Score(error=1.0, change=1.0)
    """
    truth = rectified.astype(np.float64)
    return Score(float(np.abs(drawn - truth).mean()), float(np.abs(signed - truth).mean()))


def verdict(score: Score, *, limit: float, activation: str) -> str:
    """Say in words how good a prediction was.

    >>> verdict(Score(0.25, 1.0), limit=4, activation="ReLU")
    'You are off by 0.250 on average; ReLU itself moved this stretch by 1.000. **Close.**'
    """
    digits = digits_for(limit)
    error, change = number(score.error, digits), number(score.change, digits)
    if score.change == 0:
        right = score.error <= 0.01 * limit
        end = "Well seen." if right else "The dashed line was the answer."
        return f"You are off by {error} on average; {activation} changed nothing here. **{end}**"
    sentence = f"You are off by {error} on average; {activation} itself moved this stretch by {change}."
    return f"{sentence} **{_word(score.error / score.change)}**"


def _word(share: float) -> str:
    if share == 0:
        return "Exactly right."
    if share <= 0.1:
        return "Very close."
    if share <= 0.3:
        return "Close."
    if share < 1:
        return "Partly right."
    return "No nearer than the dashed line."
