import itertools
import re

import numpy as np
import pytest

from explorer.core.activations import ACTIVATIONS
from explorer.core.layer import forward
from tests.parity import cases
from tests.parity.node import ask, call

MODULE = "core/layer"
STEEPEST = 1.2
"""No activation but the step and ReLU² is steeper anywhere; GELU and SiLU reach 1.13 and 1.10."""


@pytest.fixture(scope="module")
def both():
    """Return every padding, stride and activation, with what Python and JavaScript make of it."""
    rng = np.random.default_rng(0)
    pictures, kernels = cases.pictures(rng), list(cases.kernels(rng).values())
    given = []
    combinations = itertools.product(cases.GRIDS, ACTIVATIONS)
    for number, ((padding, stride), activation) in enumerate(combinations):
        shape = cases.SHAPES[5 + number % (len(cases.SHAPES) - 5)]
        params = {"negative_slope": float(rng.choice([-1.5, -1, -0.3, 0, 0.25, 1, 1.5]))}
        options = {
            "kernel": kernels[number % 10],
            "bias": float(cases.BIASES[number % 5]),
            "activation": activation,
            "padding": padding,
            "stride": stride,
            **(params if ACTIVATIONS[activation].takes else {}),
        }
        for kind in ("bytes", "signed", "constant", "faint", "black"):
            given.append((pictures[kind](shape), options))
    found = ask(call(MODULE, "forward", image, flat(options)) for image, options in given)
    return [
        (forward(image, **options), layer, options)
        for (image, options), layer in zip(given, found, strict=True)
    ]


def flat(options):
    return {**options, "kernel": options["kernel"].ravel()}


def close(found, expected, scale):
    """Tell whether two values differ by no more than the roundings of both cores at that scale."""
    return np.abs(np.float64(found) - expected) <= 32 * (2.0**-24 * scale + 2.0**-149)


def test_every_layer_has_the_same_grid(both):
    for expected, found, _ in both:
        assert (found["stride"], found["offset"]) == (expected.stride, expected.offset)
        assert found["preActivation"].shape == expected.pre_activation.shape
        assert found["activationMap"].shape == expected.activation_map.shape


def test_the_maps_and_limits_agree_to_the_rounding_of_float32(both):
    """32 roundings: 11 of the sum, twice that where one core silences it, then 8 of the activation."""
    for expected, found, options in both:
        scale = float(np.abs(options["kernel"]).sum(dtype=float)) * 4 + abs(options["bias"])
        assert close(found["preActivation"], expected.pre_activation, scale).all()
        if expected.pre_activation.any():
            assert close(found["limit"], expected.limit, scale)
        alike = np.sign(found["preActivation"]) == np.sign(expected.pre_activation)
        assert alike.mean() > 0.99
        steepest = max(STEEPEST, 2 * expected.limit if options["activation"] == "ReLU²" else 0)
        near = close(found["activationMap"], expected.activation_map, steepest * max(scale, 1))
        assert (near | ~alike).all()


def test_the_limits_are_those_of_the_maps(both):
    for expected, found, _ in both:
        signed, rectified = np.abs(found["preActivation"]).max(), np.abs(found["activationMap"]).max()
        assert found["limit"] == (float(signed) or 1.0)
        assert found["sharedLimit"] == max(found["limit"], float(rectified))
        assert (found["limit"] == 1.0) >= (expected.limit == 1.0 and not expected.pre_activation.any())


@pytest.mark.parametrize("padding", ["replicate", "valid"])
def test_positions_go_to_the_same_places(padding):
    image = np.zeros((9, 14), np.float32)
    for stride in cases.STRIDES:
        options = {"kernel": np.ones((3, 3), np.float32), "padding": padding, "stride": stride}
        expected = forward(image, **options)
        (layer,) = ask([call(MODULE, "forward", image, flat(options))])
        asked = [(position, axis) for position in range(-3, 20) for axis in (0, 1)]
        assert ask(call(MODULE, "nearest", layer, *one) for one in asked) == [
            expected.nearest(*one) for one in asked
        ]
        assert ask(call(MODULE, "centre", layer, index) for index in range(9)) == [
            expected.centre(index) for index in range(9)
        ]


@pytest.mark.parametrize(
    ("image", "options"),
    [
        (np.ones((3, 3), np.float32), {"activation": "Swish"}),
        (np.full((3, 3), 3e38, np.float32), {}),
        (np.full((3, 3), np.inf, np.float32), {}),
        (np.ones((3, 3), np.float32), {"padding": "same"}),
        (np.ones((2, 3), np.float32), {"padding": "valid"}),
        (np.ones((3, 3), np.float32), {"stride": 0}),
        (np.ones((3, 3), np.float32), {"bias": float("nan")}),
    ],
)
def test_both_refuse_with_the_same_sentence(image, options):
    options = {"kernel": np.full((3, 3), 100, np.float32), **options}
    (found,) = ask([call(MODULE, "forward", image, flat(options))])
    assert found.kind == "Error"
    with pytest.raises(ValueError, match=f"^{re.escape(found.message)}$"):
        forward(image, **options)
