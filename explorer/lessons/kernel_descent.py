"""One kernel with ReLU, learned by gradient descent from the map that it should make of one picture.

The unit has nine weights and a bias and sees the picture less its mean brightness. Two runs start alike:
one follows the true gradient, which ReLU's gate lets through only where the sum is positive; the other
holds the gate open on the way back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.activations import relu, relu_derivative
from explorer.core.arrays import Map
from explorer.core.layer import forward
from explorer.core.notation import number, percent
from explorer.lessons.parts import (
    Data,
    Demonstration,
    Line,
    MapImage,
    Maps,
    Plot,
    Rows,
    Slider,
    Table,
    Values,
    Words,
)

Floats = npt.NDArray[np.float64]
Ends = Sequence[tuple[str, Floats]]
"""Weights and bias with a title each: what is wanted, and where both runs are."""

STEPS = 200
STEPS_SHOWN = (-4.0, STEPS + 4.0)  # so that the marks at both ends are whole
FINE = 1e9  # parts of 1 in which errors are counted: rounding does not show
PLACES = (
    "Top left",
    "Top",
    "Top right",
    "Left",
    "Middle",
    "Right",
    "Bottom left",
    "Bottom",
    "Bottom right",
    "Bias",
)
LEAST_TOP = 1.55  # the axis of errors ends here or higher: at 1 a unit answers 0 everywhere
NOISE = 1e-9
"""A sum no larger than this, of what its terms could add up to, counts as 0: it may be rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """What a unit is to learn, and what it sees."""

    picture: Map  # (H, W), 0 to 1
    mean: float  # its mean brightness
    target: Map  # (H, W), the map that is wanted, 0 or more
    wanted: Floats  # (10,), a kernel and a bias that make it
    largest_rate: float  # learning rates below it are safe, see `largest_rate`

    @property
    def is_empty(self) -> bool:
        """Whether the target is 0 everywhere, so that a unit that answers nothing is right."""
        return not self.target.any()

    def data(self) -> Data:
        """Return what the demonstration computes with."""
        return {
            "picture": self.picture,
            "mean": self.mean,
            "target": self.target,
            "wanted": self.wanted.astype(np.float32),
            "largest_rate": self.largest_rate,
        }


def task(picture: Map, kernel: Map) -> Task:
    """Return the task to answer like a kernel with ReLU, its bias 0.

    Parameters
    ----------
    picture : (H, W) array of float32
        Brightness from 0 (black) to 1 (white).
    kernel : (3, 3) array of float32
        Its map after ReLU is the target; the border is repeated outwards.

    Examples
    --------
    The unit sees a picture less its mean, so its bias must put back what the kernel would make of that:

    >>> lit = task(np.float32([[0.25, 0.75]]), np.float32([[0, 0, 0], [0, 2, 0], [0, 0, 0]]))
    >>> lit.target, lit.mean, float(lit.wanted[9])
    (array([[0.5, 1.5]], dtype=float32), 0.5, 1.0)
    """
    mean = float(picture.mean(dtype=np.float64))
    weights = np.asarray(kernel, np.float64).ravel()
    wanted = np.append(weights, mean * weights.sum())
    target = forward(picture, kernel).activation_map
    return Task(picture, mean, target, wanted, largest_rate(inputs(picture, mean)))


def inputs(picture: npt.ArrayLike, mean: float) -> Floats:
    """Return what each weight is multiplied by, at each pixel.

    Parameters
    ----------
    picture : (H, W) array of float32
        Brightness from 0 to 1.
    mean : float
        Taken away from each pixel.

    Returns
    -------
    (10, H * W) array of float64
        Row k holds the pixel under weight k, the last row 1 for the bias. The border is repeated outwards.

    Examples
    --------
    >>> inputs([[0.0, 1.0]], 0.5)[[3, 4, 5, 9]]
    array([[-0.5, -0.5],
           [-0.5,  0.5],
           [ 0.5,  0.5],
           [ 1. ,  1. ]])
    """
    values = np.asarray(picture, np.float64) - mean
    rows, cols = values.shape
    padded = np.pad(values, 1, mode="edge")
    shifted = [padded[r : r + rows, c : c + cols].ravel() for r in range(3) for c in range(3)]
    return np.stack([*shifted, np.ones(rows * cols)])


