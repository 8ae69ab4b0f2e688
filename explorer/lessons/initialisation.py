"""The variance of a signal in deep random networks, for four rules of initialisation."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.activations import Floats, prelu
from explorer.core.notation import number, short

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
    calls: str
    """What it is called in PyTorch and Keras, in Markdown."""


RULES = (
    # 2/(inputs + outputs), which is 1/inputs where all layers are as wide (Glorot and Bengio 2010)
    Rule("Xavier", lambda slope: 1.0, "`xavier_normal_`, `glorot_normal`"),
    Rule("He", lambda slope: 2.0, "`kaiming_normal_`, `he_normal`"),  # He et al. 2015, equation 10
    Rule("He for PReLU", lambda slope: 2 / (1 + slope * slope), "`kaiming_normal_(a=slope)`"),  # equation 15
    # uniform between plus and minus 1/sqrt(inputs): a third of 1/inputs
    Rule("PyTorch’s default", lambda slope: 1 / 3, "`kaiming_uniform_(a=√5)`"),
)
XAVIER, HE, HE_PRELU, PYTORCH = range(len(RULES))


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

    All rules are given the same random numbers, so they differ by nothing but their gain. PReLU passes a
    positive factor on unchanged, so one network is computed and the others are scaled. No unit has a bias.
    The first layer has gain 1 under every rule: no activation comes before it (He et al. 2015).

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
    (4, depth) array of float64
        Variance of the pre-activations, one row for each of ``RULES``.

    Examples
    --------
    Every layer but the first halves Xavier's share of He's signal, exactly:

    >>> xavier, he, _, _ = variances(0, width=8, depth=4)
    >>> np.round(xavier / he, 12)
    array([1.   , 0.5  , 0.25 , 0.125])
    """
    dice = np.random.default_rng(seed)
    signals: Floats = dice.standard_normal((BATCH // GROUP, width, GROUP))
    kept = RULES[HE_PRELU].gain(slope)  # neither grows nor shrinks much, so nothing overflows
    scale = 1 / math.sqrt(width)
    measured = np.empty(depth)
    for layer in range(depth):
        pre_activations = scale * (dice.standard_normal((width, width)) @ signals)
        measured[layer] = pre_activations.var()
        signals = prelu(pre_activations, negative_slope=slope)
        scale = math.sqrt(kept / width)
    gains = np.array([[rule.gain(slope)] for rule in RULES])
    return np.asarray(measured * (gains / kept) ** np.arange(depth))


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """The variance over several seeds, each of shape (rules, layers)."""

    low: Values
    median: Values  # half of the networks lie below it
    mean: Values
    high: Values


def band(runs: Sequence[Values]) -> Band:
    """Return the minimum, median, mean and maximum over the runs of several seeds.

    >>> tied = band([np.array([[1.0]]), np.array([[2.0]]), np.array([[9.0]])])
    >>> tied.low, tied.median, tied.mean, tied.high
    (array([[1.]]), array([[2.]]), array([[4.]]), array([[9.]]))
    """
    every = np.asarray(runs)
    return Band(every.min(axis=0), np.median(every, axis=0), every.mean(axis=0), every.max(axis=0))


def factor_text(factor: float) -> str:
    """Write the factor of a layer, as "1/6" where it is one of a whole number.

    >>> factor_text(1 / 6), factor_text(2.0), factor_text(0.53125)
    ('1/6', '2', '0.5312')
    """
    parts = round(1 / factor)
    return f"1/{parts}" if parts > 1 and math.isclose(parts * factor, 1) else short(factor)


def weight_variance(gain: float) -> str:
    """Write the variance of a rule's weights, for n inputs a unit.

    >>> weight_variance(2.0), weight_variance(1 / 3)
    ('2/n', '1/(3n)')
    """
    return f"{short(gain)}/n" if gain >= 1 else f"1/({short(1 / gain)}n)"


SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def scientific(value: float) -> str:
    """Write a number from a tenth to a thousand as it is, others with a power of ten.

    >>> scientific(0.25), scientific(2**-29)
    ('0.25', '1.9 × 10⁻⁹')
    """
    if 0.1 <= value < 1000:
        return number(value, 2)
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa} × 10{str(int(exponent)).translate(SUPERSCRIPTS)}"


def sentence(slope: float, found: Values) -> str:
    """Say how far apart the rules end, as shares of the variance in the last layer of one network.

    Parameters
    ----------
    slope : float
        Slope left of zero, 0 to 1.
    found : (4, depth) array of float64
        What `variances` returns for it; the shares do not depend on its seed.
    """
    xavier, he, he_prelu, pytorch = found[:, -1]
    layers = found.shape[1] - 1
    if slope == 0:
        rules = (
            "ReLU makes half of the numbers 0, layer after layer. Xavier’s rule does not make up for it: "
            f"{layers} layers later its signal has **{scientific(xavier / he)}** of He’s variance."
        )
    elif slope == 1:
        rules = (
            "Slope 1 keeps every number, so there is nothing to make up for, and Xavier’s rule is right. "
            f"He’s 2/n gives its signal **{scientific(he / xavier)}** times that variance."
        )
    else:
        rules = (
            f"Slope {short(slope)} takes less away than ReLU, so 2/n is too much: its signal ends with "
            f"**{scientific(he / he_prelu)}** times the variance of the rule that knows the slope. Xavier’s "
            f"ends with **{scientific(xavier / he_prelu)}** of it."
        )
    return (
        f"{rules} PyTorch’s default, without its biases, ends with **{scientific(pytorch / he_prelu)}** of "
        "what the right rule has."
    )


def spread_sentence(over_seeds: Band) -> str:
    """Say where the networks of the rule that fits the slope end, mean and median apart."""
    first, last = (float(over_seeds.mean[HE_PRELU, layer]) for layer in (0, -1))
    median = float(over_seeds.median[HE_PRELU, -1])
    return (
        f"With the rule that fits the slope, the mean of the networks goes from {number(first, 2)} to "
        f"{number(last, 2)}. Half of the networks end below {number(median, 2)}."
    )
