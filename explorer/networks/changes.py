"""Changes of a picture, to see whether the network still finds the faces in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from explorer.images import Colours


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the menu."""

    name: str  # on screen and in links: never rename
    caption: str
    apply: Callable[[Colours], Colours]
    """Takes (H, W, 3) levels from 0 to 255 and returns as many."""


def _grey(levels: Colours) -> Colours:
    """Return the luma of each pixel in all three channels, rounded.

    >>> _grey(np.array([[[255, 0, 0]]], np.uint8)).tolist()
    [[[76, 76, 76]]]
    """
    luma = (levels.astype(np.int32) @ np.array([299, 587, 114], np.int32) + 500) // 1000
    return np.repeat(luma.astype(np.uint8)[..., None], 3, axis=2)


def _blurred(levels: Colours) -> Colours:
    """Return the mean of the 5x5 pixels around each one, rounded; the pixels of the border are repeated.

    >>> _blurred(np.array([[[0, 25, 50]], [[50, 25, 0]]], np.uint8))[0].tolist()
    [[20, 25, 30]]
    """
    sums = np.pad(levels, ((2, 2), (2, 2), (0, 0)), "edge").astype(np.uint16)
    sums = sum((sums[row : row + len(levels)] for row in range(1, 5)), sums[: len(levels)].copy())
    width = levels.shape[1]
    sums = sum((sums[:, col : col + width] for col in range(1, 5)), sums[:, :width].copy())
    return ((2 * sums + 25) // 50).astype(np.uint8)


CHANGE_ROWS = (
    Change("As it is", "The picture itself.", lambda levels: levels),
    Change(
        "Negative", "Light becomes dark and dark becomes light: 255 − level.", lambda levels: 255 - levels
    ),
    Change("Upside down", "The top row becomes the bottom row.", lambda levels: levels[::-1]),
    Change("Mirrored", "Left becomes right.", lambda levels: levels[:, ::-1]),
    Change("Grey", "Without colours: each pixel keeps its brightness only.", _grey),
    Change("Blurred", "Each pixel becomes the mean of the 5x5 pixels around it.", _blurred),
    Change("Brighter", "Level + 64, at most 255.", lambda levels: np.minimum(levels, 191) + np.uint8(64)),
)
CHANGES: Mapping[str, Change] = MappingProxyType({row.name: row for row in CHANGE_ROWS})
