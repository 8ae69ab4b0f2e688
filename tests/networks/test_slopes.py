import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.networks.slopes import PRESETS, SLOPE_RANGE, read_slopes, write_slopes
from explorer.networks.stages import LAYERS, LEARNED_SLOPES

STARTS = (0, 10, 26)
thousandths = st.integers(-1500, 1500).map(lambda whole: whole / 1000)
items = st.one_of(
    thousandths.map(str),
    st.builds("{}:{}".format, st.integers(1, 3), thousandths),
    st.integers(1, 3).flatmap(
        lambda layer: st.builds(f"{layer}.{{}}:{{}}".format, st.integers(1, LAYERS[layer - 1]), thousandths)
    ),
)


def changed(**slopes):
    """Return the learned slopes with some changed: _12=0.5 is the one at place 12."""
    values = list(LEARNED_SLOPES)
    for place, slope in slopes.items():
        values[int(place[1:])] = slope
    return tuple(values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("", LEARNED_SLOPES),
        ("0", (0.0,) * 58),
        ("-1", (-1.0,) * 58),
        ("1:1", (1.0,) * 10 + LEARNED_SLOPES[10:]),
        ("3:-0.25", LEARNED_SLOPES[:26] + (-0.25,) * 32),
        ("1.1:1.5", changed(_0=1.5)),
        ("2.5:0.3,3.32:-1.5", changed(_14=0.3, _57=-1.5)),
    ],
)
def test_text_and_slopes(text, values):
    assert read_slopes(text) == pytest.approx(values, abs=0)
    assert write_slopes(values) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("0.500", "0.5"),
        ("-0", "0"),
        ("1e-2", "0.01"),
        ("+1.", "1"),
        (".25", "0.25"),
        ("1:0,2:0,3:0", "0"),
        ("2.1:1,2:0.5", "2:0.5"),
        ("2:0.5,2.1:1", "2.1:1," + ",".join(f"2.{channel}:0.5" for channel in range(2, 17))),
        ("0,1.3:1.0117", None),
        ("1.3:1.012", ""),  # the learned one, rounded
        ("1.3:0.12345", "1.3:0.123"),
    ],
)
def test_what_is_read_in_another_form_is_written_in_one(text, written):
    if written is None:
        written = ",".join([*(f"1.{channel}:0" for channel in range(1, 11) if channel != 3), "2:0", "3:0"])
    assert write_slopes(read_slopes(text)) == written


@pytest.mark.parametrize(
    "text",
    [
        "x", " 0", "0 ", "1.6", "-1.501", "nan", "inf", "1e999", "0,", ",0", ",", "1:", ":1", "0:1", "4:1",
        "1.0:1", "1.11:0", "2.17:0", "3.33:0", "1.01:0", "1.1.1:0", "1:2", "1:0:0", "−1", "1_0", "٠",
        "1.5:", "0\n", "0;1",
    ],
)  # fmt: skip
def test_nonsense_is_nothing(text):
    assert read_slopes(text) is None


@given(st.lists(items, max_size=5))
def test_the_later_item_has_its_way_and_what_is_written_reads_the_same(parts):
    values = read_slopes(",".join(parts))
    text = write_slopes(values)
    again = read_slopes(text)
    assert again == pytest.approx(values, abs=0.0005)
    assert write_slopes(again) == text
    if parts:
        head, _, number = parts[-1].rpartition(":")
        layer, _, channel = head.partition(".")
        first = STARTS[int(layer) - 1] if head else 0
        last = first + LAYERS[int(layer) - 1] if head else 58
        if channel:
            first += int(channel) - 1
            last = first + 1
        assert set(values[first:last]) == {float(number)}


@given(st.text(max_size=12))
def test_any_text_gives_slopes_in_the_range_or_nothing(text):
    values = read_slopes(text)
    if values is not None:
        assert len(values) == 58
        assert all(SLOPE_RANGE[0] <= slope <= SLOPE_RANGE[1] for slope in values)


def test_each_button_has_a_text_that_is_written_so():
    assert [name for name, _ in PRESETS] == ["Learned", "ReLU", "Leaky", "None", "Absolute"]
    for _, text in PRESETS:
        assert write_slopes(read_slopes(text)) == text
    assert all(SLOPE_RANGE[0] <= slope <= SLOPE_RANGE[1] for slope in LEARNED_SLOPES)
