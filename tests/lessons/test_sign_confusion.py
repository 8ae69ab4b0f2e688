import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.signal import correlate2d

from explorer.core.arrays import read_only
from explorer.core.kernels import KERNELS
from explorer.images import samples
from explorer.lessons.sign_confusion import (
    FIRST_LAYER,
    LIGHT_AT_THE_TOP,
    LIGHT_ON_THE_RIGHT,
    SECOND_LAYER,
    Negative,
    Pair,
    negative_sentence,
    picture_and_negative,
    second_layer,
    units_sentence,
)

SOBEL, LAPLACIAN = KERNELS["Sobel right"].weights, KERNELS["Laplacian (4 neighbours)"].weights
whole = hnp.arrays(np.int64, (3, 3), elements=st.integers(-20, 20)).map(read_only)
layers = st.integers(1, 5).flatmap(
    lambda k: st.tuples(
        whole,
        st.lists(whole, min_size=k, max_size=k),
        st.lists(st.integers(-9, 9), min_size=k, max_size=k),
    )
)
level_maps = hnp.arrays(
    np.uint8, st.tuples(st.integers(5, 9), st.integers(5, 9)), elements=st.integers(0, 255)
)
pictures = level_maps.map(lambda levels: read_only(levels / 255))
any_kernel = hnp.arrays(np.float32, (3, 3), elements=st.floats(-4, 4, width=32)).map(read_only)
whole_kernel = hnp.arrays(np.int64, (3, 3), elements=st.integers(-4, 4)).map(read_only)


def scene():
    levels = 40 + 2 * np.arange(64) + np.zeros((64, 1))
    levels[16:48, 12:20] = 230
    down, across = np.mgrid[:64, :64]
    levels[(down - 32) ** 2 + (across - 44) ** 2 < 100] = 20
    return levels


@given(layers)
@settings(deadline=None)
def test_a_unit_adds_up_what_one_counts_by_hand(layer):
    window, kernels, weights = layer
    unit = second_layer(window, kernels, weights)
    answers = [
        sum(float(w) * float(k) for w, k in zip(window.flat, kernel.flat, strict=True)) for kernel in kernels
    ]
    pairs = list(zip(weights, answers, strict=True))
    assert unit.responses.tolist() == answers
    assert unit.rectified.tolist() == [max(0.0, answer) for answer in answers]
    assert unit.linear_terms.tolist() == [weight * answer for weight, answer in pairs]
    assert unit.rectified_terms.tolist() == [weight * max(0.0, answer) for weight, answer in pairs]
    assert unit.linear == sum(weight * answer for weight, answer in pairs)
    assert unit.output == sum(weight * max(0.0, answer) for weight, answer in pairs)


@given(layers)
@settings(deadline=None)
def test_without_a_rectifier_the_opposite_window_gives_the_opposite_answer(layer):
    window, kernels, weights = layer
    unit, opposite = second_layer(window, kernels, weights), second_layer(-window, kernels, weights)
    assert opposite.linear == -unit.linear
    assert unit.output - opposite.output == unit.linear  # because relu(y) - relu(-y) = y


def test_two_windows_are_confused_without_a_rectifier_only():
    upright = second_layer(LIGHT_ON_THE_RIGHT, FIRST_LAYER, SECOND_LAYER)
    level = second_layer(LIGHT_AT_THE_TOP, FIRST_LAYER, SECOND_LAYER)
    assert (upright.responses.tolist(), level.responses.tolist()) == ([4, 0], [0, -4])
    assert (upright.linear_terms.tolist(), level.linear_terms.tolist()) == ([4, 0], [0, 4])
    assert (upright.linear, level.linear) == (4, 4)
    assert (upright.output, level.output) == (4, 0)


def test_each_kernel_needs_a_weight_and_the_shape_of_the_window():
    with pytest.raises(ValueError, match="2 kernels cannot go with 1 weights"):
        second_layer(LIGHT_AT_THE_TOP, FIRST_LAYER, [1.0])
    with pytest.raises(ValueError, match="3 by 3 pixels"):
        second_layer(LIGHT_AT_THE_TOP, [np.ones((5, 5), np.float32)], [1.0])


@given(pictures, any_kernel, any_kernel)
@settings(deadline=None)
def test_a_linear_network_is_odd(image, first, second):
    found = picture_and_negative(image, first, second)
    assert found.linear.largest_sum == 0
    assert found.magnitude.largest_difference == 0
    np.testing.assert_array_equal(found.magnitude.picture, abs(found.linear.picture))


