"""Which numbers of a file become black and white, where it does not count in 256 levels."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.notation import short
from explorer.images.refusals import refusal

Numbers = npt.NDArray[Any]
"""Numbers of any real type, rows by columns, or by 3 or 4 channels too."""

RANGES: Mapping[str, str] = MappingProxyType(
    {
        "TYPE": "{low} to {high} in the file became 0 to 1, all that its {bits} bits can count.",
        "LEVELS": "The file holds whole numbers, as levels from 0 to 255: they became 0 to 1.",
        "UNIT": "The numbers in the file lie between 0 and 1 and stay as they are.",
        "SAID": "{low} to {high} in the file, as it says itself, became 0 to 1; the rest was cut off.",
        "FOUND": "{low} to {high} in the file, its smallest and its largest number, became 0 to 1.",
        "COARSE": "The file has 16 bits, of which this browser reads 8: it has 256 levels here.",
        "HDR": "The file is made for HDR screens: on others, each program shows it in its own way.",
        "INVERTED": "In this file the smallest number is white: black and white have changed places.",
        "ABOVE": "The names above the numbers of the table were left out.",
        "BESIDE": "The names beside the numbers of the table were left out.",
        "AROUND": "The names above and beside the numbers of the table were left out.",
        "FLAT": "All numbers in the file are {low}: they became 0.",
    }
)
"""How numbers became brightness; `static/images/ranges.js` fills in the same templates."""
DIGITS = 10
"""Significant digits of a number of the file: a whole one of 32 bits has so many."""
DEEPEST = 16
"""Whole numbers of more bits are sums and marks: hardly one counts from black to white in all of them."""
_LEVELS = 255
_CHUNK = 1 << 20
"""Numbers looked at at a time."""


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that become 0 and 1, and the rule that names them."""

    low: float
    high: float
    rule: str
    bits: int = 0

    @property
    def told(self) -> str:
        """What is said of it.

        >>> Range(-1024, 3071, "FOUND").told
        '−1024 to 3071 in the file, its smallest and its largest number, became 0 to 1.'
        """
        low, high = (short(value, DIGITS) for value in (self.low, self.high))
        return RANGES[self.rule].format(low=low, high=high, bits=self.bits)

    def applied(self, values: Numbers) -> npt.NDArray[np.float64]:
        """Return numbers as shares of the range, from 0 to 1.

        >>> Range(-100, 100, "SAID").applied(np.array([-300, 0, 100])).tolist()
        [0.0, 0.5, 1.0]
        """
        span = self.high - self.low
        if span == 0:
            return np.zeros(values.shape)
        shares = np.subtract(values, self.low, dtype=np.float64)
        shares /= span
        return np.clip(shares, 0, 1, out=shares)


def full_range(bits: int) -> Range:
    """Return all that whole numbers of so many bits without a sign can count.

    >>> full_range(12).told
    '0 to 4095 in the file became 0 to 1, all that its 12 bits can count.'
    """
    return Range(0.0, 2.0**bits - 1, "TYPE", bits)


def range_of(values: Numbers, said: tuple[float, float] | None = None) -> Range:
    """Choose the range of some numbers.

    Parameters
    ----------
    values : (H, W) or (H, W, C) array
        Of any real type.
    said : (float, float), optional
        The range that the file names.

    Returns
    -------
    Range
        What the file names; else all that a type of up to 16 bits without a sign can count; else 0 to 1 if
        all numbers lie there; else 0 to 255 if all are whole and lie there; else the smallest and the
        largest.

    Raises
    ------
    UnreadableImage
        If a number is infinite or none (NaN).

    Examples
    --------
    >>> range_of(np.array([[7, 9]], np.uint16))
    Range(low=0.0, high=65535.0, rule='TYPE', bits=16)
    >>> range_of(np.array([[0.25, 0.75]])).rule, range_of(np.array([[7.0, 200.0]])).rule
    ('UNIT', 'LEVELS')
    >>> range_of(np.array([[-0.5, 0.75]]))
    Range(low=-0.5, high=0.75, rule='FOUND', bits=0)
    """
    low, high = float(values.min()), float(values.max())
    if not np.isfinite(low) or not np.isfinite(high):
        raise refusal("NO_NUMBERS", count=np.count_nonzero(~np.isfinite(values)))
    if said and said[0] < said[1]:
        return Range(*said, "SAID")
    bits = 8 * values.dtype.itemsize
    if values.dtype.kind == "u" and bits <= DEEPEST:
        return full_range(bits)
    if low >= 0 and high <= 1:
        return Range(0.0, 1.0, "UNIT")
    if low >= 0 and high <= _LEVELS and _are_whole(values):
        return Range(0.0, _LEVELS, "LEVELS")
    return Range(low, high, "FLAT" if low == high else "FOUND")


def _are_whole(values: Numbers) -> bool:
    if values.dtype.kind != "f":
        return True
    line = values.reshape(-1)
    parts = (line[start : start + _CHUNK] for start in range(0, line.size, _CHUNK))
    return all(np.array_equal(part, np.rint(part)) for part in parts)
