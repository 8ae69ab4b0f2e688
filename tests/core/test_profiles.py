import itertools
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.activations import (
    ACTIVATION_ROWS,
    ACTIVATIONS,
    corner,
    prelu,
    relu,
    slopes_at_zero,
    values_at_zero,
)
from explorer.core.arrays import read_only
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.profiles import (
    AIR,
    DIRECTIONS,
    FINEST,
    STRONG,
    Corners,
    RowProfile,
    Verdict,
    corners,
    crossings,
    fitted_range,
    full_range,
    marks,
    row_profile,
    verdict,
    with_crossings,
)
from explorer.images import samples
from explorer.view.selected_line import selected_line
from explorer.view.settings import Settings, showing

PICTURE = read_only(np.random.default_rng(0).random((11, 14)))
SOBEL = KERNELS["Sobel right"].weights

shapes = st.tuples(st.integers(1, 4), st.integers(1, 9))
small_integers = hnp.arrays(np.float32, shapes, elements=st.integers(-3, 3).map(float)).map(read_only)
maps = hnp.arrays(np.float32, shapes, elements=st.floats(-1e4, 1e4, width=32)).map(read_only)
quarters = st.integers(-4, 4).map(lambda k: k / 4)
NEVER_STEEPER_THAN_1 = [
    row
    for row in ACTIVATION_ROWS
    if np.abs(row.derivative(np.linspace(-20, 20, 4001))).max() <= 1 and row.name != "Step"
]
FAMILY = ("ReLU", "PReLU", "Leaky ReLU", "Absolute value", "Identity")


def measured(name, line, **params):
    """Return a line after an activation, its corners and its verdict."""
    signed = read_only(line)
    rectified = ACTIVATIONS[name].function(signed, **params)
    found = corners(signed, rectified, slopes=slopes_at_zero(name, **params))
    return rectified, found, verdict(signed, rectified, found, corner=corner(name, **params), digits=3)


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_profile_is_one_line_of_the_picture_and_of_both_maps_bit_for_bit(padding, stride, direction):
    step = forward(PICTURE, SOBEL, padding=padding, stride=stride)
    for index in range(step.pre_activation.shape[DIRECTIONS.index(direction)]):
        found = row_profile(
            PICTURE, step.pre_activation, step.activation_map, index,
            stride=stride, offset=step.offset, direction=direction,
        )  # fmt: skip
        line = np.s_[index, :] if direction == "Row" else np.s_[:, index]
        under = np.s_[step.centre(index), :] if direction == "Row" else np.s_[:, step.centre(index)]
        assert found.signed.tobytes() == step.pre_activation[line].tobytes()
        assert found.rectified.tobytes() == step.activation_map[line].tobytes()
        assert found.input.tobytes() == PICTURE[under].tobytes()


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("stride", [1, 2, 3, 4])
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_the_identity_kernel_shows_the_picture_at_the_positions_named(padding, stride, direction):
    step = forward(PICTURE, KERNELS["Identity"].weights, padding=padding, stride=stride)
    found = row_profile(
        PICTURE, step.pre_activation, step.activation_map, 1,
        stride=stride, offset=step.offset, direction=direction,
    )  # fmt: skip
    np.testing.assert_array_equal(found.input[found.position], found.signed)


def slow_crossings(values):
    """Find the crossings of a few whole numbers one by one, in exact fractions."""
    line = [(k, int(value)) for k, value in enumerate(values) if value]
    for (k, here), (m, there) in itertools.pairwise(line):
        if here * there < 0:
            yield float(k + Fraction(here, here - there)) if m == k + 1 else (k + m) / 2


@given(small_integers)
@settings(deadline=None)
def test_crossings_are_those_one_finds_by_hand(values):
    for line in values:
        assert crossings(line).places.tolist() == pytest.approx(list(slow_crossings(line)), abs=1e-12)


@given(maps)
@settings(deadline=None)
def test_a_line_and_its_negative_cross_zero_at_the_same_places(values):
    for line in values:
        np.testing.assert_array_equal(crossings(line).places, crossings(-line).places)


def test_touching_zero_is_not_crossing_it():
    assert crossings(np.array([1, 0, 1, 0, 0, 2, 0], np.float32)).places.size == 0


