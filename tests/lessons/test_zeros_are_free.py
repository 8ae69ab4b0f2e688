import itertools
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import special

from explorer.core.activations import ACTIVATIONS, gelu, silu
from explorer.core.convolution import conv2d
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import percent
from explorer.images import samples
from explorer.lessons.zeros_are_free import BIAS, COMPARED, KERNEL, ZEROS_ARE_FREE, data_of, places, work

PHOTOGRAPHS = ("Photographer", "Brick wall", "Coffee cup", "Cat", "Rocket", "Astronaut")
SHAPES = hnp.array_shapes(min_dims=2, max_dims=2, max_side=7)
maps = hnp.arrays(np.float32, SHAPES, elements=st.integers(-2, 2).map(float))
pictures = hnp.arrays(np.float32, SHAPES, elements=st.integers(0, 255).map(lambda k: np.float32(k / 255)))
biases = st.integers(-20, 20).map(lambda k: BIAS.nearest(k * BIAS.step))


def multiplied(activation_map, kernel, *, skips_zeros):
    """Compute the next layer value by value; return its map and its multiplications at each place."""
    rows, cols = activation_map.shape
    result, count = np.zeros((rows, cols)), np.zeros((rows, cols), int)
    for row, col, i, j in itertools.product(range(rows), range(cols), (-1, 0, 1), (-1, 0, 1)):
        if not (0 <= row + i < rows and 0 <= col + j < cols):
            continue
        value = float(activation_map[row + i, col + j])
        if skips_zeros and value == 0:
            continue
        result[row, col] += value * float(kernel[i + 1, j + 1])
        count[row, col] += 1
    return result, count


def shown(image, bias, data=None):
    """Return what the demonstration says, by what it is."""
    (words,), (table, plot), (images,), _ = ZEROS_ARE_FREE.show({"bias": bias}, data or data_of(image))
    return words.text, {row[0]: row[1:] for row in table.rows}, plot, images.images


def after(image, bias, name):
    return forward(image, KERNELS[KERNEL].weights, bias=bias, activation=name).activation_map


@given(maps)
@settings(deadline=None)
def test_what_is_counted_is_what_a_layer_that_skips_zeros_multiplies(activation_map):
    kernel = np.arange(1, 10, dtype=np.float32).reshape(3, 3)
    every, all_of_it = multiplied(activation_map, kernel, skips_zeros=False)
    lazy, needed = multiplied(activation_map, kernel, skips_zeros=True)
    np.testing.assert_array_equal(lazy, every)
    np.testing.assert_array_equal(lazy, conv2d(activation_map, kernel, padding="zeros"))
    np.testing.assert_array_equal(places(activation_map), needed)
    assert (work(activation_map).total, work(activation_map).left) == (all_of_it.sum(), needed.sum())


@given(maps)
@settings(deadline=None)
def test_what_is_skipped_and_what_is_left_are_all(activation_map):
    counted, zeros = work(activation_map), work((activation_map == 0).astype(np.float32))
    rows, cols = activation_map.shape
    assert counted.total == (3 * rows - 2) * (3 * cols - 2)
    assert counted.left + zeros.left == counted.total
    assert counted.left == places(activation_map).sum()
    assert counted.skipped == pytest.approx(zeros.left / counted.total)


@given(pictures, biases, biases)
@settings(deadline=None)
def test_a_lower_bias_never_leaves_more_to_do(image, one, other):
    low, high = sorted((one, other))
    for name in ("ReLU", "ReLU²"):
        assert work(after(image, low, name)).left <= work(after(image, high, name)).left
    assert (np.diff(data_of(image)["relu"]) <= 0).all()


@given(pictures, biases)
@settings(deadline=None)
def test_the_table_counts_what_really_is_multiplied_after_each_activation(image, bias):
    _, table, _, _ = shown(image, bias)
    assert tuple(table) == COMPARED
    for name, (left, share) in table.items():
        _, needed = multiplied(after(image, bias, name), np.ones((3, 3)), skips_zeros=True)
        _, every = multiplied(image, np.ones((3, 3)), skips_zeros=False)
        assert left == f"{needed.sum():,} of {every.sum():,}"
        assert share == percent((every.sum() - needed.sum()) / every.sum())


