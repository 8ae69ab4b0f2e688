"""TIFF files whose numbers Pillow does not read, or reads wrongly.

These are signed, floating or of 32 bits and more, stand plane by plane, or have a range to show that the file
names, as ImageJ does. All others are left to Pillow. OpenCV reads what is packed, since it unpacks no more
than there are pixels; tifffile reads what is not, of every type.
"""

import logging
import re
from dataclasses import dataclass
from io import BytesIO
from math import prod
from typing import Any

import cv2
import numpy as np
from PIL.TiffImagePlugin import ImageFileDirectory_v2

from explorer.images.arrays import MOST_BYTES, Check
from explorer.images.orientation import upright
from explorer.images.ranges import Numbers
from explorer.images.refusals import refusal
from explorer.images.tags import check_tags, with_tags

_WIDTH, _HEIGHT, _BITS, _PACKING, _PHOTOMETRIC, _BIT_ORDER, _DESCRIPTION = 256, 257, 258, 259, 262, 266, 270
_STRIPS, _ORIENTATION, _SAMPLES, _PLANES, _TILES, _FORMAT = (
    (273, 278, 279),
    274,
    277,
    284,
    range(322, 326),
    339,
)
_SMALLEST, _LARGEST = (340, 280), (341, 281)
"""Of any type, and of whole numbers without a sign."""
_WANTED = {
    *(_WIDTH, _HEIGHT, _BITS, _PACKING, _PHOTOMETRIC, _BIT_ORDER, _DESCRIPTION, _ORIENTATION, _SAMPLES),
    *(*_STRIPS, *_TILES, _PLANES, _FORMAT, *_SMALLEST, *_LARGEST),
}
_WHITE_IS_ZERO, _RGB = 0, 2
_COMPLEX = (5, 6)
_KINDS = {1: "u", 2: "i", 3: "f", 4: "u"}
_SIZES = {"u": (8, 16, 32, 64), "i": (8, 16, 32, 64), "f": (16, 32, 64)}
_SHOWN = re.compile(r"^(min|max)=([-+]?[\d.]+(?:[eE][-+]?\d+)?)\s*$", re.MULTILINE | re.ASCII)
_MOST_PARTS = 50_000
"""So many strips or tiles that do not follow each other are read within half a second."""
_AT_ONCE = 1 << 20
"""Bytes of strips or tiles that are held while they are put together."""


@dataclass(frozen=True, slots=True)
class TiffNumbers:
    """The numbers of a TIFF, upright."""

    values: Numbers
    """(H, W), or (H, W, 3) of red, green and blue."""
    said: tuple[float, float] | None
    """The numbers that the file names as the ends of the range."""
    is_inverted: bool
    """Whether the smallest number is white."""


def read_tiff(data: bytes, check: Check, *, whole: bytes = b"") -> TiffNumbers | None:
    """Read the numbers of the first page of a TIFF; None if it is one that Pillow reads rightly.

    Parameters
    ----------
    data : bytes
        The file; a BigTIFF as well.
    check : callable
        Takes width and height before any number is read.
    whole : bytes, optional
        The file as it came, if another of its pages was put first: ImageJ writes the range of all pages into
        the first one.

    Raises
    ------
    UnreadableImage
        If it is packed in a way that is not read.
    ValueError
        If it ends too early.
    """
    first = _checked(data)
    tags = _tags_of(first)
    kind, photometric = _kind(tags), _one(tags, _PHOTOMETRIC, 1)
    if _one(tags, _FORMAT, 1) in _COMPLEX:
        raise refusal("UNUSUAL", mode="complex numbers")
    if kind is None or photometric > _RGB:
        return None
    samples, is_planar = _one(tags, _SAMPLES, 1), _one(tags, _PLANES, 1) == 2
    said = _said(tags, kind, _tags_of(_checked(whole)) if whole else tags) if samples == 1 else None
    are_read = samples in (1, 3, 4) or (samples == 2 and kind == np.uint8) or photometric == _RGB
    if are_read and _is_plain(kind, said) and not (is_planar and samples > 1) and data[:4] != b"MM\0+":
        return None
    if samples not in (1, 3, 4):
        raise refusal("UNUSUAL", mode=f"{samples} samples a pixel")
    height, width = _one(tags, _HEIGHT, 0), _one(tags, _WIDTH, 0)
    check(width, height)
    if height * width * samples * kind.itemsize > MOST_BYTES:
        raise refusal("TOO_BIG_TO_HOLD")
    if _one(tags, _PACKING, 1) == 1:
        values = _plain(first, kind, (height, width, samples), len(data))
        values = upright(values, _one(tags, _ORIENTATION, 1))
    else:
        values = _unpacked(data, kind)
    values = (
        values[..., 0] if samples == 1 and values.ndim == 3 else values[..., :3] if samples == 4 else values
    )
    return TiffNumbers(values, said, photometric == _WHITE_IS_ZERO)


