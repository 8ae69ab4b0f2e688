"""Pooling before and after the activation.

A rectifier never swaps the order of two numbers, so it commutes with the maximum.
It does not commute with the mean.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.activations import prelu
from explorer.core.notation import number, short
from explorer.lessons.parts import Data, Demonstration, Line, MapImage, Maps, Plot, Rows, Slider, Table, Words
from explorer.lessons.parts import Values as SliderValues

Floats = npt.NDArray[np.float64]
Values = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Pooling:
    """A reduction of a block to one number."""

    name: str
    reduce: Callable[..., Floats]  # of an array, along the axes named


POOLING_ROWS = (Pooling("Maximum", np.max), Pooling("Average", np.mean))
POOLINGS: Mapping[str, Pooling] = MappingProxyType({row.name: row for row in POOLING_ROWS})


def pool(values: Values, pooling: str = "Maximum", *, size: int = 2) -> Floats:
    """Reduce each block of a map to one number.

    Parameters
    ----------
    values : (H, W) array of float32 or float64
        A map.
    pooling : str
        A name from ``POOLINGS``.
    size : int
        Rows and columns of a block, at least 1. Blocks do not overlap; rows and
        columns left over at the bottom and at the right are ignored.

    Returns
    -------
    (H // size, W // size) array of float64

    Raises
    ------
    ValueError
        If there is no such pooling, or no block fits.

    Examples
    --------
    >>> pool(np.float32([[1, 2, 9], [3, 6, 9]])), pool(np.float32([[1, 2, 9], [3, 6, 9]]), "Average")
    (array([[6.]]), array([[3.]]))
    """
    if pooling not in POOLINGS:
        known = ", ".join(POOLINGS)
        raise ValueError(f"There is no pooling called {pooling!r}. Choose one of: {known}.")
    if not 1 <= size <= min(values.shape):
        raise ValueError(
            f"Blocks of {size} by {size} do not fit into a map of {values.shape[0]} by {values.shape[1]}."
        )
    return POOLINGS[pooling].reduce(blocks(values, size), axis=-1)


def blocks(values: Values, size: int = 2) -> Floats:
    """Cut a map into blocks, (H // size, W // size, size * size), each row by row.

    >>> blocks(np.float32([[1, 2, 9], [3, 4, 9]]), 2)
    array([[[1., 2., 3., 4.]]])
    """
    rows, cols = (side // size for side in values.shape)
    cut = values[: rows * size, : cols * size].astype(np.float64).reshape(rows, size, cols, size)
    return cut.swapaxes(1, 2).reshape(rows, cols, size * size)


@dataclass(frozen=True, slots=True, eq=False)
class Orders:
    """A map after activation and pooling, in both orders."""

    activation_first: Floats  # (H // size, W // size)
    pooling_first: Floats  # of the same shape

    @property
    def difference(self) -> Floats:
        """Return the map with the activation first less the other."""
        return self.activation_first - self.pooling_first

    @property
    def largest_difference(self) -> float:
        """Return the largest absolute difference; 0 if the order does not matter."""
        return float(np.abs(self.difference).max())


def orders(values: Values, pooling: str = "Maximum", *, negative_slope: float = 0.0, size: int = 2) -> Orders:
    """Apply PReLU and pooling to a map in both orders.

    Parameters
    ----------
    values : (H, W) array of float32 or float64
        A signed map.
    pooling, size
        As for ``pool``.
    negative_slope : float
        Slope of PReLU left of zero (He et al. 2015, equation 1); 0 is ReLU.

    Returns
    -------
    Orders
        Equal to the last bit for "Maximum" and a slope of 0 or more, whatever
        the map. With "Average" and a slope below 1 the activation first gives
        the larger value wherever a block has both signs.

    Raises
    ------
    ValueError
        As for ``pool``.

    Examples
    --------
    >>> block = np.float32([[-4, 0], [0, 2]])
    >>> maps = orders(block)
    >>> maps.activation_first, maps.pooling_first
    (array([[2.]]), array([[2.]]))
    >>> maps = orders(block, "Average")
    >>> maps.activation_first, maps.pooling_first, maps.difference
    (array([[0.5]]), array([[0.]]), array([[0.5]]))
    >>> orders(block, negative_slope=-1).difference
    array([[2.]])
    """
    exact = values.astype(np.float64)

    def activate(z: Floats) -> Floats:
        return np.asarray(prelu(z, negative_slope=negative_slope), np.float64)

    return Orders(
        activation_first=pool(activate(exact), pooling, size=size),
        pooling_first=activate(pool(exact, pooling, size=size)),
    )


SIZE = 2
SLOPES = np.linspace(-1, 1, 9)
ROUNDING = 1e-9
"""Differences this small are what adding and dividing in another order costs."""


def order_sentence(pooling: str, slope: float, apart: float) -> str:
    """Say whether the order matters, and why.

    Parameters
    ----------
    pooling : str
        A name from ``POOLINGS``.
    slope : float
        Of PReLU left of zero.
    apart : float
        The largest difference of the two orders; 0 stands for no more than rounding.
    """
    if apart:
        start = f"The order matters: values differ by up to **{number(apart)}**."
        if pooling == "Maximum":
            return (
                f"{start} Below zero this slope turns minus into plus, so the lowest number of a block comes "
                "out above its highest."
            )
        return f"{start} Average first, and plus and minus cancel before the activation sees them."
    if pooling == "Maximum" and slope >= 0:
        return "Both orders give **the same map, number for number**: difference 0."
    if slope == 1:
        return "Slope 1 changes no value, so the order cannot matter: difference 0."
    if pooling == "Maximum":
        return "Difference 0 on this picture: in no block does the lowest number come out above the highest."
    return "Difference 0 on this picture: no block has numbers on both sides of zero."


def _telling(cut: Floats, difference: Floats) -> tuple[int, int]:
    """Choose the block where the order matters most, or else that of largest spread; the first of equals."""
    weight = np.floor(np.abs(difference) / ROUNDING + 0.5)
    if not weight.any():
        weight = np.ptp(cut, axis=-1)
    row, col = np.unravel_index(int(weight.argmax()), weight.shape)
    return int(row), int(col)


def _largest(maps: Orders) -> float:
    return maps.largest_difference if maps.largest_difference > ROUNDING else 0.0


def _show_order(values: SliderValues, data: Data) -> Rows:
    """Return both orders of one pooling: the curve over all slopes, the maps, a verdict and one block."""
    slope, signed, name = values["slope"], data["signed"], data["pooling"]
    maps = orders(signed, name, negative_slope=slope, size=SIZE)
    what, pool_name = ("PReLU" if slope else "ReLU"), name.lower()
    shown = (maps.activation_first, maps.pooling_first)
    images = (
        MapImage(f"{what}, then {pool_name}", maps.activation_first),
        MapImage(f"{name}, then {what}", maps.pooling_first),
        MapImage("Difference", maps.difference),
    )
    limit = max(float(np.abs(each).max()) for each in shown) or None
    return (
        (Words(order_sentence(name, slope, _largest(maps))),),
        (Maps(images, limit=limit),),
        (_curves(signed, slope), *_block(signed, slope, name, maps)),
    )


def _curves(signed: Values, slope: float) -> Plot:
    """Draw how much the order matters for every slope."""
    lines, here = [], []
    for name, role in zip(POOLINGS, ("after", "before"), strict=True):
        found = (orders(signed, name, negative_slope=each, size=SIZE) for each in (*SLOPES, slope))
        *apart, at_slope = [_largest(each) for each in found]
        lines.append(Line(name, SLOPES, apart, role))
        here.append(at_slope)
    return Plot(
        (*lines, Line("this slope", [slope, slope], here, "marks")),
        x="slope of the negative side",
        y="largest difference",
        alt="The largest difference between both orders, for slopes from −1 to 1. At slope "
        f"{short(slope)}: maximum {number(here[0])}, average {number(here[1])}.",
        height=330,
    )


def _block(signed: Values, slope: float, name: str, maps: Orders) -> tuple[Table]:
    """Work out one block in both orders."""
    cut = blocks(signed, SIZE)
    row, col = _telling(cut, maps.difference)
    block = cut[row, col]
    kept = np.asarray(prelu(block, negative_slope=slope), np.float64)
    pooled = float(POOLINGS[name].reduce(block, axis=None))
    four, after = (", ".join(number(float(value), 2) for value in four) for four in (block, kept))
    first, last = (float(order[row, col]) for order in (maps.activation_first, maps.pooling_first))
    what = "PReLU" if slope else "ReLU"
    return (
        Table(
            (f"One block: {four}", "In between", "Result"),
            (
                (f"{what}, then {name.lower()}", after, number(first, 2)),
                (f"{name}, then {what}", number(pooled, 2), number(last, 2)),
            ),
        ),
    )


ORDER = Demonstration(
    "order",
    lambda _: (Slider("slope", "Slope of the negative side (0 is ReLU)", -1.0, 1.0, 0.05, 0.0),),
    _show_order,
)
