"""One row or column of each map: its intensity profile, its zero crossings, its corners."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from explorer.arrays import Map

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

    Between two neighbours of opposite sign the place is found on the straight line that joins them; a
    single zero between opposite signs is a crossing itself. Touching zero is not crossing it.

    >>> crossings(np.array([1, -1, -3, 0, 3, 0, 3], np.float32))
    array([0.5, 3. ])
    """
    before, after = values[:-1].astype(np.float64), values[1:].astype(np.float64)
    left = np.flatnonzero(before * after < 0)
    between = left + before[left] / (before[left] - after[left])
    on_zero = np.flatnonzero((values[1:-1] == 0) & (before[:-1] * after[1:] < 0)) + 1
    return np.sort(np.concatenate([between, on_zero]))


@dataclass(frozen=True, slots=True)
class Corners:
    """What the activation does to the steepness of each line of a map, one entry a line.

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
    >>> found = corners(line, np.maximum(line, 0), slopes=(0, 1))
    >>> found.step_after, found.corner_before, found.corner_after
    (array([1.], dtype=float32), array([0.], dtype=float32), array([1.], dtype=float32))
    """
    step_before, step_after = np.diff(signed), np.diff(rectified)
    bend_before, bend_after = np.diff(step_before), np.diff(step_after)
    between = signed[:, :-1] * signed[:, 1:] < 0
    on_zero = np.nonzero((signed[:, 1:-1] == 0) & (step_before[:, :-1] * step_before[:, 1:] > 0))
    left, right = (np.float32(slope) for slope in slopes)
    corner_before = np.zeros(len(signed), np.float32)
    corner_after = abs(right - left) * _largest(np.where(between, step_before, np.float32(0)))
    come, go = step_before[:, :-1][on_zero], step_before[:, 1:][on_zero]
    bent = np.where(come > 0, right * go - left * come, left * go - right * come)
    np.maximum.at(corner_before, on_zero[0], np.abs(go - come))
    np.maximum.at(corner_after, on_zero[0], np.abs(bent))
    return Corners(
        crossings=between.sum(axis=1) + np.bincount(on_zero[0], minlength=len(signed)),
        step_before=_largest(step_before),
        step_after=_largest(step_after),
        bend_before=_largest(bend_before),
        bend_after=_largest(bend_after),
        corner_before=corner_before,
        corner_after=corner_after,
    )


def _largest(values: Map) -> Map:
    largest: Map = np.maximum(values.max(axis=1, initial=0), -values.min(axis=1, initial=0))
    return largest


class Verdict(IntEnum):
    """What the numbers of a line say about it."""

    FLAT = 0
    UNCHANGED = 1
    JUMPS = 2
    SILENCED = 3
    CORNERS = 4
    SMOOTH = 5
    GENTLE = 6


def verdicts(signed: Map, rectified: Map, found: Corners) -> npt.NDArray[np.uint8]:
    """Decide for every line of a map what its own numbers bear; the first that fits.

    FLAT: the signed line has no step. UNCHANGED: the activation altered no value. JUMPS: the largest
    step grew. SILENCED: nothing but zeros is left. CORNERS: the slope changes more at a zero crossing
    than before. SMOOTH: there are crossings, but no more corner than before. GENTLE: no crossing.

    >>> line = np.array([[-2, -1, 0, 1, 2]], np.float32)
    >>> bent = np.maximum(line, 0)
    >>> Verdict(verdicts(line, bent, corners(line, bent, slopes=(0, 1)))[0]).name
    'CORNERS'
    """
    conditions = {
        Verdict.FLAT: found.step_before == 0,
        Verdict.UNCHANGED: (signed == rectified).all(axis=1),
        Verdict.JUMPS: found.step_after > found.step_before + _rounding(signed),
        Verdict.SILENCED: (rectified == 0).all(axis=1),
        Verdict.CORNERS: found.corner_after > found.corner_before + _rounding(signed),
        Verdict.SMOOTH: found.crossings > 0,
    }
    return np.select(list(conditions.values()), list(conditions), Verdict.GENTLE).astype(np.uint8)


def _rounding(values: Map) -> float:
    """Return the part of a difference that float32 arithmetic alone can make."""
    return 8 * float(np.finfo(np.float32).eps) * float(np.abs(values).max(initial=0))
