import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.arrays import read_only
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples
from explorer.lessons.exact import correlate
from explorer.lessons.pooling import POOLINGS, orders, pool
from tests.lessons.science import IMG, SX

quick = settings(deadline=None, max_examples=60)
maps = hnp.arrays(
    np.float32, st.tuples(st.integers(3, 9), st.integers(3, 9)), elements=st.floats(-1e4, 1e4, width=32)
).map(read_only)
sizes = st.integers(1, 3)


@given(maps, sizes)
@quick
def test_pooling_is_what_one_finds_block_by_block(values, size):
    largest, mean = (pool(values, name, size=size) for name in ("Maximum", "Average"))
    assert largest.shape == mean.shape == (values.shape[0] // size, values.shape[1] // size)
    for r, c in np.ndindex(largest.shape):
        block = [float(values[size * r + i, size * c + j]) for i in range(size) for j in range(size)]
        assert largest[r, c] == max(block)
        assert mean[r, c] == pytest.approx(sum(block) / size**2, abs=1e-8)


@given(maps, sizes, st.floats(0, 4))
@quick
def test_the_maximum_does_not_mind_the_order_to_the_last_bit(values, size, slope):
    found = orders(values, negative_slope=slope, size=size)
    assert found.activation_first.tobytes() == found.pooling_first.tobytes()
    assert found.largest_difference == 0


@given(maps, sizes, st.floats(0, 1))
@quick
def test_the_mean_is_never_smaller_with_the_activation_first(values, size, slope):
    found = orders(values, "Average", negative_slope=slope, size=size)
    assert found.difference.min() >= -1e-9
    for r, c in np.ndindex(found.difference.shape):
        block = values[size * r : size * r + size, size * c : size * c + size]
        if not ((block > 0).any() and (block < 0).any()):
            assert found.difference[r, c] == pytest.approx(0, abs=1e-9)


@given(maps)
@quick
def test_the_identity_minds_no_order(values):
    for name in POOLINGS:
        np.testing.assert_array_equal(orders(values, name, negative_slope=1).difference, 0)


@pytest.mark.parametrize("name", ["Cat", "Brick wall", "Photographer"])
def test_on_photographs(name):
    signed = forward(samples()[name].load(128), KERNELS["Sobel right"].weights).pre_activation
    assert orders(signed).largest_difference == 0
    assert orders(signed, negative_slope=0.25).largest_difference == 0
    assert orders(signed, "Average").difference.max() > 0
    assert orders(signed, negative_slope=-0.5).difference.max() > 0


def test_the_random_picture():
    signed = correlate(IMG, SX)
    assert orders(signed).largest_difference == 0
    found = orders(signed, "Average")
    assert found.largest_difference == found.difference.max() == 254.75  # depends on the seed's stream


def test_a_negative_slope_turns_the_order_of_numbers_round():
    found = orders(np.float32([[-4, -1], [-2, -3]]), negative_slope=-1)
    assert (found.activation_first.item(), found.pooling_first.item()) == (4, 1)


@pytest.mark.parametrize(("pooling", "size"), [("Median", 2), ("Maximum", 5), ("Maximum", 0)])
def test_what_cannot_be_pooled_is_refused(pooling, size):
    with pytest.raises(ValueError, match=r"no pooling|do not fit"):
        pool(np.ones((4, 4), np.float32), pooling, size=size)