def test_a_line_of_one_value_crosses_nothing():
    assert crossings(np.array([-1], np.float32)).places.size == 0


def slow_swings(line):
    """Count how often a line goes from far on one side of zero to far on the other, value by value."""
    far = [value > 0 for value in line if value and abs(value) >= STRONG * float(np.abs(line).max())]
    return sum(one != other for one, other in itertools.pairwise(far))


@given(small_integers)
@settings(deadline=None)
def test_every_swing_has_one_strong_crossing_and_it_is_the_steepest_of_its_swing(values):
    for line in values:
        found = crossings(line)
        assert found.is_strong.sum() == slow_swings(line)
        kept = [(k, value) for k, value in enumerate(line) if value]
        rests = [m - k - 1 for (k, one), (m, other) in itertools.pairwise(kept) if one * other < 0]
        assert found.rests.tolist() == rests


def test_of_the_crossings_of_one_swing_the_steepest_is_strong():
    found = crossings(np.array([-9, -0.1, 0.1, -1, 1, -0.2, 9], np.float32))
    assert found.is_strong.tolist() == [False, False, False, False, True]
    found = crossings(np.array([-9, 0.1, -1, 1, -1, 0.1, 9], np.float32))
    assert found.is_strong.tolist() == [True, False, False, False, False]


@pytest.mark.parametrize(
    ("picture", "strong", "faint"),
    [("Brick wall", 32, 114), ("Soft blob", 1, 0), ("Photographer", 14, 152), ("Sine grating", 16, 0)],
)
def test_the_edges_of_a_picture_are_strong_and_its_grain_is_faint(picture, strong, faint):
    found = crossings(line_of(picture).signed)
    assert (found.is_strong.sum(), (~found.is_strong).sum()) == (strong, faint)


def line_of(picture, **changes):
    """Return the line that the page shows of a picture."""
    shown = Settings(**showing(picture) | changes)
    image = samples()[picture].load(shown.size)
    return selected_line(shown, image, forward(image, **shown.layer()))


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ([-2, 1], [2 / 3]),
        ([-1, 0, 1], [1]),
        ([-1, 0, 3], [1]),
        ([-3, 0, 1], []),  # bent by 2 before, by 1 after
        ([-1, 0, 0, 1], []),
        ([0, 0, 2, 2, 0, 0], []),
        ([-1, 0, -1], []),
        ([-9, 0.1, -0.1, 9], [0.989011]),  # the first of two as steep
    ],
)
def test_a_mark_stands_only_where_relu_bends_the_line_more_than_it_was_bent(line, places):
    assert marks(np.array(line, np.float32), slopes=(0, 1)).tolist() == pytest.approx(places, abs=1e-6)


def test_a_smooth_activation_has_marks_where_the_line_passes_but_none_on_a_rest():
    line = np.array([-3, 0, 1, 0, 0, -1, 1], np.float32)
    assert marks(line, slopes=slopes_at_zero("GELU")).tolist() == [1, 5.5]


@pytest.mark.parametrize(
    ("picture", "count"), [("Step edge", 0), ("Thin bar", 0), ("Slow ramp", 0), ("Soft blob", 1)]
)
def test_drawn_shapes_have_a_mark_only_where_relu_makes_the_corner(picture, count):
    assert len(marks(line_of(picture).signed, slopes=(0, 1))) == count


def test_the_rim_of_a_white_disc_has_no_mark():
    rows, cols = np.ogrid[:64, :64]
    disc = ((rows - 32) ** 2 + (cols - 32) ** 2 < 400).astype(np.float32)
    signed = forward(disc, SOBEL).pre_activation[32]
    assert len(crossings(signed).places) == 1
    assert marks(signed, slopes=(0, 1)).size == 0


def bend(position, heights, place):
    """Measure the change of slope of a drawn curve at a place, from a little before it to a little after."""
    h = 1e-4
    left, here, right = np.interp([place - h, place, place + h], position, heights)
    return abs(left - 2 * here + right) / h


