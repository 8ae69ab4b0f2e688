"""The slope of PReLU, learned by gradient descent as in He et al. (2015)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from explorer.core.activations import Floats, absolute, identity, prelu, relu
from explorer.core.notation import number, short
from explorer.lessons.parts import Data, Demonstration, Line, MapImage, Maps, Plot, Rows, Slider, Words
from explorer.lessons.parts import Values as SliderValues

Values = npt.NDArray[np.float64]

START = 0.25  # the paper's first slope, in every layer
MOMENTUM = 0.9
RATE = 0.05
STEPS = 200


@dataclass(frozen=True, slots=True)
class Task:
    """A target for PReLU on a signed map, and the slope that meets it without error."""

    name: str
    target: Callable[[npt.ArrayLike], Floats]
    slope: float


TASKS = (
    Task("Signed edge", identity, 1.0),
    Task("Bright side only", relu, 0.0),
    Task("Edge strength", absolute, -1.0),
    Task("A teacher with slope 0.3", partial(prelu, negative_slope=0.3), 0.3),
)


def unit_strength(pre_activation: npt.ArrayLike) -> Values:
    """Scale a map so that its root mean square is 1.

    A map around zero, as an edge kernel makes it, then has standard deviation 1. Unlike the standard
    deviation, the root mean square also keeps the descent stable where a map lies far from zero.

    Parameters
    ----------
    pre_activation : (H, W) array of float32
        A signed map.

    Raises
    ------
    ValueError
        If the map is zero everywhere.

    Examples
    --------
    >>> unit_strength([-2.0, 2.0, -2.0, 2.0])
    array([-1.,  1., -1.,  1.])
    """
    values = np.asarray(pre_activation, np.float64)
    strength = np.sqrt(np.mean(values * values))
    if strength == 0:
        raise ValueError("This map is 0 everywhere, so there is nothing to learn from.")
    return np.asarray(values / strength)


@dataclass(frozen=True, slots=True)
class SlopeLoss:
    """Half the mean squared error of PReLU against a target, as a function of its slope: a parabola."""

    curvature: float  # mean of z² where z is not positive, of 0 elsewhere
    pull: float  # mean of z times target, there
    floor: float  # the error at the lowest point

    def best(self, *, weight_decay: float = 0.0) -> float | None:
        """Return the slope of least error, or None where no value is negative and every slope is as good.

        Weight decay draws the slope to 0, towards ReLU. The paper therefore uses none.

        >>> loss = SlopeLoss(curvature=0.5, pull=0.5, floor=0.0)
        >>> loss.best(), loss.best(weight_decay=0.5)
        (1.0, 0.5)
        """
        steepness = self.curvature + weight_decay
        return self.pull / steepness if steepness else None

    def gradient(self, slope: float) -> float:
        """Return dE/da, equations 2 and 3 of the paper with a mean in place of the sum."""
        return self.curvature * slope - self.pull

    def error(self, slope: npt.ArrayLike) -> Values:
        """Return half the mean squared error at one slope or many."""
        distance = np.asarray(slope, np.float64) - (self.best() or 0.0)
        return np.asarray(self.floor + self.curvature * distance**2 / 2)


def slope_loss(pre_activation: npt.ArrayLike, target: npt.ArrayLike) -> SlopeLoss:
    """Return the error of PReLU against a target as a function of its slope.

    Where z is positive PReLU does not depend on its slope; elsewhere it is a straight line in it (He et
    al. 2015, equations 1 and 3). The error is thus a parabola, and two sums over the map give all of it.

    Parameters
    ----------
    pre_activation : (H, W) array of float32 or float64
        The signed map z; of unit strength if the steps of `descend` are to fit it.
    target : array of the same shape
        What the unit should answer.

    Examples
    --------
    Where the target keeps one negative value of two as it is, the best slope is 1:

    >>> slope_loss([-1.0, 1.0], [-1.0, 1.0])
    SlopeLoss(curvature=0.5, pull=0.5, floor=0.0)
    """
    z, wanted = np.asarray(pre_activation, np.float64), np.asarray(target, np.float64)
    below = np.minimum(z, 0)
    curvature, pull = float(np.mean(below * below)), float(np.mean(below * wanted))
    best = pull / curvature if curvature else 0.0
    left = prelu(z, negative_slope=best) - wanted
    return SlopeLoss(curvature, pull, float(np.mean(left * left)) / 2)


@dataclass(frozen=True, slots=True, eq=False)
class Descent:
    """The slope and the error before each step and after the last one."""

    slopes: Values  # (STEPS + 1,)
    errors: Values


def descend(loss: SlopeLoss, *, weight_decay: float = 0.0) -> Descent:
    """Learn the slope by gradient descent with momentum (He et al. 2015, equation 4).

    Parameters
    ----------
    loss : SlopeLoss
        What is to be made small.
    weight_decay : float
        Share of the slope itself that is added to the gradient, 0 or more; the paper uses 0.

    Examples
    --------
    >>> learned = descend(SlopeLoss(curvature=0.5, pull=0.5, floor=0.0))
    >>> float(learned.slopes[0]), round(float(learned.slopes[-1]), 3)
    (0.25, 1.0)
    """
    slopes = np.empty(STEPS + 1)
    slopes[0] = slope = START
    change = 0.0
    for step in range(1, STEPS + 1):
        change = MOMENTUM * change + RATE * (loss.gradient(slope) + weight_decay * slope)
        slope -= change
        slopes[step] = slope
    return Descent(slopes, loss.error(slopes))


NEAR = 1e-6  # two slopes that differ by no more than rounding


def valley_sentence(slope: float, error: float, best: float | None) -> str:
    """Say how wrong a slope is, and which way is down.

    Parameters
    ----------
    slope, error : float
        The slope and half the mean squared error that it leaves.
    best : float or None
        The slope of least error; None if no value is negative.

    Examples
    --------
    >>> valley_sentence(0.25, 0.28, 1.0)
    'Slope 0.25 leaves an error of **0.280**. A larger slope leaves less.'
    """
    if best is None:
        return "Nothing in this map is negative, so the slope left of zero changes nothing."
    start = f"Slope {short(slope)} leaves an error of **{number(error)}**."
    if abs(slope - best) < NEAR:
        return f"{start} This is the lowest point."
    return f"{start} A {'larger' if slope < best else 'smaller'} slope leaves less."


def _show_valley(values: SliderValues, data: Data) -> Rows:
    """Return the error of a slope in the valley of all slopes, and what the unit answers with it.

    The data are a map, `signed`, and the slope that meets the target without error, `goal`.
    """
    slope, signed = values["slope"], data["signed"]
    wanted = prelu(signed.astype(np.float64), negative_slope=data["goal"])
    loss = slope_loss(signed, wanted)
    slopes = np.linspace(-1.5, 1.5, 61)
    errors, error = loss.error(slopes), float(loss.error(slope))
    top = float(errors.max()) or 1.0
    plot = Plot(
        (Line("error", slopes, errors, "input"), Line("this slope", [slope], [error], "marks")),
        x="slope left of zero",
        y="half the mean squared error",
        alt=f"The error for every slope: a valley. Slope {short(slope)} leaves {number(error)}.",
        y_range=(-0.05 * top, 1.05 * top),
        height=300,
    )
    images = (
        MapImage("Feature map before the activation", signed),
        MapImage("What is wanted", wanted),
        MapImage(f"What the unit answers, slope {short(slope)}", prelu(signed, negative_slope=slope)),
    )
    limit = float(np.abs(signed).max()) * max(1.0, abs(slope))
    return (
        (Words(valley_sentence(slope, error, loss.best())),),
        (plot,),
        (Maps(images, limit=limit or None),),
    )


VALLEY = Demonstration(
    "valley",
    lambda _: (Slider("slope", "Slope left of zero", -1.5, 1.5, 0.05, START),),
    _show_valley,
)


def descent_sentence(best: float | None, last: float, decay: float) -> str:
    """Say what the descent found, as far as a map can show it.

    Parameters
    ----------
    best : float or None
        The slope of least error; None if no value is negative.
    last : float
        The slope after the last step.
    decay : float
        The weight decay, 0 if there was none.
    """
    if best is None:
        moved = "only the decay moves it" if decay else f"it stays at {short(START)}"
        return (
            "**Nothing in this map is negative**, so the slope left of zero is never used and nothing pulls "
            f"at it: {moved}. Choose another picture."
        )
    if not decay:
        return f"Nobody told the unit a slope. It found **{number(last)}**; right is **{number(best)}**."
    start = f"Weight decay draws every slope towards 0, towards ReLU: this one ends at **{number(last)}**"
    if abs(best) < NEAR:
        return f"{start}. Here 0 is right, so it does no harm."
    return f"{start}, and {number(best)} would be right."


@dataclass(frozen=True, slots=True)
class LearnedLayer:
    """One line of Table 1: the slopes that training found."""

    layer: str
    shared: float  # one slope for the whole layer
    channel_wise: float  # the mean where every channel has its own


TABLE_1 = (  # He et al. 2015, Table 1, from the picture inwards: of its 14 layers the last has no activation
    LearnedLayer("conv1", 0.681, 0.596),
    LearnedLayer("conv2_1", 0.103, 0.321),
    LearnedLayer("conv2_2", 0.099, 0.204),
    LearnedLayer("conv2_3", 0.228, 0.294),
    LearnedLayer("conv2_4", 0.561, 0.464),
    LearnedLayer("conv3_1", 0.126, 0.196),
    LearnedLayer("conv3_2", 0.089, 0.152),
    LearnedLayer("conv3_3", 0.124, 0.145),
    LearnedLayer("conv3_4", 0.062, 0.124),
    LearnedLayer("conv3_5", 0.008, 0.134),
    LearnedLayer("conv3_6", 0.210, 0.198),
    LearnedLayer("fc1", 0.063, 0.074),
    LearnedLayer("fc2", 0.031, 0.075),
)


def nonlinearity_index(slope: npt.ArrayLike) -> Values:
    """Return the share of PReLU's variance that no straight line explains, for normally distributed z.

    This is 1 - R² of the best straight line: 0 for the identity, 1 for the absolute value. It is our own
    measure, not the paper's. PReLU is (1 + a)/2 times z, a line, plus (1 - a)/2 times ``abs(z)``, which
    has variance 1 - 2/pi and no correlation with z.

    Parameters
    ----------
    slope : array of float
        The slope a left of zero.

    Returns
    -------
    array of float64, of the shape of the slopes, 0 to 1

    Examples
    --------
    >>> nonlinearity_index([1.0, -1.0])
    array([0., 1.])
    """
    a = np.asarray(slope, np.float64)
    straight = ((1 + a) / 2) ** 2
    bent = ((1 - a) / 2) ** 2 * (1 - 2 / np.pi)
    return np.asarray(bent / (straight + bent))
