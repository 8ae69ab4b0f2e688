"""The frequencies that ReLU adds to a row; a convolution only changes amplitudes.

All spectra are amplitudes: a wave A sin(2 pi k n / N) has amplitude A in bin k,
and bin 0 holds the absolute mean. Fourier series of the rectified sine:
|sin t| = 2/pi - sum over even k of 4 / (pi (k^2 - 1)) cos(k t), and
PReLU(z) = (1 + a)/2 z + (1 - a)/2 |z| with slope a (He et al. 2015,
arXiv:1502.01852, equation 1, rewritten).
"""

from dataclasses import dataclass
from math import acos, pi, sin

import numpy as np
import numpy.typing as npt

from explorer.core.activations import prelu
from explorer.core.arrays import Map
from explorer.core.convolution import conv2d

Floats = npt.NDArray[np.float64]

EMPTY = 1e-5  # a bin this small beside the largest of its spectrum holds only the rounding of float32


def wave(samples: int, *cycles: int) -> Floats:
    """Return the sum of sines of amplitude 1 with the given numbers of whole cycles.

    >>> wave(4, 1).round(3) + 0
    array([ 0.,  1.,  0., -1.])
    """
    turns = 2 * pi * np.arange(samples) / samples
    return np.asarray(np.sin(np.multiply.outer(cycles, turns)).sum(axis=0), np.float64)


def grating(size: int, *cycles: int) -> Map:
    """Return a square picture of such a wave from left to right, from 0 (black) to 1 (white).

    >>> grating(4, 1)[0].tolist()
    [0.5, 1.0, 0.5, 0.0]
    """
    row = 0.5 + 0.5 * wave(size, *cycles) / len(cycles)
    return np.tile(row.astype(np.float32), (size, 1))


def amplitudes(values: npt.ArrayLike) -> Floats:
    """Return the amplitude of each frequency in a row of values.

    Parameters
    ----------
    values : (N,) array of float32 or float64
        The row; it counts as one period of an endless pattern.

    Returns
    -------
    (N // 2 + 1,) array of float64
        Entry k is the amplitude of k cycles per row, in the unit of the values.

    Examples
    --------
    A mean of 3, and one cycle of amplitude 2:

    >>> amplitudes([3, 5, 3, 1])
    array([3., 2., 0.])
    """
    row = np.asarray(values, np.float64)
    return np.abs(np.fft.rfft(row)) * _sides(len(row)) / len(row)


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum:
    """One row before and after an activation; shares are of the power after, its mean aside."""

    values_before: Floats  # (N,)
    values_after: Floats  # (N,)
    before: Floats  # (N // 2 + 1,), amplitudes
    after: Floats  # (N // 2 + 1,), amplitudes
    is_new: npt.NDArray[np.bool_]  # (N // 2 + 1,): empty before, not empty after
    new_share: float  # 0 to 1, in new bins; the mean is no frequency and does not count
    nonlinear_share: float  # 0 to 1, that no straight line through the values before explains


def compare(before: npt.ArrayLike, after: npt.ArrayLike) -> Spectrum:
    """Compare the spectra of a row before and after an activation.

    Parameters
    ----------
    before, after : (N,) arrays of float32 or float64
        The row before and after the activation.

    Returns
    -------
    Spectrum
        `new_share` is the share of the power at frequencies that were empty
        before. A row of a photograph holds nearly all frequencies already, so
        there it is next to nothing. `nonlinear_share` is 1 - R^2 of the best
        straight line from before to after; it means something for every row and
        equals `new_share` for pure waves.

    Raises
    ------
    ValueError
        If the rows are not of one length.

    Examples
    --------
    One cycle, and its absolute value: two cycles, all of them new.

    >>> spectrum = compare([0, 1, 0, -1], [0, 1, 0, 1])
    >>> spectrum.before, spectrum.after, spectrum.new_share
    (array([0., 1., 0.]), array([0.5, 0. , 0.5]), 1.0)
    """
    x, y = np.asarray(before, np.float64), np.asarray(after, np.float64)
    if x.shape != y.shape:
        raise ValueError(f"A row of {x.size} values cannot be compared with one of {y.size}.")
    amplitudes_before, amplitudes_after = amplitudes(x), amplitudes(y)
    was_empty = amplitudes_before <= EMPTY * amplitudes_before.max()
    is_new = was_empty & (amplitudes_after > EMPTY * amplitudes_after.max())
    power = _power(amplitudes_after, len(y))
    power[0] = 0
    total = float(power.sum())
    return Spectrum(
        values_before=x,
        values_after=y,
        before=amplitudes_before,
        after=amplitudes_after,
        is_new=is_new,
        new_share=float(power[is_new].sum()) / total if total else 0.0,
        nonlinear_share=_unexplained(x, y),
    )


