"""The cells of a table of numbers: names beside them, and which one is no number."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import dropwhile, pairwise

from explorer.images.refusals import UnreadableImage, refusal

LETTERS = b'-+0123456789.,;eE "\t\r\nnaifNAIF'
"""The letters of numbers and between them."""
MOST_NAMES = 20
"""So many lines of names stand above a table."""
_SIGNS = (";", "\t", ",")
NUMBER = (
    r" *[-+]?(?:(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,][0-9]*)?|[.,][0-9]+)(?:[eE][-+]?[0-9]+)? *"
    r"| *[-+]?(?:nan|NaN|inf|Inf) *"
)
_WITH_UNIT = rf"[^0-9]{{0,3}}(?:{NUMBER})[^0-9]{{0,6}}"
_NAMED = r" *(?:(?:[A-Za-z]|[0-9]{4}-[0-9]{2}|[0-9]{1,2}(?::[0-9]{2}|[./][0-9]{1,2}[./][0-9]{2}))[^;,\t\n]*)?"
"""Regular expressions of a number, of one with something beside it, as in `5 €`, and of what may name a row,
if it is none: a text, a date, a time, or nothing."""
_LEAST, _MOST_SEEN, _WIDE = 3, 20, 100
MOST_LOOKED_AT = 1 << 19
"""So many letters of a table are looked at for its fault."""
MOST_SHOWN = 24
_NOT_SHOWN = re.compile(r"[^\w %€£¥°.,:;+\-−/#'’½$()!]|_")
"""What might be markup where a sentence is shown."""


def sign_of(line: str) -> str | None:
    """Return what parts the cells of a line; None for spaces."""
    return next((sign for sign in _SIGNS if sign in line.rstrip(" ,;\t")), None)


def _is_number(cell: str) -> bool:
    return re.fullmatch(NUMBER, cell) is not None


def _is_name(cell: str) -> bool:
    return re.fullmatch(_NAMED, cell) is not None and not _is_number(cell)


def are_like_numbers(start: str) -> bool:
    r"""Whether half of the cells in the lines of a text are numbers, alone or with a unit.

    >>> are_like_numbers("a;1 €\nb;2 €\nc;3 €"), are_like_numbers("in 1999, we\nread, on\nthat,")
    (True, False)
    """
    lines = start.rstrip("\n ").split("\n")
    sign = sign_of(lines[-1])
    cells = [line.split(sign) for line in lines if line.strip()]
    width, count = Counter(map(len, cells)).most_common(1)[0] if cells else (0, 0)
    alike = [row for row in cells if len(row) == width]
    found = sum(re.fullmatch(_WITH_UNIT, cell) is not None for row in alike for cell in row)
    has_rows = len(cells) >= _LEAST or width >= _WIDE
    return has_rows and width > 1 and 2 * count >= len(cells) and 2 * found >= count * width


def without_names_beside(table: str) -> tuple[str, str] | None:
    r"""Return the last line above a table and its lines, if a name stands before each; else None.

    Raises
    ------
    UnreadableImage
        If the first of them may be a line of names as well: places, as `1;2;3`, above others.

    >>> without_names_beside("x;a;b\ns;1;2\nt;3;4\nu;5;6\n"), without_names_beside("1;2\n3;4\n5;6")
    (('x;a;b', '1;2\n3;4\n5;6'), None)
    """
    rows = table.rstrip("\n ")
    last = rows[rows.rfind("\n") + 1 :]
    sign = sign_of(last)
    if sign is None or not _is_name(last.split(sign)[0]):
        return None
    above: list[str] = []
    while not _is_named(first := rows.split("\n", 1)[0], sign):
        if (
            len(above) == MOST_NAMES
            or "\n" not in rows
            or (_are_letters(first) and re.search("[0-9]", first))
        ):
            return None
        above.append(first)
        rows = rows[len(first) + 1 :]
    cut, count = re.subn(rf"(?m)^(?!(?:{NUMBER}){sign}){_NAMED}{sign}", "", rows)
    if count < _LEAST or count <= rows.count("\n") or not _are_letters(cut):
        return None
    names = above[-1] if above else ""
    places = [_are_places(line.split(sign)) for line in cut.split("\n", _MOST_SEEN)[:_MOST_SEEN]]
    is_blank = not first.partition(sign)[0].strip() and re.search(rf"(?m)^ *[^ {sign}]", rows) is not None
    if sign in names or not (is_blank or (places[0] and not all(places))):
        return names, cut
    if is_blank and places[0]:
        return sign, cut[cut.index("\n") + 1 :]  # these numbers are no cells
    raise refusal("PLACES", line=len(above) + 1)


def _is_named(line: str, sign: str) -> bool:
    """Whether numbers stand in a line behind something else."""
    name, _, rest = line.partition(sign)
    return re.search("[0-9]", rest) is not None and _is_name(name) and _are_letters(rest)


def _are_letters(text: str) -> bool:
    return not text.encode("ascii", "replace").translate(None, LETTERS)


def _are_places(cells: Sequence[str]) -> bool:
    """Whether whole numbers rise or fall in equal steps."""
    if not all(re.fullmatch(" *[0-9]{1,9} *", cell) for cell in cells):
        return False
    steps = {int(after) - int(before) for before, after in pairwise(cells)}
    return len(steps) == 1 and 0 not in steps


def fault_of(text: str) -> UnreadableImage:
    r"""Return why a table is none: its first cell that is no number, or its first line of another length.

    >>> str(fault_of("1;2;3\n4;5 €;6\n7;8;9"))[:58]
    'Cell 2 of line 2 in this table is “5 €”, and only plain nu'
    """
    lines = text[:MOST_LOOKED_AT].split("\n")
    if len(text) > MOST_LOOKED_AT and len(lines) > 1:
        lines.pop()
    rows = [(k, line) for k, line in enumerate(lines, 1) if line.strip()]
    numbered = [line for _, line in rows if re.search("[0-9]", line)] or [""]
    tries = [(sign_of(line), is_all) for is_all in (False, True) for line in (numbered[-1], numbered[0])]
    found = (_fault_in(rows, sign, is_all=is_all) for sign, is_all in tries)
    return next((fault for fault in found if fault), refusal("UNEVEN_TABLE"))


def _fault_in(lines: Sequence[tuple[int, str]], sign: str | None, *, is_all: bool) -> UnreadableImage | None:
    """Return the first fault in numbered lines: in all, or from the first of numbers on."""
    rows = [(k, line.split(sign) if sign else line.split()) for k, line in lines]
    named = [_is_name(cells[0]) and _are_mostly_numbers(cells[1:]) for _, cells in rows]
    start = int(2 * sum(named) > len(rows) and sign is not None)
    if not is_all:
        rows = list(dropwhile(lambda row: not _are_mostly_numbers(row[1][start:]), rows))
    if not rows:
        return None
    first, of_first = rows[0]
    width = max((k for k, cell in enumerate(of_first, 1) if cell.strip()), default=0)
    for line, cells in rows:
        if start and not _is_name(cells[0]) and not _is_number(cells[0]):
            return _other_cell(cells[0].strip(), cell=1, line=line)
        for place in range(start, min(width, len(cells))):
            has_groups = sign == "," and " " in cells[place].strip()  # read with the other signs only
            if has_groups or not _is_number(cells[place]):
                return _other_cell(cells[place].strip(), cell=place + 1, line=line)
        if len(cells) != len(of_first):
            return refusal("UNEVEN_LINE", line=line, count=len(cells), first=first, wanted=len(of_first))
    return None


def _other_cell(text: str, *, cell: int, line: int) -> UnreadableImage:
    if not text:
        return refusal("EMPTY_CELL", cell=cell, line=line)
    seen = _NOT_SHOWN.sub("?", text)
    seen = seen if len(seen) <= MOST_SHOWN else seen[:MOST_SHOWN] + "…"
    return refusal("OTHER_CELL", cell=cell, line=line, text=seen)


def _are_mostly_numbers(cells: Sequence[str]) -> bool:
    return 2 * sum(re.fullmatch(_WITH_UNIT, cell) is not None for cell in cells) > len(cells)
