"""Maps and pictures of the lessons, shown as images in one row."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.core.notation import digits_for, number
from explorer.core.paint import PALETTES
from explorer.exports.images import coloured_png
from explorer.lessons.parts import MapImage, of_picture
from explorer.view.alternatives import extremes_message

__all__ = ["MapImage", "cells", "of_picture", "show_row", "side_by_side"]

SMALLEST = 240  # pixels on the screen
NARROWEST = 140  # pixels: two of so many stand side by side on a phone
NARROWEST_OF_THREE = 80  # pixels: so do three of so many
TALLEST = 420  # pixels on the screen, of a picture that is much higher than wide
WIDE = 1.5  # widths over height: on a phone such an image has the whole width


def side_by_side(left: MapImage, values: npt.ArrayLike) -> MapImage:
    """Add a second map of as many rows on the right, after a gap, in the same colours."""
    one, other = np.asarray(left.values, np.float64), np.asarray(values, np.float64)
    gap = np.full((len(one), max(1, one.shape[1] // 24)), np.nan)
    return replace(left, values=np.hstack([one, gap, other]))


def show_row(images: Sequence[MapImage], *, limit: float | None = None, row: int | None = None) -> None:
    """Show maps in one row; on a phone two or three side by side, as in a live demonstration.

    Parameters
    ----------
    images : sequence of MapImage
        From left to right.
    limit : float, optional
        The half-range of the colours of all that have no span.
    row : int, optional
        A row that is marked in all of them.
    """
    shapes = [np.shape(image.values) for image in images]
    is_wide = any(width > WIDE * height for height, width in shapes)
    places = st.columns(len(images)) if is_wide else cells(len(images))
    for place, image in zip(places, images, strict=True):
        _show(place, image, limit, row)


def cells(count: int) -> list[DeltaGenerator]:
    """Return places in a row for as many pictures of which none is wide; see `show_row`."""
    grid = st.grid(count, min_column_width=NARROWEST_OF_THREE if count == 3 else NARROWEST)
    return [grid.cell() for _ in range(count)]


def _told(values: npt.NDArray[np.float64], digits: int) -> str:
    """Say where values are largest and smallest; of maps side by side, without one place, only how far."""
    if np.isnan(values).any():
        return (
            f"From {number(float(np.nanmin(values)), digits)} to {number(float(np.nanmax(values)), digits)}."
        )
    return extremes_message(values, digits=digits)


def _show(place: DeltaGenerator, image: MapImage, limit: float | None, row: int | None) -> None:
    values = np.asarray(image.values, np.float64)
    reach = limit or float(np.nanmax(np.abs(values), initial=0.0)) or 1.0
    span = image.span or (-reach, reach)
    enlarge = max(1, SMALLEST // max(values.shape))
    file = coloured_png(values, PALETTES[image.palette].table, span, enlarge=enlarge, row=row)
    digits = digits_for(max(map(abs, span)))
    alt = f"{image.title}. {_told(values, digits)}"
    if row is not None:
        alt += f" Row {row} is marked."
    height, width = values.shape
    is_tall = height > WIDE * width
    place.image(
        file, image.title, width=math.ceil(TALLEST * width / height) if is_tall else "stretch", alt=alt
    )
