"""The published weights of the first two stages of MTCNN, a face detector that learned its rectifiers.

K. Zhang, Z. Zhang, Z. Li and Y. Qiao, "Joint Face Detection and Alignment using Multi-task Cascaded
Convolutional Networks", IEEE Signal Processing Letters 23(10), 2016, arXiv:1604.02878. Licence and origin of
the file: assets/networks/CREDITS.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from explorer.core.arrays import Map, read_only

FILE = Path(__file__).parents[2] / "assets" / "networks" / "mtcnn.npz"

LAYERS = (10, 16, 32)
"""The channels of P-Net's three rectified layers."""


class Layer(NamedTuple):
    """The parameters of a convolution or of a dense layer, read-only."""

    weights: Map
    """(out, in, rows, columns) as in ``torch.nn.Conv2d``, or (out, in) as in ``torch.nn.Linear``."""
    bias: Map
    """(out,)."""


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """The parameters of one stage of the cascade."""

    layers: tuple[Layer, ...]
    """Those with a rectifier, from the picture on."""
    slopes: tuple[Map, ...]
    """The learned slope of PReLU for each channel of each layer."""
    face: Layer
    """Two scores: no face, face."""
    box: Layer
    """Four parts of the width and height, by which left, top, right and bottom have to move."""


_Shapes = Mapping[str, tuple[int, ...]]
_P_NET_SHAPES: _Shapes = {
    "conv1": (10, 3, 3, 3), "conv2": (16, 10, 3, 3), "conv3": (32, 16, 3, 3),
    "conv4_1": (2, 32, 1, 1), "conv4_2": (4, 32, 1, 1),
}  # fmt: skip
_R_NET_SHAPES: _Shapes = {
    "conv1": (28, 3, 3, 3), "conv2": (48, 28, 3, 3), "conv3": (64, 48, 2, 2), "dense4": (128, 576),
    "dense5_1": (2, 128), "dense5_2": (4, 128),
}  # fmt: skip


def _read(stage: str, weights: _Shapes) -> Stage:
    """Read a stage; without the file, which the page then says is missing, all numbers are 0."""
    *rectified, face, box = weights
    shapes: _Shapes = {
        **{f"{name}.weight": shape for name, shape in weights.items()},
        **{f"{name}.bias": shape[:1] for name, shape in weights.items()},
        **{f"prelu{place}.weight": weights[name][:1] for place, name in enumerate(rectified, 1)},
    }
    if FILE.is_file():
        with np.load(FILE) as stored:
            arrays = {name: read_only(stored[f"{stage}.{name}"]) for name in shapes}
    else:
        arrays = {name: read_only(np.zeros(shape)) for name, shape in shapes.items()}

    def layer(name: str) -> Layer:
        return Layer(arrays[f"{name}.weight"], arrays[f"{name}.bias"])

    return Stage(
        layers=tuple(layer(name) for name in rectified),
        slopes=tuple(arrays[f"prelu{place}.weight"] for place in range(1, len(rectified) + 1)),
        face=layer(face),
        box=layer(box),
    )


P_NET = _read("pnet", _P_NET_SHAPES)
"""The first stage: looks at every 12x12 pixels of a picture, two pixels on each time, and proposes faces."""
R_NET = _read("rnet", _R_NET_SHAPES)
"""The second stage: looks at what the first proposed, at 24x24 pixels, and keeps what it takes for a face."""

LEARNED_SLOPES: tuple[float, ...] = tuple(float(slope) for layer in P_NET.slopes for slope in layer)
"""The 58 slopes of P-Net, layer after layer."""


def split(slopes: Sequence[float]) -> tuple[Map, ...]:
    """Return the 58 slopes of P-Net by layer: 10, 16 and 32 of them, read-only float32.

    Raises
    ------
    ValueError
        If there are not 58.

    Examples
    --------
    >>> [len(layer) for layer in split(LEARNED_SLOPES)]
    [10, 16, 32]
    """
    if len(slopes) != sum(LAYERS):
        raise ValueError(f"P-Net has {sum(LAYERS)} slopes, and here are {len(slopes)}.")
    ends = np.cumsum(LAYERS)
    return tuple(read_only(slopes[end - size : end]) for size, end in zip(LAYERS, ends, strict=True))
