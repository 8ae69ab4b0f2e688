import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import read_only
from explorer.core.convolution import PADDINGS, window
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.measures import summary
from explorer.core.notation import digits_for, number
from explorer.core.profiles import RowProfile, Verdict, crossings
from explorer.view.readouts import (
    VERDICTS,
    crossings_message,
    headline,
    map_message,
    pixel_arithmetic,
    slope_message,
)

MINUS = "\N{MINUS SIGN}"

lines = hnp.arrays(np.float32, st.integers(3, 7), elements=st.integers(-2, 2).map(float)).map(read_only)
names = st.sampled_from(list(ACTIVATIONS))


def read(text):
    return float(text.replace(MINUS, "-"))


def said_of(line, name, **params):
    line = read_only(line)
    rectified = ACTIVATIONS[name].function(line, **params)
    profile = RowProfile(np.arange(len(line)), line, line, rectified)
    return headline(profile, index=7, direction="Row", activation=name)


def said_of_map(values, name, **params):
    values = read_only(values)
    return map_message(summary(values, ACTIVATIONS[name].function(values, **params)), activation=name)


def assert_is_a_sentence(text):
    assert text.endswith(".")
    assert not re.search(r"-\d", text)
    assert "  " not in text
    assert not re.search(r"\b(nan|inf|None)\b", text)


def test_every_verdict_has_a_sentence():
    for verdict in Verdict:
        assert_is_a_sentence(VERDICTS[verdict])
    assert list(VERDICTS) == list(Verdict)  # the browser finds a sentence by its number


@pytest.mark.parametrize(
    ("line", "name", "seen", "done"),
    [
        ([1, -1, 2], "ReLU", "crosses zero twice", "ReLU sets 1 of its 3 values to zero"),
        ([1, -1, -1], "ReLU", "crosses zero once", "ReLU sets 2 of its 3 values to zero"),
        ([1, -1, 1, -1], "Identity", "crosses zero 3 times", "Identity changes nothing here"),
        ([1, 2, 0], "ReLU", "never goes below zero", "ReLU changes nothing here"),
        ([-1, -2, -3], "ReLU", "never rises above zero", "ReLU sets all 3 values to zero"),
        ([-1] * 512, "ReLU", "never rises above zero", "ReLU sets all 512 values to zero"),
        ([-1, 0], "ReLU", "never rises above zero", "ReLU sets 1 of its 2 values to zero"),
        ([0, 0, 0], "ReLU", "is zero everywhere", "ReLU changes nothing here"),
        ([0, 0, 0], "Softplus", "is zero everywhere", "Softplus changes all 3 values"),
        ([1, -1, 2], "PReLU", "crosses zero twice", "PReLU changes 1 of its 3 values"),
        ([-1, -2, -3], "Absolute value", "never rises above zero", "Absolute value changes all 3 values"),
        ([-2, 3, 1], "Step", "crosses zero once", "Step changes 2 of its 3 values"),
    ],
)  # fmt: skip
def test_the_headline_says_what_is_seen_and_what_is_done(line, name, seen, done):
    assert said_of(line, name) == f"Along row 7 the feature map {seen}. {done}."


@given(lines, names)
@settings(deadline=None)
def test_every_headline_is_made_of_sentences(line, name):
    assert_is_a_sentence(said_of(line, name))


@given(lines, names)
@settings(deadline=None)
def test_the_headline_never_denies_a_value_that_is_there(line, name):
    said = said_of(line, name)
    if (line < 0).any():
        assert "never goes below zero" not in said
    if (line > 0).any():
        assert "never rises above zero" not in said
    assert ("is zero everywhere" in said) == (not line.any())
    assert ("changes nothing" in said) == (line == ACTIVATIONS[name].function(line)).all()


