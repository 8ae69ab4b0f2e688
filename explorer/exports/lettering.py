"""Letters on pictures."""

import cv2
import numpy as np
import numpy.typing as npt


def write(
    sheet: npt.NDArray[np.uint8],
    text: str,
    place: tuple[int, int],
    size: int,
    weight: int = 400,
    *,
    align: float = 0.0,
    colour: tuple[int, int, int] = (40, 40, 40),
) -> None:
    """Write text on a sheet; `align` is the share of its width left of the place, `colour` has blue first."""
    font = cv2.FontFace("sans")
    _, _, width, _ = cv2.getTextSize(
        (sheet.shape[1], sheet.shape[0]), text, (0, place[1]), font, size, weight
    )
    cv2.putText(sheet, text, (place[0] - round(align * width), place[1]), colour, font, size, weight)
