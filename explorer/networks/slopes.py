"""The 58 slopes of P-Net's rectifiers as the address writes them, and the buttons that set them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from explorer.core.notation import NUMBERS
from explorer.networks.stages import LAYERS, LEARNED_SLOPES

SLOPE_RANGE = (-1.5, 1.5)
"""The least and the greatest slope."""
_DIGITS = 3  # decimals of a slope in the address
_ITEM = re.compile(rf"(?:([1-3])(?:\.([1-9][0-9]?))?:)?({NUMBERS['float']})")
_STARTS = tuple(sum(LAYERS[:place]) for place in range(len(LAYERS)))


class Preset(NamedTuple):
    """A button that sets all slopes."""

    name: str
    text: str
    """As `read_slopes` reads it."""


PRESETS = (
    Preset("Learned", ""),
    Preset("ReLU", "0"),
    Preset("Leaky", "0.01"),
    Preset("None", "1"),
    Preset("Absolute", "-1"),
)


def read_slopes(text: str) -> tuple[float, ...] | None:
    """Read the slopes of all channels: the learned ones, but for what the text says.

    Parameters
    ----------
    text : str
        Items between commas, of which a later one has its way: "0" sets all slopes, "2:1" those of layer 2,
        "2.5:0.3" that of channel 5 of layer 2. Layers and channels count from 1.

    Returns
    -------
    58 floats in `SLOPE_RANGE`, or None
        None for what is no such text, or names a channel or a slope that there is not.

    Examples
    --------
    >>> read_slopes("0,1:1,1.10:-1")[8:12]
    (1.0, -1.0, 0.0, 0.0)
    >>> read_slopes("4:0"), read_slopes("1.11:0"), read_slopes("2"), read_slopes("steep")
    (None, None, None, None)
    """
    values = list(LEARNED_SLOPES)
    for item in text.split(",") if text else ():
        found = _ITEM.fullmatch(item)
        if not found or not SLOPE_RANGE[0] <= float(found[3]) <= SLOPE_RANGE[1]:
            return None
        first, last = 0, sum(LAYERS)
        if found[1]:
            size, first = LAYERS[int(found[1]) - 1], _STARTS[int(found[1]) - 1]
            last = first + size
            if found[2]:
                first += int(found[2]) - 1
                if first >= last:
                    return None
                last = first + 1
        values[first:last] = [float(found[3]) + 0.0] * (last - first)
    return tuple(values)


def write_slopes(values: Sequence[float]) -> str:
    """Write the slopes of all channels as briefly as `read_slopes` reads them, with at most 3 decimals.

    A slope that is the learned one when both are rounded counts as learned.

    >>> values = list(LEARNED_SLOPES)
    >>> values[2] = 0.5
    >>> write_slopes(LEARNED_SLOPES), write_slopes(values), write_slopes([1.0] * 10 + values[10:])
    ('', '1.3:0.5', '1:1')
    >>> write_slopes([-0.0] * 58)
    '0'
    """
    written, learned = [_written(value) for value in values], [_written(value) for value in LEARNED_SLOPES]
    items = []
    for layer, (start, size) in enumerate(zip(_STARTS, LAYERS, strict=True), 1):
        places = [place for place in range(start, start + size) if written[place] != learned[place]]
        if places and len(set(written[start : start + size])) == 1:
            items.append(f"{layer}:{written[start]}")
        else:
            items += [f"{layer}.{place - start + 1}:{written[place]}" for place in places]
    return written[0] if len(set(written)) == 1 else ",".join(items)


def _written(value: float) -> str:
    return f"{round(value, _DIGITS) + 0.0:.{_DIGITS}f}".rstrip("0").rstrip(".")