def row_of_a_layer(
    image: Map, kernel: npt.ArrayLike, row: int, *, negative_slope: float = 0.0, bias: float = 0.0
) -> Spectrum:
    """Compare one row of a feature map before and after PReLU.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white).
    kernel : (K, K) array of float32
        Weights, row by row from the top left; K is odd.
    row : int
        Which row of the map, from the top, 0 to H - 1.
    negative_slope : float
        Slope left of zero: 0 is ReLU, 1 changes nothing.
    bias : float
        Added to every sum before the activation.

    Returns
    -------
    Spectrum
        The picture starts again from its other side ("circular"), as a spectrum
        takes for granted: then a frequency that is in no row of the picture is
        in no row of the feature map before the activation.

    Raises
    ------
    ValueError
        If there is no such row, or as for ``conv2d``.

    Examples
    --------
    Four cycles of a grating; ReLU adds 8, 16, 24 and 32 cycles:

    >>> sobel = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]
    >>> spectrum = row_of_a_layer(grating(64, 4), sobel, 0)
    >>> np.flatnonzero(spectrum.before > 1e-5), np.flatnonzero(spectrum.is_new)
    (array([4]), array([ 0,  8, 16, 24, 32]))
    """
    pre_activation = conv2d(image, kernel, bias=bias, padding="circular")
    if not 0 <= row < len(pre_activation):
        raise ValueError(f"There is no row {row} in a map with rows 0 to {len(pre_activation) - 1}.")
    signed = pre_activation[row]
    return compare(signed, prelu(signed, negative_slope=negative_slope))


def expected_amplitude(order: int, *, negative_slope: float = 0.0, offset: float = 0.0) -> float:
    """Return the exact amplitude of a harmonic of PReLU(sin t + offset).

    PReLU(z) is a z + (1 - a) ReLU(z). sin t + c is positive for a share p/pi of the time, with cos p = -c;
    the Fourier coefficients of its ReLU are the integrals of (c + cos t) cos k t from -p to p, over pi.

    Parameters
    ----------
    order : int
        0 for the mean, 1 for the sine's own frequency f, k for k f.
    negative_slope : float
        The slope a.
    offset : float
        The constant c: 0 for a wave centred on 0; from 1 on it is nowhere negative.

    Returns
    -------
    float
        For c = 0: |1 - a|/pi for the mean, |1 + a|/2 for f, |1 - a| 2/(pi (k^2 - 1)) for even k, and 0 for
        odd k from 3 on.

    Raises
    ------
    ValueError
        If the order is below 0.

    Examples
    --------
    >>> expected_amplitude(1), expected_amplitude(1, negative_slope=1)
    (0.5, 1.0)
    >>> [round(expected_amplitude(k, offset=0.3), 3) for k in (3, 5)]
    [0.055, 0.025]
    """
    if order < 0:
        raise ValueError(f"Harmonics are counted from 0, so there is none of order {order}.")
    linear = offset if order == 0 else float(order == 1)
    return abs(negative_slope * linear + (1 - negative_slope) * _rectified(order, offset))


def _rectified(order: int, offset: float) -> float:
    """Return the coefficient of a harmonic of ReLU(cos t + offset)."""
    half = acos(min(max(-offset, -1.0), 1.0))  # it is positive from -half to half
    if order == 0:
        return (offset * half + sin(half)) / pi
    if order == 1:
        return (2 * offset * sin(half) + half + sin(2 * half) / 2) / pi
    beside = sin((order - 1) * half) / (order - 1) + sin((order + 1) * half) / (order + 1)
    return (2 * offset * sin(order * half) / order + beside) / pi


@dataclass(frozen=True, slots=True)
class NewPower:
    """How much of the power of a wave after an activation is at new frequencies, 0 to 1."""

    of_swing: float
    """Of the power without that of the mean, which is no frequency."""
    of_all: float
    """Of all power, that of the mean counted."""


def expected_new_power(*, negative_slope: float = 0.0, offset: float = 0.0) -> NewPower:
    """Return the exact shares of new frequencies in the power of PReLU(sin t + offset).

    By Parseval, what is neither the mean nor at the wave's own frequency is new.

    >>> expected_new_power(negative_slope=1), expected_new_power(negative_slope=-1).of_swing
    (NewPower(of_swing=0.0, of_all=0.0), 1.0)
    >>> power = expected_new_power()
    >>> round(power.of_swing, 3), round(power.of_all, 3)
    (0.159, 0.095)
    """
    half = acos(min(max(-offset, -1.0), 1.0))
    upper = (offset**2 * half + 2 * offset * sin(half) + half / 2 + sin(2 * half) / 4) / pi
    power = upper + negative_slope**2 * (offset**2 + 0.5 - upper)
    mean, own = (expected_amplitude(k, negative_slope=negative_slope, offset=offset) for k in (0, 1))
    swing = power - mean**2
    new = swing - own**2 / 2
    if new < ROUNDING:
        return NewPower(0.0, 0.0)
    return NewPower(new / swing, new / power)


ROUNDING = 1e-12  # far above what the differences of float64 cost, far below what one sees


def sobel_gain(cycles: int, samples: int) -> float:
    """Return by how much "Sobel right" multiplies an upright grating: 8 sin(2 pi cycles / samples).

    Its difference of two neighbours gives 2 sin, its smoothing sums to 4.

    >>> sobel_gain(1, 4)
    8.0
    """
    return 8 * sin(2 * pi * cycles / samples)


def _sides(samples: int) -> Floats:
    """Return how often each bin occurs in the full spectrum: once for 0 and N/2, else twice."""
    sides = np.full(samples // 2 + 1, 2.0)
    sides[0] = 1
    if samples % 2 == 0:
        sides[-1] = 1
    return sides


def _power(amplitudes: Floats, samples: int) -> Floats:
    """Return each bin's share of the mean square (Parseval)."""
    return amplitudes**2 / _sides(samples)


def _unexplained(x: Floats, y: Floats) -> float:
    """Return 1 - R^2 of the best straight line from x to y; 0 where either is constant."""
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return 0.0
    x, y = x - x.mean(), y - y.mean()
    x, y = x / np.linalg.norm(x), y / np.linalg.norm(y)
    return max(0.0, 1 - float(x @ y) ** 2)
