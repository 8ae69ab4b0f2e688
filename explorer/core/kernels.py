"""The preset kernels, and operations on kernels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map, read_only


@dataclass(frozen=True, slots=True, eq=False)
class Kernel:
    """One line of the menu."""

    name: str  # on screen and in saved links: never rename
    weights: Map  # (3, 3), read-only
    caption: str  # what it responds to


def rotate(weights: npt.ArrayLike) -> Map:
    """Rotate a kernel by 90 degrees clockwise.

    >>> rotate([[1, 2], [3, 4]])
    array([[3., 1.],
           [4., 2.]], dtype=float32)
    """
    return np.ascontiguousarray(np.rot90(np.asarray(weights, np.float32), -1))


def transpose(weights: npt.ArrayLike) -> Map:
    """Swap the rows and columns of a kernel.

    >>> transpose([[1, 2], [3, 4]])
    array([[1., 3.],
           [2., 4.]], dtype=float32)
    """
    return np.ascontiguousarray(np.asarray(weights, np.float32).T)


def flip_sign(weights: npt.ArrayLike) -> Map:
    """Negate a kernel; no negative zeros.

    >>> flip_sign([[1, 0], [-3, 4]])
    array([[-1.,  0.],
           [ 3., -4.]], dtype=float32)
    """
    return np.float32(0) - np.asarray(weights, np.float32)


def normalise(weights: npt.ArrayLike) -> Map:
    """Divide a kernel by the sum of its absolute weights.

    Pre-activations of a picture in 0 … 1 are then in −1 … 1, without a bias. A
    kernel of zeros stays as it is.

    >>> normalise([[1, 0], [-2, 1]])
    array([[ 0.25,  0.  ],
           [-0.5 ,  0.25]], dtype=float32)
    """
    exact = np.asarray(weights, np.float64)
    total = np.abs(exact).sum()
    return (exact / (total or 1.0)).astype(np.float32)


def sum_meaning(weights: npt.ArrayLike) -> str:
    """Say what the sum of the weights does to an area of one brightness.

    The sum is rounded to three decimals first, as it is shown.

    >>> sum_meaning([[-1, 0, 1]])
    'The weights add up to 0: flat areas become 0.'
    >>> sum_meaning([[0, -2.5, 0]])
    'The weights add up to −2.5: flat areas are multiplied by −2.5.'
    """
    total = round(float(np.asarray(weights, np.float64).sum()), 3) + 0.0
    shown = f"{total:.3f}".rstrip("0").rstrip(".").replace("-", "−")
    meaning = {
        0.0: "flat areas become 0",
        1.0: "flat areas keep their brightness",
        -1.0: "flat areas keep their strength but turn negative",
    }.get(total, f"flat areas are multiplied by {shown}")
    return f"The weights add up to {shown}: {meaning}."


def name_of(weights: npt.ArrayLike) -> str | None:
    """Return the name of the preset with these weights.

    Weights typed or carried in a link with three decimals are recognised: each
    may be 0.0005 away from the preset's, so 0.111 stands for a ninth. Only 0
    stands for 0.

    Parameters
    ----------
    weights : (3, 3) array of float32
        Weights, row by row from the top left.

    Returns
    -------
    str or None
        The first name in the order of the menu; None for a kernel of one's own.

    Examples
    --------
    >>> name_of([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    'Identity'
    >>> name_of([[0.111] * 3] * 3)
    'Box blur'
    >>> name_of([[5, 0, 0], [0, 0, 0], [0, 0, 0]]) is None
    True
    """
    typed = np.asarray(weights, np.float64)
    for row in KERNEL_ROWS:
        if typed.shape == row.weights.shape and _is_as_typed(typed, row.weights):
            return row.name
    return None


def _is_as_typed(typed: npt.NDArray[np.float64], preset: Map) -> bool:
    return bool((np.abs(typed - preset) <= np.where(preset == 0, 0, _AS_TYPED)).all())


_AS_TYPED = 0.0005 + 1e-6  # half a unit of the third decimal, and float32's own rounding
_DIFFERENCE = np.array([-1, 0, 1])
_IDENTITY = np.outer([0, 1, 0], [0, 1, 0])
_BINOMIAL = np.outer([1, 2, 1], [1, 2, 1]) / 16
_CROSS = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])
_RING = np.ones((3, 3)) - _IDENTITY
_LINE = np.outer([-1, 2, -1], [1, 1, 1])
_COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_CLOCKWISE = ((0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0))


def _gradients(name: str, smoothing: tuple[int, int, int], manner: str) -> Iterator[Kernel]:
    # A difference across times a smoothing along: right minus left, blurred up and down.
    rightwards = np.outer(smoothing, _DIFFERENCE)
    sides = {
        "right": (rightwards, "left to right", f"{name} x"),
        "left": (-rightwards, "right to left", f"{name} x, negated"),
        "bottom": (rightwards.T, "top to bottom", f"{name} y"),
        "top": (-rightwards.T, "bottom to top", f"{name} y, negated"),
    }
    for side, (weights, course, textbook) in sides.items():
        yield Kernel(
            f"{name} {side}",
            read_only(weights),
            f"Bright where the picture gets lighter from {course}{manner} ({textbook}).",
        )


def _kirsch() -> Iterator[Kernel]:
    ring = [5, 5, 5, -3, -3, -3, -3, -3]  # clockwise from the top left: 5 on the northern three
    for turn, direction in enumerate(_COMPASS):
        weights = np.zeros((3, 3))
        for place, weight in zip(_CLOCKWISE, np.roll(ring, turn), strict=True):
            weights[place] = weight
        yield Kernel(
            f"Kirsch {direction}",
            read_only(weights),
            f"Bright where the picture gets lighter towards the {direction}, with north at the top.",
        )


KERNEL_ROWS = (
    Kernel("Identity", read_only(_IDENTITY), "Leaves the picture as it is."),
    Kernel(
        "Box blur",
        read_only(np.full((3, 3), 1 / 9)),
        "Replaces each pixel by the mean of the nine around it.",
    ),
    Kernel("Gaussian blur", read_only(_BINOMIAL), "Softens the picture, with the most weight on the middle."),
    Kernel("Sharpen", read_only(5 * _IDENTITY - _CROSS), "Makes each pixel differ more from its neighbours."),
    Kernel(
        "Unsharp mask",
        read_only(2 * _IDENTITY - _BINOMIAL),
        "Adds back what a blur would take away, so that details stand out.",
    ),
    *_gradients("Sobel", (1, 2, 1), ""),
    *_gradients("Prewitt", (1, 1, 1), ", with all rows or columns counted alike"),
    *_gradients("Scharr", (3, 10, 3), ", with most weight on the middle"),
    Kernel(
        "Laplacian (4 neighbours)",
        read_only(_CROSS - 4 * _IDENTITY),
        "Bright on the dark side of an edge and negative on its bright side.",
    ),
    Kernel(
        "Laplacian (8 neighbours)",
        read_only(_RING - 8 * _IDENTITY),
        "Bright where a pixel is darker than the mean of the eight around it.",
    ),
    Kernel(
        "Outline",
        read_only(8 * _IDENTITY - _RING),
        "Bright where a pixel is lighter than the mean of the eight around it.",
    ),
    Kernel(
        "Emboss",
        read_only(_IDENTITY + np.add.outer(_DIFFERENCE, _DIFFERENCE)),
        "Makes the picture look raised, as if lit from one corner.",
    ),
    Kernel("Line horizontal", read_only(_LINE), "Bright on thin light lines that run across."),
    Kernel("Line vertical", read_only(_LINE.T), "Bright on thin light lines that run up and down."),
    Kernel(
        "Line rising",
        read_only(3 * np.eye(3)[::-1] - 1),
        "Bright on thin light lines that rise from the bottom left to the top right.",
    ),
    Kernel(
        "Line falling",
        read_only(3 * np.eye(3) - 1),
        "Bright on thin light lines that fall from the top left to the bottom right.",
    ),
    *_kirsch(),
    Kernel("Zero", read_only(np.zeros((3, 3))), "Answers 0 to everything, so that only the bias is left."),
)
KERNELS: Mapping[str, Kernel] = MappingProxyType({row.name: row for row in KERNEL_ROWS})
