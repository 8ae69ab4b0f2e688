"""The kinds of picture files that are read, by how they begin: the name of a file may say anything."""

from collections.abc import Callable
from dataclasses import dataclass

from pi_heif import HeifImageFile
from PIL.AvifImagePlugin import AvifImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from explorer.images.arrays import is_table


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file."""

    name: str
    begins: Callable[[bytes], bool]  # tells from the bytes of a file whether it is of this kind
    reader: type[ImageFile] | None  # of Pillow: reads the header when it is made; None for arrays of numbers


def _with(*magics: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(magics)


_AVIF = {b"avif", b"avis"}
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_MOST_BOXES, _MOST_META = 100, 1 << 15
"""So many parts of a file are looked at, and so many bytes of the one that describes the pictures."""


def _brands(data: bytes) -> set[bytes]:
    """Return what a file that begins as a film does says it is: AVIF and HEIC files do, and films as well."""
    if data[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(data[:4]), 400)
    return {data[8:12], *(data[at : at + 4] for at in range(16, end, 4))}


def claimed_sides(data: bytes) -> tuple[int, int]:
    """Return width and height of the largest picture that an AVIF or HEIC file says it holds; 0 without one.

    >>> claimed_sides(bytes([0, 0, 0, 32]) + b"meta" + b"ispe" + bytes([0] * 7 + [9, 0, 0, 0, 5]))
    (9, 5)
    """
    meta, sides = box(data, b"meta"), [(0, 0)]
    at = meta.find(b"ispe")
    while 0 <= at <= len(meta) - 16:
        sides.append((int.from_bytes(meta[at + 8 : at + 12]), int.from_bytes(meta[at + 12 : at + 16])))
        at = meta.find(b"ispe", at + 16)
    return max(sides, key=lambda one: one[0] * one[1])


def box(data: bytes, name: bytes) -> bytes:
    """Return the part of a file of this name; it is empty if there is none."""
    at = 0
    for _ in range(_MOST_BOXES):
        size = int.from_bytes(data[at : at + 4])
        if data[at + 4 : at + 8] == name:
            return data[at : at + min(size, _MOST_META)]
        at += max(8, size)
    return b""


def _is_avif(data: bytes) -> bool:
    return not _AVIF.isdisjoint(_brands(data))


def _is_heic(data: bytes) -> bool:
    return not _HEIC.isdisjoint(_brands(data)) and not _is_avif(data)


KINDS = (
    Kind("PNG", _with(b"\x89PNG\r\n\x1a\n"), PngImageFile),
    Kind("JPEG", _with(b"\xff\xd8\xff"), JpegImageFile),
    Kind("GIF", _with(b"GIF8"), GifImageFile),
    Kind("WebP", lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", WebPImageFile),
    Kind("BMP", _with(b"BM"), BmpImageFile),
    Kind("AVIF", _is_avif, AvifImageFile),
    Kind("HEIC", _is_heic, HeifImageFile),
    Kind("JPEG 2000", _with(b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51"), Jpeg2KImageFile),
    Kind("TIFF", _with(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), TiffImageFile),
    Kind("NPY", _with(b"\x93NUMPY"), None),
    Kind("NPZ", _with(b"PK\3\4"), None),
    Kind("CSV", is_table, None),
)


def kind_of(data: bytes) -> Kind | None:
    """Return the kind of a file; None if it is none that is read here.

    >>> kind_of(b"GIF89a").name, kind_of(b"%PDF-1.7")
    ('GIF', None)
    """
    return next((kind for kind in KINDS if kind.begins(data)), None)
