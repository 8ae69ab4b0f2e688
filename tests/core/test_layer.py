import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import read_only
from explorer.core.convolution import PADDINGS, conv2d
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward

PICTURE = read_only(np.random.default_rng(0).random((11, 14)))
SOBEL = KERNELS["Sobel right"].weights
images = hnp.arrays(np.float32, (6, 7), elements=st.floats(0, 1, width=32)).map(read_only)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("padding", PADDINGS)
def test_a_layer_is_its_sums_and_then_its_activation(activation, padding):
    step = forward(PICTURE, SOBEL, bias=-0.5, activation=activation, padding=padding, stride=2)
    sums = conv2d(PICTURE, SOBEL, bias=-0.5, padding=padding, stride=2)
    np.testing.assert_array_equal(step.pre_activation, sums)
    np.testing.assert_array_equal(step.activation_map, ACTIVATIONS[activation].function(sums))
    assert step.pre_activation.dtype == step.activation_map.dtype == np.float32


def test_the_slope_is_handed_on():
    step = forward(PICTURE, SOBEL, activation="PReLU", negative_slope=-1.0)
    np.testing.assert_array_equal(step.activation_map, np.abs(step.pre_activation))


@given(images)
@settings(deadline=None)
def test_a_kernel_and_its_opposite_share_a_map_between_them(image):
    one, other = forward(image, SOBEL), forward(image, -SOBEL)
    np.testing.assert_array_equal(one.activation_map - other.activation_map, one.pre_activation)


@given(images)
@settings(deadline=None)
def test_a_negative_swaps_the_two_halves(image):
    eighths = np.round(image * 8) / 8  # so that 1 − image is exact
    one, other = forward(eighths, SOBEL), forward(1 - eighths, -SOBEL)
    np.testing.assert_array_equal(one.activation_map, other.activation_map)


@given(images, st.sampled_from(list(ACTIVATIONS)))
@settings(deadline=None)
def test_the_limits_hold_both_maps(image, activation):
    step = forward(image, SOBEL, activation=activation)
    largest = np.abs(step.pre_activation).max()
    assert step.limit == (largest or 1.0)
    assert step.shared_limit == max(step.limit, np.abs(step.activation_map).max())


def test_an_empty_map_still_has_a_range():
    step = forward(np.ones((4, 4)), SOBEL)
    assert (step.limit, step.shared_limit) == (1.0, 1.0)


def test_the_step_and_softplus_reach_beyond_the_signed_map():
    faint = np.full((4, 4), 0.001)
    for activation, reach in (("Step", 1.0), ("Softplus", np.log(2))):
        step = forward(faint, KERNELS["Identity"].weights, activation=activation)
        assert step.limit == pytest.approx(0.001)
        assert step.shared_limit == pytest.approx(reach, abs=1e-3)


def test_blur_of_a_picture_gives_relu_nothing_to_do():
    step = forward(PICTURE, KERNELS["Gaussian blur"].weights)
    np.testing.assert_array_equal(step.activation_map, step.pre_activation)


@pytest.mark.parametrize("padding", PADDINGS)
@pytest.mark.parametrize("stride", [1, 2, 3, 4])
def test_positions_go_to_the_map_and_back(padding, stride):
    step = forward(PICTURE, SOBEL, padding=padding, stride=stride)
    for axis, (side, count) in enumerate(zip(PICTURE.shape, step.pre_activation.shape, strict=True)):
        centres = np.array([step.centre(index) for index in range(count)])
        assert centres.max() < side
        assert [step.nearest(int(centre), axis) for centre in centres] == list(range(count))
        for position in range(side):
            away = np.abs(centres - position)
            assert away[step.nearest(position, axis)] == away.min()


def test_positions_outside_are_pulled_in():
    step = forward(PICTURE, SOBEL, padding="valid", stride=3)
    assert (step.nearest(-100, 0), step.nearest(10**9, 0), step.nearest(10**9, 1)) == (0, 2, 3)


def test_halfway_goes_to_the_later_centre():
    step = forward(PICTURE, SOBEL, stride=2)
    assert [step.nearest(position, 0) for position in range(5)] == [0, 1, 1, 2, 2]


def test_a_pass_cannot_be_changed():
    step = forward(PICTURE, SOBEL)
    with pytest.raises(dataclasses.FrozenInstanceError):
        step.limit = 2.0
    with pytest.raises(ValueError, match="read-only"):
        step.pre_activation[0, 0] = 1
    with pytest.raises(ValueError, match="read-only"):
        step.activation_map[0, 0] = 1


def test_an_unknown_activation_is_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=r"no activation called 'relu'.*ReLU, PReLU, .*Identity"):
        forward(PICTURE, SOBEL, activation="relu")


@pytest.mark.parametrize(
    "change",
    [
        {"kernel": np.full((3, 3), 3e38)},
        {"image": np.full((4, 4), np.nan)},
        {"image": np.full((4, 4), np.inf), "activation": "Step"},
        {"activation": "PReLU", "negative_slope": float("nan")},
    ],
)
def test_numbers_beyond_computing_are_refused(change):
    arguments = {"image": np.ones((4, 4)), "kernel": np.ones((3, 3)), **change}
    with pytest.raises(ValueError, match="too large to compute with"):
        forward(arguments.pop("image"), arguments.pop("kernel"), **arguments)
