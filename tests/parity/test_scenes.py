"""The drawn scenes of static/images/scenes.js against those of explorer.images.scenes."""

import numpy as np
import pytest

from explorer.images import samples, scenes
from explorer.view.settings import WORKING_SIZES
from tests.parity.node import ask, call
from tests.parity.test_modules import camel, exported_functions, public_functions

MODULE = "images/scenes"
SCENES = [row.scene for row in samples().values() if row.scene]
SIZES = (3, 5, 33, 100, 333, *WORKING_SIZES)


def test_every_function_has_a_twin():
    python = public_functions("scenes", "images")
    assert {camel(name) for name in python} == exported_functions("scenes", "images")


@pytest.mark.parametrize("scene", SCENES)
def test_every_scene_is_the_same_to_the_last_bit_or_nearly(scene):
    """The sines and exponentials of two languages may differ by a bit in 53, so a float32 by its last."""
    drawings = ask(call(MODULE, camel(scene), size) for size in SIZES)
    for size, drawn in zip(SIZES, drawings, strict=True):
        expected = getattr(scenes, scene)(size)
        assert drawn.shape == expected.shape
        np.testing.assert_array_max_ulp(drawn, expected, 1)
        assert np.count_nonzero(drawn != expected) <= drawn.size / 10_000


def test_the_parts_of_a_scene_are_the_same():
    for size in (4, 7):
        points = [[0.2, 0.3, 0.05], [0.7, 0.6, 0.02], [0.5, 0.9, 0.1]]
        centres, span, stroke = ask(
            [
                call(MODULE, "centres", size),
                call(MODULE, "span", size, 0.3, 0.8),
                call(MODULE, "stroke", size, points),
            ]
        )
        np.testing.assert_array_equal(centres, scenes.centres(size))
        np.testing.assert_array_equal(span, scenes.span(size, 0.3, 0.8))
        expected = scenes.stroke(size, np.array(points))
        np.testing.assert_allclose(stroke.reshape(size, size), expected, rtol=1e-14)
    distances = [-2.0, -0.1, 0.0, 0.02, 0.3]
    shares = ask(call(MODULE, "inside", distance, 9) for distance in distances)
    assert shares == scenes.inside(np.array(distances), 9).tolist()
