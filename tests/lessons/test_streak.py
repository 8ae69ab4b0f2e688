import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.activations import relu
from explorer.core.arrays import read_only
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples
from explorer.lessons.streak import (
    BAR,
    DISPLAYS,
    RAMP,
    STEP,
    count_streaks,
    course,
    paint,
    shades,
    sine_row,
)
from tests.lessons.science import PICTURE_OF_SCENE, SX

quick = settings(deadline=None, max_examples=60)
lines = hnp.arrays(np.float32, st.integers(3, 12), elements=st.integers(-40, 40).map(lambda k: k / 4)).map(
    read_only
)
not_flat = lines.filter(lambda line: np.ptp(line) > 0)
DIFFERENCE = [[0, 0, 0], [-1, 0, 1], [0, 0, 0]]
W = 2 * np.pi / 64


def sobel(name):
    return forward(samples()[name].load(256), KERNELS["Sobel right"].weights)


@given(lines)
@quick
def test_streaks_are_those_a_pattern_finds_in_letters(line):
    letters = "".join("gwb"[shade] for shade in shades(line, limit=10))
    assert count_streaks(line, limit=10) == len(re.findall("w+g+(?=b)", letters))


@given(lines)
@quick
def test_no_streak_is_left_after_relu(line):
    assert count_streaks(relu(line), limit=10) == 0


def test_a_value_counts_as_grey_up_to_the_tolerance():
    assert shades(np.float32([-2.1, -2, 2, 2.1]), limit=10).tolist() == [-1, 0, 0, 1]


def test_the_sine_has_a_streak_a_period_before_and_none_after():
    row = sine_row()
    assert len(row) == 256
    assert count_streaks(row, limit=1) == 4
    assert count_streaks(relu(row), limit=1) == 0


def test_the_bar_has_one_streak():
    signed = forward(BAR[None], DIFFERENCE, padding="replicate").pre_activation[0]
    assert signed[1:-1].tolist() == [0, 10, 10, 0, -10, -10, 0]
    assert count_streaks(signed, limit=10) == 1


def test_a_photograph_has_streaks_too():
    layer = sobel("Brick wall")
    assert sum(count_streaks(line, limit=layer.limit, tolerance=0.1) for line in layer.pre_activation) > 10
    assert not any(count_streaks(line, limit=layer.limit, tolerance=0.1) for line in layer.activation_map)


@given(lines, st.sampled_from([-1.0, -0.5, 0.0, 0.25, 1.0]))
@quick
def test_no_step_grows_and_the_largest_are_those_of_numpy(line, slope):
    found = course(line, negative_slope=slope)
    rectified = np.where(line > 0, line, slope * line)
    np.testing.assert_array_equal(found.rectified, rectified)
    assert found.corners.step_after <= found.corners.step_before
    assert found.corners.step_before == np.abs(np.diff(line)).max()
    assert found.corners.step_after == np.abs(np.diff(rectified)).max()
    assert found.corners.bend_before == np.abs(np.diff(line, 2)).max()
    assert found.corners.bend_after == np.abs(np.diff(rectified, 2)).max()


@given(lines)
@quick
def test_where_the_line_is_positive_nothing_changes(line):
    found = course(line)
    np.testing.assert_array_equal(found.rectified[line > 0], line[line > 0])


def test_the_sine_keeps_its_steps_and_gets_corners():
    found = course(sine_row())
    assert found.corners.step_before == found.corners.step_after == pytest.approx(0.0980171, abs=1e-6)
    assert found.corners.bend_before == pytest.approx(2 * (1 - np.cos(W)), abs=5e-7)
    assert found.corners.bend_before == pytest.approx(0.0096305, abs=5e-7)
    assert found.corners.bend_after == pytest.approx(np.sin(W), abs=5e-7)
    assert found.corners.bend_after / found.corners.bend_before == pytest.approx(10.1777, rel=1e-4)
    assert found.corners.corner_before == pytest.approx(0, abs=1e-6)
    assert found.corners.corner_after == pytest.approx(np.sin(W), abs=1e-6)


