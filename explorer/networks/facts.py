"""What the learned slopes tell: their size by depth, and what the channels of a layer do."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from explorer.images import Colours
from explorer.networks.forward import channel_maps
from explorer.networks.stages import P_NET, R_NET

NEAR_IDENTITY, NEAR_RELU, NEAR_ABSOLUTE = 0.1, 0.1, 0.3
"""How far a slope may lie from 1, 0 and −1, not counting the limit itself, and still count as near it.

The limit at −1 is wider: it takes in −1.035, −0.883 and −1.278, which P-Net learned in its first layer. The
next slope from there is −0.625.
"""


class SlopeRow(NamedTuple):
    """One line of the table of slopes by depth."""

    stage: str
    layer: str
    channels: int
    mean_size: float
    """The mean of |slope|: 0 for ReLU, 1 where every channel is the identity or an absolute value."""
    nearly_relu: int
    """How many channels have |slope| < 0.1."""


def _rows() -> tuple[SlopeRow, ...]:
    return tuple(
        SlopeRow(
            stage,
            "dense" if weights.ndim == 2 else str(place),
            len(slopes),
            float(np.abs(slopes).mean()),
            nearness(slopes).relu,
        )
        for stage, network in (("P-Net", P_NET), ("R-Net", R_NET))
        for place, (slopes, (weights, _)) in enumerate(zip(network.slopes, network.layers, strict=True), 1)
    )


class Nearness(NamedTuple):
    """How many channels of a layer do nearly one of three plain things, and how many none of them."""

    identity: int
    relu: int
    absolute: int
    other: int


def nearness(slopes: Sequence[float] | np.ndarray) -> Nearness:
    """Count the slopes near 1, near 0, near −1 and elsewhere.

    >>> nearness([1.05, 0.09, -0.05, -1.2, 0.5])
    Nearness(identity=1, relu=2, absolute=1, other=1)
    """
    values = np.asarray(slopes, np.float64)
    identity = int(np.count_nonzero(np.abs(values - 1) < NEAR_IDENTITY))
    relu = int(np.count_nonzero(np.abs(values) < NEAR_RELU))
    absolute = int(np.count_nonzero(np.abs(values + 1) < NEAR_ABSOLUTE))
    return Nearness(identity, relu, absolute, len(values) - identity - relu - absolute)


SLOPE_ROWS = _rows()


def zero_shares(levels: Colours, slopes: Sequence[float]) -> tuple[float, ...]:
    """Return the share of numbers that are exactly 0 after the rectifier of each of P-Net's layers, 0 to 1.

    Parameters
    ----------
    levels : (H, W, 3) array of uint8
        Red, green and blue from 0 to 255; P-Net looks at it as it is, in one size.
    slopes : sequence of 58 floats
        The slope of every channel's PReLU, layer after layer.

    Examples
    --------
    >>> noise = np.random.default_rng(0).integers(0, 256, (20, 20, 3)).astype(np.uint8)
    >>> zero_shares(noise, [1.0] * 58)
    (0.0, 0.0, 0.0)
    """
    return tuple(float(np.mean(channel_maps(levels, layer, slopes)[1] == 0)) for layer in (1, 2, 3))


_KINDS = (
    ("changes almost nothing", "change almost nothing", "1"),
    ("is nearly ReLU", "are nearly ReLU", "0"),
    ("is nearly an absolute value", "are nearly an absolute value", "−1"),
)


def said(slopes: Sequence[float] | np.ndarray) -> str:
    """Write what the learned slopes of a layer do, in one sentence.

    >>> said([1.0, 0.0, 0.0])
    'As learned, of its 3 channels 1 changes almost nothing (slope near 1), 2 are nearly ReLU (slope near 0).'
    >>> said([0.5, 0.5])
    'As learned, none of its 2 channels is near the identity (1), ReLU (0) or an absolute value (−1).'
    """
    *counts, other = nearness(slopes)
    found = [
        f"{count} {one if count == 1 else many} (slope near {value})"
        for count, (one, many, value) in zip(counts, _KINDS, strict=True)
        if count
    ]
    if not found:
        plain = "the identity (1), ReLU (0) or an absolute value (−1)"
        return f"As learned, none of its {other} channels is near {plain}."
    if other:
        found.append(f"{other} {'lies' if other == 1 else 'lie'} elsewhere")
    return f"As learned, of its {sum(counts) + other} channels {', '.join(found)}."
