import numpy as np
import pytest

from explorer.core import convolution
from explorer.core.convolution import PADDINGS, conv2d
from tests.parity import cases
from tests.parity.node import Refusal, ask, call

MODULE = "core/convolution"
UNIT = 2.0**-24
"""The rounding of float32: a rounded number differs from the exact one by at most this share of it."""
SMALLEST = 2.0**-149
"""The smallest float32; below 2^-126 a rounding may cost half of this, however small the number."""


def exact(image, kernel, *, bias, stride, padding):
    """Return the sums of the float32 numbers in float64, by the rule of np.pad."""
    reach = len(kernel) // 2 if padding != "valid" else 0
    around = np.pad(image.astype(np.float64), reach, PADDINGS[padding].numpy) if reach else image
    windows = np.lib.stride_tricks.sliding_window_view(around, kernel.shape)[::stride, ::stride]
    return (windows * kernel.astype(np.float64)).sum(axis=(2, 3)) + float(np.float32(bias))


def python(function, *args, **options):
    """Return what the reference returns, or how it refuses."""
    try:
        return function(*args, **options)
    except ValueError as error:
        return Refusal("Error", str(error))


@pytest.fixture(scope="module")
def both():
    """Return every case with what Python and JavaScript make of it."""
    given = list(cases.layers())
    found = ask(call(MODULE, "conv2d", image, kernel.ravel(), options) for image, kernel, options in given)
    expected = [python(conv2d, image, kernel, **options) for image, kernel, options in given]
    return list(zip(given, expected, found, strict=True))


def maps(both):
    return [one for one in both if not isinstance(one[1], Refusal)]


def test_both_refuse_the_same_with_the_same_sentence(both):
    refused = [one for one in both if isinstance(one[1], Refusal) or isinstance(one[2], Refusal)]
    assert len(refused) > 50
    for _, expected, found in refused:
        assert found == expected


def noise(image, kernel, bias):
    """Return the largest sum that counts as 0."""
    reach = np.abs(image).max().astype(float) * np.abs(kernel).sum(dtype=float) + abs(bias)
    return np.float32((kernel.size + 1) * UNIT * reach)


def test_a_sum_is_made_in_float64_and_rounded_once(both):
    for (image, kernel, options), _, found in maps(both):
        sums = exact(image, kernel, **options)
        size = exact(np.abs(image), np.abs(kernel), **options | {"bias": abs(options["bias"])})
        bound = UNIT * np.abs(sums) + SMALLEST / 2 + kernel.size * 2.0**-52 * size
        is_silent = (found == 0) & (np.abs(sums) <= noise(image, kernel, options["bias"]) + bound)
        assert ((np.abs(found - sums) <= bound) | is_silent).all()


def test_the_maps_differ_by_the_rounding_of_float32_at_most(both):
    """Python adds n products and a bias in float32: n + 1 roundings of partial sums, JavaScript one.

    Higham, Accuracy and Stability of Numerical Algorithms, section 3.1: each costs at most 2^-24 of the
    sum of the absolute values. Where one core counts a sum as 0 and the other does not, it lies that near
    to the noise limit.
    """
    apart = total = 0
    for (image, kernel, options), expected, found in maps(both):
        assert found.dtype == expected.dtype
        assert found.shape == expected.shape
        size = exact(np.abs(image), np.abs(kernel), **options | {"bias": abs(options["bias"])})
        bound = (kernel.size + 2) * (UNIT * size + SMALLEST)
        limit = noise(image, kernel, options["bias"])
        is_on_edge = ((found == 0) != (expected == 0)) & (
            np.maximum(abs(found), abs(expected)) <= limit + bound
        )
        difference = np.abs(found.astype(np.float64) - expected)
        assert ((difference <= bound) | is_on_edge).all()
        apart += int(((found == 0) != (expected == 0)).sum())
        total += found.size
    assert apart <= total / 10_000


def test_no_zero_is_negative(both):
    for _, expected, found in maps(both):
        assert not np.signbit(found[found == 0]).any()
        assert not np.signbit(expected[expected == 0]).any()


