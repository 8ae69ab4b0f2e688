"""The rectifier max(0, z), and its properties on a given map.

Rectified linear units are those of Nair and Hinton, ICML 2010, pp. 807-814; He,
Zhang, Ren and Sun (2015), arXiv:1502.01852, write them as equation 1 with slope 0.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.activations import relu
from explorer.core.notation import digits_for, number, percent
from explorer.lessons.parts import (
    Data,
    Demonstration,
    Line,
    MapImage,
    Maps,
    Numbers,
    Plot,
    Rows,
    Slider,
    Words,
    of_picture,
)
from explorer.lessons.parts import Values as SliderValues

Values = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Checks:
    """Counts and properties of one rectified map."""

    kept: int  # values above 0: the first rule
    zeroed: int  # values below 0: the second rule
    resting: int  # values that are 0 already
    changed_again: int  # values that a second rectifier changes; always 0
    scaling_gap: float  # largest difference of relu(factor z) and factor relu(z); 0 from factor 0 on


def check(values: Values, *, factor: float = 3.0) -> Checks:
    """Rectify a map and check properties of the rectifier on it.

    Parameters
    ----------
    values : (H, W) array of float32 or float64
        A feature map, or a picture.
    factor : float
        Factor c of the test of homogeneity.

    Returns
    -------
    Checks
        The rectifier is idempotent and positively homogeneous, relu(c z) = c relu(z)
        for every factor c of 0 or more. A factor below 0 shows that it is not linear.

    Examples
    --------
    >>> checks = check(np.float32([[-2, 0, 5]]))
    >>> checks.zeroed, checks.resting, checks.kept, checks.changed_again
    (1, 1, 1, 0)
    >>> checks.scaling_gap
    0.0
    >>> check(np.float32([[-2, 0, 5]]), factor=-1).scaling_gap
    5.0
    """
    rectified = relu(values)
    scale = values.dtype.type(factor)
    return Checks(
        kept=int((values > 0).sum()),
        zeroed=int((values < 0).sum()),
        resting=int((values == 0).sum()),
        changed_again=int((relu(rectified) != rectified).sum()),
        scaling_gap=float(np.abs(relu(scale * values) - scale * rectified).max()),
    )


def largest_step(values: Values) -> float:
    """Return the largest difference of neighbours in a map, across or down.

    >>> largest_step(np.float32([[1, 2], [5, 2]]))
    4.0
    """
    return float(max(np.abs(np.diff(values, axis=axis)).max(initial=0) for axis in (0, 1)))


def pixel_sentence(before: float, *, digits: int) -> str:
    """Say which rule holds for one number of the map.

    >>> pixel_sentence(-1.25, digits=2), pixel_sentence(0.0, digits=0)
    ('This number is −1.25. It is negative, so ReLU makes it **0**.', 'This number is 0. It stays **0**.')
    """
    written = number(before, digits)
    if before > 0:
        return f"This number is {written}. It is positive, so ReLU leaves it: **{written}**."
    if before < 0:
        return f"This number is {written}. It is negative, so ReLU makes it **0**."
    return f"This number is {written}. It stays **0**."


def _sliders(data: Data) -> tuple[Slider, ...]:
    height, width = data["signed"].shape
    return (
        Slider("row", "Row", 0, height - 1, 1, height // 2),
        Slider("col", "Pixel of the row", 0, width - 1, 1, width // 2),
    )


def _show_walk(values: SliderValues, data: Data) -> Rows:
    """Return one pixel on the curve of ReLU, with its row, the picture and both maps, and what is counted."""
    signed = data["signed"]
    rectified = relu(signed)
    row, col = int(values["row"]), int(values["col"])
    limit = float(np.abs(signed).max()) or 1.0
    before, after = float(signed[row, col]), float(rectified[row, col])
    digits = digits_for(limit)
    plot = Plot(
        (
            Line("ReLU", (-limit, 0, limit), (0, 0, limit)),
            Line("numbers of the row", signed[row], rectified[row], "points"),
            Line("this number", [before], [after], "marks"),
        ),
        x="before",
        y="after",
        alt=f"The curve of ReLU. The number goes in as {number(before, digits)} and comes out as "
        f"{number(after, digits)}.",
        x_range=(-1.05 * limit, 1.05 * limit),
        y_range=(-0.1 * limit, 1.05 * limit),
    )
    images = (
        of_picture("Input image", data["image"]),
        MapImage("Before ReLU", signed),
        MapImage("After ReLU", rectified),
    )
    checks = check(signed)
    counts = (
        ("Kept as they are", percent(checks.kept / signed.size)),
        ("Set to zero", percent(checks.zeroed / signed.size)),
        ("Were 0 already", percent(checks.resting / signed.size)),
        ("Changed by a second ReLU", str(checks.changed_again)),
    )
    return (
        (Words(pixel_sentence(before, digits=digits)),),
        (plot, Numbers(counts)),
        (Maps(images, limit=limit, row=row),),
    )


WALK = Demonstration("walk", _sliders, _show_walk)
