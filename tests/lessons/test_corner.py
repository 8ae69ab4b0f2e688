"""What is said of a line before and after ReLU, checked against the line."""

import re
from functools import cache
from itertools import pairwise, product
from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples
from explorer.lessons.corner import grey_step, grey_verdict, law, verdict
from explorer.lessons.streak import DISPLAYS, course, paint, sine_row

KERNEL_NAMES = ("Sobel right", "Laplacian (4 neighbours)", "Emboss", "Box blur", "Zero")
lines = hnp.arrays(np.float32, st.integers(1, 12), elements=st.integers(-3, 3).map(float))


@cache
def rows_of_pictures():
    found = []
    for name, kernel, padding in product(samples(), KERNEL_NAMES, PADDINGS):
        layer = forward(samples()[name].load(64), KERNELS[kernel].weights, padding=padding)
        found += [*layer.pre_activation[:: len(layer.pre_activation) // 3]]
    return found


def crosses(line):
    """Tell whether a line has neighbours of opposite sign, zeros between them left out."""
    return any(one * other < 0 for one, other in pairwise(line[line != 0].tolist()))


def bends_at_zero(before, after):
    """Return the largest change of slope at a crossing before and after, from the lines as drawn."""
    found = [(0.0, 0.0)]
    for k in range(len(before) - 1):
        if before[k] * before[k + 1] < 0:  # a straight line, of which one side is left
            found.append((0.0, abs(float(before[k + 1]) - float(before[k]))))
        if k > 0 and before[k] == 0 and before[k - 1] * before[k + 1] < 0:
            changes = [abs(float(one[k + 1]) + float(one[k - 1])) for one in (before, after)]
            found.append((changes[0], changes[1]))
    return max(one for one, _ in found), max(other for _, other in found)


def assert_true(line):
    said = verdict(course(line))
    after = np.maximum(line, 0)
    steps = [float(np.abs(np.diff(one)).max(initial=0)) for one in (line, after)]
    assert ("stays the same" in said) == (steps[0] == steps[1])
    assert ("becomes smaller" in said) == (steps[1] < steps[0])
    assert ("never crosses zero" in said) == (not crosses(line))
    bent_before, bent_after = bends_at_zero(line, after)
    near = 1e-6 * (1 + float(np.abs(line).max()))
    if "**a corner**" in said:
        assert bent_after > bent_before - near
        assert ("where it was straight" in said) == (bent_before == 0)
    elif "no more than it did before" in said:
        assert 0 < bent_after <= bent_before + near
    elif "rests on zero" in said:
        assert bent_after == 0
        assert crosses(line)


@given(lines)
@settings(deadline=None, max_examples=150)
def test_what_is_said_of_the_numbers_is_true_of_every_line(line):
    assert_true(line)


def test_what_is_said_of_the_numbers_is_true_of_the_rows_of_every_picture():
    for row in rows_of_pictures():
        assert_true(np.asarray(row))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ([1, 2, 0, 3], "never crosses zero"),
        ([3, 0, 0, -3], "rests on zero"),
        ([1, 0, -5], "no more than it did before"),
        ([-1, 1], "where it was straight"),
        ([5, 0, -4], "sharper than before"),
    ],
)
def test_every_sentence_has_its_line(line, said):
    assert said in verdict(course(np.float32(line)))


def assert_greys_true(line, display):
    limit = float(np.abs(line).max()) or 1.0
    strips = [paint(one, display, limit=limit) for one in (line, np.maximum(line, 0))]
    before, after = (grey_step(strip) for strip in strips)
    said = grey_verdict(before, after, display)
    steps = [np.abs(np.diff(strip.astype(int))) for strip in strips]
    if "both look alike" in said:
        assert (strips[0] == strips[1]).all()
    elif "the largest step grows" in said:
        assert steps[1].max() > steps[0].max()
        assert np.abs(np.diff(np.maximum(line, 0))).max() <= np.abs(np.diff(line)).max()
        assert display == "Auto-scaled"
    elif "no step grows" in said:
        assert (steps[1] <= steps[0]).all()
        assert all((strip[line == 0] == 128).all() for strip in strips)
    else:
        assert "largest step does not grow" in said
        assert steps[1].max(initial=0) <= steps[0].max(initial=0)


@pytest.mark.parametrize("display", DISPLAYS)
@given(line=lines)
@settings(deadline=None, max_examples=75)
def test_what_is_said_of_the_greys_is_true_of_every_line(display, line):
    assert_greys_true(line, display)


@pytest.mark.parametrize("display", DISPLAYS)
def test_what_is_said_of_the_greys_is_true_of_the_rows_of_every_picture(display):
    for row in rows_of_pictures():
        assert_greys_true(np.asarray(row), display)


def test_smaller_grey_steps_may_grow_while_the_largest_does_not():
    """What the auto-scaled display's sentence leaves open happens."""
    line = np.float32([-10, 1, 0.9])
    strips = [paint(one, "Auto-scaled", limit=10.0) for one in (line, np.maximum(line, 0))]
    steps = [np.abs(np.diff(strip.astype(int))) for strip in strips]
    assert steps[1].max() <= steps[0].max()
    assert steps[1][1] > steps[0][1]


@pytest.mark.parametrize("samples_a_wave", range(8, 129, 4))
def test_the_law_is_that_of_the_wave(samples_a_wave):
    line = sine_row(samples=samples_a_wave)
    found = course(line).corners
    before, after, growth = (float(text) for text in re.findall(r"\d+\.\d+", law(samples_a_wave)))
    assert found.bend_before == pytest.approx(before, abs=1e-4)
    assert found.bend_after == pytest.approx(after, abs=1e-4)
    assert found.bend_after / found.bend_before == pytest.approx(growth, rel=0.05)
    assert growth == pytest.approx(1 / np.tan(pi / samples_a_wave) / 2, abs=0.06)
    assert law(samples_a_wave).endswith(f"n is {samples_a_wave}.")
