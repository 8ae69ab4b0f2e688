import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.arrays import read_only
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples
from explorer.lessons.rectifier import check, largest_step

quick = settings(deadline=None, max_examples=60)
maps = hnp.arrays(
    np.float32, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=st.floats(-1e4, 1e4, width=32)
).map(read_only)


@given(maps)
@quick
def test_the_counts_are_those_one_makes_value_by_value(values):
    found = check(values)
    assert found.kept == sum(z > 0 for z in values.flat)
    assert found.zeroed == sum(z < 0 for z in values.flat)
    assert found.resting == sum(z == 0 for z in values.flat)


@given(maps)
@quick
def test_what_holds_for_every_map(values):
    assert check(values).changed_again == 0
    assert largest_step(np.maximum(values, 0)) <= largest_step(values)


@given(maps, st.floats(0, 100, width=32))
@quick
def test_every_factor_that_is_not_negative_comes_through(values, factor):
    assert check(values, factor=factor).scaling_gap == 0


@given(maps, st.floats(-4, -0.5, width=32))
@quick
def test_a_negative_factor_does_not_and_the_gap_is_the_largest_value_times_it(values, factor):
    expected = float(np.abs(np.float32(factor) * values).max())
    assert check(values, factor=factor).scaling_gap == expected


@pytest.mark.parametrize("name", ["Photographer", "Cat", "Street at dusk"])
def test_a_picture_has_no_negatives_and_its_sobel_map_has(name):
    image = samples()[name].load(128)
    assert check(image).zeroed == 0
    found = check(forward(image, KERNELS["Sobel right"].weights).pre_activation)
    assert found.zeroed > 0.2 * (found.kept + found.zeroed + found.resting)


@given(maps)
@quick
def test_the_largest_step_is_the_one_found_pair_by_pair(values):
    exact = values.astype(float)
    rows, cols = values.shape
    pairs = [abs(exact[r, c + 1] - exact[r, c]) for r in range(rows) for c in range(cols - 1)]
    pairs += [abs(exact[r + 1, c] - exact[r, c]) for r in range(rows - 1) for c in range(cols)]
    assert largest_step(values) == pytest.approx(max(pairs, default=0))
