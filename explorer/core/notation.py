"""How numbers are written on screen."""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

NUMBERS = {
    "int": r"[+-]?[0-9]{1,30}",
    "float": r"[+-]?([0-9]{1,30}(\.[0-9]{0,30})?|\.[0-9]{1,30})([eE][+-]?[0-9]{1,3})?",
}
"""How a number of each type may be written in an address, as regular expressions of both languages."""


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
