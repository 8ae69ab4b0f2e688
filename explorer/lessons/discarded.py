"""The negative part of a map, which a rectifier discards, and two ways to keep it.

The positive and the negative part of a map together are the map. CReLU keeps
both (Shang, Sohn, Almeida and Lee, ICML 2016, PMLR 48:2217-2225), and so does
the Saak transform of Kuo and Chen (2017) with the kernels K and -K; a leak keeps
the negative part at a smaller scale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.activations import prelu, relu
from explorer.core.arrays import Map
from explorer.core.convolution import as_kernel, conv2d
from explorer.core.notation import number, percent, short
from explorer.lessons.exact import correlate, levels
from explorer.lessons.parts import Data, Demonstration, MapImage, Maps, Rows, Slider, Words
from explorer.lessons.parts import Values as SliderValues

Floats = npt.NDArray[np.float64]
Values = npt.NDArray[np.floating[Any]]

# Whole weights, so that sums are exact; the last is the counter-example, whose weights add up to 1.
WHICH = ("Sobel right", "Sobel bottom", "Laplacian (4 neighbours)", "Outline", "Line vertical", "Sharpen")


def circular_map(image: Map, kernel: npt.ArrayLike) -> Floats:
    """Convolve a picture with circular padding.

    Every pixel then meets every weight once. If the weights add up to 0, so do
    the values of the map: what is positive weighs exactly as much as what is
    negative.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white); read to the nearest of 256 levels.
    kernel : (K, K) array of float32
        Weights, row by row from the top left; K is odd.

    Returns
    -------
    (H, W) array of float64
        Signed, in levels; exact for whole weights.

    Raises
    ------
    ValueError
        As for ``conv2d`` with padding "circular".

    Examples
    --------
    >>> circular_map(np.float32([[0, 0, 1, 0]]), [[0, 0, 0], [-1, 0, 1], [0, 0, 0]])
    array([[   0.,  255.,    0., -255.]])
    """
    return correlate(levels(image), as_kernel(kernel), circular=True)


@dataclass(frozen=True, slots=True, eq=False)
class Halves:
    """The positive and the negative part of a map."""

    signed: Floats  # (H, W), m
    kept: Floats  # (H, W), p = max(0, m): what the kernel K leaves after ReLU
    discarded: Floats  # (H, W), n = max(0, -m): what the kernel -K would leave
    kept_mass: float  # sum of p
    discarded_mass: float  # sum of n; equal for circular maps of kernels that add up to 0
    difference_gap: float  # largest |p - n - m|: always 0

    @property
    def discarded_share(self) -> float:
        """Return the discarded share of the L1 mass, 0 to 1; 0 for a map of zeros."""
        return self.discarded_mass / ((self.kept_mass + self.discarded_mass) or 1.0)

    @property
    def recombined(self) -> Floats:
        """Return p - n, which equals the map."""
        return self.kept - self.discarded


def halves(values: Values) -> Halves:
    """Split a map into its positive and its negative part.

    Parameters
    ----------
    values : (H, W) array of float64
        A signed map; sums are exact for whole numbers, as those of
        ``circular_map``.

    Returns
    -------
    Halves
        Both parts, their masses, and the identities that hold for every map.

    Examples
    --------
    >>> parts = halves(np.array([[3.0, -1.0, -2.0]]))
    >>> parts.kept, parts.discarded
    (array([[3., 0., 0.]]), array([[0., 1., 2.]]))
    >>> parts.kept_mass, parts.discarded_mass, parts.discarded_share
    (3.0, 3.0, 0.5)
    """
    signed = np.asarray(values, np.float64)
    kept, discarded = (np.asarray(relu(part), np.float64) for part in (signed, -signed))
    return Halves(
        signed=signed,
        kept=kept,
        discarded=discarded,
        kept_mass=float(kept.sum()),
        discarded_mass=float(discarded.sum()),
        difference_gap=float(np.abs(kept - discarded - signed).max()),
    )


def half_verdict(parts: Halves, total: float) -> str:
    """Say which part of a wrapped map ReLU sets to zero, and why.

    Parameters
    ----------
    parts : Halves
        Of a map of ``circular_map``.
    total : float
        The sum of the kernel's weights, which are whole.
    """
    if not parts.kept_mass + parts.discarded_mass:
        return "The map is 0 everywhere: there is nothing to lose."
    if total == 0:
        return "The weights of K add up to 0 and the picture is wrapped round, so **exactly half** is lost."
    return f"The weights of K add up to {short(total)}, not to 0: {percent(parts.discarded_share)} is lost."


def discarded_at_borders(image: Map, kernel: npt.ArrayLike) -> Mapping[str, float]:
    """Return the share of the L1 mass that ReLU sets to zero, for each padding that keeps the size.

    >>> shares = discarded_at_borders(np.float32([[0, 1, 1, 1]]), [[0, 0, 0], [-1, 0, 1], [0, 0, 0]])
    >>> shares["circular"], shares["replicate"]
    (0.5, 0.0)
    """
    maps = {padding: conv2d(image, kernel, padding=padding) for padding in ("circular", "replicate", "zeros")}
    return {padding: halves(one).discarded_share for padding, one in maps.items()}


def border_words(shares: Mapping[str, float]) -> str:
    """Say what is lost with other borders, as ``discarded_at_borders`` counts it."""
    repeated, black = (percent(round(shares[padding], 6)) for padding in ("replicate", "zeros"))
    if repeated == black:
        return (
            f"With other borders ReLU sets about as much to zero here: {black} if the pixels of the border "
            "are repeated, as the explorer does at first, or if all outside the picture is black."
        )
    return (
        f"The border counts. On this picture, ReLU sets {repeated} to zero if the pixels of the border are "
        f"repeated, as the explorer does at first, and {black} if all outside the picture is black."
    )


@dataclass(frozen=True, slots=True, eq=False)
class Leak:
    """A map after a leaky rectifier, and the map recovered from it."""

    leaked: Floats  # (H, W), positive values and a times the negative ones
    recovered: Floats  # (H, W), the map again, up to rounding


def leak(values: Values, negative_slope: float) -> Leak:
    """Apply a leaky rectifier to a map and invert it.

    Parameters
    ----------
    values : (H, W) array of float64
        A signed map m.
    negative_slope : float
        The leak a (He et al. 2015, equation 1), above 0. At 0 nothing negative
        comes through, and below 0 it cannot be told from what was positive.

    Returns
    -------
    Leak
        With r the leaked map, m = max(0, r) + min(0, r) / a.

    Raises
    ------
    ValueError
        If the leak is not above 0.

    Examples
    --------
    >>> leaking = leak(np.array([[-8.0, 4.0]]), 0.25)
    >>> leaking.leaked, leaking.recovered
    (array([[-2.,  4.]]), array([[-8.,  4.]]))
    """
    if not negative_slope > 0:
        raise ValueError(f"From a leak of {negative_slope} the negative part cannot be won back.")
    signed = np.asarray(values, np.float64)
    leaked = np.asarray(prelu(signed, negative_slope=negative_slope), np.float64)
    recovered = np.asarray(prelu(leaked, negative_slope=1 / negative_slope), np.float64)
    return Leak(leaked, recovered)


ROUNDING = 1e-6  # levels: far below one, far above what dividing again costs


def _show_leak(values: SliderValues, data: Data) -> Rows:
    """Return the map after a leak, the map won back from it, what is still missing, and a verdict.

    The data are the picture, `image`, and the kernel's `weights`.
    """
    slope = values["slope"]
    signed = circular_map(data["image"], data["weights"].reshape(3, 3))
    if slope:
        leaking = leak(signed, slope)
        leaked, recovered = leaking.leaked, leaking.recovered
    else:
        leaked = recovered = halves(signed).kept
    missing = signed - recovered
    missing[np.abs(missing) < ROUNDING] = 0
    images = (
        MapImage(f"After the leak, slope {short(slope)}", leaked),
        MapImage("Negative values divided by the slope" if slope else "No way back", recovered),
        MapImage("Still missing", missing),
    )
    verdict = leak_verdict(slope, float(np.abs(missing).max()))
    return (Maps(images, limit=float(np.abs(signed).max()) or None),), (Words(verdict),)


def leak_verdict(slope: float, error: float) -> str:
    """Say what is lost, for a leak from 0 to 1 and the largest difference of the map won back, in levels."""
    if slope:
        return (
            f"All is still there, the negative side × {short(slope)}. "
            f"Won back, the map differs by {number(error, 3)} levels."
        )
    if error:
        return (
            f"With slope 0 nothing leaks: up to {number(error, 0)} levels are gone for good. Move the slider."
        )
    return "This map has no negative values, so nothing is lost even with slope 0."


LEAK = Demonstration(
    "leak", lambda _: (Slider("slope", "Slope of the negative side", 0.0, 1.0, 0.05, 0.0),), _show_leak
)
