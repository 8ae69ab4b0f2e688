"""One row or column of each map: its intensity profile, its zero crossings, its corners."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map

DIRECTIONS = ("Row", "Column")


@dataclass(frozen=True, slots=True)
class RowProfile:
    """The intensities along one line, in pixels of the picture.

    `input` has one value for every pixel of the line; `signed` and `rectified` have one for every
    kernel position on it, centred on the pixels named by `position`.
    """

    position: npt.NDArray[np.intp]
    input: Map
    signed: Map
    rectified: Map


def row_profile(
    image: Map,
    pre_activation: Map,
    activation_map: Map,
    index: int,
    *,
    stride: int = 1,
    offset: int = 0,
    direction: str = "Row",
) -> RowProfile:
    """Read the same line from the picture and from both of its maps.

    Parameters
    ----------
    image : (H, W) array of float32
        The picture, 0 black to 1 white.
    pre_activation, activation_map : (H', W') array of float32
        The feature map before and after the activation.
    index : int
        Row (or column) of the maps.
    stride, offset : int
        Pixels of the picture: row r of the maps is centred on row ``r * stride + offset`` of the picture.
    direction : str
        "Row" reads along a row, "Column" along a column.

    Examples
    --------
    >>> picture = np.array([[0, 1], [2, 3]], np.float32)
    >>> row_profile(picture, -picture, 0 * picture, 1).signed
    array([-2., -3.], dtype=float32)
    """
    if direction == "Column":
        image, pre_activation, activation_map = image.T, pre_activation.T, activation_map.T
    signed = pre_activation[index]
    return RowProfile(
        position=np.arange(len(signed)) * stride + offset,
        input=image[index * stride + offset],
        signed=signed,
        rectified=activation_map[index],
    )


def crossings(values: Map) -> npt.NDArray[np.float64]:
    """Find where a curve passes from one side of zero to the other.

    Between two neighbours of opposite sign the place is found on the straight line that joins them; where
    the curve rests on zero before it goes on to the other side, it is the middle of the rest. Touching
    zero is not crossing it.

    >>> crossings(np.array([1, -1, -3, 0, 3, 0, 3, 0, 0, -3], np.float32))
    array([0.5, 3. , 7.5])
    """
    places = np.flatnonzero(values)
    exact = values[places].astype(np.float64)
    turns = np.flatnonzero((exact[:-1] < 0) != (exact[1:] < 0))
    left, right = places[turns], places[turns + 1]
    before, after = exact[turns], exact[turns + 1]
    return np.where(right == left + 1, left + before / (before - after), (left + right) / 2)


@dataclass(frozen=True, slots=True)
class Corners:
    """Crossings, steps, bends and corners of each line of a map, before and after the activation.

    Steps are differences of neighbours; bends are changes of the step from one pixel to the next
    (second differences). Corners are the largest changes of slope at a zero crossing itself, with the
    curve between two pixels taken as the straight line that the profile draws.
    """

    crossings: npt.NDArray[np.intp]
    step_before: Map
    step_after: Map
    bend_before: Map
    bend_after: Map
    corner_before: Map
    corner_after: Map


def corners(signed: Map, rectified: Map, *, slopes: tuple[float, float]) -> Corners:
    """Measure the steps, bends and corners along every row of a map before and after its activation.

    Parameters
    ----------
    signed, rectified : (M, N) array of float32
        The map before and after the activation, one line a row.
    slopes : (float, float)
        Slope of the activation just left and just right of zero. A signed curve that comes to its
        zero with slope p and leaves with slope q bends there by ``abs(q - p)``; afterwards the negative side
        is as steep as the left slope makes it and the positive side as the right one does.

    Examples
    --------
    A straight line through zero has no bend. Its rectified copy has a corner as large as the slope:

    >>> line = np.array([[-2, -1, 0, 1, 2]], np.float32)
    >>> measured = corners(line, np.maximum(line, 0), slopes=(0, 1))
    >>> measured.step_after, measured.corner_before, measured.corner_after
    (array([1.], dtype=float32), array([0.], dtype=float32), array([1.], dtype=float32))
    """
    step_before, step_after = np.diff(signed), np.diff(rectified)
    bend_before, bend_after = np.diff(step_before), np.diff(step_after)
    negative, positive = signed < 0, signed > 0
    between = (negative[:, :-1] & positive[:, 1:]) | (positive[:, :-1] & negative[:, 1:])
    on_zero = np.nonzero((signed[:, 1:-1] == 0) & (step_before[:, :-1] * step_before[:, 1:] > 0))
    left, right = (np.float32(slope) for slope in slopes)
    corner_before = np.zeros(len(signed), np.float32)
    corner_after = abs(right - left) * _largest(np.where(between, step_before, np.float32(0)))
    come, go = step_before[:, :-1][on_zero], step_before[:, 1:][on_zero]
    bent = np.where(come > 0, right * go - left * come, left * go - right * come)
    np.maximum.at(corner_before, on_zero[0], np.abs(go - come))
    np.maximum.at(corner_after, on_zero[0], np.abs(bent))
    return Corners(
        crossings=_count_crossings(negative, positive),
        step_before=_largest(step_before),
        step_after=_largest(step_after),
        bend_before=_largest(bend_before),
        bend_after=_largest(bend_after),
        corner_before=corner_before,
        corner_after=corner_after,
    )


def _count_crossings(
    negative: npt.NDArray[np.bool_], positive: npt.NDArray[np.bool_]
) -> npt.NDArray[np.intp]:
    """Count the changes of sign along each row, passing over zeros."""
    columns = np.arange(negative.shape[1], dtype=np.int32)
    marked = np.where(negative | positive, 2 * columns + positive, np.int32(-1))
    last = np.maximum.accumulate(marked, axis=1)[:, :-1]  # odd where the last sign was a plus
    was_positive, was_negative = last % 2 == 1, last % 2 == 0
    was_positive &= last >= 0
    count: npt.NDArray[np.intp] = ((negative[:, 1:] & was_positive) | (positive[:, 1:] & was_negative)).sum(
        axis=1
    )
    return count


def _largest(values: Map) -> Map:
    largest: Map = np.maximum(values.max(axis=1, initial=0), -values.min(axis=1, initial=0))
    return largest


class Verdict(IntEnum):
    """What happened to a line at the activation."""

    FLAT = 0
    UNCHANGED = 1
    JUMPS = 2
    SILENCED = 3
    CORNERS = 4
    SMOOTH = 5
    RESTS = 6
    GENTLE = 7


def verdicts(
    signed: Map, rectified: Map, measured: Corners, *, corner: tuple[float, float]
) -> npt.NDArray[np.uint8]:
    """Classify every line of a map by its own numbers; the first verdict that applies.

    FLAT: the signed line has no step. UNCHANGED: the activation altered no value. JUMPS: the activation
    jumps at zero, and the line has values on both sides of the jump. SILENCED: nothing but zeros is left.
    CORNERS: the slope changes more at a zero crossing than before. SMOOTH: there are crossings, but the
    activation has no corner there. RESTS: it has, but the curve rests on zero at every crossing. GENTLE:
    there is no crossing.

    Parameters
    ----------
    signed, rectified : (M, N) array of float32
        The map before and after the activation, one line a row.
    measured : Corners
        What `corners` measured of them.
    corner : (float, float)
        The jump of the activation's height and of its slope at zero, from `explorer.core.activations.corner`.

    Examples
    --------
    >>> line = np.array([[-2, -1, 0, 1, 2]], np.float32)
    >>> bent = np.maximum(line, 0)
    >>> Verdict(verdicts(line, bent, corners(line, bent, slopes=(0, 1)), corner=(0, 1))[0]).name
    'CORNERS'
    """
    jump, bend = corner
    is_split = (signed > 0).any(axis=1) & (signed <= 0).any(axis=1)
    has_crossing = measured.crossings > 0
    conditions = {
        Verdict.FLAT: measured.step_before == 0,
        Verdict.UNCHANGED: (signed == rectified).all(axis=1),
        Verdict.JUMPS: is_split & (jump != 0),
        Verdict.SILENCED: (rectified == 0).all(axis=1),
        Verdict.CORNERS: measured.corner_after > measured.corner_before,
        Verdict.SMOOTH: has_crossing & (bend == 0),
        Verdict.RESTS: has_crossing,
    }
    return np.select(list(conditions.values()), list(conditions), Verdict.GENTLE).astype(np.uint8)
