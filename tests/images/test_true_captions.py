"""What the menu says of the drawn pictures, checked by their numbers at every size."""

from itertools import pairwise

import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples
from tests.view.checks import Checks

CHECKS = Checks()


def row_of_map(image):
    layer = forward(image, KERNELS["Sobel right"].weights)
    row = len(image) // 2
    return layer.pre_activation[row], layer.activation_map[row]


@CHECKS.check("Step edge")
def _(image, words):
    half = image.shape[1] // 2
    assert len(set(image[:, :half].flat)) == len(set(image[:, half:].flat)) == 1
    assert image[0, 0] < image[0, -1]
    assert "Dark on the left, light on the right" in words


@CHECKS.check("Thin bar")
def _(image, words):
    before, after = row_of_map(image)
    rising, falling = np.flatnonzero(before > 0), np.flatnonzero(before < 0)
    assert rising.max() < falling.min()
    assert after[rising].all()
    assert not after[falling].any()
    assert "one edge to light, then one edge to dark" in words


@CHECKS.check("Soft blob")
def _(image, words):
    before, _ = row_of_map(image)
    half = len(before) // 2
    assert (before[:half] > 0).all()
    assert (before[half:] < 0).all()
    assert "lighter up to its middle, then darker" in words


@CHECKS.check("Sine grating")
def _(image, words):
    before, after = row_of_map(image)
    assert np.count_nonzero(np.diff(np.sign(before[before != 0]))) == 16
    assert np.mean(after > 0) == pytest.approx(0.5, abs=0.02)
    assert "Eight smooth waves" in words
    assert "half of each wave gets lighter" in words


@CHECKS.check("Slow ramp")
def _(image, words):
    steps = np.diff(image)
    assert (steps > 0).all()
    np.testing.assert_allclose(steps, 1 / len(image), rtol=1e-3)
    assert "even steps: to the right it only ever gets lighter" in words


@CHECKS.check("Checkerboard")
def _(image, words):
    square = len(image) // 8
    for row in (square // 2, square + square // 2):
        edges = [step for step in np.diff(image[row]) if step]
        assert len(edges) == 7
        assert all(one * other < 0 for one, other in pairwise(edges))
    assert "take turns" in words


@CHECKS.check("Siemens star")
def _(image, words):
    middle = (len(image) - 1) / 2
    turns = np.linspace(0, 2 * np.pi, 4000)
    counts = []
    for radius in (0.25, 0.44):
        down, across = (middle + radius * len(image) * wave(turns) for wave in (np.sin, np.cos))
        is_light = image[np.rint(down).astype(int), np.rint(across).astype(int)] > 0.5
        counts.append(np.count_nonzero(np.diff(is_light)) / 2)
    assert counts == pytest.approx([24, 24], abs=2)  # as many on each ring: so they narrow
    assert "Spokes that narrow to the middle" in words


@CHECKS.check("Handwritten digit")
def _(image, words):
    assert image.max() > 0.9
    assert np.median(image) < 0.1
    assert "light on dark" in words
    assert "this program drew it" in words
    assert samples()["Handwritten digit"].scene == "handwritten_digit"


@pytest.mark.parametrize("size", [64, 128, 256, 512])
@pytest.mark.parametrize("name", list(CHECKS))
def test_what_is_said_of_a_drawn_picture_is_true(name, size):
    row = samples()[name]
    CHECKS[name](row.load(size), row.caption)


def test_every_drawn_scene_is_checked():
    assert set(CHECKS) == {name for name, row in samples().items() if row.scene}
