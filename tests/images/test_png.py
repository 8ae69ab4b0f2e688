"""PNG files that are written here byte by byte: of few bits, of a palette, interlaced, with known values."""

import numpy as np
import pytest

from explorer.images import decode, decode_colours
from tests.images.hostile import chunk, png
from tests.images.test_images import refusal

PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
"""The first column and row of each pass of an interlaced picture, and the steps to the next (PNG, 8.2)."""
PALETTE = np.random.default_rng(3).integers(0, 256, (256, 3), np.uint8)


def lines(values, bits):
    """Write rows of numbers, each with no filter, so many bits a number."""
    digits = np.unpackbits(values.astype(np.uint8)[..., None], axis=2)[..., 8 - bits :]
    packed = np.packbits(digits.reshape(len(values), -1), axis=1)
    return b"".join(b"\0" + row.tobytes() for row in packed)


def body(values, bits, lace):
    if not lace:
        return lines(values, bits)
    parts = (values[top::down, left::across] for left, top, across, down in PASSES)
    return b"".join(lines(part, bits) for part in parts if part.size)


@pytest.mark.parametrize("lace", [0, 1])
@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_every_number_of_grey_and_of_a_palette_is_right(bits, lace):
    height, width = 13, 19
    values = np.random.default_rng(bits).integers(0, 2**bits, (height, width))
    grey = png(width, height, bits, 0, body(values, bits, lace), lace=lace)
    np.testing.assert_allclose(decode(grey), values / (2**bits - 1), atol=1e-6)
    palette = chunk(b"PLTE", PALETTE[: 2**bits].tobytes())
    data = png(width, height, bits, 3, body(values, bits, lace), palette, lace=lace)
    _, colours = decode_colours(data, long_side=width)
    np.testing.assert_array_equal(colours, PALETTE[values])


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_a_palette_that_is_not_there_is_damage(bits):
    """Pillow would show the picture black."""
    values = np.ones((7, 9), int)
    assert "damaged" in refusal(png(9, 7, bits, 3, body(values, bits, 0)))
