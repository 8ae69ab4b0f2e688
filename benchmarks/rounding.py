"""How far the two cores may lie apart."""

import numpy as np

ROUNDINGS = 32
"""11 of each sum, twice that where one core silences it, then 8 of the activation: as in test_layer.py."""


def rounding(settings):
    """Return the largest difference between the maps of a view that the rounding of float32 can make."""
    scale = float(np.abs(settings.weights).sum()) + abs(
        settings.bias
    )  # no value is larger before the activation
    steepest = max(1.0, 2 * scale if settings.activation == "ReLU²" else 0.0)
    return ROUNDINGS * 2.0**-24 * scale * steepest
