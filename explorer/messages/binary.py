"""Everything the scope shows, packed into one run of bytes.

Layout: 4 bytes "SCOP", 4 bytes little-endian length of the header, the header (JSON, UTF-8), then the
arrays, each starting at a multiple of 8 bytes. The header names each array with its kind, length and start;
numbers in an array of whole steps are to be divided by its `steps`. `static/scope/unpack.js` reads it.
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
    arrays : mapping of name to array
        float32 arrays whose values are all whole multiples of 1/255 travel as integers.

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
    """Return the values as the narrowest integers that hold them, and the steps that make up 1."""
    if values.dtype != np.float32:
        return values, 1
    steps = values * np.float32(LEVELS)
    whole = np.rint(steps)
    largest = np.abs(whole).max(initial=0)
    is_whole = np.abs(steps - whole).max(initial=0) <= np.float32(1e-3)
    if (
        largest > np.iinfo(np.int16).max
        or not is_whole
        or np.count_nonzero(whole) != np.count_nonzero(values)
    ):
        return values, 1
    is_byte = largest <= LEVELS and whole.min(initial=0) >= 0
    return whole.astype(np.uint8 if is_byte else np.int16), LEVELS
