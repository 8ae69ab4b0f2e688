"""Maps and pictures of the lessons, shown as images in one row."""

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
class MapImage:
    """A map with its title, and how it is coloured."""

    title: str
    values: npt.ArrayLike
    palette: str = "Diverging"
    span: tuple[float, float] | None = None
    """The values of the first and the last colour; without it minus and plus the largest absolute value."""


def of_picture(title: str, values: npt.ArrayLike) -> MapImage:
    """Return a picture, coloured from 0 (black) to 1 (white)."""
    return MapImage(title, values, "Signed grey", (0.0, 1.0))


def side_by_side(left: MapImage, values: npt.ArrayLike) -> MapImage:
    """Add a second map of as many rows on the right, after a gap, in the same colours."""
    one, other = np.asarray(left.values, np.float64), np.asarray(values, np.float64)
    gap = np.full((len(one), max(1, one.shape[1] // 24)), np.nan)
    return replace(left, values=np.hstack([one, gap, other]))


def show_row(images: Sequence[MapImage], *, limit: float | None = None) -> None:
    """Show maps in columns; `limit` is the half-range of the colours of all that have no span."""
    for column, image in zip(st.columns(len(images)), images, strict=True):
        values = np.asarray(image.values, np.float64)
        reach = limit or float(np.nanmax(np.abs(values), initial=0.0)) or 1.0
        span = image.span or (-reach, reach)
        file = coloured_png(
            values, PALETTES[image.palette].table, span, enlarge=max(1, SMALLEST // max(values.shape))
        )
        digits = digits_for(max(map(abs, span)))
        alt = f"{image.title}: {number(span[0], digits)} to {number(span[1], digits)}"
        column.image(file, image.title, width="stretch", alt=alt)
