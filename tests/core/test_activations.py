import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import special

from explorer.core.activations import (
    ACTIVATION_ROWS,
    ACTIVATIONS,
    corner,
    prelu,
    relu,
    relu_squared,
    sigmoid,
    slopes_at_zero,
)

NAMES = [
    "Identity", "ReLU", "Leaky ReLU", "PReLU", "ELU", "GELU", "SiLU", "ReLU²", "Softplus", "Absolute value",
    "Step",
]  # fmt: skip
MONOTONE = ["Identity", "ReLU", "Leaky ReLU", "PReLU", "ELU", "ReLU²", "Softplus", "Step"]

every_row = pytest.mark.parametrize("row", ACTIVATION_ROWS, ids=lambda row: row.name)
both_types = pytest.mark.parametrize("dtype", [np.float32, np.float64])
maps = hnp.arrays(
    np.float32, hnp.array_shapes(max_dims=2), elements=st.floats(-1e4, 1e4, width=32, allow_subnormal=False)
)


def wide(count=4001, dtype=np.float64):
    """Return numbers of either sign from 1e-6 to 1e4, small ones and zero included; read-only."""
    rising = np.geomspace(1e-6, 1e4, count)
    z = np.concatenate([-rising[::-1], [0], rising]).astype(dtype)
    z.flags.writeable = False
    return z


def exact(row, z):
    """The same functions by SciPy, or as plainly as they can be written; else its own code."""
    plain = {
        "ELU": lambda: np.where(z > 0, z, np.exp(np.minimum(z, 0)) - 1),
        "GELU": lambda: z * special.ndtr(z),
        "SiLU": lambda: z * special.expit(z),
        "Softplus": lambda: -special.log_expit(-z),
        "Leaky ReLU": lambda: np.maximum(z, 0.01 * z),
        "PReLU": lambda: np.maximum(z, 0.25 * z),
        "ReLU": lambda: (z + np.abs(z)) / 2,
        "ReLU²": lambda: z * np.maximum(z, 0),
        "Absolute value": lambda: np.sqrt(z * z),
        "Step": lambda: np.heaviside(z, 0),
        "Identity": lambda: z,
    }
    return plain[row.name]() if row.name in plain else eval(row.numpy, {"np": np, "math": math, "z": z})


def test_the_menu_holds_every_name_once():
    assert set(NAMES) <= set(ACTIVATIONS)  # they stand in links
    assert len(ACTIVATION_ROWS) == len(ACTIVATIONS)
    assert ACTIVATIONS["PReLU"].takes == ("negative_slope",)


@every_row
def test_every_row_says_what_it_is(row):
    assert row.formula.count("(") == row.formula.count(")")
    assert set(row.formula) & {"z", "ᶻ"}
    assert ("α" in row.formula) == ("negative_slope" in row.takes)
    assert row.caption.endswith(".")
    assert row.source.endswith(".")
    assert all("z" in code for code in (row.numpy, row.torch, row.keras))


@every_row
@both_types
def test_every_row_keeps_type_and_shape_and_stays_finite(row, dtype):
    z = wide(dtype=dtype)[:-1].reshape(2, -1)
    for function in (row.function, row.derivative):
        values = function(z)
        assert (values.dtype, values.shape) == (dtype, z.shape)
        assert np.isfinite(values).all()
        assert not np.shares_memory(values, z)
        assert np.ndim(function(dtype(-1.5))) == 0
        assert function(dtype(-1.5)).dtype == dtype


@every_row
def test_every_row_reads_whole_numbers_as_float64(row):
    np.testing.assert_array_equal(row.function([-2, 0, 3]), row.function([-2.0, 0.0, 3.0]))


@every_row
def test_every_row_is_the_function_it_is_called(row):
    z = wide()
    np.testing.assert_allclose(row.function(z), exact(row, z), rtol=1e-13, atol=1e-9)


