"""The binary format of the messages to components.

Layout: 4 bytes "SCOP", 4 bytes little-endian length of the header, the header (JSON, UTF-8), then the
arrays, each starting at a multiple of 8 bytes. The header names each array with its kind ("uint8" or
"float32"), length, start and `steps`, by which its numbers are to be divided. `static/page/unpack.js` reads
it.
"""

import json
import struct
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.images import LEVELS

MAGIC = b"SCOP"


def pack(header: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any]]) -> bytes:
    """Pack a header and named arrays.

    Parameters
    ----------
    header : mapping
        Anything JSON can write.
    arrays : mapping of name to array of uint8 or float32
        A picture of bytes (every value k / 255 with a whole k from 0 to 255) travels as bytes.

    Raises
    ------
    ValueError
        If JSON cannot write a number of the header, which NaN and infinity are.
    TypeError
        If an array is of another kind.

    Examples
    --------
    >>> message = pack({"row": 3}, {"grey": np.array([0, 1], np.float32)})
    >>> message[:4]
    b'SCOP'
    """
    entries: dict[str, dict[str, Any]] = {}
    parts: list[bytes] = []
    start = 0
    for name, values in arrays.items():
        packed, steps = _narrow(values)
        raw = np.ascontiguousarray(packed).tobytes()
        entries[name] = {"kind": packed.dtype.name, "length": packed.size, "start": start, "steps": steps}
        filled = raw + bytes(-len(raw) % 8)
        parts.append(filled)
        start += len(filled)
    text = json.dumps({**header, "arrays": entries}, separators=(",", ":"), allow_nan=False).encode()
    text += b" " * (-len(text) % 8)
    return b"".join([MAGIC, struct.pack("<I", len(text)), text, *parts])


def _narrow(values: npt.NDArray[Any]) -> tuple[npt.NDArray[Any], int]:
    """Return the values as bytes if those say exactly the same, and the steps that make up 1."""
    if values.dtype not in (np.uint8, np.float32):
        raise TypeError(f"The browser reads no arrays of {values.dtype}.")
    if values.dtype == np.uint8:
        return values, 1
    steps = np.rint(np.clip(values, 0, 1) * np.float32(LEVELS)).astype(np.uint8)
    is_exact = np.array_equal(steps / np.float32(LEVELS), values)
    return (steps, LEVELS) if is_exact else (values, 1)
