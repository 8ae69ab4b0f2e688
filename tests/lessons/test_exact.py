import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import ndimage, signal

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples
from explorer.lessons.exact import correlate, exact_map, levels
from tests.lessons.science import IMG, PICTURE_OF_IMG, SX
from tests.parity.node import ask, call

whole_pictures = hnp.arrays(
    np.float64, st.tuples(st.integers(3, 8), st.integers(3, 8)), elements=st.integers(0, 255).map(float)
)
whole_kernels = hnp.arrays(np.float64, (3, 3), elements=st.integers(-9, 9).map(float))


def test_levels_bring_back_the_bytes_of_a_picture():
    np.testing.assert_array_equal(levels(PICTURE_OF_IMG), IMG)


@pytest.mark.parametrize("name", ["Cat", "Soft blob"])
def test_levels_are_whole_numbers_from_0_to_255(name):
    counted = levels(samples()[name].load(64))
    assert (counted == np.rint(counted)).all()
    assert counted.min() >= 0
    assert counted.max() <= 255


@given(whole_pictures, whole_kernels)
@settings(deadline=None)
def test_the_sums_are_those_of_scipy_exactly(picture, kernel):
    np.testing.assert_array_equal(
        correlate(picture, kernel), signal.correlate2d(picture, kernel, mode="valid")
    )
    np.testing.assert_array_equal(
        correlate(picture, kernel, circular=True), ndimage.correlate(picture, kernel, mode="wrap")
    )


def test_the_kernel_is_not_turned_round():
    impulse = np.zeros((5, 5))
    impulse[2, 2] = 1
    kernel = np.arange(9).reshape(3, 3)
    np.testing.assert_array_equal(correlate(impulse, kernel), kernel[::-1, ::-1])


def test_a_picture_smaller_than_the_kernel_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        correlate(np.ones((2, 5)), SX)


@pytest.mark.parametrize("name", ["Sobel right", "Outline", "Emboss"])
def test_the_exact_map_is_the_explorers_to_the_rounding_to_16_bits(name):
    weights = KERNELS[name].weights
    for picture in ("Cat", "Slow ramp", "Soft blob"):
        image = samples()[picture].load(64)
        found = exact_map(image, weights)
        near = 0.5 / 65_535 * np.abs(weights).sum() + 1e-6
        np.testing.assert_allclose(found, forward(image, weights).pre_activation, atol=near)
        (there,) = ask([call("lessons/exact", "exactMap", image, weights.ravel())])
        np.testing.assert_array_equal(there, found)
