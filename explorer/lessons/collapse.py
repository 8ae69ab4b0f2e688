"""Two layers without a rectifier are one; with a rectifier no single layer replaces them.

The collapse is an identity of correlation and convolution, (x ⋆ K1) ⋆ K2 = x ⋆ (K1 ∗ K2).
C.-C. Jay Kuo (2016), arXiv:1609.04112, writes two layers without rectifier as the one
matrix C^T x = B^T A^T x.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.activations import prelu, relu
from explorer.core.arrays import Map
from explorer.core.convolution import as_kernel
from explorer.core.notation import number, percent, short
from explorer.lessons.exact import correlate, levels

Floats = npt.NDArray[np.float64]


def compose(first: npt.ArrayLike, second: npt.ArrayLike) -> Floats:
    """Return the kernel that is equal to two kernels in succession.

    Parameters
    ----------
    first, second : (K, K), (L, L) array of float64
        Kernels, row by row from the top left.

    Returns
    -------
    (K + L - 1, K + L - 1) array of float64
        Their full convolution; exact for whole numbers.

    Examples
    --------
    Two differences in a row make the second difference:

    >>> compose([[0, 0, 0], [-1, 1, 0], [0, 0, 0]], [[0, 0, 0], [-1, 1, 0], [0, 0, 0]])[2]
    array([ 1., -2.,  1.,  0.,  0.])
    """
    inner, outer = np.asarray(first, np.float64), np.asarray(second, np.float64)
    size, wide = len(inner), len(inner) + len(outer) - 1
    both = np.zeros((wide, wide))
    for (i, j), weight in np.ndenumerate(outer):
        both[i : i + size, j : j + size] += weight * inner
    return both


@dataclass(frozen=True, slots=True, eq=False)
class Collapse:
    """The maps of two layers and of the single layer that equals them without a rectifier, in levels."""

    kernel: Floats  # (5, 5) of two 3 by 3 kernels
    bias: float  # first bias times the sum of the second kernel, plus the second bias
    hidden: Floats  # (H - 2, W - 2), what the first layer makes, before any rectifier
    two_layers: Floats  # (H - 4, W - 4)
    one_layer: Floats  # (H - 4, W - 4)

    @property
    def difference(self) -> Floats:
        """Return the map of two layers less the map of one."""
        return self.two_layers - self.one_layer

    @property
    def largest_difference(self) -> float:
        """Return the largest absolute difference."""
        return float(np.abs(self.difference).max())

    @property
    def is_idle(self) -> bool:
        """Return whether the first map has no negative value, so that a rectifier changes nothing."""
        return bool(self.hidden.min() >= 0)


def collapse(
    image: Map,
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    *,
    biases: tuple[float, float] = (0.0, 0.0),
    rectify: bool = False,
) -> Collapse:
    """Compute two layers and the single layer that equals them without a rectifier.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white), at least 5 by 5 pixels for two
        kernels of 3 by 3; read to the nearest of 256 levels.
    first, second : (K, K) array of float32
        The kernels of the two layers. Neither layer pads: a border of zeros is
        not the same twice over as once, so the outermost ring would differ.
    biases : (float, float)
        Added to the sums of the first and of the second layer, in levels.
    rectify : bool
        Whether a ReLU stands between the two.

    Returns
    -------
    Collapse
        Maps in levels. Without the rectifier, and with an idle one, the
        difference is exactly 0 for whole weights and biases, and no more than
        the rounding of float64 for others.

    Raises
    ------
    ValueError
        If the picture is too small or a kernel is not a kernel.

    Examples
    --------
    >>> bar = np.repeat(np.float32([[0, 0, 0, 1, 0, 0, 0]]), 5, axis=0)
    >>> edge = [[0, 0, 0], [-1, 0, 1], [0, 0, 0]]
    >>> collapse(bar, edge, edge).two_layers
    array([[   0., -510.,    0.]])
    >>> collapse(bar, edge, edge).largest_difference
    0.0
    >>> collapse(bar, edge, edge, rectify=True).two_layers
    array([[   0., -255.,    0.]])
    """
    inner, outer = as_kernel(first), as_kernel(second)
    picture = levels(image)
    hidden = correlate(picture, inner) + biases[0]
    kernel = compose(inner, outer)
    bias = biases[0] * float(outer.sum(dtype=np.float64)) + biases[1]
    return Collapse(
        kernel=kernel,
        bias=bias,
        hidden=hidden,
        two_layers=correlate(relu(hidden) if rectify else hidden, outer) + biases[1],
        one_layer=correlate(picture, kernel) + bias,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """The single layer whose map is nearest to a given one, by least squares."""

    kernel: Floats  # (K, K)
    bias: float
    residual: float  # standard deviation of what is left over, as a share of the map's own


def best_layer(image: Map, target: Floats) -> Fit:
    """Fit a kernel and a bias so that their map of a picture is nearest to a given map.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white); read to the nearest of 256 levels.
    target : (H - K + 1, W - K + 1) array of float64
        The map to be met, K odd: what two layers made of that picture.

    Returns
    -------
    Fit
        Its residual is 0 up to rounding if one linear layer can do it. For a map
        of one value it counts as 0.

    Raises
    ------
    ValueError
        If picture and map do not differ by K - 1 rows and columns with K odd.

    Examples
    --------
    The identity is fitted by the kernel of a single 1:

    >>> image = np.float32([[0, 1, 0], [1, 1, 0], [0, 0, 1]])
    >>> fit = best_layer(image, levels(image))
    >>> fit.kernel.round(6), round(fit.residual, 6)
    (array([[1.]]), 0.0)
    """
    picture = levels(image)
    size = picture.shape[0] - target.shape[0] + 1
    if size < 1 or size % 2 == 0 or picture.shape[1] - target.shape[1] + 1 != size:
        raise ValueError("No square kernel with a pixel in its middle makes such a map of such a picture.")
    # One equation a pixel. Strip by strip they are reduced to a triangle of the same solution.
    strip = 8
    triangles = []
    for top in range(0, len(target), strip):
        part = target[top : top + strip]
        seen = picture[top : top + len(part) + size - 1]
        windows = np.lib.stride_tricks.sliding_window_view(seen, (size, size)).reshape(part.size, -1)
        equations = np.column_stack([windows, np.ones(part.size), part.ravel()])
        triangles.append(np.asarray(np.linalg.qr(equations, mode="r")))
    triangle = np.asarray(np.linalg.qr(np.vstack(triangles), mode="r"))
    solution = np.linalg.lstsq(triangle[:, :-1], triangle[:, -1])[0]
    kernel, bias = solution[:-1].reshape(size, size), float(solution[-1])
    rest = target - correlate(picture, kernel) - bias
    spread = float(target.std())
    return Fit(kernel, bias, float(rest.std()) / spread if spread else 0.0)


ROUNDING = 1e-9  # a share


def missed(image: Map, layers: Collapse) -> float:
    """Return what the best single kernel and bias leave over, as a share; 0 if that is the rounding alone."""
    if not layers.largest_difference:
        return 0.0
    residual = best_layer(image, layers.two_layers).residual
    return residual if residual > ROUNDING else 0.0


def layers_sentence(layers: Collapse, left_over: float, first: npt.ArrayLike, *, rectify: bool) -> str:
    """Say whether the one kernel does what the two layers do, and why.

    Parameters
    ----------
    layers : Collapse
        The maps of both.
    left_over : float
        What `missed` returns for them.
    first : (K, K) array
        The kernel of the first layer.
    rectify : bool
        Whether a ReLU stands between the two layers.
    """
    if not rectify:
        return "No ReLU between the layers: both maps are **equal, number for number**."
    if left_over:
        return (
            "With ReLU between the layers the 5×5 kernel fails. Even the best of all 5×5 kernels, with the "
            "best bias, misses the share below of what varies in the map (of its standard deviation)."
        )
    if layers.largest_difference:
        return (
            "With ReLU between the layers this 5×5 kernel fails. The picture is so plain that another 5×5 "
            "kernel still does the same."
        )
    if not layers.is_idle:
        return "ReLU cut something off, but the second kernel answers with the same map here."
    if np.min(first) >= 0:
        return (
            "**ReLU is idle.** The first kernel has no negative weight and a picture no negative pixel, "
            "so there is nothing to cut off between the layers."
        )
    return "**ReLU is idle** on this picture: the first kernel makes no negative number of it."


@dataclass(frozen=True, slots=True, eq=False)
class Superposition:
    """The maps of two pictures and of their sum, and how far the layer is from additive."""

    one: Floats  # (H - K + 1, W - K + 1), signed map of the first picture, in levels
    other: Floats  # of the second
    both: Floats  # of their sum
    convolution_deviation: float  # largest absolute, of the convolution alone; 0 for whole weights
    deviation: Floats  # f(x + y) - f(x) - f(y), of convolution and activation
    share: float  # of the pixels where it is not 0, 0 to 1

    @property
    def largest_deviation(self) -> float:
        """Return the largest absolute deviation."""
        return float(np.abs(self.deviation).max())


def deviation(one: npt.ArrayLike, other: npt.ArrayLike, *, negative_slope: float = 0.0) -> Floats:
    """Return the deviation of PReLU f from additivity, f(x + y) - f(x) - f(y).

    Parameters
    ----------
    one, other : array of float64
        Numbers x and y, of one shape.
    negative_slope : float
        Slope a left of zero: 0 is ReLU, 1 is the identity.

    Returns
    -------
    array of float64
        Where x and y have opposite signs, -(1 - a) times the smaller of |x| and
        |y|; elsewhere 0.

    Examples
    --------
    >>> deviation([3, 3, -3], [2, -2, -2])
    array([ 0., -2.,  0.])
    """
    x, y = np.asarray(one, np.float64), np.asarray(other, np.float64)
    together, alone, added = (prelu(z, negative_slope=negative_slope) for z in (x + y, x, y))
    return np.asarray(together - (alone + added), np.float64)


def superposition(
    image: Map, other: Map, kernel: npt.ArrayLike, *, negative_slope: float = 0.0
) -> Superposition:
    """Test whether one layer without a bias is additive on two pictures.

    Parameters
    ----------
    image, other : (H, W) array of float32
        Brightness from 0 (black) to 1 (white), both of one shape; read to the
        nearest of 256 levels.
    kernel : (K, K) array of float32
        Weights of the layer. It does not pad.
    negative_slope : float
        Slope of its PReLU left of zero; 0 is ReLU.

    Returns
    -------
    Superposition
        Maps in levels.

    Raises
    ------
    ValueError
        If the pictures are not of one shape, or the kernel does not fit.

    Examples
    --------
    >>> step = np.repeat(np.float32([[0, 0, 1]]), 3, axis=0)
    >>> test = superposition(step, 1 - step, [[0, 0, 0], [-1, 0, 1], [0, 0, 0]])
    >>> test.one, test.other, test.both
    (array([[255.]]), array([[-255.]]), array([[0.]]))
    >>> test.convolution_deviation, test.deviation, test.share
    (0.0, array([[-255.]]), 1.0)
    """
    if image.shape != other.shape:
        raise ValueError(
            f"Only pictures of one size can be added: {image.shape[0]} by {image.shape[1]} pixels "
            f"and {other.shape[0]} by {other.shape[1]} are not."
        )
    weights = as_kernel(kernel)
    x, y = levels(image), levels(other)
    one, two, both = (correlate(picture, weights) for picture in (x, y, x + y))
    missed = deviation(one, two, negative_slope=negative_slope)
    return Superposition(
        one=one,
        other=two,
        both=both,
        convolution_deviation=float(np.abs(both - one - two).max()),
        deviation=missed,
        share=float((missed != 0).mean()),
    )


def superposition_sentence(test: Superposition) -> str:
    """Say how far a layer is from additive, without and with ReLU."""
    start = f"The convolution alone differs by {short(test.convolution_deviation)}. "
    if test.share:
        return start + (
            f"With ReLU **{percent(test.share)}** of the places differ, by up to "
            f"{number(test.largest_deviation, 0)} levels."
        )
    return start + "With ReLU nothing differs either: nowhere has one map a plus and the other a minus."


@dataclass(frozen=True, slots=True, eq=False)
class Xor:
    """Exclusive or, approximated by a plane and computed by two rectifiers."""

    inputs: Floats  # (4, 2)
    targets: Floats  # (4,)
    linear: Floats  # (4,), the best plane: 0.5 everywhere
    rectified: Floats  # (4,), relu(s) - 2 relu(s - 1) with s the sum of the inputs: exact

    @property
    def rectified_error(self) -> float:
        """Return the mean square error of the two rectifiers."""
        return float(((self.rectified - self.targets) ** 2).mean())


def xor() -> Xor:
    """Fit exclusive or with a plane, and compute it with two rectifiers.

    >>> attempt = xor()
    >>> attempt.targets, attempt.rectified
    (array([0., 1., 1., 0.]), array([0., 1., 1., 0.]))
    >>> attempt.linear.round(3)
    array([0.5, 0.5, 0.5, 0.5])
    """
    inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], np.float64)
    targets = np.array([0, 1, 1, 0], np.float64)
    plane = np.column_stack([inputs, np.ones(4)])
    weights = np.linalg.lstsq(plane, targets)[0]
    total = inputs.sum(axis=1)
    rectified = np.asarray(relu(total) - 2 * relu(total - 1), np.float64)
    return Xor(inputs, targets, plane @ weights, rectified)
