"""The convolution, one position of the kernel after the other.

The sequence of the tutorial "Convolutional Neural Networks (CNN): Step 1(b)
– ReLU Layer" (SuperDataScience, 2018): input, feature detector, feature map.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.convolution import as_kernel, products, window
from explorer.core.layer import ForwardPass, forward
from explorer.core.notation import number, percent, short
from explorer.lessons.parts import Data, Demonstration, Grid, Line, Numbers, Plot, Rows, Slider, Values

TICK = 0.4  # seconds that a stop stays while the walk plays

Floats = npt.NDArray[np.float64]


def crop(image: Map, row: int, col: int, *, side: int = 12) -> Map:
    """Cut the square around a pixel out of a picture.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white).
    row, col : int
        The pixel. Near a border the square moves inwards until it fits.
    side : int
        Rows and columns of the square; a picture with fewer gives all it has.

    Returns
    -------
    (side, side) array of float32
        A view of the picture.

    Examples
    --------
    >>> crop(np.arange(16, dtype=np.float32).reshape(4, 4), 0, 3, side=2)
    array([[2., 3.],
           [6., 7.]], dtype=float32)
    """
    top, left = (
        max(0, min(centre - side // 2, length - side))
        for centre, length in zip((row, col), image.shape, strict=True)
    )
    return image[top : top + side, left : left + side]


@dataclass(frozen=True, slots=True, eq=False)
class Stop:
    """One position of the kernel, its products and their running sum."""

    row: int  # in the map
    col: int
    centre: tuple[int, int]  # row and column of the picture under the kernel's middle
    window: Map  # (K, K), what lies under the kernel
    products: Floats  # (K, K), window times weights
    running_sums: Floats  # (K * K + 1,), the bias, then with one product more each, row by row
    output: float  # the value of the map

    @property
    def raised(self) -> float:
        """Return the sum of the positive products."""
        return float(self.products[self.products > 0].sum())

    @property
    def lowered(self) -> float:
        """Return the sum of the negative products, 0 or less."""
        return float(self.products[self.products < 0].sum())


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """All positions of a kernel over a picture, row by row from the top left; `len` counts them."""

    image: Map
    kernel: Map
    bias: float
    stride: int
    padding: str
    layer: ForwardPass  # the finished map, and the range of its colours

    def __len__(self) -> int:
        return self.layer.pre_activation.size

    def stop(self, step: int) -> Stop:
        """Return one position, from 0 to one less than `len`.

        Raises
        ------
        ValueError
            If there is no such stop.
        """
        row, col = divmod(step, self.layer.pre_activation.shape[1])
        pixels = window(self.image, len(self.kernel), row, col, stride=self.stride, padding=self.padding)
        terms = products(pixels, self.kernel)
        return Stop(
            row=row,
            col=col,
            centre=(self.layer.centre(row), self.layer.centre(col)),
            window=pixels,
            products=terms,
            running_sums=np.cumsum([self.bias, *terms.flat]),
            output=float(self.layer.pre_activation[row, col]),
        )

    def filled(self, steps: int) -> Map:
        """Return the map after the given number of positions, 0 to `len`; the rest is NaN."""
        partial = self.layer.pre_activation.copy()
        partial.ravel()[steps:] = np.nan
        return partial


def walk(
    image: Map,
    kernel: npt.ArrayLike,
    *,
    bias: float = 0.0,
    stride: int = 1,
    padding: str = "replicate",
) -> Walk:
    """Compute a convolution whose positions can be inspected one by one.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white). The map is made at once and a
        stop when it is asked for, so the size does not matter; an animation is
        short enough to watch up to 16 by 16.
    kernel : (K, K) array of float32
        Weights, row by row from the top left; K is odd.
    bias, stride, padding
        As for ``conv2d``.

    Returns
    -------
    Walk
        Every stop with its products, and the map as far as it is filled.

    Raises
    ------
    ValueError
        As for ``conv2d``.

    Examples
    --------
    The map of the tutorial: the kernel stays inside.

    >>> step = np.float32([[0, 0, 1, 1]] * 4)
    >>> way = walk(step, [[-1, 0, 1]] * 3, bias=-1, padding="valid")
    >>> len(way), way.stop(1).row, way.stop(1).col
    (4, 0, 1)
    >>> way.stop(1).running_sums
    array([-1., -1., -1.,  0.,  0.,  0.,  1.,  1.,  1.,  2.])
    >>> way.filled(3)
    array([[ 2.,  2.],
           [ 2., nan]], dtype=float32)
    """
    layer = forward(image, kernel, bias=bias, activation="Identity", stride=stride, padding=padding)
    return Walk(image, as_kernel(kernel), bias, stride, padding, layer)


def map_sentence(layer: ForwardPass, kernel: Map) -> str:
    """Say what the numbers of a whole map bear; its layer has no bias.

    >>> dark = np.zeros((3, 3), np.float32)
    >>> map_sentence(forward(dark, np.ones((3, 3), np.float32)), np.ones((3, 3), np.float32))
    'The whole picture: no sum is negative, for this kernel has no negative weight.'
    """
    share = float((layer.pre_activation < 0).mean())
    if share:
        return (
            f"The whole picture: {percent(share)} of the sums are negative. In the greys on the right, black "
            f"stands for {number(-layer.limit)} and middle grey for 0."
        )
    if kernel.min() < 0:
        return (
            "The whole picture: no sum is negative, for nowhere do the negative products outweigh the others."
        )
    return "The whole picture: no sum is negative, for this kernel has no negative weight."


def data_of(taken: Map, kernel: Map) -> Data:
    """Return what the live walk computes with: a small picture, the weights, and what is outside of it.

    Nothing is, as long as there are two stops or more inside.

    >>> data_of(np.zeros((4, 3), np.float32), np.ones((3, 3), np.float32))["padding"]
    'replicate'
    """
    is_roomy = min(taken.shape) > len(kernel)
    return {"image": taken, "weights": kernel.ravel(), "padding": "valid" if is_roomy else "replicate"}


def way_of(data: Data) -> Walk:
    """Return the walk that is shown live."""
    side = math.isqrt(data["weights"].size)
    return walk(data["image"], data["weights"].reshape(side, side), padding=data["padding"])


def _sliders(data: Data) -> tuple[Slider, ...]:
    """Begin at the stop with the lowest sum, or with the highest if none is below 0; the first is 1."""
    sums = way_of(data).layer.pre_activation
    telling = 1 + int(sums.argmin() if sums.min() < 0 else sums.argmax())
    return (Slider("step", "Step", 1, sums.size, 1, telling, tick=TICK),)


def _show(values: Values, data: Data) -> Rows:
    way, step = way_of(data), round(values["step"])
    stop = way.stop(step - 1)
    numbers = (
        ("Positive products", number(stop.raised)),
        ("Negative products", number(stop.lowered)),
        ("Their sum, one value of the map", number(stop.output)),
    )
    return (
        (_seen(way, stop), _multiplied(way, stop), _made(way, stop, step)),
        (_running(way, stop), Numbers(numbers)),
    )


def _seen(way: Walk, stop: Stop) -> Grid:
    side = len(way.kernel)
    top, left = (centre - side // 2 for centre in stop.centre)
    return Grid(
        "**Input image**, cut out",
        way.image,
        span=(0.0, 1.0),
        alt=f"{len(way.image)} rows of pixels. The kernel lies on row {top + 1} to {top + side}, column "
        f"{left + 1} to {left + side}.",
        palette="Signed grey",
        frame=(top, left, side),
    )


def _multiplied(way: Walk, stop: Stop) -> Grid:
    limit, terms = way.layer.limit, zip(stop.window, way.kernel, stop.products, strict=True)
    return Grid(
        "**Products**: pixel × weight",
        stop.products,
        span=(-limit, limit),
        alt=f"Nine products, row by row: {_listed(stop.products.ravel())}.",
        words=tuple(tuple(map(_term, *row)) for row in terms),
    )


def _term(pixel: float, weight: float, product: float) -> str:
    r"""Write a product; "≈" where the factors as they are shown make another one.

    >>> _term(0.5, -2.0, -1.0)
    '0.50 × −2\n= −1.00'
    >>> _term(0.8627, -2.0, -1.7254)
    '0.86 × −2\n≈ −1.73'
    """
    factors, answer = (number(float(pixel), 2), short(float(weight), 2)), number(product, 2)
    shown = math.prod(float(factor.replace("\N{MINUS SIGN}", "-")) for factor in factors)
    return f"{' × '.join(factors)}\n{'=' if number(shown, 2) == answer else '≈'} {answer}"


def _made(way: Walk, stop: Stop, step: int) -> Grid:
    limit = way.layer.limit
    return Grid(
        "**Feature map before ReLU**, so far",
        way.filled(step),
        span=(-limit, limit),
        alt=f"{step} of {len(way)} values of the map. The newest is {number(stop.output)}.",
        frame=(stop.row, stop.col, 1),
    )


def _running(way: Walk, stop: Stop) -> Plot:
    sums = stop.running_sums
    reach = 1.1 * max(way.layer.limit, float(np.abs(sums).max()))
    return Plot(
        (Line("Sum", np.arange(len(sums)), sums, "stops"),),
        x="products added",
        y="sum so far",
        alt=f"The sum after 0 to {len(sums) - 1} products: {_listed(sums)}.",
        y_range=(-reach, reach),
        height=330,
    )


def _listed(values: Floats) -> str:
    return ", ".join(number(value, 2) for value in values)


SLIDING = Demonstration("sliding", _sliders, _show)
