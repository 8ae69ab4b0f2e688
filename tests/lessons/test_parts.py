import numpy as np
import pytest

from explorer.lessons.parts import Slider
from tests.parity.node import ask, call

RANGES = [(0.0, 1.0, 0.05), (-1.0, 1.0, 0.05), (0, 7, 1), (1, 8, 1), (0.1, 0.95, 0.3), (-3.0, 3.0, 0.01)]


@pytest.mark.parametrize("scale", RANGES)
def test_a_slider_takes_the_number_that_the_browser_takes(scale):
    low, high, step = scale
    slider = Slider("one", "One", low, high, step, low)
    rng = np.random.default_rng(0)
    given = [low, high, low - 1, high + 1, *rng.uniform(low - 0.2, high + 0.2, 200)]
    there = {"low": low, "high": high, "step": step}
    found = ask(call("controls/steps", "toStep", float(value), there) for value in given)
    assert [slider.nearest(value) for value in given] == found
    assert all(low <= value <= high for value in found)


def test_a_value_that_a_slider_has_stays():
    slider = Slider("one", "One", -1.0, 1.0, 0.05, 0.0)
    values = [round(-1 + 0.05 * k, 8) for k in range(41)]
    assert [slider.nearest(value) for value in values] == values
