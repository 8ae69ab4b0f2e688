"""P-Net and R-Net: the published reference values, and each layer against another formulation.

The published values were computed by others, with PyTorch 2.13 on the same weights, to seven decimals.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.signal import correlate

from explorer.networks import forward
from explorer.networks.forward import (
    Memory,
    channel_maps,
    confirmations,
    conv2d_channels,
    max_pool,
    normalised,
    prelu_channels,
    proposals,
    softmax,
)
from explorer.networks.stages import LEARNED_SLOPES, P_NET, R_NET, split
from tests.networks.pictures import pattern

values = st.floats(-4, 4, width=32)
sides = st.integers(3, 9)
RANDOM = np.random.default_rng(0)


def drawn(*shape):
    return RANDOM.uniform(-1, 1, shape).astype(np.float32)


def all_equal(slope):
    return (slope,) * len(LEARNED_SLOPES)


def test_published_probabilities_with_the_learned_slopes():
    face = proposals(pattern()).face
    assert face.shape == (7, 7)
    found = (face[0, 0], face[3, 4], face.mean())
    assert found == pytest.approx((0.0344233, 0.0186261, 0.0403718), abs=2e-7)


def test_published_numbers_of_a_box():
    box = proposals(pattern()).box
    assert box.shape == (7, 7, 4)
    assert box[2, 2] == pytest.approx((-0.0488725, -0.1210147, -0.3358680, -0.0391741), abs=2e-7)


def test_published_probabilities_with_every_slope_0():
    face = proposals(pattern(), all_equal(0.0)).face
    assert (face[3, 4], face.mean()) == pytest.approx((0.0020889, 0.0069582), abs=2e-7)


def test_published_probabilities_with_every_slope_1():
    face = proposals(pattern(), all_equal(1.0)).face
    assert (face[3, 4], face.mean()) == pytest.approx((1.0, 0.7549996), abs=2e-7)


def test_published_probabilities_where_the_pooling_reaches_over_the_border():
    face = proposals(pattern(23, 21)).face
    assert face.shape == (7, 6)
    assert face.mean() == pytest.approx(0.0437740, abs=2e-7)


def test_published_sums_of_the_first_layer():
    published = [
        -0.4875722, 1.7563362, 0.2265219, 1.2628663, -0.0037212,
        0.6374060, 0.1863507, -1.0808988, 0.0412813, 0.3284798,
    ]  # fmt: skip
    before, _ = channel_maps(pattern(), 1)
    np.testing.assert_allclose(before[:, 0, 0], published, rtol=0, atol=1e-6)  # sums of 27 products


def test_published_probability_of_r_net():
    assert confirmations(pattern()[None]).face == pytest.approx([0.0150722], abs=2e-7)


@pytest.mark.parametrize("count", [None, 1, 5])
@pytest.mark.parametrize(("height", "width"), [(3, 3), (2, 2), (1, 1), (1, 3)])
def test_a_convolution_is_a_sum_of_correlations_over_the_channels(height, width, count):
    maps, weights, bias = drawn(5, 7, 8, count or 1), drawn(6, 5, height, width), drawn(6)
    expected = np.stack(
        [
            np.stack(
                [
                    sum(
                        correlate(maps[c, ..., n].astype(float), weights[k, c].astype(float), "valid")
                        for c in range(5)
                    )
                    + bias[k]
                    for n in range(maps.shape[3])
                ],
                axis=-1,
            )
            for k in range(6)
        ]
    )
    given_maps = maps if count else maps[..., 0]
    found = conv2d_channels(given_maps, weights, bias)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected if count else expected[..., 0], rtol=0, atol=2e-5)


@pytest.mark.parametrize("layer", [*P_NET.layers, P_NET.face, *R_NET.layers[:3]])
@pytest.mark.parametrize("side", [3, 30, 60])
def test_a_convolution_in_blocks_is_the_same(layer, side):
    """Small enough for one block, and so large that the last block is a narrow one."""
    weights, bias = layer
    maps = drawn(weights.shape[1], side, side + 1)
    seen = np.lib.stride_tricks.sliding_window_view(maps, weights.shape[2:], axis=(1, 2))
    expected = np.einsum("crsij,kcij->krs", seen, weights, optimize=True) + bias[:, None, None]
    np.testing.assert_allclose(conv2d_channels(maps, weights, bias), expected, rtol=0, atol=3e-5)


@given(st.integers(1, 60), st.integers(1, 300), st.integers(1, 9))
def test_a_product_in_blocks_is_the_product(out, inner, count):
    weights = np.arange(out * inner, dtype=np.float32).reshape(out, inner) % 7
    columns = np.arange(inner * count, dtype=np.float32).reshape(inner, count) % 5
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forward, "_ALONE", 3 * 60 * 300)
        # Whole numbers: exact in any order.
        np.testing.assert_array_equal(forward._product(weights, columns, Memory()), weights @ columns)


def test_no_block_is_so_large_that_threads_would_share_it(monkeypatch):
    blocks = []
    whole = np.matmul

    def watched(one, other, out):
        blocks.append(one.shape[-2] * one.shape[-1] * other.shape[-1])
        return whole(one, other, out=out)

    monkeypatch.setattr(forward.np, "matmul", watched)
    proposals(pattern(150, 160))
    confirmations(np.stack([pattern()] * 40))
    assert max(blocks) <= 65536 * 4


@given(sides, sides, st.sampled_from([1, 3]))
def test_mirrored_kernels_on_mirrored_maps_give_mirrored_maps(rows, cols, reach):
    maps, weights, bias = drawn(2, rows, cols), drawn(3, 2, reach, reach), drawn(3)
    found = conv2d_channels(maps[:, :, ::-1], weights[..., ::-1], bias)
    np.testing.assert_allclose(found, conv2d_channels(maps, weights, bias)[:, :, ::-1], rtol=0, atol=1e-5)


@given(arrays(np.float32, (3, 2, 4), elements=values), arrays(np.float32, 3, elements=values))
def test_each_channel_is_rectified_with_its_own_slope(maps, slopes):
    expected = [
        np.where(channel < 0, channel * slope, channel) for channel, slope in zip(maps, slopes, strict=True)
    ]
    np.testing.assert_array_equal(prelu_channels(maps, slopes), expected)


@given(arrays(np.float32, (2, 3, 3, 2), elements=values))
def test_slope_1_is_the_identity_0_is_relu_and_minus_1_is_the_absolute_value(maps):
    for slope, expected in ((1, maps), (0, np.maximum(maps, 0)), (-1, np.abs(maps))):
        np.testing.assert_array_equal(prelu_channels(maps, np.float32([slope, slope])), expected)


@given(sides, sides, st.sampled_from([2, 3]), st.sampled_from([(), (2,)]))
def test_pooling_takes_the_largest_of_each_square_and_of_what_is_left_at_the_border(rows, cols, size, rest):
    maps = drawn(2, rows, cols, *rest)
    count = [int(np.ceil((side - size) / 2)) + 1 for side in (rows, cols)]
    expected = [
        [maps[:, 2 * r : 2 * r + size, 2 * c : 2 * c + size].max(axis=(1, 2)) for c in range(count[1])]
        for r in range(count[0])
    ]
    np.testing.assert_array_equal(max_pool(maps, size), np.moveaxis(np.array(expected), 2, 0))


@given(
    arrays(np.float32, (3, 5, 4, 2), elements=values),
    arrays(np.float32, 3, elements=values),
    st.integers(2, 3),
)
def test_rectified_and_pooled_in_one_is_the_same_as_one_after_the_other(maps, slopes, size):
    expected = max_pool(prelu_channels(maps, slopes), size)
    found = forward._rectified_largest(maps.copy(), slopes, size, Memory())
    np.testing.assert_array_equal(found, expected)


@given(arrays(np.float32, (2, 5), elements=st.floats(-(2.0**100), 2.0**100, width=32)))
def test_probabilities_of_any_scores_add_up_to_1(scores):
    found = softmax(scores)
    assert found.dtype == np.float32
    assert ((found >= 0) & (found <= 1)).all()
    np.testing.assert_allclose(found.sum(axis=0), 1, rtol=0, atol=1e-6)
    assert (found[1][scores[1] > scores[0]] >= 0.5).all()


def test_what_the_networks_read_lies_between_minus_1_and_1():
    levels = np.arange(256, dtype=np.uint8).repeat(3).reshape(16, 16, 3)
    read = normalised(levels)
    assert read.shape == (3, 16, 16)
    np.testing.assert_array_equal(read[0].ravel(), (np.arange(256) - 127.5) / 128)
    two = normalised(np.stack([pattern(4, 5), 255 - pattern(4, 5)]))
    assert two.shape == (3, 4, 5, 2)
    np.testing.assert_array_equal(two[..., 1], normalised(255 - pattern(4, 5)))


@settings(max_examples=20)
@given(st.integers(12, 40), st.integers(12, 40))
def test_the_map_has_a_place_for_every_second_pixel(rows, cols):
    answers = proposals(pattern(rows, cols))
    shape = tuple(-(-(side - 2) // 2) - 4 for side in (rows, cols))
    assert answers.face.shape == shape
    assert answers.box.shape == (*shape, 4)
    assert (answers.face.dtype, answers.box.dtype) == (np.float32, np.float32)


def test_a_place_depends_on_nothing_but_its_12_pixels():
    whole = proposals(pattern(30, 34))
    for row, col in ((0, 0), (3, 5), (9, 11)):
        cut = proposals(pattern(30, 34)[2 * row : 2 * row + 12, 2 * col : 2 * col + 12])
        assert cut.face[0, 0] == pytest.approx(whole.face[row, col], abs=1e-6)


def test_without_a_rectifier_a_layer_is_linear():
    _, after = channel_maps(pattern(), 1, all_equal(1.0))
    before, _ = channel_maps(pattern(), 1)
    np.testing.assert_array_equal(after, before)


@pytest.mark.parametrize("layer", [1, 2, 3])
def test_the_maps_of_a_layer_are_before_and_after_its_own_slopes(layer):
    slopes = tuple(RANDOM.uniform(-1.5, 1.5, 58))
    before, after = channel_maps(pattern(), layer, slopes)
    np.testing.assert_array_equal(after, prelu_channels(before, split(slopes)[layer - 1]))
    assert before.shape == {1: (10, 22, 22), 2: (16, 9, 9), 3: (32, 7, 7)}[layer]


def test_the_last_maps_make_the_answers():
    _, after = channel_maps(pattern(), 3)
    odds = np.einsum("k,krs->rs", (P_NET.face.weights[1] - P_NET.face.weights[0])[:, 0, 0], after)
    odds += P_NET.face.bias[1] - P_NET.face.bias[0]
    np.testing.assert_allclose(proposals(pattern()).face, 1 / (1 + np.exp(-odds)), rtol=0, atol=1e-6)


def test_r_net_looks_at_each_picture_alone():
    crops = np.stack([pattern(), 255 - pattern(), pattern()[::-1]])
    together = confirmations(crops)
    for crop, face, box in zip(crops, *together, strict=True):
        alone = confirmations(crop[None])
        assert alone.face[0] == pytest.approx(face, abs=1e-6)
        np.testing.assert_allclose(alone.box[0], box, rtol=0, atol=1e-6)


def test_memory_that_is_written_again_changes_no_answer_before_or_after():
    memory = Memory()
    large = np.tile(pattern(), (2, 3, 1))
    found = [proposals(levels, memory=memory) for levels in (large, pattern(), pattern()[:12, :13])]
    for answers, levels in zip(found, (large, pattern(), pattern()[:12, :13]), strict=True):
        for one, other in zip(answers, proposals(levels), strict=True):
            np.testing.assert_array_equal(one, other)


def test_r_net_with_memory_that_is_written_again_answers_the_same():
    memory = Memory()
    crops = np.stack([pattern(), 255 - pattern(), pattern()[::-1]])
    found = [confirmations(some, memory) for some in (crops, crops[1:], crops[::-1])]
    for answers, some in zip(found, (crops, crops[1:], crops[::-1]), strict=True):
        for one, other in zip(answers, confirmations(some), strict=True):
            np.testing.assert_array_equal(one, other)


def test_memory_of_another_size_has_the_shape_that_is_asked_for():
    memory = Memory()
    first = memory.array("seen", (2, 3))
    assert memory.array("seen", (3, 2)).base is first.base
    assert memory.array("seen", (4, 4)).shape == (4, 4)
    assert memory.array("product", (2, 3)).base is not first.base


def test_both_stages_agree_with_torch():
    torch = pytest.importorskip("torch")
    functional = torch.nn.functional

    def linear(maps, weights, bias):
        weights, bias = torch.from_numpy(weights.copy()), torch.from_numpy(bias.copy())
        if weights.ndim == 4:
            return functional.conv2d(maps, weights, bias)
        return functional.linear(
            maps.permute(0, 3, 2, 1).flatten(1) if maps.ndim == 4 else maps, weights, bias
        )

    def answers(stage, levels, pools):
        maps = torch.from_numpy(np.ascontiguousarray(np.moveaxis(normalised(levels), -1, 0)))
        for layer, slopes, pool in zip(stage.layers, stage.slopes, pools, strict=True):
            maps = functional.prelu(linear(maps, *layer), torch.from_numpy(slopes.copy()))
            maps = functional.max_pool2d(maps, pool, 2, ceil_mode=True) if pool else maps
        return linear(maps, *stage.face).softmax(1)[:, 1].numpy(), linear(maps, *stage.box).numpy()

    crops = np.stack([pattern(), 255 - pattern()])
    for found, face, box in (
        (
            proposals(pattern(61, 50)),
            *(answer[0] for answer in answers(P_NET, pattern(61, 50)[None], (2, 0, 0))),
        ),
        (confirmations(crops), *answers(R_NET, crops, (3, 3, 0, 0))),
    ):
        np.testing.assert_allclose(found.face, face, rtol=0, atol=1e-5)
        np.testing.assert_allclose(
            found.box, np.moveaxis(box, 0, -1) if box.ndim == 3 else box, rtol=0, atol=1e-5
        )
