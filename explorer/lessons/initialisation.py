"""The variance of a signal in deep random networks, for three rules of initialisation."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.activations import Floats, prelu

Values = npt.NDArray[np.float64]

DEPTH = 30  # layers
WIDTH = 128  # units a layer
BATCH = 128  # inputs sent through
GROUP = 16  # inputs multiplied at once: too few to be shared out to threads, whose waiting costs more


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of initialisation: normally distributed weights of variance ``gain(slope) / inputs``."""

    name: str
    gain: Callable[[float], float]


RULES = (
    Rule("Xavier", lambda slope: 1.0),  # as if there were no activation
    Rule("He", lambda slope: 2.0),  # He et al. 2015, equation 10
    Rule("He for PReLU", lambda slope: 2 / (1 + slope * slope)),  # equation 15
)


def second_moment(slope: float) -> float:
    """Return the mean square of PReLU's answer to standard normal numbers.

    >>> second_moment(0.0), second_moment(1.0)
    (0.5, 1.0)
    """
    return (1 + slope * slope) / 2


def layer_factor(inputs: int, weight_variance: float, *, slope: float = 0.0) -> float:
    """Return the factor of one layer on the variance of the signal (He et al. 2015, equations 8 and 15).

    Parameters
    ----------
    inputs : int
        Numbers that each unit adds up.
    weight_variance : float
        Variance of the weights, whose mean is 0.
    slope : float
        Slope left of zero: 0 is ReLU.

    Examples
    --------
    >>> layer_factor(100, 2 / 100), layer_factor(100, 1 / 100)
    (1.0, 0.5)
    """
    return inputs * weight_variance * second_moment(slope)


def variances(seed: int, *, slope: float = 0.0, width: int = WIDTH, depth: int = DEPTH) -> Values:
    """Return the variance of the pre-activations in each layer of a deep random network.

    All rules are given the same random numbers, so they differ by nothing but their gain. The first layer
    has gain 1 under every rule: no activation comes before it (He et al. 2015).

    Parameters
    ----------
    seed : int
        Of the random numbers.
    slope : float
        Slope left of zero of every layer: 0 is ReLU.
    width, depth : int
        Units a layer and layers, at least 1.

    Returns
    -------
    (3, depth) array of float64
        Variance of the pre-activations, one row for each of ``RULES``.

    Examples
    --------
    Every layer but the first halves Xavier's share of He's signal, exactly:

    >>> xavier, he, _ = variances(0, width=8, depth=4)
    >>> np.round(xavier / he, 12)
    array([1.   , 0.5  , 0.25 , 0.125])
    """
    dice = np.random.default_rng(seed)
    gains = np.reshape([rule.gain(slope) for rule in RULES], (-1, 1, 1, 1))
    inputs = dice.standard_normal((BATCH // GROUP, width, GROUP))
    signals: Floats = np.stack([inputs] * len(RULES))
    scales = np.full(gains.shape, 1 / math.sqrt(width))
    measured = np.empty((len(RULES), depth))
    for layer in range(depth):
        pre_activations = scales * (dice.standard_normal((width, width)) @ signals)
        measured[:, layer] = pre_activations.var(axis=(1, 2, 3))
        signals = prelu(pre_activations, negative_slope=slope)
        scales = np.sqrt(gains / width)
    return measured


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """Lowest, middle and highest variance over several seeds, each of shape (rules, layers)."""

    low: Values
    middle: Values
    high: Values


def band(runs: Sequence[Values]) -> Band:
    """Return the minimum, median and maximum over the runs of several seeds.

    >>> tied = band([np.array([[1.0]]), np.array([[2.0]]), np.array([[9.0]])])
    >>> tied.low, tied.middle, tied.high
    (array([[1.]]), array([[2.]]), array([[9.]]))
    """
    every = np.asarray(runs)
    return Band(every.min(axis=0), np.median(every, axis=0), every.max(axis=0))
