import re
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from explorer.core.activations import ACTIVATIONS, corner, slopes_at_zero
from explorer.core.arrays import read_only
from explorer.core.convolution import PADDINGS, window
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.measures import summary
from explorer.core.notation import digits_for, number, percent
from explorer.core.profiles import DIRECTIONS, Corners, RowProfile, Verdict, corners, crossings, verdict
from explorer.images import samples
from explorer.view.readouts import (
    TAGLINE,
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
    return headline(profile, direction="Row", activation=name)


def said_of_map(values, name, **params):
    values = read_only(values)
    return map_message(summary(values, ACTIVATIONS[name].function(values, **params)), activation=name)


def assert_is_a_sentence(text):
    assert text.endswith(".")
    assert not re.search(r"-\d", text)
    assert "  " not in text
    assert not re.search(r"\b(nan|inf|None)\b", text)


def test_every_verdict_has_a_sentence():
    for row in Verdict:
        assert_is_a_sentence(VERDICTS[row])
    assert list(VERDICTS) == list(Verdict)


SMOOTH = {"GELU", "SiLU", "ReLU²", "ELU", "Softplus"}
VIEWS = {
    "picture": st.sampled_from(list(samples())),
    "kernel": st.sampled_from(list(KERNELS)),
    "bias": st.sampled_from([0.0, 0.0, -1.0, -0.05, 0.5, 4.0]),
    "name": names,
    "slope": st.sampled_from([-1.0, -0.5, 0.0, 0.01, 0.25, 0.99, 1.0]),
    "place": st.integers(0, 63),
    "direction": st.sampled_from(DIRECTIONS),
}


@cache
def picture_of(name):
    return samples()[name].load(64)


def shown_verdict(*, picture, kernel, bias, name, slope, place, direction):
    """Return a line before and after, its measures as the table shows them, and its verdict."""
    params = {"negative_slope": slope} if ACTIVATIONS[name].takes else {}
    layer = forward(picture_of(picture), KERNELS[kernel].weights, bias=bias, activation=name, **params)
    maps = layer.pre_activation, layer.activation_map
    lines = maps if direction == "Row" else [values.T for values in maps]
    before, after = (values[place % len(values)] for values in lines)
    measured = corners(before, after, slopes=slopes_at_zero(name, **params))
    digits = digits_for(layer.shared_limit)
    found = verdict(before, after, measured, corner=corner(name, **params), digits=digits)
    table = {field: read(number(getattr(measured, field), digits)) for field in Corners.__slots__[1:]}
    return before, after, SimpleNamespace(crossings=measured.crossings, **table), found


@given(st.fixed_dictionaries(VIEWS))
@settings(deadline=None, max_examples=120)
def test_no_verdict_contradicts_the_table_beside_it(view):
    before, after, table, found = shown_verdict(**view)
    said = VERDICTS[found]
    if "as good as flat" in said:
        assert table.step_before == table.step_after == 0
    if "changed nothing" in said:
        assert (before == after).all()
        assert table.step_before == table.step_after
        assert table.corner_before == table.corner_after
    if "the result jumps" in said:
        assert view["name"] == "Step"
        is_positive = before > 0
        assert is_positive.any()
        assert not is_positive.all()
        assert (np.abs(np.diff(after))[np.diff(is_positive)] == 1).all()
    if "Only zeros" in said:
        assert not after.any()
        assert table.step_after == table.bend_after == table.corner_after == 0
    if "largest step did not grow" in said:
        assert table.step_after <= table.step_before
        assert table.corner_after > table.corner_before
        assert table.crossings > 0
    if "What is new" in said:
        assert table.corner_before == 0
    if "got sharper" in said:
        assert table.corner_before > 0
    if "no corner at zero" in said:
        assert view["name"] in SMOOTH or view["slope"] == 1
    if "no corner at zero" in said or "did not get sharper" in said:
        assert table.corner_after <= table.corner_before
        assert table.crossings > 0
    if "does not cross zero" in said:
        assert (table.crossings, table.corner_before, table.corner_after) == (0, 0, 0)


def test_the_line_that_says_what_the_app_is_names_no_setting():
    assert TAGLINE.count(".") == 2
    assert_is_a_sentence(TAGLINE)
    assert "{" not in TAGLINE


@pytest.mark.parametrize(
    ("line", "name", "said"),
    [
        ([1, -1, 2], "ReLU", "ReLU erases 33 % of this row."),
        ([1, -1, 2, -3], "ReLU", "ReLU erases 50 % of this row."),
        ([-1, -2, -3], "ReLU", "ReLU erases all of this row."),
        ([-1, 0], "ReLU", "ReLU erases 50 % of this row."),
        ([-1] + [1] * 511, "ReLU", "ReLU erases less than 1 % of this row."),
        ([1] + [-1] * 511, "ReLU", "ReLU erases more than 99 % of this row."),
        ([-1, -2, 0], "Step", "Step erases 67 % of this row."),
        ([-2, 3, 1], "Step", "Step changes 67 % of this row."),
        ([1, -1, 2, 2], "Leaky ReLU", "Leaky ReLU shrinks 25 % of this row."),
        ([1, -1, 2, 2], "PReLU", "PReLU shrinks 25 % of this row."),
        ([1, -1, 2], "GELU", "GELU shrinks all of this row."),
        ([0, -1, 2, -50], "GELU", "GELU changes 75 % of this row."),  # of −50 float32 keeps nothing
        ([-1, -2, -3], "Absolute value", "Absolute value changes all of this row."),
        ([0, -1], "Softplus", "Softplus changes all of this row."),
        ([-1, 2, 1], "ReLU²", "ReLU² changes 67 % of this row."),
        ([-1, 1, 0], "ReLU²", "ReLU² erases 33 % of this row."),
        ([1, 1, 0], "ReLU²", "ReLU² changes nothing in this row."),
        ([1, 2, 0], "ReLU", "ReLU changes nothing in this row: no value is negative."),
        ([1, 2, 0], "PReLU", "PReLU changes nothing in this row: no value is negative."),
        ([0, 0, 0], "ReLU", "ReLU changes nothing in this row: every value is zero."),
        ([0, 0, 0], "GELU", "GELU changes nothing in this row: every value is zero."),
        ([1, 2, 0], "Identity", "Identity changes nothing in this row: it keeps every value."),
        ([0, 0, 0], "Identity", "Identity changes nothing in this row: it keeps every value."),
        ([-1, 2], "Identity", "Identity changes nothing in this row: it keeps every value."),
        ([1, 1, 0], "Step", "Step changes nothing in this row."),
        ([99, 99], "SiLU", "SiLU changes nothing in this row."),
    ],
)  # fmt: skip
def test_the_headline_says_what_the_activation_does_to_the_line(line, name, said):
    assert said_of(line, name) == said


@pytest.mark.parametrize(
    ("slope", "said"),
    [
        (1.0, "PReLU changes nothing in this row: negative values stay as they are."),
        (0.0, "PReLU erases 50 % of this row."),
        (0.5, "PReLU shrinks 50 % of this row."),
        (-0.5, "PReLU changes 50 % of this row."),  # what crosses to the other side is not just smaller
        (-1.0, "PReLU changes 50 % of this row."),
        (1.5, "PReLU changes 50 % of this row."),  # nothing shrinks: the negative value grows
        (-1.5, "PReLU changes 50 % of this row."),
    ],
)
def test_the_headline_about_prelu_hangs_on_its_slope(slope, said):
    assert said_of([-1, 2], "PReLU", negative_slope=slope) == said


def test_the_headline_about_a_column_says_so():
    line = read_only([-1, 2])
    profile = RowProfile(np.arange(2), line, line, np.maximum(line, 0))
    assert headline(profile, direction="Column", activation="ReLU") == "ReLU erases 50 % of this column."


any_line = lines | hnp.arrays(np.float32, st.integers(1, 300), elements=st.floats(-100, 100, width=32))
slopes = st.floats(-1.5, 1.5, width=16)


@given(any_line, names, slopes)
@settings(deadline=None)
def test_every_claim_of_the_headline_holds_for_the_values_of_the_line(line, name, slope):
    params = {"negative_slope": slope} if ACTIVATIONS[name].takes else {}
    after = ACTIVATIONS[name].function(line, **params)
    said = said_of(line, name, **params)
    assert_is_a_sentence(said)
    changed = line != after
    was, now = line[changed], after[changed]
    assert ("changes nothing" in said) == (not changed.any())
    if changed.any():
        share = "all" if changed.all() else percent(float(changed.mean()))
        assert f" {share} of this row." in said
        assert ("all" in said) == changed.all()
    assert (" erases " in said) == (changed.any() and not now.any())
    if " shrinks " in said:
        assert (np.abs(now) < np.abs(was)).all()
        assert (np.sign(now) == np.sign(was)).all()
    if "no value is negative" in said:
        assert (line >= 0).all()
        assert name in ("ReLU", "PReLU", "Leaky ReLU", "ELU", "Absolute value")
    if "every value is zero" in said:
        assert not line.any()
    if "keeps every value" in said:
        assert name == "Identity"
    if "negative values stay" in said:
        assert (line < 0).any()


@pytest.mark.parametrize(
    ("values", "name", "said"),
    [
        ([0, 0], "ReLU", "ReLU changes nothing in this map: every value is zero."),
        ([0, 0], "Softplus", "Softplus changed 100 % of the map and set nothing to zero."),
        ([0, 2], "ReLU", "ReLU changes nothing in this map: no value is negative."),
        ([0, 1], "Step", "Step changes nothing in this map."),
        ([-1, 2], "Identity", "Identity changes nothing in this map: it keeps every value."),
        ([1, 2], "Identity", "Identity changes nothing in this map: it keeps every value."),
        ([-1, -2], "ReLU", "No value of this map was positive, and only zeros are left."),
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
    if "no value is negative" in said:
        assert (values >= 0).all()
        assert name != "Identity"
    if "only zeros are left" in said:
        assert not after.any()
        assert (values <= 0).all()
    if "nothing to zero" in said:
        assert after[values != 0].all()
    if "every value is zero" in said:
        assert not values.any()


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


def assert_ends_at_the_values_of_the_maps(found, before, after, digits, name):
    _, _, _, result, sign, named, activated = parts(found.line)
    assert (result, named, activated) == (number(before, digits), name, number(after, digits))
    assert sign == ("negative" if before < 0 else "positive" if before > 0 else "zero")


def assert_sum_and_bias_make_the_result(found, digits, expected):
    total, sign, bias, result, *_ = parts(found.line)
    added = read(bias) if sign == "+" else -read(bias)
    assert added == pytest.approx(expected)
    assert read(total) + added == pytest.approx(read(result), abs=1.001 * 10**-digits)


def assert_products_make_the_sum(found, digits, kernel):
    unit, float32 = 10**-digits, 1e-6 * (1 + float(np.abs(kernel).sum()))
    made = [read(text) for text in found.products]
    for pixel_text, weight, product in zip(found.window, found.weights, made, strict=True):
        within = 0.5 * unit + 0.0005 * abs(read(weight)) + 0.0005 * (1 + abs(read(weight)))
        assert read(pixel_text) * read(weight) == pytest.approx(product, abs=within)
    # Ten numbers are rounded by half a unit each; the map itself by float32.
    assert sum(made) == pytest.approx(read(parts(found.line)[0]), abs=5.001 * unit + float32)


@given(st.fixed_dictionaries(ANY_PIXEL))
@settings(deadline=None, max_examples=50)
def test_the_nine_products_make_the_sum_that_ends_at_the_values_of_the_maps_to_the_last_digit(pixel):
    found, before, after, digits = written_out(**pixel)
    assert_ends_at_the_values_of_the_maps(found, before, after, digits, pixel["name"])
    assert_sum_and_bias_make_the_result(found, digits, pixel["bias"])
    assert_products_make_the_sum(found, digits, pixel["kernel"])
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


STRONG_20 = (
    "A strong zero crossing is the steepest of a swing from −20 % to +20 %, or back. "
    "100 % is the line's value farthest from 0."
)


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
