"""Pictures in colours, and the means of a picture whose lines come in one after the other."""

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.images.strips import LEVELS

Colours = npt.NDArray[np.uint8]
"""(H, W, 3): red, green and blue in levels from 0 to 255."""


def coloured(image: Map) -> Colours:
    """Return a grey picture in colours: its levels three times.

    >>> coloured(np.float32([[0, 0.2]])).tolist()
    [[[0, 0, 0], [51, 51, 51]]]
    """
    return np.dstack([np.rint(image * np.float32(LEVELS)).astype(np.uint8)] * 3)


class ColourMeans:
    """The colours of a picture, averaged over areas while its lines come in.

    However high the picture is, only the sums stand in memory: a ribbon of 3 by 16 million pixels would need
    600 MB otherwise.

    Three lines that become two: the second one lies in both.

    >>> means = ColourMeans(rows=2, cols=1, height=3)
    >>> for line in (0, 30, 60):
    ...     means.add(np.full((1, 1, 3), line, np.float32))
    >>> means.levels()[:, 0, 0].tolist()
    [10, 50]
    """

    def __init__(self, rows: int, cols: int, height: int) -> None:
        self.lines = 0  # of the picture that have come in
        self._rows, self._height = rows, height
        self._sums = np.zeros((rows + 1, cols, 3))  # nothing is ever added to the last row but 0

    def add(self, lines: Map) -> None:
        """Add the next lines: each to the row that it begins in, and what lies in the next row to that one.

        They are (N, W, 3), or (N, W, 1) if they are grey, of the width of the result already; their colours
        are from 0 to 255.
        """
        rows, height, top = self._rows, self._height, self.lines
        self.lines += len(lines)
        for row in range(top * rows // height, (self.lines - 1) * rows // height + 1):
            start, end = (-(-edge * height // rows) for edge in (row, row + 1))  # rounded up
            here = lines[max(start, top) - top : end - top]
            beyond = (end * rows - (row + 1) * height) / rows if end <= self.lines else 0.0
            rest = np.multiply(here[-1], beyond, dtype=np.float64)
            self._sums[row] += here.sum(axis=0, dtype=np.float64) - rest
            self._sums[row + 1] += rest

    def levels(self) -> Colours:
        """Return the means, rounded to whole levels."""
        return np.rint(self._sums[:-1] * self._rows / self._height).astype(np.uint8)
