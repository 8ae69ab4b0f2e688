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
    EXAMPLE,
    RAMP,
    SOFT_EDGE,
    STEP,
    Streak,
    compare_mappings,
    course,
    paint,
    shades,
    sharpen,
    sine_row,
    streaks,
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
    expected = [
        Streak(found.start(1), found.start(2), found.start(3), found.end())
        for found in re.finditer("(w+)(g+)(b+)", letters)
    ]
    assert list(streaks(line, limit=10)) == expected


@given(lines)
@quick
def test_no_streak_is_left_after_relu(line):
    assert streaks(relu(line), limit=10) == ()


def test_a_value_counts_as_grey_up_to_the_tolerance():
    assert shades(np.float32([-2.1, -2, 2, 2.1]), limit=10).tolist() == [-1, 0, 0, 1]


def test_the_sine_has_a_streak_a_period_before_and_none_after():
    row = sine_row()
    assert len(row) == 256
    assert len(streaks(row, limit=1)) == 4
    assert streaks(relu(row), limit=1) == ()


def test_the_bar_has_one_streak():
    signed = forward(BAR[None], DIFFERENCE, padding="replicate").pre_activation[0]
    assert signed[1:-1].tolist() == [0, 10, 10, 0, -10, -10, 0]
    assert len(streaks(signed, limit=10)) == 1


def test_a_photograph_has_streaks_too():
    layer = sobel("Brick wall")
    assert sum(len(streaks(line, limit=layer.limit, tolerance=0.1)) for line in layer.pre_activation) > 10
    assert not any(streaks(line, limit=layer.limit, tolerance=0.1) for line in layer.activation_map)


@given(lines, st.sampled_from([-1.0, -0.5, 0.0, 0.25, 1.0]))
@quick
def test_no_step_grows_and_both_parts_share_the_variation(line, slope):
    found = course(line, negative_slope=slope)
    assert found.largest_step_after <= found.largest_step_before
    assert found.variation_positive + found.variation_negative == found.variation
    assert found.variation == np.abs(np.diff(line)).sum()
    assert found.variation_positive == np.abs(np.diff(np.maximum(line, 0))).sum()
    for steps, bends, largest_step, largest_bend in (
        (found.steps_before, found.bends_before, found.largest_step_before, found.largest_bend_before),
        (found.steps_after, found.bends_after, found.largest_step_after, found.largest_bend_after),
    ):
        np.testing.assert_array_equal(np.diff(steps), bends)
        assert (largest_step, largest_bend) == (np.abs(steps).max(), np.abs(bends).max())
    np.testing.assert_array_equal(found.rectified, np.where(line > 0, line, slope * line))
    np.testing.assert_array_equal(np.diff(found.signed), found.steps_before)
    np.testing.assert_array_equal(np.diff(found.rectified), found.steps_after)


@given(lines)
@quick
def test_where_the_line_is_positive_nothing_changes(line):
    found = course(line)
    np.testing.assert_array_equal(found.rectified[line > 0], line[line > 0])


def test_the_sine_keeps_its_steps_and_gets_corners():
    found = course(sine_row())
    assert found.largest_step_before == found.largest_step_after == pytest.approx(0.0980171, abs=1e-6)
    assert found.largest_bend_before == pytest.approx(2 * (1 - np.cos(W)), abs=5e-7)
    assert found.largest_bend_before == pytest.approx(0.0096305, abs=5e-7)
    assert found.largest_bend_after == pytest.approx(np.sin(W), abs=5e-7)
    assert found.largest_bend_after / found.largest_bend_before == pytest.approx(10.1777, rel=1e-4)
    assert found.corner_before == pytest.approx(0, abs=1e-6)
    assert found.corner_after == pytest.approx(np.sin(W), abs=1e-6)


@pytest.mark.parametrize(("slope", "bend"), [(0.25, 0.07351), (0.5, 0.04901)])
def test_a_leak_makes_the_corner_of_the_sine_smaller(slope, bend):
    found = course(sine_row(), negative_slope=slope)
    assert found.largest_bend_after == pytest.approx(bend, abs=5e-6)
    assert found.corner_after == pytest.approx((1 - slope) * np.sin(W), abs=5e-7)


def test_row_30_of_the_scene_keeps_its_largest_step():
    signed = forward(PICTURE_OF_SCENE * 255, SX, padding="valid").pre_activation
    found = course(signed[30])
    assert found.largest_step_before == found.largest_step_after == 672


def test_a_ramp_has_no_second_difference_and_a_step_has_two():
    assert not course(RAMP).bends_before.any()
    assert course(STEP).bends_before.tolist() == [0, 0, 8, -8, 0, 0, 0]


