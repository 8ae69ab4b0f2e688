"""Dead and sparse: a unit that stops learning, and how many outputs of a map are exactly zero."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from explorer.core.activations import ACTIVATIONS, prelu, prelu_derivative, relu
from explorer.core.notation import number, percent, short
from explorer.lessons.parts import (
    Data,
    Demonstration,
    Line,
    MapImage,
    Maps,
    Numbers,
    Plot,
    Rows,
    Slider,
    Words,
    of_picture,
)
from explorer.lessons.parts import Values as SliderValues

Values = npt.NDArray[np.float64]

EXAMPLES = 256  # the unit's training set
TARGET_WEIGHT, TARGET_BIAS = 2.0, 0.5
RAN_AWAY = 1e12  # the training stops at an error this large
FINE = 2.0**24  # parts of 1 in which a step is counted
LEAK = 0.01  # slope left of zero of the unit that leaks
STEPS = 2000  # of the training that is shown
RATES = (0.1, 1.0, 5.0, 20.0)


@dataclass(frozen=True, slots=True, eq=False)
class Training:
    """The state of a unit before each step of its training and after the last one."""

    weights: Values
    biases: Values
    errors: Values  # half the mean squared error
    gradients: Values  # the larger of the two, without its sign
    died_at: int | None  # the first step at which no example reaches the unit any more

    @property
    def ran_away(self) -> bool:
        """Whether the steps were so large that the training was stopped."""
        return bool(self.errors[-1] > RAN_AWAY)


def examples() -> tuple[Values, Values]:
    """Return what the unit is trained on: x from 0 to 1, each a float32, and 2 x + 0.5.

    >>> x, target = examples()
    >>> bool(np.all(target == 2 * x + 0.5))
    True
    """
    x = np.random.default_rng(0).random(EXAMPLES).astype(np.float32).astype(np.float64)
    return x, TARGET_WEIGHT * x + TARGET_BIAS


def train_unit(bias: float, *, slope: float = 0.0, rate: float = 0.1, steps: int = 5000) -> Training:
    """Train y = f(w x + b) by gradient descent, from w = 1 and a given bias.

    With ReLU the gradient of a unit whose output is 0 for every example is 0, so it never changes. With
    any slope other than 0 left of zero it is not.

    Each step is rounded to a whole number of 2^-24. Large steps can throw the unit to and fro, and then the
    last digit of a sum would decide where it ends: the browser, which adds up in another order, would end
    elsewhere. Where the sums agree before that digit, the rounded steps are the same.

    Parameters
    ----------
    bias : float
        Where b starts.
    slope : float
        Slope of f left of zero: 0 is ReLU, 0.01 leaky ReLU.
    rate : float
        Learning rate, above 0.
    steps : int
        Steps to take; fewer are taken if the error passes ``RAN_AWAY``.

    Examples
    --------
    >>> float(train_unit(-3.0, steps=10).biases[-1]), train_unit(-3.0, steps=10).died_at
    (-3.0, 0)
    """
    x, target = examples()
    weight = 1.0
    states = []
    for _ in range(steps + 1):
        z = weight * x + bias
        left = prelu(z, negative_slope=slope) - target
        flow = left * prelu_derivative(z, negative_slope=slope)
        weight_gradient, bias_gradient = float(flow @ x) / EXAMPLES, float(flow.mean())
        error = float(left @ left) / EXAMPLES / 2
        largest = max(abs(weight_gradient), abs(bias_gradient))
        states.append((weight, bias, error, largest, np.count_nonzero(z > 0) / EXAMPLES))
        if error > RAN_AWAY:
            break
        weight -= round(rate * weight_gradient * FINE) / FINE
        bias -= round(rate * bias_gradient * FINE) / FINE
    weights, biases, errors, gradients, active = np.array(states).T
    died_at = int(np.argmin(active)) if slope == 0 and not active.all() else None
    return Training(weights, biases, errors, gradients, died_at)


def normal_share_below(level: npt.ArrayLike) -> Values:
    """Return Phi, the share of standard normal numbers below a level.

    >>> normal_share_below([-99.0, 0.0, 99.0])
    array([0. , 0.5, 1. ])
    """
    levels = np.asarray(level, np.float64)
    shares = [math.erfc(-value / math.sqrt(2)) / 2 for value in levels.flat]
    return np.reshape(shares, levels.shape)


def zero_share(activation_map: npt.ArrayLike) -> float:
    """Return the share of outputs that are exactly zero.

    >>> zero_share([0.0, 0.0, 1.0, 2.0])
    0.5
    """
    return float(np.mean(np.asarray(activation_map) == 0))


def zero_shares_of_activations(bias: float = 0.0) -> Mapping[str, float]:
    """Count the exact zeros that each activation makes of 100,000 standard normal numbers plus a bias.

    ReLU, ReLU² and the step make Phi(-bias) of them, the others none.

    >>> zero_shares_of_activations()["Softplus"]
    0.0
    """
    z = np.random.default_rng(0).standard_normal(100_000) + bias
    return {name: zero_share(row.function(z)) for name, row in ACTIVATIONS.items()}


@dataclass(frozen=True, slots=True, eq=False)
class SeaLevel:
    """The share of a map that ReLU sets to zero, for a range of biases."""

    biases: Values
    shares: Values  # of the map itself, 0 to 1
    normal: Values  # of a normal distribution with the map's mean and spread


def sea_level(pre_activation: npt.ArrayLike, biases: npt.ArrayLike) -> SeaLevel:
    """Count how much of a map ReLU sets to zero, for some biases.

    ReLU answers 0 wherever z + b is not positive, that is where z is at most -b: one sorted copy of the map
    answers for every bias.

    Parameters
    ----------
    pre_activation : (H, W) array of float32
        A signed map, its bias 0.
    biases : array of float

    Examples
    --------
    >>> sea_level([-1.0, 0.0, 1.0, 2.0], [-2, -1, 0, 1, 2]).shares.tolist()
    [1.0, 0.75, 0.5, 0.25, 0.0]
    """
    heights = np.sort(np.asarray(pre_activation).ravel()).astype(np.float64)
    levels = np.asarray(biases, np.float64)
    shares = np.searchsorted(heights + 0.0, -levels, side="right") / heights.size
    mean, spread = heights.mean(), heights.std()
    surface = -levels - mean
    normal = normal_share_below(surface / spread) if spread > 0 else (surface >= 0).astype(np.float64)
    return SeaLevel(levels, shares, normal)


REACH = 3.0  # standard deviations that the sea can rise or fall
STEP = 0.1  # from one bias of the slider to the next
FINER = 10  # points of the curve from one bias to the next


def sea_data(pre_activation: npt.NDArray[np.float32]) -> Data:
    """Return what the live sea computes with: a map that is not flat, its spread, and its shares of zeros.

    The shares are those of biases from -3 to 3 standard deviations, in steps of 0.01.
    """
    spread = float(np.asarray(pre_activation, np.float64).std())
    sea = sea_level(pre_activation, _levels() * spread)
    return {
        "signed": pre_activation,
        "spread": spread,
        "shares": sea.shares.astype(np.float32),
        "normal": sea.normal.astype(np.float32),
    }


def _levels() -> Values:
    """Return the biases of the curve, in standard deviations."""
    count = round(2 * REACH / STEP) * FINER + 1
    return np.linspace(-REACH, REACH, count).round(8)


def _show_sea(values: SliderValues, data: Data) -> Rows:
    level = values["bias"]
    place = round((level + REACH) / STEP) * FINER
    share, normal = float(data["shares"][place]), float(data["normal"][place])
    flooded = data["signed"].astype(np.float64) + level * data["spread"]
    rectified = relu(flooded)
    plot = Plot(
        (
            Line("this map", _levels(), data["shares"]),
            Line("normal distribution", _levels(), data["normal"], "before"),
            Line("this bias", [level], [share], "marks"),
        ),
        x="bias, in standard deviations of the map",
        y="share of zeros",
        alt=f"The share of zeros falls as the bias rises. Here {percent(share)} of the map are zero, of a "
        f"normal distribution {percent(normal)}.",
        x_range=(-REACH - 0.1, REACH + 0.1),
        y_range=(-0.03, 1.03),
        height=340,
    )
    images = (
        MapImage("Feature map, bias added", flooded),
        MapImage("After ReLU", rectified),
        of_picture("The sea: black where the answer is 0", rectified > 0),
    )
    numbers = (
        ("Zeros in this map", percent(share)),
        ("Φ: zeros if its values were normally distributed", percent(normal)),
    )
    return (
        (Words(sea_sentence(level, share)),),
        (plot, Numbers(numbers)),
        (Maps(images, limit=float(np.abs(flooded).max())),),
    )


def sea_sentence(level: float, share: float) -> str:
    """Say where the sea stands and what is under it, for a bias in standard deviations and a share of 0 to 1.

    >>> sea_sentence(-0.5, 0.75)  # doctest: +ELLIPSIS
    'The bias is −0.5 standard deviations, so the sea stands at 0.5. Under it lies **75 %** of the map: ...'
    """
    where = f"The bias is {short(level)} standard deviations, so the sea stands at {short(-level)}."
    if share == 0:
        return f"{where} All of this map is above it: no zero at all."
    if share == 1:
        return f"{where} All of this map is under it: nothing but zeros."
    return f"{where} Under it lies **{percent(share)}** of the map: those values become 0."


SEA = Demonstration(
    "sea",
    lambda _: (Slider("bias", "Bias, in standard deviations of the map", -REACH, REACH, STEP, 0.0),),
    _show_sea,
)


def relu_fate(run: Training) -> str:
    """Say what became of the unit with ReLU.

    >>> relu_fate(train_unit(-3.0, steps=10))[:60]
    '**ReLU**: dead from the start. It answers 0 to all 256 examp'
    """
    if run.died_at is None:
        return f"**ReLU**: learns. Error at the end: {_tiny(run.errors[-1])}."
    when = "dead from the start" if run.died_at == 0 else f"dead after step {run.died_at}"
    return (
        f"**ReLU**: {when}. It answers 0 to all {EXAMPLES} examples. Its gradient is "
        f"{short(run.gradients[-1])}, so nothing moves it any more, and its error stays "
        f"{number(run.errors[-1])}."
    )


def leaky_fate(run: Training) -> str:
    """Say what became of the unit with a leak."""
    if run.ran_away:
        return "**Leaky ReLU**: the steps are so large that the error grows without end."
    if run.errors[-1] < run.errors[0] / 100:
        return f"**Leaky ReLU**: learns. Error at the end: {_tiny(run.errors[-1])}."
    return (
        f"**Leaky ReLU**: not dead (its gradient is {short(run.gradients[-1], 2)}), but error "
        f"{number(run.errors[-1])} is left: a leak does not mend steps that are too large."
    )


def _tiny(value: float) -> str:
    return "less than 0.000001" if value < 1e-6 else number(value, 6)


def unit_data() -> Data:
    """Return what the live training computes with: its examples."""
    return {"x": examples()[0].astype(np.float32)}


@lru_cache(maxsize=24)
def _trained(bias: float, slope: float, rate: float) -> Training:
    return train_unit(bias, slope=slope, rate=rate, steps=STEPS)


def _show_unit(values: SliderValues, _: Data) -> Rows:
    rate = RATES[round(values["rate"])]
    dry, leaky = (_trained(values["bias"], slope, rate) for slope in (0.0, LEAK))
    return (Words(relu_fate(dry)), Words(leaky_fate(leaky))), (_errors(dry, leaky), _answers(dry, leaky))


def _errors(dry: Training, leaky: Training) -> Plot:
    ceiling = 1.5 * float(max(dry.errors[0], leaky.errors[0], dry.errors[-1]))
    return Plot(
        (
            Line("ReLU", np.arange(len(dry.errors)), dry.errors),
            Line(_LEAKY, np.arange(len(leaky.errors)), leaky.errors, "before"),
        ),
        x="step",
        y="half the mean squared error",
        alt=f"The error over the steps of training. ReLU ends at {short(dry.errors[-1])}, leaky ReLU at "
        f"{short(leaky.errors[-1])}.",
        y_range=(-0.03 * ceiling, ceiling),
        height=320,
    )


def _answers(dry: Training, leaky: Training) -> Plot:
    x = np.linspace(0, 1, 21)
    dry_answers, leaky_answers = (
        prelu(run.weights[-1] * x + run.biases[-1], negative_slope=slope)
        for run, slope in ((dry, 0.0), (leaky, LEAK))
    )
    return Plot(
        (
            Line("wanted", x, TARGET_WEIGHT * x + TARGET_BIAS, "marks"),
            Line("ReLU", x, dry_answers),
            Line(_LEAKY, x, leaky_answers, "before"),
        ),
        x="input",
        y="answer after training",
        alt="What is wanted of the unit is a straight line that rises."
        + ("" if dry.died_at is None else " The answer of the unit with ReLU is 0 everywhere."),
        y_range=(-0.6, 3.0),
        height=320,
    )


_LEAKY = f"leaky ReLU ({LEAK})"
UNIT = Demonstration(
    "unit",
    lambda _: (
        Slider("bias", "Bias at the start", -3.0, 1.0, 0.25, -3.0),
        Slider("rate", "Learning rate", 0, len(RATES) - 1, 1, 0, texts=tuple(map(short, RATES))),
    ),
    _show_unit,
)


@dataclass(frozen=True, slots=True)
class TrainedSparsity:
    """Mean share of exact zeros in the hidden layers of a trained rectifier network."""

    dataset: str
    zero_share: float
    source: str = "glorot2011"  # key in explorer.lessons.sources


TRAINED_SPARSITY = (
    TrainedSparsity("MNIST", 0.834),
    TrainedSparsity("CIFAR10", 0.720),
    TrainedSparsity("NISTP", 0.680),
    TrainedSparsity("NORB", 0.738),
)