@given(level_maps, whole_kernel)
@settings(deadline=None)
def test_it_is_what_scipy_makes_of_the_picture_and_of_its_true_negative(levels, second):
    found = picture_and_negative(read_only(levels / 255), SOBEL, second)
    pairs = [found.linear.picture, found.rectified.picture], [found.linear.negative, found.rectified.negative]
    for shown, (linear, rectified) in zip((levels.astype(int), 255 - levels.astype(int)), pairs, strict=True):
        between = correlate2d(shown, SOBEL.astype(int), "valid")
        np.testing.assert_array_equal(linear, correlate2d(between, second.astype(int), "valid"))
        np.testing.assert_array_equal(
            rectified, correlate2d(np.maximum(between, 0), second.astype(int), "valid")
        )


@given(pictures)
@settings(deadline=None)
def test_with_relu_the_sum_of_both_answers_is_the_answer_to_the_magnitude(image):
    found = picture_and_negative(image)
    np.testing.assert_array_equal(found.rectified.picture - found.rectified.negative, found.linear.picture)
    levels = np.rint(image * 255).astype(int)
    magnitude = np.abs(correlate2d(levels, SOBEL.astype(int), "valid"))
    doubled = correlate2d(magnitude, LAPLACIAN.astype(int), "valid")
    np.testing.assert_array_equal(found.rectified.picture + found.rectified.negative, doubled)
    assert found.rectified.largest_sum == np.abs(doubled).max()


def test_brightness_is_counted_from_mid_grey():
    levels = np.arange(49).reshape(7, 7)
    found = picture_and_negative(read_only(levels / 255), KERNELS["Identity"].weights, [[1]])
    np.testing.assert_array_equal(found.linear.picture, levels[1:-1, 1:-1] - 127.5)
    assert not found.rectified.picture.any()  # all of it is darker than mid-grey
    np.testing.assert_array_equal(found.rectified.negative, 127.5 - levels[1:-1, 1:-1])


def test_the_scene_with_a_bar_and_a_disc():
    found = picture_and_negative(read_only(scene() / 255), SOBEL, LAPLACIAN)
    assert found.linear.cosine == pytest.approx(-1)
    assert found.rectified.largest_sum == 838
    assert found.rectified.cosine == pytest.approx(-0.0116, abs=5e-5)


def test_the_cosine_tells_same_opposite_and_unlike():
    one, other = read_only([[1, 2], [0, 0]]), read_only([[0, 0], [3, 0]])
    assert Pair(one, one).cosine == pytest.approx(1)
    assert Pair(one, -one).cosine == pytest.approx(-1)
    assert Pair(one, other).cosine == 0
    assert Pair(one, 0 * one).cosine == 0
    assert Pair(read_only([[3, 0]]), read_only([[3, 4]])).cosine == pytest.approx(0.6)


def test_sums_and_differences_are_the_largest_absolute_ones():
    pair = Pair(read_only([[1, -5]]), read_only([[2, -4]]))
    assert (pair.largest_sum, pair.largest_difference) == (9, 1)


def test_a_picture_too_small_for_two_layers_is_refused():
    assert picture_and_negative(np.ones((5, 5), np.float32)).linear.picture.shape == (1, 1)
    with pytest.raises(ValueError, match="does not fit"):
        picture_and_negative(np.ones((4, 5), np.float32))


@pytest.mark.parametrize("first", ["Sobel right", "Laplacian (4 neighbours)", "Gaussian blur", "Emboss"])
@pytest.mark.parametrize("picture", samples())
def test_what_is_said_of_a_picture_and_its_negative_is_so(picture, first):
    answers = picture_and_negative(samples()[picture].load(64), KERNELS[first].weights)
    said = negative_sentence(answers)
    linear, rectified = answers.linear, answers.rectified
    if "0 everywhere, and to its negative, too" in said:
        assert not any(each.any() for each in (linear.picture, rectified.picture, rectified.negative))
        return
    assert ("answer’s sign turns too" in said) == bool(linear.picture.any())
    np.testing.assert_array_equal(linear.picture, -linear.negative)
    np.testing.assert_array_equal(np.abs(linear.picture), np.abs(linear.negative))
    opposite = bool((rectified.picture == -rectified.negative).all())
    assert ("they are opposite with ReLU, too" in said) == opposite
    assert ("are not opposite" in said) != opposite


def test_answers_that_stay_opposite_are_called_so():
    found = picture_and_negative(samples()["Brick wall"].load(64))
    assert "opposite with ReLU, too" in negative_sentence(
        Negative(found.linear, found.magnitude, found.linear)
    )


@pytest.mark.parametrize("exchanged", [False, True])
def test_what_is_said_of_the_two_windows_is_so_of_their_numbers(exchanged):
    windows = [1 - window if exchanged else window for window in (LIGHT_ON_THE_RIGHT, LIGHT_AT_THE_TOP)]
    units = [second_layer(window, FIRST_LAYER, SECOND_LAYER) for window in windows]
    before, after = units_sentence(*units).split("; with ReLU")
    assert ("the same number" in before) == (units[0].linear == units[1].linear)
    assert ("the same number" in after) == (units[0].output == units[1].output)
