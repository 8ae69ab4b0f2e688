"""Sentences for the page, chosen by the numbers they are about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import Map
from explorer.core.convolution import products
from explorer.core.measures import Summary
from explorer.core.notation import digits_for, number, percent, short
from explorer.core.profiles import STRONG, RowProfile, Verdict, crossings

TAGLINE = (
    "A 3×3 kernel turns a picture into a map of numbers. ReLU erases the negative ones: it sets them to zero."
)
"""What this app shows, whatever the settings are."""


VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.FLAT: "The feature map is as good as flat along this line.",
        Verdict.UNCHANGED: "The activation changed nothing along this line.",
        Verdict.JUMPS: (
            "Where the line turns positive, or stops being positive, the result jumps. "
            "It jumps even where the step before was small."
        ),
        Verdict.SILENCED: "Only zeros are left along this line.",
        Verdict.CORNERS: "The largest step did not grow. What is new is a corner at a zero crossing.",
        Verdict.SHARPER: (
            "The largest step did not grow. The sharpest corner at a zero crossing got sharper."
        ),
        Verdict.SMOOTH: (
            "This activation has no corner at zero, so the curve gets no new corner where it crosses zero."
        ),
        Verdict.RESTS: (
            "Wherever this line changes its sign, it rests on zero in between. "
            "So it has no corner at a zero crossing."
        ),
        Verdict.BENT: "By these numbers the sharpest corner at a zero crossing did not get sharper.",
        Verdict.GENTLE: "This line does not cross zero, so there is no corner at a zero crossing.",
        Verdict.OTHER: "The activation changed this line. Compare the numbers before and after.",
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


READOUTS: Mapping[str, str] = MappingProxyType(
    {
        "SEA_LEVEL": (
            "Sea level {level} is minus the bias: a sum above it becomes positive, one below it negative. "
            "A higher bias lowers the sea."
        ),
        "ERASES": "{activation} erases {share} of this {line}.",
        "SHRINKS": "{activation} shrinks {share} of this {line}.",
        "CHANGES": "{activation} changes {share} of this {line}.",
        "ALL": "all",
        "KEEPS": "{activation} changes nothing in this {line}.",
        "KEEPS_EVERYTHING": "{activation} changes nothing in this {line}: it keeps every value.",
        "KEEPS_NEGATIVES": "{activation} changes nothing in this {line}: negative values stay as they are.",
        "KEEPS_ZEROS": "{activation} changes nothing in this {line}: every value is zero.",
        "NO_NEGATIVES": "{activation} changes nothing in this {line}: no value is negative.",
        "ONE_CROSSING": "1 zero crossing",
        "CROSSINGS": "{count} zero crossings",
        "STRONG_AND_FAINT": "{strong} strong, {faint} faint",
        "WHAT_IS_STRONG": (
            "A strong zero crossing is the steepest of a swing from −{share} to +{share}, or back. "
            "100 % is the line's value farthest from 0."
        ),
        "MAP_SILENCED": (
            "No value of this map was positive, and only zeros are left. A higher bias brings values back."
        ),
        "MAP_SET_TO_ZERO": "{activation} set {share} of the map to zero.",
        "MAP_CHANGED": "{activation} changed {share} of the map and set nothing to zero.",
        "SMALLEST": "Smallest value",
        "LARGEST": "Largest value",
        "NEGATIVE_SHARE": "Negative",
        "ZERO_SHARE": "Set to zero",
        "PLACE": "Row {row}, column {col}",
        "SUM": "sum {total} {added} = {result}, {sign} → {activation} → {after}",
        "BIAS_ADDED": "+ bias {bias}",
        "BIAS_TAKEN_AWAY": "− bias {bias}",
        "NEGATIVE": "negative",
        "POSITIVE": "positive",
        "ZERO": "zero",
        "CURVE": "The curve of {activation}. The selected pixel, {before}, becomes {after}.",
    }
)
"""What is said about a line, a pixel and a map; `static/core/readouts.js` fills in the same templates."""


def headline(profile: RowProfile, *, direction: str, activation: str) -> str:
    """Say in one sentence what the activation does to the selected line.

    To erase a value is to set it to zero, to shrink it is to bring it nearer to zero on its own side.

    >>> swing = np.array([1, -1, 2, 2], np.float32)
    >>> line = RowProfile(np.arange(4), swing, swing, np.maximum(swing, 0))
    >>> headline(line, direction="Row", activation="ReLU")
    'ReLU erases 25 % of this row.'
    """
    before, after = profile.signed, profile.rectified
    changed = before != after
    share = float(np.count_nonzero(changed) / changed.size)
    if share:
        sentence = _change(before[changed], after[changed])
    else:
        sentence = _no_change(float(before.min()), float(before.max()), activation)
    said = READOUTS["ALL"] if share == 1 else percent(share)
    return READOUTS[sentence].format(activation=activation, share=said, line=direction.lower())


def _change(before: Map, after: Map) -> str:
    """Choose the sentence about values of which each is another one after the activation."""
    if not after.any():
        return "ERASES"
    is_nearer = (np.sign(after) == np.sign(before)) & (np.abs(after) < np.abs(before))
    return "SHRINKS" if is_nearer.all() else "CHANGES"


def _no_change(low: float, high: float, activation: str) -> str:
    """Choose the sentence about values from low to high that stay what they are: it may tell why."""
    if _keeps(activation, -1.0) and _keeps(activation, 0.5):
        return "KEEPS_EVERYTHING"
    if low < 0:
        return "KEEPS_NEGATIVES"
    if low == high == 0:
        return "KEEPS_ZEROS"
    return "NO_NEGATIVES" if _keeps(activation, 0.5) else "KEEPS"


def _keeps(activation: str, value: float) -> bool:
    """Tell whether an activation keeps a value: one below zero stands for all of them, so does one above."""
    return float(ACTIVATIONS[activation].function(value)) == value


def crossings_message(signed: Map) -> tuple[str, str]:
    """Say how often a line crosses zero and, if some crossings are faint, what makes the others strong.

    Parameters
    ----------
    signed : (N,) array of float32
        The line before the activation.

    Returns
    -------
    count, explanation : str
        The explanation is "" where all crossings are strong.

    Examples
    --------
    >>> crossings_message(np.array([9, -9], np.float32))
    ('1 zero crossing', '')
    >>> crossings_message(np.array([9, -9, -0.1, 0.1, -0.1], np.float32))[0]
    '1 strong, 2 faint'
    """
    is_strong = crossings(signed).is_strong
    count, strong = len(is_strong), int(is_strong.sum())
    if strong < count:
        counted = READOUTS["STRONG_AND_FAINT"].format(strong=strong, faint=count - strong)
        return counted, READOUTS["WHAT_IS_STRONG"].format(share=percent(STRONG))
    return READOUTS["ONE_CROSSING" if count == 1 else "CROSSINGS"].format(count=count), ""


def map_message(summary: Summary, *, activation: str) -> str:
    """Say in one sentence what the activation did to the whole map.

    >>> nothing = Summary(0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0)
    >>> map_message(nothing, activation="ReLU")
    'ReLU changes nothing in this map: no value is negative.'
    """
    if not summary.changed_fraction:
        sentence = _no_change(summary.low_before, summary.high_before, activation)
        return READOUTS[sentence].format(activation=activation, line="map")
    if summary.low_after == summary.high_after == 0:
        return READOUTS["MAP_SILENCED"]
    sentence = READOUTS["MAP_SET_TO_ZERO" if summary.zero_fraction else "MAP_CHANGED"]
    share = summary.zero_fraction or summary.changed_fraction
    return sentence.format(activation=activation, share=percent(share))


MapRow = tuple[str, str, str]
"""A label, and what it names before and after the activation."""


def map_rows(summary: Summary, *, limit: float) -> tuple[MapRow, ...]:
    """Write the numbers of the whole map as the rows of a table: a label, before, after.

    Parameters
    ----------
    summary : Summary
        What `explorer.core.measures.summary` found.
    limit : float
        Largest absolute value of both maps; decides how many decimals are shown.

    Examples
    --------
    >>> for row in map_rows(Summary(0.5, 0.0, 0.5, 0.5, -1.0, 2.0, 0.0, 2.0), limit=2.0):
    ...     print(row)
    ('Smallest value', '−1.000', '0.000')
    ('Largest value', '2.000', '2.000')
    ('Negative', '50 %', '0 %')
    ('Set to zero', '', '50 %')
    """
    digits = digits_for(limit)
    return (
        (READOUTS["SMALLEST"], number(summary.low_before, digits), number(summary.low_after, digits)),
        (READOUTS["LARGEST"], number(summary.high_before, digits), number(summary.high_after, digits)),
        (READOUTS["NEGATIVE_SHARE"], percent(summary.negative_before), percent(summary.negative_after)),
        (READOUTS["ZERO_SHARE"], "", percent(summary.zero_fraction)),
    )


def bias_message(bias: float) -> str:
    """Say which sums end up positive with this bias.

    >>> bias_message(0.5).split(": ")[0]
    'Sea level −0.5 is minus the bias'
    """
    return READOUTS["SEA_LEVEL"].format(level=short(0 - bias))


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
    sign = "NEGATIVE" if pre_activation < 0 else "POSITIVE" if pre_activation > 0 else "ZERO"
    total, result, after = (
        number(v, digits) for v in (pre_activation - bias, pre_activation, activation_map)
    )
    added = READOUTS["BIAS_TAKEN_AWAY" if bias < 0 else "BIAS_ADDED"].format(bias=short(abs(bias), 6))
    return PixelArithmetic(
        window=_texts(window, 3),
        weights=tuple(short(float(weight)) for weight in kernel.flat),
        products=_texts(products(window, kernel), digits),
        line=READOUTS["SUM"].format(
            total=total, added=added, result=result, sign=READOUTS[sign], activation=activation, after=after
        ),
    )


def _texts(values: npt.NDArray[np.floating], digits: int) -> tuple[str, ...]:
    return tuple(number(float(value), digits) for value in values.flat)
