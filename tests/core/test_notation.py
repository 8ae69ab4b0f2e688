import itertools
import math
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core.notation import digits_for, number, percent, read_number, short, ticks

MINUS = "\N{MINUS SIGN}"
values = st.floats(-1e6, 1e6)


def read(text):
    return float(text.replace(MINUS, "-"))


@given(values, st.integers(0, 6))
@settings(deadline=None)
def test_a_written_number_is_the_nearest_with_so_many_decimals(value, digits):
    text = number(value, digits)
    assert re.fullmatch(rf"{MINUS}?\d+" + (rf"\.\d{{{digits}}}" if digits else ""), text)
    assert abs(Decimal(text.replace(MINUS, "-")) - Decimal(value)) <= Decimal(5) / 10 ** (digits + 1)


@given(values, st.integers(0, 6))
@settings(deadline=None)
def test_a_minus_stands_exactly_before_what_is_written_below_zero(value, digits):
    text = number(value, digits)
    assert text.startswith(MINUS) == (read(text) < 0)
    assert "-" not in text


@pytest.mark.parametrize("value", [0.0, -0.0, -0.0004, -1e-300])
def test_nothing_is_written_as_minus_zero(value):
    assert number(value) == "0.000"


@given(st.floats(1e-6, 1e6) | st.floats(-1e6, -1e-6))
@settings(deadline=None)
def test_a_short_number_has_a_real_minus_and_four_significant_digits(value):
    text = short(value)
    assert text.startswith(MINUS) == (value < 0)
    assert "-" not in text
    assert read(text) == pytest.approx(value, rel=5.001e-4)


@pytest.mark.parametrize(
    ("value", "text"), [(2.0, "2"), (-0.5, f"{MINUS}0.5"), (0, "0"), (100.0, "100"), (1 / 3, "0.3333")]
)
def test_a_short_number_has_no_needless_zeros(value, text):
    assert short(value) == text


def test_a_short_zero_has_no_sign():
    assert short(-0.0) == "0"


@given(st.floats(1e-12, 1e12))
@settings(deadline=None)
def test_there_are_one_to_twelve_decimals(limit):
    assert 1 <= digits_for(limit) <= 12


@given(st.floats(0.001, 999))
@settings(deadline=None)
def test_the_largest_value_is_written_with_four_significant_digits(limit):
    significant = number(limit, digits_for(limit)).replace(".", "").lstrip("0")
    assert len(significant) == 4 or (len(significant) == 5 and significant == "10000")


@given(st.floats(0, 1))
@settings(deadline=None)
def test_something_is_never_rounded_to_nothing_nor_almost_all_to_all(share):
    assert (percent(share) == "0 %") == (share == 0)
    assert (percent(share) == "100 %") == (share == 1)


@given(st.floats(0.01, 0.99))
@settings(deadline=None)
def test_a_share_is_written_to_the_nearest_whole_per_cent(share):
    assert float(percent(share).removesuffix(" %")) == pytest.approx(100 * share, abs=0.5 + 1e-9)


def test_more_decimals_never_come_with_a_larger_limit():
    limits = [math.exp(k / 10) for k in range(-150, 150)]
    found = [digits_for(limit) for limit in limits]
    assert found == sorted(found, reverse=True)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.015625, 5, "0.01563"),
        (-0.015625, 5, "−0.01563"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-0.0005, 3, "−0.001"),
    ],
)
def test_halves_are_rounded_away_from_zero_as_the_browser_does(value, digits, text):
    assert number(value, digits) == text


@pytest.mark.parametrize("value", [1e25, -1.7976931348623157e308])
def test_every_digit_of_a_huge_number_is_written(value):
    assert number(value, 2) == f"{value:.2f}".replace("-", MINUS)


@pytest.mark.parametrize(("limit", "digits"), [(10, 2), (math.nextafter(10, 0), 3), (0.1, 4), (1e-12, 12)])
def test_the_decimals_change_exactly_at_powers_of_ten(limit, digits):
    assert digits_for(limit) == digits


