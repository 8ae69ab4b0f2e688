"""The way back through an activation: the gradient times its slope, which for ReLU is a gate of 0 and 1.

For one pixel with sum z and answer a = f(z) the chain rule gives dE/dz = dE/da times f'(z). At z = 0, where
ReLU has a corner, its slope counts as 0.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.activations import prelu, prelu_derivative
from explorer.core.notation import percent, short
from explorer.lessons.parts import Data, Demonstration, MapImage, Maps, Numbers, Rows, Slider, Values, Words

Floats = npt.NDArray[np.float64]

WISH = 2.0  # the answer that is wanted: the size of the sum, so many times


@dataclass(frozen=True, slots=True, eq=False)
class WayBack:
    """What comes back to each pixel of a map: (H, W) each."""

    gate: Floats  # the slope of the activation
    arriving: Floats  # dE/da: how fast the error grows with the answer
    passing: Floats  # dE/dz: arriving times gate
    shut: npt.NDArray[np.bool_]  # where the sum is not positive

    @property
    def shut_gradient(self) -> float:
        """Return the share of the arriving gradient, signs aside, that meets a sum that is not positive."""
        sizes = np.abs(self.arriving)
        of_shut = np.where(self.shut, sizes, 0.0)  # of one shape: where all is shut, both sums are equal
        return float(of_shut.sum() / (sizes.sum() or 1.0))

    @property
    def passed_gradient(self) -> float:
        """Return the passing gradient as a share of the arriving one, signs aside."""
        return float(np.abs(self.passing).sum() / (np.abs(self.arriving).sum() or 1.0))


def way_back(pre_activation: npt.ArrayLike, slope: float) -> WayBack:
    """Return the gradient of an error before and after the gate.

    The error is half the sum of (a - t)² over the map, with the answer a and the wanted answer t, which is
    twice the size of z: every edge, rising or falling, is to be answered twice as strongly. So wherever z is
    not 0 the gradient asks for a larger answer.

    Parameters
    ----------
    pre_activation : (H, W) array of float32
        The signed map z.
    slope : float
        Of the activation left of zero: 0 for ReLU.

    Examples
    --------
    At 3 and at −3 the error asks for 6; ReLU answers 3 and 0, and only the first hint passes:

    >>> back = way_back([[3.0, -3.0]], 0.0)
    >>> back.arriving, back.passing
    (array([[-3., -6.]]), array([[-3.,  0.]]))
    """
    z = np.asarray(pre_activation, np.float64)
    gate = np.asarray(prelu_derivative(z, negative_slope=slope), np.float64)
    arriving = prelu(z, negative_slope=slope) - WISH * np.abs(z)
    return WayBack(gate, np.asarray(arriving), arriving * gate + 0.0, z <= 0)


def fate(slope: float, shut_gradient: float) -> str:
    """Say what becomes of the gradient that meets a sum below zero.

    Parameters
    ----------
    slope : float
        Of the activation left of zero.
    shut_gradient : float
        Share of the gradient that arrives there, 0 to 1.
    """
    if not shut_gradient:
        return "Nothing in this map is below zero, so **all of the gradient passes**, whatever the slope is."
    arrives = f"{percent(shut_gradient)} of the gradient arrives where the sum is below zero."
    if slope == 0:
        return f"{arrives} There the gate is 0, so **nothing of it passes**."
    if slope == 1:
        return f"{arrives} There the gate is 1 as well, so **all of it passes**."
    if slope > 0:
        return f"{arrives} There the gate is {short(slope)}, so **it passes weakened**."
    strength = "" if slope == -1 else " and weakened"
    return (
        f"{arrives} There the gate is {short(slope)}: **it passes with its sign turned**{strength}. "
        "The answer grows there when the sum sinks."
    )


def _show(values: Values, data: Data) -> Rows:
    """Return the maps of the way back, and what becomes of the gradient.

    The data is the signed map, `pre_activation`.
    """
    slope, z = values["slope"], data["pre_activation"]
    back = way_back(z, slope)
    span = float(np.abs(back.arriving).max()) or 1.0
    images = (
        MapImage("Sum before the activation", z),
        MapImage("Gate: the slope there", back.gate, span=(-1.0, 1.0)),
        MapImage("Gradient that arrives", back.arriving, span=(-span, span)),
        MapImage("Gradient that passes", back.passing, span=(-span, span)),
    )
    numbers = (
        ("Pixels whose sum is not above 0", percent(float(back.shut.mean()))),
        ("Gradient that arrives there", percent(back.shut_gradient)),
        ("Gradient that passes, of all", percent(back.passed_gradient)),
    )
    return (Maps(images),), (Words(fate(slope, back.shut_gradient)), Numbers(numbers))


GATE = Demonstration("gate", lambda _: (Slider("slope", "Slope left of zero", -1.0, 1.0, 0.05, 0.0),), _show)
