"""The arrays that the expected values of the recipes D1 to D14 were computed on."""

import numpy as np

from explorer.core.arrays import read_only


def _scene():
    """Draw a ramp with a light bar and a dark disc."""
    rows, cols = np.mgrid[:64, :64]
    scene = 40 + 2 * cols
    scene[16:48, 12:20] = 230
    scene[(rows - 32) ** 2 + (cols - 44) ** 2 < 100] = 20
    return scene


IMG = np.random.default_rng(0).integers(0, 256, (64, 64))  # depends on the stream of this seed
SCENE = _scene()
PICTURE_OF_IMG, PICTURE_OF_SCENE = read_only(IMG / 255), read_only(SCENE / 255)

SX = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
SY = SX.T
LAP = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]])
BIN = np.outer([1, 2, 1], [1, 2, 1])
