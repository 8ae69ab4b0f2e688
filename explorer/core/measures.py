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
        negative_before=float((pre_activation < 0).mean()),
        negative_after=float((activation_map < 0).mean()),
        zero_fraction=float((changed & (activation_map == 0)).mean()),
        changed_fraction=float(changed.mean()),
        low_before=float(pre_activation.min()),
        high_before=float(pre_activation.max()),
        low_after=float(activation_map.min()),
        high_after=float(activation_map.max()),
    )


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
    return Histogram(edges, _counts(pre_activation, limit, bins), _counts(activation_map, limit, bins))


def _counts(values: Map, limit: float, bins: int) -> npt.NDArray[np.intp]:
    scaled = (values.ravel() / np.float32(limit) + np.float32(1)) * np.float32(bins / 2)
    return np.bincount(np.clip(scaled.astype(np.intp), 0, bins - 1), minlength=bins)
