"""Decoding of picture files into brightness, and the limits on them.

Brightness is luma, 0.299 R + 0.587 G + 0.114 B, from 0 (black) to 1 (white).
"""

import struct
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from math import ceil
from threading import Lock
from typing import TypeVar

import cv2
import numpy as np
from PIL import ExifTags, Image
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from explorer.core.arrays import Map
from explorer.images.colours import ColourMeans, Colours
from explorer.images.refusals import UnreadableImage, refusal
from explorer.images.strips import LEVELS, is_large, strips_of

MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
MIN_SIDE = 3  # the smallest picture that a 3x3 kernel fits into
_MEGA = 1_000_000

_Picture = TypeVar("_Picture", Map, Colours)

_PNG = b"\x89PNG\r\n\x1a\n"
_READERS: tuple[tuple[bytes, type[ImageFile]], ...] = (
    (_PNG, PngImageFile),
    (b"\xff\xd8\xff", JpegImageFile),
    (b"GIF8", GifImageFile),
    (b"RIFF", WebPImageFile),
    (b"BM", BmpImageFile),
    (b"II*\0", TiffImageFile),
    (b"MM\0*", TiffImageFile),
)

# The filters for warnings belong to the whole process, and two pictures of
# 50 megapixels at once may not fit into memory: so one picture at a time.
_ONE_AT_A_TIME = Lock()


