"""Sign confusion: (−) × (−) cannot be told from (+) × (+).

The second layer of a network has weights of both signs. Without a rectifier
between the layers it cannot tell (+ answer) times (+ weight) from (- answer)
times (- weight): the argument of C.-C. Jay Kuo, "Understanding convolutional
neural networks with a mathematical model", 2016, arXiv:1609.04112. The kernels
of the first layer are that paper's anchor vectors.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.activations import relu
from explorer.core.arrays import Map, read_only
from explorer.core.convolution import conv2d, products
from explorer.core.kernels import KERNELS
from explorer.core.notation import number
from explorer.images import LEVELS
from explorer.lessons.exact import levels

Floats = npt.NDArray[np.float64]

# A unit for vertical edges against horizontal ones, and the two windows that it confuses.
FIRST_LAYER = (KERNELS["Sobel right"].weights, KERNELS["Sobel bottom"].weights)
SECOND_LAYER = (1.0, -1.0)
LIGHT_ON_THE_RIGHT = read_only([[0, 0, 1], [0, 0, 1], [0, 0, 1]])
LIGHT_AT_THE_TOP = read_only([[1, 1, 1], [0, 0, 0], [0, 0, 0]])


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """One unit of the second layer and its terms; index k belongs to kernel k."""

    responses: Floats  # (K,), of the first layer, signed
    rectified: Floats  # (K,), the same after ReLU
    linear_terms: Floats  # (K,), weight times response
    rectified_terms: Floats  # (K,), weight times rectified response

    @property
    def linear(self) -> float:
        """Return the unit's answer without a rectifier between the layers."""
        return float(self.linear_terms.sum())

    @property
    def output(self) -> float:
        """Return the unit's answer with ReLU between the layers."""
        return float(self.rectified_terms.sum())


