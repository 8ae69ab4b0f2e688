import math

import numpy as np
import pytest

from explorer.core.normal import NORMAL_TAIL, normal_tail


def test_the_polynomial_is_the_one_that_is_promised():
    def smooth(t):
        x = 2 / t - 2
        return np.log([math.erfc(value) for value in x]) + x * x - np.log(t)

    fit = np.polynomial.Chebyshev.interpolate(smooth, 11, domain=[1 / 6, 1])
    t = np.linspace(1 / 6, 1, 1001)
    np.testing.assert_allclose(np.polyval(NORMAL_TAIL, t), fit(t), rtol=0, atol=1e-11)


@pytest.mark.parametrize(("dtype", "error"), [(np.float32, 3e-7), (np.float64, 2e-9)])
def test_the_tail_is_near_the_one_by_the_error_function(dtype, error):
    z = np.linspace(0, 40, 4001).astype(dtype)
    tail = normal_tail(z)
    expected = [math.erfc(value / math.sqrt(2)) / 2 for value in z.tolist()]
    np.testing.assert_allclose(tail, expected, rtol=0, atol=error)
    assert tail.dtype == dtype
    assert normal_tail(np.array([np.finfo(dtype).max], dtype)) == 0
    assert (np.diff(tail) <= 0).all()
