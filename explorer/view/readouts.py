"""Sentences for the page, chosen by the numbers they are about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.convolution import products
from explorer.core.measures import Summary
from explorer.core.notation import digits_for, number, percent, short, times
from explorer.core.profiles import RowProfile, Verdict, crossings

VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.FLAT: "This line is flat. Drag it to a place where the picture changes.",
        Verdict.UNCHANGED: "The activation changed nothing along this line.",
        Verdict.JUMPS: "Here the height itself jumps, where the values turn positive.",
        Verdict.SILENCED: "Nothing on this line was positive, so only zeros are left.",
        Verdict.CORNERS: (
            "The height never jumps, the steepness does: at a zero crossing the curve has a corner."
        ),
        Verdict.SMOOTH: "Neither the height nor the steepness jumps: this activation bends the curve gently.",
        Verdict.RESTS: (
            "The height never jumps. The curve rests on zero at its crossings: it was bent there before."
        ),
        Verdict.GENTLE: "The height never jumps, and this line does not cross zero: no corner here.",
    }
)


SLOPES: Mapping[float, str] = MappingProxyType(
    {
        1.0: "Slope 1: this is the identity. The line is straight, nothing changes.",
        0.0: "Slope 0: this is ReLU. Every negative value becomes zero.",
        -1.0: "Slope −1: this is the absolute value. Every negative value turns positive.",
    }
)
"""What PReLU is at the slopes that have a name."""
FALLING_SLOPE = "Every negative value turns positive and is multiplied by {factor}."
RISING_SLOPE = "Every negative value stays negative and is multiplied by {factor}."


def headline(profile: RowProfile, *, index: int, direction: str, activation: str) -> str:
    """Say in one sentence what is seen along the selected line.

    >>> swing = np.array([1, -1, 2], np.float32)
    >>> line = RowProfile(np.arange(3), swing, swing, np.maximum(swing, 0))
    >>> headline(line, index=7, direction="Row", activation="ReLU")
    'Along row 7 the feature map crosses zero twice. ReLU sets 1 of its 3 values to zero.'
    """
    signed, rectified = profile.signed, profile.rectified
    changed = signed != rectified
    count, total = int(changed.sum()), len(signed)
    where = f"Along {direction.lower()} {index} the feature map "
    crossed = len(crossings(signed).places)
    if crossed:
        seen = f"crosses zero {times(crossed)}"
    elif (signed > 0).any():
        seen = "never goes below zero"
    elif (signed < 0).any():
        seen = "never rises above zero"
    else:
        seen = "is zero everywhere"
    if not count:
        done = f"{activation} changes nothing here"
    elif not rectified[changed].any():
        done = f"{activation} sets {_of(count, total)} to zero"
    else:
        done = f"{activation} changes {_of(count, total)}"
    return f"{where}{seen}. {done}."


def _of(count: int, total: int) -> str:
    return f"all {total} values" if count == total else f"{count} of its {total} values"


def map_message(summary: Summary, *, activation: str) -> str:
    """Say in one sentence what the activation did to the whole map.

    >>> nothing = Summary(0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0)
    >>> map_message(nothing, activation="ReLU")
    'Nothing was negative, so ReLU changed nothing. An edge kernel such as Sobel gives it something to do.'
    """
    if summary.low_before == summary.high_before == 0:
        return "The feature map is zero everywhere: this kernel finds nothing in this picture."
    if not summary.changed_fraction and summary.low_before >= 0:
        return (
            f"Nothing was negative, so {activation} changed nothing. "
            "An edge kernel such as Sobel gives it something to do."
        )
    if not summary.changed_fraction:
        return f"{activation} changed nothing: every value is kept, negative ones too."
    if summary.low_after == summary.high_after == 0:
        return (
            "Nothing was positive: the map is dead, only zeros are left. Raise the bias or flip the kernel."
        )
    if summary.zero_fraction:
        return f"{activation} set {percent(summary.zero_fraction)} of the map to zero."
    return f"{activation} changed {percent(summary.changed_fraction)} of the map and set nothing to zero."


def slope_message(negative_slope: float) -> str:
    """Name the activation that PReLU is at this slope.

    >>> slope_message(0.0)
    'Slope 0: this is ReLU. Every negative value becomes zero.'
    """
    if negative_slope in SLOPES:
        return SLOPES[negative_slope]
    sentence = FALLING_SLOPE if negative_slope < 0 else RISING_SLOPE
    return sentence.format(factor=short(abs(negative_slope)))


PARAMETER_MESSAGES: Mapping[str, Callable[[float], str]] = MappingProxyType({"negative_slope": slope_message})
"""The sentence under the slider of an activation's parameter, by the parameter; there may be none."""


@dataclass(frozen=True, slots=True)
class PixelArithmetic:
    """The way from nine pixels to one value, as text; grids run row by row."""

    window: tuple[str, ...]
    weights: tuple[str, ...]
    products: tuple[str, ...]
    line: str


def pixel_arithmetic(
    window: Map,
    kernel: Map,
    *,
    bias: float,
    pre_activation: float,
    activation_map: float,
    activation: str,
    limit: float,
) -> PixelArithmetic:
    """Write out how one value of the map comes about.

    Parameters
    ----------
    window : (3, 3) array of float32
        The pixels under the kernel.
    kernel : (3, 3) array of float32
        The weights.
    bias : float
        Added to the sum of the nine products.
    pre_activation, activation_map : float
        The values of the two maps at this pixel; they are what is written, to the last digit shown.
    activation : str
        Name of the activation.
    limit : float
        Largest value of the map; decides how many decimals are shown.

    Examples
    --------
    >>> ones = np.ones((3, 3), np.float32)
    >>> pixel_arithmetic(
    ...     ones, -ones, bias=1, pre_activation=-8, activation_map=0, activation="ReLU", limit=9
    ... ).line
    'sum −9.000 + bias 1 = −8.000, negative → ReLU → 0.000'
    """
    digits = digits_for(limit)
    sign = "negative" if pre_activation < 0 else "positive" if pre_activation > 0 else "zero"
    total, result, after = (
        number(v, digits) for v in (pre_activation - bias, pre_activation, activation_map)
    )
    added = f"{'−' if bias < 0 else '+'} bias {short(abs(bias), 6)}"
    return PixelArithmetic(
        window=_texts(window, 3),
        weights=tuple(short(float(weight)) for weight in kernel.flat),
        products=_texts(products(window, kernel), digits),
        line=f"sum {total} {added} = {result}, {sign} → {activation} → {after}",
    )


def _texts(values: npt.NDArray[np.floating], digits: int) -> tuple[str, ...]:
    return tuple(number(float(value), digits) for value in values.flat)