def second_layer(window: npt.ArrayLike, kernels: Sequence[Map], weights: Sequence[float]) -> Unit:
    """Compute one unit of a second layer on one window.

    Parameters
    ----------
    window : (N, N) array of float32
        The part of a picture that lies under the kernels.
    kernels : K arrays (N, N) of float32
        The first layer.
    weights : K floats
        What the unit multiplies the answers by.

    Returns
    -------
    Unit
        Answers and products, exact for float32 numbers.

    Raises
    ------
    ValueError
        If there is not one weight for each kernel, or a kernel has not the
        window's shape.

    Notes
    -----
    Kuo (2016), arXiv:1609.04112, the argument for rectification.

    Examples
    --------
    The unit detects vertical edges and weighs horizontal ones with -1. Without a
    rectifier a horizontal edge of the other sign gives the same output:

    >>> vertical = second_layer(LIGHT_ON_THE_RIGHT, FIRST_LAYER, SECOND_LAYER)
    >>> horizontal = second_layer(LIGHT_AT_THE_TOP, FIRST_LAYER, SECOND_LAYER)
    >>> vertical.linear, horizontal.linear
    (4.0, 4.0)
    >>> vertical.output, horizontal.output
    (4.0, 0.0)
    """
    if len(kernels) != len(weights):
        raise ValueError(
            f"Each kernel needs one weight: {len(kernels)} kernels cannot go with {len(weights)} weights."
        )
    responses = np.array([products(window, kernel).sum() for kernel in kernels])
    rectified = np.asarray(relu(responses), np.float64)
    return Unit(
        responses=responses,
        rectified=rectified,
        linear_terms=np.multiply(weights, responses),
        rectified_terms=np.multiply(weights, rectified),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """The maps of one network for a picture and for its negative."""

    picture: Map  # (H', W')
    negative: Map  # (H', W')

    @property
    def largest_sum(self) -> float:
        """Return the largest absolute sum of two answers; 0 where they are opposite everywhere."""
        return float(np.abs(self.picture + self.negative).max())

    @property
    def largest_difference(self) -> float:
        """Return the largest absolute difference; 0 where the answers are the same everywhere."""
        return float(np.abs(self.picture - self.negative).max())

    @property
    def cosine(self) -> float:
        """Return the cosine between the two maps; 0 if one of them is 0 everywhere."""
        one, other = (answer.astype(np.float64).ravel() for answer in (self.picture, self.negative))
        lengths = float(np.linalg.norm(one) * np.linalg.norm(other))
        return float(one @ other) / lengths if lengths else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Negative:
    """The maps of three networks of two layers for a picture and its negative."""

    linear: Pair  # opposite everywhere
    magnitude: Pair  # of the linear network: the same everywhere
    rectified: Pair  # neither


def picture_and_negative(
    image: Map,
    first: npt.ArrayLike = KERNELS["Sobel right"].weights,
    second: npt.ArrayLike = KERNELS["Laplacian (4 neighbours)"].weights,
) -> Negative:
    """Compute two layers on a picture and its negative, without and with ReLU between them.

    Brightness is counted in 8-bit levels from mid-grey (level 127.5), so the
    negative is the picture times -1. That is Kuo's removal of the mean; to a
    first kernel whose weights add up to 0 it makes no difference.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white), at least 5 by 5 pixels for two
        kernels of 3 by 3; read to the nearest of 256 levels.
    first, second : (K, K) array of float32
        The kernels of the two layers; neither has a bias nor padding.

    Returns
    -------
    Negative
        The second layer's sums, in levels. `linear.largest_sum` and
        `magnitude.largest_difference` are exactly 0 for every picture and all
        kernels.

    Raises
    ------
    ValueError
        If the picture is too small, or as for ``conv2d``.

    Notes
    -----
    A linear network is an odd function of its input, f(-x) = -f(x): it gives
    both the same answer only in magnitude.

    Examples
    --------
    >>> step = np.repeat(np.float32([[0, 0, 0, 0, 1, 1, 1]]), 5, axis=0)
    >>> answers = picture_and_negative(step)
    >>> answers.linear.picture, answers.linear.negative
    (array([[ 1020., -1020., -1020.]], dtype=float32), array([[-1020.,  1020.,  1020.]], dtype=float32))
    >>> answers.rectified.negative
    array([[0., 0., 0.]], dtype=float32)
    """
    picture = read_only(levels(image) - LEVELS / 2)

    def second_map(shown: Map, *, rectify: bool) -> Map:
        between = conv2d(shown, first, padding="valid")
        return conv2d(relu(between) if rectify else between, second, padding="valid")

    def answers(*, rectify: bool) -> Pair:
        return Pair(second_map(picture, rectify=rectify), second_map(-picture, rectify=rectify))

    linear, rectified = answers(rectify=False), answers(rectify=True)
    return Negative(
        linear=linear,
        magnitude=Pair(np.abs(linear.picture), np.abs(linear.negative)),
        rectified=rectified,
    )


def units_sentence(one: Unit, other: Unit) -> str:
    """Say whether a unit of the second layer tells two windows apart, without and with ReLU."""
    linear, rectified = (
        "gives both the same number" if answers[0] == answers[1] else "gives them different numbers"
        for answers in ((one.linear, other.linear), (one.output, other.output))
    )
    return f"Without ReLU the unit {linear}; with ReLU it {rectified}."


def negative_sentence(answers: Negative) -> str:
    """Say what the answers to a picture and to its negative have in common."""
    linear, rectified = answers.linear, answers.rectified
    bent = rectified.picture.any() or rectified.negative.any()
    if not linear.picture.any() and not bent:
        return "To this picture the second layer answers 0 everywhere, and to its negative, too."
    if linear.picture.any():
        start = (
            "Without ReLU, turn the picture’s sign and the answer’s sign turns too (mathematicians say "
            "*odd*). So the network does see the sign. By size alone the two answers are equal."
        )
    else:
        start = "Without ReLU the second layer answers 0 everywhere to both."
    if rectified.largest_sum == 0:
        return f"{start} In this picture they are opposite with ReLU, too."
    return (
        f"{start} With ReLU between, the two answers are not opposite "
        f"(likeness {number(rectified.cosine, 2)}, where −1 is opposite and 1 the same)."
    )