@given(small_integers, quarters)
@settings(deadline=None)
def test_at_every_mark_the_drawn_curve_is_zero_and_bends_more_than_before(values, slope):
    for line in values:
        profile = RowProfile(np.arange(len(line)), line, line, prelu(line, negative_slope=slope))
        drawn = with_crossings(profile, at_zero=(0, 0))
        for place in marks(line, slopes=(slope, 1.0)) if slope != 1 else ():
            assert np.interp(place, drawn.position, drawn.rectified) == pytest.approx(0, abs=1e-9)
            assert (
                drawn.rectified[drawn.position == place][0] == drawn.signed[drawn.position == place][0] == 0
            )
            before, after = (bend(drawn.position, y, place) for y in (drawn.signed, drawn.rectified))
            assert after > before + 0.1


@given(maps, st.sampled_from(FAMILY), quarters, st.integers(1, 4))
@settings(deadline=None)
def test_the_drawn_curve_is_the_activation_of_the_straight_lines_between_the_samples(
    values, name, slope, stride
):
    params = {"negative_slope": slope} if ACTIVATIONS[name].takes else {}
    for line in values:
        after = ACTIVATIONS[name].function(line, **params)
        position = np.arange(len(line)) * stride + 2
        at_zero = values_at_zero(name, **params)
        drawn = with_crossings(RowProfile(position, line, line, after), at_zero=at_zero)
        places = np.linspace(position[0], position[-1], 101)
        signed = np.interp(places, position, line.astype(float))
        rounding = 1e-6 * np.abs(line).max()
        np.testing.assert_allclose(
            np.interp(places, drawn.position, drawn.rectified),
            ACTIVATIONS[name].function(signed, **params),
            rtol=0, atol=rounding,
        )  # fmt: skip
        before = np.interp(places, drawn.position, drawn.signed)
        np.testing.assert_allclose(before, signed, rtol=0, atol=rounding)
        assert (np.diff(drawn.position) >= 0).all()


@pytest.mark.parametrize(
    ("line", "places", "heights"),
    [
        ([-1, 3], [0, 0.25, 0.25, 1], [0, 0, 1, 1]),
        ([3, -1], [0, 0.75, 0.75, 1], [1, 1, 0, 0]),
        ([0, 2], [0, 0, 0, 1], [0, 0, 1, 1]),
        ([-1, 0], [0, 1], [0, 0]),
    ],
)
def test_a_step_is_drawn_upright_where_the_line_crosses_zero(line, places, heights):
    line = np.array(line, np.float32)
    profile = RowProfile(np.arange(2), line, line, ACTIVATIONS["Step"].function(line))
    drawn = with_crossings(profile, at_zero=values_at_zero("Step"))
    assert (drawn.position.tolist(), drawn.rectified.tolist()) == (places, heights)


def test_softplus_is_drawn_through_its_own_height_at_zero():
    line = np.array([-1, 1], np.float32)
    profile = RowProfile(np.arange(2), line, line, ACTIVATIONS["Softplus"].function(line))
    drawn = with_crossings(profile, at_zero=values_at_zero("Softplus"))
    assert drawn.rectified[1] == pytest.approx(np.log(2))


@given(maps)
@settings(deadline=None)
def test_a_fitted_range_shows_the_line_zero_and_a_little_air(values):
    limit = float(np.abs(values).max()) or 1.0
    for line in values:
        low, high = fitted_range(line, relu(line), limit=limit)
        lowest, highest = min(0.0, float(line.min())), max(0.0, float(line.max()))
        assert low < lowest <= highest < high
        extent = highest - lowest
        if extent:
            assert high - low == pytest.approx((1 + 2 * AIR) * max(extent, FINEST * limit))
        else:
            assert (low, high) == full_range(limit)


def test_what_the_activation_adds_is_in_the_range_too():
    line = np.array([-4, 1], np.float32)
    assert fitted_range(line, np.abs(line), limit=4)[1] > 4


def slow_corners(line, after, slope):
    """Measure one line pixel by pixel; corners by walking a little to either side of each crossing."""

    def curve(place):
        return np.interp(place, np.arange(len(line)), line)

    def bent(place):
        return np.where(curve(place) > 0, curve(place), slope * curve(place))

    def corner(values, place, h=1e-3):
        return abs(values(place + h) - 2 * values(place) + values(place - h)) / h

    places = list(slow_crossings(line))
    return (
        len(places),
        *(
            max((abs(d) for d in np.diff(values, order)), default=0)
            for order in (1, 2)
            for values in (line, after)
        ),
        max((corner(curve, place) for place in places), default=0),
        max((corner(bent, place) for place in places), default=0),
    )


