import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import read_only
from explorer.core.measures import counts, histogram, summary

maps = hnp.arrays(
    np.float32, st.tuples(st.integers(1, 6), st.integers(1, 6)), elements=st.floats(-8, 8, width=32)
).map(read_only)
names = st.sampled_from(list(ACTIVATIONS))
off_the_borders = hnp.arrays(  # of 61 bins from -3 to 3: each value stands well inside one
    np.float32, (5, 5),
    elements=st.builds(
        lambda k, share: np.float32((k + share) * 6 / 61 - 3), st.integers(0, 60), st.floats(0.05, 0.95)
    ),
    fill=st.nothing(),
)  # fmt: skip


def after(name, signed):
    return read_only(ACTIVATIONS[name].function(signed))


@given(maps, names)
@settings(deadline=None)
def test_the_summary_is_what_one_counts_value_by_value(signed, name):
    rectified = after(name, signed)
    found = summary(signed, rectified)
    pairs = list(zip(signed.flat, rectified.flat, strict=True))
    total = len(pairs)
    assert found.negative_before * total == pytest.approx(sum(z < 0 for z, _ in pairs))
    assert found.negative_after * total == pytest.approx(sum(a < 0 for _, a in pairs))
    assert found.changed_fraction * total == pytest.approx(sum(z != a for z, a in pairs))
    assert found.zero_fraction * total == pytest.approx(sum(z != 0 and a == 0 for z, a in pairs))
    assert (found.low_before, found.high_before) == (min(signed.flat), max(signed.flat))
    assert (found.low_after, found.high_after) == (min(rectified.flat), max(rectified.flat))


@given(maps)
@settings(deadline=None)
def test_relu_sets_to_zero_exactly_what_was_negative(signed):
    found = summary(signed, after("ReLU", signed))
    assert found.zero_fraction == found.negative_before == found.changed_fraction
    assert found.negative_after == 0


@given(off_the_borders, off_the_borders)
@settings(deadline=None)
def test_the_histogram_is_that_of_numpy(signed, rectified):
    found = histogram(signed, rectified, limit=3.0)
    np.testing.assert_array_equal(found.before, np.histogram(signed, found.edges)[0])
    np.testing.assert_array_equal(found.after, np.histogram(rectified, found.edges)[0])


def test_an_even_spread_fills_every_bin_alike():
    values = read_only((np.arange(61 * 4) + 0.5) / (61 * 4) * 6 - 3)
    assert set(histogram(values, -values, limit=3.0).before) == {4}


@given(maps, names, st.sampled_from([1, 3, 61, 101]))
@settings(deadline=None)
def test_every_pixel_is_counted_once_in_each_map(signed, name, bins):
    rectified = after(name, signed)
    limit = float(max(np.abs(signed).max(), np.abs(rectified).max())) or 1.0
    found = histogram(signed, rectified, limit=limit, bins=bins)
    assert found.before.sum() == found.after.sum() == signed.size
    assert len(found.before) == len(found.after) == bins == len(found.edges) - 1


def test_the_faintest_map_is_counted_too():
    faintest = read_only([[-1e-40, 1e-40]])
    found = histogram(faintest, 0 * faintest, limit=float(faintest.max()), bins=3)
    assert found.before.tolist() == [1, 0, 1]
    assert found.after.tolist() == [0, 2, 0]


@given(st.floats(1e-6, 1e4), st.sampled_from([1, 3, 61, 101]))
@settings(deadline=None)
def test_zero_falls_into_the_middle_bin_and_the_ends_into_the_last(limit, bins):
    values = read_only([[-limit, 0, 0, limit]])
    found = histogram(values, 0 * values, limit=limit, bins=bins)
    assert found.after[bins // 2] == 4
    if bins > 1:
        assert (found.before[0], found.before[bins // 2], found.before[-1]) == (1, 2, 1)
    assert found.centres[bins // 2] == pytest.approx(0, abs=1e-9 * limit)
    np.testing.assert_allclose(found.edges, -found.edges[::-1], atol=1e-9 * limit)


@given(off_the_borders, st.integers(-61, 61))
@settings(deadline=None)
def test_a_shift_by_whole_bins_moves_the_counts_and_keeps_what_leaves_at_the_ends(values, moved):
    still = counts(values, limit=3)
    expected = np.zeros_like(still)
    np.add.at(expected, np.clip(np.arange(61) + moved, 0, 60), still)
    np.testing.assert_array_equal(counts(values, limit=3, shift=moved * 6 / 61), expected)


def test_the_sums_of_products_are_counted_alike_whatever_the_bias():
    sums = np.linspace(-2.9, 2.9, 62, dtype=np.float32).reshape(2, 31)
    still = counts(sums, limit=3)
    for bias in (-4.0, -0.5, 1.0):
        np.testing.assert_array_equal(counts(sums + np.float32(bias), limit=3, shift=-bias), still)
