import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import ndimage

from explorer.core.arrays import read_only
from explorer.core.kernels import KERNELS
from explorer.core.notation import number, percent
from explorer.images import samples
from explorer.lessons.discarded import (
    LEAK,
    WHICH,
    border_words,
    circular_map,
    discarded_at_borders,
    half_verdict,
    halves,
    leak,
)
from explorer.lessons.exact import levels
from tests.lessons.science import IMG, PICTURE_OF_IMG, PICTURE_OF_SCENE, SCENE, SX

quick = settings(deadline=None, max_examples=60)
pictures = hnp.arrays(
    np.float32,
    st.tuples(st.integers(1, 7), st.integers(1, 7)),
    elements=st.integers(0, 255).map(lambda level: level / 255),
).map(read_only)
whole_kernels = hnp.arrays(np.float32, (3, 3), elements=st.integers(-9, 9).map(float))
maps = hnp.arrays(
    np.float64, st.tuples(st.integers(1, 5), st.integers(1, 5)), elements=st.floats(-1e4, 1e4, width=32)
)
ZERO_SUM = [row.name for row in KERNELS.values() if row.weights.sum() == 0 and row.weights.any()]


def zero_sum(kernel):
    """Change the middle weight so that all add up to 0."""
    balanced = kernel.copy()
    balanced[1, 1] -= balanced.sum()
    return read_only(balanced)


@given(maps)
@quick
def test_the_parts_are_disjoint_and_together_the_map(values):
    found = halves(values)
    np.testing.assert_array_equal(found.kept, np.where(values > 0, values, 0))
    np.testing.assert_array_equal(found.discarded, np.where(values < 0, -values, 0))
    np.testing.assert_array_equal(found.recombined, values)
    np.testing.assert_array_equal(found.kept + found.discarded, np.abs(values))
    assert found.difference_gap == 0
    assert found.kept_mass + found.discarded_mass == pytest.approx(np.abs(values).sum())


@given(maps)
@quick
def test_what_is_kept_and_what_is_discarded_make_up_the_whole(values):
    one, other = halves(values), halves(-values)
    assert one.kept_mass == other.discarded_mass
    if np.abs(values).max() > 1e-6:
        assert one.discarded_share + other.discarded_share == pytest.approx(1)


def test_of_nothing_nothing_is_lost():
    assert halves(np.zeros((2, 2))).discarded_share == 0


@given(pictures, whole_kernels)
@quick
def test_the_circular_map_is_that_of_scipy(picture, kernel):
    np.testing.assert_array_equal(
        circular_map(picture, kernel), ndimage.correlate(levels(picture), kernel.astype(float), mode="wrap")
    )


@given(pictures, whole_kernels)
@quick
def test_a_kernel_that_adds_up_to_0_loses_exactly_half(picture, kernel):
    found = halves(circular_map(picture, zero_sum(kernel)))
    assert found.kept_mass == found.discarded_mass
    if found.signed.any():
        assert found.discarded_share == 0.5


@pytest.mark.parametrize("picture", ["Cat", "Rocket", "Soft blob"])
def test_so_does_every_such_kernel_of_the_menu_on_pictures_of_the_menu(picture):
    image = samples()[picture].load(64)
    for kernel in ZERO_SUM:
        found = halves(circular_map(image, KERNELS[kernel].weights))
        assert found.kept_mass == found.discarded_mass > 0, kernel


def test_a_kernel_that_does_not_add_up_to_0_need_not():
    assert halves(circular_map(PICTURE_OF_IMG, KERNELS["Sharpen"].weights)).discarded_share < 0.4


@given(pictures, whole_kernels)
@quick
def test_the_negated_kernel_keeps_what_the_kernel_discards(picture, kernel):
    one, other = halves(circular_map(picture, kernel)), halves(circular_map(picture, -kernel))
    np.testing.assert_array_equal(one.discarded, other.kept)
    np.testing.assert_array_equal(one.kept, other.discarded)


