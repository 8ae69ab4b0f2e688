"""Slide a kernel over a picture: the first half of a convolutional layer."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map


@dataclass(frozen=True, slots=True)
class Padding:
    """One line of the menu: the values that a kernel finds outside the picture."""

    name: str  # on screen, in links and in torch.nn.Conv2d: never rename
    caption: str
    opencv: str  # OpenCV's name of the rule
    numpy: str  # the mode of np.pad

    @property
    def border(self) -> int:
        """OpenCV's code for the rule."""
        return int(getattr(cv2, self.opencv))


PADDING_ROWS = (
    Padding("replicate", "The pixels of the border are repeated outwards.", "BORDER_REPLICATE", "edge"),
    Padding("reflect", "The picture is mirrored at its border pixels.", "BORDER_REFLECT_101", "reflect"),
    Padding("zeros", "Everything outside the picture is black.", "BORDER_CONSTANT", "constant"),
    Padding("circular", "The picture starts again from its other side.", "BORDER_WRAP", "wrap"),
    Padding(
        "valid",
        "Nothing: the kernel stays inside, so the map is smaller than the picture.",
        "BORDER_CONSTANT",
        "constant",
    ),
)
PADDINGS: Mapping[str, Padding] = MappingProxyType({row.name: row for row in PADDING_ROWS})


def output_size(n: int, kernel_size: int, *, stride: int = 1, padding: str = "replicate") -> int:
    """Count the outputs along a side of a picture.

    Parameters
    ----------
    n : int
        Length of that side in pixels.
    kernel_size : int
        K, the width of the kernel in pixels; odd.
    stride : int
        Pixels from one kernel position to the next, at least 1.
    padding : str
        A name from ``PADDINGS``. All but "valid" add K // 2 pixels at both ends.

    Returns
    -------
    int
        ``(n + 2 P - K) // stride + 1`` with P pixels of padding at either end,
        the rule of ``torch.nn.Conv2d``.

    Raises
    ------
    ValueError
        If no kernel position fits, if the padding reaches further than the
        picture, or if an argument is outside its range.

    Examples
    --------
    >>> output_size(5, 3, padding="valid"), output_size(5, 3), output_size(5, 3, stride=2)
    (3, 5, 3)
    """
    if padding not in PADDINGS:
        known = ", ".join(PADDINGS)
        raise ValueError(f"There is no padding called {padding!r}. Choose one of: {known}.")
    if not stride >= 1:
        raise ValueError(f"The stride is {stride}, but the kernel has to move on by at least 1 pixel.")
    if kernel_size < 1 or kernel_size % 2 == 0:
        raise ValueError(
            f"A kernel {kernel_size} wide has no pixel in its middle: the width must be odd, as 3 or 5."
        )
    reach = kernel_size // 2
    if n < 1:
        raise ValueError("The picture has no pixels.")
    if padding == "valid" and n < kernel_size:
        raise ValueError(f"A kernel {kernel_size} wide does not fit into {_pixels(n)} without padding.")
    if (padding == "reflect" and n <= reach) or (padding == "circular" and n < reach):
        raise ValueError(f"Padding {padding!r} cannot take {_pixels(reach)} from a side of {_pixels(n)}.")
    around = 0 if padding == "valid" else 2 * reach
    return (n + around - kernel_size) // stride + 1


def offset(kernel_size: int, padding: str) -> int:
    """Return the row (or column) of the picture on which the first output is centred.

    Output ``i`` is centred on row ``i * stride + offset(kernel_size, padding)``.

    >>> offset(3, "valid"), offset(3, "zeros")
    (1, 0)
    """
    return kernel_size // 2 if padding == "valid" else 0


def conv2d(
    image: npt.ArrayLike,
    kernel: npt.ArrayLike,
    *,
    bias: float = 0.0,
    stride: int = 1,
    padding: str = "replicate",
) -> Map:
    """Slide a kernel over an image and return the pre-activation map.

    This is the cross-correlation that deep learning calls convolution: the
    kernel is not flipped. It computes what ``torch.nn.Conv2d`` computes for one
    channel in and one out, with ``padding_mode=padding``.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white).
    kernel : (K, K) array of float32
        Weights, row by row from the top left; K is odd.
    bias : float
        Added to every output.
    stride : int
        Pixels from one kernel position to the next, down and across; at least 1.
    padding : str
        A name from ``PADDINGS``: what stands outside the border. "valid" keeps
        the kernel inside; the others add K // 2 pixels on each side.

    Returns
    -------
    (H', W') array of float32
        Signed and unbounded, with ``H' = output_size(H, K, ...)``.

    Raises
    ------
    ValueError
        If the kernel is not square and odd or does not fit, if the padding is
        unknown or does not fit, if the stride is below 1, if the image is not
        two-dimensional, or if a weight or the bias is not a finite float32.

    Notes
    -----
    OpenCV keeps the type of a picture of bytes and so turns negative sums into
    0: a hidden ReLU before the ReLU. The sums here are float32 throughout. A sum
    no larger than the rounding of float32 can make it counts as 0: of noise one
    cannot say whether it is negative.

    Examples
    --------
    A dark-to-bright step answers a left-to-right edge kernel with a positive
    number, three rows times one unit of contrast:

    >>> step = np.array([[0, 0, 1, 1]] * 3, np.float32)
    >>> edge = np.array([[-1, 0, 1]] * 3, np.float32)
    >>> conv2d(step, edge, padding="valid")
    array([[3., 3.]], dtype=float32)
    """
    image, kernel = _picture(image), as_kernel(kernel)
    with np.errstate(over="ignore"):
        if not np.isfinite(np.float32(bias)):
            raise ValueError(f"The bias is {bias}, which is not a number one can add.")
    for side in image.shape:
        output_size(side, len(kernel), stride=stride, padding=padding)
    reach = len(kernel) // 2
    border = PADDINGS[padding].border
    around = reach if padding in ("valid", "circular") else 0
    if padding == "circular":  # the one border filter2D cannot make on the fly
        image = cv2.copyMakeBorder(image, reach, reach, reach, reach, border)
        border = cv2.BORDER_CONSTANT
    sums = cv2.filter2D(image, cv2.CV_32F, kernel, delta=float(bias), borderType=border)
    _silence_noise(sums, image, kernel, float(bias))
    height, width = sums.shape
    return np.ascontiguousarray(sums[around : height - around : stride, around : width - around : stride])


