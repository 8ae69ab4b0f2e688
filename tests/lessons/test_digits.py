import numpy as np
import pytest
from scipy.signal import correlate2d

from explorer.core.activations import prelu
from explorer.lessons.digits import Digits, draw_anchors, draw_digits, font, pool
from explorer.lessons.reversed_digits import SLOPES


@pytest.fixture
def random():
    return np.random.default_rng(5)


def averaged(values):
    """Average squares of 2 by 2, one by one."""
    return [
        values[row : row + 2, col : col + 2].mean()
        for row in range(0, len(values), 2)
        for col in range(0, len(values[0]), 2)
    ]


def test_the_font_draws_ten_different_digits_that_fill_their_box():
    digits = font()
    assert digits.shape == (10, 7, 5)
    assert len(np.unique(digits.reshape(10, -1), axis=0)) == 10
    assert digits.any(axis=2).all()
    assert all(digit[:, 1:4].any(axis=0).all() for digit in digits)


def test_a_drawn_digit_is_bright_where_its_ink_is(random):
    drawn = draw_digits(200, random)
    assert drawn.pictures.dtype == np.uint8
    for picture, label in zip(drawn.pictures, drawn.labels, strict=True):
        ink = font()[label]
        contrasts = [
            box[ink].mean() - box[~ink].mean()
            for top in (3, 4)
            for left in (3, 4, 5)
            for box in [picture[top : top + 7, left : left + 5].astype(float)]
        ]
        assert max(contrasts) > 70
    assert set(drawn.labels) == set(range(10))


def test_anchors_have_mean_zero_and_length_one(random):
    anchors = draw_anchors(random)
    assert anchors.shape == (6, 3, 3)
    np.testing.assert_allclose(anchors.sum(axis=(1, 2)), 0, atol=1e-12)
    np.testing.assert_allclose((anchors**2).sum(axis=(1, 2)), 1)


def test_the_first_layer_is_what_scipy_makes_of_each_picture(random):
    pictures, anchors = random.integers(0, 256, (3, 14, 14), np.uint8), draw_anchors(random)
    found = pool(pictures, anchors)
    for index, picture in enumerate(pictures):
        centred = picture / 255 - picture.mean() / 255
        answers = [correlate2d(centred, anchor, "valid") for anchor in anchors]
        for slope in SLOPES:
            expected = [averaged(prelu(answer, negative_slope=slope)) for answer in answers]
            np.testing.assert_allclose(found.features(slope)[index], np.ravel(expected), atol=1e-12)
        squashed = [averaged(np.tanh(answer)) for answer in answers]
        np.testing.assert_allclose(found.bounded[index], np.ravel(squashed), atol=1e-12)
        kept = [averaged(np.maximum(sign * answer, 0)) for sign in (1, -1) for answer in answers]
        np.testing.assert_allclose(found.doubled()[index], np.ravel(kept), atol=1e-12)


def test_negatives_and_negated_anchors_each_swap_the_halves_and_together_change_nothing(random):
    digits = Digits(random.integers(0, 256, (50, 14, 14), np.uint8), np.zeros(50, np.int64))
    anchors, negatives = draw_anchors(random), digits.reversed().pictures
    np.testing.assert_array_equal(negatives, 255 - digits.pictures.astype(int))
    straight = pool(digits.pictures, anchors)
    for swapped in (pool(negatives, anchors), pool(digits.pictures, -anchors)):
        np.testing.assert_array_equal(swapped.positive, straight.negative)
        np.testing.assert_array_equal(swapped.negative, straight.positive)
        np.testing.assert_array_equal(swapped.bounded, -straight.bounded)
    unchanged = pool(negatives, -anchors)
    np.testing.assert_array_equal(unchanged.positive, straight.positive)
    np.testing.assert_array_equal(unchanged.negative, straight.negative)


def test_flat_pictures_leave_the_first_layer_silent(random):
    flat = np.full((2, 14, 14), 77, np.uint8)
    found = pool(flat, draw_anchors(random))
    assert not found.doubled().any()
