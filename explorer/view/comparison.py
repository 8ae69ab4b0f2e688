"""Comparison of two views: what differs between their settings, and between their maps."""

from dataclasses import dataclass, replace

import numpy as np

from explorer.core.arrays import Map
from explorer.core.kernels import name_of
from explorer.core.layer import ForwardPass
from explorer.core.notation import digits_for, number, short
from explorer.view.settings import LABELS, PARAMETERS, WEIGHTS, Settings

LISTED = tuple(name for name in LABELS if name not in (*WEIGHTS, *PARAMETERS))
"""Settings that are compared one by one; weights are part of the kernel, parameters of the activation."""
FEW = 3  # up to so many different weights are listed one by one
OWN_KERNEL = "a kernel of your own"
_EXACT = 11  # significant digits that tell apart any two numbers a widget can hold


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting that differs between two views, in words."""

    name: str
    a: str
    b: str


def differences(a: Settings, b: Settings) -> list[Difference]:
    """Say in words which settings differ, the kernel by its name where both have one.

    A parameter that neither activation takes is left out.

    >>> [difference] = differences(Settings(), Settings(bias=-0.5))
    >>> difference.name, difference.a, difference.b
    ('Bias', '0', '−0.5')
    """
    result = _kernel_differences(a, b)
    for name in LISTED:
        one, other = _written(a, name), _written(b, name)
        if one != other:
            result.append(Difference(LABELS[name], one, other))
    return result


def _written(settings: Settings, name: str) -> str:
    if name == "activation":
        parameters = settings.hyperparameters().items()
        texts = (f", {LABELS[parameter].lower()} {short(value, _EXACT)}" for parameter, value in parameters)
        return settings.activation + "".join(texts)
    value = getattr(settings, name)
    return value if isinstance(value, str) else short(value, _EXACT)


def _kernel_differences(a: Settings, b: Settings) -> list[Difference]:
    one, other = name_of(a.weights), name_of(b.weights)
    if one and other and one != other:
        return [Difference("Kernel", one, other)]
    changed = [name for name in WEIGHTS if getattr(a, name) != getattr(b, name)]
    if len(changed) > FEW:
        count = f"{len(changed)} of 9 weights differ"
        return [Difference("Kernel", one or OWN_KERNEL, f"{other or OWN_KERNEL} ({count})")]
    return [
        Difference(
            f"Weight in row {int(name[1]) + 1}, column {int(name[2]) + 1}",
            short(getattr(a, name), _EXACT),
            short(getattr(b, name), _EXACT),
        )
        for name in changed
    ]


def align_cursor_and_palette(
    a: Settings, a_shape: tuple[int, ...], b: Settings, b_shape: tuple[int, ...]
) -> Settings:
    """Return the settings of view a with the cursor, the direction and the palette of view b.

    In a picture of another size the cursor is put at the same fraction of its height and width.

    Parameters
    ----------
    a, b : Settings
        The two views.
    a_shape, b_shape : (int, int)
        Rows and columns of their pictures.

    Examples
    --------
    >>> align_cursor_and_palette(Settings(size=128), (128, 128), Settings(row=400), (512, 512)).row
    100
    """
    row, col = (
        int((place + 0.5) * length / of)
        for place, length, of in zip((b.row, b.col), a_shape, b_shape, strict=True)
    )
    return replace(a, row=row, col=col, direction=b.direction, palette=b.palette)


def shared_limit(a: ForwardPass, b: ForwardPass) -> float:
    """Return half of the range that all four maps share: the largest absolute value in any of them."""
    return max(a.shared_limit, b.shared_limit)


def obstacle(a: Settings, a_pass: ForwardPass, b: Settings, b_pass: ForwardPass) -> str:
    """Say why two maps cannot be compared value by value; nothing where they can."""
    if a.picture != b.picture:
        return "A and B show different pictures, so no value of A belongs to a value of B."
    (a_rows, a_cols), (b_rows, b_cols) = a_pass.pre_activation.shape, b_pass.pre_activation.shape
    if (a_rows, a_cols) != (b_rows, b_cols):
        return (
            f"The maps of A have {a_cols} × {a_rows} values and those of B {b_cols} × {b_rows}, "
            "so they cannot be compared value by value."
        )
    if (a.size, a_pass.stride, a_pass.offset) != (b.size, b_pass.stride, b_pass.offset):
        return "The values of A and B are centred on different pixels, so they cannot be compared one by one."
    return ""


def largest_difference(a: Map, b: Map) -> tuple[int, int]:
    """Find the row and the column where two maps of one size differ most; the first such place.

    >>> largest_difference(np.zeros((2, 2), np.float32), np.array([[0, 1], [-5, 1]], np.float32))
    (1, 0)
    """
    row, col = np.unravel_index(np.argmax(np.abs(a.astype(np.float64) - b)), a.shape)
    return int(row), int(col)


def difference_message(a: Map, b: Map, grid: ForwardPass, *, limit: float) -> str:
    """Say where two maps on one grid differ most, and by how much.

    Parameters
    ----------
    a, b : (H, W) array of float32
        The two maps.
    grid : ForwardPass
        Tells which pixel of the picture a value is centred on.
    limit : float
        Half of the shared range; decides how many decimals are shown.
    """
    row, col = largest_difference(a, b)
    one, other = float(a[row, col]), float(b[row, col])
    if one == other:
        return "A and B have the same value everywhere."
    digits = digits_for(limit)
    where = f"row {grid.centre(row)}, column {grid.centre(col)}"
    values = f"{number(one, digits)} in A, {number(other, digits)} in B"
    return f"A and B differ most at {where}: {values}. The difference is {short(abs(other - one))}."