def _silence_noise(sums: npt.NDArray[Any], image: npt.NDArray[Any], kernel: Map, bias: float) -> None:
    """Set to exactly 0, in place, each sum that is within its own rounding error.

    The bound is that of a sum of n rounded products, n 2^-24 times the sum of
    their absolute values (Higham, Accuracy and Stability of Numerical
    Algorithms, section 3.1), with one more for the rounding of the pixels.
    """
    reach = cv2.norm(image, cv2.NORM_INF) * float(np.abs(kernel).sum(dtype=np.float64)) + abs(bias)
    noise = (kernel.size + 1) * 2.0**-24 * reach
    if noise >= np.inf:
        return
    with np.errstate(over="ignore"):
        limit = np.float32(noise)
    strip = max(1, _CACHED // sums.shape[1])
    for top in range(0, len(sums), strip):
        rows = sums[top : top + strip]
        np.copyto(rows, 0, where=np.abs(rows) <= limit)


_CACHED = 2**16  # numbers at a time that stay in a processor's cache


def window(
    image: npt.ArrayLike,
    kernel_size: int,
    row: int,
    col: int,
    *,
    stride: int = 1,
    padding: str = "replicate",
) -> Map:
    """Return the pixels under the kernel at one output, padding included.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white).
    kernel_size : int
        K, the width of the kernel in pixels; odd.
    row, col : int
        Position in the output map, from the top left.
    stride, padding
        As for ``conv2d``.

    Returns
    -------
    (K, K) array of float32
        A copy; its products with the kernel add up to the output less the bias.

    Raises
    ------
    ValueError
        If the map has no such row or column, or as for ``conv2d``.

    Examples
    --------
    At the top left corner the border pixels are repeated outwards:

    >>> window([[1, 2, 3], [4, 5, 6], [7, 8, 9]], 3, 0, 0)
    array([[1., 1., 2.],
           [1., 1., 2.],
           [4., 4., 5.]], dtype=float32)
    """
    image = _picture(image)
    inside = []
    for name, position, side in zip(("row", "column"), (row, col), image.shape, strict=True):
        count = output_size(side, kernel_size, stride=stride, padding=padding)
        if not 0 <= position < count:
            raise ValueError(f"There is no {name} {position} in a map with {name}s 0 to {count - 1}.")
        first = position * stride + offset(kernel_size, padding) - kernel_size // 2
        inside.append(
            [
                cv2.borderInterpolate(place, side, PADDINGS[padding].border)
                for place in range(first, first + kernel_size)
            ]
        )
    rows, cols = np.ix_(*inside)
    return np.where((rows < 0) | (cols < 0), np.float32(0), image[rows, cols])


def products(window: npt.ArrayLike, kernel: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Multiply every pixel under the kernel by its weight.

    Parameters
    ----------
    window : (K, K) array of float32
        What lies under the kernel.
    kernel : (K, K) array of float32
        Weights.

    Returns
    -------
    (K, K) array of float64
        The exact products of the float32 numbers: their sum plus the bias is
        the pre-activation.

    Raises
    ------
    ValueError
        If the two are not of one shape.

    Examples
    --------
    >>> products([[1, 2], [3, 4]], [[0, 1], [-1, 10]])
    array([[ 0.,  2.],
           [-3., 40.]])
    """
    pixels, weights = np.asarray(window, np.float32), np.asarray(kernel, np.float32)
    if pixels.shape != weights.shape:
        raise ValueError(
            f"{_by(pixels.shape)} pixels cannot be multiplied one by one with {_by(weights.shape)} weights."
        )
    return np.multiply(pixels, weights, dtype=np.float64)


def as_kernel(weights: npt.ArrayLike) -> Map:
    """Check that the weights are a kernel and return them as float32.

    Raises
    ------
    ValueError
        If they are not a square with a pixel in its middle, or not all finite.

    Examples
    --------
    >>> as_kernel([[2]])
    array([[2.]], dtype=float32)
    """
    with np.errstate(over="ignore"):
        kernel = np.asarray(weights, np.float32)
    if kernel.ndim != 2 or len(kernel) != kernel.shape[1] or len(kernel) % 2 == 0:
        raise ValueError(
            f"A kernel is a square with a pixel in its middle, as 3 by 3; this one is {_by(kernel.shape)}."
        )
    if not np.isfinite(kernel).all():
        raise ValueError("Every weight must be a number one can multiply by; at least one here is not.")
    return kernel


def _picture(image: npt.ArrayLike) -> Map:
    pixels = np.asarray(image, np.float32)
    if pixels.ndim != 2:
        raise ValueError(f"A picture has rows and columns; this array has {pixels.ndim} dimensions.")
    return pixels


def _pixels(n: int) -> str:
    return "1 pixel" if n == 1 else f"{n} pixels"


def _by(shape: tuple[int, ...]) -> str:
    return " by ".join(map(str, shape)) or "a single number"