@given(pictures | st.sampled_from([samples()[name].load(64) for name in samples()]), biases)
@settings(deadline=None, max_examples=80)
def test_every_sentence_is_true_of_the_numbers(image, bias):
    said, table, plot, images = shown(image, bias)
    z = forward(image, KERNELS[KERNEL].weights, bias=bias).pre_activation
    assert ("No sum is positive" in said) == (z <= 0).all() == ("**everything**" in said)
    assert ("Every sum is positive" in said) == (z > 0).all() == ("**nothing**" in said)
    assert ("No sum is exactly 0" in said) == (z != 0).all()
    assert ("Some sums are exactly 0" in said) == (z == 0).any()
    assert table["ReLU"] == table["ReLU²"]
    assert table["Leaky ReLU"] == table["GELU"] == table["SiLU"]
    if "next layer can skip" in said:
        assert re.search(r"\*\*(.*)\*\* of its", said)[1] == table["ReLU"][1]
    shares = re.findall(r"make 0 of 0: (.*) can be skipped", said)
    assert shares == ([table["GELU"][1]] if (z == 0).any() else [])
    assert f"At bias {bias:g}:".replace("-", "−") in plot.alt
    assert plot.alt.endswith(f": {table['ReLU'][1]}.")
    np.testing.assert_array_equal(images[1].values, places(np.maximum(z, 0)))
    np.testing.assert_array_equal(images[2].values, places(gelu(z)))


@given(pictures, biases)
@settings(deadline=None)
def test_the_curves_are_the_shares_at_every_bias(image, bias):
    data = data_of(image)
    here = int(np.argmin(np.abs(data["biases"] - bias)))
    for curve, name in (("relu", "ReLU"), ("others", "GELU")):
        assert data[curve][here] == pytest.approx(work(after(image, bias, name)).skipped, abs=1e-6)
    marker = shown(image, bias, data)[2].lines[2]
    assert marker.y[0] == pytest.approx(data["relu"][here], abs=1e-6)
    assert (data["biases"][0], data["biases"][-1], len(data["biases"])) == (BIAS.low, BIAS.high, 41)


@pytest.mark.parametrize("name", PHOTOGRAPHS)
@pytest.mark.parametrize("size", [64, 256, 512])
def test_of_a_photograph_at_bias_0_about_half_or_more_can_be_skipped(name, size):
    assert 0.4 < work(after(samples()[name].load(size), 0.0, "ReLU")).skipped < 0.75


def test_no_sum_is_so_far_below_zero_that_gelu_or_silu_is_rounded_to_zero():
    weights = KERNELS[KERNEL].weights
    lowest = float(weights[weights < 0].sum()) + BIAS.low  # white under each negative weight
    assert lowest == -5
    for name in ("Leaky ReLU", "GELU", "SiLU"):
        assert ACTIVATIONS[name].function(np.float32(lowest)) < 0


def test_where_float32_rounds_gelu_and_silu_to_zero():
    z = -np.linspace(1, 120, 11901, dtype=np.float32)
    once = np.float64(z)
    for function, first in ((gelu, -14), (silu, -104)):
        for values in (function(z), function(once).astype(np.float32)):
            ends = z[np.flatnonzero(values == 0)[0]]
            assert first - 5 < ends <= first + 0.1
    by_erf = z / 2 * (1 + special.erf(z / np.float32(np.sqrt(2))))
    assert z[np.flatnonzero(by_erf == 0)[0]] == pytest.approx(-5.5, abs=0.1)


def test_a_count_is_written_as_in_the_rest_of_the_app():
    table = shown(samples()["Brick wall"].load(256), 0.0)[1]
    assert re.fullmatch(r"\d{3},\d{3} of 586,756", table["ReLU"][0])