@given(small_integers, quarters)
@settings(deadline=None)
def test_corners_are_those_one_finds_walking_along_each_line(signed, slope):
    for line in signed:
        after = prelu(line, negative_slope=slope)
        found = corners(line, after, slopes=(slope, 1.0))
        expected = slow_corners(line.astype(float), after.astype(float), slope)
        np.testing.assert_allclose([getattr(found, name) for name in Corners.__slots__], expected, atol=1e-6)


@given(maps, quarters)
@settings(deadline=None)
def test_every_measure_is_a_plain_number_of_0_or_more(signed, slope):
    for line in signed:
        found = corners(line, prelu(line, negative_slope=slope), slopes=(slope, 1.0))
        for name in Corners.__slots__:
            assert type(getattr(found, name)) is (int if name == "crossings" else float)
            assert getattr(found, name) >= 0


@given(maps)
@settings(deadline=None)
def test_the_largest_step_never_grows_under_relu(signed):
    for line in signed:
        found = corners(line, relu(line), slopes=(0, 1))
        assert found.step_after <= found.step_before


@given(maps, st.sampled_from(NEVER_STEEPER_THAN_1), st.floats(-1, 1, width=16))
@settings(deadline=None)
def test_the_largest_step_never_grows_under_what_is_nowhere_steeper_than_1(signed, row, slope):
    params = {"negative_slope": slope} if row.takes else {}
    for line in signed:
        rectified, found, _ = measured(row.name, line, **params)
        last_bits = 4 * np.finfo(np.float32).eps * max(np.abs(line).max(), np.abs(rectified).max())
        assert found.step_after <= found.step_before + last_bits


def test_nowhere_steeper_than_1_are_all_but_gelu_silu_relu_squared_and_the_step():
    left_out = set(ACTIVATIONS) - {row.name for row in NEVER_STEEPER_THAN_1}
    assert left_out == {"GELU", "SiLU", "ReLU²", "Step"}


def waves():
    return np.sin(2 * np.pi * np.arange(5 * 64 + 1) / 64)


def test_rectifying_a_sine_makes_its_largest_bend_ten_times_as_large_and_no_step_larger():
    found = measured("ReLU", waves())[1]
    assert found.bend_after / found.bend_before == pytest.approx(1 / np.tan(np.pi / 64) / 2, rel=1e-3)
    assert found.bend_before == pytest.approx(0.0096305, rel=1e-3)
    assert found.step_after == found.step_before == pytest.approx(np.sin(2 * np.pi / 64), rel=1e-5)


@pytest.mark.parametrize(("slope", "bend"), [(0, 0.09802), (0.25, 0.07351), (0.5, 0.04901), (-1, 0.19603)])
def test_a_leak_makes_the_corner_of_a_sine_smaller_in_proportion(slope, bend):
    found = measured("PReLU", waves(), negative_slope=slope)[1]
    assert found.bend_after == pytest.approx(bend, abs=2e-5)
    assert found.corner_after == pytest.approx(bend, abs=2e-5)
    assert found.corner_before == pytest.approx(0, abs=1e-6)


@given(hnp.arrays(np.float32, 8, elements=st.sampled_from([-3.0, -2.0, -1.0, 1.0, 2.0, 3.0])), quarters)
@settings(deadline=None)
def test_a_corner_is_the_steepest_crossing_times_the_break_of_the_slope(line, slope):
    found = measured("PReLU", line, negative_slope=slope)[1]
    steepest = max((abs(b - a) for a, b in itertools.pairwise(line) if a * b < 0), default=0)
    assert found.corner_after == (1 - slope) * steepest
    assert found.corner_before == 0


def total_variation(values):
    return np.abs(np.diff(values)).sum(axis=-1)


@given(small_integers)
@settings(deadline=None)
def test_both_halves_of_a_map_share_its_ups_and_downs(signed):
    parts = total_variation(relu(signed)) + total_variation(relu(-signed))
    np.testing.assert_array_equal(parts, total_variation(signed))


def test_the_bar_of_the_lesson():
    step = forward([[0, 0, 0, 10, 10, 10, 0, 0, 0]], [[0, 0, 0], [-1, 0, 1], [0, 0, 0]])
    assert step.pre_activation[0, 1:-1].tolist() == [0, 10, 10, 0, -10, -10, 0]
    assert measured("ReLU", step.pre_activation[0])[1].crossings == 1


