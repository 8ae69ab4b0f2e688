"""P-Net in the browser against P-Net in Python: float64 sums rounded once against sums in float32."""

import numpy as np
import pytest

from explorer.networks.forward import channel_maps, proposals
from explorer.networks.stages import LAYERS, LEARNED_SLOPES, P_NET
from tests.parity.node import Refusal, ask, call

ANSWERS = "../tests/parity/network", "answers"
PRESETS = {"learned": LEARNED_SLOPES} | {str(slope): (slope,) * 58 for slope in (0.0, 0.01, 1.0, -1.0)}
SHAPES = [(12, 12), (12, 13), (13, 12), (14, 14), (15, 16), (23, 21), (24, 24), (12, 60), (61, 12), (41, 70)]
NEAR = 1e-4


def pattern(rows, cols):
    """Return the picture of which NETWORK.md gives the answers."""
    row, col, colour = np.ogrid[:rows, :cols, :3]
    return ((7 * row + 13 * col + 29 * colour) % 256).astype(np.uint8)


def pictures():
    rng = np.random.default_rng(0)
    yield from (rng.integers(0, 256, (*shape, 3), np.uint8) for shape in SHAPES)
    yield from (pattern(*shape) for shape in SHAPES[-4:])
    yield np.zeros((30, 31, 3), np.uint8)
    yield (255 * rng.integers(0, 2, (40, 33, 3))).astype(np.uint8)


def slopes_at_random(rng):
    return tuple(float(slope) for slope in rng.uniform(-1.5, 1.5, sum(LAYERS)))


def weights():
    """Return the weights of P-Net as JavaScript is given them."""
    layers = {f"conv{number}": layer for number, layer in enumerate(P_NET.layers, 1)} | {"face": P_NET.face}
    return {name: {"weight": layer.weights.ravel(), "bias": layer.bias} for name, layer in layers.items()}


def asked(levels, steps):
    """Return what JavaScript answers to a picture, step after step."""
    given = [{**step, "slopes": np.array(step["slopes"])} for step in steps]
    (found,) = ask([call(*ANSWERS, levels.ravel(), *levels.shape[:2], weights(), given)])
    return found


def apart(found, levels, slopes):
    """Return the largest difference of a probability."""
    expected = proposals(levels, slopes).face
    assert found.shape == expected.shape
    return np.abs(found - expected).max()


@pytest.mark.parametrize(
    ("size", "slopes", "place", "mean"),
    [
        ((24, 24), "learned", {(0, 0): 0.0344233, (3, 4): 0.0186261}, 0.0403718),
        ((24, 24), "0.0", {(3, 4): 0.0020889}, 0.0069582),
        ((24, 24), "1.0", {(3, 4): 1.0}, 0.7549996),
        ((23, 21), "learned", {}, 0.0437740),
    ],
)
def test_the_answers_are_those_of_pytorch(size, slopes, place, mean):
    (found,) = asked(pattern(*size), [{"slopes": PRESETS[slopes]}])
    assert found.mean() == pytest.approx(mean, abs=1e-6)
    assert {where: found[where] for where in place} == pytest.approx(place, abs=1e-6)


def test_the_probabilities_are_those_of_python():
    rng = np.random.default_rng(1)
    for levels in pictures():
        tried = [*PRESETS.values(), *(slopes_at_random(rng) for _ in range(3))]
        found = asked(levels, [{"slopes": slopes} for slopes in tried])
        assert max(map(apart, found, [levels] * len(tried), tried)) <= NEAR


def test_what_is_kept_from_slope_to_slope_is_what_a_new_start_would_give():
    """Every layer is changed after every other, in one channel and in all, and back, and asked for or not."""
    rng = np.random.default_rng(2)
    levels = rng.integers(0, 256, (37, 44, 3), np.uint8)
    slopes, steps = list(LEARNED_SLOPES), [{"slopes": LEARNED_SLOPES}]
    for _ in range(150):
        place = int(rng.integers(58))
        slopes[place] = float(rng.choice([0.0, 1.0, LEARNED_SLOPES[place], rng.uniform(-1.5, 1.5)]))
        if rng.random() < 0.2:
            slopes = list(slopes_at_random(rng) if rng.random() < 0.5 else LEARNED_SLOPES)
        layer = int(rng.integers(4))
        channel = {"layer": layer, "channel": int(rng.integers(LAYERS[layer - 1]))} if layer else {}
        steps.append({"slopes": tuple(slopes), **channel})
    found = asked(levels, steps)
    for step, answer in zip(steps, found, strict=True):
        (fresh,) = asked(levels, [step])
        if "layer" in step:
            assert {name: one.tobytes() for name, one in answer.items()} == {
                name: one.tobytes() for name, one in fresh.items()
            }
        else:
            assert answer.tobytes() == fresh.tobytes()
            assert apart(answer, levels, step["slopes"]) <= NEAR


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_the_maps_of_every_channel_are_those_of_python(layer):
    rng = np.random.default_rng(layer)
    for levels in list(pictures())[::3]:
        for slopes in (LEARNED_SLOPES, slopes_at_random(rng)):
            count = LAYERS[layer - 1]
            steps = [{"slopes": slopes, "layer": layer, "channel": channel} for channel in range(count)]
            found = asked(levels, steps)
            for name, expected in zip(("before", "after"), channel_maps(levels, layer, slopes), strict=True):
                values = np.stack([one[name] for one in found])
                assert values.shape == expected.shape
                assert np.abs(values - expected).max() <= 1e-5 * max(1, np.abs(expected).max())


def test_a_picture_that_is_too_small_is_refused():
    given = [np.zeros((*shape, 3), np.uint8) for shape in ((11, 30), (30, 11), (3, 3))]
    found = ask(call("core/network", "prepare", levels.ravel(), *levels.shape[:2]) for levels in given)
    assert all(isinstance(one, Refusal) and "12 by 12" in one.message for one in found)
