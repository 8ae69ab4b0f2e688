import numpy as np

from explorer.networks.slopes import PRESETS, SLOPE_RANGE, read_slopes, write_slopes
from explorer.networks.stages import LAYERS, LEARNED_SLOPES, split
from tests.parity.node import ask, call, constant

MODULE = "core/slopes"
TEXTS = [
    *(row.text for row in PRESETS),
    "2:1",
    "2.5:0.3",
    "0,2:1",
    "2:1,0",
    "1:1,1.10:-1,1.10:.5",
    "3.32:-0.0,1.1:-.5000,1.2:+1.",
    "1.5",
    "-1.5",
    "1e-1,2:15e-1",
    "1.1:-0.625,1.2:-0.212",
    "1.3:0.0625,2.1:0.0635,2.2:-0.0005",
    "1.1:1e-8",
]
NONSENSE = [
    "1.501", "-1.6", "1e1", "1e999", "nan", "inf", "x", " 0", "0 ", "0,", ",0", ",", "2:", ":1", "2.:1",
    "2.5:", "0:1", "4:1", "1.0:1", "1.01:1", "1.11:1", "2.17:0", "3.33:0", "3.100:0", "1.1.1:0", "-1:0",
    "2:1:1", "0;1", "0,1:2", "٣", "1_0", "0x1", "--1", "1.1:0\n", "\n0", "2,5:0",
]  # fmt: skip


def texts_at_random(seed=0, count=300):
    rng = np.random.default_rng(seed)
    for _ in range(count):
        items = []
        for _ in range(rng.integers(1, 5)):
            layer = int(rng.integers(0, 4))
            channel = f".{rng.integers(1, LAYERS[layer - 1] + 2)}" if layer and rng.random() < 0.7 else ""
            slope = round(float(rng.uniform(-1.55, 1.55)), int(rng.integers(0, 5)))
            items.append(f"{layer}{channel}:{slope}" if layer else str(slope))
        yield ",".join(items)


def slopes_at_random(seed=1, count=200):
    """Yield slopes of which some are learned, nearly learned, equal in a layer or in all, or halves."""
    rng = np.random.default_rng(seed)
    yield LEARNED_SLOPES
    for _ in range(count):
        values = np.array(LEARNED_SLOPES)
        for part in split(np.arange(58)):
            kind = rng.integers(5)
            places = part.astype(int)[rng.random(len(part)) < (1 if kind > 2 else 0.2)]
            new = rng.uniform(*SLOPE_RANGE, len(places)) if kind < 4 else rng.choice([0.0, -0.0, 1.0, 0.0625])
            values[places] = new if kind else values[places] + rng.uniform(-1e-3, 1e-3, len(places))
        yield tuple(values.tolist())
    yield from ((float(value),) * 58 for value in (0, -0.0, 1, -1, 0.01, 0.0005, 0.0015, -0.0004, 1 / 3))


def test_the_same_text_is_read_alike():
    texts = [*TEXTS, *NONSENSE, *texts_at_random()]
    found = ask(call(MODULE, "readSlopes", text, LEARNED_SLOPES) for text in texts)
    expected = [read_slopes(text) for text in texts]
    assert [one if one is None else tuple(one) for one in found] == expected
    assert [text for text in TEXTS if read_slopes(text) is None] == []
    assert [text for text in NONSENSE if read_slopes(text) is not None] == []
    assert not any(np.signbit(one)[np.equal(one, 0)].any() for one in found if one is not None)


def test_the_same_slopes_are_written_alike():
    slopes = [*slopes_at_random(), *filter(None, map(read_slopes, [*TEXTS, *texts_at_random()]))]
    found = ask(call(MODULE, "writeSlopes", values, LEARNED_SLOPES) for values in slopes)
    assert found == [write_slopes(values) for values in slopes]
    assert {"", "0", "1", "-1", "0.01", "0.333"} <= set(found)


def test_what_is_written_is_read_as_it_was_written():
    texts = ask(call(MODULE, "writeSlopes", values, LEARNED_SLOPES) for values in slopes_at_random())
    read = ask(call(MODULE, "readSlopes", text, LEARNED_SLOPES) for text in texts)
    assert ask(call(MODULE, "writeSlopes", values, LEARNED_SLOPES) for values in read) == texts


def test_slopes_that_are_the_learned_ones_are_not_written_even_where_all_are_equal():
    equal, other = [0.25] * 58, [0.25] * 57 + [0.5]
    assert ask(call(MODULE, "writeSlopes", values, equal) for values in (equal, other)) == ["", "3.32:0.5"]


def test_the_layers_and_the_range_are_the_same():
    layers, (low, high) = ask([constant(MODULE, "LAYERS"), constant(MODULE, "SLOPE_RANGE")])
    assert (tuple(layers), (low, high)) == (LAYERS, SLOPE_RANGE)
    (found,) = ask([call(MODULE, "split", LEARNED_SLOPES)])
    assert found == [part.tolist() for part in split(LEARNED_SLOPES)]
