import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.core import notation
from tests.parity.node import ask, call

MODULE = "core/notation"


def doubles():
    """Return finite doubles of every size: random bits, halves of decimals, powers of ten, both zeros."""
    rng = np.random.default_rng(0)
    anything = rng.integers(0, 2**64, 2000, dtype=np.uint64).view(np.float64)
    halves = rng.integers(-(10**6), 10**6, 600) / 2.0 ** rng.integers(0, 12, 600)
    usual = np.concatenate([rng.normal(size=600), rng.uniform(-999, 999, 600), np.arange(-50, 50) / 8])
    powers = np.array([float(f"1e{power}") for power in range(-30, 31)])
    beside = np.concatenate([powers, np.nextafter(powers, 0), np.nextafter(powers, np.inf)])
    special = [
        0.0,
        -0.0,
        -0.0004,
        0.0005,
        0.5,
        1.5,
        2.5,
        5e-324,
        1.7976931348623157e308,
        1e21,
        123456789012345680.0,
    ]
    whole = np.concatenate([anything[np.isfinite(anything)], halves, usual, beside, -beside, special])
    return [float(value) for value in whole]


def written(name, asked):
    return ask(call(MODULE, name, *one) for one in asked)


@pytest.mark.parametrize("digits", [0, 1, 2, 3, 6, 12])
def test_numbers_are_written_alike(digits):
    asked = [(value, digits) for value in doubles()]
    assert written("number", asked) == [notation.number(*one) for one in asked]


@pytest.mark.parametrize("digits", [1, 2, 4, 6, 17])
def test_short_numbers_are_written_alike(digits):
    asked = [(value, digits) for value in doubles()]
    assert written("short", asked) == [notation.short(*one) for one in asked]


def test_as_many_digits_are_chosen():
    limits = [abs(value) for value in doubles() if value]
    assert written("digitsFor", [(limit,) for limit in limits]) == [
        notation.digits_for(limit) for limit in limits
    ]


def test_shares_are_written_alike():
    rng = np.random.default_rng(1)
    shares = [*rng.random(1000), *(np.arange(2001) / 2000), *(np.arange(513) / 512)]
    shares += [
        0.0,
        1.0,
        5e-324,
        0.01,
        0.99,
        math.nextafter(0.01, 0),
        math.nextafter(0.99, 1),
        math.nextafter(1, 0),
    ]
    asked = [(float(share),) for share in shares]
    assert written("percent", asked) == [notation.percent(*one) for one in asked]


def test_the_ticks_of_an_axis_are_the_same():
    ends = [3 * float(f"{step}e{power}") for step in (*notation.TICK_STEPS, 7) for power in range(-12, 6)]
    random = 10 ** np.random.default_rng(2).uniform(-12, 6, 2000)
    highs = [*ends, *np.nextafter(ends, 0), *np.nextafter(ends, np.inf), *random, *random.astype(np.float32)]
    given = [
        (-high * (k % 4), float(high), 2 + k % 5) for k, high in enumerate([*map(float, highs), 1e-45, 3e37])
    ]
    expected = [notation.ticks(low, high, most=most) for low, high, most in given]
    assert written("ticks", [(low, high, {"most": most}) for low, high, most in given]) == [
        {"values": list(one.values), "texts": list(one.texts)} for one in expected
    ]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=20), st.integers(1, 12))
def test_any_number_is_written_alike(values, digits):
    asked = [(value, digits) for value in values]
    for name, function in (("number", notation.number), ("short", notation.short)):
        assert written(name, asked) == [function(*one) for one in asked]


@given(
    st.lists(
        st.text("0123456789 ,.+-/%eE½٣৩'’\u066c\u2212\u202f\u200bx", max_size=9), min_size=200, max_size=200
    )
)
@settings(deadline=None, max_examples=3)
def test_numbers_are_read_alike(texts):
    texts += ["1 1/2", "1 000", "1'000", "١٬٠٠٠", "1,000.5", "2½", "-1/3", "50 %", "1e999", "\u22120,5"]
    assert written("readNumber", [(text,) for text in texts]) == [
        notation.read_number(text) for text in texts
    ]
