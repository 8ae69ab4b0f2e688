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
    rows, cols = (side // size for side in values.shape)
    blocks = values[: rows * size, : cols * size].astype(np.float64).reshape(rows, size, cols, size)
    return POOLINGS[pooling].reduce(blocks, axis=(1, 3))


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
