"""Pictures: decoding of uploaded files, and the samples on the menu."""

from explorer.images.decoding import (
    LEVELS,
    MAX_BYTES,
    MAX_PIXELS,
    MIN_SIDE,
    UnreadableImage,
    decode,
    original_size,
    reduce,
    sides_within,
)
from explorer.images.menu import Sample, photographs, place_in, samples

__all__ = [
    "LEVELS",
    "MAX_BYTES",
    "MAX_PIXELS",
    "MIN_SIDE",
    "Sample",
    "UnreadableImage",
    "decode",
    "original_size",
    "photographs",
    "place_in",
    "reduce",
    "samples",
    "sides_within",
]