@pytest.mark.parametrize("bias", [0.0, 1e-20])
@pytest.mark.parametrize("size", [1, 3, 5])
def test_the_largest_sum_that_counts_as_zero_is_the_same_to_the_last_bit(size, bias):
    """Only the weight in the middle is not 0, so that a sum is a pixel: the brightest is 1."""
    kernel = np.zeros((size, size), np.float32)
    kernel[size // 2, size // 2] = 1
    limit = np.float32((size**2 + 1) * UNIT)
    image = np.ones((9, 12), np.float32)
    image[4, 5:8] = limit, np.nextafter(limit, np.float32(0)), np.nextafter(limit, np.float32(1))
    (found,) = ask([call(MODULE, "conv2d", image, kernel.ravel(), {"bias": bias})])
    assert found[4, 5:8].tolist() == [0, 0, image[4, 7]]
    assert found.tobytes() == conv2d(image, kernel, bias=bias).tobytes()


def test_what_float32_adds_without_rounding_is_equal():
    """Whole multiples of 1/256 times whole weights: each partial sum is a float32 number."""
    rng = np.random.default_rng(1)
    image = rng.integers(0, 257, (23, 19)).astype(np.float32) / 256
    given = [
        (kernel.astype(np.float32), {"bias": bias, "stride": stride, "padding": padding})
        for padding, stride in cases.GRIDS
        for kernel in rng.integers(-9, 10, (3, 3, 3))
        for bias in (0.0, -1.75)
    ]
    found = ask(call(MODULE, "conv2d", image, kernel.ravel(), options) for kernel, options in given)
    for values, (kernel, options) in zip(found, given, strict=True):
        assert values.tobytes() == conv2d(image, kernel, **options).tobytes()


@pytest.mark.parametrize("padding", [*PADDINGS, "same"])
def test_sizes_and_offsets_are_equal(padding):
    given = [
        (n, size, {"stride": stride, "padding": padding})
        for n in range(12)
        for size in (-1, 0, 1, 2, 3, 4, 5, 7, 9)
        for stride in (-1, 0, 1, 2, 3, 4, 7)
    ]
    found = ask(call(MODULE, "outputSize", *asked) for asked in given)
    assert found == [python(convolution.output_size, n, size, **options) for n, size, options in given]
    assert ask(call(MODULE, "offset", size, padding) for size in (1, 3, 5)) == [
        convolution.offset(size, padding) for size in (1, 3, 5)
    ]


def test_windows_are_equal():
    rng = np.random.default_rng(2)
    given = [
        (rng.random(shape).astype(np.float32), size, row, col, {"stride": stride, "padding": padding})
        for padding, stride in cases.GRIDS
        for shape in ((1, 1), (2, 3), (6, 5))
        for size in (1, 3, 5)
        for row, col in ((0, 0), (shape[0] - 1, shape[1] - 1), (0, 2), (2, 0), (-1, 0), (0, -1))
    ]
    found = ask(call(MODULE, "window", *asked) for asked in given)
    refused = 0
    for values, (*args, options) in zip(found, given, strict=True):
        expected = python(convolution.window, *args, **options)
        if isinstance(expected, Refusal):
            assert values == expected
            refused += 1
        else:
            assert values.tobytes() == np.ascontiguousarray(expected).tobytes()
    assert 0 < refused < len(given) - 200


def test_products_are_equal():
    rng = np.random.default_rng(3)
    window, kernel = rng.normal(size=(2, 50, 9)).astype(np.float32)
    found = ask(call(MODULE, "products", *pair) for pair in zip(window, kernel, strict=True))
    for values, pair in zip(found, zip(window, kernel, strict=True), strict=True):
        assert values.tobytes() == convolution.products(*pair).tobytes()
    nine, four = np.zeros(9, np.float32), np.zeros(4, np.float32)
    assert ask([call(MODULE, "products", nine, four)]) == [python(convolution.products, nine, four)]


@pytest.mark.parametrize("bias", [float("inf"), float("-inf"), float("nan"), 1e39, -4e38, 3.4e38])
def test_a_bias_that_is_no_float32_is_refused_alike(bias):
    image, kernel = np.ones((3, 3), np.float32), np.zeros((3, 3), np.float32)
    (found,) = ask([call(MODULE, "conv2d", image, kernel.ravel(), {"bias": bias})])
    expected = python(conv2d, image, kernel, bias=bias)
    assert np.array_equal(found, expected) if isinstance(expected, np.ndarray) else found == expected


@pytest.mark.parametrize("weights", [[], [1, 2], [1] * 4, [1] * 8, [1] * 16])
def test_weights_that_are_no_square_are_refused_alike(weights):
    (found,) = ask([call(MODULE, "asKernel", weights)])
    assert found == python(convolution.as_kernel, weights)


@pytest.mark.parametrize("weight", [float("inf"), float("nan"), 1e39])
def test_weights_that_are_no_float32_are_refused_alike(weight):
    (found,) = ask([call(MODULE, "asKernel", [weight])])
    assert found == python(convolution.as_kernel, [[weight]])


def test_weights_and_bias_are_rounded_to_float32_first():
    image = np.ones((1, 1), np.float32)
    (found,) = ask([call(MODULE, "conv2d", image, [0.1], {"bias": -0.1})])
    assert found[0, 0] == conv2d(image, [[0.1]], bias=-0.1)[0, 0] == 0
    (found,) = ask([call(MODULE, "conv2d", image * 2**24, [1 + 2**-25], {"bias": 0})])
    assert found[0, 0] == 2**24
