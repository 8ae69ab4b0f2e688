"""Statistics of whole maps: extremes, shares, histograms."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map


@dataclass(frozen=True, slots=True)
class Summary:
    """Extremes of a map before and after its activation, and shares of its values, 0 to 1."""

    negative_before: float
    negative_after: float
    zero_fraction: float
    changed_fraction: float
    low_before: float
    high_before: float
    low_after: float
    high_after: float


def summary(pre_activation: Map, activation_map: Map) -> Summary:
    """Return the extremes and shares of a map before and after its activation.

    `zero_fraction` is the share of values that were set to zero: zero after, not zero before.

    >>> counts = summary(np.array([-1, 0, 1, 2], np.float32), np.array([0, 0, 1, 2], np.float32))
    >>> counts.negative_before, counts.zero_fraction, counts.low_before, counts.low_after
    (0.25, 0.25, -1.0, 0.0)
    """
    changed = pre_activation != activation_map
    return Summary(
        negative_before=_share(pre_activation < 0),
        negative_after=_share(activation_map < 0),
        zero_fraction=_share(changed & (activation_map == 0)),
        changed_fraction=_share(changed),
        low_before=float(pre_activation.min()),
        high_before=float(pre_activation.max()),
        low_after=float(activation_map.min()),
        high_after=float(activation_map.max()),
    )


def _share(flags: npt.NDArray[np.bool_]) -> float:
    """Return the share of flags that are set: their mean, which NumPy takes ten times as long for."""
    return float(np.count_nonzero(flags) / flags.size)


@dataclass(frozen=True, slots=True)
class Histogram:
    """Counts of two maps over the same bins; bin k reaches from edges[k] to edges[k + 1]."""

    edges: npt.NDArray[np.float64]
    before: npt.NDArray[np.intp]
    after: npt.NDArray[np.intp]

    @property
    def centres(self) -> npt.NDArray[np.float64]:
        """Return the middle of each bin."""
        return (self.edges[:-1] + self.edges[1:]) / 2


def histogram(pre_activation: Map, activation_map: Map, *, limit: float, bins: int = 61) -> Histogram:
    """Count the values of both maps over one set of bins from -limit to limit.

    Parameters
    ----------
    pre_activation, activation_map : (H, W) array of float32
        The map before and after its activation; no value lies beyond the limit.
    limit : float
        Half of the range, above 0.
    bins : int
        Odd, so that zero is the middle of a bin and not the border of two.

    Examples
    --------
    >>> counts = histogram(np.array([[-1, 1]], np.float32), np.array([[0, 1]], np.float32), limit=1, bins=3)
    >>> counts.before, counts.after
    (array([1, 0, 1]), array([0, 1, 1]))
    """
    edges = np.linspace(-limit, limit, bins + 1)
    before, after = (counts(values, limit=limit, bins=bins) for values in (pre_activation, activation_map))
    return Histogram(edges, before, after)


def counts(values: Map, *, limit: float, bins: int = 61, shift: float = 0.0) -> npt.NDArray[np.intp]:
    """Count the values of one map, each with a shift added, over bins from -limit to limit.

    Parameters
    ----------
    values : (H, W) array of float32
        What falls outside the bins is counted in the first or the last one.
    limit : float
        Half of the range, above 0.
    bins : int
        Odd, so that zero is the middle of a bin and not the border of two.
    shift : float
        Added to each value. Minus the bias turns the map before the activation into its sums of products.

    Returns
    -------
    (bins,) array of int
        The counts add up to the size of the map.

    Examples
    --------
    >>> counts(np.array([[1, 2, 9]], np.float32), limit=1, bins=3, shift=-1)
    array([0, 1, 2])
    """
    places = (values.ravel().astype(np.float64) + shift) * (bins / (2 * limit)) + bins / 2
    return np.bincount(np.clip(places, 0, bins - 1).astype(np.intp), minlength=bins)
