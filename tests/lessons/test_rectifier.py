import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.arrays import read_only
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import digits_for, number
from explorer.images import samples
from explorer.lessons.rectifier import WALK, check, largest_step

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


@pytest.mark.parametrize("picture", samples())
def test_the_walk_shows_the_number_and_says_the_rule_that_holds(picture):
    image = samples()[picture].load(64)
    signed = forward(image, KERNELS["Sobel right"].weights).pre_activation
    digits = digits_for(float(np.abs(signed).max()) or 1.0)
    rng = np.random.default_rng(0)
    for row, col in rng.integers(0, signed.shape, (40, 2)):
        (words,), (plot, _), (maps_,) = WALK.show(
            {"row": row, "col": col}, {"image": image, "signed": signed}
        )
        z = float(signed[row, col])
        assert f"This number is {number(z, digits)}." in words.text
        assert ("is positive" in words.text) == (z > 0)
        assert ("is negative" in words.text) == (z < 0)
        assert ("It stays" in words.text) == (z == 0)
        after = words.text.split("**")[1].replace("−", "-")
        assert float(after) == pytest.approx(max(z, 0), abs=10.0**-digits)
        assert plot.lines[2].x == [z]
        assert plot.lines[2].y == [max(z, 0)]
        np.testing.assert_array_equal(maps_.images[2].values, np.maximum(signed, 0))
        assert maps_.row == row


def test_the_sliders_stay_inside_the_map():
    row, col = WALK.sliders({"signed": np.zeros((5, 9), np.float32)})
    assert (row.low, row.high, col.low, col.high) == (0, 4, 0, 8)
