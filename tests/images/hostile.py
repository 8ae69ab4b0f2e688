"""Files uploaded in error or on purpose: each is a picture or refused in one sentence, and harms no one."""

import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import numpy as np
from PIL import Image, PngImagePlugin

from tests.images import heics
from tests.images.tiffs import tiff

KINDS = ("PNG", "JPEG", "GIF", "WebP", "BMP", "TIFF", "AVIF", "JPEG2000", "HEIC")
HUGE = 60_000
SEED = 2015


@dataclass(frozen=True)
class HostileFile:
    """One file; `refused` tells whether it must be (True), must not be (False), or may be (None)."""

    name: str
    data: bytes
    refused: bool | None = None


def drawn(mode: str = "RGB", size: tuple[int, int] = (24, 16)) -> Image.Image:
    """Return a small picture in which every pixel differs from its neighbours."""
    width, height = size
    rows, cols = np.mgrid[:height, :width]
    colours = np.dstack([rows * 16, cols * 10, (rows + cols) * 6]).astype(np.uint8)
    return Image.fromarray(colours).convert(mode)


@cache
def _heic_of(size: tuple[int, int]) -> bytes:
    """Return a HEIC file that says it has some other sides: nothing here can write one."""
    data = bytearray(heics.PLAIN)
    place = data.index(b"ispe") + 8
    struct.pack_into(">II", data, place, *size)
    return bytes(data)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    if kind == "HEIC":
        return heics.PLAIN if picture.size == (24, 16) else _heic_of(picture.size)
    file = BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def chunk(name: bytes, content: bytes, *, crc: int | None = None) -> bytes:
    """Write one part of a PNG file."""
    check = zlib.crc32(name + content) if crc is None else crc
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)


def png(
    width: int, height: int, bits: int, colour: int, rows: bytes, *between: bytes, lace: int = 0
) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, lace))
    body = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(between) + body + chunk(b"IEND", b"")


@cache
def every() -> tuple[HostileFile, ...]:
    """Make all the files, always the same; it takes a while, so only where they are tested."""
    parts = (
        *(whole, cut, disguised, tiny, declared, odd_pngs, odd_jpegs, odd_tiffs, deep_tiffs, arrays, moving),
        damaged,
    )
    return tuple(file for part in parts for file in part())


def whole() -> Iterator[HostileFile]:
    for kind in KINDS:
        yield HostileFile(f"whole {kind}", saved(drawn(), kind), refused=False)


