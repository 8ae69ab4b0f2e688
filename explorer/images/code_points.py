"""Colours by code points (ITU-T H.273): of a PNG in its part `cICP`, and of AVIF and HEIC files."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from explorer.images.kinds import box

_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_VIDEO_CURVE = (2.4, 1, 0, 0, 0)  # of the screen (ITU-R BT.1886)
CURVES: Mapping[int, tuple[float, ...]] = MappingProxyType(
    {
        **dict.fromkeys((1, 6, 11, 14, 15), _VIDEO_CURVE),
        4: (2.2, 1, 0, 0, 0),
        5: (2.8, 1, 0, 0, 0),
        7: (1 / 0.45, 1 / 1.1115, 0.1115 / 1.1115, 1 / 4, 0.0913),
        8: (1, 1, 0, 0, 0),
        13: _SRGB_CURVE,
        17: (2.6, (52.37 / 48) ** (1 / 2.6), 0, 0, 0),
    }
)
"""From numbers to light, by the code of the transfer: g, a, b, c, d of (ax + b)^g from d on, and cx below."""
_WHITE_C, _D65 = (0.310, 0.316), (0.3127, 0.3290)
PRIMARIES: Mapping[int, tuple[float, ...]] = MappingProxyType(
    {
        1: (*_D65, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06),
        4: (*_WHITE_C, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08),
        5: (*_D65, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06),
        **dict.fromkeys((6, 7), (*_D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070)),
        8: (*_WHITE_C, 0.681, 0.319, 0.243, 0.692, 0.145, 0.049),
        9: (*_D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
        10: (1 / 3, 1 / 3, 1, 0, 0, 1, 0, 0),
        11: (0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
        12: (*_D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
        22: (*_D65, 0.630, 0.340, 0.295, 0.605, 0.155, 0.077),
    }
)
"""x and y of the white, of red, green and blue, by their code."""
_HDR = (16, 18)
_UNKNOWN, _SRGB, _BT709 = 2, 13, 1
_MOST_PARTS = 1000


class CodePoints(NamedTuple):
    """The codes of the primary colours and of the transfer of a file."""

    primaries: int
    transfer: int

    @property
    def is_hdr(self) -> bool:
        """Whether the picture is made for screens that show more than white."""
        return self.transfer in _HDR

    @property
    def is_known(self) -> bool:
        """Whether there is a formula for both."""
        return self.primaries in PRIMARIES and self.transfer in CURVES


NOTHING = CodePoints(_UNKNOWN, _UNKNOWN)


def code_points_of(kind: str, data: bytes) -> CodePoints:
    r"""Return the codes of a PNG, AVIF or HEIC file; those of the unknown if it says nothing that counts.

    What counts is what Chromium goes by. In a PNG the numbers must be of red, green and blue from 0 on. In
    the others, which are films of one picture, what cameras film with is taken for what screens show.

    >>> code_points_of("PNG", bytes(8) + b"\0\0\0\4cICP\x0c\x0d\0\1").primaries
    12
    """
    if kind == "PNG":
        return _png(data)
    meta = box(data, b"meta") if kind in ("AVIF", "HEIC") else b""
    at = meta.find(b"colrnclx")
    if at < 0:
        return NOTHING
    primaries, transfer = (int.from_bytes(meta[at + k : at + k + 2]) for k in (8, 10))
    is_filmed = CURVES.get(transfer) is _VIDEO_CURVE or transfer == _UNKNOWN
    return CodePoints(_BT709 if primaries == _UNKNOWN else primaries, _SRGB if is_filmed else transfer)


def _png(data: bytes) -> CodePoints:
    at = 8
    for _ in range(_MOST_PARTS):
        name, size = data[at + 4 : at + 8], int.from_bytes(data[at : at + 4])
        if name in (b"cICP", b"IDAT", b""):
            primaries, transfer, *others = data[at + 8 : at + 12] if name == b"cICP" else b"\2\2"
            return CodePoints(primaries, transfer) if size == 4 and others == [0, 1] else NOTHING
        at += 12 + size
    return NOTHING
