"""Palettes, and maps painted in their colours.

The browser paints with the twin of this module, static/core/paint.js.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.uint8]

QUIET = 0.04
"""Values this close to zero, as a share of the limit, are not hatched."""
INK = (11, 36, 99)
"""Red, green, blue of the hatching: the dark end of the diverging palette."""

# Blue below zero, white at zero, red above. Blue runs to a darker end than red, so that the two
# sides differ in lightness too.
_DIVERGING = (
    (-1.00, INK),
    (-0.55, (38, 102, 190)),
    (-0.22, (140, 190, 232)),
    (0.00, (250, 250, 248)),
    (0.22, (251, 190, 140)),
    (0.55, (233, 104, 48)),
    (1.00, (176, 26, 18)),
)


def _colours(stops: Sequence[tuple[float, tuple[int, int, int]]]) -> npt.NDArray[np.uint8]:
    places = [place for place, _ in stops]
    wanted = np.linspace(places[0], places[-1], 255)
    channels = [np.interp(wanted, places, [colour[k] for _, colour in stops]) for k in range(3)]
    return np.rint(np.stack(channels, axis=1)).astype(np.uint8)


@dataclass(frozen=True, slots=True, eq=False)
class Palette:
    """One line of the menu of colours."""

    name: str  # on screen and in saved links: never rename
    table: Table
    """(255, 3) red, green, blue: an odd count, so that zero has a colour of its own."""
    is_hatched: bool = False
    """Whether clearly negative values are hatched, so that the sign does not hang on colour alone."""
    has_own_scale: bool = False
    """Whether each map is scaled to its own range; then zero changes its colour from map to map."""
    warning: str = ""
    """What stands beside the legend."""


GREY = _colours([(0, (0, 0, 0)), (1, (255, 255, 255))])
PALETTE_ROWS = (
    Palette("Diverging", _colours(_DIVERGING), is_hatched=True),
    Palette("Signed grey", GREY),
    Palette(
        "Auto-scaled grey",
        GREY,
        has_own_scale=True,
        warning="Misleading: each map is scaled on its own, so zero can have another shade in each.",
    ),
)
PALETTES: Mapping[str, Palette] = MappingProxyType({row.name: row for row in PALETTE_ROWS})


def colour_range(values: npt.NDArray[np.floating], palette: str, *, limit: float) -> tuple[float, float]:
    """Return the values of the first and the last colour of a palette.

    Both maps share -limit to limit, so that zero has the same colour in both. Only the auto-scaled
    palette scales each map to its own lowest and highest value.

    >>> colour_range(np.array([[0, 3]], np.float32), "Diverging", limit=4.0)
    (-4.0, 4.0)
    """
    if not PALETTES[palette].has_own_scale:
        return -limit, limit
    low, high = float(values.min()), float(values.max())
    return (low, high) if low < high else (low, low + 1)


def colour_index(
    values: npt.NDArray[np.floating], count: int, span: tuple[float, float]
) -> npt.NDArray[np.intp]:
    """Return the index of the colour of each value, 0 at the low end of the span.

    Parameters
    ----------
    values : array
        NaN gets the first colour.
    count : int
        Colours that share the span in equal steps.
    span : (float, float)
        Values beyond it get the colour of that end.

    Examples
    --------
    >>> colour_index(np.array([-2.0, 0.0, 2.0]), 255, (-2.0, 2.0)).tolist()
    [0, 127, 254]
    """
    low, high = span
    place = (np.nan_to_num(values.astype(np.float64), nan=low) - low) * (count / (high - low))
    return np.clip(place, 0, count - 1).astype(np.intp)


def painted(values: npt.NDArray[np.floating], table: Table, span: tuple[float, float]) -> Table:
    """Return a map in the colours of a table.

    Parameters
    ----------
    values : (H, W) array
        The map.
    table : (N, 3) array of uint8
        Red, green, blue of each of N equal steps of the span.
    span : (float, float)
        The values at the two ends of the table.

    Returns
    -------
    (H, W, 3) array of uint8
        Red, green, blue.

    Examples
    --------
    >>> painted(np.array([[-1.0, 1.0]]), np.array([[0, 0, 0], [9, 9, 9]], np.uint8), (-1, 1))[0].tolist()
    [[0, 0, 0], [9, 9, 9]]
    """
    return table[colour_index(values, len(table), span)]
