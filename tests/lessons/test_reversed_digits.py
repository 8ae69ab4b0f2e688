import numpy as np
import pytest
from scipy.optimize import minimize

from explorer.lessons.digits import font
from explorer.lessons.reversed_digits import (
    SLOPES,
    experiment,
    polarities,
    prepare,
    remark,
    share,
    slope_point,
    train,
    worst_slope,
)

SEEDS = range(2)


@pytest.fixture(scope="module")
def experiments():
    return [experiment(seed) for seed in SEEDS]


@pytest.fixture
def random():
    return np.random.default_rng(5)


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
        assert found.accuracies.relu.normal > 0.85
        assert found.accuracies.relu.on_reversed < 0.45


def test_negated_anchors_change_the_polarity_exactly(experiments):
    for found in experiments:
        assert found.accuracies.same_predictions
        assert found.accuracies.negated.on_reversed == found.accuracies.relu.normal
        assert found.accuracies.negated.normal == found.accuracies.relu.on_reversed


def test_doubled_anchors_learn_both_polarities_alike(experiments):
    for found in experiments:
        assert found.accuracies.doubled.normal > 0.9
        assert found.accuracies.doubled.on_reversed == pytest.approx(found.accuracies.doubled.normal)


def test_odd_networks_learn_nothing_from_both_polarities(experiments):
    for found in experiments:
        assert found.accuracies.odd_largest_weight < 1e-12
        for score in (found.accuracies.linear, found.accuracies.bounded):
            assert 0.05 < score.normal < 0.15
            assert 0.05 < score.on_reversed < 0.15


def test_it_is_oddness_and_not_the_missing_rectifier(experiments):
    for found in experiments:
        assert found.accuracies.absolute.normal == found.accuracies.absolute.on_reversed > 0.9
        assert found.accuracies.linear_one.normal > 0.7
    first = experiments[0].accuracies
    assert [
        share(each) for each in (first.bounded.normal, first.absolute.normal, first.linear_one.normal)
    ] == [
        "8.8 %",
        "97.8 %",
        "77.8 %",
    ]


def test_the_sweep_passes_through_relu_and_falls_to_guessing_at_the_straight_line(experiments):
    for found in experiments:
        points = {point.negative_slope: point for point in found.sweep}
        assert tuple(points) == SLOPES
        assert points[0.0].one_polarity == found.accuracies.relu.normal
        guessing = (found.accuracies.linear.normal + found.accuracies.linear.on_reversed) / 2
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
    again = experiment(1, shares.append)
    np.testing.assert_allclose(shares, np.arange(1, 12) / 11)
    assert again.accuracies == experiments[1].accuracies
    assert again.sweep == experiments[1].sweep
    np.testing.assert_array_equal(again.toy.examples, experiments[1].toy.examples)
    assert not np.array_equal(again.toy.examples, experiments[0].toy.examples)
    assert slope_point(again.toy, 0.25) == again.sweep[SLOPES.index(0.25)]


def test_the_remark_holds_for_seeds_of_the_menu():
    for seed in (9, 29):
        found = polarities(prepare(seed))
        assert 0 < found.relu.on_reversed < 0.5 < found.relu.normal
        assert found.doubled.normal == found.doubled.on_reversed > 0.9
        said = remark(found)
        assert ("exactly as it named the normal ones" in said) == found.same_predictions
        assert max(found.linear.normal, found.linear.on_reversed) < 0.15  # no better than guessing
        assert max(found.bounded.normal, found.bounded.on_reversed) < 0.15
        assert found.odd_largest_weight < 1e-12  # which is rounding
        assert min(found.absolute.normal, found.absolute.on_reversed) > 0.85  # |z| learns both


def test_the_worst_slope_is_named_with_its_share(experiments):
    for found in experiments:
        lowest = min(point.both_polarities for point in found.sweep)
        (at,) = [point.negative_slope for point in found.sweep if point.both_polarities == lowest]
        assert f"worst at slope {at:.2f}: {share(lowest)}." in worst_slope(found.sweep)