@pytest.mark.parametrize(
    ("values", "name", "said"),
    [
        ([0, 0], "ReLU", "The feature map is zero everywhere: this kernel finds nothing in this picture."),
        ([0, 2], "ReLU", "Nothing was negative, so ReLU changed nothing."),
        ([-1, 2], "Identity", "Identity changed nothing: every value is kept, negative ones too."),
        ([-1, -2], "ReLU", "Nothing was positive"),
        ([-1, 2], "ReLU", "ReLU set 50 % of the map to zero."),
        ([-1] + [2] * 999, "ReLU", "ReLU set less than 1 % of the map to zero."),
        ([-1, 2], "Step", "Step set 50 % of the map to zero."),
        ([-1, 2], "Leaky ReLU", "Leaky ReLU changed 50 % of the map and set nothing to zero."),
        ([-1, 2], "Softplus", "Softplus changed 100 % of the map and set nothing to zero."),
    ],
)
def test_the_message_about_the_map_follows_from_its_numbers(values, name, said):
    assert said_of_map(values, name).startswith(said)


@given(hnp.arrays(np.float32, (2, 3), elements=st.integers(-2, 2).map(float)), names)
@settings(deadline=None)
def test_every_message_about_a_map_is_true_and_a_sentence(values, name):
    said = said_of_map(values, name)
    after = ACTIVATIONS[name].function(values)
    assert_is_a_sentence(said)
    if "Nothing was negative" in said:
        assert (values >= 0).all()
    if "dead" in said:
        assert not after.any()
        assert (values <= 0).all()
    if "nothing to zero" in said:
        assert after[values != 0].all()
    assert ("zero everywhere" in said) == (not values.any())


@pytest.mark.parametrize(
    ("slope", "said"),
    [
        (1.0, "Slope 1: this is the identity. The line is straight, nothing changes."),
        (0.0, "Slope 0: this is ReLU. Every negative value becomes zero."),
        (-0.0, "Slope 0: this is ReLU. Every negative value becomes zero."),
        (-1.0, f"Slope {MINUS}1: this is the absolute value. Every negative value turns positive."),
        (0.25, "Every negative value stays negative and is multiplied by 0.25."),
        (-0.25, "Every negative value turns positive and is multiplied by 0.25."),
    ],
)
def test_the_slope_is_named_where_it_has_a_name(slope, said):
    assert slope_message(slope) == said


def test_every_slope_of_the_slider_has_a_sentence():
    for hundredths in range(-100, 101):
        said = slope_message(hundredths / 100)
        assert_is_a_sentence(said)
        assert ("turns positive" in said) == (hundredths < 0), said


pictures = hnp.arrays(np.float32, (5, 6), elements=st.integers(0, 255).map(lambda k: np.float32(k / 255)))
kernels = hnp.arrays(np.float32, (3, 3), elements=st.integers(-400, 400).map(lambda k: k / 4))
ANY_PIXEL = {
    "image": pictures,
    "kernel": kernels | st.sampled_from([row.weights for row in KERNELS.values()]),
    "bias": st.integers(-80, 80).map(lambda k: round(k * 0.05, 2)),  # what the slider gives
    "name": names,
    "padding": st.sampled_from(list(PADDINGS)),
    "stride": st.integers(1, 3),
    "place": st.tuples(st.integers(0, 4), st.integers(0, 5)),
}


def written_out(*, image, kernel, bias, name, padding, stride, place):
    """Return one pixel's arithmetic, its two values and the decimals that are shown."""
    step = forward(image, kernel, bias=bias, activation=name, padding=padding, stride=stride)
    row, col = (p % n for p, n in zip(place, step.pre_activation.shape, strict=True))
    before, after = float(step.pre_activation[row, col]), float(step.activation_map[row, col])
    found = pixel_arithmetic(
        window(image, 3, row, col, stride=stride, padding=padding),
        kernel, bias=bias, pre_activation=before, activation_map=after, activation=name,
        limit=step.shared_limit,
    )  # fmt: skip
    return found, before, after, digits_for(step.shared_limit)


