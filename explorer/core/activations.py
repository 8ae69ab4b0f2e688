"""Activation functions, applied to a feature map number by number, and their derivatives.

Zero belongs to the left branch, as in He et al. (2015), equations 1 and 3: at z = 0 the derivative of the
ReLU family is the slope of the negative side, and the step is 0. No function here returns a negative zero.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.normal import normal_tail

Floats = npt.NDArray[np.floating[Any]]


def identity(z: npt.ArrayLike) -> Floats:
    """Return z unchanged (the identity)."""
    return _floats(z) + 0.0


def identity_derivative(z: npt.ArrayLike) -> Floats:
    """Return the slope of the identity, 1 everywhere."""
    return np.ones_like(_floats(z))


def relu(z: npt.ArrayLike) -> Floats:
    """Return max(0, z) (Nair and Hinton, ICML 2010).

    >>> relu([-2.0, 0.0, 3.0])
    array([0., 0., 3.])
    """
    values = _floats(z)
    kept = np.maximum(values, np.zeros(values.shape[-1:], values.dtype))  # faster than a lone 0
    kept += 0.0  # makes −0 plain 0, whichever of the two zeros this processor prefers
    return kept


def relu_derivative(z: npt.ArrayLike) -> Floats:
    """Return the slope of ReLU: 1 right of zero, 0 at zero and left of it."""
    return prelu_derivative(z, negative_slope=0.0)


def prelu(z: npt.ArrayLike, *, negative_slope: float = 0.25) -> Floats:
    """Return z where it is positive and ``negative_slope * z`` elsewhere (He et al. 2015, equation 1).

    Parameters
    ----------
    z : array of float32 or float64
        Pre-activations.
    negative_slope : float
        Slope left of zero: 0 is ReLU, 1 changes nothing, -1 is the absolute
        value. The paper starts its learning from 0.25.

    Returns
    -------
    array of the same shape and type

    Examples
    --------
    >>> prelu([-4.0, 0.0, 4.0])
    array([-1.,  0.,  4.])
    """
    z = _floats(z)
    below = np.minimum(z, 0)
    below *= z.dtype.type(negative_slope)
    return relu(z) + below


def prelu_derivative(z: npt.ArrayLike, *, negative_slope: float = 0.25) -> Floats:
    """Return the slope of PReLU: 1 right of zero, ``negative_slope`` elsewhere."""
    z = _floats(z)
    one = z.dtype.type(1)
    return np.where(z > 0, one, z.dtype.type(negative_slope))


def leaky_relu(z: npt.ArrayLike, *, negative_slope: float = 0.01) -> Floats:
    """Return z where it is positive and a hundredth of it elsewhere (Maas et al. 2013).

    >>> leaky_relu([-100.0, 100.0])
    array([ -1., 100.])
    """
    return prelu(z, negative_slope=negative_slope)


def leaky_relu_derivative(z: npt.ArrayLike, *, negative_slope: float = 0.01) -> Floats:
    """Return the slope of leaky ReLU: 1 right of zero, ``negative_slope`` elsewhere."""
    return prelu_derivative(z, negative_slope=negative_slope)


def relu_squared(z: npt.ArrayLike) -> Floats:
    """Return the square of max(0, z) (So et al. 2021); infinite where it leaves the range of the type.

    >>> relu_squared([-2.0, 0.5, 3.0])
    array([0.  , 0.25, 9.  ])
    """
    with np.errstate(over="ignore"):
        return np.square(relu(z))


def relu_squared_derivative(z: npt.ArrayLike) -> Floats:
    """Return the slope of ReLU²: 2 z right of zero, 0 at zero and left of it."""
    return 2 * relu(z)


def elu(z: npt.ArrayLike) -> Floats:
    """Return z where it is positive and exp(z) - 1 elsewhere (Clevert et al.).

    >>> elu([-1e4, 2.0])
    array([-1.,  2.])
    """
    z = _floats(z)
    return relu(z) + np.expm1(np.minimum(z, 0))


def elu_derivative(z: npt.ArrayLike) -> Floats:
    """Return the slope of ELU: exp(z) up to zero, 1 beyond."""
    return np.exp(np.minimum(_floats(z), 0))


def gelu(z: npt.ArrayLike) -> Floats:
    """Return z Phi(z), where Phi is the distribution function of the standard normal distribution.

    The form with erf of Hendrycks and Gimpel (arXiv:1606.08415), not its
    approximation by tanh; in float64 right to 1e-9.

    >>> gelu([-100.0, 0.0, 100.0])
    array([  0.,   0., 100.])
    """
    z = _floats(z)
    return z * _normal_share(z) + 0.0


def gelu_derivative(z: npt.ArrayLike) -> Floats:
    """Return the slope of GELU, Phi(z) + z phi(z)."""
    z = _floats(z)
    bell = np.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)
    return _normal_share(z) + z * bell


def silu(z: npt.ArrayLike) -> Floats:
    """Return z times the logistic sigmoid of z.

    >>> silu([-1e4, 0.0, 1e4])
    array([    0.,     0., 10000.])
    """
    z = _floats(z)
    return z * sigmoid(z) + 0.0


def silu_derivative(z: npt.ArrayLike) -> Floats:
    """Return the slope of SiLU, s (1 + z (1 - s)) with the sigmoid s."""
    z = _floats(z)
    share = sigmoid(z)
    slope: Floats = share * (1 + z * (1 - share))
    return slope


def sigmoid(z: npt.ArrayLike) -> Floats:
    """Return 1 / (1 + exp(-z)) without overflow.

    >>> sigmoid([-1e4, 0.0, 1e4])
    array([0. , 0.5, 1. ])
    """
    z = _floats(z)
    small = np.exp(-np.abs(z))
    share: Floats = np.where(z < 0, small, 1) / (1 + small)
    return share


def softplus(z: npt.ArrayLike) -> Floats:
    """Return log(1 + exp(z)) without overflow.

    >>> softplus([-1e4, 1e4])
    array([    0., 10000.])
    """
    z = _floats(z)
    return np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))


def absolute(z: npt.ArrayLike) -> Floats:
    """Return the absolute value."""
    return np.abs(_floats(z))


def absolute_derivative(z: npt.ArrayLike) -> Floats:
    """Return the slope of the absolute value: 1 right of zero, -1 elsewhere."""
    return prelu_derivative(z, negative_slope=-1.0)


def step(z: npt.ArrayLike) -> Floats:
    """Return 1 where z is positive and 0 elsewhere."""
    z = _floats(z)
    return (z > 0).astype(z.dtype)


def step_derivative(z: npt.ArrayLike) -> Floats:
    """Return the slope of the step, 0 everywhere: no gradient passes through it."""
    return np.zeros_like(_floats(z))


@dataclass(frozen=True, slots=True)
class Activation:
    """One line of the menu."""

    name: str  # on screen and in saved links: never rename
    caption: str
    formula: str  # in z; α is the slope left of zero
    source: str
    function: Callable[..., Floats]
    derivative: Callable[..., Floats]
    numpy: str  # the same as code, in z, with np and math; {negative_slope} is filled in
    torch: str
    keras: str
    takes: tuple[str, ...] = ()  # fields of Settings that are its keyword arguments
    button: str = ""  # its text, for the usual ones, which are buttons beside the menu


ACTIVATION_ROWS = (
    Activation(
        "ReLU",
        "Keeps positive numbers and turns negative ones into 0.",
        "max(0, z)",
        "Nair & Hinton, ICML 2010, pp. 807–814.",
        relu,
        relu_derivative,
        "np.maximum(z, 0)",
        "torch.relu(z)",
        "keras.ops.relu(z)",
        button="ReLU",
    ),
    Activation(
        "PReLU",
        "Keeps positive numbers and multiplies negative ones by a slope that you choose.",
        "max(0, z) + α min(0, z)",
        "He, Zhang, Ren & Sun, 2015, arXiv:1502.01852, eq. 1.",
        prelu,
        prelu_derivative,
        "np.where(z > 0, z, {negative_slope} * z)",
        "torch.nn.functional.prelu(z, torch.tensor({negative_slope}))",
        "keras.ops.where(z > 0, z, {negative_slope} * z)",
        ("negative_slope",),
        button="PReLU",
    ),
    Activation(
        "Leaky ReLU",
        "Keeps positive numbers and shrinks negative ones to a hundredth.",
        "max(0.01 z, z)",
        "Maas, Hannun & Ng, 2013.",
        leaky_relu,
        leaky_relu_derivative,
        "np.where(z > 0, z, 0.01 * z)",
        "torch.nn.functional.leaky_relu(z, 0.01)",
        "keras.ops.leaky_relu(z, negative_slope=0.01)",
        button="Leaky",
    ),
    Activation(
        "ELU",
        "Keeps positive numbers and bends negative ones so that they never pass −1.",
        "z where z > 0, else eᶻ − 1",
        "Clevert et al., the paper that names ELU, with its α = 1.",
        elu,
        elu_derivative,
        "np.where(z > 0, z, np.expm1(np.minimum(z, 0)))",
        "torch.nn.functional.elu(z)",
        "keras.ops.elu(z)",
    ),
    Activation(
        "GELU",
        "Lets large numbers through and fades out small and negative ones, without a corner.",
        "z / 2 · (1 + erf(z / √2))",
        "Hendrycks & Gimpel, arXiv:1606.08415.",
        gelu,
        gelu_derivative,
        "0.5 * z * (1 + np.vectorize(math.erf, otypes=[z.dtype])(z / math.sqrt(2)))",
        "torch.nn.functional.gelu(z)",
        "keras.ops.gelu(z, approximate=False)",
    ),
    Activation(
        "SiLU",
        "Fades negative numbers out smoothly, after dipping a little below 0.",
        "z / (1 + e⁻ᶻ)",
        "Also called Swish; the formula is that of torch.nn.SiLU.",
        silu,
        silu_derivative,
        "z * np.exp(-np.logaddexp(0, -z))",
        "torch.nn.functional.silu(z)",
        "keras.ops.silu(z)",
    ),
    Activation(
        "ReLU²",
        "Squares positive numbers and turns negative ones into 0: zeros without a corner.",
        "max(0, z)²",
        "So et al., 2021, arXiv:2109.08668, the paper that names Primer.",
        relu_squared,
        relu_squared_derivative,
        "np.square(np.maximum(z, 0))",
        "torch.square(torch.relu(z))",
        "keras.ops.square(keras.ops.relu(z))",
    ),
    Activation(
        "Softplus",
        "A ReLU with its corner rounded off.",
        "ln(1 + eᶻ)",
        "Compared with ReLU by Glorot, Bordes & Bengio, AISTATS 2011, pp. 315–323.",
        softplus,
        sigmoid,
        "np.logaddexp(0, z)",
        "torch.nn.functional.softplus(z)",
        "keras.ops.softplus(z)",
    ),
    Activation(
        "Absolute value",
        "Drops the minus sign, so rising and falling edges look the same.",
        "|z|",
        "PReLU with slope −1: He, Zhang, Ren & Sun, 2015, arXiv:1502.01852, eq. 1.",
        absolute,
        absolute_derivative,
        "np.abs(z)",
        "torch.abs(z)",
        "keras.ops.abs(z)",
    ),
    Activation(
        "Step",
        "Answers only yes (1) for positive numbers or no (0) for all others.",
        "1 where z > 0, else 0",
        "The slope of ReLU, taken as a function of its own.",
        step,
        step_derivative,
        "(z > 0).astype(z.dtype)",
        "(z > 0).to(z.dtype)",
        "keras.ops.cast(z > 0, z.dtype)",
    ),
    Activation(
        "Identity",
        "Changes nothing: the layer stays linear.",
        "z",
        "PReLU with slope 1: He, Zhang, Ren & Sun, 2015, arXiv:1502.01852, eq. 1.",
        identity,
        identity_derivative,
        "z",
        "z",
        "z",
    ),
)
ACTIVATIONS: Mapping[str, Activation] = MappingProxyType({row.name: row for row in ACTIVATION_ROWS})


def slopes_at_zero(name: str, **params: float) -> tuple[float, float]:
    """Return the slope of an activation just left and just right of zero.

    >>> slopes_at_zero("PReLU", negative_slope=0.25)
    (0.25, 1.0)
    """
    left, right = ACTIVATIONS[name].derivative(_BESIDE_ZERO, **params).tolist()
    return left, right


def values_at_zero(name: str, **params: float) -> tuple[float, float]:
    """Return an activation at zero, which belongs to the left branch, and just right of it.

    >>> values_at_zero("ReLU"), values_at_zero("Step")
    ((0.0, 0.0), (0.0, 1.0))
    """
    value = float(ACTIVATIONS[name].function(0.0, **params))
    return value, value + corner(name, **params)[0]


def corner(name: str, **params: float) -> tuple[float, float]:
    """Return the jumps of the value and of the slope of an activation at zero, from just left to just right.

    Those below 1e-6 count as 0. ReLU has a corner but no step, the step has a step but no corner:

    >>> corner("ReLU"), corner("Step"), corner("PReLU", negative_slope=0.25)
    ((0.0, 1.0), (1.0, 0.0), (0.0, 0.75))
    """
    row = ACTIVATIONS[name]
    measures = row.function, row.derivative
    height, slope = (np.diff(measure(_BESIDE_ZERO, **params)).item() for measure in measures)
    return (height if abs(height) > 1e-6 else 0.0, slope if abs(slope) > 1e-6 else 0.0)


_BESIDE_ZERO = np.nextafter(0.0, [-1.0, 1.0])


def _floats(z: npt.ArrayLike) -> Floats:
    values = np.asarray(z)
    return values if np.issubdtype(values.dtype, np.floating) else values.astype(np.float64)


def _normal_share(z: Floats) -> Floats:
    """Return Phi(z), the share of a normal distribution below z."""
    tail = normal_tail(np.abs(z))
    return np.where(z < 0, tail, 1 - tail)