@every_row
def test_float32_is_as_near_as_float32_can_be(row):
    z = wide(dtype=np.float32)
    np.testing.assert_allclose(row.function(z), exact(row, np.float64(z)), rtol=2e-7, atol=1e-7)


@every_row
def test_the_code_shown_computes_the_same(row):
    z = wide(401)
    code = row.numpy.format(negative_slope=0.25)
    np.testing.assert_allclose(
        eval(code, {"np": np, "math": math, "z": z}), row.function(z), rtol=1e-13, atol=1e-9
    )


@every_row
def test_the_torch_code_computes_the_same(row):
    torch = pytest.importorskip("torch")
    z = torch.from_numpy(wide(401, np.float32).copy())
    values = eval(row.torch.format(negative_slope=0.25), {"torch": torch, "z": z})
    # Torch's own GELU subtracts two near numbers left of −3 and loses that much in float32.
    np.testing.assert_allclose(values.numpy(), row.function(z.numpy()), rtol=1e-6, atol=1e-6)


@every_row
def test_the_derivative_is_the_slope_of_the_function(row):
    h = 1e-4
    z = np.concatenate([np.linspace(-8, -0.01, 400), np.linspace(0.01, 8, 400)])
    slope = (row.function(z + h) - row.function(z - h)) / (2 * h)
    np.testing.assert_allclose(row.derivative(z), slope, rtol=0, atol=1e-5)


@pytest.mark.parametrize(
    ("name", "slope"),
    [
        ("ReLU", 0),
        ("Leaky ReLU", 0.01),
        ("PReLU", 0.25),
        ("Absolute value", -1),
        ("ELU", 1),
        ("Step", 0),
        ("ReLU²", 0),
    ],
)
def test_zero_belongs_to_the_left(name, slope):
    assert ACTIVATIONS[name].derivative(0.0) == slope
    assert ACTIVATIONS[name].function(0.0) == 0


@pytest.mark.parametrize("name", MONOTONE)
@both_types
def test_what_is_monotone_never_falls(name, dtype):
    values = ACTIVATIONS[name].function(wide(dtype=dtype))
    last_bit = np.spacing(np.abs(values[1:]))
    assert (np.diff(values) >= -last_bit).all()


def test_gelu_and_silu_dip_where_they_should():
    z = np.linspace(-3, 0, 300001)
    for name, place, depth in (("GELU", -0.7518, -0.16997), ("SiLU", -1.27846, -0.27846)):
        values = ACTIVATIONS[name].function(z)
        assert z[values.argmin()] == pytest.approx(place, abs=1e-3)
        assert values.min() == pytest.approx(depth, abs=1e-5)


def test_values_anyone_can_look_up():
    at_one = {"GELU": 0.84134, "SiLU": 0.73106, "Softplus": math.log(1 + math.e), "ELU": 1}
    for name, value in at_one.items():
        assert ACTIVATIONS[name].function(1.0) == pytest.approx(value, abs=1e-5)
    assert ACTIVATIONS["ELU"].function(-1.0) == pytest.approx(-0.63212, abs=1e-5)
    assert ACTIVATIONS["Softplus"].function(0.0) == pytest.approx(math.log(2), abs=1e-15)
    assert sigmoid(0.0) == 0.5


def test_gelu_is_near_the_one_by_the_error_function():
    z = np.linspace(-12, 12, 20001)
    expected = [0.5 * x * (1 + math.erf(x / math.sqrt(2))) for x in z]
    np.testing.assert_allclose(ACTIVATIONS["GELU"].function(z), expected, rtol=0, atol=1e-9)


@given(maps)
@settings(deadline=None)
def test_relu_splits_a_map_into_two_halves_that_make_it_up_again(m):
    up, down = relu(m), relu(-m)
    np.testing.assert_array_equal(up - down, m)
    np.testing.assert_array_equal(up + down, np.abs(m))
    assert not (up * down).any()