SWING = [-2, -1, 1, 2, -2]


@pytest.mark.parametrize(
    ("name", "line", "expected"),
    [
        ("ReLU", [3, 3, 3], Verdict.FLAT),
        ("ReLU", [-3, -3, -3], Verdict.FLAT),
        ("ReLU", [1, 1.0004, 1.0008], Verdict.UNCHANGED),  # no step can be read, but the line climbs
        ("ReLU", [-0.0001, 0.0001], Verdict.FLAT),
        ("Identity", SWING, Verdict.UNCHANGED),
        ("ReLU", [1, 2, 5], Verdict.UNCHANGED),
        ("Step", [-0.1, 0.1, -0.1], Verdict.JUMPS),
        ("ReLU", [-1, -2, -5], Verdict.SILENCED),
        ("Step", [-1, -2, -5], Verdict.SILENCED),
        ("ReLU", SWING, Verdict.CORNERS),
        ("Leaky ReLU", SWING, Verdict.CORNERS),
        ("PReLU", SWING, Verdict.CORNERS),
        ("Absolute value", SWING, Verdict.CORNERS),
        ("ReLU", [-1, 0, 1], Verdict.CORNERS),
        ("Absolute value", [-1, 0, 3], Verdict.SHARPER),
        ("ReLU", [-1, 0, 3], Verdict.SHARPER),
        ("ReLU", [-3, 0, 1], Verdict.BENT),
        ("ReLU", [1, 0, 0, -3, 0, 1], Verdict.BENT),
        ("ReLU", [-1, 0, 0, 1], Verdict.RESTS),
        ("ReLU", [-0.0001, 0.0001, 5], Verdict.BENT),
        ("GELU", SWING, Verdict.SMOOTH),
        ("SiLU", SWING, Verdict.SMOOTH),
        ("ELU", SWING, Verdict.SMOOTH),
        ("ReLU²", SWING, Verdict.SMOOTH),
        ("Softplus", SWING, Verdict.SMOOTH),
        ("Softplus", [1, 2, 5], Verdict.GENTLE),
        ("Leaky ReLU", [-1, -2, -5], Verdict.GENTLE),
        ("Absolute value", [-1, -2, -5], Verdict.GENTLE),
    ],
)
def test_a_line_gets_the_verdict_its_numbers_bear(name, line, expected):
    assert measured(name, line)[2] is expected


def test_a_corner_that_comes_with_a_larger_step_is_not_called_harmless():
    line = read_only([-1, 1])
    grown = Corners(crossings=1, step_before=2, step_after=6, bend_before=0, bend_after=0,
                    corner_before=0, corner_after=4)  # fmt: skip
    assert verdict(line, 3 * np.abs(line), grown, corner=(0, 6), digits=3) is Verdict.OTHER


@given(maps, st.sampled_from(FAMILY), st.floats(-1, 1, width=16))
@settings(deadline=None)
def test_no_line_jumps_under_the_relu_family(signed, name, slope):
    params = {"negative_slope": slope} if ACTIVATIONS[name].takes else {}
    for line in signed:
        assert measured(name, line, **params)[2] is not Verdict.JUMPS


@given(hnp.arrays(np.float32, 6, elements=st.sampled_from([-3.0, -0.25, 0.25, 3.0])))
@settings(deadline=None)
def test_every_crossing_jumps_under_the_step_however_steep_it_was(line):
    if crossings(line).places.size:
        assert measured("Step", line)[2] is Verdict.JUMPS


@given(maps, st.sampled_from(["GELU", "SiLU", "ReLU²", "ELU", "Softplus"]))
@settings(deadline=None)
def test_nothing_jumps_under_an_activation_without_a_jump(signed, name):
    for line in signed:
        assert measured(name, line)[2] is not Verdict.JUMPS


def test_a_picture_that_never_changes_downwards_is_flat_to_a_kernel_that_looks_for_that():
    grating = samples()["Sine grating"].load(128)
    assert (grating == grating[0]).all()
    assert not forward(grating, KERNELS["Sobel bottom"].weights).pre_activation.any()
