"""Maps as still pictures, for the lessons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import streamlit as st

from explorer.core.notation import digits_for, number
from explorer.core.paint import PALETTES
from explorer.exports.images import coloured_png

SMALLEST = 240  # pixels on the screen


@dataclass(frozen=True, slots=True, eq=False)
class Still:
    """A map to be shown: grey from 0 to 1 if it is a picture, else with zero in the middle of the colours."""

    title: str
    values: npt.ArrayLike
    palette: str = "Diverging"
    span: tuple[float, float] | None = None
    """The values of the first and the last colour; without it, the map's own largest, both ways."""


def picture(title: str, values: npt.ArrayLike) -> Still:
    """Return a picture, which is grey from 0, black, to 1, white."""
    return Still(title, values, "Signed grey", (0.0, 1.0))


def beside(one: Still, values: npt.ArrayLike) -> Still:
    """Lay a second map of the same size beside the first, with a gap, in the same colours."""
    left, right = np.asarray(one.values, np.float64), np.asarray(values, np.float64)
    gap = np.full((len(left), max(1, left.shape[1] // 24)), np.nan)
    return replace(one, values=np.hstack([left, gap, right]))


def stills(shown: Sequence[Still], *, limit: float | None = None) -> None:
    """Show maps side by side; `limit` is the shared range of those that bring no span."""
    for column, still in zip(st.columns(len(shown)), shown, strict=True):
        values = np.asarray(still.values, np.float64)
        reach = limit or float(np.nanmax(np.abs(values), initial=0.0)) or 1.0
        span = still.span or (-reach, reach)
        file = coloured_png(
            values, PALETTES[still.palette].table, span, enlarge=max(1, SMALLEST // max(values.shape))
        )
        digits = digits_for(max(map(abs, span)))
        said = f"{still.title}: {number(span[0], digits)} to {number(span[1], digits)}"
        column.image(file, still.title, width="stretch", alt=said)