@given(maps)
@settings(deadline=None)
def test_prelu_holds_relu_identity_and_absolute_value(m):
    plain = m + np.float32(0)  # −0 made 0: PReLU never answers −0
    assert prelu(m, negative_slope=1).tobytes() == plain.tobytes()
    assert prelu(m, negative_slope=0).tobytes() == (np.maximum(m, 0) + np.float32(0)).tobytes()
    assert prelu(m, negative_slope=-1).tobytes() == np.abs(m).tobytes()
    assert ACTIVATIONS["Identity"].function(m).tobytes() == plain.tobytes()


@every_row
@both_types
def test_no_activation_answers_negative_zero(row, dtype):
    values = row.function(np.array([-1e4, -3, -0.0, 0, 3], dtype))
    assert not np.signbit(values[values == 0]).any()


@given(maps)
@settings(deadline=None)
def test_relu_squared_is_zero_where_relu_is_and_four_times_as_large_for_twice_the_input(m):
    m = np.where(np.abs(m) < 1e-15, np.float32(0), m)  # smaller numbers have squares that float32 cannot hold
    once, twice = relu_squared(m), relu_squared(2 * m)
    assert ((once == 0) == (m <= 0)).all()
    np.testing.assert_array_equal(twice, 4 * once)


def test_relu_squared_shrinks_what_is_below_1_and_lets_a_step_grow():
    assert relu_squared([-3.0, 0.5, 1.0, 3.0]).tolist() == [0, 0.25, 1, 9]
    assert np.diff(relu_squared([3.0, 4.0])) == [7]


@both_types
def test_relu_squared_of_a_number_too_large_is_infinite(dtype):
    assert relu_squared(np.finfo(dtype).max) == np.inf


@given(maps, st.floats(-1, 1, width=16))
@settings(deadline=None)
def test_prelu_is_a_straight_line_on_either_side(m, slope):
    np.testing.assert_array_equal(prelu(m, negative_slope=slope), np.where(m > 0, m, np.float32(slope) * m))


@pytest.mark.parametrize(
    ("name", "params", "height", "slope"),
    [
        ("ReLU", {}, 0, 1),
        ("Leaky ReLU", {}, 0, 0.99),
        ("PReLU", {}, 0, 0.75),
        ("PReLU", {"negative_slope": 1}, 0, 0),
        ("PReLU", {"negative_slope": -1}, 0, 2),
        ("Absolute value", {}, 0, 2),
        ("Step", {}, 1, 0),
        *((name, {}, 0, 0) for name in ("Identity", "ELU", "GELU", "SiLU", "ReLU²", "Softplus")),
    ],
)
def test_corners(name, params, height, slope):
    assert corner(name, **params) == (height, slope)


@pytest.mark.parametrize(
    ("name", "params", "left", "right"),
    [
        ("ReLU", {}, 0, 1),
        ("Leaky ReLU", {}, 0.01, 1),
        ("PReLU", {}, 0.25, 1),
        ("PReLU", {"negative_slope": -0.5}, -0.5, 1),
        ("Absolute value", {}, -1, 1),
        ("Identity", {}, 1, 1),
        ("Step", {}, 0, 0),
        ("ReLU²", {}, 0, 0),
        ("ELU", {}, 1, 1),
        *((name, {}, 0.5, 0.5) for name in ("GELU", "SiLU", "Softplus")),
    ],
)
def test_slopes_at_zero(name, params, left, right):
    assert slopes_at_zero(name, **params) == pytest.approx((left, right), abs=1e-8)


@every_row
def test_the_slopes_at_zero_are_those_of_the_function_a_little_beside_it(row):
    h = 1e-6
    beside = [row.function([2 * at, at]) @ [1, -1] / at for at in (-h, h)]
    assert slopes_at_zero(row.name) == pytest.approx(beside, abs=1e-5)
    assert np.diff(slopes_at_zero(row.name)) == pytest.approx(corner(row.name)[1], abs=1e-6)
