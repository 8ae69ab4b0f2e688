"""The kinds of picture files that are read, by how they begin: the name of a file may say anything."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL.BmpImagePlugin import BmpImageFile
from PIL.GifImagePlugin import GifImageFile
from PIL.ImageFile import ImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file."""

    name: str
    begins: Callable[[bytes], bool]  # tells from the bytes of a file whether it is of this kind
    reader: type[ImageFile]  # of Pillow; reads the header when it is made, and pixels when it is asked to


def _with(*magics: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(magics)


KINDS = (
    Kind("PNG", _with(b"\x89PNG\r\n\x1a\n"), PngImageFile),
    Kind("JPEG", _with(b"\xff\xd8\xff"), JpegImageFile),
    Kind("GIF", _with(b"GIF8"), GifImageFile),
    Kind("WebP", lambda data: data[:4] == b"RIFF" and data[8:12] == b"WEBP", WebPImageFile),
    Kind("BMP", _with(b"BM"), BmpImageFile),
    Kind("TIFF", _with(b"II*\0", b"MM\0*"), TiffImageFile),
)


def kind_of(data: bytes) -> Kind | None:
    """Return the kind of a file; None if it is none that is read here.

    >>> kind_of(b"GIF89a").name, kind_of(b"%PDF-1.7")
    ('GIF', None)
    """
    return next((kind for kind in KINDS if kind.begins(data)), None)
