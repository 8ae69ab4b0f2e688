"""From a picture to the faces in it: a pyramid of sizes, P-Net's proposals, R-Net's confirmations."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.images import Colours
from explorer.networks.forward import CROP, SIDE, STRIDE, Memory, confirmations, proposals
from explorer.networks.stages import LEARNED_SLOPES

SMALLEST_FACE = 40
"""Side in pixels of the smallest face that is looked for."""
STEP = 0.709
"""How much smaller each level of the pyramid is than the one before: about half as many pixels."""
THRESHOLD = 0.6
"""From which probability on, not counting itself, a place looks like a face to P-Net."""
_CONFIRMED = 0.7
"""The same for R-Net."""
_OVERLAP = 0.7
"""Which part of the smaller one two of R-Net's boxes may have in common."""
_ENOUGH = 64  # pixels across a square, from which R-Net's 24 are made
_NEAR = tuple(
    (row, col)
    for row in range(-2, 3)
    for col in range(-2, 3)
    if 3 * (SIDE - STRIDE * abs(row)) * (SIDE - STRIDE * abs(col)) >= 2 * SIDE**2
)
"""How many places further down and across the square of a place shares half of the union or more."""
_AT_ONCE = 32  # crops that R-Net looks at together: fewer take longer, more need more memory

_Places = npt.NDArray[np.intp]
_Boxes = npt.NDArray[np.float64]
"""(n, 4): left, top, right, bottom in pixels of the picture."""


class Level(NamedTuple):
    """The picture at one size."""

    scale: float
    """Its side as a part of the picture's, before rounding up to whole pixels."""
    levels: Colours


class Face(NamedTuple):
    """A box in pixels of the picture; it may reach over the border."""

    left: float
    top: float
    right: float
    bottom: float
    score: float
    """R-Net's probability of a face, 0 to 1."""


class Detection(NamedTuple):
    """What the cascade finds in a picture."""

    faces: tuple[Face, ...]
    """The best first."""
    cells: int
    """How many places look like a face to P-Net."""
    places: int
    """How many places it looked at, at all sizes."""
    boxes: int
    """How many boxes were left for R-Net, where places that mean the same count once."""


def pyramid(levels: Colours) -> tuple[Level, ...]:
    """Return the picture at the sizes at which P-Net looks at it, the largest first.

    Parameters
    ----------
    levels : (H, W, 3) array of uint8
        Red, green and blue from 0 to 255.

    Returns
    -------
    tuple of Level
        At 12/40 of the size, so that a face of 40 pixels fills what P-Net sees, and each next one at 0.709
        of the one before, while the shorter side is at least 12 pixels. None if it has fewer than 40 pixels
        in the picture.

    Examples
    --------
    >>> [level.levels.shape for level in pyramid(np.zeros((60, 90, 3), np.uint8))]
    [(18, 27, 3), (13, 20, 3)]
    """
    found = []
    height, width = levels.shape[:2]
    scale = SIDE / SMALLEST_FACE
    while min(height, width) * scale >= SIDE:
        size = (math.ceil(width * scale), math.ceil(height * scale))
        found.append(Level(scale, _resized(levels, size)))
        scale *= STEP
    return tuple(found)


def _resized(levels: Colours, size: tuple[int, int]) -> Colours:
    """Return a picture at another width and height: each pixel is the mean of what it covers."""
    return np.asarray(cv2.resize(levels, size, interpolation=cv2.INTER_AREA), np.uint8)


def detect(levels: Colours, slopes: Sequence[float] = LEARNED_SLOPES) -> Detection:
    """Find the faces in a picture.

    Parameters
    ----------
    levels : (H, W, 3) array of uint8
        Red, green and blue from 0 to 255.
    slopes : sequence of 58 floats
        The slope of every channel's PReLU in P-Net, layer after layer; R-Net keeps those it learned.

    Notes
    -----
    At every size, P-Net's places above `THRESHOLD` become boxes; of boxes that share half of their union or
    more the surest is left. Each is moved by its four numbers and widened to a square, which R-Net looks at.
    What it takes for a face is moved by R-Net's numbers; where two boxes then share more than 0.7 of the
    smaller one, the surer is left: so no frame stands in another one.

    Examples
    --------
    A picture without anything in it, where P-Net looks at 3 times 3 places:

    >>> detect(np.full((50, 50, 3), 128, np.uint8))
    Detection(faces=(), cells=0, places=9, boxes=0)
    """
    cells = places = 0
    boxes = [np.empty((0, 4))]
    memory = Memory()
    for level in pyramid(levels):
        answers = proposals(level.levels, slopes, memory)
        seen = answers.face > THRESHOLD
        places += seen.size
        cells += int(np.count_nonzero(seen))
        rows, cols = _best_of_neighbours(np.where(seen, answers.face, 0))
        boxes.append(_moved(_seen_from(rows, cols, level.scale), answers.box[rows, cols]))
    squares = _cuttable(_squares(np.concatenate(boxes)), levels)
    return Detection(_confirmed(levels, squares, memory), cells, places, len(squares))


