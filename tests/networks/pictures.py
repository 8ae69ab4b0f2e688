"""Pictures with numbers that are known: the pattern and the photograph of the published reference values."""

import cv2
import numpy as np

from explorer.images.menu import PHOTOS


def pattern(rows=24, cols=24):
    """Return level (7 r + 13 c + 29 ch) mod 256 at row r, column c and channel ch."""
    row, col, channel = np.ogrid[:rows, :cols, :3]
    return ((7 * row + 13 * col + 29 * channel) % 256).astype(np.uint8)


def astronaut():
    """Return the photograph, 512 x 512."""
    return np.ascontiguousarray(cv2.imread(str(PHOTOS / "astronaut.jpg"))[..., ::-1])
