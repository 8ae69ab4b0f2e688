"""Digits of a small font as noisy pictures, and what a first layer of random kernels makes of them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.images import LEVELS

Floats = npt.NDArray[np.float64]
Levels = npt.NDArray[np.uint8]

SIDE = 14  # pixels of a picture
ANCHORS = 6  # kernels of the first layer

_BACKGROUND = 40  # level
_CONTRAST = (100, 200)  # levels, digit above background
_NOISE = 30  # levels, standard deviation
_TOPS, _LEFTS = (3, 4), (3, 4, 5)  # where a digit may start; (3.5, 4.5) would be the middle

_DRAWINGS = """
.###.  ..#..  .###.  #####  ...#.  #####  ..##.  #####  .###.  .###.
#...#  .##..  #...#  ...#.  ..##.  #....  .#...  ....#  #...#  #...#
#..##  ..#..  ....#  ..#..  .#.#.  ####.  #....  ...#.  #...#  #...#
#.#.#  ..#..  ...#.  ...#.  #..#.  ....#  ####.  ..#..  .###.  .####
##..#  ..#..  ..#..  ....#  #####  ....#  #...#  .#...  #...#  ....#
#...#  ..#..  .#...  #...#  ...#.  #...#  #...#  .#...  #...#  ...#.
.###.  .###.  #####  .###.  ...#.  .###.  .###.  .#...  .###.  .##..
"""


def font() -> npt.NDArray[np.bool_]:
    """Return the ten digits, 7 rows by 5 columns each; True is ink.

    >>> font().shape, font()[1].sum(axis=0).tolist()
    ((10, 7, 5), [0, 2, 7, 1, 0])
    """
    rows = [line.split() for line in _DRAWINGS.split("\n") if line]
    return np.array([[[mark == "#" for mark in digit] for digit in row] for row in rows]).swapaxes(0, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Digits:
    """Pictures of digits and their labels."""

    pictures: Levels  # (n, 14, 14), 0 black to 255 white
    labels: npt.NDArray[np.int64]  # (n,), 0 to 9

    def reversed(self) -> "Digits":
        """Return the negatives."""
        return Digits(np.uint8(LEVELS) - self.pictures, self.labels)


def draw_digits(count: int, random: np.random.Generator) -> Digits:
    """Draw random light digits on dark.

    Each has its own contrast and one of six places near the middle, and noise
    lies over the picture.

    Parameters
    ----------
    count : int
        How many pictures.
    random : Generator
        Where all that is random comes from.

    Returns
    -------
    Digits

    Examples
    --------
    >>> draw_digits(3, np.random.default_rng(0)).pictures.shape
    (3, 14, 14)
    """
    labels = random.integers(0, 10, count)
    contrasts = random.uniform(*_CONTRAST, count)
    tops, lefts = random.choice(_TOPS, count), random.choice(_LEFTS, count)
    pictures = random.normal(_BACKGROUND, _NOISE, (count, SIDE, SIDE))
    glyphs = font()
    height, width = glyphs.shape[1:]
    for picture, label, contrast, top, left in zip(pictures, labels, contrasts, tops, lefts, strict=True):
        picture[top : top + height, left : left + width] += contrast * glyphs[label]
    return Digits(np.clip(np.rint(pictures), 0, LEVELS).astype(np.uint8), labels)


def draw_anchors(random: np.random.Generator) -> Floats:
    """Draw the kernels of the first layer: (6, 3, 3), each of mean 0 and length 1."""
    anchors = random.normal(size=(ANCHORS, 3, 3))
    anchors -= anchors.mean(axis=(1, 2), keepdims=True)
    return np.asarray(anchors / np.linalg.norm(anchors, axis=(1, 2), keepdims=True), np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Pools:
    """The features of a first layer: 2 by 2 means of its maps y after an activation."""

    positive: Floats  # (n, 216), of relu(y): the features with ReLU
    negative: Floats  # (n, 216), of relu(-y): what ReLU discards
    bounded: Floats  # (n, 216), of tanh(y)

    def features(self, negative_slope: float) -> Floats:
        """Return the pooled answers of PReLU with this slope: 0 is ReLU, 1 a linear layer, −1 abs(y)."""
        return self.positive - negative_slope * self.negative

    def doubled(self) -> Floats:
        """Return the pooled answers of the anchors and of their opposites, both with ReLU: (n, 432)."""
        return np.hstack([self.positive, self.negative])


def pool(pictures: Levels, anchors: Floats) -> Pools:
    """Return the features of pictures: mean removed, correlated, split by sign, pooled.

    Parameters
    ----------
    pictures : (n, 14, 14) array of uint8
        Levels from 0 to 255.
    anchors : (6, 3, 3) array of float64
        The kernels.

    Returns
    -------
    Pools
        In units of the whole range from black to white. The negative of a
        picture swaps the two halves exactly, and turns the sign of the third; so
        do negated anchors (Kuo 2016: both together change nothing).

    Examples
    --------
    >>> random = np.random.default_rng(0)
    >>> digits, anchors = draw_digits(5, random), draw_anchors(random)
    >>> straight, swapped = pool(digits.pictures, anchors), pool(digits.reversed().pictures, anchors)
    >>> bool((straight.positive == swapped.negative).all())
    True
    """
    levels = pictures.astype(np.int64)
    # Whole numbers up to the division, so that a negative gives exactly the opposite.
    centred = SIDE**2 * levels - levels.sum(axis=(1, 2), keepdims=True)
    windows = np.lib.stride_tricks.sliding_window_view(centred / (SIDE**2 * LEVELS), (3, 3), axis=(1, 2))
    answers = np.einsum("nrcij,kij->nkrc", np.ascontiguousarray(windows), anchors)
    positive, negative = np.maximum(answers, 0), np.maximum(-answers, 0)
    # As a difference, so that tanh is exactly odd whatever the library's own one is.
    return Pools(_pooled(positive), _pooled(negative), _pooled(np.tanh(positive) - np.tanh(negative)))


def _pooled(answers: Floats) -> Floats:
    """Average over squares of 2 by 2 and flatten the features of each picture."""
    upper, lower = answers[..., ::2, :], answers[..., 1::2, :]
    sums = upper[..., ::2] + upper[..., 1::2] + lower[..., ::2] + lower[..., 1::2]
    return np.asarray(sums.reshape(len(sums), -1) / 4, np.float64)
