from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import optimize, special

from explorer.core.activations import relu
from explorer.core.arrays import read_only
from explorer.core.convolution import conv2d
from explorer.core.kernels import KERNELS
from explorer.core.notation import percent, short
from explorer.images import samples
from explorer.lessons.dead_units import (
    FINE,
    RATES,
    SEA,
    TRAINED_SPARSITY,
    UNIT,
    examples,
    leaky_fate,
    normal_share_below,
    relu_fate,
    sea_data,
    sea_level,
    train_unit,
    unit_data,
    zero_share,
    zero_shares_of_activations,
)

maps = hnp.arrays(np.float32, (4, 5), elements=st.floats(-8, 8, width=16)).map(read_only)


def error(state, slope):
    x, target = examples()
    z = state[0] * x + state[1]
    return np.mean((np.where(z > 0, z, slope * z) - target) ** 2) / 2


def test_a_dead_unit_stays_as_it_is_for_ever():
    found = train_unit(-3.0)
    assert set(found.weights) == {1.0}
    assert set(found.biases) == {-3.0}
    assert set(found.gradients) == {0.0}
    assert found.died_at == 0
    np.testing.assert_allclose(found.errors, 1.4155, atol=5e-5)  # depends on the stream of the seed


@given(st.floats(-50, -1), st.floats(0.001, 100))
@settings(deadline=None, max_examples=20)
def test_no_rate_wakes_a_dead_unit(bias, rate):
    found = train_unit(bias, rate=rate, steps=20)
    assert (found.weights[-1], found.biases[-1]) == (1, bias)
    assert found.died_at == 0


def test_a_small_leak_saves_it():
    found = train_unit(-3.0, slope=0.01)
    assert (found.weights[-1], found.biases[-1]) == pytest.approx((2, 0.5), abs=1e-4)
    assert found.errors[-1] < 1e-6
    assert found.died_at is None


def test_a_unit_that_some_examples_reach_learns():
    found = train_unit(0.0)
    assert (found.weights[-1], found.biases[-1]) == pytest.approx((2, 0.5), abs=1e-3)
    assert found.died_at is None
    assert not found.ran_away


def test_too_large_steps_kill_a_unit_that_was_alive():
    found = train_unit(0.0, rate=20.0, steps=50)
    assert 0 < found.died_at <= 5
    x, _ = examples()
    assert (found.weights[0] * x + found.biases[0] > 0).all()
    assert (found.weights[-1] * x + found.biases[-1] <= 0).all()
    assert len(set(found.weights[found.died_at :])) == 1
    assert found.gradients[-1] == 0


@pytest.mark.parametrize("slope", [0.0, 0.01, 0.25])
@pytest.mark.parametrize("bias", [-0.6, 0.2])
def test_a_step_goes_down_the_slope_of_the_error(slope, bias):
    found = train_unit(bias, slope=slope, rate=0.1, steps=1)
    expected = optimize.approx_fprime([1.0, bias], error, 1e-7, slope)
    step = np.array([found.weights[0] - found.weights[1], found.biases[0] - found.biases[1]])
    np.testing.assert_allclose(step / 0.1, expected, rtol=1e-4)
    assert found.gradients[0] == pytest.approx(np.abs(expected).max(), rel=1e-4)
    assert found.errors[0] == pytest.approx(error([1.0, bias], slope))


def test_a_training_that_runs_away_is_stopped():
    found = train_unit(0.0, slope=1.0, rate=20.0)
    assert found.ran_away
    assert len(found.errors) < 50
    assert np.isfinite(found.errors).all()


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=5))
@settings(deadline=None)
def test_phi_is_that_of_scipy(levels):
    np.testing.assert_allclose(normal_share_below(levels), special.ndtr(levels), rtol=1e-12)


@pytest.mark.parametrize(("bias", "share"), [(0.0, 0.5), (-1.0, 0.8413), (1.0, 0.1587)])
def test_relu_makes_as_many_zeros_as_phi_says(bias, share):
    found = zero_shares_of_activations(bias)
    assert normal_share_below(-bias) == pytest.approx(share, abs=5e-5)
    assert found["ReLU"] == found["Step"] == pytest.approx(share, abs=0.005)


def test_only_relu_its_square_and_the_step_make_exact_zeros():
    shares = zero_shares_of_activations()
    assert shares["ReLU"] == shares["ReLU²"] == shares["Step"] > 0
    for name in ("PReLU", "Leaky ReLU", "ELU", "GELU", "SiLU", "Softplus", "Absolute value", "Identity"):
        assert shares[name] == 0


@given(maps)
@settings(deadline=None)
def test_the_sea_level_is_what_relu_leaves_at_every_bias(signed):
    sea = sea_level(signed, np.linspace(-8, 8, 21))
    for bias, share in zip(sea.biases, sea.shares, strict=True):
        assert share == zero_share(relu(signed.astype(np.float64) + bias))
    assert (np.diff(sea.shares) <= 0).all()
    assert (np.diff(sea.normal) <= 0).all()
    assert sea.shares[0] == 1


def test_a_normal_map_follows_phi():
    z = np.random.default_rng(2).standard_normal((400, 400)).astype(np.float32)
    sea = sea_level(2 * z + 1, np.linspace(-9, 9, 201))
    np.testing.assert_allclose(sea.shares, sea.normal, atol=0.005)
    np.testing.assert_allclose(sea.normal, special.ndtr((-sea.biases - 1) / 2), atol=0.005)


@pytest.mark.parametrize("height", [-2.0, 0.0, 3.0])
def test_a_flat_map_floods_all_at_once(height):
    sea = sea_level(np.full((3, 3), height, np.float32), [-3, -1.5, 0, 1.5, 3])
    np.testing.assert_array_equal(sea.shares, sea.normal)
    assert set(sea.shares) <= {0.0, 1.0}


