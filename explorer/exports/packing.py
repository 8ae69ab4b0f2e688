"""Packing of bytes and of pictures into text, which `static/standalone/packing.js` reads."""

import zlib

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.images import LEVELS


def packed(image: Map, shrunk: Map | None = None) -> str:
    """Pack a picture of whole levels.

    Every level is replaced by its difference from that of a larger picture that was shrunk to this size;
    without one, from what its neighbours let expect.
    """
    levels = _levels(image)
    expected = _expected(levels) if shrunk is None else _levels(shrunk)
    return deflated((levels - expected).tobytes(), zlib.Z_FILTERED)


def packed_deep(image: Map) -> str:
    """Pack a picture of more than 256 levels, every value of it exactly.

    Of each float32 the first bytes stand together, then the second ones and so on: zlib finds more in that.
    """
    planes = np.ascontiguousarray(image, ">f4").view(np.uint8).reshape(-1, 4).T
    return deflated(planes.tobytes(), zlib.Z_FILTERED)


def _levels(image: Map) -> npt.NDArray[np.uint8]:
    levels: npt.NDArray[np.uint8] = np.rint(image * np.float32(LEVELS)).astype(np.uint8)
    if not np.array_equal(levels / np.float32(LEVELS), image):
        raise ValueError("Only pictures of whole levels can be packed.")
    return levels


def _expected(levels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return what the pixels on the left, above and between let expect of each.

    This is the median edge detector of JPEG-LS (Weinberger, Seroussi and Sapiro, 2000): the median of
    left, above, and left + above - between; outside of the picture all is 0.

    >>> _expected(np.array([[10, 20], [30, 35]], np.uint8))
    array([[ 0, 10],
           [10, 30]], dtype=uint8)
    """
    around = np.pad(levels.astype(np.int16), ((1, 0), (1, 0)))
    left, above, between = around[1:, :-1], around[:-1, 1:], around[:-1, :-1]
    low, high = np.minimum(left, above), np.maximum(left, above)
    return np.asarray(np.clip(left + above - between, low, high), np.uint8)


def deflated(data: bytes, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> str:
    """Shrink bytes by zlib and write them in letters."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, 15, 9, strategy)
    return letters(deflate.compress(data) + deflate.flush())


def letters(data: bytes) -> str:
    """Write every four bytes as five letters, which are their digits to the base 85.

    That is a sixteenth less than base64 needs. The digits are the characters from # to x but for <, so that
    the text cannot end the element of HTML that it stands in. The last one, two or three bytes get a letter
    more than they are.

    >>> letters(bytes(4)), letters(bytes([0, 0, 0, 85])), letters(b"")
    ('#####', '###$#', '')
    """
    missing = -len(data) % 4
    words = np.frombuffer(data + bytes(missing), ">u4").astype(np.uint32)
    digits = words[:, None] // 85 ** np.arange(4, -1, -1, dtype=np.uint32) % 85
    first, left_out = ord("#"), ord("<")
    codes = digits + first
    text = (codes + (codes >= left_out)).astype(np.uint8).tobytes().decode()
    return text[: len(text) - missing]
