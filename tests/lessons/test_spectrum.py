from itertools import pairwise
from math import asin, pi, sin

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.integrate import quad
from scipy.signal import periodogram

from explorer.core.activations import prelu
from explorer.core.arrays import read_only
from explorer.core.kernels import KERNELS
from explorer.lessons.spectrum import (
    amplitudes,
    compare,
    expected_amplitude,
    expected_new_power,
    grating,
    row_of_a_layer,
    sobel_gain,
    wave,
)

SOBEL = KERNELS["Sobel right"].weights
OFFSETS = [-1.5, -1.0, -0.4, 0.0, 0.3, 0.95, 1.0, 2.0]
SLOPES = [-1.0, -0.5, 0.0, 0.25, 0.5, 1.0, 1.5]
rows = st.integers(2, 40).flatmap(lambda n: hnp.arrays(np.float64, n, elements=st.floats(-8, 8, width=32)))
kernels = hnp.arrays(np.float32, (3, 3), elements=st.integers(-5, 5)).map(read_only)
slopes = st.sampled_from(SLOPES)


def through_prelu(values, slope=0.0):
    return compare(values, prelu(values, negative_slope=slope))


@given(rows)
@settings(deadline=None)
def test_amplitudes_are_those_of_scipy(row):
    found = amplitudes(row)
    _, power = periodogram(row, scaling="spectrum", detrend=False)  # mean square in each bin
    twice = np.full(len(found), 2.0)
    twice[0] = 1
    if len(row) % 2 == 0:
        twice[-1] = 1
    np.testing.assert_allclose(found, np.sqrt(twice * power), atol=1e-9)


@given(st.integers(1, 31), st.floats(0.1, 9), st.floats(-9, 9), st.floats(0, 6.28))
@settings(deadline=None)
def test_a_wave_has_its_amplitude_in_its_bin_and_the_mean_in_the_first(cycles, amplitude, mean, phase):
    place = np.arange(64)
    found = amplitudes(mean + amplitude * np.sin(2 * pi * cycles * place / 64 + phase))
    expected = np.zeros(33)
    expected[[0, cycles]] = abs(mean), amplitude
    np.testing.assert_allclose(found, expected, atol=1e-12)


@given(rows, st.floats(0.1, 10), slopes)
@settings(deadline=None)
def test_shares_are_shares_and_a_brighter_row_has_the_same(row, factor, slope):
    found, brighter = through_prelu(row, slope), through_prelu(factor * row, slope)
    for share in (found.new_share, found.nonlinear_share):
        assert 0 <= share <= 1
    assert brighter.nonlinear_share == pytest.approx(found.nonlinear_share, abs=1e-6)
    assert found.new_share <= found.nonlinear_share + 1e-9
    assert found.is_new.shape == found.before.shape == found.after.shape


@given(rows)
@settings(deadline=None)
def test_a_straight_line_makes_nothing_new(row):
    for after in (row, -2 * row, 0.5 * row + 3 * np.abs(row).max(), 0 * row):
        found = compare(row, after)
        assert found.new_share == 0
        assert found.nonlinear_share == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("slope", SLOPES)
@pytest.mark.parametrize("offset", OFFSETS)
def test_the_closed_form_is_the_fourier_integral(slope, offset):
    def prelu_of_sine(t):
        z = sin(t) + offset
        return z if z > 0 else slope * z

    ends = np.linspace(0, 2 * pi, 9)
    crossings = [t % (2 * pi) for t in (asin(-offset), pi - asin(-offset))] if abs(offset) < 1 else []
    pieces = list(pairwise(sorted([*ends, *crossings])))
    for order in range(8):
        cosine, sine = (
            sum(quad(prelu_of_sine, *piece, weight=weight, wvar=order)[0] for piece in pieces)
            for weight in ("cos", "sin")
        )
        scale = pi if order else 2 * pi
        expected = expected_amplitude(order, negative_slope=slope, offset=offset)
        assert expected == pytest.approx(np.hypot(cosine, sine) / scale, abs=1e-9), order


