import re
from dataclasses import replace
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import signal

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number, percent
from explorer.images import reduce, samples
from explorer.lessons.kernel_descent import (
    KERNEL_DESCENT,
    STEPS,
    descend,
    first_weights,
    gradient,
    inputs,
    open_fate,
    sums,
    task,
    true_fate,
)

SOBEL = KERNELS["Sobel right"].weights
PICTURES = list(samples())
SIZE = 48
STEEP = {"bias": -1.0, "rate": 0.75}

pictures = hnp.arrays(np.float32, (5, 6), elements=st.floats(0, 1, width=16))
weights = hnp.arrays(np.float64, 10, elements=st.floats(-2, 2, allow_subnormal=False, width=16))

every_picture = pytest.mark.parametrize("name", PICTURES)


@cache
def small(name, size=SIZE):
    return reduce(samples()[name].load(256), size)


def half_mean_squared_error(state, picture, target):
    """Return the error of a unit, computed by another convolution."""
    padded = np.pad(np.asarray(picture, np.float64) - np.mean(picture, dtype=np.float64), 1, mode="edge")
    z = signal.correlate2d(padded, state[:9].reshape(3, 3), "valid") + state[9]
    return float(np.mean((np.maximum(z, 0) - target) ** 2)) / 2, z


@given(pictures, weights)
@settings(deadline=None)
def test_the_sums_are_those_of_a_convolution_of_the_picture_less_its_mean(picture, state):
    seen = inputs(picture, float(picture.mean(dtype=np.float64)))
    _, z = half_mean_squared_error(state, picture, 0.0)
    np.testing.assert_allclose(sums(state, seen), z.ravel(), atol=1e-7)


@given(pictures, weights)
@settings(deadline=None)
def test_the_gradient_is_that_of_an_independent_formula(picture, state):
    target = np.abs(picture).astype(np.float64)
    seen = inputs(picture, float(picture.mean(dtype=np.float64)))
    z = sums(state, seen).reshape(picture.shape)
    padded = np.pad(np.asarray(picture, np.float64) - picture.mean(dtype=np.float64), 1, mode="edge")
    for is_open in (False, True):
        passing = (np.maximum(z, 0) - target) * (np.ones_like(z) if is_open else np.heaviside(z, 0))
        kernel = signal.correlate2d(padded, passing, "valid") / z.size
        found = gradient(seen, z.ravel(), target.ravel(), is_open=is_open)
        np.testing.assert_allclose(found, np.append(kernel, passing.mean()), atol=1e-12)


@every_picture
def test_the_gradient_is_the_steepness_of_the_error(name):
    picture = small(name, 16)
    target = forward(picture, SOBEL).activation_map
    rng = np.random.default_rng(3)
    seen = inputs(picture, float(picture.mean(dtype=np.float64)))
    state, step = rng.normal(size=10), 1e-6
    _, z = half_mean_squared_error(state, picture, target)
    assert np.abs(z).min() > 10 * step  # no corner is near
    found = gradient(seen, sums(state, seen), target.ravel().astype(np.float64), is_open=False)
    for k in range(10):
        change = step * (np.arange(10) == k)
        ends = [half_mean_squared_error(at, picture, target)[0] for at in (state + change, state - change)]
        assert found[k] == pytest.approx((ends[0] - ends[1]) / (2 * step), rel=1e-5, abs=1e-8)


def test_a_sum_of_exactly_0_lets_nothing_back():
    seen = np.array([[1.0, 1.0]])
    assert gradient(seen, np.array([0.0, 0.0]), np.ones(2), is_open=False).tolist() == [0]
    assert gradient(seen, np.array([0.0, 1e-5]), np.ones(2), is_open=False)[0] < 0


@every_picture
def test_the_wanted_weights_make_the_target(name):
    picture = small(name, 24)
    for kernel in KERNELS:
        given_ = task(picture, KERNELS[kernel].weights)
        found = np.maximum(sums(given_.wanted, inputs(given_.picture, given_.mean)), 0)
        np.testing.assert_allclose(found, given_.target.ravel(), atol=2e-5, err_msg=kernel)
        assert given_.is_empty == (given_.target.max() == 0)


@every_picture
def test_the_largest_rate_is_that_of_the_curvature(name):
    seen = inputs(small(name), float(small(name).mean(dtype=np.float64)))
    curvature = max(np.linalg.svd(seen, compute_uv=False)) ** 2 / seen.shape[1]
    assert task(small(name), SOBEL).largest_rate == pytest.approx(2 / curvature)


@every_picture
def test_with_bias_minus_1_no_sum_is_above_0_and_nothing_ever_changes(name):
    run = descend(task(small(name), SOBEL), **STEEP, is_open=False)
    assert (run.alive == 0).all()
    assert (run.weights == first_weights(-1.0)).all()
    assert (run.errors == 1).all()


@every_picture
def test_held_open_a_dead_unit_learns_what_the_page_says(name):
    """The numbers are those in assets/lessons/the-way-back.md."""
    run = descend(task(small(name), SOBEL), **STEEP, is_open=True)
    last = run.errors[-1]
    assert round(last, 2) == 0.27 if name == "Soft blob" else last < 0.1


