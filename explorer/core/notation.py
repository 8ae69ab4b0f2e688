"""How numbers are written on screen, and how numbers that people have written are read."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from types import MappingProxyType
from typing import NamedTuple

NUMBERS = {
    "int": r"[+-]?[0-9]{1,30}",
    "float": r"[+-]?([0-9]{1,30}(\.[0-9]{0,30})?|\.[0-9]{1,30})([eE][+-]?[0-9]{1,3})?",
}
"""How a number of each type is written in an address, as regular expressions of both languages."""

_MINUS = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"  # hyphens, dashes and minus signs
_SLASHES = "\u00f7\u2044\u2215\uff0f"
_SPACES = "\t\n\r\u00a0\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_UNSEEN = "\u00ad\u061c\ufeff" + "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)))
)
_ZEROS = (  # Arabic, Persian, eight of India, Thai, Lao, Tibetan, Burmese, Khmer, full width
    "\u0660\u06f0\u0966\u09e6\u0a66\u0ae6\u0be6\u0c66\u0ce6\u0d66\u0e50\u0ed0\u0f20\u1040\u17e0\uff10"
)
_FRACTIONS = "½1/2 ⅓1/3 ⅔2/3 ¼1/4 ¾3/4 ⅕1/5 ⅖2/5 ⅗3/5 ⅘4/5 ⅙1/6 ⅚5/6 ⅐1/7 ⅛1/8 ⅜3/8 ⅝5/8 ⅞7/8 ⅑1/9 ⅒1/10"
READ_AS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(_MINUS, "-"),
        **dict.fromkeys(_SLASHES, "/"),
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_UNSEEN, ""),
        **dict.fromkeys(",\u066b\uff0c\uff0e", "."),
        "\uff0b": "+",
        **dict.fromkeys("\u066c\u2019\u02bc\uff07", "'"),
        **dict.fromkeys("\uff05\u066a", "%"),
        **{chr(ord(zero) + digit): str(digit) for zero in _ZEROS for digit in range(10)},
        **{each[0]: f" {each[1:]}" for each in _FRACTIONS.split()},
    }
)
"""What `read_number` takes a character for: a comma for a point, every minus for one, ½ for 1/2."""
SPELLINGS = {
    "number": r"(?P<sign>[+-]?) *(?P<size>[^ +-].*?) *(?P<percent>%?)",
    "fraction": r"(?:(?P<whole>[0-9]{1,3}) +(?P<part>[1-9][0-9]?)|(?P<above>[^ /]+)) */ *(?P<below>[^ /]+)",
    "thousands": r"[0-9]{1,3}([ '][0-9]{3})+(\.[0-9]{0,30})?",
    "either": r"(?<![0-9.,])[1-9][0-9]{0,2}(?P<sign>[.,])[0-9]{3}(?![0-9.,])",
}
"""The forms of a number as regular expressions: sign, size and per cent; a fraction, mixed or not; groups;
and one whose only mark may stand between thousands as well as before decimals."""


def number(value: float, digits: int = 3) -> str:
    """Write a number with a fixed count of decimals and a real minus sign (U+2212).

    A value that rounds to zero is written without a sign. Halves are rounded away from zero, as the
    browser's `toFixed` does, so that the same value reads the same everywhere.

    >>> number(-1.5, 2)
    '−1.50'
    >>> number(-0.0001, 2)
    '0.00'
    """
    rounded = Decimal(value).quantize(Decimal(1).scaleb(-digits), context=_EXACT)
    text = f"{rounded or abs(rounded):f}"
    return text.replace("-", "\N{MINUS SIGN}")


_EXACT = Context(prec=400, rounding=ROUND_HALF_UP)  # the largest float64 has 309 digits before its point


def short(value: float, digits: int = 4) -> str:
    """Write a number with at most so many significant digits and no needless zeros.

    >>> short(-0.25), short(2.0), short(1 / 9)
    ('−0.25', '2', '0.1111')
    """
    return f"{value + 0.0:.{digits}g}".replace("-", "\N{MINUS SIGN}")


def read_number(text: str) -> float | None:
    """Read a number as people write it; None for what is none, which is never read as another number.

    Decimals stand after a point or a comma; the sign is any hyphen, dash or minus; thousands may be groups
    of three between spaces or apostrophes. Fractions, mixed numbers and per cent are numbers, too.

    >>> read_number("0,5"), read_number("−1/3"), read_number("2½"), read_number("50 %")
    (0.5, -0.3333333333333333, 2.5, 0.5)
    >>> read_number("0x10"), read_number("1e999"), read_number("1.000,5"), read_number("1 2")
    (None, None, None, None)
    """
    plain = "".join(READ_AS.get(each, each) for each in text).strip(" ")
    found = re.fullmatch(SPELLINGS["number"], plain)
    size = _read_size(found["size"]) if found else None
    if not found or size is None:
        return None
    value = size / (100 if found["percent"] else 1) * (-1 if found["sign"] == "-" else 1)
    return value + 0.0 if math.isfinite(value) else None


def _read_size(text: str) -> float | None:
    """Read a number without a sign: a decimal number or a fraction."""
    found = re.fullmatch(SPELLINGS["fraction"], text)
    if not found:
        return _read_decimal(text)
    below = _read_decimal(found["below"])
    above = _read_decimal(found["part"] or found["above"])
    if above is None or not below or (found["whole"] and above >= below):
        return None
    return above / below + int(found["whole"] or 0)


def _read_decimal(text: str) -> float | None:
    plain = re.sub("[ ']", "", text) if re.fullmatch(SPELLINGS["thousands"], text) else text
    return float(plain) if re.fullmatch(NUMBERS["float"], plain) and plain[0] not in "+-" else None


class Either(NamedTuple):
    """A number of which two can be meant, as it stands in a text, and its point or comma."""

    number: str
    sign: str


def either_in(text: str) -> Either | None:
    """Return the first number whose only point or comma may part thousands as well as decimals.

    >>> either_in("1,000"), either_in("0,125"), either_in("1,5")
    (Either(number='1,000', sign=','), None, None)
    """
    found = re.search(SPELLINGS["either"], text)
    return Either(found[0], found["sign"]) if found else None


def digits_for(limit: float) -> int:
    """Return the number of decimals for the values of a map.

    Four significant digits at the largest value, at least one decimal and at most twelve.

    >>> digits_for(4.0), digits_for(40.0), digits_for(900.0), digits_for(0.05)
    (3, 2, 1, 5)
    """
    return min(max(3 - Decimal(limit).adjusted(), 1), 12)


def percent(share: float) -> str:
    """Write a share of 0 to 1 in per cent; shares above 0 and below 1 never read 0 % or 100 %.

    >>> percent(0.4712), percent(0.0), percent(0.0004), percent(0.9999)
    ('47 %', '0 %', 'less than 1 %', 'more than 99 %')
    """
    if 0 < share < 0.01:
        return "less than 1 %"
    if 0.99 < share < 1:
        return "more than 99 %"
    return f"{share:.0%}".replace("%", " %")


TICK_STEPS = (1, 2, 2.5, 5, 10)
"""How far the ticks of an axis may be apart, in powers of ten."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """Places on an axis, and what is written there."""

    values: tuple[float, ...]
    texts: tuple[str, ...]


def ticks(low: float, high: float, *, most: int = 6) -> Ticks:
    """Return the ticks of an axis that holds zero: every multiple of one step that lies on it.

    Parameters
    ----------
    low, high : float
        The ends of the axis, with low <= 0 <= high and low < high.
    most : int
        The axis is at most so many steps long.

    Returns
    -------
    Ticks
        At the multiples of the smallest step that is one of `TICK_STEPS`, times a power of ten, and at least
        a `most`-th of the axis. Each text has as many digits as its number needs.

    Examples
    --------
    >>> ticks(-1.3, 4.2).texts, ticks(-4.2, 4.2, most=4).texts
    (('−1', '0', '1', '2', '3', '4'), ('−2.5', '0', '2.5'))
    """
    least = (high - low) / most
    power = Decimal(str(least)).adjusted()  # of the shortest digits: the float 1e-12 is below 10^-12
    step = min(s for s in (float(f"{step}e{power}") for step in TICK_STEPS) if s >= least)
    values = tuple(k * step for k in range(math.ceil(low / step), math.floor(high / step) + 1))
    return Ticks(values, tuple(short(value, _TICK_DIGITS) for value in values))


_TICK_DIGITS = 7  # before the point: up to a million is written without a power of ten
