"""The chapters of the lessons, in order."""

from types import MappingProxyType

from explorer.ui.lesson import Chapter
from explorer.ui.pages.chapters import (
    claims,
    collapse,
    corner,
    dead_and_sparse,
    discarded,
    frequencies,
    learned_slope,
    number_types,
    picture_to_map,
    pooling,
    rectifier,
    reversed_digits,
    sign_confusion,
    start_right,
)

ROWS: tuple[Chapter, ...] = (
    picture_to_map.CHAPTER,
    rectifier.CHAPTER,
    corner.CHAPTER,
    collapse.CHAPTER,
    discarded.CHAPTER,
    sign_confusion.CHAPTER,
    reversed_digits.CHAPTER,
    learned_slope.CHAPTER,
    start_right.CHAPTER,
    dead_and_sparse.CHAPTER,
    frequencies.CHAPTER,
    number_types.CHAPTER,
    pooling.CHAPTER,
    claims.CHAPTER,
)

CHAPTERS = MappingProxyType({row.address: row for row in ROWS})
