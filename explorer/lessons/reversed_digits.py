"""A toy version of Kuo's experiment with digits of reversed grey levels.

C.-C. Jay Kuo, "Understanding convolutional neural networks with a mathematical
model", 2016, arXiv:1609.04112, shows a network trained on digits their negatives.
Here the digits are a font, the first layer is random and only the read-out is
trained, by least squares. It is a toy, not MNIST and not LeNet-5: its
accuracies are its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map, read_only
from explorer.core.notation import number, percent, short
from explorer.images import LEVELS
from explorer.lessons.digits import Digits, Floats, Pools, draw_anchors, draw_digits, pool

TRAIN, TEST = 800, 400  # pictures
SLOPES = (-0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5)  # 0 is ReLU, 1 is a linear layer
_RIDGE = 0.003  # penalty on squared weights, beside the mean squared error
_CHANCE = 0.1  # ten digits


@dataclass(frozen=True, slots=True, eq=False)
class ReadOut:
    """A trained last layer: the digit with the largest sum wins."""

    weights: Floats  # (features, 10)
    bias: Floats  # (10,)

    def predict(self, features: Floats) -> npt.NDArray[np.intp]:
        """Return the digit of the largest sum for every row of features."""
        return np.asarray(np.argmax(features @ self.weights + self.bias, axis=1), np.intp)

    def accuracy(self, features: Floats, labels: npt.NDArray[np.int64]) -> float:
        """Return the share of right answers, 0 to 1."""
        return float((self.predict(features) == labels).mean())


def train(features: Floats, labels: npt.NDArray[np.int64]) -> ReadOut:
    """Fit a read-out by ridge regression on the ten yes-or-no questions "is it this digit?".

    Parameters
    ----------
    features : (n, F) array of float64
        One row for each picture.
    labels : (n,) array of int64
        The digits, 0 to 9.

    Returns
    -------
    ReadOut
        The minimum of the mean squared error plus 0.003 times the sum of the
        squared weights; the bias is free.

    Examples
    --------
    >>> read_out = train(np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([3, 3, 8, 8]))
    >>> read_out.predict(np.array([[0.1], [0.9]]))
    array([3, 8])
    """
    answers = np.eye(10)[labels]
    mean_features, mean_answers = features.mean(axis=0), answers.mean(axis=0)
    centred = features - mean_features
    normal = centred.T @ centred + _RIDGE * len(features) * np.eye(features.shape[1])
    weights = np.linalg.solve(normal, centred.T @ (answers - mean_answers))
    return ReadOut(weights, mean_answers - mean_features @ weights)


@dataclass(frozen=True, slots=True)
class Score:
    """How many test pictures a network reads, as shares from 0 to 1; guessing gives about 0.1."""

    normal: float
    on_reversed: float


@dataclass(frozen=True, slots=True)
class Accuracies:
    """The scores of seven networks."""

    relu: Score  # trained on normal pictures
    negated: Score  # the same network with its anchors negated: the two numbers change places
    doubled: Score  # anchors and their opposites, trained on both polarities
    linear: Score  # no rectifier, trained on both: no better than guessing
    bounded: Score  # tanh, which is odd, too, trained on both: no better than guessing
    absolute: Score  # abs(y), which is not odd, trained on both
    linear_one: Score  # no rectifier, trained on normal pictures only
    same_predictions: bool  # whether anchors negated on negatives name the very digits of `relu`
    odd_largest_weight: float  # of `linear` and `bounded`; 0 but for rounding


def networks(found: Accuracies) -> tuple[tuple[str, str, Score], ...]:
    """Return the name on screen, the meaning and the score of each network."""
    return (
        ("ReLU", "trained on normal digits", found.relu),
        ("Negated", "the same network with its anchors negated", found.negated),
        ("Doubled", "anchors and their negatives, with ReLU, trained on both", found.doubled),
        ("No ReLU", "a linear network, trained on both", found.linear),
        ("tanh", "tanh in the place of ReLU, trained on both", found.bounded),
        ("|z|", "the absolute value in the place of ReLU, trained on both", found.absolute),
        ("Normal only", "a linear network, trained on normal digits only", found.linear_one),
    )


@dataclass(frozen=True, slots=True)
class SlopePoint:
    """Accuracies with PReLU of one slope."""

    negative_slope: float
    one_polarity: float  # trained and tested on normal pictures
    both_polarities: float  # trained and tested on normal and reversed pictures


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """The features of a set of pictures, in both polarities."""

    normal: Pools
    reversed: Pools
    labels: npt.NDArray[np.int64]

    def both(self, features: Callable[[Pools], Floats]) -> tuple[Floats, npt.NDArray[np.int64]]:
        """Stack the features of both polarities, and their labels."""
        return np.vstack([features(self.normal), features(self.reversed)]), np.tile(self.labels, 2)

    def score(self, read_out: ReadOut, features: Callable[[Pools], Floats]) -> Score:
        """Test a read-out on each polarity."""
        normal, turned = (
            read_out.accuracy(features(pools), self.labels) for pools in (self.normal, self.reversed)
        )
        return Score(normal, turned)


@dataclass(frozen=True, slots=True, eq=False)
class Toy:
    """The data of one seed: digits, and their features."""

    examples: Map  # (10, 14, 14), 0 black to 1 white: a test picture of each digit
    reversed_examples: Map  # (10, 14, 14), their negatives
    training: Answers
    test: Answers
    negated_test: Answers  # of the negated anchors


def prepare(seed: int) -> Toy:
    """Draw the digits and the anchors, and compute all features.

    Parameters
    ----------
    seed : int
        0 or more; equal seeds give equal digits and anchors.

    Returns
    -------
    Toy

    Examples
    --------
    >>> toy = prepare(0)
    >>> toy.examples.shape, toy.training.normal.positive.shape
    ((10, 14, 14), (800, 216))
    """
    random = np.random.default_rng(seed)
    anchors = draw_anchors(random)
    training, test = draw_digits(TRAIN, random), draw_digits(TEST, random)
    first_of_each = [int(np.argmax(test.labels == digit)) for digit in range(10)]
    return Toy(
        examples=read_only(test.pictures[first_of_each] / LEVELS),
        reversed_examples=read_only(test.reversed().pictures[first_of_each] / LEVELS),
        training=_answers(training, anchors),
        test=_answers(test, anchors),
        negated_test=_answers(test, -anchors),
    )


def polarities(toy: Toy) -> Accuracies:
    """Train networks with ReLU, without it and with other activations, and test them all.

    Notes
    -----
    Kuo (2016), arXiv:1609.04112: the experiment on reversed MNIST, negated and
    doubled anchors. That a linear network cannot learn both polarities is exact:
    it is odd, so each picture pulls its weights one way and its negative as far
    back. The same holds for every odd activation, such as tanh.

    Examples
    --------
    >>> accuracies = polarities(prepare(0))
    >>> accuracies.relu.normal == accuracies.negated.on_reversed
    True
    >>> accuracies.relu.normal > accuracies.relu.on_reversed
    True
    """
    training, test, negated = toy.training, toy.test, toy.negated_test
    relu = train(training.normal.positive, training.labels)
    linear = train(*training.both(_straight))
    bounded = train(*training.both(_bounded))
    named = relu.predict(test.normal.positive)
    return Accuracies(
        relu=test.score(relu, _positive),
        negated=negated.score(relu, _positive),
        doubled=test.score(train(*training.both(Pools.doubled)), Pools.doubled),
        linear=test.score(linear, _straight),
        bounded=test.score(bounded, _bounded),
        absolute=test.score(train(*training.both(_absolute)), _absolute),
        linear_one=test.score(train(training.normal.features(1), training.labels), _straight),
        same_predictions=bool((relu.predict(negated.reversed.positive) == named).all()),
        odd_largest_weight=float(max(np.abs(each.weights).max() for each in (linear, bounded))),
    )


def _positive(pools: Pools) -> Floats:
    return pools.positive


def _straight(pools: Pools) -> Floats:
    return pools.features(1)


def _bounded(pools: Pools) -> Floats:
    return pools.bounded


def _absolute(pools: Pools) -> Floats:
    return pools.features(-1)


def slope_point(toy: Toy, negative_slope: float) -> SlopePoint:
    """Train two networks with PReLU of one slope, for one polarity and for both.

    With slope 1 the layer is linear, and no better than guessing at both.

    >>> slope_point(prepare(0), 1).both_polarities < 0.2
    True
    """

    def features(pools: Pools) -> Floats:
        return pools.features(negative_slope)

    training, test = toy.training, toy.test
    one = train(features(training.normal), training.labels)
    both = train(*training.both(features))
    return SlopePoint(
        negative_slope=negative_slope,
        one_polarity=one.accuracy(features(test.normal), test.labels),
        both_polarities=both.accuracy(*test.both(features)),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Experiment:
    """The results of one seed."""

    toy: Toy
    accuracies: Accuracies
    sweep: tuple[SlopePoint, ...]  # in the order of ``SLOPES``


def experiment(seed: int, progress: Callable[[float], object] = lambda done: None) -> Experiment:
    """Run the whole experiment for one seed.

    Parameters
    ----------
    seed : int
        0 or more; equal seeds give equal digits, anchors and accuracies.
    progress : callable
        Called after each of eleven steps with the share of them that is done, 0 to 1.

    Returns
    -------
    Experiment
        Seeds 0 to 29 gave 90 to 98 % on normal pictures, 8 to 43 % on reversed
        ones, and with doubled anchors 92 to 99 % on both.

    Examples
    --------
    >>> shares = []
    >>> result = experiment(0, shares.append)
    >>> len(shares), shares[-1], len(result.sweep)
    (11, 1.0, 9)
    """
    steps = 2 + len(SLOPES)
    toy = prepare(seed)
    progress(1 / steps)
    accuracies = polarities(toy)
    progress(2 / steps)
    sweep = []
    for done, slope in enumerate(SLOPES, start=3):
        sweep.append(slope_point(toy, slope))
        progress(done / steps)
    return Experiment(toy, accuracies, tuple(sweep))


def _answers(digits: Digits, anchors: Floats) -> Answers:
    return Answers(pool(digits.pictures, anchors), pool(digits.reversed().pictures, anchors), digits.labels)


def share(value: float) -> str:
    """Write a share in percent, to a tenth.

    >>> share(0.0875)
    '8.8 %'
    """
    return f"{number(100 * value, 1)} %"


def remark(accuracies: Accuracies) -> str:
    """Say what the negated network and the odd ones show."""
    same = (
        "With negated anchors the network names the reversed digits exactly as it named the normal ones. "
        if accuracies.same_predictions
        else ""
    )
    largest = short(accuracies.odd_largest_weight, 1)
    return (
        f"{same}“Both” means normal and reversed digits. Shown both, an odd network learns nothing, without "
        f"ReLU or with tanh: its largest trained weight is {largest}, which is rounding, and it does no "
        f"better than guessing (about {percent(_CHANCE)}). |z| is not odd, and learns both."
    )


def worst_slope(sweep: tuple[SlopePoint, ...]) -> str:
    """Say at which of the slopes the network that is trained on both polarities does worst."""
    worst = min(sweep, key=lambda point: point.both_polarities)
    return (
        "The same toy with PReLU, trained anew for each slope. With both polarities it does worst at slope "
        f"{number(worst.negative_slope, 2)}: {share(worst.both_polarities)}."
    )