@pytest.mark.parametrize("slope", SLOPES)
@pytest.mark.parametrize("offset", OFFSETS)
def test_what_is_measured_is_what_is_expected(slope, offset):
    signed = wave(4096, 4) + offset
    found = compare(signed, prelu(signed, negative_slope=slope))
    for order in range(9):
        measured = found.after[4 * order]
        expected = expected_amplitude(order, negative_slope=slope, offset=offset)
        assert measured == pytest.approx(expected, abs=1e-5)
    power = expected_new_power(negative_slope=slope, offset=offset)
    if abs(offset) < 1:
        assert found.new_share == pytest.approx(power.of_swing, abs=1e-5)
    else:
        assert power.of_swing == power.of_all == 0
    mean, swing = found.values_after.mean() ** 2, found.values_after.var()
    assert power.of_all == pytest.approx(power.of_swing * swing / ((mean + swing) or 1), abs=1e-5)


@pytest.mark.parametrize("offset", [0.05, 0.3, -0.3, 0.7])
def test_odd_multiples_come_when_the_wave_is_not_centred_on_0(offset):
    assert max(expected_amplitude(order) for order in (3, 5, 7)) < 1e-15
    assert min(expected_amplitude(order, offset=offset) for order in (3,)) > 0.001


def test_the_numbers_of_a_rectified_sine():
    found = through_prelu(wave(4096, 4))
    expected = [0.31831, 0.5, 0.21221, 0, 0.04244, 0, 0.01819]
    np.testing.assert_allclose(found.after[:25:4], expected, atol=1e-5)
    assert [expected_amplitude(order) for order in range(7)] == pytest.approx(expected, abs=5e-6)
    assert expected_new_power().of_swing == pytest.approx(0.15926, abs=5e-6)
    leaky = [expected_amplitude(order, negative_slope=0.25) for order in range(3)]
    assert leaky == pytest.approx([0.23873, 0.625, 0.15915], abs=5e-6)


@pytest.mark.parametrize(("samples", "error"), [(1024, 1.3e-4), (256, 2.2e-3)])
def test_coarse_sampling_bends_the_numbers_a_little(samples, error):
    found = through_prelu(wave(samples, 8))
    expected = [expected_amplitude(order) for order in range(7)]
    worst = np.abs(found.after[:49:8] - expected).max()
    assert worst == pytest.approx(error, rel=0.05)
    assert found.after[[24, 40]].max() < 1e-12


def test_relu_makes_only_even_harmonics():
    found = through_prelu(wave(1024, 8))
    new = np.flatnonzero(found.is_new)
    assert set(new % 16) == {0}
    assert set(range(0, 513, 16)) == set(new)


def test_the_absolute_value_leaves_nothing_of_the_wave():
    assert through_prelu(wave(1024, 8), -1.0).new_share == pytest.approx(1)


def test_a_grating_starts_at_mid_grey_and_gets_lighter():
    np.testing.assert_allclose(grating(8, 1)[3], 0.5 + 0.5 * np.sin(np.arange(8) * pi / 4), atol=1e-7)


def test_two_waves_meet_at_sum_and_difference():
    both = through_prelu(wave(1024, 10, 23))
    alone = [through_prelu(wave(1024, cycles)) for cycles in (10, 23)]
    for bin_ in (13, 33):
        assert both.is_new[bin_]
        assert both.after[bin_] == pytest.approx(0.2702, abs=5e-5)
        assert not any(found.is_new[bin_] for found in alone)