@pytest.mark.parametrize(("slope", "bend"), [(0.25, 0.07351), (0.5, 0.04901)])
def test_a_leak_makes_the_corner_of_the_sine_smaller(slope, bend):
    found = course(sine_row(), negative_slope=slope)
    assert found.corners.bend_after == pytest.approx(bend, abs=5e-6)
    assert found.corners.corner_after == pytest.approx((1 - slope) * np.sin(W), abs=5e-7)


def test_row_30_of_the_scene_keeps_its_largest_step():
    signed = forward(PICTURE_OF_SCENE * 255, SX, padding="valid").pre_activation
    found = course(signed[30])
    assert found.corners.step_before == found.corners.step_after == 672


def test_a_ramp_has_no_second_difference_and_a_step_has_two():
    assert course(RAMP).corners.bend_before == 0
    assert np.diff(STEP, 2).tolist() == [0, 0, 8, -8, 0, 0, 0]
    assert course(STEP).corners.bend_before == 8


def test_five_values_on_three_displays():
    line = np.float32([-4, -2, 0, 2, 4])
    shown = {
        name: tuple(paint(values, name, limit=4).tolist() for values in (line, relu(line)))
        for name in DISPLAYS
    }
    assert shown["Signed"] == ([0, 63, 128, 192, 255], [128, 128, 128, 192, 255])
    assert shown["Auto-scaled"] == ([0, 63, 128, 192, 255], [0, 0, 0, 128, 255])
    assert shown["Clipped"] == ([0, 0, 0, 128, 255], [0, 0, 0, 128, 255])


@given(not_flat)
@quick
def test_zero_is_middle_grey_on_a_signed_display_and_black_where_it_is_scaled(line):
    limit, after = float(np.abs(line).max()), relu(line)
    signed = paint(line, "Signed", limit=limit)
    assert set(signed[line == 0]) <= {128}
    assert set(signed[line == -limit]) <= {0}
    assert set(signed[line == limit]) <= {255}
    assert paint(after, "Signed", limit=limit).min() >= 128
    if (line <= 0).any():
        assert set(paint(after, "Auto-scaled", limit=limit)[line <= 0]) == {0}


@given(not_flat)
@quick
def test_a_display_that_clips_cannot_show_what_relu_did(line):
    limit = float(np.abs(line).max())
    np.testing.assert_array_equal(
        paint(line, "Clipped", limit=limit), paint(relu(line), "Clipped", limit=limit)
    )


@given(not_flat, st.sampled_from(list(DISPLAYS)))
@quick
def test_a_larger_value_is_never_painted_darker_and_none_leaves_the_range(line, name):
    painted = paint(line, name, limit=5.0)[np.argsort(line, kind="stable")]
    assert (np.diff(painted.astype(int)) >= 0).all()


@given(not_flat)
@quick
def test_auto_scaling_reaches_black_and_white(line):
    painted = paint(line, "Auto-scaled", limit=1.0)
    assert (painted.min(), painted.max()) == (0, 255)


def test_a_map_of_one_value_is_black_when_auto_scaled():
    assert not paint(np.ones((2, 2), np.float32), "Auto-scaled", limit=1.0).any()


def test_a_photograph_loses_its_dark_half_or_gets_more_black_by_the_choice_of_display():
    layer = sobel("Photographer")
    signed = paint(layer.activation_map, "Signed", limit=layer.limit)
    scaled = paint(layer.activation_map, "Auto-scaled", limit=layer.limit)
    assert signed.min() == 128
    assert (scaled == 0).mean() >= (layer.pre_activation <= 0).mean() > 0.3


@pytest.mark.parametrize(("display", "limit"), [("Pink", 1.0), ("Signed", 0.0), ("Signed", np.nan)])
def test_what_cannot_be_painted_is_refused(display, limit):
    with pytest.raises(ValueError, match=r"no display|above 0"):
        paint(BAR, display, limit=limit)
