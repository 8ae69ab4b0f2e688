"""Maps and pictures as PNG files: for the page, for slides, and to compute with."""

import base64
import struct
import zlib

import cv2
import numpy as np
import numpy.typing as npt

from explorer.core.notation import digits_for, number
from explorer.core.paint import INK, painted
from explorer.exports.lettering import write
from explorer.images import LEVELS, Colours


def png(image: npt.ArrayLike) -> bytes:
    """Write a picture as an 8-bit grey PNG file.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white).

    Examples
    --------
    >>> png([[0, 1]])[1:4]
    b'PNG'
    """
    levels = np.rint(np.clip(np.asarray(image, np.float32), 0, 1) * LEVELS).astype(np.uint8)
    return cv2.imencode(".png", levels)[1].tobytes()


def png_address(file: bytes) -> str:
    """Return a PNG file as an address that holds the whole picture, for browsers.

    >>> png_address(b"PNG")
    'data:image/png;base64,UE5H'
    """
    return "data:image/png;base64," + base64.b64encode(file).decode()


def jpeg(levels: Colours, *, quality: int) -> bytes:
    r"""Write a picture in colours as a JPEG file, which is smaller than PNG for a photograph.

    Parameters
    ----------
    levels : (H, W, 3) array of uint8
        Red, green, blue.
    quality : int
        From 0 to 100.

    Examples
    --------
    >>> jpeg(np.zeros((8, 8, 3), np.uint8), quality=90)[:2]
    b'\xff\xd8'
    """
    return cv2.imencode(".jpg", levels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def jpeg_address(file: bytes) -> str:
    """Return a JPEG file as an address that holds the whole picture, for browsers.

    >>> jpeg_address(b"JPEG")
    'data:image/jpeg;base64,SlBFRw=='
    """
    return "data:image/jpeg;base64," + base64.b64encode(file).decode()


def coloured_png(
    values: npt.ArrayLike,
    table: npt.NDArray[np.uint8],
    span: tuple[float, float],
    *,
    enlarge: int = 1,
    row: int | None = None,
) -> bytes:
    """Write a map in colours as a PNG file.

    Parameters
    ----------
    values : (H, W) array
        What is coloured; NaN stays transparent.
    table : (N, 3) array of uint8
        Red, green and blue of each of N equal steps of the span.
    span : (float, float)
        The values at the two ends of the table; what lies beyond gets the end's colour.
    enlarge : int
        Sides of the square that each value becomes.
    row : int, optional
        A row that is marked by a black line between two white ones.

    Examples
    --------
    >>> coloured_png([[0, 1]], np.array([[0, 0, 0], [255, 255, 255]], np.uint8), (0, 1))[1:4]
    b'PNG'
    """
    shown = np.repeat(np.repeat(np.asarray(values, np.float64), enlarge, axis=0), enlarge, axis=1)
    opaque = np.where(np.isnan(shown), 0, 255).astype(np.uint8)
    coloured = np.dstack([painted(shown, table, span)[..., ::-1], opaque])
    if row is not None:
        middle = row * enlarge + enlarge // 2
        coloured[max(middle - 1, 0) : middle + 2] = 255
        coloured[middle, :, :3] = 0
    return cv2.imencode(".png", coloured)[1].tobytes()


def labelled_png(
    values: npt.ArrayLike,
    table: npt.NDArray[np.uint8],
    span: tuple[float, float],
    *,
    title: str,
    quiet: float | None = None,
) -> bytes:
    """Write a map in colours, with its title above and the scale of its colours below.

    Parameters
    ----------
    values : (H, W) array of float32
        The map. Its top left corner comes to stand at ``MAP_CORNER`` (row, column); every value is a
        square of ``enlargement(shape)`` pixels.
    table, span
        As for ``coloured_png``.
    title : str
        What the map is.
    quiet : float, optional
        Values below ``-quiet`` are hatched as well, so that the sign does not hang on colour alone.

    Examples
    --------
    >>> table = np.array([[0, 0, 0], [255, 255, 255]], np.uint8)
    >>> labelled_png([[-1, 1]], table, (-1, 1), title="A map")[1:4]
    b'PNG'
    """
    shown = np.asarray(values, np.float64)
    by = enlargement(shown.shape)
    shown = np.repeat(np.repeat(shown, by, axis=0), by, axis=1)
    coloured = painted(shown, table, span)[..., ::-1]
    if quiet is not None:
        negative = shown < -quiet
        stripes = np.add.outer(np.arange(len(coloured)), np.arange(coloured.shape[1])) % _HATCH == 0
        coloured[negative & stripes] = coloured[negative & stripes] // 2 + np.array(INK[::-1], np.uint8) // 2
    top, left = MAP_CORNER
    width = max(coloured.shape[1], _NARROWEST)
    sheet = np.full((top + len(coloured) + 64, width + 2 * left, 3), 255, np.uint8)
    sheet[top : top + len(coloured), left : left + coloured.shape[1]] = coloured
    bar = table[np.arange(width) * len(table) // width, ::-1]
    below = top + len(coloured) + 14
    sheet[below : below + 14, left : left + width] = bar
    low, high = span
    digits = digits_for(max(-low, high))
    write(sheet, title, (left, top - 12), 20, 600)
    write(sheet, number(low, digits), (left, below + 36), 18)
    is_signed = low == -high
    end = f"{'+' if is_signed else ''}{number(high, digits)}"
    write(sheet, end, (left + width, below + 36), 18, align=1)
    if is_signed:
        write(sheet, "0", (left + width // 2, below + 36), 18, align=0.5)
    return cv2.imencode(".png", sheet)[1].tobytes()


def enlargement(shape: tuple[int, ...]) -> int:
    """Return the side of the square that each value of a small map becomes in a labelled picture.

    >>> enlargement((128, 100)), enlargement((512, 9))
    (4, 1)
    """
    return max(1, 512 // max(shape))


def raw_png(values: npt.ArrayLike, limit: float) -> bytes:
    """Write a map as a 16-bit grey PNG file, to be computed with.

    ``value = (level - 32768) / 32767 * limit``, right to half a level; zero is level 32768 exactly. The
    file says so itself, in a text chunk named Description.

    Parameters
    ----------
    values : (H, W) array of float32
        The map, from -limit to limit.
    limit : float
        The value of the last level, above 0.

    Examples
    --------
    >>> cv2.imdecode(np.frombuffer(raw_png([[-2, 0, 2]], 2.0), np.uint8), -1)
    array([[    1, 32768, 65535]], dtype=uint16)
    """
    levels = np.rint(np.asarray(values, np.float64) / limit * 32767) + 32768
    file = cv2.imencode(".png", np.clip(levels, 1, 65535).astype(np.uint16))[1].tobytes()
    said = f"value = (level - 32768) / 32767 * {float(limit)!r}"
    chunk = b"tEXt" + b"Description\0" + said.encode("ascii")
    end_of_header = 33  # 8 bytes of signature, 25 of the first chunk
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return file[:end_of_header] + framed + file[end_of_header:]


MAP_CORNER = (48, 16)
_NARROWEST = 420  # pixels: the longest title fits
_HATCH = 5  # pixels from one stripe to the next