def largest_rate(seen: Floats) -> float:
    """Return the learning rate below which no step of the true gradient makes the error larger.

    It is 2 over the largest eigenvalue of the mean of x xᵀ, with the ten numbers x that the weights are
    multiplied by. With the gate open, the same bound makes each step lead nearer to the wanted weights.

    >>> largest_rate(np.array([[1.0, -1.0], [1.0, 1.0]]))
    2.0
    """
    return float(2 / np.linalg.eigvalsh(seen @ seen.T / seen.shape[1])[-1])


def first_weights(bias: float) -> Floats:
    """Return where both runs start: the kernel Identity, which answers the picture itself, and a bias.

    With bias −1 the sum is below zero at each pixel of each picture, for a pixel less the mean is below 1.

    >>> first_weights(-1.0).tolist()
    [0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, -1.0]
    """
    weights = np.zeros(len(PLACES))
    weights[4], weights[9] = 1.0, bias
    return weights


def sums(weights: Floats, seen: Floats) -> Floats:
    """Return the sum at each pixel, before ReLU; one that may be rounding is 0.

    >>> sums(np.array([0.1, 0.2, -0.3]), np.ones((3, 1)))
    array([0.])
    """
    z = weights @ seen
    z[np.abs(z) <= NOISE * np.abs(weights).sum()] = 0
    return np.asarray(z)


