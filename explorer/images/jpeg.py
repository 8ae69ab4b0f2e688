"""How the pixels of a JPEG are coded: hardly a program reads but the usual ways."""

from collections.abc import Mapping
from types import MappingProxyType

CODINGS: Mapping[int, str] = MappingProxyType(
    {
        0xC3: "lossless coding",
        **dict.fromkeys((0xC5, 0xC6, 0xC7), "hierarchical coding"),
        **dict.fromkeys((0xC9, 0xCA), "arithmetic coding"),
        0xCB: "lossless coding",
        **dict.fromkeys((0xCD, 0xCE, 0xCF), "hierarchical coding"),
        0xF7: "JPEG-LS",
    }
)
"""The unusual ways, by the mark of the frame (ITU-T T.81, table B.1, and T.87)."""
_USUAL = (0xC0, 0xC1, 0xC2)
_BITS = 8
_MOST = 100_000
"""So many parts of a file are looked at."""


def coding_of(data: bytes) -> str:
    r"""Return what is unusual in how a JPEG is coded; "" for what every program reads.

    `static/images/headers.js` does the same.

    >>> coding_of(b"\xff\xd8\xff\xc9\0\x0b\x08"), coding_of(b"\xff\xd8\xff\xc1\0\x0b\x0c")
    ('arithmetic coding', '12 bits')
    >>> coding_of(b"\xff\xd8\xff\xc0\0\x0b\x08")
    ''
    """
    at = 2
    for _ in range(_MOST):
        at = data.find(b"\xff", at)
        if at < 0 or at + 4 >= len(data):
            return ""
        mark, bits = data[at + 1], data[at + 4]
        if mark in CODINGS:
            return CODINGS[mark]
        if mark in _USUAL:
            return "" if bits == _BITS else f"{bits} bits"
        at += 1 if mark == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4])
    return ""
