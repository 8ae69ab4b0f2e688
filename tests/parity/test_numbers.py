import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parity.node import ask, call

MODULE = "core/numbers"
singles = st.lists(st.floats(width=32, allow_nan=False, allow_infinity=False), min_size=1, max_size=30)
doubles = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=30)
BESIDE = [1e-4, 1e-5, 1e6, 1e15, 1e16, 1e17, 123456789012345680.0, 0.1, 100.0, 1 / 9, 4.0, 5e-324]
"""Numbers beside which Python changes the form, and usual ones."""


def around(numbers, kind):
    """Return numbers with the ones next to them, positive and negative, and both zeros."""
    given = np.array(numbers, kind)
    beside = np.concatenate([given, np.nextafter(given, kind(0)), np.nextafter(given, kind(np.inf)), [0]])
    return [float(number) for number in np.concatenate([beside, -beside]).astype(kind)]


def asked(name, values):
    return ask(call(MODULE, name, value) for value in values)


def test_a_number_is_written_as_python_does_on_both_sides_of_every_change_of_form():
    values = around(BESIDE, np.float64)
    assert asked("repr", values) == [repr(value) for value in values]


@settings(max_examples=60, deadline=None)
@given(doubles)
def test_any_number_is_written_as_python_does(values):
    assert asked("repr", values) == [repr(value) for value in values]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=30))
def test_any_setting_is_written_as_python_does(whole):
    values = [round(number / 10**8, 8) + 0.0 for number in whole]
    assert asked("repr", values) == [repr(value) for value in values]


def test_a_single_is_written_as_numpy_does_on_both_sides_of_every_change_of_form():
    halves = [343126.125, 1752255.25, 155662.625, 0.5, 2.5]  # a digit less is half a step away
    powers = [float(2.0**power) for power in range(-149, 128)]  # the neighbour below is closer
    values = around([*BESIDE[:-1], *halves, *powers], np.float32)
    assert asked("reprSingle", values) == [str(np.float32(value)) for value in values]


@settings(max_examples=60, deadline=None)
@given(singles)
def test_any_single_is_written_as_numpy_does(values):
    assert asked("reprSingle", values) == [str(np.float32(value)) for value in values]


@settings(max_examples=60, deadline=None)
@given(singles)
def test_the_shortest_digits_of_a_single_are_those_of_numpy(values):
    assert asked("shortest", values) == [float(str(np.float32(value))) for value in values]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-32768, 32768) | st.integers(-(2**16), 2**16).map(lambda n: n / 2), min_size=1))
def test_halves_are_rounded_to_the_even_neighbour(values):
    assert asked("rint", values) == [float(np.rint(value)) for value in values]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.integers(-(2**20), 2**20).map(lambda number: number / 2**12),  # many are halves
            st.integers(-(10**6), 10**6).map(lambda number: number / 2000),  # beside halves
            st.floats(-1e12, 1e12),
        ),
        min_size=1,
        max_size=30,
    ),
    st.integers(0, 8),
)
def test_any_number_is_rounded_as_python_does(values, digits):
    found = ask(call(MODULE, "rounded", value, digits) for value in values)
    assert found == [round(value, digits) for value in values]
