"""Whether a picture file ends too early, as one does whose download was broken off."""

import struct
from collections.abc import Callable, Mapping
from types import MappingProxyType

from explorer.images.kinds import kind_of
from explorer.images.tags import parts_of

_MOST = 100_000
"""So many parts of a file are looked at."""


def ends_early(data: bytes) -> bool:
    """Tell whether a file says of itself that there is more of it.

    >>> ends_early(b"GIF89a" + bytes(10)), ends_early(b"GIF89a" + bytes(10) + b";")
    (True, False)
    """
    kind = kind_of(data)
    if kind is None or kind.name not in _ENDINGS:
        return False
    try:
        return _ENDINGS[kind.name](data)
    except (struct.error, EOFError):
        return True  # there is not even the place that says it
    except ValueError:
        return False  # what it says makes no sense


def _png(data: bytes) -> bool:
    at = 8
    for _ in range(_MOST):
        (size,) = struct.unpack_from(">I", data, at)
        if data[at + 4 : at + 8] == b"IEND":
            return False
        at += 12 + size
        if at > len(data):
            return True
    return False


def _jpeg(data: bytes) -> bool:
    return not data.rstrip(b"\0").endswith(b"\xff\xd9")


def _gif(data: bytes) -> bool:
    return not data.rstrip(b"\0").endswith(b";")


def _webp(data: bytes) -> bool:
    return bool(struct.unpack_from("<I", data, 4)[0] + 8 > len(data))


def _bmp(data: bytes) -> bool:
    return bool(struct.unpack_from("<I", data, 2)[0] > len(data))


def _boxes(data: bytes) -> bool:
    at = 0
    for _ in range(_MOST):
        if at == len(data):
            return False
        size, _name = struct.unpack_from(">I4s", data, at)
        if size < 8:  # the rest of the file, or a long one
            return False
        at += size
        if at > len(data):
            return True
    return False


def _tiff(data: bytes) -> bool:
    return any(start + size > len(data) for start, size in parts_of(data))


_ENDINGS: Mapping[str, Callable[[bytes], bool]] = MappingProxyType(
    {
        "PNG": _png,
        "JPEG": _jpeg,
        "GIF": _gif,
        "WebP": _webp,
        "BMP": _bmp,
        "AVIF": _boxes,
        "HEIC": _boxes,
        "JPEG 2000": lambda data: _boxes(data) if data[4:8] == b"jP  " else _jpeg(data),
        "TIFF": _tiff,
    }
)
