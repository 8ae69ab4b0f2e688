import math

import numpy as np
import pytest

from explorer.core.activations import prelu
from explorer.core.notation import number, short
from explorer.lessons.initialisation import (
    DEPTH,
    HE,
    HE_PRELU,
    PYTORCH,
    RULES,
    XAVIER,
    Band,
    band,
    layer_factor,
    scientific,
    second_moment,
    sentence,
    spread_sentence,
    variances,
    weight_variance,
)

LAYERS = np.arange(DEPTH)


@pytest.mark.parametrize("slope", [-1.0, 0.0, 0.25, 0.681, 1.0])
def test_the_rules_differ_by_exact_powers_on_the_same_random_numbers(slope):
    found = variances(4, slope=slope, width=32)
    for rule in (XAVIER, HE_PRELU, PYTORCH):
        ratio = RULES[rule].gain(slope) / 2
        np.testing.assert_allclose(found[rule] / found[HE], ratio**LAYERS, rtol=1e-9)


def test_thirty_layers_take_xavier_to_a_half_billionth():
    found = variances(0)
    assert found.shape == (4, 30)
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


@pytest.mark.parametrize("rule", range(len(RULES)))
def test_the_variances_are_those_of_layers_written_one_by_one(rule):
    dice = np.random.default_rng(5)
    signal = np.hstack(list(dice.standard_normal((8, 10, 16))))
    expected = []
    for layer in range(6):
        gain = (1, 2, 2 / 1.01, 1 / 3)[rule] if layer else 1
        weights = dice.standard_normal((10, 10)) * math.sqrt(gain / 10)
        sums = weights @ signal
        expected.append(sums.var())
        signal = np.where(sums > 0, sums, 0.1 * sums)
    np.testing.assert_allclose(variances(5, slope=0.1, width=10, depth=6)[rule], expected)


def test_pytorchs_default_has_a_third_of_the_variance_of_xaviers():
    """Weights are spread evenly between plus and minus 1/sqrt(inputs), as PyTorch documents."""
    inputs = 50
    weights = np.random.default_rng(0).uniform(-(inputs**-0.5), inputs**-0.5, 200_000)
    assert weights.var() == pytest.approx(RULES[PYTORCH].gain(0.0) / inputs, rel=0.01)
    gain = math.sqrt(2 / (1 + math.sqrt(5) ** 2))  # of kaiming_uniform_(a=sqrt(5))
    assert math.sqrt(3) * gain / math.sqrt(inputs) == pytest.approx(inputs**-0.5)
    found = variances(0)
    assert found[PYTORCH, -1] / found[HE, -1] == pytest.approx(6.0**-29, rel=1e-9)


@pytest.mark.parametrize(("slope", "moment"), [(0, 0.5), (0.25, 0.53125), (0.681, 0.73188), (1, 1), (-1, 1)])
def test_the_second_moment_is_what_one_measures_on_normal_numbers(slope, moment):
    z = np.random.default_rng(1).standard_normal(200_000)
    assert second_moment(slope) == pytest.approx(moment, abs=5e-6)
    assert np.mean(prelu(z, negative_slope=slope) ** 2) == pytest.approx(moment, abs=0.005)


@pytest.mark.parametrize("slope", [-0.5, 0.0, 0.25, 1.0])
def test_hes_rule_is_the_one_that_multiplies_by_one(slope):
    factors = [layer_factor(50, rule.gain(slope) / 50, slope=slope) for rule in RULES]
    assert factors == pytest.approx([(1 + slope**2) / 2, 1 + slope**2, 1, (1 + slope**2) / 6])


def test_a_small_fixed_spread_starves_every_layer():
    assert layer_factor(256, 0.01**2) == pytest.approx(0.0128)


def test_the_band_holds_every_run():
    found = [variances(seed, slope=0.25, width=8) for seed in range(5)]
    held = band(found)
    for run in found:
        assert (held.low <= run).all()
        assert (run <= held.high).all()
    np.testing.assert_array_equal(held.median, np.sort(found, axis=0)[2])
    np.testing.assert_allclose(held.mean, sum(found) / 5)
    assert (held.low < held.high).all()


def test_equal_seeds_give_equal_runs():
    one, again, other = (variances(seed, slope=0.25, width=8) for seed in (3, 3, 4))
    np.testing.assert_array_equal(one, again)
    assert (one != other).any()


def test_numbers_are_written_with_powers_of_ten_only_where_they_help():
    assert scientific(1.0) == "1.00"
    assert scientific(999.0) == "999.00"
    assert scientific(0.02) == "2.0 × 10⁻²"
    assert scientific(np.float64(12345.0)) == "1.2 × 10⁴"


def share(text, after, before):
    """Read a number between two pieces of a sentence."""
    written = text.split(after)[1].split(f"** {before}")[0].split("**")[-1]
    mantissa, _, exponent = written.partition(" × 10")
    return float(mantissa) * 10.0 ** int(exponent.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")) or 0)


@pytest.mark.parametrize("slope", [0.05 * step for step in range(21)])
@pytest.mark.parametrize("seed", [0, 7])
def test_the_sentence_is_true_of_every_slope(slope, seed):
    found = variances(seed, slope=slope, width=16)
    said = sentence(slope, found)
    kept = 1 + slope**2  # twice the share that the activation leaves
    near = pytest.approx
    assert share(said, "without its biases, ends", "of what") == near((kept / 6) ** 29, rel=0.05)
    if "half of the numbers 0" in said:
        assert slope == 0
        assert share(said, "signal has", "of He’s") == near(2.0**-29, rel=0.05)
    elif "Xavier’s rule is right" in said:
        assert slope == 1
        assert share(said, "gives its signal", "times that") == near(2.0**29, rel=0.05)
    else:
        assert f"Slope {short(slope)} takes less away than ReLU" in said
        assert 0 < slope < 1
        assert share(said, "signal ends with", "times") == near(kept**29, rel=0.05)
        assert share(said, "Xavier’s ends with", "of it") == near((kept / 2) ** 29, rel=0.05)


def test_mean_and_median_are_said_apart():
    values = np.zeros((4, 2))
    values[HE_PRELU] = 1.0, 2.5
    said = spread_sentence(Band(values, values / 5, values, values))
    assert f"from {number(1.0, 2)} to {number(2.5, 2)}." in said
    assert f"Half of the networks end below {number(0.5, 2)}." in said


@pytest.mark.parametrize("slope", [0.0, 0.25, 0.65, 1.0])
def test_the_variance_of_the_weights_is_written_as_a_share_of_n(slope):
    for rule in RULES:
        above, below = weight_variance(rule.gain(slope)).split("/")
        divisor = float(below.strip("(n)") or 1)
        assert float(above) / divisor == pytest.approx(rule.gain(slope), rel=1e-3)
