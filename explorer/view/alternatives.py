"""Maps and lines in words, for those who do not see them. `static/core/alternatives.js` does the same."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.layer import ForwardPass
from explorer.core.measures import summary
from explorer.core.notation import digits_for, number, percent, short
from explorer.core.profiles import RowProfile, crossings
from explorer.view.readouts import headline, map_message

ALTERNATIVES: Mapping[str, str] = MappingProxyType(
    {
        "EVERYWHERE": "Every value is {value}.",
        "NONE": "There is no value yet.",
        "VALUES": "Largest {high} {at_high}; smallest {low} {at_low}.",
        "BRIGHTNESS": "Lightest {high} {at_high}; darkest {low} {at_low}.",
        "PLACE": "at row {row}, column {col}",
        "FEW_PLACES": "at {count} places, first row {row}, column {col}",
        "PLACES": "at {share} of places, first row {row}, column {col}",
        "NEGATIVE": "Of the values, {share} are negative.",
        "LINE": "Profile along {line} {place}. Before {activation}: {before}, {crossings}. {after}{headline}",
        "AFTER": "After: {values}. ",
        "SPAN": "from {low} at {across} {at_low} to {high} at {across} {at_high}",
        "RANGE": "from {low} to {high}",
        "FLAT": "every value {value}",
        "NO_CROSSING": "no zero crossing",
        "CROSSING": "zero crossing at {across} {places}",
        "CROSSINGS": "zero crossings at {across}s {places} and {last}",
        "MANY_CROSSINGS": "{count} zero crossings, from {across} {places} to {last}",
    }
)
"""What is said of a picture, a map and a line."""
FEW_CROSSINGS = 3
"""Up to so many crossings are named one by one."""
FEW_PLACES = 0.01
"""Places are counted where they are less than this share of all."""


def extremes_message(
    values: npt.ArrayLike, *, digits: int, stride: int = 1, offset: int = 0, kind: str = "VALUES"
) -> str:
    """Say where the largest and the smallest values of a map are.

    Parameters
    ----------
    values : (H, W) array
        The map; NaN where there is no value.
    digits : int
        Decimals of the values.
    stride, offset : int
        Pixels of the picture: row r of the map is said to be at row ``r * stride + offset``.
    kind : str
        "VALUES" or, for a picture, "BRIGHTNESS".

    Examples
    --------
    >>> extremes_message([[0, 0, 0], [0, -1, 2]], digits=1)
    'Largest 2.0 at row 1, column 2; smallest −1.0 at row 1, column 1.'
    >>> extremes_message([[0, 2], [0, 1]], digits=0)
    'Largest 2 at row 0, column 1; smallest 0 at 50 % of places, first row 0, column 0.'
    """
    grid = np.asarray(values)
    there = grid[~np.isnan(grid)]
    if not there.size:
        return ALTERNATIVES["NONE"]
    low, high = there.min(), there.max()
    if low == high:
        return ALTERNATIVES["EVERYWHERE"].format(value=number(float(low), digits))
    return ALTERNATIVES[kind].format(
        low=number(float(low), digits),
        high=number(float(high), digits),
        at_low=_where(grid == low, stride, offset),
        at_high=_where(grid == high, stride, offset),
    )


def _where(flags: npt.NDArray[np.bool_], stride: int, offset: int) -> str:
    """Say where flags are set: the place of the first one in reading order, and their share if more are."""
    row, col = (int(place) * stride + offset for place in np.unravel_index(flags.argmax(), flags.shape))
    count = int(np.count_nonzero(flags))
    share = count / flags.size
    name = "PLACE" if count == 1 else "FEW_PLACES" if share < FEW_PLACES else "PLACES"
    return ALTERNATIVES[name].format(row=row, col=col, count=count, share=percent(share))


def picture_alternative(image: Map) -> str:
    """Say where a picture is lightest and darkest.

    >>> picture_alternative(np.array([[0.5, 1, 0]], np.float32))
    'Lightest 1.000 at row 0, column 1; darkest 0.000 at row 0, column 2.'
    """
    return extremes_message(image, digits=3, kind="BRIGHTNESS")


def before_alternative(layer: ForwardPass, *, limit: float) -> str:
    """Say where the map before the activation is largest and smallest, and how much of it is negative.

    The limit is the largest absolute value of all maps that are shown; it decides how many decimals are said.

    >>> from explorer.core.layer import forward
    >>> layer = forward(np.array([[0, 1, 2, 2]], np.float32), [[2]], bias=-1)
    >>> before_alternative(layer, limit=9)
    'Largest 3.000 at 50 % of places, first row 0, column 2; smallest −1.000 at row 0, column 0. \
Of the values, 25 % are negative.'
    """
    values = layer.pre_activation
    negative = ALTERNATIVES["NEGATIVE"].format(
        share=percent(float(np.count_nonzero(values < 0) / values.size))
    )
    return f"{_extremes(layer, values, limit)} {negative}"


def after_alternative(layer: ForwardPass, *, activation: str, limit: float) -> str:
    """Say where the map after the activation is largest and smallest, and what was taken from it.

    >>> from explorer.core.layer import forward
    >>> layer = forward(np.array([[0, 1, 2, 3]], np.float32), [[2]], bias=-1)
    >>> after_alternative(layer, activation="ReLU", limit=9)
    'Largest 5.000 at row 0, column 3; smallest 0.000 at row 0, column 0. ReLU set 25 % of the map to zero.'
    """
    counted = summary(layer.pre_activation, layer.activation_map)
    said = map_message(counted, activation=activation)
    return f"{_extremes(layer, layer.activation_map, limit)} {said}"


def _extremes(layer: ForwardPass, values: Map, limit: float) -> str:
    return extremes_message(values, digits=digits_for(limit), stride=layer.stride, offset=layer.offset)


def line_alternative(
    profile: RowProfile, *, place: int, direction: str, activation: str, limit: float
) -> str:
    """Say how far a line goes, where it crosses zero and what the activation takes from it.

    Parameters
    ----------
    profile : RowProfile
        The line; its values have places in pixels of the picture.
    place : int
        The row (or column) of the picture that it runs along.
    direction : str
        "Row" or "Column".
    activation : str
        Name of the activation.
    limit : float
        Largest absolute value of all maps that are shown; decides how many decimals are said.

    Examples
    --------
    >>> swing = np.array([2, -2, -1], np.float32)
    >>> line = RowProfile(np.arange(3), swing, swing, np.maximum(swing, 0))
    >>> line_alternative(line, place=7, direction="Row", activation="ReLU", limit=2)
    'Profile along row 7. Before ReLU: from −2.000 at column 1 to 2.000 at column 0, zero crossing at \
column 0.5. After: from 0.000 to 2.000. ReLU erases 67 % of this row.'
    """
    digits = digits_for(limit)
    across = "column" if direction == "Row" else "row"
    is_changed = not np.array_equal(profile.signed, profile.rectified)
    after = ALTERNATIVES["AFTER"].format(values=_span(profile.rectified, "RANGE", digits))
    return ALTERNATIVES["LINE"].format(
        line=direction.lower(),
        place=place,
        activation=activation,
        before=_span(profile.signed, "SPAN", digits, across=across, position=profile.position),
        crossings=_crossings(profile, across),
        after=after if is_changed else "",
        headline=headline(profile, direction=direction, activation=activation),
    )


def _span(
    values: Map, name: str, digits: int, *, across: str = "", position: npt.NDArray[Any] | None = None
) -> str:
    """Say from where to where values go; with their positions also at which of them."""
    low, high = int(values.argmin()), int(values.argmax())
    if values[low] == values[high]:
        return ALTERNATIVES["FLAT"].format(value=number(float(values[low]), digits))
    at_low, at_high = ("", "") if position is None else (position[low], position[high])
    texts = {"low": number(float(values[low]), digits), "high": number(float(values[high]), digits)}
    return ALTERNATIVES[name].format(**texts, across=across, at_low=at_low, at_high=at_high)


def _crossings(profile: RowProfile, across: str) -> str:
    """Say where a line crosses zero: all places, or of many their number, the first and the last."""
    found = crossings(profile.signed).places
    stride = int(profile.position[1] - profile.position[0]) if len(profile.position) > 1 else 1
    texts = [short(float(place) * stride + int(profile.position[0])) for place in found]
    count = len(texts)
    if count < 2:
        name, places = ("CROSSING", texts[0]) if texts else ("NO_CROSSING", "")
        return ALTERNATIVES[name].format(across=across, places=places)
    is_many = count > FEW_CROSSINGS
    name, places = ("MANY_CROSSINGS", texts[0]) if is_many else ("CROSSINGS", ", ".join(texts[:-1]))
    return ALTERNATIVES[name].format(count=count, across=across, places=places, last=texts[-1])
