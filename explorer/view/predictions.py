"""A line that the visitor draws before the answer is shown, and how far off it is."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.layer import ForwardPass
from explorer.core.notation import digits_for, number
from explorer.core.profiles import crossings
from explorer.view.settings import Settings

PREDICTIONS: Mapping[str, str] = MappingProxyType(
    {
        "DASHED": (
            "The dashed line is {line} {place} **before** the activation, {across}s {first} to {last}."
        ),
        "OTHER_LINE": "It is not the {line} in the maps: there the profile shows the answer already.",
        "REQUEST": "Draw what **{activation}** makes of it, then press **Reveal**.",
        "OFF": (
            "On average you are off by {error}. {activation} itself moved this part of the line by {change}. "
            "**{word}**"
        ),
        "EXACT": "Exactly right.",
        "VERY_CLOSE": "Very close.",
        "CLOSE": "Close.",
        "PARTLY": "Partly right.",
        "NO_NEARER": "No nearer than the dashed line.",
        "NOTHING_CHANGED": "On average you are off by {error}. {activation} changed nothing here. **{word}**",
        "WELL_SEEN": "Well seen.",
        "DASHED_WAS_IT": "The dashed line was the answer.",
    }
)
"""What is said about a prediction, in Markdown; `static/core/predictions.js` fills in the same templates."""
STRETCH = 64
"""A hand draws a line of about so many values well."""
ENOUGH_CROSSINGS = 4
FAR = 16
"""Lines nearer than this look like the one whose answer is on the page."""
FAINT = 0.1
"""Values below this share of the largest do not count as a swing."""
NEAR = 0.01
"""Off by no more than this share of the limit, one has seen that a line stays what it is."""


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
    least = np.float32(FAINT) * np.abs(signed).max()
    strong = np.where(np.abs(signed) < least, np.float32(0), signed)
    middle = _nearest_crossing(strong[index], place)
    start = min(max(middle - STRETCH // 2, 0), max(cols - STRETCH, 0))
    stop = min(start + STRETCH, cols)
    others = [row for row in range(rows) if row != index]
    others = [row for row in others if abs(row - index) >= FAR] or others or [index]
    swings = strong[:, start:stop]
    moved = _sums(np.abs(rectified[:, start:stop].astype(np.float64) - signed[:, start:stop]))

    def worth(row: int) -> tuple[int, float, int]:
        return min(len(crossings(swings[row]).places), ENOUGH_CROSSINGS), float(moved[row]), -abs(row - index)

    return Stretch(max(others, key=worth), start, stop)


def _sums(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Add along the last axis from first to last: how numpy's `sum` rounds depends on the memory's order."""
    return np.cumsum(values, axis=-1)[..., -1]


def _nearest_crossing(line: Map, place: int) -> int:
    """Return the place nearest to `place` at which a line crosses zero; `place` if it does not."""
    places = crossings(line).places
    return round(float(min(places, key=lambda one: abs(one - place), default=place)))


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A stretch whose values after the activation are to be drawn."""

    stretch: Stretch
    before: Map  # (N,), the values that are shown
    after: Map  # (N,), the answer
    limit: float  # half of the range of heights
    digits: int  # decimals of the values
    ends: tuple[str, str, str]  # the numbers at the lower end, the middle and the upper end of the range
    line: str  # "row" or "column"
    place: int  # the row (or column) of the picture
    across: str  # "column" or "row": what `positions` are
    positions: tuple[int, ...]


def task_of(settings: Settings, layer: ForwardPass) -> Task:
    """Choose what to ask about a view; the settings may have the cursor that it had before.

    >>> from explorer.core.layer import forward
    >>> step = forward([[0, 0, 1, 1]] * 3, [[0, 0, 0], [-1, 0, 1], [0, 0, 0]], padding="valid")
    >>> found = task_of(Settings(row=0, col=0), step)
    >>> found.line, found.place, found.across, found.positions, found.ends
    ('row', 1, 'column', (1, 2), ('−1.000', '0', '1.000'))
    """
    signed, rectified = layer.pre_activation, layer.activation_map
    index, middle = layer.nearest(settings.row, 0), layer.nearest(settings.col, 1)
    line, across = "row", "column"
    if settings.direction == "Column":
        signed, rectified, index, middle, line, across = signed.T, rectified.T, middle, index, across, line
    stretch = choose_stretch(signed, rectified, index, middle)
    before, after = (values[stretch.index, stretch.start : stretch.stop] for values in (signed, rectified))
    limit, digits = layer.shared_limit, digits_for(layer.shared_limit)
    return Task(
        stretch,
        before,
        after,
        limit=limit,
        digits=digits,
        ends=(number(-limit, digits), "0", number(limit, digits)),
        line=line,
        place=layer.centre(stretch.index),
        across=across,
        positions=tuple(layer.centre(k) for k in range(stretch.start, stretch.stop)),
    )


def task_message(task: Task, *, selected: int, activation: str, is_drawn: bool) -> str:
    """Say what the dashed line is and, as long as nothing is drawn, what to do.

    Parameters
    ----------
    task : Task
        What is asked about.
    selected : int
        The row (or column) of the maps that is shown in the profile.
    activation : str
        Its name.
    is_drawn : bool
        Whether a line has been drawn and is revealed.
    """
    ends = {"first": task.positions[0], "last": task.positions[-1]}
    sentences = [PREDICTIONS["DASHED"].format(line=task.line, place=task.place, across=task.across, **ends)]
    if task.stretch.index != selected:
        sentences.append(PREDICTIONS["OTHER_LINE"].format(line=task.line))
    if not is_drawn:
        sentences.append(PREDICTIONS["REQUEST"].format(activation=activation))
    return " ".join(sentences)


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
    return Score(*(float(_sums(np.abs(one - truth)) / len(truth)) for one in (drawn, signed)))


def verdict(score: Score, *, limit: float, activation: str) -> str:
    """Say in words how good a prediction was.

    >>> verdict(Score(0.25, 1.0), limit=4, activation="ReLU")
    'On average you are off by 0.250. ReLU itself moved this part of the line by 1.000. **Close.**'
    """
    digits = digits_for(limit)
    error, change = number(score.error, digits), number(score.change, digits)
    if score.change == 0:
        template, word = "NOTHING_CHANGED", "WELL_SEEN" if score.error <= NEAR * limit else "DASHED_WAS_IT"
    else:
        template, word = "OFF", _word(score.error / score.change)
    return PREDICTIONS[template].format(
        error=error, change=change, activation=activation, word=PREDICTIONS[word]
    )


def _word(share: float) -> str:
    if share == 0:
        return "EXACT"
    if share <= 0.1:
        return "VERY_CLOSE"
    if share <= 0.3:
        return "CLOSE"
    if share < 1:
        return "PARTLY"
    return "NO_NEARER"