@every_picture
def test_no_safe_step_makes_the_error_larger_and_held_open_each_leads_nearer(name):
    """Every kernel begins in every way on some pictures."""
    place = PICTURES.index(name)
    kernels = (("Sobel right", "Laplacian (4 neighbours)", "Box blur", "Kirsch north")[place // 2 % 4],)
    starts = ((-1.0, 0.95), (-0.25, 0.5), (0.0, 0.95), (0.5, 0.95), (1.0, 0.05))[place % 2 :: 2]
    for kernel, (bias, rate) in product(kernels, starts):
        given_ = task(small(name, 16), KERNELS[kernel].weights)
        if given_.is_empty:
            continue
        true, held = (descend(given_, bias=bias, rate=rate, is_open=is_open) for is_open in (False, True))
        assert (np.diff(true.errors) <= 1e-8 * true.errors[:-1]).all()
        away = np.linalg.norm(held.weights - given_.wanted, axis=1)
        assert (np.diff(away) <= 1e-8 * away[:-1]).all()


def test_a_target_beyond_one_unit_is_met_better_by_the_true_gradient(monkeypatch):
    """The numbers are those in assets/lessons/the-way-back.md."""
    monkeypatch.setattr("explorer.lessons.kernel_descent.STEPS", 1000)
    for name in ("Photographer", "Rocket", "Cat", "Soft blob", "Brick wall"):
        both_edges = np.abs(forward(small(name), SOBEL).pre_activation)
        given_ = replace(task(small(name), SOBEL), target=both_edges)
        true, held = (
            descend(given_, bias=0.5, rate=0.5, is_open=is_open).errors[-1] for is_open in (False, True)
        )
        expected = {"Photographer": (0.39, 0.61), "Rocket": (0.42, 0.46)}.get(name)
        if expected:
            assert (round(true, 2), round(held, 2)) == expected
        else:
            assert abs(true - held) < 0.01


@every_picture
def test_what_is_said_of_both_runs_holds_in_the_arrays(name):
    """Every kernel is looked at on one picture, and every picture with some."""
    picture = small(name, 16)
    for kernel in list(KERNELS)[PICTURES.index(name) :: len(PICTURES)]:
        given_ = task(picture, KERNELS[kernel].weights)
        if given_.is_empty:
            continue
        seen = inputs(given_.picture, given_.mean)
        for bias in (-1.0, -0.25, 0.5):
            for is_open, say in ((False, true_fate), (True, open_fate)):
                run = descend(given_, bias=bias, rate=0.75, is_open=is_open)
                for step in (0, 1, 7, STEPS):
                    check(say(run, step), run, step, seen, given_)


def check(said, run, step, seen, given_):
    """Compare each claim of a sentence with the arrays."""
    z = run.weights[step] @ seen
    error = np.mean((np.maximum(z, 0) - given_.target.ravel()) ** 2) / np.mean(given_.target**2.0)
    assert f"step {step}:" in said
    if "dead" in said:
        assert z.max() <= 1e-6
        assert (run.weights[step:] == run.weights[step]).all()
        since = re.search(r"since step (\d+)", said)
        first = int(since[1]) if since else 0
        assert (run.weights[first] @ seen).max() <= 1e-6
        assert (run.weights[max(first - 1, 0)] @ seen).max() > 0 or first == 0
    else:
        above = np.mean(z > 1e-9 * np.abs(run.weights[step]).sum())
        assert f" {percent(above)} of the pixels" in said
    now = float(re.search(r"Error (?:less than )?([\d.]+\d)", said)[1])
    assert error < 0.001 if "Error less than" in said else now == pytest.approx(error, abs=6e-4)
    assert ("down from" in said) <= (run.errors[step] < run.errors[0])
    assert ("up from" in said) <= (run.errors[step] > run.errors[0])
    if "as at the start" in said:
        assert abs(run.errors[step] - run.errors[0]) < 1e-3
    elif step:
        assert "from" in said.rpartition("Error")[2]


def test_the_demonstration_shows_both_runs_at_a_step():
    given_ = task(small("Cat"), SOBEL)
    values = {"step": 20.0, "bias": 0.5, "rate": 0.5}
    words, (maps_, tiles), (plot, table) = KERNEL_DESCENT.show(values, given_.data())
    true, held = (descend(given_, bias=0.5, rate=0.5, is_open=is_open) for is_open in (False, True))
    assert [part.text for part in words] == [true_fate(true, 20), open_fate(held, 20)]
    for run, image, tile in zip((true, held), maps_.images[1:], tiles.images[1:], strict=True):
        error, z = half_mean_squared_error(run.weights[20], given_.picture, given_.target)
        np.testing.assert_allclose(image.values, np.maximum(z, 0), atol=1e-9)
        assert run.errors[20] == pytest.approx(2 * error / np.mean(np.float64(given_.target) ** 2), abs=1e-8)
        np.testing.assert_array_equal(tile.values.ravel(), run.weights[20, :9])
    np.testing.assert_array_equal(maps_.images[0].values, given_.target)
    np.testing.assert_array_equal(plot.lines[1].y, held.errors)
    assert table.rows[2] == (
        "Top right",
        "1.00",
        *(number(float(run.weights[20, 2]), 2) for run in (true, held)),
    )
    assert table.rows[9][3] == number(float(held.weights[20, 9]), 2)


def test_at_first_the_unit_is_dead_and_the_end_is_shown():
    values = {slider.name: slider.value for slider in KERNEL_DESCENT.sliders({})}
    assert values == {"step": STEPS, "bias": -1.0, "rate": 0.75}


@pytest.mark.parametrize("name", ["Brick wall", "Slow ramp"])
@pytest.mark.parametrize("bias", [-1.0, 1.0])
def test_no_error_is_outside_of_the_plot(name, bias):
    """From a bias of 1 the unit answers far too much at first: its error is many times that of no answer."""
    values = {"step": 0, "bias": bias, "rate": 0.75}
    _, _, (plot, _) = KERNEL_DESCENT.show(values, task(small(name), SOBEL).data())
    low, high = plot.y_range
    drawn = np.concatenate([np.asarray(line.y) for line in plot.lines])
    assert low < drawn.min()
    assert max(1.5, drawn.max()) < high <= max(1.6, 1.1 * drawn.max())
