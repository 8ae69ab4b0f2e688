import numpy as np
import pytest

from explorer.core import activations
from explorer.core.activations import ACTIVATIONS
from tests.parity.node import Refusal, ask, call, constant

MODULE = "core/activations"
EXACT = ("ReLU", "PReLU", "Leaky ReLU", "ReLU²", "Absolute value", "Step", "Identity")
"""Float32 arithmetic gives these exactly, or with one product that both round."""
SMOOTH = tuple(name for name in ACTIVATIONS if name not in EXACT)
SLOPES = (-1.5, -1.0, -0.999, -0.5, -0.01, -1e-30, -0.0, 0.0, 1e-45, 0.01, 0.1, 0.25, 1 / 3, 0.99, 1.0, 1.5)
ROUNDINGS = 8
"""float32 operations of the smooth functions in Python, each within 2^-24 of |z| or of the result."""


def parameters(name):
    """Return what an activation is called with: nothing, or each slope."""
    slopes = [{"negative_slope": slope} for slope in SLOPES]
    return [{}, *(slopes if ACTIVATIONS[name].takes else [])]


def values():
    rng = np.random.default_rng(0)
    special = [
        0,
        -0.0,
        1e-30,
        -1e-30,
        1e-45,
        -1e-45,
        1e-38,
        -1e-38,
        1,
        -1,
        4,
        -4,
        88,
        -88,
        104,
        -104,
        900,
        -900,
    ]
    spread = rng.normal(size=2000) * 10.0 ** rng.integers(-40, 4, 2000)
    return np.concatenate([special, spread, np.linspace(-12, 12, 2001), rng.normal(size=2000)]).astype(
        np.float32
    )


def test_both_cores_know_the_same_activations_in_the_same_order():
    (found,) = ask([constant(MODULE, "ACTIVATIONS")])
    assert list(found) == list(ACTIVATIONS)


@pytest.mark.parametrize("name", EXACT)
def test_exact_activations_are_equal(name):
    z = values()
    given = parameters(name)
    for found, params in zip(
        ask(call(MODULE, "activate", name, z, params) for params in given), given, strict=True
    ):
        assert found.tobytes() == ACTIVATIONS[name].function(z, **params).tobytes()


@pytest.mark.parametrize("name", SMOOTH)
def test_smooth_activations_differ_by_a_few_roundings(name):
    z = values()
    (found,) = ask([call(MODULE, "activate", name, z, {})])
    expected = ACTIVATIONS[name].function(z)
    scale = np.maximum(np.abs(z), np.abs(expected)).astype(np.float64)
    assert (np.abs(found.astype(np.float64) - expected) <= ROUNDINGS * (2.0**-24 * scale + 2.0**-150)).all()
    assert not np.signbit(found[found == 0]).any()


@pytest.mark.parametrize("name", SMOOTH)
def test_a_smooth_activation_is_that_of_float64_rounded_once(name):
    z = values()
    (found,) = ask([call(MODULE, "activate", name, z, {})])
    expected = ACTIVATIONS[name].function(z.astype(np.float64))
    np.testing.assert_allclose(found, expected, rtol=2.0**-24 + 1e-12, atol=2.0**-150)


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("part", ["function", "derivative"])
def test_functions_and_derivatives_of_a_number_are_those_of_float64(name, part):
    z = np.concatenate([values()[::11].astype(np.float64), [5e-324, -5e-324]])
    params = {"negative_slope": 0.3} if ACTIVATIONS[name].takes else {}
    found = ask(call(MODULE, f"ACTIVATIONS.{name}.{part}", value, params) for value in z.tolist())
    expected = getattr(ACTIVATIONS[name], part)(z, **params)
    if name in EXACT:
        np.testing.assert_array_equal(found, expected)
    else:
        np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slopes_and_corners_at_zero_are_equal(name):
    given = parameters(name)
    slopes = ask(call(MODULE, "slopesAtZero", name, params) for params in given)
    corners = ask(call(MODULE, "corner", name, params) for params in given)
    expected = [list(activations.slopes_at_zero(name, **params)) for params in given]
    assert corners == [list(activations.corner(name, **params)) for params in given]
    assert slopes == expected if name in EXACT else np.allclose(slopes, expected, rtol=1e-15, atol=0)
    values = ask(call(MODULE, "valuesAtZero", name, params) for params in given)
    np.testing.assert_allclose(
        values, [activations.values_at_zero(name, **params) for params in given], rtol=1e-15, atol=0
    )


def test_a_parameter_that_an_activation_does_not_take_changes_nothing():
    z = values()
    for name in ("ReLU", "Leaky ReLU", "Absolute value"):
        plain, given = ask(
            call(MODULE, "activate", name, z, params) for params in ({}, {"negative_slope": 0.7})
        )
        assert plain.tobytes() == given.tobytes()


def test_an_unknown_activation_is_refused_with_the_sentence_of_python():
    (found,) = ask([call(MODULE, "activate", "Swish", values(), {})])
    assert found == Refusal(
        "Error", f"There is no activation called 'Swish'. Choose one of: {', '.join(ACTIVATIONS)}."
    )
