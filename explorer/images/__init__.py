"""Pictures: decoding of uploaded files, and the samples on the menu."""

from explorer.images.decoding import (
    LEVELS,
    MAX_BYTES,
    MAX_PIXELS,
    MIN_SIDE,
    averaged,
    decode,
    original_size,
    reduce,
    sides_within,
)
from explorer.images.menu import Grid, Sample, grid_of, photographs, samples
from explorer.images.refusals import UnreadableImage

__all__ = [
    "LEVELS",
    "MAX_BYTES",
    "MAX_PIXELS",
    "MIN_SIDE",
    "Grid",
    "Sample",
    "UnreadableImage",
    "averaged",
    "decode",
    "grid_of",
    "original_size",
    "photographs",
    "reduce",
    "samples",
    "sides_within",
]
