import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.networks.changes import CHANGES

pictures = arrays(np.uint8, st.tuples(st.integers(1, 7), st.integers(1, 7), st.just(3)))


def changed(name, levels):
    return CHANGES[name].apply(levels)


def test_the_names_are_in_order():
    names = ["As it is", "Negative", "Upside down", "Mirrored", "Grey", "Blurred", "Brighter"]
    assert list(CHANGES) == names
    assert all(row.caption.endswith(".") for row in CHANGES.values())


@given(pictures, st.sampled_from(list(CHANGES)))
def test_each_gives_a_picture_of_the_same_size_and_leaves_the_given_one(levels, name):
    before = levels.copy()
    after = changed(name, levels)
    assert (after.shape, after.dtype) == (levels.shape, np.uint8)
    np.testing.assert_array_equal(levels, before)


@given(pictures, st.sampled_from(["As it is", "Negative", "Upside down", "Mirrored"]))
def test_twice_gives_the_picture_again(levels, name):
    np.testing.assert_array_equal(changed(name, changed(name, levels)), levels)


@given(pictures)
def test_each_pixel_is_what_the_caption_says(levels):
    whole = levels.astype(int)
    np.testing.assert_array_equal(changed("Negative", levels), 255 - whole)
    np.testing.assert_array_equal(changed("Upside down", levels)[0], levels[-1])
    np.testing.assert_array_equal(changed("Mirrored", levels)[:, 0], levels[:, -1])
    np.testing.assert_array_equal(changed("Brighter", levels), np.minimum(whole + 64, 255))
    red, green, blue = np.moveaxis(whole, 2, 0)
    grey = (299 * red + 587 * green + 114 * blue + 500) // 1000
    np.testing.assert_array_equal(changed("Grey", levels), np.dstack([grey] * 3))


@given(pictures)
def test_blurred_is_the_mean_of_25_pixels_rounded_half_up(levels):
    wide = np.pad(levels, ((2, 2), (2, 2), (0, 0)), "edge").astype(int)
    sums = np.array(
        [
            [wide[row : row + 5, col : col + 5].sum(axis=(0, 1)) for col in range(levels.shape[1])]
            for row in range(levels.shape[0])
        ]
    )
    np.testing.assert_array_equal(changed("Blurred", levels), np.floor(sums / 25 + 0.5))


@pytest.mark.parametrize("level", [0, 128, 255])
@pytest.mark.parametrize("name", ["As it is", "Grey", "Blurred"])
def test_one_grey_everywhere_stays(name, level):
    levels = np.full((4, 5, 3), level, np.uint8)
    np.testing.assert_array_equal(changed(name, levels), levels)