def test_the_map_of_a_photograph_has_more_values_near_zero_than_a_normal_one():
    edges = conv2d(samples()["Photographer"].load(128), KERNELS["Sobel right"].weights)
    sea = sea_level(edges, np.array([0, 2]) * edges.std())
    assert sea.shares[1] < sea.normal[1] + 0.05
    assert zero_share(relu(edges)) == sea.shares[0]


@pytest.mark.parametrize("picture", samples())
def test_the_sea_is_said_to_be_where_it_is(picture):
    z = conv2d(samples()[picture].load(64), KERNELS["Sobel right"].weights)
    if not np.ptp(z):
        return
    data = sea_data(z)
    for level in np.linspace(-3, 3, 61).round(8):
        words, (plot, numbers), (maps,) = SEA.show({"bias": float(level)}, data)
        flooded = z.astype(np.float64) + level * z.astype(np.float64).std()
        share = float(np.mean(np.maximum(flooded, 0) == 0))
        said = words[0].text
        assert (
            f"The bias is {short(level)} standard deviations, so the sea stands at {short(-level)}." in said
        )
        assert ("All of this map is above it" in said) == bool((flooded > 0).all())
        assert ("All of this map is under it" in said) == bool((flooded <= 0).all())
        assert (f"**{percent(share)}** of the map" in said) == (0 < share < 1)
        assert numbers.rows[0][1] == percent(share)
        phi = special.ndtr((-level * z.std(dtype=float) - z.mean(dtype=float)) / z.std(dtype=float))
        assert plot.lines[2].y == pytest.approx([share], abs=1e-6)
        assert np.interp(level, plot.lines[1].x, plot.lines[1].y) == pytest.approx(phi, abs=1e-5)
        np.testing.assert_allclose(maps.images[0].values, flooded)
        np.testing.assert_array_equal(np.asarray(maps.images[2].values), flooded > 0)


@pytest.mark.parametrize("bias", [-3.0, -1.0, 0.0, 1.0])
@pytest.mark.parametrize("rate", [0.1, 1.0, 5.0, 20.0])
def test_what_is_said_of_the_unit_is_so(bias, rate):
    dry, leaky = (train_unit(bias, slope=slope, rate=rate, steps=2000) for slope in (0.0, 0.01))
    one, other = relu_fate(dry), leaky_fate(leaky)
    x, target = examples()
    answers = np.maximum(dry.weights[-1] * x + dry.biases[-1], 0)
    assert ("answers 0 to all" in one) == (not answers.any())
    assert ("nothing moves it any more" in one) == (dry.gradients[-1] == 0)
    if "learns" in one:
        assert dry.errors[-1] < dry.errors[0]
    if "learns" in other:
        assert leaky.errors[-1] < leaky.errors[0] / 100
    if "grows without end" in other:
        assert leaky.errors[-1] > 1e12
    if "is left" in other:
        assert leaky.gradients[-1] > 0
        assert leaky.errors[-1] > 1e-3
    assert np.mean((answers - target) ** 2) / 2 == pytest.approx(dry.errors[-1])


def test_a_dead_unit_comes_back_when_its_inputs_move():
    """The text says so: the layer below goes on learning, and its answers move."""
    x, _ = examples()
    assert not np.maximum(x - 3, 0).any()
    assert (np.maximum((x + 3) - 3, 0) > 0).all()


def test_momentum_still_moves_a_unit_whose_gradient_has_become_0():
    x, target = examples()
    state, change, dead = np.array([1.0, 0.0]), np.zeros(2), []
    for _ in range(40):
        z = state[0] * x + state[1]
        flow = (np.maximum(z, 0) - target) * (z > 0)
        gradient = np.array([np.mean(flow * x), np.mean(flow)])
        change = 0.9 * change + 3.0 * gradient
        dead.append((not gradient.any(), state.copy()))
        state = state - change
    moved = [np.abs(after - before).max() for (is_dead, before), (_, after) in pairwise(dead) if is_dead]
    assert moved
    assert max(moved) > 0


def test_the_trained_networks_are_those_of_the_notes():
    assert {row.dataset: row.zero_share for row in TRAINED_SPARSITY} == {
        "MNIST": 0.834, "CIFAR10": 0.720, "NISTP": 0.680, "NORB": 0.738,
    }  # fmt: skip


def shown(bias, rate):
    return UNIT.show({"bias": bias, "rate": rate}, unit_data())


def test_the_unit_that_the_question_is_about_is_shown_dead_and_the_leaky_one_learns():
    (dry, leaky), (errors, answers) = shown(-3.0, 0)
    assert "dead from the start" in dry.text
    assert leaky.text.startswith("**Leaky ReLU**: learns")
    assert len(set(errors.lines[0].y)) == 1
    wanted, of_relu, of_leaky = (line.y for line in answers.lines)
    assert set(of_relu) == {0}
    np.testing.assert_allclose(of_leaky, wanted, atol=1e-3)
    assert answers.alt.endswith("0 everywhere.")


@pytest.mark.parametrize("place", range(len(RATES)))
def test_each_stop_of_the_rate_is_the_rate_that_stands_there(place):
    rate = UNIT.sliders(unit_data())[1]
    assert rate.texts[place] == short(RATES[place])
    run = train_unit(0.0, rate=RATES[place], steps=2000)
    np.testing.assert_array_equal(shown(0.0, place)[1][0].lines[0].y, run.errors)


def test_the_steps_are_counted_finely_and_without_a_rest():
    run = train_unit(0.0, slope=0.01, rate=20.0, steps=100)
    for state in (run.weights, run.biases):
        np.testing.assert_array_equal(state * FINE, np.rint(state * FINE))