def parts(line):
    pattern = rf"sum (\S+) ([+{MINUS}]) bias (\S+) = (\S+), (\w+) → (.+) → (\S+)"
    return re.fullmatch(pattern, line).groups()


@given(st.fixed_dictionaries(ANY_PIXEL))
@settings(deadline=None)
def test_the_arithmetic_ends_at_the_values_of_the_maps_to_the_last_digit(pixel):
    found, before, after, digits = written_out(**pixel)
    _, _, _, result, sign, name, activated = parts(found.line)
    assert (result, name, activated) == (number(before, digits), pixel["name"], number(after, digits))
    assert sign == ("negative" if before < 0 else "positive" if before > 0 else "zero")


@given(st.fixed_dictionaries(ANY_PIXEL))
@settings(deadline=None)
def test_the_sum_and_the_bias_make_the_result(pixel):
    found, *_, digits = written_out(**pixel)
    total, sign, bias, result, *_ = parts(found.line)
    added = read(bias) if sign == "+" else -read(bias)
    assert added == pytest.approx(pixel["bias"])
    assert read(total) + added == pytest.approx(read(result), abs=1.001 * 10**-digits)


@given(st.fixed_dictionaries(ANY_PIXEL))
@settings(deadline=None)
def test_the_nine_products_are_those_of_the_nine_pixels_and_make_the_sum(pixel):
    found, *_, digits = written_out(**pixel)
    unit, float32 = 10**-digits, 1e-6 * (1 + float(np.abs(pixel["kernel"]).sum()))
    made = [read(text) for text in found.products]
    for pixel_text, weight, product in zip(found.window, found.weights, made, strict=True):
        within = 0.5 * unit + 0.0005 * abs(read(weight)) + 0.0005 * (1 + abs(read(weight)))
        assert read(pixel_text) * read(weight) == pytest.approx(product, abs=within)
    # Ten numbers are rounded by half a unit each; the map itself by float32.
    assert sum(made) == pytest.approx(read(parts(found.line)[0]), abs=5.001 * unit + float32)


@given(st.fixed_dictionaries(ANY_PIXEL))
@settings(deadline=None)
def test_no_number_is_written_with_a_hyphen(pixel):
    found, *_ = written_out(**pixel)
    for text in (*found.window, *found.weights, *found.products, found.line):
        assert "-" not in text


def test_a_negative_bias_is_taken_away():
    ones = np.ones((3, 3), np.float32)
    found = pixel_arithmetic(
        ones, ones, bias=-0.5, pre_activation=8.5, activation_map=8.5, activation="ReLU", limit=9
    )
    assert found.line == f"sum 9.000 {MINUS} bias 0.5 = 8.500, positive → ReLU → 8.500"
    assert found.weights == ("1",) * 9
    assert found.products == found.window == ("1.000",) * 9


STRONG_20 = "Strong zero crossing: from −20 % to +20 % of the line's value farthest from 0, or back."


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ([1, 2], ("0 zero crossings", "")),
        ([1, -2], ("1 zero crossing", "")),
        ([1, -2, 1], ("2 zero crossings", "")),
        ([1, -2, 0.1, -2], ("1 strong, 2 faint", STRONG_20)),
        ([9, 1, -1, 1], ("0 strong, 2 faint", STRONG_20)),
    ],
)
def test_crossings_are_counted_as_strong_and_faint_only_where_some_are_faint(line, said):
    assert crossings_message(np.array(line, np.float32)) == said


@given(hnp.arrays(np.float32, 12, elements=st.integers(-9, 9).map(float)))
@settings(deadline=None)
def test_no_crossing_is_lost_in_the_count(line):
    counted, explanation = crossings_message(line)
    assert sum(map(int, re.findall(r"\d+", counted))) == len(crossings(line).places)
    assert bool(explanation) == ("faint" in counted)