def cut() -> Iterator[HostileFile]:
    """Stop at every tenth of a file, and within its first and last bytes."""
    for kind in KINDS:
        data = saved(drawn(), kind)
        ends = {0, 1, 2, 3, 4, 8, 12, 20, 30, *(len(data) * k // 10 for k in range(1, 10)), len(data) - 1}
        for end in sorted(ends):
            yield HostileFile(f"{kind} cut after {end}", data[:end], refused=True if end < 12 else None)


def disguised() -> Iterator[HostileFile]:
    texts = {
        "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "html": b"<!doctype html><script>alert(1)</script>",
        "zip": b"PK\x03\x04" + bytes(100),
        "pdf": b"%PDF-1.7\n",
        "elf": b"\x7fELF" + bytes(100),
        "zeros": bytes(1000),
        "ones": b"\xff" * 1000,
        "text": b"hello",
        "npy": b"\x93NUMPY\x01\x00v\x00",
        "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    }
    for name, data in texts.items():
        yield HostileFile(f"{name} as a picture", data, refused=True)
    for kind in KINDS:
        data = saved(drawn(), kind)
        yield HostileFile(f"{kind} after a byte order mark", b"\xef\xbb\xbf" + data, refused=True)
        yield HostileFile(f"{kind} with a page behind it", data + texts["html"])
        for other in KINDS:
            if other != kind:
                head = saved(drawn(), other)[:12]
                yield HostileFile(f"{kind} under the name of {other}", head + data[12:], refused=True)


def tiny() -> Iterator[HostileFile]:
    for kind in KINDS:
        for size in ((1, 1), (1, 40), (40, 1), (2, 40)):
            yield HostileFile(f"{kind} of {size}", saved(drawn(size=size), kind), refused=True)
        sure = None if kind == "HEIC" else False  # its sides are only claimed
        yield HostileFile(f"{kind} of 3 x 3", saved(drawn(size=(3, 3)), kind), refused=sure)
        yield HostileFile(f"{kind}, a long strip", saved(drawn(size=(3, 3000)), kind), refused=sure)


def declared() -> Iterator[HostileFile]:
    """Say in the header that there are 3600 million pixels."""
    for side in (HUGE, 2**31 - 1, 2**32 - 1):
        yield HostileFile(f"PNG that claims {side}", png(side, side, 8, 2, b""), refused=True)
    for name, data, places, order in (
        ("GIF", saved(drawn(), "GIF"), (6, 8), "<H"),
        ("BMP", saved(drawn(), "BMP"), (18, 22), "<i"),
    ):
        made = bytearray(data)
        for place in places:
            struct.pack_into(order, made, place, HUGE)
        yield HostileFile(f"{name} that claims {HUGE}", bytes(made), refused=True)
    jpeg = bytearray(saved(drawn(), "JPEG"))
    frame = jpeg.index(b"\xff\xc0")
    struct.pack_into(">HH", jpeg, frame + 5, HUGE, HUGE)
    yield HostileFile(f"JPEG that claims {HUGE}", bytes(jpeg), refused=True)
    tiff = bytearray(saved(drawn(), "TIFF"))
    for tag in (256, 257):  # width, height
        place = next(
            tiff.index(entry) for kind in (3, 4) if (entry := struct.pack("<HHI", tag, kind, 1)) in tiff
        )
        struct.pack_into("<HHII", tiff, place, tag, 4, 1, HUGE)
    yield HostileFile(f"TIFF that claims {HUGE}", bytes(tiff), refused=True)
    wide = struct.pack("<I", HUGE - 1)[:3]
    extended = b"VP8X" + struct.pack("<I", 10) + bytes(4) + wide + wide
    riff = b"RIFF" + struct.pack("<I", 4 + len(extended)) + b"WEBP" + extended
    yield HostileFile(f"WebP that claims {HUGE}", riff, refused=True)
    for kind in ("AVIF", "HEIC"):
        data = bytearray(saved(drawn(), kind))
        struct.pack_into(">II", data, data.index(b"ispe") + 8, HUGE, HUGE)
        yield HostileFile(f"{kind} that claims {HUGE}", bytes(data), refused=True)
    data = bytearray(saved(drawn(), "JPEG2000"))
    for name, place in ((b"ihdr", 4), (b"\xff\x51", 6)):
        struct.pack_into(">II", data, data.index(name) + place, HUGE, HUGE)
    yield HostileFile(f"JPEG2000 that claims {HUGE}", bytes(data), refused=True)
    yield HostileFile("BMP of negative width", _bmp_of(-24, 16), refused=None)
    yield HostileFile("BMP upside down", _bmp_of(24, -16), refused=None)


def _bmp_of(width: int, height: int) -> bytes:
    data = bytearray(saved(drawn(), "BMP"))
    struct.pack_into("<ii", data, 18, width, height)
    return bytes(data)


def odd_pngs() -> Iterator[HostileFile]:
    plain = saved(drawn(), "PNG")
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "a" * 3_000_000, zip=True)
    yield HostileFile("PNG with a text of 3 MB, packed", saved(drawn(), "PNG", pnginfo=notes))
    packed_zeros = zlib.compress(bytes(60_000_000), 9)
    bomb = chunk(b"zTXt", b"Comment\0\0" + packed_zeros)
    yield HostileFile("PNG with a text of 60 MB, packed", plain[:33] + bomb + plain[33:])
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "a" * 2_000_000)
    yield HostileFile("PNG with a text of 2 MB", saved(drawn(), "PNG", pnginfo=notes))
    icc = chunk(b"iCCP", b"x\0\0" + packed_zeros)
    yield HostileFile("PNG with a profile of 60 MB, packed", plain[:33] + icc + plain[33:])
    for name, profile in (
        ("of zeros", bytes(5_000_000)),
        ("with countless tags", bytes(128) + b"\xff" * 4 + bytes(4000)),
        (
            "of a table beyond its end",
            bytes(36) + b"acsp" + bytes(88) + b"\0\0\0\1A2B0" + b"\x7f" * 8,
        ),
    ):
        data = saved(drawn(), "PNG", icc_profile=profile)
        yield HostileFile(f"PNG with a profile {name}", data, refused=False)
    for gamma in (0, 1, 2**31 - 1):
        part = chunk(b"gAMA", struct.pack(">I", gamma)) + chunk(b"cHRM", struct.pack(">8I", *[gamma] * 8))
        yield HostileFile(f"PNG of the gamma {gamma}", plain[:33] + part + plain[33:], refused=False)
    yield HostileFile("PNG with a wrong check sum", plain[:33] + chunk(b"tEXt", b"a\0b", crc=1) + plain[33:])
    body = plain.index(b"IDAT")
    wrong = bytearray(plain)
    wrong[body + 10] ^= 0xFF
    yield HostileFile("PNG with a changed byte of pixels", bytes(wrong))
    packed = png(60, 60, 8, 2, bytes(100_000_000 // 60 * 60))
    yield HostileFile("PNG with more pixels than it says", packed)
    yield HostileFile("PNG with fewer pixels than it says", png(600, 600, 8, 2, bytes(100)))
    yield HostileFile(
        "PNG of 40 million black pixels", png(8000, 5000, 1, 0, bytes(5000 * 1001)), refused=False
    )
    for colour, name, depths in (
        (0, "grey", (1, 2, 4, 8, 16)),
        (2, "colour", (8, 16)),
        (3, "palette", (1, 2, 4, 8)),
        (4, "grey and opacity", (8, 16)),
        (6, "colour and opacity", (8, 16)),
    ):
        channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
        for bits in depths:
            row = b"\0" + bytes(-(-9 * bits * channels // 8))
            palette = (chunk(b"PLTE", bytes(range(6))),) if colour == 3 else ()
            yield HostileFile(
                f"PNG of {name}, {bits} bits", png(9, 7, bits, colour, row * 7, *palette), False
            )
            if colour == 3:
                yield HostileFile(f"PNG of a palette without one, {bits} bits", png(9, 7, bits, 3, row * 7))
                far = b"\0" + b"\xff" * (len(row) - 1)
                yield HostileFile(
                    f"PNG beyond its palette, {bits} bits", png(9, 7, bits, 3, far * 7, *palette)
                )
    for bits, colour in ((3, 0), (1, 2), (16, 3), (2, 6), (0, 0), (255, 2), (8, 1), (8, 7)):
        yield HostileFile(
            f"PNG of {bits} bits in colours {colour}", png(9, 7, bits, colour, bytes(999)), True
        )
    yield HostileFile("PNG, interlaced", png(8, 8, 8, 0, _laced(8), lace=1), refused=False)
    yield HostileFile("PNG with an unknown filter", png(9, 7, 8, 0, (b"\x09" + bytes(9)) * 7))
    yield HostileFile("PNG with two headers", plain[:33] + plain[8:33] + plain[33:])
    yield HostileFile("PNG without pixels", plain[:33] + chunk(b"IEND", b""), refused=True)
    yield HostileFile("PNG with an endless part", plain[:33] + b"\xff\xff\xff\xfftEXt" + plain[33:])


def _laced(side: int) -> bytes:
    """Return the black rows of the seven passes of an interlaced grey picture."""
    passes = (
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    )
    rows = b""
    for left, top, across, down in passes:
        width, height = len(range(left, side, across)), len(range(top, side, down))
        rows += (b"\0" + bytes(width)) * height
    return rows


def odd_jpegs() -> Iterator[HostileFile]:
    yield HostileFile("JPEG, progressive", saved(drawn(), "JPEG", progressive=True), refused=False)
    yield HostileFile("JPEG, grey", saved(drawn("L"), "JPEG"), refused=False)
    yield HostileFile("JPEG of printing inks", saved(drawn("CMYK"), "JPEG"), refused=False)
    plain = saved(drawn(), "JPEG")
    frame = plain.index(b"\xff\xc0")
    for marker, name in ((0xC9, "arithmetic coding"), (0xC3, "lossless coding"), (0xC5, "hierarchy")):
        data = bytearray(plain)
        data[frame + 1] = marker
        yield HostileFile(f"JPEG that claims {name}", bytes(data))
    for part in range(4):
        data = bytearray(plain)
        data[frame + 9 + part] = 0xFF
        yield HostileFile(f"JPEG with an impossible frame, {part}", bytes(data))
    for orientation in range(10):
        tags = Image.Exif()
        tags[0x0112] = orientation
        yield HostileFile(f"JPEG, turned {orientation}", saved(drawn(), "JPEG", exif=tags), refused=False)
    note = b"Exif\0\0II*\0\xff\xff\xff\x7f" + bytes(40)
    broken = b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note
    yield HostileFile("JPEG with a broken note", plain[:2] + broken + plain[2:], refused=False)
    yield HostileFile("JPEG with 5000 comments", plain[:2] + b"\xff\xfe\0\x04ab" * 5000 + plain[2:], False)
    scan = plain.index(b"\xff\xda")
    yield HostileFile("JPEG with 300 scans", plain[:scan] + plain[scan:-2] * 300 + plain[-2:])


def odd_tiffs() -> Iterator[HostileFile]:
    for mode in ("1", "L", "P", "RGBA", "CMYK", "LAB", "I;16"):
        yield HostileFile(
            f"TIFF, {mode}", saved(drawn("L").convert(mode) if mode != "LAB" else _lab(), "TIFF")
        )
    for value in (0.5, -1.0, 2.0, np.nan, np.inf, -np.inf):
        floats = np.full((6, 6), 0.5, np.float32)
        floats[2, 3] = value
        is_odd = not np.isfinite(value)
        yield HostileFile(f"TIFF of floats with {value}", saved(Image.fromarray(floats), "TIFF"), is_odd)
    pages = [drawn() for _ in range(50)]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    yield HostileFile("TIFF of fifty pages", data, refused=False)
    for packing in ("tiff_lzw", "tiff_deflate", "packbits", "jpeg"):
        yield HostileFile(f"TIFF, {packing}", saved(drawn(), "TIFF", compression=packing), refused=False)
    plain = bytearray(saved(drawn(), "TIFF"))
    struct.pack_into("<I", plain, 4, 4)
    yield HostileFile("TIFF whose list is in its head", bytes(plain), refused=True)
    struct.pack_into("<I", plain, 4, 2**32 - 1)
    yield HostileFile("TIFF whose list is far behind", bytes(plain), refused=True)
    yield HostileFile("TIFF with 65535 entries", b"II*\0\x08\0\0\0\xff\xff" + bytes(5000), refused=True)


def deep_tiffs() -> Iterator[HostileFile]:
    """Numbers that Pillow does not read, with every lie about them that costs memory or time."""
    values = np.linspace(-1, 2, 24 * 16, dtype=np.float32).reshape(16, 24)
    for big in (False, True):
        name, step = ("BigTIFF", 20) if big else ("TIFF", 12)
        good = tiff(values, big=big)
        yield HostileFile(f"{name} of floats", good, refused=False)
        yield HostileFile(f"{name} of floats, packed", tiff(values, big=big, packed=True), refused=False)
        for part in (1, 3, 7, 9):
            yield HostileFile(
                f"{name} of floats, cut after {part} tenths", good[: len(good) * part // 10], True
            )
        place, first = ("<Q", 8) if big else ("<I", 4)
        start = struct.unpack_from(place, good, first)[0]
        width = bytearray(good)
        struct.pack_into(place, width, start + (8 if big else 2) + step - struct.calcsize(place), HUGE)
        yield HostileFile(f"{name} of floats that claims {HUGE} columns", bytes(width), refused=True)
        endless = bytearray(good)
        struct.pack_into(place, endless, len(good) - struct.calcsize(place), start)
        yield HostileFile(f"{name} of floats that leads back to itself", bytes(endless))
        for at in (0, 2**31, 2**32 - 1):
            far = bytearray(good)
            struct.pack_into(place, far, first, at)
            yield HostileFile(f"{name} whose list is at {at}", bytes(far), refused=True)
        many = [(273, "I", [8] * 500_000), (279, "I", [2**31] * 500_000)]
        yield HostileFile(f"{name} of half a million strips", tiff(values, big=big, more=many))
    yield from _trusted_tiffs(values)
    yield HostileFile("TIFF of floats without a type", tiff(values, more=[(339, "H", [9])]))
    yield HostileFile("TIFF of floats in a palette", tiff(values, photometric=3), refused=True)
    giant = np.zeros((2000, 2000), np.float32)
    yield HostileFile("TIFF of 4 million floats, packed", tiff(giant, packed=True), refused=False)
    yield HostileFile("TIFF of 4 million floats that claims 8", _bomb(tiff(giant, packed=True)))


def _trusted_tiffs(values: np.ndarray) -> Iterator[HostileFile]:
    """Say what libraries take for granted: how many tags and parts there are, and who wrote the file."""
    yield HostileFile("BigTIFF of 900,000 tags", _with_many_tags(tiff(np.uint8(values > 0), big=True)), True)
    yield HostileFile("BigTIFF of floats with 900,000 tags", _with_many_tags(tiff(values, big=True)), True)
    for tag in (258, 262, 277, 338, 339):
        many = [(tag, "H", [8] * 1_000_000)]
        yield HostileFile(f"TIFF of a million numbers in tag {tag}", tiff(values, more=many), refused=True)
    for rows, size in ((8000, 12), (60_000, 12), (8000, 4_000_000)):
        places = [8 + 12 * (k * 7 % rows) for k in range(rows)]
        parts = [(273, "I", places), (278, "I", [1]), (279, "I", [size] * rows), (700, "s", bytes(4_000_000))]
        data = tiff(np.zeros((rows, 3), np.float32), more=parts)
        yield HostileFile(
            f"TIFF of {rows} rows of {size} bytes each, mixed", data, refused=rows * size > 96_000
        )
    for side in (0, 16, 2**24):
        tiles = [(322, "I", [side]), (323, "I", [side]), (324, "I", [8]), (325, "I", [1024])]
        yield HostileFile(f"TIFF of a tile of {side}", tiff(values, more=tiles))
    none = [(number, "I", [0] * 6000) for number in (273, 279)]
    sparse = [(256, "I", [8000]), (257, "I", [6000]), (278, "I", [1]), *none]
    yield HostileFile("TIFF of 48 million floats without a byte", tiff(values, more=sparse), refused=True)
    for name, text in (
        ("ImageJ", b"ImageJ=1.54\nimages=99999999\nslices=99999999\nhyperstack=true\n"),
        ("tifffile", b'{"shape": [100000, 100000, 3]}'),
        ("Micro-Manager", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa">]><OME>' + b"&a;" * 99_999),
    ):
        yield HostileFile(f"TIFF as if by {name}", tiff(values, more=[(270, "s", text)]), refused=False)
    stacks = [(33628, "I", [4] * 9000), (33629, "I", [4] * 9000), (34412, "I", [4] * 9000)]
    yield HostileFile("TIFF as if by MetaMorph and Zeiss", tiff(values, more=stacks), refused=False)


def _with_many_tags(data: bytes) -> bytes:
    """Add to a BigTIFF tags of a byte each."""
    start = struct.unpack_from("<Q", data, 8)[0]
    (count,) = struct.unpack_from("<Q", data, start)
    tags = data[start + 8 : start + 8 + 20 * count]
    more = struct.pack("<HHQQ", 700, 1, 1, 0) * 900_000
    return data[:start] + struct.pack("<Q", count + 900_000) + tags + more + bytes(8)


def _bomb(data: bytes) -> bytes:
    """Say of packed floats that they are twice as many."""
    made = bytearray(data)
    entry = struct.pack("<HHII", 257, 4, 1, 2000)
    struct.pack_into("<I", made, made.index(entry) + 8, 4000)
    return bytes(made)


def arrays() -> Iterator[HostileFile]:
    good = _npy(np.eye(9, dtype=np.float32))
    yield HostileFile("NPY", good, refused=False)
    for end in (6, 8, 10, 60, 127, 128, len(good) - 1):
        yield HostileFile(f"NPY cut after {end}", good[:end], refused=True)
    for text in (
        "(9, 99999999)",
        "(-9, 9)",
        "(9, 9, 9, 9)",
        "()",
        "(9,)",
        "9",
        "[9, 9]",
        "('9', 9)",
        "(9, 9.5)",
    ):
        yield HostileFile(f"NPY of the shape {text}", _with_shape(good, text), refused=True)
    for kind in ("O", "V8", "U4", "c8", "<f4,<f4", "M8[s]"):
        yield HostileFile(
            f"NPY of the type {kind}", good.replace(b"'<f4'", repr(kind).encode()), refused=True
        )
    long = b"\x93NUMPY\2\0" + struct.pack("<I", 2**31) + bytes(1000)
    yield HostileFile("NPY with a header of 2 GB", long, refused=True)
    yield HostileFile("NPY with code as its header", good.replace(b"{'descr'", b"{exit():1"), refused=True)
    yield from _archives(good)
    yield HostileFile("CSV", b"1,2,3\n" * 5, refused=False)
    yield HostileFile("CSV of one endless line", b"1," * 1_000_000 + b"1", refused=True)
    yield HostileFile("CSV of endless lines", b"1\n" * 1_000_000, refused=True)
    yield HostileFile("CSV of 7 MB", b"123,45,6\n" * 800_000, refused=False)
    yield HostileFile("CSV with holes", b"1,,3\n" * 5, refused=True)
    yield HostileFile("CSV of giant numbers", b"1e308,-1e308,1e999\n" * 5, refused=True)
    yield HostileFile("CSV of 8 MB of groups", b"1 234;1 234;1 234\n" * 440_000, refused=False)
    yield HostileFile("CSV of 8 MB in UTF-16", "1\t2\t3\n".encode("utf-16") * 570_000, refused=None)
    yield HostileFile("CSV of endless ends", b"1,2,3\n" + b"," * 7_900_000, refused=True)
    yield HostileFile("CSV of endless returns", b"1,2,3,\r" * 3 + b"\r" * 7_900_000 + b"1,", refused=True)
    yield HostileFile("CSV of endless spaces", b"1;2;3\n" * 3 + b"\xa0" * 7_900_000, refused=None)
    yield HostileFile("CSV of half letters", b"1,2,3\n" * 3 + b"\xe2\x88", refused=None)
    yield HostileFile("CSV of ends alone", b" ;;;\n;;;\n 1", refused=True)
    yield HostileFile("CSV of signs", b"1,2,3\n" + b"+-,;eE" * 999, refused=True)


def _archives(good: bytes) -> Iterator[HostileFile]:
    giant = _with_shape(good, "(20000, 20000)")
    for name, content, refused in (
        ("an array", good, False),
        ("a cut array", good[:200], True),
        ("a giant", giant, True),
        ("a million zeros", _with_shape(good, "(1000, 1000)") + bytes(4_000_000), None),
        ("a bomb", good + bytes(60_000_000), None),
    ):
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("image.npy", content)
        yield HostileFile(f"NPZ of {name}", file.getvalue(), refused)
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(3000):
            archive.writestr(f"{number}.npy", b"")
    yield HostileFile("NPZ of 3000 arrays", file.getvalue(), refused=True)
    yield HostileFile("NPZ without its list", file.getvalue()[:-22], refused=True)


def _npy(values: np.ndarray) -> bytes:
    file = BytesIO()
    np.save(file, values)
    return file.getvalue()


def _with_shape(data: bytes, text: str) -> bytes:
    """Say of an array that it has another shape; the header stays as long."""
    start, end = data.index(b"(9, 9)"), data.index(b"\n")
    return data[:start] + f"{text}, }}".encode().ljust(end - start) + data[end:]


def _lab() -> Image.Image:
    return Image.merge("LAB", [drawn("L")] * 3)


def moving() -> Iterator[HostileFile]:
    frames = [drawn().rotate(7 * k) for k in range(40)]
    for kind in ("PNG", "GIF", "WebP"):
        data = saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=20)
        yield HostileFile(f"{kind} that moves", data, refused=False)
    gif = saved(drawn(), "GIF")
    place = gif.index(b",", 13)
    for name, offset, value in (("left", 1, 60_000), ("width", 5, 60_000), ("height", 7, 0)):
        data = bytearray(gif)
        struct.pack_into("<H", data, place + offset, value)
        yield HostileFile(f"GIF whose frame has an odd {name}", bytes(data))


def damaged() -> Iterator[HostileFile]:
    """Change some bytes of each kind at random, eight times."""
    chance = random.Random(SEED)
    for kind in KINDS:
        for k in range(8):
            data = bytearray(saved(drawn(), kind))
            for _ in range(1 + 4 * k):
                data[chance.randrange(len(data))] = chance.randrange(256)
            yield HostileFile(f"{kind} with {1 + 4 * k} changed bytes", bytes(data))