def test_five_values_on_three_displays():
    after = relu(EXAMPLE)
    shown = {
        name: (paint(EXAMPLE, name, limit=4).levels.tolist(), paint(after, name, limit=4).levels.tolist())
        for name in DISPLAYS
    }
    assert shown["Signed"] == ([0, 64, 128, 191, 255], [128, 128, 128, 191, 255])
    assert shown["Auto-scaled"] == ([0, 64, 128, 191, 255], [0, 0, 0, 128, 255])
    assert shown["Clipped"] == ([0, 0, 0, 128, 255], [0, 0, 0, 128, 255])


@given(not_flat)
@quick
def test_how_much_is_dark_depends_on_the_display(line):
    limit, after = float(np.abs(line).max()), relu(line)
    before = paint(line, "Signed", limit=limit)
    assert before.darker == (line < 0).mean()
    assert before.black == (line == -limit).mean()
    assert paint(after, "Signed", limit=limit).darker == 0
    assert paint(after, "Signed", limit=limit).levels.min() >= 128
    if (line <= 0).any():
        assert paint(after, "Auto-scaled", limit=limit).black == (line <= 0).mean()


@given(not_flat)
@quick
def test_a_display_that_clips_cannot_show_what_relu_did(line):
    limit = float(np.abs(line).max())
    np.testing.assert_array_equal(
        paint(line, "Clipped", limit=limit).levels, paint(relu(line), "Clipped", limit=limit).levels
    )


@given(not_flat, st.sampled_from(list(DISPLAYS)))
@quick
def test_a_larger_value_is_never_painted_darker_and_none_leaves_the_range(line, name):
    painted = paint(line, name, limit=5.0).levels[np.argsort(line, kind="stable")]
    assert (np.diff(painted.astype(int)) >= 0).all()


@given(not_flat)
@quick
def test_auto_scaling_stretches_to_black_and_white(line):
    painted = paint(line, "Auto-scaled", limit=1.0).levels
    assert (painted.min(), painted.max()) == (0, 255)


def test_a_map_of_one_value_is_black_when_auto_scaled():
    assert not paint(np.ones((2, 2), np.float32), "Auto-scaled", limit=1.0).levels.any()


def test_a_photograph_loses_its_dark_half_or_gets_more_black_by_the_choice_of_display():
    layer = sobel("Photographer")
    signed = paint(layer.activation_map, "Signed", limit=layer.limit)
    stretched = paint(layer.activation_map, "Auto-scaled", limit=layer.limit)
    assert signed.darker == signed.black == 0
    assert stretched.black == (layer.pre_activation <= 0).mean() > 0.3


@pytest.mark.parametrize(("display", "limit"), [("Pink", 1.0), ("Signed", 0.0), ("Signed", np.nan)])
def test_what_cannot_be_painted_is_refused(display, limit):
    with pytest.raises(ValueError, match=r"no display|above 0"):
        paint(EXAMPLE, display, limit=limit)


@given(not_flat)
@quick
def test_sharpening_is_that_of_numpy_and_always_makes_the_largest_step_larger(line):
    expected = np.convolve(np.pad(line.astype(float), 1, mode="edge"), [-1, 3, -1], mode="valid")
    np.testing.assert_allclose(sharpen(line), expected)
    assert np.abs(np.diff(sharpen(line))).max() > np.abs(np.diff(line)).max()


@given(st.integers(3, 12), st.data())
@quick
def test_larger_steps_do_not_tell_what_is_linear(length, data):
    pair = hnp.arrays(np.float32, length, elements=st.integers(-40, 40).map(lambda k: k / 4))
    line, other = data.draw(pair), data.draw(pair)
    found = {effect.name: effect for effect in compare_mappings(line, other)}
    step = np.abs(np.diff(line)).max()
    assert found["Identity"].largest_step == step
    assert found["Sharpening"].largest_step > step or step == 0
    assert found["ReLU"].largest_step <= step
    assert found["Softplus"].largest_step <= step
    assert found["Identity"].deviation == found["Sharpening"].deviation == 0
    opposite = line * other < 0
    expected = np.where(opposite, np.minimum(np.abs(line), np.abs(other)), 0).max()
    assert found["ReLU"].deviation == expected
    x, y = line.astype(float), other.astype(float)
    soft = np.logaddexp(0, x + y) - np.logaddexp(0, x) - np.logaddexp(0, y)
    assert found["Softplus"].deviation == pytest.approx(np.abs(soft).max())


def test_the_soft_edge_is_made_twice_as_steep_by_a_linear_mapping_only():
    steps = [effect.largest_step for effect in compare_mappings(SOFT_EDGE, -SOFT_EDGE)]
    assert steps[0] == pytest.approx(0.222, abs=5e-4)
    assert steps[1] == pytest.approx(0.444, abs=5e-4)
    assert steps[2] < steps[3] == pytest.approx(0.222, abs=5e-4)


def test_lines_of_two_lengths_cannot_be_added():
    with pytest.raises(ValueError, match="cannot be added"):
        compare_mappings(RAMP, SOFT_EDGE)
