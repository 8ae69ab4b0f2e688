"""Pictures that are arrays of numbers: files of NumPy (.npy, .npz), and tables (.csv)."""

import codecs
import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from math import ceil, prod
from typing import IO, NamedTuple

import numpy as np
import numpy.typing as npt
from numpy.lib import format as npy_format

from explorer.core.notation import READ_AS
from explorer.images.cells import (
    LETTERS,
    MOST_LOOKED_AT,
    MOST_NAMES,
    are_like_numbers,
    fault_of,
    without_names_beside,
)
from explorer.images.ranges import Numbers
from explorer.images.refusals import UnreadableImage, refusal

Check = Callable[[int, int], None]
"""Takes the width and the height of a picture; raises `UnreadableImage` if they break a limit."""

OURS = ("image.npy", "input.npy", "arr_0.npy")
"""The picture of an archive, if an array is called so: in ours, and in one by `numpy.savez`."""
_END = 22
"""Bytes of what stands at the end of an archive, without a comment."""
_LIST = 100_000
"""The list of the files in an archive has at most so many bytes; that of ours has 300."""
_HEAD = 16_384
"""The header of an array has fewer bytes."""
MOST_BYTES = 200_000_000
"""An array of more is not read, however small its file is."""
MOST_TABLE = 8_000_000
"""A table has at most so many bytes: they are read within a second."""
CHANNELS = (1, 3, 4)
_NO_TABLE = re.compile(rb"P[1-3]\s+(?:#|[0-9]+\s)|%PDF-|%!")
"""How a picture or a document begins that is written in numbers, too."""
_MOST_OTHERS = 0.2
"""Of the letters of a table at most so many are others, or at most half of its cells."""
_GROUP = re.compile(rb"(?:^|[^0-9.,])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9])", re.MULTILINE)
"""A number that a point or a comma parts as it would thousands."""
_NO_GROUPS = re.compile(rb"(?<![0-9.,])(?:0[0-9]*)?[.,]|[.,](?![0-9]{3}(?![0-9]))|[0-9]{4}|[eE]")
"""What no table has whose points or commas part thousands."""
_MEANT = 1 << 20
"""So many letters of a table show what its signs mean."""
_UNPARTED = re.compile(rb"(?:^|[;\t])[-+ ]*[0-9]{1,3} *(?:[;\t\n]|$)|[.,][0-9]{3}[.,]", re.MULTILINE)
"""A number without such a sign, or with two: if all had one, they might be decimals of three digits."""
_PARTED = re.compile(rb"[;\t]|, | ,|,$|,[^ \n]*,", re.MULTILINE)
"""What no table has whose numbers spaces part, and with a comma before decimals."""
_LOOKED_AT = 4096
SHEET = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
"""How the file of a spreadsheet begins in LibreOffice; that of Excel has a folder `xl`."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BETWEEN = b" ,;\t"
"""What may stand between the numbers of a line, and without a meaning at its end."""


def _letters() -> npt.NDArray[np.uint8]:
    """Return what stands in a table for each letter of 16 bits, in ASCII: 0 is nothing, `?` is no letter."""
    letters = np.array([ord("x" if chr(code).isalpha() else "?") for code in range(1 << 16)], np.uint8)
    letters[1:128] = np.arange(1, 128)
    for letter, plain in READ_AS.items():
        if not letter.isascii() and len(plain) < 2:
            letters[ord(letter)] = ord(plain or "\0")
    return letters


_LETTERS = _letters()


def is_table(data: bytes) -> bool:
    r"""Whether a file looks like a table of numbers, which may have some lines of names above them.

    Something else may stand in a few of its cells: then `read_table` says so.

    >>> is_table(b"a;b;c\n1,5;2;3\n"), is_table(b"hello\n"), is_table(b"1 2 3"), is_table(b"1;2;?\n4;5;6")
    (True, False, True, True)
    """
    if _NO_TABLE.match(data):
        return False
    lines = _plain(data[:_LOOKED_AT])
    start = _without_names(lines)[1]
    others = start.translate(None, LETTERS)
    has_control = any(letter < ord(" ") for letter in others)
    is_all = not others or (b"\n" in start and len(others) <= _MOST_OTHERS * len(start))
    if re.search(rb"[0-9]", start) and is_all and not has_control:
        return True
    if len(data) > _LOOKED_AT and b"\n" in lines:
        lines = lines[: lines.rfind(b"\n")]
    return not re.search(rb"[\0-\x08\x0b-\x1f]", lines) and are_like_numbers(_unquoted(lines.decode("ascii")))


def read_array(data: bytes, check: Check) -> Numbers:
    """Read a file of one array, as `numpy.save` writes it.

    Parameters
    ----------
    data : bytes
        The file.
    check : callable
        Is called before any number is read.

    Returns
    -------
    (H, W), (H, W, 3) or (H, W, 4) array
        Of the type in the file. An axis of length 1 is left out; channels may come first.

    Raises
    ------
    UnreadableImage
        If it is none of a picture's shape, or holds no real numbers.
    """
    return _array(BytesIO(data), check)


def read_archive(data: bytes, check: Check) -> Numbers:
    """Read the picture of an archive, as `numpy.savez` and this app write them; else as `read_array` does.

    It is the array called `image`, `input` or `arr_0`, or the only one.
    """
    end = data.rfind(b"PK\5\6", -65_557)
    if end < 0 or end + _END > len(data):
        raise refusal("CUT_SHORT")
    if struct.unpack_from("<I", data, end + 12)[0] > _LIST:
        raise refusal("UNKNOWN")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        arrays = [name for name in archive.namelist() if name.endswith(".npy")]
        chosen = [name for name in OURS if name in arrays] or arrays
        if not chosen:
            is_sheet = (
                any(name.startswith("xl/") for name in archive.namelist()) or SHEET in data[:_LOOKED_AT]
            )
            raise refusal("SHEET" if is_sheet else "UNKNOWN")
        if len(chosen) > 1 and chosen[0] not in OURS:
            raise refusal("MANY_ARRAYS", count=len(chosen))
        with archive.open(chosen[0]) as file:
            return _array(file, check)


def _array(file: IO[bytes], check: Check) -> Numbers:
    start = file.read(_HEAD)
    head = BytesIO(start)
    version = npy_format.read_magic(head)
    readers = {(1, 0): npy_format.read_array_header_1_0, (2, 0): npy_format.read_array_header_2_0}
    shape, is_fortran, kind = readers[version](head)
    if kind.kind not in "buif":
        raise refusal("NO_REAL_NUMBERS")
    sides, is_channels_first = _sides(shape)
    check(sides[1], sides[0])
    count = prod(shape) * kind.itemsize
    if count > MOST_BYTES:
        raise refusal("TOO_BIG_TO_HOLD")
    content = start[head.tell() :]
    content += file.read(max(0, count - len(content)))
    if len(content) < count:
        raise refusal("CUT_SHORT")
    values = np.frombuffer(content, kind, prod(shape)).reshape(shape, order="F" if is_fortran else "C")
    values = values.reshape([side for side in shape if side != 1] if 1 in shape else shape)
    return np.moveaxis(values, 0, -1) if is_channels_first else values


def _sides(shape: tuple[int, ...]) -> tuple[tuple[int, int], bool]:
    """Return rows and columns of an array, and whether its first axis is that of the channels."""
    long = tuple(side for side in shape if side != 1)
    if len(long) == 2:
        return (long[0], long[1]), False
    if len(long) == 3 and long[2] in CHANNELS:
        return (long[0], long[1]), False
    if len(long) == 3 and long[0] in CHANNELS:
        return (long[1], long[2]), True
    raise refusal("OTHER_SHAPE", shape=" × ".join(map(str, shape[:8])) or "0")


class Table(NamedTuple):
    """The numbers of a table, and where names stood that were left out: a key of `RANGES`, or ""."""

    values: Numbers
    names: str = ""


def read_table(data: bytes, check: Check) -> Table:
    r"""Read a table of numbers: a row of the picture a line, with commas, semicolons, tabs or spaces between.

    With semicolons, tabs or spaces, or in quotation marks, a comma is the decimal sign, and a number may have
    groups of three digits. Lines of names above are left out, and so is a column of names, or one without a
    name under them, which numbers the rows. What stands between numbers may also end each line.

    Raises
    ------
    UnreadableImage
        If something else stands in a cell, if its lines are not all as long, if a point or comma may part
        thousands as well as decimals, if its first line may be one of names, or if it is one of the tables
        of a single line that this app writes.

    Examples
    --------
    >>> read_table(b"0,5;1\n2;3\n4;5", lambda width, height: None).values.tolist()
    [[0.5, 1.0], [2.0, 3.0], [4.0, 5.0]]
    >>> read_table("\u22121,2,\r3,4,".encode("utf-16"), lambda width, height: None).values.tolist()
    [[-1.0, 2.0], [3.0, 4.0]]
    """
    if len(data) > MOST_TABLE:
        raise refusal("TOO_LARGE", count=ceil(len(data) / 1e6), limit=MOST_TABLE // 1_000_000)
    text = _unquoted(_plain(data).decode("ascii"))
    beside = without_names_beside(text)
    names, rows = (part.encode() for part in beside) if beside else _without_names(text.encode())
    if names.startswith((b"row,column", b"row;column")):
        raise refusal("LINE_TABLE")
    rows = _with_tabs(rows)
    whole = rows.lstrip().split(b"\n", 1)[0].rstrip(b" ")
    first = whole.rstrip(_BETWEEN)
    sign = next((sign for sign in (b";", b"\t", b",") if sign in first), None)
    width = len(first.split(sign) if sign else first.split())
    heads = names.rstrip(_BETWEEN).split(sign) if sign else []
    if beside and len(heads) > width:
        del heads[0]
    if not first or rows.translate(None, LETTERS) or _has_numbers(heads, width):
        raise _fault(data)
    has_places = not beside and names.startswith((b",", b";", b"\t"))
    check(width - int(has_places), rows.strip().count(b"\n") + 1)
    if first != whole:
        rows = (rows.rstrip(b"\n" + _BETWEEN) + b"\n").replace(whole[len(first) :] + b"\n", b"\n")
    if sign in (b";", b"\t"):
        rows = _with_points(rows)
    try:
        values = np.loadtxt(BytesIO(rows), delimiter=sign.decode() if sign else None, ndmin=2, comments=None)
    except ValueError as error:
        raise _fault(data) from error
    is_above = bool(names) and not names.startswith(b"sep=")
    told = {(True, True): "AROUND", (True, False): "ABOVE", (False, True): "BESIDE", (False, False): ""}
    return Table(values[:, int(has_places) :], told[is_above, bool(beside or has_places)])


def _with_tabs(rows: bytes) -> bytes:
    r"""Return lines with tabs for their spaces, where these and no commas part the numbers.

    >>> _with_tabs(b"0,5 2 100"), _with_tabs(b"1,5 222,5 333")
    (b'0,5\t2\t100', b'1,5 222,5 333')
    """
    if b"," not in rows or _PARTED.search(rows):
        return rows
    is_sure = re.search(rb"[^ \n] +[^ \n]", re.sub(rb"(?<=[0-9]) [0-9]{3}(?![0-9])", b"", rows[:_MEANT]))
    return b"\n".join(b"\t".join(line.split()) for line in rows.split(b"\n")) if is_sure else rows


def _with_points(rows: bytes) -> bytes:
    """Return lines with a point before decimals and nothing between thousands, if that is clear."""
    if b"." in rows and b"," in rows and _GROUP.search(rows):
        raise refusal("TWO_SIGNS")
    has_signs = b"." in rows or b"," in rows
    if has_signs and not _NO_GROUPS.search(rows, 0, _MEANT) and _UNPARTED.search(rows):
        raise refusal("GROUPS")
    return _without_groups(rows.replace(b",", b"."))


def _fault(data: bytes) -> UnreadableImage:
    start = _decoded(data[: 4 * MOST_LOOKED_AT]).lstrip("\ufeff")
    return fault_of(_unquoted(start.replace("\r\n", "\n").replace("\r", "\n")))


def _plain(data: bytes) -> bytes:
    r"""Return a table, or its start, in ASCII with `\n` at the end of each line.

    It is written in UTF-8, in UTF-16, or in Windows' letters of western Europe. Any minus, space or digit
    becomes that of ASCII, an apostrophe between groups of digits a space; what cannot be part of a number
    becomes `x`, if it is a letter, or `?`.

    >>> _plain("−1\u00a0½\r".encode()), _plain("1'000".encode("utf-16-le"))
    (b'-1 ?\n', b'1 000')
    """
    if not data.isascii() or _half_of_zeros(data):
        codes = np.frombuffer(_decoded(data).encode("utf-16-le"), "<u2")
        letters = _LETTERS[codes]
        data = letters[letters > 0].tobytes()
    data = re.sub(rb"([0-9])'(?=[0-9]{3})", rb"\1 ", data) if b"'" in data else data
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _has_numbers(names: list[bytes], width: int) -> bool:
    """Whether a line above a table is more likely one of its own, in which something else stands.

    A first cell without a name stands above a column of places, if the other names are none, or places
    themselves: these rise or fall.

    >>> _has_numbers([b"1", b"2", b"#N/A"], 3), _has_numbers([b"", b"1", b"2"], 3)
    (True, False)
    >>> _has_numbers([b"", b"7", b"2", b"5"], 4)
    True
    """
    numbers = [name for name in names if re.search(b"[0-9]", name) and not name.translate(None, LETTERS)]
    if len(names) != width or names[0]:
        return len(names) == width and 2 * len(numbers) > width
    try:
        steps = np.diff([float(number.replace(b",", b".")) for number in numbers])
    except ValueError:
        return False
    return len(numbers) == width - 1 and not (steps > 0).all() and not (steps < 0).all()


def _decoded(data: bytes) -> str:
    if data.startswith(_UTF_16):
        return data.decode("utf-16", "replace")
    if order := _half_of_zeros(data):
        return data.decode(f"utf-16-{order}", "replace")
    try:
        return codecs.utf_8_decode(data, "strict", False)[0]  # a start may end within a letter
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _half_of_zeros(data: bytes) -> str:
    """Return the order of the bytes of UTF-16 without its mark, "le" or "be"; "" for another text."""
    start = data[: _LOOKED_AT & -2]
    zeros = [start[k::2].count(0) for k in (0, 1)]
    if min(zeros) or max(zeros) * 4 <= len(start):
        return ""
    return "le" if zeros[1] else "be"


def _unquoted(table: str) -> str:
    """Leave quotation marks out; if commas stand between any, those that stand outside part the cells.

    >>> _unquoted('"1,5","2"')
    '1,5;2'
    """
    pieces = table.split('"')
    if any("," in piece for piece in pieces[1::2]):
        pieces[::2] = [piece.replace(",", ";") for piece in pieces[::2]]
    return "".join(pieces)


def _without_groups(rows: bytes) -> bytes:
    r"""Close the groups of three digits in numbers; where any has an exponent, none has groups.

    >>> _without_groups(b"1 234;-12 345 678;1234 567")
    b'1234;-12345678;1234 567'
    """
    if b" " not in rows or b"e" in rows or b"E" in rows:
        return rows
    around = np.frombuffer(b"\n" * 4 + rows + b"\n" * 4, np.uint8)
    is_digit, is_before = np.isin(around, list(b"0123456789")), np.isin(around, list(b"-+ ;\t\n"))

    def seen(found: npt.NDArray[np.bool_], step: int) -> npt.NDArray[np.bool_]:
        return found[4 + step : len(found) - 4 + step]

    has_head = seen(is_digit, -1) & (
        seen(is_before, -2)
        | (seen(is_digit, -2) & (seen(is_before, -3) | (seen(is_digit, -3) & seen(is_before, -4))))
    )
    has_group = seen(is_digit, 1) & seen(is_digit, 2) & seen(is_digit, 3) & ~seen(is_digit, 4)
    letters = around[4:-4]
    closed: bytes = letters[~((letters == ord(" ")) & has_head & has_group)].tobytes()
    return closed


def _without_names(table: bytes) -> tuple[bytes, bytes]:
    r"""Return the last line of names above a table, without its end, and the lines below it.

    >>> _without_names(b"my table\na;b\n1;2"), _without_names(b";7;8\n0;1;2")
    ((b'a;b', b'1;2'), (b';7;8', b'0;1;2'))
    """
    names = b""
    for _ in range(MOST_NAMES):
        first = table.split(b"\n", 1)[0]
        is_named = bool(re.search(rb"[,;\t]", names))
        if not first.translate(None, LETTERS) and (is_named or not first.startswith((b",", b";", b"\t"))):
            break
        names, table = first, table[len(first) + 1 :]
    return names, table
