import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core import kernels
from explorer.core.kernels import KERNELS
from tests.parity import cases
from tests.parity.node import ask, call

MODULE = "core/kernels"
CHANGES = {
    "rotate": kernels.rotate,
    "transpose": kernels.transpose,
    "flipSign": kernels.flip_sign,
    "normalise": kernels.normalise,
}


def given_kernels():
    rng = np.random.default_rng(0)
    made = [row.weights for row in KERNELS.values()] + list(cases.kernels(rng).values())
    made += [np.round(rng.normal(size=(3, 3)), 3).astype(np.float32) for _ in range(30)]
    made += [np.full((3, 3), total / 9, np.float32) for total in (0.0005, -0.0005, 0.0625, 1, -1, 2.5, 1e-9)]
    return made + [(rng.integers(-8, 9, (3, 3)) / 16).astype(np.float32) for _ in range(60)]


@pytest.mark.parametrize("name", CHANGES)
def test_a_changed_kernel_is_equal(name):
    given = given_kernels()
    for found, weights in zip(ask(call(MODULE, name, one.ravel()) for one in given), given, strict=True):
        expected = CHANGES[name](weights).ravel()
        np.testing.assert_array_equal(np.float32(found), expected)
        if name != "normalise":  # Python keeps the sign of a zero there, JavaScript writes 0
            np.testing.assert_array_equal(np.signbit(found), np.signbit(expected))


def test_the_sum_is_explained_alike():
    given = given_kernels()
    found = ask(call(MODULE, "sumMeaning", weights.ravel()) for weights in given)
    assert found == [kernels.sum_meaning(weights) for weights in given]


def test_presets_are_recognised_alike():
    given = given_kernels()
    for weights in [row.weights for row in KERNELS.values()]:
        for shift in (0.0004, 0.000499, 0.0005, 0.0006, -0.0005, 1e-30):
            moved = weights.copy()
            moved[1, 2] += np.float32(shift)
            given += [np.round(weights, 3), moved]
    found = ask(call(MODULE, "nameOf", weights.ravel()) for weights in given)
    assert found == [kernels.name_of(weights) for weights in given]
    assert None in found
    assert set(found) >= set(KERNELS)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(-100, 100, width=32), min_size=9, max_size=9))
def test_any_kernel_is_changed_and_explained_alike(weights):
    kernel = np.array(weights, np.float32).reshape(3, 3)
    *changed, said = ask([call(MODULE, name, kernel.ravel()) for name in [*CHANGES, "sumMeaning"]])
    for found, change in zip(changed, CHANGES.values(), strict=True):
        np.testing.assert_array_equal(np.float32(found), change(kernel).ravel())
    assert said == kernels.sum_meaning(kernel)
