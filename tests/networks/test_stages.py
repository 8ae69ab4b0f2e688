import numpy as np
import pytest

from explorer.networks import stages
from explorer.networks.stages import LAYERS, LEARNED_SLOPES, P_NET, R_NET, R_NET_SLOPES, split


def numbers(stage):
    layers = [*stage.layers, stage.face, stage.box]
    return sum(layer.weights.size + layer.bias.size for layer in layers) + sum(map(len, stage.slopes))


def test_each_stage_has_as_many_numbers_as_published():
    assert numbers(P_NET) == 6_632
    assert numbers(R_NET) == 100_178


def test_the_slopes_of_the_first_layer_are_the_published_ones():
    published = (-0.625, -0.212, 1.012, 0.441, -1.035, 0.322, -0.298, 0.252, -0.883, -1.278)
    assert LEARNED_SLOPES[:10] == pytest.approx(published, abs=0.0005)


def test_the_slopes_come_layer_after_layer():
    assert [len(layer) for layer in R_NET_SLOPES] == [28, 48, 64, 128]
    for stage in (P_NET, R_NET):
        assert [len(slopes) for slopes in stage.slopes] == [len(layer.weights) for layer in stage.layers]
    parts = split(LEARNED_SLOPES)
    assert tuple(map(len, parts)) == LAYERS
    for part, learned in zip(parts, P_NET.slopes, strict=True):
        np.testing.assert_array_equal(part, learned)
    assert split(range(58))[1].tolist() == list(range(10, 26))


@pytest.mark.parametrize("count", [0, 57, 59])
def test_another_count_of_slopes_is_refused(count):
    with pytest.raises(ValueError, match=f"58 slopes, and here are {count}"):
        split([0.0] * count)


@pytest.mark.parametrize("stage", [P_NET, R_NET])
def test_nothing_can_change_the_weights(stage):
    arrays = [array for layer in (*stage.layers, stage.face, stage.box) for array in layer]
    for array in [*arrays, *stage.slopes]:
        assert array.dtype == np.float32
        assert not array.flags.writeable


def test_without_the_file_all_numbers_are_0_and_the_shapes_are_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr(stages, "FILE", tmp_path / "mtcnn.npz")
    for name, shapes, stage in (
        ("pnet", stages._P_NET_SHAPES, P_NET),
        ("rnet", stages._R_NET_SHAPES, R_NET),
    ):
        empty = stages._read(name, shapes)
        assert numbers(empty) == numbers(stage)
        assert not any(layer.weights.any() for layer in (*empty.layers, empty.face, empty.box))
        for one, other in zip(empty.layers, stage.layers, strict=True):
            assert one.weights.shape == other.weights.shape