def test_the_bars_of_the_grating_stay_what_they_are_through_sobel():
    picture = grating(64, 4)
    assert (picture.min(), picture.max()) == (0, 1)
    found = row_of_a_layer(picture, SOBEL, 17)
    assert np.flatnonzero(found.before > 1e-5).tolist() == [4]
    assert sobel_gain(4, 64) == pytest.approx(3.06147, abs=5e-6)
    assert found.before[4] / amplitudes(picture[17])[4] == pytest.approx(sobel_gain(4, 64), rel=1e-6)
    assert np.flatnonzero(found.after > 1e-5).tolist() == [0, 4, 8, 16, 24, 32]
    assert found.after[[12, 20, 28]].max() < 1e-6
    assert found.new_share == pytest.approx(found.nonlinear_share, abs=1e-6)


@given(st.integers(0, 32))
@settings(deadline=None)
def test_sobel_multiplies_every_grating_by_its_gain(cycles):
    found = row_of_a_layer(grating(64, cycles), SOBEL, 0)
    inwards = amplitudes(grating(64, cycles)[0])[cycles] if cycles else 0
    assert found.before[cycles] == pytest.approx(inwards * sobel_gain(cycles, 64), abs=1e-5)


@given(st.lists(st.integers(1, 31), min_size=1, max_size=3, unique=True), kernels, st.integers(0, 63), slopes)
@settings(deadline=None)
def test_a_convolution_never_fills_an_empty_bin(cycles, kernel, row, slope):
    picture = read_only(grating(64, *cycles).T + grating(64, *cycles))
    found = row_of_a_layer(picture, kernel, row, negative_slope=slope)
    elsewhere = np.delete(found.before, [0, *cycles])
    assert elsewhere.max() < 1e-5 * max(1, np.abs(kernel).sum())


@given(hnp.arrays(np.uint8, (6, 8), elements=st.integers(0, 255)), kernels, st.integers(0, 5), slopes)
@settings(deadline=None)
def test_any_row_of_any_picture(levels, kernel, row, slope):
    found = row_of_a_layer(read_only(levels / 255), kernel, row, negative_slope=slope)
    padded = np.pad(levels / 255, 1, mode="wrap")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3))[row]
    signed = np.einsum("cij,ij->c", windows, kernel)
    np.testing.assert_allclose(found.values_before, signed, atol=1e-4)
    np.testing.assert_allclose(found.values_after, np.where(signed > 0, signed, slope * signed), atol=2e-4)
    np.testing.assert_allclose(found.before, amplitudes(found.values_before))
    np.testing.assert_allclose(found.after, amplitudes(found.values_after))
    power = np.mean((found.values_after - found.values_after.mean()) ** 2)
    mid = found.after[1:-1] ** 2 / 2
    assert power == pytest.approx(mid.sum() + found.after[-1] ** 2, abs=1e-9)
    new = (mid * found.is_new[1:-1]).sum() + found.after[-1] ** 2 * found.is_new[-1]
    assert found.new_share * power == pytest.approx(new, abs=1e-9)
    if slope == 1:
        assert found.new_share == 0
        assert found.nonlinear_share == pytest.approx(0, abs=1e-9)


def test_nonlinear_share_is_one_minus_the_squared_correlation():
    random = np.random.default_rng(0)
    x, y = random.normal(size=(2, 50))
    assert compare(x, y).nonlinear_share == pytest.approx(1 - np.corrcoef(x, y)[0, 1] ** 2)


def test_a_flat_row_has_nothing_new():
    for value in (0.0, 0.1, -0.3):
        found = through_prelu(np.full(50, value))
        assert (found.new_share, found.nonlinear_share, found.is_new.any()) == (0, 0, False)


def test_rows_and_orders_that_do_not_exist_are_refused():
    with pytest.raises(ValueError, match="cannot be compared"):
        compare([1, 2], [1, 2, 3])
    for row in (-1, 64):
        with pytest.raises(ValueError, match=f"no row {row} "):
            row_of_a_layer(grating(64, 4), SOBEL, row)
    with pytest.raises(ValueError, match="order -1"):
        expected_amplitude(-1)
