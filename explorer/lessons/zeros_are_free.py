"""Zeros are free: the multiplications that the next layer can skip after an activation.

The next layer here is one kernel of 3 x 3 weights that moves on by one place at a time, with a border of
zeros around the map. What is multiplied by the border is not counted: it is 0 whatever the activation is.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from explorer.core.activations import ACTIVATIONS, Floats
from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import percent, short
from explorer.lessons.parts import (
    Data,
    Demonstration,
    Line,
    MapImage,
    Maps,
    Plot,
    Rows,
    Slider,
    Table,
    Values,
    Words,
)

Counts = npt.NDArray[np.intp]

KERNEL = "Sobel right"
COMPARED = ("ReLU", "ReLU²", "Leaky ReLU", "GELU", "SiLU")
"""The activations that are compared; the first two make zeros of all that is not positive."""
WINDOW = 9
"""Weights of the next layer's kernel."""
BIAS = Slider("bias", "Bias, added to every sum", -1.0, 1.0, 0.05, 0.0)


@dataclass(frozen=True, slots=True)
class Work:
    """The multiplications of the next layer."""

    total: int
    left: int  # those with a value that is not 0

    @property
    def skipped(self) -> float:
        """Return the share of the multiplications that have a 0 for a factor, 0 to 1."""
        return (self.total - self.left) / self.total


def places(activation_map: Floats) -> Counts:
    """Count, for each place of the next map, the values under the next kernel that are not 0.

    Parameters
    ----------
    activation_map : (H, W) array of float32
        What the next layer is given.

    Returns
    -------
    (H, W) array of int
        0 to 9; they add up to `work(activation_map).left`.

    Examples
    --------
    >>> places(np.float32([[5, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 2]]))
    array([[1, 1, 0, 0],
           [1, 1, 1, 1],
           [0, 0, 1, 1]])
    """
    return _around(activation_map != 0)


def work(activation_map: Floats) -> Work:
    """Count the multiplications of the next layer, and those that are left if it skips zeros.

    >>> work(np.float32([[5, 0], [0, 0]]))
    Work(total=16, left=4)
    """
    uses = _around(np.ones(activation_map.shape, np.bool_))
    return Work(int(uses.sum()), int(uses[activation_map != 0].sum()))


def _around(flags: npt.NDArray[np.bool_]) -> Counts:
    """Count the flags that are set in the window of 3 x 3 around each place."""
    rows, cols = flags.shape
    padded: Counts = np.pad(flags.astype(np.intp), 1)
    tall = padded[:rows] + padded[1 : rows + 1] + padded[2:]
    around: Counts = tall[:, :cols] + tall[:, 1 : cols + 1] + tall[:, 2:]
    return around


def data_of(image: Map) -> Data:
    """Return what the demonstration computes with: the picture, and what can be skipped at every bias.

    `relu` and `others` hold the share that can be skipped after ReLU, and after an activation that makes 0
    of nothing but 0, for each bias of the slider from low to high.
    """
    count = round((BIAS.high - BIAS.low) / BIAS.step) + 1
    biases = [BIAS.nearest(BIAS.low + step * BIAS.step) for step in range(count)]
    uses = _around(np.ones(image.shape, np.bool_))
    sums = [forward(image, KERNELS[KERNEL].weights, bias=bias).pre_activation for bias in biases]
    return {
        "image": image,
        "biases": np.array(biases, np.float32),
        "relu": np.array([uses[z <= 0].sum() / uses.sum() for z in sums], np.float32),
        "others": np.array([uses[z == 0].sum() / uses.sum() for z in sums], np.float32),
    }


def _show(values: Values, data: Data) -> Rows:
    """Return a sentence, the counts, what can be skipped over the bias, and where work is left."""
    bias = values["bias"]
    layer = forward(data["image"], KERNELS[KERNEL].weights, bias=bias)
    maps = {name: ACTIVATIONS[name].function(layer.pre_activation) for name in COMPARED}
    counted = {name: work(after) for name, after in maps.items()}
    titles = ("After ReLU", "Multiplications left after ReLU", "Multiplications left after GELU")
    left = (places(maps[name]).astype(np.float32) for name in ("ReLU", "GELU"))
    images = (
        MapImage(titles[0], maps["ReLU"]),
        *(
            MapImage(title, shown, "Signed grey", (0.0, float(WINDOW)))
            for title, shown in zip(titles[1:], left, strict=True)
        ),
    )
    return (
        (Words(verdict(counted["ReLU"], counted["Leaky ReLU"])),),
        (table(counted), _plot(bias, counted["ReLU"].skipped, data)),
        (Maps(images, limit=layer.limit),),
        (
            Words(
                f"What is left of the {WINDOW} multiplications at each place of the next map: black none, "
                f"white all {WINDOW}."
            ),
        ),
    )


def table(counted: dict[str, Work]) -> Table:
    """Return what is left and what can be skipped after each activation."""
    rows = (
        (name, f"{found.left:,} of {found.total:,}", percent(found.skipped))
        for name, found in counted.items()
    )
    return Table(("After", "Multiplications left", "Can be skipped"), tuple(rows))


def verdict(relu: Work, others: Work) -> str:
    """Say what can be skipped after ReLU and ReLU², and after the three that make 0 of nothing but 0."""
    if relu.skipped == 1:
        first = (
            "No sum is positive here. After ReLU or ReLU² **everything** can be skipped, "
            "but the picture is lost, too."
        )
    elif relu.skipped == 0:
        first = "Every sum is positive here. After ReLU or ReLU² **nothing** can be skipped."
    else:
        first = (
            f"After ReLU or ReLU² the next layer can skip **{percent(relu.skipped)}** of its multiplications."
        )
    if others.skipped == 0:
        second = "No sum is exactly 0, so after the other three nothing can be skipped."
    else:
        second = (
            f"Some sums are exactly 0, and all five make 0 of 0: {percent(others.skipped)} can be skipped "
            "after the other three."
        )
    return f"{first} {second}"


def _plot(bias: float, skipped: float, data: Data) -> Plot:
    return Plot(
        (
            Line("ReLU, ReLU²", data["biases"], data["relu"], "after"),
            Line("Leaky ReLU, GELU, SiLU", data["biases"], data["others"], "points"),
            Line("this bias", (bias,), (skipped,), "marks"),
        ),
        x="bias",
        y="share that can be skipped",
        alt=f"The lower the bias, the more can be skipped after ReLU. At bias {short(bias)}: "
        f"{percent(skipped)}.",
        x_range=(BIAS.low - 0.05, BIAS.high + 0.05),
        y_range=(-0.03, 1.03),
    )


ZEROS_ARE_FREE = Demonstration("zeros_are_free", lambda _: (BIAS,), _show)
