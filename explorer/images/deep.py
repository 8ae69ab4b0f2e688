"""Pictures that Pillow does not read: their numbers, and how these become brightness."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from explorer.images.arrays import Check, read_archive, read_array, read_table
from explorer.images.ranges import RANGES, Numbers, Range, range_of
from explorer.images.strips import Strip, rows_of
from explorer.images.tiff import read_tiff

BYTE = 8
_READERS = {"NPY": read_array, "NPZ": read_archive}


@dataclass(frozen=True, slots=True)
class DeepPicture:
    """The numbers of a picture, (H, W) or (H, W, 3 or 4), with the range that they lie in."""

    values: Numbers
    range: Range
    is_inverted: bool = False
    """Whether the smallest number is white."""
    names: str = ""
    """Where names stood that were left out of a table: a key of `RANGES`, or ""."""

    @property
    def sides(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.values.shape[0], self.values.shape[1]

    @property
    def is_deep(self) -> bool:
        """Whether it can have more than 256 levels."""
        return self.range.rule != "LEVELS" and self.range.bits != BYTE and self.values.dtype != np.bool_

    @property
    def has_opacity(self) -> bool:
        """Whether the fourth channel, if there is one, counts from 0 to opaque as the others do to white."""
        return self.range.rule in ("TYPE", "UNIT", "LEVELS")

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be told of the range: nothing of that of 8 bits."""
        told = () if self.range.bits == BYTE else (self.range.told,)
        more = ["INVERTED"] if told and self.is_inverted else []
        return (*told, *(RANGES[name] for name in [*more, self.names] if name))

    def strips(self) -> Iterator[Strip]:
        """Yield the pixels from the top down, as `explorer.images.strips.strips_of` does."""
        for rows in rows_of(self.values.shape[1], len(self.values)):
            part = self.values[rows]
            shares = self.range.applied(part if self.has_opacity or part.ndim == 2 else part[..., :3])
            yield Strip(1 - shares if self.is_inverted else shares, 1)


def read_deep(kind: str, data: bytes, check: Check, *, whole: bytes = b"") -> DeepPicture | None:
    """Read a file as numbers; None if Pillow reads it rightly.

    Parameters
    ----------
    kind : str
        The name of its row in `explorer.images.kinds.KINDS`.
    data : bytes
        The file.
    check : callable
        Takes width and height before any number is read; raises `UnreadableImage` if they break a limit.
    whole : bytes, optional
        The file as it came, if another page of a TIFF was put first.

    Examples
    --------
    >>> read_deep("CSV", b"0,500,1000", lambda width, height: None).range.told
    '0 to 1000 in the file, its smallest and its largest number, became 0 to 1.'
    """
    if kind == "TIFF":
        found = read_tiff(data, check, whole=whole)
        if found is None:
            return None
        return DeepPicture(found.values, range_of(found.values, found.said), found.is_inverted)
    if kind == "CSV":
        table = read_table(data, check)
        return DeepPicture(table.values, range_of(table.values), names=table.names)
    if kind not in _READERS:
        return None
    values = _READERS[kind](data, check)
    return DeepPicture(values, range_of(values))
