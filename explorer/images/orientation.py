"""How a picture stands in its file: as the camera was held."""

from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

_Pixels = TypeVar("_Pixels", bound=npt.NDArray[Any])


def upright(image: _Pixels, orientation: int) -> _Pixels:
    """Turn a picture upright.

    Parameters
    ----------
    image : (H, W) or (H, W, C) array
        As it stands in the file.
    orientation : int
        1 (upright) to 8, as EXIF and TIFF have it; 5 to 8 transpose the picture. Others leave it as it is.

    Examples
    --------
    The lower line was the left one:

    >>> upright(np.array([[1, 2]]), 8).tolist()
    [[2], [1]]
    """
    if 5 <= orientation <= 8:
        image = image.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        image = image[::-1]  # type: ignore[assignment]
    if orientation in (2, 3, 6, 7):
        image = image[:, ::-1]  # type: ignore[assignment]
    return np.ascontiguousarray(image)  # type: ignore[return-value]
