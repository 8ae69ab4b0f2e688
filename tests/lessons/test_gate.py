import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.convolution import conv2d
from explorer.core.kernels import KERNELS
from explorer.core.notation import percent
from explorer.images import samples
from explorer.lessons.gate import GATE, fate, way_back

maps = hnp.arrays(np.float64, (4, 5), elements=st.integers(-9, 9).map(float))
slopes = st.floats(-1, 1)
SLOPES = [GATE.sliders({})[0].nearest(value) for value in np.linspace(-1, 1, 41)]


def error(z, slope):
    """Return the error that the docstring states, without the code under test."""
    answer = np.where(z > 0, z, slope * z)
    return answer, 0.5 * (answer - 2 * np.abs(z)) ** 2


@given(maps, slopes)
@settings(deadline=None)
def test_the_arriving_gradient_is_the_steepness_of_the_error_in_the_answer(z, slope):
    answer, _ = error(z, slope)
    wanted, step = 2 * np.abs(z), 1e-4
    rise = 0.5 * (answer + step - wanted) ** 2 - 0.5 * (answer - step - wanted) ** 2
    np.testing.assert_allclose(way_back(z, slope).arriving, rise / (2 * step), atol=1e-8)


@given(maps, slopes)
@settings(deadline=None)
def test_the_passing_gradient_is_the_steepness_of_the_error_in_the_sum_while_the_wish_stands(z, slope):
    z = np.where(z == 0, 1.0, z)  # at 0 there is a corner
    wanted, step = 2 * np.abs(z), 1e-4

    def height(at):
        return 0.5 * (np.where(at > 0, at, slope * at) - wanted) ** 2

    rise = (height(z + step) - height(z - step)) / (2 * step)
    np.testing.assert_allclose(way_back(z, slope).passing, rise, atol=1e-6)


def test_relu_is_a_gate_of_0_and_1_and_shut_at_zero():
    back = way_back([[-1.0, 0.0, 1.0]], 0.0)
    assert back.gate.tolist() == [[0, 0, 1]]
    assert back.shut.tolist() == [[True, True, False]]
    assert back.passing.tolist() == [[0, 0, -1]]
    assert not np.signbit(back.passing[0, :2]).any()


@given(maps, slopes)
@settings(deadline=None)
def test_the_shares_are_those_of_the_sizes(z, slope):
    back = way_back(z, slope)
    arrives = [abs(value) for value in back.arriving.ravel()]
    below = [size for size, value in zip(arrives, z.ravel(), strict=True) if value <= 0]
    total = sum(arrives)
    assert back.shut_gradient == pytest.approx(sum(below) / total if total else 0)
    if total:
        assert back.passed_gradient == pytest.approx((total - sum(below) + abs(slope) * sum(below)) / total)


@pytest.mark.parametrize(
    "kernel", ["Sobel right", "Sobel left", "Outline", "Box blur", "Zero", "Kirsch north"]
)
def test_what_is_said_of_the_gradient_holds_in_the_arrays(kernel):
    for name, sample in list(samples().items())[len(kernel) % 2 :: 2]:  # every other one
        for picture in (sample.load(32), 1 - sample.load(32)):
            z = conv2d(picture, KERNELS[kernel].weights)
            for slope in SLOPES:
                back = way_back(z, slope)
                check(fate(slope, back.shut_gradient), z, back, slope, name)


def share_of(values, part):
    """Return the share of a part of the sizes of values, summed exactly."""
    return math.fsum(np.abs(values[part])) / math.fsum(np.abs(values).ravel())


def shares(said):
    return re.findall(r"(?:less than |more than )?\d+ %", said)


def check(said, z, back, slope, where):
    """Compare each claim of a sentence with the arrays."""
    arriving, passing = back.arriving[z < 0], back.passing[z < 0]
    if "Nothing in this map is below zero" in said:
        assert not (z < 0).any(), where
        np.testing.assert_array_equal(back.passing, back.arriving)
        assert not shares(said), where
        return
    assert (z < 0).any(), where
    assert shares(said) == [percent(share_of(back.arriving, z < 0))], where
    assert (back.gate[z < 0] == slope).all(), where
    assert ("nothing of it passes" in said) is not passing.any(), where
    assert ("all of it passes" in said) is bool((passing == arriving).all()), where
    turned = bool((np.sign(passing) == -np.sign(arriving)).all())
    assert ("its sign turned" in said) is turned, where
    weaker = bool((np.abs(passing) < np.abs(arriving)).all() and passing.any())
    assert ("weakened" in said) is weaker, where
    assert ("The answer grows there when the sum sinks." in said) is (slope < 0), where


def test_the_demonstration_shows_the_way_back():
    z = conv2d(samples()["Cat"].load(64), KERNELS["Sobel right"].weights)
    (maps_,), (words, numbers) = GATE.show({"slope": 0.0}, {"pre_activation": z})
    before, gate, arriving, passing = (np.asarray(image.values) for image in maps_.images)
    np.testing.assert_array_equal(before, z)
    np.testing.assert_array_equal(passing, gate * arriving)
    assert set(np.unique(gate)) == {0, 1}
    assert maps_.images[2].span == maps_.images[3].span
    assert words.text == fate(0.0, way_back(z, 0.0).shut_gradient)
    assert dict(numbers.rows)["Pixels whose sum is not above 0"] == percent(np.mean(z <= 0))
