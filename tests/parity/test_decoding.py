"""static/images/ against explorer.images: their functions, shrinking to the last bit, their refusals."""

import numpy as np

from explorer.images import MIN_SIDE, averaged, coloured, reduce, sides_within
from explorer.images.refusals import REFUSALS
from tests.images.test_images import assert_is_a_sentence
from tests.parity.node import Refusal, ask, call
from tests.parity.test_modules import camel, exported_functions, public_functions

MODULE = "images/shrinking"
SHAPES = [
    (3, 3), (3, 4), (4, 3), (5, 4), (4, 1000), (1000, 4), (7, 3000), (64, 64), (97, 61), (98, 98), (100, 99),
    (128, 200), (256, 256), (301, 517), (999, 333),
]  # fmt: skip
LONG_SIDES = (3, 33, 128, 333)


def test_every_function_has_a_twin():
    python = public_functions("decoding", "images") - {"original_size", "read"}  # `decode` gives all of it
    assert {camel(name) for name in python} == exported_functions("decoding", "images")
    python = public_functions("shrinking", "images") - {"averaged_freely"}  # two functions there
    parts = {"averagedRows", "averagedCols"}
    assert {camel(name) for name in python} | parts == exported_functions("shrinking", "images")
    assert {camel(name) for name in public_functions("colours", "images")} == {"coloured"}


def test_the_sides_are_the_same():
    rng = np.random.default_rng(0)
    cases = [tuple(int(side) for side in rng.integers(3, 4000, 3)) for _ in range(300)]
    cases += [(200, 400, 100), (200, 400, 500), (101, 200, 100), (103, 200, 100), (200, 101, 100)]
    found = ask(call(MODULE, "sidesWithin", *case) for case in cases)
    assert [tuple(sides) for sides in found] == [sides_within(*case) for case in cases]


def test_a_picture_is_shrunk_the_same_to_the_last_bit():
    """By whole numbers, of pixels that are whole levels or not, and beyond black and white."""
    rng = np.random.default_rng(1)
    levels = [np.float32(rng.integers(0, 256, shape)) / np.float32(255) for shape in SHAPES]
    others = [rng.uniform(-0.2, 1.2, shape).astype(np.float32) for shape in SHAPES]
    cases = [(image, side) for image in levels + others for side in LONG_SIDES]
    found = ask(call(MODULE, "reduce", image, side) for image, side in cases)
    for (image, side), small in zip(cases, found, strict=True):
        np.testing.assert_array_equal(small, reduce(image, side), f"{image.shape} to {side}")


def test_a_picture_is_shrunk_the_same_to_sides_that_are_out_of_proportion():
    image = np.float32(np.random.default_rng(2).integers(0, 256, (341, 512))) / np.float32(255)
    sides = [(171, 256), (85, 128), (43, 64), (341, 3), (3, 512), (341, 512)]
    found = ask(call(MODULE, "averaged", image, *case) for case in sides)
    for case, small in zip(sides, found, strict=True):
        assert small.shape == case
        np.testing.assert_array_equal(small, averaged(image, *case))


def test_a_grey_picture_gets_the_same_colours():
    image = np.random.default_rng(3).uniform(0, 1, (61, 97)).astype(np.float32)
    (found,) = ask([call("images/colours", "coloured", image)])
    np.testing.assert_array_equal(np.reshape(found, (61, 97, 3)), coloured(image))


def test_halves_are_rounded_to_the_even_level():
    image = np.repeat(np.float32([[0.5, 1.5, 2.5, 253.5, 254.5]]) / np.float32(255), 3, axis=0)
    (found,) = ask([call(MODULE, "reduce", image, 5)])
    np.testing.assert_array_equal(found, reduce(image, 5))


def test_a_long_side_too_short_is_the_callers_mistake():
    for name, args in (("sidesWithin", (9, 9, 2)), ("reduce", (np.zeros((9, 9), np.float32), 2))):
        (found,) = ask([call(MODULE, name, *args)])
        assert found == Refusal("Error", "a long side of 2 is too short, it takes at least 3")


def test_every_refusal_is_a_sentence_with_a_cure():
    values = {"count": 21, "limit": 20, "width": 2, "height": 9, "least": MIN_SIDE}
    values |= {"mode": "LAB", "kind": "TIFF", "shape": "3 × 4"}
    values |= {"cell": 2, "line": 3, "first": 1, "wanted": 4, "text": "x"}
    for template in REFUSALS.values():
        assert_is_a_sentence(template.format(**values))
