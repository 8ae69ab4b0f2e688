"""A bank of kernels on one picture, and one unit of a second layer."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.layer import ForwardPass, forward
from explorer.core.measures import summary
from explorer.core.notation import number, percent, short
from explorer.networks.learned import LEARNED

MENU: Mapping[str, Map] = MappingProxyType(
    {
        **{name: row.weights for name, row in KERNELS.items()},
        **{name: row.weights for name, row in LEARNED.items()},
    }
)
"""Hand-made and learned kernels: name -> weights."""

SMALLEST_BANK, LARGEST_BANK = 6, 16
MOST_INPUTS = 4


def reach(weights: npt.ArrayLike) -> float:
    """Return the sum of the absolute weights, an upper bound of |z| without bias; 1 for a kernel of zeros.

    >>> reach([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    8.0
    """
    return float(np.abs(np.asarray(weights, np.float64)).sum()) or 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """One kernel of the bank and its maps."""

    name: str
    weights: Map
    bias: float
    """What was added to every sum: the bank's bias times the reach of the kernel."""
    layer: ForwardPass
    zero_fraction: float
    changed_fraction: float

    @property
    def before(self) -> Map:
        """Return the map before the activation, divided by the reach of the kernel."""
        return self.layer.pre_activation / np.float32(reach(self.weights))

    @property
    def after(self) -> Map:
        """Return the map after the activation, divided by the reach of the kernel."""
        return self.layer.activation_map / np.float32(reach(self.weights))


def filter_bank(
    image: Map, names: Sequence[str], *, activation: str = "ReLU", bias: float = 0.0
) -> list[Card]:
    """Compute the maps of many kernels, sorted by the share of values set to zero, largest first.

    Where this share is the same, the one with the larger share of changed values comes first.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white).
    names : sequence of str
        From ``MENU``.
    activation : str
        A name from ``ACTIVATIONS``, for all of them.
    bias : float
        In units of the `reach` of each kernel.

    Examples
    --------
    >>> picture = np.array([[0, 0, 1, 1]] * 4, np.float32)
    >>> [(card.name, card.zero_fraction) for card in filter_bank(picture, ["Identity", "Sobel left"])]
    [('Sobel left', 0.5), ('Identity', 0.0)]
    """
    cards = []
    for name in names:
        weights = MENU[name]
        scaled = round(bias * reach(weights), 6)
        layer = forward(image, weights, bias=scaled, activation=activation)
        counts = summary(layer.pre_activation, layer.activation_map)
        cards.append(Card(name, weights, scaled, layer, counts.zero_fraction, counts.changed_fraction))
    return sorted(cards, key=lambda card: (-card.zero_fraction, -card.changed_fraction))


def shares(cards: Sequence[Card], activation: str) -> tuple[list[str], str]:
    """Write for each card the share that the cards are sorted by, and a sentence on their order.

    Not every activation sets values to zero: where none of the maps has lost one, the share is that of the
    values that were changed.

    Parameters
    ----------
    cards : sequence of Card
        As `filter_bank` returns them, at least one.
    activation : str
        The name of theirs.

    Examples
    --------
    >>> picture = np.array([[0, 0, 1, 1]] * 4, np.float32)
    >>> names = ["Identity", "Sobel left"]
    >>> shares(filter_bank(picture, names), "ReLU")[0]
    ['50 % set to zero', '0 % set to zero']
    >>> shares(filter_bank(picture, names, activation="Leaky ReLU"), "Leaky ReLU")[0]
    ['50 % changed', '0 % changed']
    """
    first, last = cards[0], cards[-1]
    if first.zero_fraction:
        texts = [percent(card.zero_fraction) for card in cards]
        verb, said = "set to zero", f"Sorted by the share that {activation} set to zero"
    else:
        texts = [percent(card.changed_fraction) for card in cards]
        verb, said = "changed", f"{activation} set nothing to zero. Sorted by the share that it changed"
    highest, lowest = texts[0], texts[-1]
    span = f"from {first.name} with {highest} down to {last.name} with {lowest}"
    return [
        f"{text} {verb}" for text in texts
    ], f"{said}: {f'{highest} for all' if highest == lowest else span}."


def nearest_preset(weights: npt.ArrayLike) -> tuple[str, float]:
    """Return the preset kernel that is most similar, and the similarity.

    The similarity is the cosine of the angle between the nine weights of each: 1 for kernels that differ by
    a positive factor, 0 for orthogonal ones.

    >>> nearest_preset(3 * KERNELS["Sobel top"].weights)
    ('Sobel top', 1.0)
    """
    wanted = _direction(weights)
    alike = {name: float(wanted @ _direction(row.weights)) for name, row in KERNELS.items()}
    name = max(alike, key=alike.__getitem__)
    return name, round(alike[name], 6)


@cache
def likeness_by_chance(count: int = 10_000) -> float:
    """Return the mean similarity of random kernels to the preset that each is most similar to.

    Nine random weights resemble one of so many presets by chance: only a similarity well above this says
    something. The weights are drawn from a normal distribution, with a fixed seed.

    >>> round(likeness_by_chance(), 2)
    0.61
    """
    drawn = np.random.default_rng(0).normal(size=(count, 9))
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    presets = np.array([_direction(row.weights) for row in KERNELS.values()])
    return float((drawn @ presets.T).max(axis=1).mean())


def _direction(weights: npt.ArrayLike) -> npt.NDArray[np.float64]:
    flat = np.asarray(weights, np.float64).ravel()
    return flat / (np.linalg.norm(flat) or 1.0)


@dataclass(frozen=True, slots=True)
class Combination:
    """One line of the menu of the second layer."""

    name: str
    inputs: tuple[tuple[str, float], ...]
    """Kernels of the first layer, each with its weight in the second."""
    caption: str
    needs_all: bool = False
    """Whether the bias is `bias_that_needs_all`; else it is 0."""


COMBINATION_ROWS = (
    Combination(
        "An edge of either sign",
        (("Sobel right", 1.0), ("Sobel left", 1.0)),
        "A kernel and its negative. ReLU takes from each what the other keeps: their sum is the "
        "absolute value.",
    ),
    Combination(
        "What ReLU took, put back",
        (("Sobel right", 1.0), ("Sobel left", -1.0)),
        "The first map minus the second. Before its own ReLU the unit is Sobel right again, with its "
        "negative part: the two maps together had lost nothing.",
    ),
    Combination(
        "Any edge",
        (("Sobel right", 1.0), ("Sobel left", 1.0), ("Sobel bottom", 1.0), ("Sobel top", 1.0)),
        "An OR: the unit answers wherever Sobel finds a change from side to side or from top to bottom.",
    ),
    Combination(
        "Vertical edges only",
        (("Sobel right", 1.0), ("Sobel left", 1.0), ("Sobel bottom", -1.0), ("Sobel top", -1.0)),
        "Two maps count for the unit and two against it. It answers where the change from side to side is "
        "larger than the change from top to bottom.",
    ),
    Combination(
        "Lighter to the right and downwards",
        (("Sobel right", 1.0), ("Sobel bottom", 1.0)),
        "An AND. The bias takes away the most that either map gives anywhere on this picture. So the unit "
        "can answer only where both do, as at the upper left corner of something light, or at a "
        "slanted edge.",
        needs_all=True,
    ),
)
COMBINATIONS: Mapping[str, Combination] = MappingProxyType({row.name: row for row in COMBINATION_ROWS})


class Unit(NamedTuple):
    """The two maps of one unit of the second layer."""

    before: Map
    after: Map


def rectified(image: Map, name: str) -> Map:
    """Return the map of the first layer after ReLU, without a bias, divided by the reach.

    >>> rectified(np.array([[0, 0, 1, 1]] * 3, np.float32), "Sobel right").tolist()[0]
    [0.0, 0.5, 0.5, 0.0]
    """
    (card,) = filter_bank(image, [name])
    return card.after


def second_layer(maps: Sequence[Map], weights: Sequence[float], *, bias: float = 0.0) -> Unit:
    """Return the weighted sum of maps plus a bias, before and after ReLU.

    >>> ones, steps = np.ones((1, 3), np.float32), np.array([[0, 1, 2]], np.float32)
    >>> second_layer([ones, steps], [-1, 2], bias=-0.5).after
    array([[0. , 0.5, 2.5]], dtype=float32)
    """
    total = np.full(maps[0].shape, bias, np.float32)
    for values, weight in zip(maps, weights, strict=True):
        total += np.float32(weight) * values
    return Unit(total, np.maximum(total, np.float32(0)))


def bias_that_needs_all(maps: Sequence[Map]) -> float:
    """Return the bias, in hundredths, with which no single map of weight 1 gives a positive sum.

    >>> bias_that_needs_all([np.array([[0, 0.1]], np.float32), np.array([[0.333, 0]], np.float32)])
    -0.34
    """
    most = max(float(values.max()) for values in maps)
    return -math.ceil(100 * most) / 100


def arithmetic(values: Sequence[float], weights: Sequence[float], *, bias: float, unit: float) -> str:
    """Write the weighted sum of a unit of the second layer at one place.

    Parameters
    ----------
    values, weights : sequences of float
        Values of the first layer at this place, and their weights.
    bias : float
        Added to the weighted sum.
    unit : float
        The sum, as computed.

    Examples
    --------
    >>> arithmetic([0.5, 0.25], [1, -2], bias=-0.5, unit=-0.5)
    '1 × 0.500 − 2 × 0.250 − 0.5 = −0.500 → ReLU → 0.000'
    """
    parts = []
    for place, (value, weight) in enumerate(zip(values, weights, strict=True)):
        parts.append(f"{_signed(weight, is_first=not place)} × {number(value)}")
    if bias:
        parts.append(_signed(bias))
    return f"{' '.join(parts)} = {number(unit)} → ReLU → {number(max(unit, 0.0))}"


def _signed(value: float, *, is_first: bool = False) -> str:
    if is_first:
        return short(value)
    return f"{'−' if value < 0 else '+'} {short(abs(value))}"


def sentence(maps: Sequence[Map], weights: Sequence[float], unit: Unit) -> str:
    """Write how often the unit is positive, and how often the maps of positive weight are.

    >>> maps = [np.array([[1, 1, 0]], np.float32), np.array([[0, 1, 1]], np.float32)]
    >>> sentence(maps, [1, -1], second_layer(maps, [1, -1]))
    'The unit is above 0 at 1 of 3 places (33 %).'
    """
    answers = unit.after > 0
    count = f"{int(answers.sum()):,} of {answers.size:,} places ({percent(float(answers.mean()))})"
    said = f"The unit is above 0 at {count}."
    speaking = [values > 0 for values, weight in zip(maps, weights, strict=True) if weight > 0]
    if not answers.any():
        return "After ReLU the unit is 0 everywhere on this picture. A higher bias brings it back."
    if len(speaking) < 2:
        return said
    every, one = (float(np.mean(both)) for both in (np.all(speaking, axis=0), np.any(speaking, axis=0)))
    return (
        f"{said} All maps with a positive weight are above 0 at {percent(every)}, "
        f"at least one of them at {percent(one)}."
    )
