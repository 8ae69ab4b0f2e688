"""Pictures: decoding of uploaded files, and the samples on the menu."""

from explorer.images.colours import Colours, coloured
from explorer.images.decoding import decode, decode_colours, original_size, read
from explorer.images.menu import Grid, Sample, grid_of, photographs, samples
from explorer.images.opening import MAX_BYTES, MAX_PIXELS
from explorer.images.picture import OVERS, Picture, Reading
from explorer.images.refusals import UnreadableImage
from explorer.images.shrinking import MIN_SIDE, averaged, reduce, sides_within
from explorer.images.strips import LEVELS

__all__ = [
    "LEVELS",
    "MAX_BYTES",
    "MAX_PIXELS",
    "MIN_SIDE",
    "OVERS",
    "Colours",
    "Grid",
    "Picture",
    "Reading",
    "Sample",
    "UnreadableImage",
    "averaged",
    "coloured",
    "decode",
    "decode_colours",
    "grid_of",
    "original_size",
    "photographs",
    "read",
    "reduce",
    "samples",
    "sides_within",
]