@contextmanager
def _refusing() -> Iterator[None]:
    """Turn every error and warning of Pillow into an `UnreadableImage`."""
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except UnreadableImage:
            raise
        except MemoryError as error:
            raise refusal("TOO_BIG_TO_HOLD") from error
        except Image.DecompressionBombError as error:
            raise refusal("FAR_TOO_MANY_PIXELS", limit=MAX_PIXELS // _MEGA) from error
        except Exception as error:  # a damaged file meets a dozen unrelated kinds in Pillow's parsers
            raise refusal("DAMAGED") from error


def _check_sides(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        count = ceil(width * height / _MEGA)
        raise refusal("TOO_MANY_PIXELS", count=count, limit=MAX_PIXELS // _MEGA)
    if min(width, height) < MIN_SIDE:
        raise refusal("TOO_SMALL", width=width, height=height, least=MIN_SIDE)


def _open(data: bytes) -> ImageFile:
    """Read the header and check the limits; no pixel is decoded."""
    if not data:
        raise refusal("EMPTY")
    if len(data) > MAX_BYTES:
        count = ceil(len(data) / _MEGA)
        raise refusal("TOO_LARGE", count=count, limit=MAX_BYTES // _MEGA)
    reader = next((reader for magic, reader in _READERS if data.startswith(magic)), None)
    if reader is None or (reader is WebPImageFile and data[8:12] != b"WEBP"):
        raise refusal("UNKNOWN")
    if reader is PngImageFile and len(data) >= 24 and data[12:16] == b"IHDR":
        _check_sides(*struct.unpack(">II", data[16:24]))  # Pillow would read on to the pixels first
    # The class itself, not Image.open: that would guess at formats not offered here, and its own
    # limit would speak before ours can.
    picture = reader(BytesIO(data))
    _check_sides(*picture.size)
    return picture


def _orientation(picture: ImageFile) -> int:
    """Return the EXIF orientation, 1 (upright) to 8."""
    if isinstance(picture, TiffImageFile):
        return 1  # Pillow turns these itself
    with suppress(Exception):  # a broken note about the picture is no reason to refuse the picture
        # The method of the base class, because that of a PNG would decode the pixels to look behind them.
        orientation = Image.Image.getexif(picture).get(ExifTags.Base.Orientation)
        if isinstance(orientation, int) and 1 <= orientation <= 8:
            return orientation
    return 1


def _upright(image: _Picture, orientation: int) -> _Picture:
    """Apply the EXIF orientation; 5 to 8 transpose the picture."""
    if orientation >= 5:
        image = image.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        image = image[::-1]
    if orientation in (2, 3, 6, 7):
        image = image[:, ::-1]
    return np.ascontiguousarray(image)


def sides_within(height: int, width: int, long_side: int) -> tuple[int, int]:
    """Return the rows and the columns of a picture that `reduce` has shrunk, or that was small enough.

    >>> sides_within(200, 400, 100), sides_within(200, 400, 500)
    ((50, 100), (200, 400))
    """
    if long_side < MIN_SIDE:
        raise ValueError(f"a long side of {long_side} is too short, it takes at least {MIN_SIDE}")
    scale = min(1.0, long_side / max(height, width))
    rows, cols = (min(side, max(MIN_SIDE, round(side * scale))) for side in (height, width))
    return rows, cols


def _averaged(image: Map, rows: int, cols: int) -> Map:
    """Resize by averaging over areas; on whole strips the result is that of the whole picture."""
    if image.shape[:2] == (rows, cols):
        return image
    found = cv2.resize(image, (cols, rows), interpolation=cv2.INTER_AREA)
    return np.asarray(found, np.float32).reshape(rows, cols, *image.shape[2:])


def _whole_levels(image: Map) -> Map:
    levels: Map = np.rint(np.clip(image, 0, 1) * np.float32(LEVELS))
    return levels / np.float32(LEVELS)


def decode(data: bytes, *, long_side: int | None = None) -> Map:
    """Read a picture file: PNG, JPEG, WebP, BMP, TIFF or GIF.

    Of a GIF the first frame counts, of a TIFF the first page. The picture is
    turned as the camera was held, and what is transparent lies over white.

    Parameters
    ----------
    data : bytes
        The file, up to `MAX_BYTES`, at most `MAX_PIXELS` pixels, and at least
        `MIN_SIDE` pixels each way.
    long_side : int, optional
        Shrink as `reduce` does, strip by strip, so that a large photograph
        never stands in memory as floats. A JPEG of more than 16 megapixels is
        shrunk by its own decoder first, to four times the size or more: pixels
        at sharp edges may then differ by a few levels from exact averages.
        Without `long_side` the brightness is exact.

    Returns
    -------
    (H, W) array of float32
        Brightness from 0 (black) to 1 (white), luma of the colours.

    Raises
    ------
    UnreadableImage
        If the file is empty, too large, too small, damaged or of another kind.
    ValueError
        If `long_side` is less than `MIN_SIDE`.

    Examples
    --------
    A portable way to write down a picture of pure green, and what luma makes
    of it:

    >>> file = BytesIO()
    >>> Image.new("RGB", (3, 4), "#00ff00").save(file, "PNG")
    >>> green = decode(file.getvalue())
    >>> green.shape, round(float(green[0, 0]), 3)
    ((4, 3), 0.587)
    """
    if long_side is not None:
        image, _ = _shrunk(data, long_side, in_colour=False)
        return image
    with _refusing(), _open(data) as picture:
        orientation = _orientation(picture)
        image = np.concatenate([strip.brightness() for strip in strips_of(picture, data)])
        return _upright(np.clip(image, 0, 1), orientation)


def decode_colours(data: bytes, *, long_side: int) -> tuple[Map, Colours]:
    """Read a picture file once, as brightness and as colours.

    Parameters
    ----------
    data : bytes
        The file, as for `decode`.
    long_side : int
        Shrink to this as `decode` does.

    Returns
    -------
    (H, W) array of float32, (H, W, 3) array of uint8
        The brightness that `decode` returns, and red, green and blue in levels from 0 to 255, averaged over
        the same areas. A grey file has three equal channels.

    Raises
    ------
    UnreadableImage, ValueError
        As `decode` does.

    Examples
    --------
    Half transparent red is pink:

    >>> file = BytesIO()
    >>> Image.new("RGBA", (3, 4), "#ff000080").save(file, "PNG")
    >>> brightness, colours = decode_colours(file.getvalue(), long_side=4)
    >>> brightness.shape, colours.shape, colours[0, 0].tolist()
    ((4, 3), (4, 3, 3), [255, 127, 127])
    """
    image, colours = _shrunk(data, long_side, in_colour=True)
    return image, colours()


def _shrunk(data: bytes, long_side: int, *, in_colour: bool) -> tuple[Map, Callable[[], Colours]]:
    """Return brightness, and what returns the colours if they were asked for, both shrunk."""
    sides_within(MIN_SIDE, MIN_SIDE, long_side)
    with _refusing(), _open(data) as picture:
        orientation = _orientation(picture)
        width, height = picture.size
        rows, cols = sides_within(height, width, long_side)
        if isinstance(picture, JpegImageFile) and is_large(picture):
            picture.draft(None, (4 * cols, 4 * rows))  # four times finer than asked for, or more
        narrow, means = [], ColourMeans(rows, cols, picture.height)
        for strip in strips_of(picture, data):
            narrow.append(_averaged(strip.brightness(), len(strip.pixels), cols))
            if in_colour:
                means.add(_averaged(strip.colours(), len(strip.pixels), cols))
        image = _upright(_whole_levels(_averaged(np.concatenate(narrow), rows, cols)), orientation)
        return image, lambda: _upright(means.levels(), orientation)


def original_size(data: bytes) -> tuple[int, int]:
    """Return height and width of a picture file, upright, from its header alone.

    Parameters
    ----------
    data : bytes
        The file, as for `decode`.

    Returns
    -------
    tuple of two int
        Height and width in pixels.

    Raises
    ------
    UnreadableImage
        If the header breaks a limit or makes no sense; the pixels are not looked at.

    Examples
    --------
    >>> file = BytesIO()
    >>> Image.new("L", (30, 20)).save(file, "PNG")
    >>> original_size(file.getvalue())
    (20, 30)
    """
    with _refusing(), _open(data) as picture:
        width, height = picture.size
        return (width, height) if _orientation(picture) >= 5 else (height, width)


def reduce(image: Map, long_side: int) -> Map:
    """Shrink a picture by averaging over areas, and round it to whole levels.

    Averaging over areas keeps the mean brightness and invents no edges, which
    sampling single pixels would. Levels are whole multiples of 1/255, as in
    any 8-bit file: a kernel of whole numbers then answers with whole multiples
    too, so nothing is lost to rounding later, and the browser can be sent half
    as many bytes. A picture that is small enough is only rounded.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 to 1; what lies beyond is cut off.
    long_side : int
        Most pixels the longer side may have, at least `MIN_SIDE`.

    Returns
    -------
    (H', W') array of float32
        In proportion, never enlarged, and each side at least `MIN_SIDE` if it was so before.

    Raises
    ------
    ValueError
        If `long_side` is less than `MIN_SIDE`.

    Examples
    --------
    Each pixel of the small picture is the mean of four:

    >>> blocks = np.repeat(np.eye(3, dtype=np.float32), 2, axis=0).repeat(2, axis=1)
    >>> reduce(blocks, 3)
    array([[1., 0., 0.],
           [0., 1., 0.],
           [0., 0., 1.]], dtype=float32)
    """
    height, width = image.shape
    return averaged(image, *sides_within(height, width, long_side))


def averaged(image: Map, rows: int, cols: int) -> Map:
    """Shrink a picture as `reduce` does, to so many rows and columns, at most those that it has.

    >>> averaged(np.eye(4, dtype=np.float32), 2, 2)
    array([[0.5019608, 0.       ],
           [0.       , 0.5019608]], dtype=float32)
    """
    return _whole_levels(_averaged(_averaged(image, len(image), cols), rows, cols))