@pytest.mark.parametrize(
    ("span", "most", "texts"),
    [
        ((-4.2, 4.2), 6, ("−4", "−2", "0", "2", "4")),
        ((-4.2, 4.2), 4, ("−2.5", "0", "2.5")),
        ((-0.1, 2.1), 6, ("0", "0.5", "1", "1.5", "2")),
        ((-6, 6), 6, ("−6", "−4", "−2", "0", "2", "4", "6")),
        ((-6.1, 6), 6, ("−5", "−2.5", "0", "2.5", "5")),
        ((-0.07, 0.07), 6, ("−0.05", "−0.025", "0", "0.025", "0.05")),
        ((-904, 0), 6, ("−800", "−600", "−400", "−200", "0")),
        ((-1e6, 1e6), 6, ("−1000000", "−500000", "0", "500000", "1000000")),
        ((-1e-12, 1e-12), 6, ("−1e−12", "−5e−13", "0", "5e−13", "1e−12")),
    ],
)
def test_the_ticks_of_an_axis(span, most, texts):
    found = ticks(*span, most=most)
    assert found.texts == texts
    assert list(found.values) == pytest.approx([read(text) for text in texts], rel=1e-15)


spans = st.tuples(st.floats(1e-12, 1e6), st.floats(0, 1)).map(
    lambda given: (-given[0] * given[1], given[0] * (1 - given[1]))
)


@given(spans, st.integers(2, 6))
@settings(deadline=None)
def test_the_ticks_are_all_multiples_of_one_step_and_as_many_as_asked_for_at_most(span, most):
    low, high = span
    found = ticks(low, high, most=most)
    assert 0 in found.values
    assert low <= found.values[0] <= found.values[-1] <= high
    if len(found.values) > 1:
        step = found.values[1] - found.values[0]
        assert (high - low) / most <= step * (1 + 1e-9) <= 2 * (1 + 1e-8) * (high - low) / most
        for one, next_one in itertools.pairwise(found.values):
            assert next_one - one == pytest.approx(step)
        assert found.values[0] - step < low
        assert found.values[-1] + step > high


@given(spans)
@settings(deadline=None)
def test_what_stands_at_a_tick_is_its_value_in_no_more_digits_than_that_takes(span):
    found = ticks(*span)
    for value, text in zip(found.values, found.texts, strict=True):
        assert read(text) == pytest.approx(value, rel=1e-12)
        assert text == "0" or not re.search(r"\.\d*0($|e)|\.($|e)|-", text)
    assert len(set(found.texts)) == len(found.values)


def test_a_number_is_read_as_people_write_it():
    written = {
        0.5: (
            "0.5",
            ".5",
            "0,5",
            "1/2",
            "½",
            "50 %",
            "50%",
            " 0,5 ",
            "5e-1",
            "5E\N{MINUS SIGN}1",
            "２/４",
            "٠٫٥",
        ),
        -0.25: ("-0.25", "\N{MINUS SIGN}0,25", "\N{EN DASH}1/4", "\N{HYPHEN}.25", "- ¼", "\u202a-0.25\u202c"),
        2.5: ("2.5", "+2,5", "2 1/2", "2½", "5/2", "5 ÷ 2", "250 %"),
        1000: (
            "1000",
            "1 000",
            "1\u202f000",
            "1\u00a0000,0",
            "1e3",
            "1'000",
            "1’000,0",
            "١٬٠٠٠",
            "1\u2009000",
        ),
        1 / 9: ("1/9", "1\N{FRACTION SLASH}9", "⅑", " 1 / 9 "),
        3: ("3", "3.", "3,", "+3", "03", *"٣３৩੩૩௩౩೩൩๓໓༣၃៣", "+ 3", "3\t"),
    }
    for value, texts in written.items():
        assert [read_number(text) for text in texts] == [value] * len(texts)


def test_what_is_no_number_is_never_read_as_another_one():
    for text in (
        "", " ", "-", ".", ",", "%", "a", "0x10", "1_0", "1e999", "nan", "inf", "1/0", "1/", "/2", "1/2/3",
        "--1", "1 2", "1 00", "1 0000", "1.000,5", "1,000,000", "1.2.3",
        "1,000.5", "1'00", "1'2", "'1", "1\t2", "3 4/2", "1 000/3", "2²", "1;",
        "(1)", "9" * 400,
    ):  # fmt: skip
        assert read_number(text) is None, text
    assert math.copysign(1, read_number("-0") or 0.0) == 1


@given(st.floats(-1e6, 1e6), st.integers(1, 12))
@settings(deadline=None)
def test_a_number_as_the_page_writes_it_is_read(value, digits):
    assert read_number(short(value, digits)) == read(short(value, digits))