def test_a_picture_itself_loses_nothing():
    assert halves(samples()["Cat"].load(64)).discarded_mass == 0


@pytest.mark.parametrize(
    ("picture", "mass"),
    [(PICTURE_OF_SCENE, 115016), (PICTURE_OF_IMG, 427644)],  # the second by its seed
)
def test_the_masses_of_the_recipe(picture, mass):
    found = halves(circular_map(picture, SX))
    assert found.kept_mass == found.discarded_mass == mass


def test_both_pictures_of_the_recipe_come_back_as_levels():
    np.testing.assert_array_equal(levels(PICTURE_OF_SCENE), SCENE)
    np.testing.assert_array_equal(levels(PICTURE_OF_IMG), IMG)


@given(maps, st.integers(-10, 2))
@quick
def test_a_leak_of_a_power_of_two_is_undone_exactly(values, power):
    found = leak(values, 2.0**power)
    np.testing.assert_array_equal(found.leaked, np.where(values > 0, values, 2.0**power * values))
    np.testing.assert_array_equal(found.recovered, values)


@given(maps, st.floats(0.01, 2))
@quick
def test_any_leak_is_undone_up_to_rounding(values, slope):
    found = leak(values, slope)
    np.testing.assert_allclose(found.recovered, values, rtol=1e-14)


@pytest.mark.parametrize("slope", [0.0, -1.0, np.nan])
def test_without_a_leak_nothing_is_won_back(slope):
    with pytest.raises(ValueError, match="cannot be won back"):
        leak(np.ones((2, 2)), slope)


@pytest.mark.parametrize("picture", samples())
def test_what_is_said_of_the_halves_is_true_of_every_picture_and_kernel(picture):
    image = samples()[picture].load(64)
    for name in WHICH:
        weights = KERNELS[name].weights
        parts = halves(circular_map(image, weights))
        said = half_verdict(parts, float(weights.sum()))
        lost, kept = -parts.signed[parts.signed < 0].sum(), parts.signed[parts.signed > 0].sum()
        lost = lost + 0.0  # no negative zero
        assert ("nothing to lose" in said) == (not parts.signed.any())
        if "exactly half" in said:
            assert lost == kept > 0
        elif "is lost" in said:
            assert f": {percent(lost / (lost + kept))} is lost" in said
        shares = discarded_at_borders(image, weights)
        for padding, share in shares.items():
            mode = {"circular": "wrap", "replicate": "nearest", "zeros": "constant"}[padding]
            values = ndimage.correlate(image.astype(np.float64), weights, mode=mode)
            values[np.abs(values) < 1e-5] = 0
            total = np.abs(values).sum()
            expected = -values[values < 0].sum() / total if total else 0
            assert share == pytest.approx(expected, abs=1e-4), padding
        repeated, black = (percent(round(shares[padding], 6)) for padding in ("replicate", "zeros"))
        assert border_words(shares).startswith("The border counts.") == (repeated != black)
        assert repeated in border_words(shares)
        assert black in border_words(shares)


@pytest.mark.parametrize("picture", samples())
@pytest.mark.parametrize("slope", [0.0, 0.05, 1.0])
def test_what_is_said_of_the_leak_is_true(picture, slope):
    image = samples()[picture].load(64)
    for name in WHICH:
        signed = circular_map(image, KERNELS[name].weights)
        weights = KERNELS[name].weights.ravel()
        (maps,), (words,) = LEAK.show({"slope": slope}, {"image": image, "weights": weights})
        leaked, recovered, missing = (np.asarray(one.values) for one in maps.images)
        np.testing.assert_allclose(leaked, np.where(signed > 0, signed, slope * signed), atol=1e-9)
        np.testing.assert_allclose(recovered + missing, signed, atol=1e-6)
        assert ("All is still there" in words.text) == (slope > 0)
        assert ("gone for good" in words.text) == (slope == 0 and bool((signed < 0).any()))
        if slope:
            assert not missing.any()
        elif (signed < 0).any():
            assert f"up to {number(-signed.min(), 0)} levels" in words.text
