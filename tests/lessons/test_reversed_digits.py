import numpy as np
import pytest
from scipy.optimize import minimize
from scipy.signal import correlate2d

from explorer.core.activations import prelu
from explorer.lessons.reversed_digits import (
    SLOPES,
    Digits,
    draw_anchors,
    draw_digits,
    experiment,
    font,
    pool,
    prepare,
    slope_point,
    train,
)

SEEDS = range(4)


@pytest.fixture(scope="module")
def experiments():
    return [experiment(seed) for seed in SEEDS]


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
    unchanged = pool(negatives, -anchors)
    np.testing.assert_array_equal(unchanged.positive, straight.positive)
    np.testing.assert_array_equal(unchanged.negative, straight.negative)


def test_flat_pictures_leave_the_first_layer_silent(random):
    flat = np.full((2, 14, 14), 77, np.uint8)
    found = pool(flat, draw_anchors(random))
    assert not found.doubled().any()


def test_training_finds_the_minimum_that_it_promises(random):
    features, labels = random.normal(size=(40, 3)), random.integers(0, 10, 40)
    found = train(features, labels)
    wanted = (labels[:, None] == np.arange(10)).astype(float)

    def loss(numbers):
        weights, bias = numbers[:30].reshape(3, 10), numbers[30:]
        errors = features @ weights + bias - wanted
        return (errors**2).sum() / 40 + 0.003 * (weights**2).sum()

    best = minimize(loss, np.zeros(40), tol=1e-12).x
    np.testing.assert_allclose(np.append(found.weights.ravel(), found.bias), best, atol=1e-5)


def test_accuracy_counts_right_answers():
    read_out = train(np.eye(3), np.array([2, 5, 7]))
    assert read_out.predict(np.eye(3)).tolist() == [2, 5, 7]
    assert read_out.accuracy(np.eye(3), np.array([2, 5, 8])) == pytest.approx(2 / 3)


def test_relu_learns_one_polarity_and_fails_on_the_other(experiments):
    for found in experiments:  # the bounds hold for seeds 0 to 29 of NumPy's stream
        assert found.accuracies.normal > 0.85
        assert found.accuracies.on_reversed < 0.45


def test_negated_anchors_change_the_polarity_exactly(experiments):
    for found in experiments:
        assert found.accuracies.same_predictions
        assert found.accuracies.negated_on_reversed == found.accuracies.normal
        assert found.accuracies.negated_on_normal == found.accuracies.on_reversed


def test_doubled_anchors_learn_both_polarities_alike(experiments):
    for found in experiments:
        assert found.accuracies.doubled_on_normal > 0.9
        assert found.accuracies.doubled_on_reversed == pytest.approx(found.accuracies.doubled_on_normal)


def test_a_linear_network_learns_nothing_from_both_polarities(experiments):
    for found in experiments:
        assert found.accuracies.linear_largest_weight < 1e-12
        assert 0.05 < found.accuracies.linear_on_normal < 0.15
        assert 0.05 < found.accuracies.linear_on_reversed < 0.15


def test_the_sweep_passes_through_relu_and_falls_to_guessing_at_the_straight_line(experiments):
    for found in experiments:
        points = {point.negative_slope: point for point in found.sweep}
        assert tuple(points) == SLOPES
        assert points[0.0].one_polarity == found.accuracies.normal
        guessing = (found.accuracies.linear_on_normal + found.accuracies.linear_on_reversed) / 2
        assert points[1.0].both_polarities == pytest.approx(guessing)
        assert all(point.both_polarities > 0.35 for slope, point in points.items() if slope != 1)
        assert points[1.0].one_polarity > 0.5


def test_examples_show_each_digit_and_its_negative(experiments):
    toy = experiments[0].toy
    assert toy.examples.shape == (10, 14, 14)
    for digit, picture, negative in zip(range(10), toy.examples, toy.reversed_examples, strict=True):
        np.testing.assert_allclose(picture + negative, 1, atol=1e-6)
        fits = [
            (picture[top : top + 7, left : left + 5][font()[digit]]).mean()
            for top in (3, 4)
            for left in (3, 4, 5)
        ]
        assert max(fits) > 0.5


def test_a_seed_gives_the_same_again_and_tells_its_progress(experiments):
    shares = []
    again = experiment(2, shares.append)
    np.testing.assert_allclose(shares, np.arange(1, 12) / 11)
    assert again.accuracies == experiments[2].accuracies
    assert again.sweep == experiments[2].sweep
    np.testing.assert_array_equal(again.toy.examples, experiments[2].toy.examples)
    assert not np.array_equal(again.toy.examples, experiments[1].toy.examples)
    assert slope_point(prepare(2), 0.25) == again.sweep[SLOPES.index(0.25)]