def gradient(seen: Floats, z: Floats, target: Floats, *, is_open: bool) -> Floats:
    """Return how fast half the mean squared error grows with each weight.

    Parameters
    ----------
    seen : (10, N) array of float64
        As ``inputs`` returns it.
    z : (N,) array of float64
        The sum at each pixel.
    target : (N,) array of float64
        The answers that are wanted.
    is_open : bool
        Whether the gate is held open: 1 everywhere instead of ReLU's slope. What is returned is then no
        gradient of the error.

    Returns
    -------
    (10,) array of float64
        The mean over the pixels of (answer - target) times gate times input.

    Examples
    --------
    The sum is −1 and the answer 0, where 2 is wanted:

    >>> one = np.array([[1.0]]), np.array([-1.0]), np.array([2.0])
    >>> gradient(*one, is_open=False), gradient(*one, is_open=True)
    (array([0.]), array([-2.]))
    """
    arriving = relu(z) - target
    passing = arriving if is_open else arriving * relu_derivative(z)
    return np.asarray(seen @ passing / z.size + 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """One descent: each state before a step, and the last one."""

    weights: Floats  # (STEPS + 1, 10)
    errors: Floats  # (STEPS + 1,), of the mean squared target: 1 for a unit that answers 0
    alive: Floats  # (STEPS + 1,), the share of pixels with a sum above 0


def descend(given: Task, *, bias: float, rate: float, is_open: bool) -> Run:
    """Learn the kernel and the bias by gradient descent, ``STEPS`` steps without momentum.

    Parameters
    ----------
    given : Task
        Its target must not be empty.
    bias : float
        Where the bias starts.
    rate : float
        Learning rate, as a share of ``given.largest_rate``.
    is_open : bool
        Whether the gate is held open on the way back.
    """
    seen, target = inputs(given.picture, given.mean), given.target.ravel().astype(np.float64)
    strength = float(target @ target)
    weights = np.tile(first_weights(bias), (STEPS + 1, 1))
    errors, alive = np.empty(STEPS + 1), np.empty(STEPS + 1)
    for step in range(STEPS + 1):
        z = sums(weights[step], seen)
        left = relu(z) - target
        errors[step], alive[step] = float(left @ left) / strength, float(np.mean(z > 0))
        if step < STEPS:
            slope = gradient(seen, z, target, is_open=is_open)
            weights[step + 1] = weights[step] - rate * given.largest_rate * slope
    return Run(weights, np.rint(errors * FINE) / FINE, alive)


def true_fate(run: Run, step: int) -> str:
    """Say how the run with the true gradient stands at a step."""
    error = _error(run, step)
    if run.alive[step]:
        share = percent(float(run.alive[step]))
        return f"**True gradient**, step {step}: the gate is open at {share} of the pixels. {error}"
    since = int(np.argmin(run.alive > 0))
    when = "from the start" if since == 0 else f"since step {since}"
    return (
        f"**True gradient**, step {step}: the unit is dead {when}. It answers 0 at every pixel. Every gate "
        f"is shut, so nothing comes back, and it never changes again. {error}"
    )


def open_fate(run: Run, step: int) -> str:
    """Say how the run with the gate held open stands at a step."""
    share = percent(float(run.alive[step]))
    return (
        f"**Gate held open**, step {step}: everything comes back. The unit answers more than 0 at {share} of "
        f"the pixels. {_error(run, step)}"
    )


def _error(run: Run, step: int) -> str:
    """Write the error at a step, and how it has changed since the start."""
    first, now = (_small(float(run.errors[k])) for k in (0, step))
    if step == 0:
        return f"Error {now}."
    if first == now:
        return f"Error {now}, as at the start."
    change = "down" if run.errors[step] < run.errors[0] else "up"
    return f"Error {now}, {change} from {first}."


def _small(error: float) -> str:
    if error >= 1000:
        return f"{error:,.0f}"
    return "less than 0.001" if 0 < error < 0.001 else number(error)


def _show(values: Values, data: Data) -> Rows:
    """Return how both runs stand at a step: in words, as maps and kernels, and the errors of all steps.

    The data is that of a `Task` that is not empty.
    """
    given = Task(**data)
    true, held = (
        descend(given, bias=values["bias"], rate=values["rate"], is_open=is_open) for is_open in (False, True)
    )
    step = round(values["step"])
    ends = (
        ("Wanted", given.wanted),
        ("True gradient", true.weights[step]),
        ("Gate held open", held.weights[step]),
    )
    return (
        (Words(true_fate(true, step)), Words(open_fate(held, step))),
        (_maps(given, ends), _tiles(ends)),
        (_errors(true, held, step), _numbers(ends)),
    )


def _maps(given: Task, ends: Ends) -> Maps:
    """Return the target and what each run answers, in the same colours."""
    seen, shape = inputs(given.picture, given.mean), given.target.shape
    (title, _), *runs = ends
    images = [MapImage(f"{title}: the map", given.target)]
    for title, weights in runs:
        images.append(MapImage(f"{title}: the map", relu(sums(weights, seen)).reshape(shape)))
    return Maps(tuple(images), limit=float(given.target.max()))


def _tiles(ends: Ends) -> Maps:
    """Return the nine weights of each kernel as tiles, in the same colours."""
    limit = float(np.abs(ends[0][1][:9]).max()) or 1.0
    return Maps(
        tuple(MapImage(f"{title}: the kernel", weights[:9].reshape(3, 3)) for title, weights in ends),
        limit=limit,
    )


def _errors(true: Run, held: Run, step: int) -> Plot:
    steps = np.arange(STEPS + 1.0)
    last = [_small(float(run.errors[-1])) for run in (true, held)]
    top = max(LEAST_TOP, 1.05 * float(max(true.errors.max(), held.errors.max())))
    return Plot(
        (
            Line("true gradient", steps, true.errors),
            Line("gate held open", steps, held.errors, "before"),
            Line("this step", (step, step), (true.errors[step], held.errors[step]), "points"),
        ),
        x="step",
        y="error",
        alt=f"The error over {STEPS} steps. With the true gradient it ends at {last[0]}, with the gate held "
        f"open at {last[1]}.",
        x_range=STEPS_SHOWN,
        y_range=(-0.03 * top, top),
    )


def _numbers(ends: Ends) -> Table:
    """Return each weight of each kernel, and the bias."""
    rows = [(place, *(number(float(weights[k]), 2) for _, weights in ends)) for k, place in enumerate(PLACES)]
    return Table(("Weight", *(title for title, _ in ends)), tuple(rows))


def sliders(_: Data) -> tuple[Slider, ...]:
    """Return the sliders: at first a dead start, and what comes of it."""
    return (
        Slider("step", "Step", 0, STEPS, 1, STEPS),
        Slider("bias", "Bias at the start", -1.0, 1.0, 0.05, -1.0),
        Slider("rate", "Learning rate (1: the largest safe one)", 0.05, 0.95, 0.05, 0.75),
    )


KERNEL_DESCENT = Demonstration("kernel_descent", sliders, _show)