def _best_of_neighbours(face: Map) -> tuple[_Places, _Places]:
    """Return the rows and columns that are left if each place takes away those near it that are less sure.

    The surest place begins; of equally sure ones the first. Places of 0 do not count. Near is where the
    squares share half of their union or more. Across levels nothing need be taken away: the side of a square
    is 0.709 of that of the next larger one, so they share 0.503 at most.
    """
    height, width = face.shape
    wide = width + 4  # two columns on either side, so that what is near a place stays in its row
    asked = np.zeros((height + 4, wide), np.float32)
    asked[2:-2, 2:-2] = face
    order = np.argsort(-asked, axis=None, kind="stable")[: np.count_nonzero(asked)]
    near = [row * wide + col for row, col in _NEAR]
    is_taken = bytearray(asked.size)
    left = []
    for place in order.tolist():
        if not is_taken[place]:
            left.append(place)
            for step in near:
                is_taken[place + step] = 1
    rows, cols = np.divmod(np.asarray(left, np.intp), wide)
    return rows - 2, cols - 2


def _seen_from(rows: _Places, cols: _Places, scale: float) -> _Boxes:
    """Return the squares that P-Net sees from some places of its map."""
    left, top, side = STRIDE * cols / scale, STRIDE * rows / scale, SIDE / scale
    return np.stack([left, top, left + side, top + side], axis=1)


def _moved(boxes: _Boxes, moves: Map) -> _Boxes:
    """Move each side of each box by a part of the width or height of the box.

    >>> _moved(np.array([[10.0, 20, 30, 60]]), np.float32([[0.5, 0, 0, -0.25]])).tolist()
    [[20.0, 20.0, 30.0, 50.0]]
    """
    return np.asarray(boxes + moves * np.tile(boxes[:, 2:] - boxes[:, :2], 2))


def _squares(boxes: _Boxes) -> _Boxes:
    """Widen each box to a square around its own middle.

    >>> _squares(np.array([[0.0, 0, 10, 30]])).tolist()
    [[-10.0, 0.0, 20.0, 30.0]]
    """
    sizes = boxes[:, 2:] - boxes[:, :2]
    sides = sizes.max(axis=1, keepdims=True)
    start = boxes[:, :2] + (sizes - sides) / 2
    return np.concatenate([start, start + sides], axis=1)


def _cuttable(squares: _Boxes, levels: Colours) -> _Boxes:
    """Return the squares whose middle lies in the picture and which are not smaller than what P-Net sees.

    With slopes that nobody trained, the four numbers of a place may turn its box inside out or move
    it far away.
    """
    middles, sides = squares[:, :2] / 2 + squares[:, 2:] / 2, squares[:, 2] - squares[:, 0]
    inside = np.all((middles >= 0) & (middles < [levels.shape[1], levels.shape[0]]), axis=1)
    return np.asarray(squares[inside & (sides >= SIDE)])


def _confirmed(levels: Colours, boxes: _Boxes, memory: Memory) -> tuple[Face, ...]:
    """Return what R-Net takes for faces, moved as it says, each once."""
    halves = _halves(levels)
    found: list[Face] = []
    for start in range(0, len(boxes), _AT_ONCE):
        some = boxes[start : start + _AT_ONCE]
        answers = confirmations(_crops(halves, some), memory)
        yes = answers.face > _CONFIRMED
        moved = _moved(some[yes], answers.box[yes])
        scored = np.concatenate([moved, answers.face[yes, None]], axis=1)
        found += [Face._make(box) for box in scored.tolist()]
    left: list[Face] = []
    for face in sorted(found, key=lambda face: -face.score):
        if all(_shared(face, better) <= _OVERLAP for better in left):
            left.append(face)
    return tuple(left)


def _shared(one: Face, other: Face) -> float:
    """Return which part of the smaller of two boxes lies in the other.

    >>> _shared(Face(0, 0, 2, 2, 1.0), Face(1, 0, 5, 2, 1.0))
    0.5
    """
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    shared = max(width, 0.0) * max(height, 0.0)
    areas = [(box.right - box.left) * (box.bottom - box.top) for box in (one, other)]
    return shared / min(areas)


def _halves(levels: Colours) -> tuple[Colours, ...]:
    """Return the picture, the same at half its size, at a quarter and so on; a side is rounded up.

    >>> [half.shape for half in _halves(np.zeros((100, 130, 3), np.uint8))]
    [(100, 130, 3), (50, 65, 3), (25, 33, 3)]
    """
    found = [levels]
    while min(found[-1].shape[:2]) >= 2 * CROP:
        height, width = found[-1].shape[:2]
        found.append(_resized(found[-1], (-(-width // 2), -(-height // 2))))
    return tuple(found)


def _crops(halves: Sequence[Colours], squares: _Boxes) -> Colours:
    """Cut squares out of the picture, with zeros outside, and resize them to what R-Net sees.

    Each is cut out of the smallest half in which it has at least 64 pixels across: from more it takes longer.
    """
    sides = squares[:, 2] - squares[:, 0]
    steps = np.clip(np.frexp(sides / _ENOUGH)[1] - 1, 0, len(halves) - 1)
    edges = np.rint(np.ldexp(squares, -steps[:, None])).astype(int)
    return np.stack(
        [_crop(halves[step], *box) for step, box in zip(steps.tolist(), edges.tolist(), strict=True)]
    )


def _crop(levels: Colours, left: int, top: int, right: int, bottom: int) -> Colours:
    height, width = levels.shape[:2]
    cut = levels[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    if left < 0 or top < 0 or right > width or bottom > height:
        around = (max(-top, 0), max(bottom - height, 0), max(-left, 0), max(right - width, 0))
        cut = np.asarray(cv2.copyMakeBorder(cut, *around, cv2.BORDER_CONSTANT), np.uint8)
    return _resized(cut, (CROP, CROP))
