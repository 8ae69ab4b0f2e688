"""The forward pass of one convolutional layer: convolution, then activation."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import Map
from explorer.core.convolution import conv2d, offset


@dataclass(frozen=True, slots=True, eq=False)
class ForwardPass:
    """The feature maps of one layer, before and after the activation.

    Both maps are read-only and stand on one grid: index i is centred on row (or
    column) ``centre(i)`` of the picture.
    """

    pre_activation: Map  # (H', W'), signed
    activation_map: Map  # (H', W')
    limit: float  # largest absolute pre-activation, 1.0 where all are 0
    shared_limit: float  # the same over both maps
    stride: int
    offset: int

    def centre(self, index: int) -> int:
        """Return the row (or column) of the picture under the kernel's middle."""
        return index * self.stride + self.offset

    def nearest(self, position: int, axis: int) -> int:
        """Return the row (axis 0) or column (axis 1) of the map that is nearest to one of the picture.

        Positions that no kernel was centred on, at a "valid" border or between
        two strides, go to the nearest that was; halfway goes to the later one.
        """
        index = (2 * (position - self.offset) + self.stride) // (2 * self.stride)
        last: int = self.pre_activation.shape[axis] - 1
        return min(max(index, 0), last)


def forward(
    image: npt.ArrayLike,
    kernel: npt.ArrayLike,
    *,
    bias: float = 0.0,
    activation: str = "ReLU",
    padding: str = "replicate",
    stride: int = 1,
    **params: float,
) -> ForwardPass:
    """Convolve an image and apply an activation function.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white).
    kernel : (K, K) array of float32
        Weights, row by row from the top left; K is odd.
    bias : float
        Added to every sum.
    activation : str
        A name from ``ACTIVATIONS``.
    padding, stride
        As for ``conv2d``.
    **params : float
        What the activation takes, by name.

    Returns
    -------
    ForwardPass
        Both maps and the ranges their colours need.

    Raises
    ------
    ValueError
        If there is no such activation, if the numbers leave the range of
        float32, or as for ``conv2d``.

    Examples
    --------
    >>> step = forward([[0, 0, 1, 0, 0]], [[0, 0, 0], [-1, 0, 1], [0, 0, 0]])
    >>> step.pre_activation
    array([[ 0.,  1.,  0., -1.,  0.]], dtype=float32)
    >>> step.activation_map
    array([[0., 1., 0., 0., 0.]], dtype=float32)
    """
    if activation not in ACTIVATIONS:
        known = ", ".join(ACTIVATIONS)
        raise ValueError(f"There is no activation called {activation!r}. Choose one of: {known}.")
    pre_activation = conv2d(image, kernel, bias=bias, stride=stride, padding=padding)
    limit = _reach(pre_activation) or 1.0
    activation_map = np.asarray(ACTIVATIONS[activation].function(pre_activation, **params), np.float32)
    shared_limit = max(limit, _reach(activation_map))
    pre_activation.flags.writeable = activation_map.flags.writeable = False
    return ForwardPass(
        pre_activation,
        activation_map,
        limit=limit,
        shared_limit=shared_limit,
        stride=stride,
        offset=offset(len(np.asarray(kernel)), padding),
    )


def _reach(values: Map) -> float:
    reach = max(abs(float(values.min())), abs(float(values.max())))
    if not np.isfinite(reach):
        raise ValueError("The picture, the weights or the bias lead to numbers too large to compute with.")
    return reach
