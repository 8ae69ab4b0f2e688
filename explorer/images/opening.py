"""Opening of picture files: their headers are read and the limits checked before any pixel is decoded."""

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from math import ceil
from threading import Lock

from cv2.utils import logging
from PIL import ExifTags, Image
from PIL.ImageFile import ImageFile

from explorer.images import frames
from explorer.images.code_points import NOTHING, CodePoints, code_points_of
from explorer.images.deep import DeepPicture, read_deep
from explorer.images.endings import ends_early
from explorer.images.jpeg import coding_of
from explorer.images.kinds import claimed_sides, kind_of
from explorer.images.refusals import UnreadableImage, refusal
from explorer.images.shrinking import MIN_SIDE

MAX_BYTES = 20_000_000
"""Of a file, unless a caller says otherwise: a server may be set up for more or less."""
MAX_PIXELS = 8192 * 6144
_MEGA = 1_000_000
_MOVES, _IS_TRANSPARENT = 2, 16
"""Flags of a WebP file."""
_HEAD = 1000  # bytes that a PNG's colour profile begins in: only a few small notes may stand before it

# The filters for warnings belong to the whole process, and two pictures of
# 50 megapixels at once may not fit into memory: so one picture at a time.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A picture file whose header was read."""

    kind: str
    """The name of its row in `explorer.images.kinds.KINDS`."""
    picture: ImageFile | None
    """The frame that was asked for, not decoded yet; None where it was read as numbers."""
    data: bytes
    """The file, in which that frame comes first if it is a TIFF."""
    frame: int
    """Which of its frames it is, from 0."""
    frames: int
    """How many frames there are to choose from."""
    orientation: int
    """The EXIF orientation, 1 (upright) to 8."""
    deep: DeepPicture | None = None
    """The numbers of the frame, where Pillow does not read it."""
    has_still: bool = False
    """Whether the first of its frames is no part of the animation."""
    points: CodePoints = NOTHING
    """What it says of its colours by code points."""
    fewer: str = ""
    """What is told of the frames that cannot be chosen."""

    @property
    def sides(self) -> tuple[int, int]:
        """Rows and columns, upright."""
        if self.picture is None:
            return self.deep.sides if self.deep else (0, 0)
        width, height = self.picture.size
        return (width, height) if self.orientation >= 5 else (height, width)


@contextmanager
def opened(data: bytes, frame: int = 0, max_bytes: int = MAX_BYTES) -> Iterator[OpenFile]:
    """Read the header of a file and check the limits; nothing but a refusal is raised inside.

    Parameters
    ----------
    data : bytes
        The file.
    frame : int
        Which of its frames or pages; the last one if there are fewer.
    max_bytes : int
        How large the file may be.

    Raises
    ------
    UnreadableImage
        If the file breaks a limit, is of an unknown kind, or whatever Pillow raises until the `with` ends.
    """
    with _refusing(data):
        if len(data) > max_bytes:
            raise refusal("TOO_LARGE", count=ceil(len(data) / _MEGA), limit=max_bytes // _MEGA)
        yield _open(data, frame)


@contextmanager
def _refusing(data: bytes) -> Iterator[None]:
    """Turn every error and warning of Pillow about a file into an `UnreadableImage`; OpenCV prints none."""
    with _ONE_AT_A_TIME, warnings.catch_warnings(), _silent_opencv():
        warnings.simplefilter("ignore")
        try:
            yield
        except UnreadableImage:
            raise
        except MemoryError as error:
            raise refusal("TOO_BIG_TO_HOLD") from error
        except Image.DecompressionBombError as error:
            raise refusal("FAR_TOO_MANY_PIXELS") from error
        except Exception as error:  # a damaged file meets a dozen unrelated kinds in Pillow's parsers
            raise _fault(data) from error


def _fault(data: bytes) -> UnreadableImage:
    """Return the reason why a file cannot be decoded."""
    if ends_early(data):
        return refusal("CUT_SHORT")
    kind = kind_of(data)
    coding = coding_of(data) if kind and kind.name == "JPEG" else ""
    return refusal("UNUSUAL", mode=coding) if coding else refusal("DAMAGED")


@contextmanager
def _silent_opencv() -> Iterator[None]:
    before = logging.setLogLevel(logging.LOG_LEVEL_SILENT)
    try:
        yield
    finally:
        logging.setLogLevel(before)


def _check_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise refusal("TOO_MANY_PIXELS", width=width, height=height)


def _check_sides(width: int, height: int) -> None:
    _check_pixels(width, height)
    if min(width, height) < MIN_SIDE:
        raise refusal("TOO_SMALL", width=width, height=height, least=MIN_SIDE)


def _open(data: bytes, frame: int) -> OpenFile:
    if not data:
        raise refusal("EMPTY")
    kind = kind_of(data)
    if kind is None:
        raise refusal("UNKNOWN")
    if kind.name == "PNG" and len(data) >= 24 and data[12:16] == b"IHDR":
        _check_sides(*struct.unpack(">II", data[16:24]))  # Pillow would read on to the pixels first
    if kind.name in ("AVIF", "HEIC"):
        _check_pixels(*claimed_sides(data))  # the decoders would call more than they can do damaged
    count, whole = 1, data
    if kind.name == "TIFF":
        count = frames.pages(data)
        frame = min(frame, count - 1)
        data = frames.page_first(data, frame) if frame else data
    deep = read_deep(kind.name, data, _check_sides, whole=whole if frame else b"")
    if deep or not kind.reader:
        return OpenFile(kind.name, None, data, min(frame, count - 1), count, 1, deep)
    # small opaque frames leave the rest transparent, and the file need not say so
    if kind.name == "WebP" and data[12:16] == b"VP8X" and data[20] & _MOVES:
        data = data[:20] + bytes([data[20] | _IS_TRANSPARENT]) + data[21:]
    # The class itself, not Image.open: that would guess at formats not offered here, and its own
    # limit would speak before ours can.
    try:
        picture = kind.reader(BytesIO(data))
    except ValueError:  # a profile of more than a megabyte, unpacked; without it the picture may be read
        if kind.name != "PNG" or (place := data.find(b"iCCP", 0, _HEAD)) < 0:
            raise
        end = place + 8 + int.from_bytes(data[place - 4 : place])
        picture = kind.reader(BytesIO(data[: place - 4] + data[end:]))
    _check_sides(*picture.size)
    if kind.name == "PNG" and picture.mode == "P" and picture.palette is None:
        raise ValueError("a PNG of a palette has none")  # Pillow would show all of it black
    fewer, has_still = "", frames.has_still(picture)
    if kind.name != "TIFF":
        count, fewer = frames.count(kind.name, picture, data)
        frame = min(frame, count - 1)
        if frame:
            picture.seek(frame)
    # where a profile counts before code points
    is_told = kind.name != "PNG" and "icc_profile" in picture.info
    points = NOTHING if is_told else code_points_of(kind.name, data)
    turned = _orientation(kind.name, picture)
    return OpenFile(
        kind.name, picture, data, frame, count, turned, has_still=has_still, points=points, fewer=fewer
    )


def _orientation(kind: str, picture: ImageFile) -> int:
    """Return the EXIF orientation, 1 (upright) to 8."""
    if kind == "TIFF":
        return 1  # Pillow turns these itself
    with suppress(Exception):  # a broken note about the picture is no reason to refuse the picture
        # The method of the base class, because that of a PNG would decode the pixels to look behind them.
        orientation = Image.Image.getexif(picture).get(ExifTags.Base.Orientation)
        if isinstance(orientation, int) and 1 <= orientation <= 8:
            return orientation
    return 1
