"""A line folded by layers of two ReLUs each, against one layer of as many.

The fold is the tent map. M. Telgarsky (2015), arXiv:1509.08101, has networks of 2 nodes in each layer that
no shallow network of less than exponential size comes near to.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.activations import relu

Values = npt.NDArray[np.float64]


def hat(x: npt.ArrayLike) -> Values:
    """Fold the line from 0 to 1 in the middle, and stretch it to its old length.

    Parameters
    ----------
    x : array
        Numbers from 0 to 1.

    Returns
    -------
    array of float64
        2 relu(x) - 4 relu(x - 1/2), from 0 to 1: a tent with its top at 1/2. Exact.

    Examples
    --------
    >>> hat([0, 0.25, 0.5, 0.75, 1])
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    values = np.asarray(x, np.float64)
    return np.asarray(2 * relu(values) - 4 * relu(values - 0.5), np.float64)


def folded(x: npt.ArrayLike, folds: int) -> Values:
    """Send numbers from 0 to 1 through a number of layers, each of which is `hat`.

    >>> folded([0, 0.125, 0.25, 0.375, 0.5], 2)
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    values = np.asarray(x, np.float64)
    for _ in range(folds):
        values = hat(values)
    return values


def zigzag(x: npt.ArrayLike, pieces: int) -> Values:
    """Draw equal straight pieces up and down between 0 and 1, with one layer of a ReLU for each.

    Parameters
    ----------
    x : array
        Numbers from 0 to 1.
    pieces : int
        How many straight pieces, at least 1; the first goes up.

    Returns
    -------
    array of float64
        p relu(x) - 2 p relu(x - 1/p) + 2 p relu(x - 2/p) - ..., with p the number of pieces.

    Examples
    --------
    Two pieces are the fold:

    >>> zigzag([0, 0.25, 0.5, 0.75, 1], 2)
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    values = np.asarray(x, np.float64)
    line = pieces * relu(values)
    for k in range(1, pieces):
        line = line + (2 if k % 2 == 0 else -2) * pieces * relu(values - k / pieces)
    return np.asarray(line, np.float64)


@dataclass(frozen=True, slots=True)
class Size:
    """What it takes to fold a line, and what it gives. A tooth goes up from 0 to 1 and down to 0 again."""

    folds: int

    @property
    def relus(self) -> int:
        """Return the ReLUs of all layers: two a fold."""
        return 2 * self.folds

    @property
    def pieces(self) -> int:
        """Return the straight pieces of the folded line: twice as many after every fold."""
        return int(2**self.folds)

    @property
    def teeth(self) -> int:
        """Return the teeth of the folded line, two pieces each; a line that is not folded has none."""
        return self.pieces // 2

    @property
    def one_layer_teeth(self) -> int:
        """Return the most teeth that one layer of as many ReLUs can draw.

        Each ReLU bends the line once. A tooth more would need 2 (folds + 1) pieces, and so 2 folds + 1
        bends: one more than there are ReLUs.
        """
        return self.folds

    @property
    def one_layer_relus(self) -> int:
        """Return the fewest ReLUs with which one layer draws the folded line: one a piece.

        Every bend between two of the p pieces takes a ReLU, which changes the slope there by 2 p, up or
        down. With no more than these p - 1 ReLUs the first slope, made by those that are on at the left
        end, would be a multiple of 2 p. But it is p.
        """
        return self.pieces


def turns(row: npt.ArrayLike) -> int:
    """Count where a row stops rising and falls, or stops falling and rises; level stretches do not count.

    >>> turns([0, 1, 1, 0, 0, -1, 2])
    2
    """
    steps = np.diff(np.asarray(row, np.float64))
    signs = np.sign(steps[steps != 0])
    return int(np.count_nonzero(signs[1:] != signs[:-1]))
