import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import read_only
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number
from explorer.images import samples
from explorer.lessons.exact import correlate
from explorer.lessons.pooling import ORDER, POOLINGS, SLOPES, blocks, orders, pool
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


@given(maps, st.floats(-2, -0.01))
@quick
def test_with_a_negative_slope_the_maximum_fails_exactly_where_the_text_says(values, slope):
    found = orders(values, negative_slope=slope, size=2)
    cut = blocks(values)
    lowest, highest = cut.min(axis=-1), cut.max(axis=-1)
    of_highest = np.where(highest > 0, highest, slope * highest)
    fails = abs(slope) * np.abs(lowest) > of_highest
    np.testing.assert_array_equal(found.difference != 0, fails & (lowest < 0))


@pytest.mark.parametrize("name", ["GELU", "SiLU"])
def test_activations_that_fall_left_of_zero_do_not_change_places_with_the_maximum(name):
    activate = ACTIVATIONS[name].function
    two = np.float32([-3, -0.7])  # the larger one comes out lower
    assert activate(two).max() != activate(two.max())


SOME_SLOPES = [-1, -0.75, -0.5, -0.25, -0.05, 0, 0.05, 0.5, 1]


@pytest.mark.parametrize("picture", samples())
@pytest.mark.parametrize("name", POOLINGS)
def test_what_is_said_of_the_order_is_so_of_the_blocks(picture, name):
    """Every other slope on every other picture."""
    signed = forward(samples()[picture].load(64), KERNELS["Sobel right"].weights).pre_activation
    cut = blocks(signed)
    reduce = POOLINGS[name].reduce
    for slope in SOME_SLOPES[list(samples()).index(picture) % 2 :: 2]:
        (words,), (maps_,), (plot, table) = ORDER.show({"slope": slope}, {"signed": signed, "pooling": name})
        activate = lambda z: np.where(z > 0, z, slope * z)  # noqa: B023, E731
        first, last = reduce(activate(cut), axis=-1), activate(reduce(cut, axis=-1))
        np.testing.assert_allclose(maps_.images[0].values, first, atol=1e-12)
        np.testing.assert_allclose(maps_.images[1].values, last, atol=1e-12)
        apart = np.abs(first - last)
        mixed = (cut.min(axis=-1) < 0) & (cut.max(axis=-1) > 0)
        said = words.text
        if "The order matters" in said:
            assert f"by up to **{number(float(apart.max()))}**" in said
            assert apart.max() > 1e-9
            assert ("lowest number of a block comes out above" in said) == (name == "Maximum")
            assert slope < 0 or name == "Average"
            assert name == "Maximum" or mixed.any()
        elif "number for number" in said:
            np.testing.assert_array_equal(first, last)
        elif "Slope 1" in said:
            assert slope == 1
        elif "in no block does the lowest" in said:
            assert (activate(cut.min(axis=-1)) <= activate(cut.max(axis=-1))).all()
        else:
            assert "no block has numbers on both sides" in said
            assert not mixed.any()
        here = {line.name: line.y for line in plot.lines}
        assert here["this slope"][list(POOLINGS).index(name)] == pytest.approx(apart.max(), abs=1e-9)
        four = [float(part.replace("−", "-")) for part in table.head[0].split(": ")[1].split(", ")]
        results = [float(row[-1].replace("−", "-")) for row in table.rows]
        four = np.array(four)
        np.testing.assert_allclose(results, [reduce(activate(four)), activate(reduce(four))], atol=0.011)


def test_the_curve_of_averages_is_a_straight_line_that_ends_at_slope_1():
    signed = forward(samples()["Cat"].load(64), KERNELS["Sobel right"].weights).pre_activation
    plot = ORDER.show({"slope": 0.0}, {"signed": signed, "pooling": "Average"})[2][0]
    average = np.array(plot.lines[1].y)
    np.testing.assert_allclose(average, (1 - SLOPES) * average[SLOPES == 0], atol=1e-9)
    assert plot.lines[0].y[4:] == [0] * 5  # maximum, from slope 0 on
