"""TIFF files whose numbers Pillow does not read, or reads wrongly.

These are signed, floating or of 32 bits and more, stand plane by plane, or have a range to show that the file
names, as ImageJ does. All others are left to Pillow. OpenCV reads what is packed; what is not is read here,
since OpenCV knows fewer types.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt

from explorer.images.arrays import MOST_BYTES, Check
from explorer.images.ranges import Numbers
from explorer.images.refusals import refusal

Tags = Mapping[int, npt.NDArray[np.generic]]
"""The values of the tags of a TIFF, by number."""

_MAGICS: Mapping[bytes, Literal["<", ">"]] = {b"II*\0": "<", b"MM\0*": ">", b"II+\0": "<", b"MM\0+": ">"}
_TYPES = {
    1: "u1",
    2: "u1",
    3: "u2",
    4: "u4",
    6: "i1",
    8: "i2",
    9: "i4",
    11: "f4",
    12: "f8",
    16: "u8",
    17: "i8",
}
_WIDTH, _HEIGHT, _BITS, _PACKING, _PHOTOMETRIC, _DESCRIPTION = 256, 257, 258, 259, 262, 270
_OFFSETS, _ORIENTATION, _SAMPLES, _COUNTS, _PLANES, _FORMAT = 273, 274, 277, 279, 284, 339
_SMALLEST, _LARGEST = (340, 280), (341, 281)
"""Of any type, and of whole numbers without a sign."""
_WANTED = {
    *(_WIDTH, _HEIGHT, _BITS, _PACKING, _PHOTOMETRIC, _DESCRIPTION, _OFFSETS, _ORIENTATION, _SAMPLES),
    *(_COUNTS, _PLANES, _FORMAT, *_SMALLEST, *_LARGEST),
}
_WHITE_IS_ZERO, _RGB = 0, 2
_MOST = 16
"""A pixel may have so many samples; a tag with a value for each may claim millions."""
_KINDS = {1: "u", 2: "i", 3: "f", 4: "u"}
_SIZES = {"u": (8, 16, 32, 64), "i": (8, 16, 32, 64), "f": (16, 32, 64)}
_SHOWN = re.compile(rb"^(min|max)=([-+]?[\d.]+(?:[eE][-+]?\d+)?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TiffNumbers:
    """The numbers of a TIFF, upright."""

    values: Numbers
    """(H, W), or (H, W, 3) of red, green and blue."""
    said: tuple[float, float] | None
    """The numbers that the file names as the ends of the range."""
    is_inverted: bool
    """Whether the smallest number is white."""


def read_tiff(data: bytes, check: Check) -> TiffNumbers | None:
    """Read the numbers of the first page of a TIFF; None if it is one that Pillow reads rightly.

    Parameters
    ----------
    data : bytes
        The file; a BigTIFF as well.
    check : callable
        Takes width and height before any number is read.

    Raises
    ------
    UnreadableImage
        If it is packed in a way that is not read.
    ValueError
        If it ends too early.
    """
    tags = tags_of(data)
    kind, photometric = _kind(tags), _one(tags, _PHOTOMETRIC, 1)
    if kind is None or photometric > _RGB:
        return None
    samples, is_planar = _one(tags, _SAMPLES, 1), _one(tags, _PLANES, 1) == 2
    said = _said(tags, kind) if samples == 1 else None
    if _is_plain(kind, said) and not (is_planar and samples > 1) and data[:4] != b"MM\0+":
        return None
    if samples not in (1, 3, 4):
        raise refusal("UNUSUAL", mode=f"{samples} samples a pixel")
    height, width = _one(tags, _HEIGHT, 0), _one(tags, _WIDTH, 0)
    check(width, height)
    if height * width * samples * kind.itemsize > MOST_BYTES:
        raise refusal("TOO_BIG_TO_HOLD")
    if _one(tags, _PACKING, 1) == 1 and _OFFSETS in tags:
        shape = (samples, height, width) if is_planar else (height, width, samples)
        values = _plain(data, tags, kind.newbyteorder(_MAGICS[data[:4]]), shape)
        values = _turned(np.moveaxis(values, 0, -1) if is_planar else values, _one(tags, _ORIENTATION, 1))
    else:
        values = _unpacked(data, kind)
    values = (
        values[..., 0] if samples == 1 and values.ndim == 3 else values[..., :3] if samples == 4 else values
    )
    return TiffNumbers(values, said, photometric == _WHITE_IS_ZERO)


def tags_of(data: bytes) -> Tags:
    """Return what the first list of tags of a TIFF says, as far as it is of use here."""
    order, is_big = _MAGICS[data[:4]], data[2:4] in (b"+\0", b"\0+")
    place, wide, step = ("u8", 8, 20) if is_big else ("u4", 4, 12)

    def read(at: int, kind: str, count: int = 1) -> npt.NDArray[np.generic]:
        return np.frombuffer(data, order + kind, count, at)  # raises ValueError beyond the end

    start = int(read(8 if is_big else 4, place)[0])
    count = int(read(start, "u8" if is_big else "u2")[0])
    first = start + (8 if is_big else 2)
    found = {}
    for at in range(first, min(first + count * step, len(data) - step + 1), step):
        tag, form, many = int(read(at, "u2")[0]), int(read(at + 2, "u2")[0]), int(read(at + 4, place)[0])
        if tag in _WANTED and form in _TYPES and many:
            size, at_value = many * np.dtype(_TYPES[form]).itemsize, at + 4 + wide
            found[tag] = read(at_value if size <= wide else int(read(at_value, place)[0]), _TYPES[form], many)
    return found


def _one(tags: Tags, tag: int, default: int) -> int:
    return int(tags[tag][0]) if tag in tags else default


def _kind(tags: Tags) -> np.dtype[np.generic] | None:
    """Return the type of the samples, if all are of one type that is read here."""
    bits, forms = (set(tags[tag][:_MOST].tolist()) if tag in tags else {1} for tag in (_BITS, _FORMAT))
    kind = _KINDS.get(forms.pop()) if len(forms) == 1 and len(bits) == 1 else None
    size = bits.pop()
    return np.dtype(f"{kind}{size // 8}") if kind and size in _SIZES[kind] else None


def _is_plain(kind: np.dtype[np.generic], said: tuple[float, float] | None) -> bool:
    """Whether samples count from 0 to white in 8 or 16 bits."""
    return kind in (np.uint8, np.uint16) and said in (None, (0.0, 256.0**kind.itemsize - 1))


def _said(tags: Tags, kind: np.dtype[np.generic]) -> tuple[float, float] | None:
    """Return the range that ImageJ shows, or that whole numbers are said to have."""
    text = tags[_DESCRIPTION].tobytes() if _DESCRIPTION in tags else b""
    shown = {end: float(number) for end, number in _SHOWN.findall(text)} if text[:7] == b"ImageJ=" else {}
    if len(shown) == 2:
        return shown[b"min"], shown[b"max"]
    largest = [float(tags[tag][:_MOST].max()) for tag in _LARGEST if tag in tags]
    smallest = [float(tags[tag][:_MOST].min()) for tag in _SMALLEST if tag in tags]
    if kind.kind == "f" or not largest:
        return None
    return (smallest or [0.0])[0], largest[0]


def _plain(data: bytes, tags: Tags, kind: np.dtype[np.generic], shape: tuple[int, ...]) -> Numbers:
    """Put together the strips of a page that is not packed."""
    size = int(np.prod(shape)) * kind.itemsize
    content = bytearray()
    for at, count in zip(tags[_OFFSETS], tags.get(_COUNTS, np.array([size])), strict=False):
        part = data[int(at) : int(at) + min(int(count), size - len(content))]
        if not part:
            break
        content += part
    return np.frombuffer(content, kind, size // kind.itemsize).reshape(shape)


def _unpacked(data: bytes, kind: np.dtype[np.generic]) -> Numbers:
    """Let OpenCV unpack a page; it turns it upright as well."""
    values = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if values is None or values.dtype != kind:
        raise refusal("PACKED")
    return values[..., 2::-1] if values.ndim == 3 else values  # it counts blue first


def _turned(values: Numbers, orientation: int) -> Numbers:
    """Turn a page upright by the tag that says how the camera was held, 1 (upright) to 8."""
    values = values.swapaxes(0, 1) if 5 <= orientation <= 8 else values
    values = values[::-1] if orientation in (3, 4, 7, 8) else values
    return values[:, ::-1] if orientation in (2, 3, 6, 7) else values
