"""The regions into which the ReLUs of a small network divide a square, counted one by one.

Inside a region the same ReLUs are on, so there the network is one straight formula. G. Montúfar and others
(2014), arXiv:1402.1869, count such regions, and B. Hanin and D. Rolnick (2019), arXiv:1906.00904, those of
random networks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import read_only
from explorer.lessons.parts import Data, Demonstration, Maps, Rows, Slider, Words, of_picture
from explorer.lessons.parts import Values as SliderValues

Values = npt.NDArray[np.float64]
Point = tuple[float, float]
Polygon = tuple[Point, ...]
Plane = tuple[float, float, float]
"""a, b, c: the height a x + b y + c over the point (x, y)."""

UNITS = 16
DEPTHS = (1, 2, 4)  # layers that share the units evenly
DRAWS = 8
GRAIN = 256  # a random weight is a whole multiple of 1 / GRAIN, so that float32 holds it exactly
TOUCH = 1e-9  # a height that counts as 0
SIDE = 128  # points of the painted square, each way
_SQUARE: Polygon = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """The weights of one layer of ReLUs."""

    weights: Values  # (units, inputs)
    biases: Values  # (units,)


Network = tuple[Layer, ...]


def most_regions_of_one_layer(units: int) -> int:
    """Return how many regions so many straight lines can make of a plane at most.

    A line makes one region more for itself, and one for every line that it crosses.

    >>> [most_regions_of_one_layer(units) for units in (0, 1, 2, 3)]
    [1, 2, 4, 7]
    """
    return 1 + units + units * (units - 1) // 2


def folding_network(depth: int, units: int = UNITS) -> Network:
    """Return a network in which every layer folds both axes of the square.

    Parameters
    ----------
    depth : int
        How many layers.
    units : int
        ReLUs of all layers: the same even number in each.

    Returns
    -------
    Network
        A layer of 2 p ReLUs folds the square into p strips along each axis. All its numbers are exact if p
        is a power of 2.

    Examples
    --------
    One fold in the middle of each axis:

    >>> folding_network(1, 4)[0].weights.tolist(), folding_network(1, 4)[0].biases.tolist()
    ([[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]], [0.0, -0.5, 0.0, -0.5])
    """
    strips = units // depth // 2
    axes = np.eye(2)
    # What a layer reads of the one before: the zigzag of `folds.zigzag` along each axis.
    zigzag = np.array([strips * (1 if k == 0 else 2 * (-1) ** k) for k in range(strips)], np.float64)
    biases = np.tile(-np.arange(strips) / strips, 2) + 0.0
    first = Layer(np.repeat(axes, strips, axis=0), biases)
    later = Layer(np.repeat(np.kron(axes, zigzag), strips, axis=0), biases)
    return (first, *[later] * (depth - 1))


def random_network(depth: int, draw: int, units: int = UNITS) -> Network:
    """Return a network of random weights; each ReLU's bend passes near a random point of the square.

    Parameters
    ----------
    depth, units : int
        As for `folding_network`.
    draw : int
        Seed of all that is random.

    Returns
    -------
    Network
        Weights of standard deviation sqrt(2 / inputs), He's; all numbers are multiples of 1 / ``GRAIN``. The
        biases favour many regions: a ReLU whose bend missed the square would make none.

    Examples
    --------
    >>> [layer.weights.shape for layer in random_network(2, 1)]
    [(8, 2), (8, 8)]
    """
    rng = np.random.default_rng(draw)
    each = units // depth
    layers: list[Layer] = []
    for _ in range(depth):
        signals: Values = rng.random((each, 2))  # a point for each unit, sent through the layers so far
        for before in layers:
            signals = np.maximum(signals @ before.weights.T + before.biases, 0)
        inputs = signals.shape[1]
        weights = _grained(rng.standard_normal((each, inputs)) * np.sqrt(2 / inputs))
        layers.append(Layer(weights, _grained(-(weights * signals).sum(axis=1))))
    return tuple(layers)


def _grained(values: Values) -> Values:
    return np.round(values * GRAIN) / GRAIN + 0.0


def flattened(network: Network) -> npt.NDArray[np.float32]:
    """Return all numbers of a network in a row: layer by layer, unit by unit, its weights and its bias."""
    rows = [np.column_stack([layer.weights, layer.biases]).ravel() for layer in network]
    return np.concatenate(rows).astype(np.float32)


@cache
def random_weights() -> npt.NDArray[np.float32]:
    """Return the networks that the lesson draws: a row a draw, in it a network of each depth, flattened."""
    draws = [[flattened(random_network(depth, draw)) for depth in DEPTHS] for draw in range(DRAWS)]
    return read_only(np.array([np.concatenate(networks) for networks in draws]))


def mixed(folding: Network, weights: Sequence[float], share: float) -> Network:
    """Return a network between one that folds and a random one.

    Parameters
    ----------
    folding : Network
    weights : sequence of float
        The numbers of a random network of the same shape, as from `flattened`.
    share : float
        0 is the one that folds, 1 the random one.
    """
    layers, start = [], 0
    for layer in folding:
        units, inputs = layer.weights.shape
        end = start + units * (inputs + 1)
        drawn = np.asarray(weights[start:end], np.float64).reshape(units, inputs + 1)
        layers.append(
            Layer(
                (1 - share) * layer.weights + share * drawn[:, :-1],
                (1 - share) * layer.biases + share * drawn[:, -1],
            )
        )
        start = end
    return tuple(layers)


def parity(network: Network, side: int = SIDE) -> Values:
    """Return, over a grid of the square, 1 where an odd number of ReLUs is on and 0 where an even one is.

    Across a bend of one ReLU it changes.

    Parameters
    ----------
    network : Network
        Of two inputs: x to the right and y downwards, from 0 to 1.
    side : int
        Points each way, in the middles of so many strips.

    Returns
    -------
    (side, side) array of float64
    """
    middles = (np.arange(side) + 0.5) / side
    signals = [np.tile(middles, (side, 1)), np.tile(middles[:, np.newaxis], (1, side))]
    count = np.zeros((side, side))
    for layer in network:
        heights = []
        for row, bias in zip(layer.weights.tolist(), layer.biases.tolist(), strict=True):
            height = np.full((side, side), bias)
            for weight, signal in zip(row, signals, strict=True):
                height = height + weight * signal  # in this order, as the browser adds
            heights.append(height)
        count += sum(height > 0 for height in heights)
        signals = [np.maximum(height, 0) for height in heights]
    return count % 2


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A part of the square in which the same ReLUs are on; it is convex."""

    corners: Polygon
    signals: tuple[Plane, ...]  # what the last layer so far answers inside


