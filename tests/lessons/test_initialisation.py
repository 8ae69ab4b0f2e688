import math

import numpy as np
import pytest

from explorer.core.activations import prelu
from explorer.lessons.initialisation import (
    DEPTH,
    RULES,
    band,
    layer_factor,
    second_moment,
    variances,
)

XAVIER, HE, HE_PRELU = range(3)
LAYERS = np.arange(DEPTH)


@pytest.mark.parametrize("slope", [-1.0, 0.0, 0.25, 0.681, 1.0])
def test_the_rules_differ_by_exact_powers_on_the_same_random_numbers(slope):
    found = variances(4, slope=slope, width=32)
    for rule in (XAVIER, HE_PRELU):
        ratio = RULES[rule].gain(slope) / 2
        np.testing.assert_allclose(found[rule] / found[HE], ratio**LAYERS, rtol=1e-9)


def test_thirty_layers_take_xavier_to_a_half_billionth():
    found = variances(0)
    assert found.shape == (3, 30)
    assert found[XAVIER, -1] / found[HE, -1] == pytest.approx(2**-29, rel=1e-9)
    assert found[XAVIER, -1] / found[HE, -1] == pytest.approx(1.862645e-9, rel=1e-6)


def test_the_slope_has_its_part_in_the_rule():
    found = variances(0, slope=0.25)
    assert found[HE, -1] / found[HE_PRELU, -1] == pytest.approx(5.80149, rel=1e-5)


def test_for_relu_both_of_hes_rules_are_one_and_for_a_straight_line_xaviers():
    relu, line = variances(1, slope=0.0, width=16), variances(1, slope=1.0, width=16)
    np.testing.assert_allclose(relu[HE_PRELU], relu[HE])
    np.testing.assert_allclose(line[HE_PRELU], line[XAVIER])


def test_he_keeps_the_signal_and_xavier_does_not():
    for seed in range(6):  # the bounds depend on the streams of these seeds
        found = variances(seed)
        growth = (found[:, -1] / found[:, 0]) ** (1 / 29)
        assert 0.9 < growth[HE] < 1.1
        assert 0.45 < growth[XAVIER] < 0.55


def test_the_variances_are_those_of_layers_written_one_by_one():
    dice = np.random.default_rng(5)
    signal = np.hstack(list(dice.standard_normal((8, 10, 16))))
    expected = []
    for layer in range(6):
        weights = dice.standard_normal((10, 10)) * math.sqrt((2 if layer else 1) / 10)
        sums = weights @ signal
        expected.append(sums.var())
        signal = np.where(sums > 0, sums, 0.1 * sums)
    np.testing.assert_allclose(variances(5, slope=0.1, width=10, depth=6)[HE], expected)


@pytest.mark.parametrize(("slope", "moment"), [(0, 0.5), (0.25, 0.53125), (0.681, 0.73188), (1, 1), (-1, 1)])
def test_the_second_moment_is_what_one_measures_on_normal_numbers(slope, moment):
    z = np.random.default_rng(1).standard_normal(200_000)
    assert second_moment(slope) == pytest.approx(moment, abs=5e-6)
    assert np.mean(prelu(z, negative_slope=slope) ** 2) == pytest.approx(moment, abs=0.005)


@pytest.mark.parametrize("slope", [-0.5, 0.0, 0.25, 1.0])
def test_hes_rule_is_the_one_that_multiplies_by_one(slope):
    factors = [layer_factor(50, rule.gain(slope) / 50, slope=slope) for rule in RULES]
    assert factors == pytest.approx([(1 + slope**2) / 2, 1 + slope**2, 1])


def test_a_small_fixed_spread_starves_every_layer():
    assert layer_factor(256, 0.01**2) == pytest.approx(0.0128)


def test_the_band_holds_every_run():
    found = [variances(seed, slope=0.25, width=8) for seed in range(5)]
    held = band(found)
    for run in found:
        assert (held.low <= run).all()
        assert (run <= held.high).all()
    np.testing.assert_array_equal(held.middle, np.sort(found, axis=0)[2])
    assert (held.low < held.high).all()


def test_equal_seeds_give_equal_runs():
    one, again, other = (variances(seed, slope=0.25, width=8) for seed in (3, 3, 4))
    np.testing.assert_array_equal(one, again)
    assert (one != other).any()
