"""Pictures: decoding of uploaded files, and the samples on the menu."""

from explorer.images.colours import Colours, coloured
from explorer.images.decoding import (
    MAX_BYTES,
    MAX_PIXELS,
    MIN_SIDE,
    averaged,
    decode,
    decode_colours,
    original_size,
    reduce,
    sides_within,
)
from explorer.images.menu import Grid, Sample, grid_of, photographs, samples
from explorer.images.refusals import UnreadableImage
from explorer.images.strips import LEVELS

__all__ = [
    "LEVELS",
    "MAX_BYTES",
    "MAX_PIXELS",
    "MIN_SIDE",
    "Colours",
    "Grid",
    "Sample",
    "UnreadableImage",
    "averaged",
    "coloured",
    "decode",
    "decode_colours",
    "grid_of",
    "original_size",
    "photographs",
    "reduce",
    "samples",
    "sides_within",
]