def regions(network: Network) -> tuple[Region, ...]:
    """Divide the square from 0 to 1 by the bends of all ReLUs of a network.

    Inside a region of the layers so far, each ReLU of the next one reads a plane. It is on where that plane
    is above 0, which is on one side of a straight line.

    Examples
    --------
    Two folds of each axis cut the square into 4 by 4:

    >>> len(regions(folding_network(2, 8)))
    16
    """
    found: tuple[Region, ...] = (Region(_SQUARE, ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0))),)
    for layer in network:
        found = tuple(part for region in found for part in _divided(region, layer))
    return found


def _divided(region: Region, layer: Layer) -> list[Region]:
    """Divide a region by the bends of the next layer."""
    parts = [Region(region.corners, ())]
    for row, bias in zip(layer.weights.tolist(), layer.biases.tolist(), strict=True):
        plane = _weighted(row, bias, region.signals)
        parts = [
            Region(corners, (*part.signals, plane if is_on else (0.0, 0.0, 0.0)))
            for part in parts
            for corners, is_on in _cut(part.corners, plane)
        ]
    return parts


def _weighted(weights: Sequence[float], bias: float, planes: Sequence[Plane]) -> Plane:
    """Return the weighted sum of planes, plus a bias."""
    a, b, c = 0.0, 0.0, bias
    for weight, plane in zip(weights, planes, strict=True):
        a, b, c = a + weight * plane[0], b + weight * plane[1], c + weight * plane[2]
    return a, b, c


def _cut(corners: Polygon, plane: Plane) -> list[tuple[Polygon, bool]]:
    """Cut a convex polygon where a plane is 0; return the parts and whether the plane is above 0 there."""
    heights = [plane[0] * x + plane[1] * y + plane[2] for x, y in corners]
    if min(heights) >= -TOUCH or max(heights) <= TOUCH:
        return [(corners, max(heights) > TOUCH)]
    above: list[Point] = []
    below: list[Point] = []
    around = [*zip(corners, heights, strict=True), (corners[0], heights[0])]
    for (start, height), (end, next_height) in pairwise(around):
        if height >= 0:
            above.append(start)
        if height <= 0:
            below.append(start)
        if height * next_height < 0:
            share = height / (height - next_height)
            crossing = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
            above.append(crossing)
            below.append(crossing)
    return [(tuple(above), True), (tuple(below), False)]


def region_words(counts: Sequence[int]) -> str:
    """Say whether depth pays in regions.

    Parameters
    ----------
    counts : sequence of int
        The regions of a network of each of ``DEPTHS``.
    """
    most = most_regions_of_one_layer(UNITS)
    limit = f"a single layer of {UNITS} ReLUs can have: at most {most}"
    ahead = [depth for depth, count in zip(DEPTHS, counts, strict=True) if count > most]
    if not ahead:
        return (
            f"No network here has more regions than {limit}. Depth alone does not do it: the weights decide."
        )
    who = "Both deep networks have" if len(ahead) > 1 else f"The network of {ahead[0]} layers has"
    return f"**{who} more regions** than {limit}."


def _show_regions(values: SliderValues, data: Data) -> Rows:
    """Return the regions of three networks with as many ReLUs, of other depths; see `random_weights`."""
    drawn = data["weights"][int(values["draw"]) - 1].tolist()
    images, counts, start = [], [], 0
    for depth in DEPTHS:
        folding = folding_network(depth)
        end = start + flattened(folding).size
        network = mixed(folding, drawn[start:end], values["share"])
        counts.append(len(regions(network)))
        layers = f"{depth} layer{'' if depth == 1 else 's'} of {UNITS // depth}"
        images.append(of_picture(f"{layers}: {counts[-1]} regions", parity(network)))
        start = end
    return (Maps(tuple(images)),), (Words(region_words(counts)),)


REGIONS = Demonstration(
    "regions",
    lambda _: (
        Slider("share", "Weights: 0 folds, 1 random", 0.0, 1.0, 0.01, 0.0),
        Slider("draw", "Random draw", 1, DRAWS, 1, 1),
    ),
    _show_regions,
)
