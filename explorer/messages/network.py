"""A picture at every size that the network looks at, and the weights of P-Net, as arrays for the browser."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.networks.cascade import Level
from explorer.networks.stages import P_NET

Arrays = Mapping[str, npt.NDArray[Any]]


def sizes(levels: Sequence[Level]) -> list[dict[str, float]]:
    """Return the scale, the rows and the columns of every size, for the header of the message."""
    return [
        {"scale": level.scale, "rows": level.levels.shape[0], "cols": level.levels.shape[1]}
        for level in levels
    ]


def arrays(levels: Sequence[Level]) -> Arrays:
    """Return the pixels of every size, and what P-Net needs to answer each cell with a probability."""
    named = {**{f"conv{place}": layer for place, layer in enumerate(P_NET.layers, 1)}, "face": P_NET.face}
    weights = {
        f"{name}.{part}": np.asarray(values, np.float32)
        for name, layer in named.items()
        for part, values in (("weight", layer.weights), ("bias", layer.bias))
    }
    return {**{f"scale{place}": level.levels for place, level in enumerate(levels)}, **weights}
