"""Decoding of picture files into brightness, and the limits on them.

Brightness is luma, 0.299 R + 0.587 G + 0.114 B, from 0 (black) to 1 (white).
"""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from math import ceil
from threading import Lock
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import ExifTags, Image
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from explorer.core.arrays import Map
from explorer.images.refusals import UnreadableImage, refusal

MAX_BYTES = 20_000_000
MAX_PIXELS = 50_000_000
MIN_SIDE = 3  # the smallest picture that a 3x3 kernel fits into
LEVELS = 255  # steps from black to white in an 8-bit file
_MEGA = 1_000_000

_Pixels = npt.NDArray[Any]  # rows by columns by channels, of whatever type the file has

_LUMA = np.array([[299, 587, 114]], np.float32)  # thousandths: whole numbers keep the sums exact
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
_DEEP = ("RGB;16", "RGBA;16", "LA;16")  # Pillow keeps only the upper half of these samples
_COARSE = {"L;2": 85, "L;4": 17}  # greys of 2 and 4 bits: levels from one to the next
_STRIP = 1 << 20  # pixels turned into floats at a time
_LARGE = 16_000_000  # pixels from which on memory counts for more than the last bit of exactness

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


def _upright(image: Map, orientation: int) -> Map:
    """Apply the EXIF orientation; 5 to 8 transpose the picture."""
    if orientation >= 5:
        image = image.T
    if orientation in (3, 4, 7, 8):
        image = image[::-1]
    if orientation in (2, 3, 6, 7):
        image = image[:, ::-1]
    return np.ascontiguousarray(image)


def _luma(colours: _Pixels, white: int) -> Map:
    """Return the luma of colours, composited over white."""
    # Sums up to 255,000 are whole in float32, so a grey pixel gets exactly its own level.
    channels: _Pixels = colours.astype(np.float32 if white <= LEVELS else np.float64)
    luma = np.divide(cv2.transform(np.ascontiguousarray(channels[..., :3]), _LUMA), 1000 * white)
    if channels.shape[2] == 4:
        opacity = channels[..., 3] / white
        luma = luma * opacity + (1 - opacity)
    return np.asarray(luma, np.float32)


def _brightness(picture: Image.Image, whitest: int, inverted: bool) -> Map:
    """Return the brightness of a part of a picture in any of Pillow's modes."""
    mode = picture.mode
    if mode == "F" or mode.startswith("I;16"):
        grey = np.asarray(picture)
        image = grey.astype(np.float32) / np.float32(whitest)
        if inverted:
            image = 1 - image
        if "transparency" in picture.info:
            image[grey == picture.info["transparency"]] = 1
        return image
    if mode in ("1", "L") and "transparency" not in picture.info:
        return np.asarray(picture.convert("L"), np.float32) / np.float32(LEVELS)
    if mode == "La":
        picture = picture.convert("LA")
    return _luma(np.asarray(picture.convert("RGBA" if picture.has_transparency_data else "RGB")), LEVELS)


def _by_opencv(picture: ImageFile, data: bytes, kind: type[np.generic]) -> _Pixels | None:
    """Decode with OpenCV, where Pillow loses depth or needs too much memory; None if OpenCV cannot."""
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.shape[:2] != (picture.height, picture.width) or pixels.dtype != kind:
        return None
    return pixels if pixels.ndim == 3 else np.dstack([pixels] * 3)


def _opencv_brightness(strip: _Pixels, white: int, transparent: tuple[int, int, int] | None) -> Map:
    colours = strip[..., [2, 1, 0, 3][: strip.shape[2]]]  # OpenCV counts blue first
    image = _luma(colours, white)
    if transparent is not None:
        image[(colours[..., :3] == transparent).all(axis=2)] = 1
    return image


def _rows(size: tuple[int, int]) -> Iterator[slice]:
    width, height = size
    step = max(1, _STRIP // width)
    return (slice(top, min(top + step, height)) for top in range(0, height, step))


def _strips(picture: ImageFile, data: bytes) -> Iterator[Map]:
    """Decode the picture and yield its brightness in strips of rows."""
    large = picture.size[0] * picture.size[1] > _LARGE
    if isinstance(picture, WebPImageFile):
        # Pillow keeps five copies of the picture, in case it moves.
        if not picture.is_animated:
            pixels = _by_opencv(picture, data, np.uint8)
            if pixels is None:
                raise refusal("DAMAGED")
            for rows in _rows(picture.size):
                yield _opencv_brightness(pixels[rows], LEVELS, None)
            return
        if large:
            raise refusal("TOO_BIG_TO_HOLD")

    layout = picture.tile[0].args if picture.tile else ""
    layout = layout if isinstance(layout, str) else str(layout[0]) if layout else ""
    inverted = isinstance(picture, TiffImageFile) and picture.tag_v2.get(262) == 0  # white is zero
    picture.load()
    if isinstance(picture, PngImageFile | TiffImageFile) and layout.startswith(_DEEP) and not large:
        pixels = _by_opencv(picture, data, np.uint16)
        if pixels is not None:
            for rows in _rows(picture.size):
                yield _opencv_brightness(pixels[rows], 65535, picture.info.get("transparency"))
            return
    if layout in _COARSE and "transparency" in picture.info:
        picture.info["transparency"] *= _COARSE[layout]  # Pillow spreads out the pixels, but not this
    if picture.mode == "F":
        values = np.asarray(picture)
        if not 0 <= values.min() <= values.max() <= 1:  # nor may any be NaN
            raise refusal("OTHER_BRIGHTNESS")
    elif picture.mode in ("I", "LAB"):
        raise refusal("UNUSUAL", mode=picture.mode)
    whitest = 1 if picture.mode == "F" else 4095 if "12" in layout else 65535
    for rows in _rows(picture.size):
        yield _brightness(picture.crop((0, rows.start, picture.width, rows.stop)), whitest, inverted)


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
    if image.shape == (rows, cols):
        return image
    return np.asarray(cv2.resize(image, (cols, rows), interpolation=cv2.INTER_AREA), np.float32)


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
        sides_within(MIN_SIDE, MIN_SIDE, long_side)
    with _refusing(), _open(data) as picture:
        orientation = _orientation(picture)
        width, height = picture.size
        if long_side is None:
            image = np.concatenate(list(_strips(picture, data)))
            return _upright(np.clip(image, 0, 1), orientation)
        rows, cols = sides_within(height, width, long_side)
        if isinstance(picture, JpegImageFile) and width * height > _LARGE:
            picture.draft(None, (4 * cols, 4 * rows))  # four times finer than asked for, or more
        narrow = np.concatenate([_averaged(strip, len(strip), cols) for strip in _strips(picture, data)])
        return _upright(_whole_levels(_averaged(narrow, rows, cols)), orientation)


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
