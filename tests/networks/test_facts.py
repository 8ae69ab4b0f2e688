import re

import numpy as np
import pytest

from explorer.networks.facts import SLOPE_ROWS, nearness, said, zero_shares
from explorer.networks.forward import conv2d_channels, max_pool, normalised
from explorer.networks.stages import P_NET


def test_the_published_table_of_slopes():
    assert [(row.stage, row.layer) for row in SLOPE_ROWS] == [
        *(("P-Net", layer) for layer in "123"),
        *(("R-Net", layer) for layer in ("1", "2", "3", "dense")),
    ]
    assert [row.channels for row in SLOPE_ROWS] == [10, 16, 32, 28, 48, 64, 128]
    assert [row.nearly_relu for row in SLOPE_ROWS] == [0, 4, 14, 11, 8, 30, 78]
    published = [0.636, 0.211, 0.173, 0.268, 0.213, 0.137, 0.127]
    assert [row.mean_size for row in SLOPE_ROWS] == pytest.approx(published, abs=0.0005)


def test_the_deeper_the_nearer_to_relu():
    for stage in ("P-Net", "R-Net"):
        sizes = [row.mean_size for row in SLOPE_ROWS if row.stage == stage]
        assert sizes == sorted(sizes, reverse=True)


def test_the_first_layer_learned_one_identity_and_three_absolute_values():
    slopes = P_NET.slopes[0]
    assert nearness(slopes) == (1, 0, 3, 6)
    near = slopes[np.abs(slopes + 1) < 0.3]
    assert sorted(near) == pytest.approx([-1.278, -1.035, -0.883], abs=0.0005)
    assert [nearness(layer).relu for layer in P_NET.slopes[1:]] == [4, 14]


@pytest.mark.parametrize(
    ("slopes", "counts"),
    [
        ([0.0] * 3, (0, 3, 0, 0)),
        ([1.0, -1.0], (1, 0, 1, 0)),
        ([0.125, 0.875, -0.6875, -1.3125], (0, 0, 0, 4)),
        ([0.0625, 1.0625, -0.75, -1.25], (1, 1, 2, 0)),
        ([], (0, 0, 0, 0)),
    ],
)
def test_each_slope_counts_once(slopes, counts):
    assert nearness(slopes) == counts


def test_the_sentence_says_what_is_there_and_nothing_else():
    assert said(P_NET.slopes[0]) == (
        "As learned, of its 10 channels 1 changes almost nothing (slope near 1), "
        "3 are nearly an absolute value (slope near −1), 6 lie elsewhere."
    )
    assert said([0.0] * 16) == "As learned, of its 16 channels 16 are nearly ReLU (slope near 0)."
    assert said([-1.0, 0.5]) == (
        "As learned, of its 2 channels 1 is nearly an absolute value (slope near −1), 1 lies elsewhere."
    )
    assert said([0.5] * 32).startswith("As learned, none of its 32 channels")


def test_zeros_are_counted_after_each_rectifier():
    levels = np.random.default_rng(1).integers(0, 256, (30, 40, 3)).astype(np.uint8)
    maps, expected = normalised(levels), []
    for place, layer in enumerate(P_NET.layers):
        maps = np.maximum(conv2d_channels(maps, *layer), 0)
        expected.append(np.count_nonzero(maps <= 0) / maps.size)
        maps = max_pool(maps, 2) if place == 0 else maps
    assert zero_shares(levels, [0.0] * 58) == pytest.approx(expected)
    assert max(zero_shares(levels, [0.01] * 58)) < 0.001


def test_the_sentence_about_a_layer_is_true_whatever_its_slopes_are():
    rng = np.random.default_rng(3)
    near = {"near 1)": (1, 0.1), "near 0)": (0, 0.1), "near −1)": (-1, 0.3), "elsewhere": (None, None)}
    reached = set()
    for count in rng.integers(1, 12, 300):
        slopes = np.rint(rng.choice([-1.2, -1, -0.5, 0, 0.05, 0.5, 1, 1.04], count) * 1000) / 1000
        is_near = [np.abs(slopes - value) < reach for value, reach in list(near.values())[:3]]
        counted = [int(one.sum()) for one in is_near]
        expected = dict(zip(near, [*counted, count - sum(counted)], strict=True))
        told = said(slopes)
        if "none of its" in told:
            assert f"none of its {count} channels" in told
            assert not sum(counted)
            continue
        assert f"its {count} channels" in told
        found = {
            words: int(k)
            for k, words in re.findall(r"(\d+) [A-Za-z ]+?\(?(?:slope )?(near \S+\)|elsewhere)", told)
        }
        assert found == {words: k for words, k in expected.items() if k}
        reached |= set(found)
    assert reached == set(near)