def _checked(data: bytes) -> bytes:
    """Return a TIFF with those tags of its first page alone that are read here."""
    check_tags(data)
    return with_tags(data, _WANTED)


def _tags_of(data: bytes) -> ImageFileDirectory_v2:
    """Let Pillow read the tags of the first page; it has to be told of a BigTIFF of the other order."""
    is_big = data[2:4] in (b"+\0", b"\0+")
    start = b"II+\0" + data[4:16] if is_big else b"II*\0" + data[4:8]
    tags = ImageFileDirectory_v2(start, prefix=data[:2])
    file = BytesIO(data)
    file.seek(tags.next)
    tags.load(file)
    return tags


def _all(tags: ImageFileDirectory_v2, tag: int) -> tuple[Any, ...]:
    values = tags.get(tag, ())
    return values if isinstance(values, tuple) else (values,)


def _one(tags: ImageFileDirectory_v2, tag: int, default: int) -> int:
    return int((_all(tags, tag) or (default,))[0])


def _kind(tags: ImageFileDirectory_v2) -> np.dtype[np.generic] | None:
    """Return the type of the samples, if all are of one type that is read here."""
    bits, forms = (set(_all(tags, tag)) or {1} for tag in (_BITS, _FORMAT))
    kind = _KINDS.get(forms.pop()) if len(forms) == 1 and len(bits) == 1 else None
    size = bits.pop()
    return np.dtype(f"{kind}{size // 8}") if kind and size in _SIZES[kind] else None


def _is_plain(kind: np.dtype[np.generic], said: tuple[float, float] | None) -> bool:
    """Whether samples count from 0 to white in 8 or 16 bits."""
    return kind in (np.uint8, np.uint16) and said in (None, (0.0, 256.0**kind.itemsize - 1))


def _said(
    tags: ImageFileDirectory_v2, kind: np.dtype[np.generic], first: ImageFileDirectory_v2
) -> tuple[float, float] | None:
    """Return the range that ImageJ shows, or that whole numbers are said to have.

    `first` are the tags of the first page, which speaks for all that have numbers of its type.
    """
    spoken = (page.get(_DESCRIPTION) for page in (tags, first) if _kind(page) == kind)
    text = str(next(filter(None, spoken), ""))
    shown = {end: float(number) for end, number in _SHOWN.findall(text)} if text[:7] == "ImageJ=" else {}
    if len(shown) == 2:
        return shown["min"], shown["max"]
    largest = [float(max(_all(tags, tag))) for tag in _LARGEST if tag in tags]
    smallest = [float(min(_all(tags, tag))) for tag in _SMALLEST if tag in tags]
    if kind.kind == "f" or not largest:
        return None
    return (smallest or [0.0])[0], largest[0]


def _plain(data: bytes, kind: np.dtype[np.generic], shape: tuple[int, int, int], end: int) -> Numbers:
    """Put the strips or tiles of a page that is not packed together: rows by columns by samples.

    `end` is where the file ended before the tags that are read were put behind it.
    """
    from tifffile import TiffFile  # not above: few pictures need its 25,000 lines

    logging.getLogger("tifffile").disabled = True  # it is the visitor who is told what is wrong with a file
    size = prod(shape) * kind.itemsize
    if size > end:
        raise ValueError("the page does not fit into the file")
    with TiffFile(BytesIO(data)) as file:
        page = file.pages.first
        if page.dtype != kind or page.size != prod(shape):
            raise ValueError("two tags of the page contradict each other")
        if not page.is_contiguous:
            parts = prod(page.chunked)
            if parts > min(len(page.dataoffsets), len(page.databytecounts)):
                raise ValueError("a part is missing")  # tifffile would count on to any number of them
            if parts > _MOST_PARTS:
                raise refusal("UNUSUAL", mode=f"{parts} parts")
            if sum(page.databytecounts) > MOST_BYTES:
                raise refusal("TOO_BIG_TO_HOLD")  # all claim the same bytes
        sizes = [size] if page.is_contiguous else page.databytecounts
        if any(at + size > end for at, size in zip(page.dataoffsets, sizes, strict=False)):
            raise ValueError("a part ends behind the file")
        values: Numbers = page.asarray(squeeze=False, maxworkers=1, buffersize=_AT_ONCE)
    return np.moveaxis(values[:, 0], 0, -1).reshape(shape)  # either planes or samples are one


def _unpacked(data: bytes, kind: np.dtype[np.generic]) -> Numbers:
    """Let OpenCV unpack a page; it turns it upright as well."""
    values = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if values is None or values.dtype != kind:
        raise refusal("PACKED")
    return values[..., 2::-1] if values.ndim == 3 else values  # it counts blue first
