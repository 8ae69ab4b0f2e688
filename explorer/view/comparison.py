"""Comparison of two views: what differs between their settings, and between their maps."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from explorer.core.arrays import Map
from explorer.core.kernels import name_of
from explorer.core.layer import ForwardPass
from explorer.core.measures import summary
from explorer.core.notation import digits_for, number, percent, short
from explorer.view.settings import LABELS, PARAMETERS, WEIGHTS, Settings
from explorer.view.view import View

COMPARISONS: Mapping[str, str] = MappingProxyType(
    {
        "DIFFERENCE": "**{name}:** {a} → {b}",
        "KERNEL": "Kernel",
        "OWN_KERNEL": "a kernel of your own",
        "MANY_WEIGHTS": "{kernel} ({count} of 9 weights differ)",
        "PARAMETER": ", {name} {value}",
        "SAME": "A and B are the same so far. **Change anything:** A stays as it is.",
        "OWN_PICTURES": "A and B differ in the picture: each is one that you brought.",
        "OTHER_PICTURE": "A and B show different pictures, so no value of A belongs to a value of B.",
        "OTHER_SIZE": (
            "The maps of A have {a} values and those of B {b}, so they cannot be compared value by value."
        ),
        "OTHER_PIXELS": (
            "The values of A and B are centred on different pixels, so they cannot be compared one by one."
        ),
        "EQUAL": "A and B have the same value everywhere.",
        "LARGEST_DIFFERENCE": (
            "A and B differ most at row {row}, column {col}: {a} in A, {b} in B. "
            "The difference is {difference}."
        ),
        "AFTER": "After the activation",
        "SMALLEST": "Smallest value",
        "LARGEST": "Largest value",
        "SET_TO_ZERO": "Set to zero by the activation",
    }
)
"""What is said about two views, in Markdown; `static/core/comparison.js` fills in the same templates."""
SHARED = ("row", "col", "direction", "palette")
"""View A is shown with the line and the colours of view B: these settings are no difference."""
LISTED = tuple(name for name in LABELS if name not in (*WEIGHTS, *PARAMETERS, *SHARED))
"""Settings that are compared one by one; weights are part of the kernel, parameters of the activation."""
FEW_WEIGHTS = 3
"""Up to so many different weights are listed one by one."""
EXACT_DIGITS = 11
"""Significant digits that tell apart any two numbers a widget can hold."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting that differs between two views, in words."""

    name: str
    a: str
    b: str


def differences(a: Settings, b: Settings) -> list[Difference]:
    """Say in words which settings differ, the kernel by its name where both have one.

    A parameter that neither activation takes is left out, and so are the line and the colours.

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
        texts = (
            COMPARISONS["PARAMETER"].format(name=LABELS[parameter].lower(), value=short(value, EXACT_DIGITS))
            for parameter, value in parameters
        )
        return settings.activation + "".join(texts)
    value = getattr(settings, name)
    return value if isinstance(value, str) else short(value, EXACT_DIGITS)


def _kernel_differences(a: Settings, b: Settings) -> list[Difference]:
    one, other = name_of(a.weights), name_of(b.weights)
    if one and other and one != other:
        return [Difference(COMPARISONS["KERNEL"], one, other)]
    changed = [name for name in WEIGHTS if getattr(a, name) != getattr(b, name)]
    if len(changed) > FEW_WEIGHTS:
        one, other = (name or COMPARISONS["OWN_KERNEL"] for name in (one, other))
        many = COMPARISONS["MANY_WEIGHTS"].format(kernel=other, count=len(changed))
        return [Difference(COMPARISONS["KERNEL"], one, many)]
    return [
        Difference(LABELS[name], short(getattr(a, name), EXACT_DIGITS), short(getattr(b, name), EXACT_DIGITS))
        for name in changed
    ]


def aligned_place(place: int, length: int, of: int) -> int:
    """Return the place of a row (or column) of one picture in another one: at the same fraction of its size.

    Parameters
    ----------
    place : int
        The row (or column).
    length : int
        Rows (or columns) of the other picture.
    of : int
        Rows (or columns) of the picture that the place is in.

    Examples
    --------
    >>> aligned_place(400, length=128, of=512)
    100
    """
    return int((place + 0.5) * length / of)


def shared_limit(a: ForwardPass, b: ForwardPass) -> float:
    """Return half of the range that all four maps share: the largest absolute value in any of them."""
    return max(a.shared_limit, b.shared_limit)


def obstacle(a: View, b: View) -> str:
    """Say why the maps of two views cannot be compared value by value; nothing where they can."""
    has_one_shape = a.image.shape == b.image.shape  # a small picture has one at two sizes
    has_one_stretch = a.settings.stretch == b.settings.stretch
    is_another = has_one_shape and has_one_stretch and not np.array_equal(a.image, b.image)
    if a.settings.picture != b.settings.picture or is_another:
        return COMPARISONS["OTHER_PICTURE"]
    one, other = a.layer.pre_activation.shape, b.layer.pre_activation.shape
    if one != other:
        sizes = {"a": f"{one[1]} × {one[0]}", "b": f"{other[1]} × {other[0]}"}
        return COMPARISONS["OTHER_SIZE"].format(**sizes)
    if not has_one_shape or (a.layer.stride, a.layer.offset) != (b.layer.stride, b.layer.offset):
        return COMPARISONS["OTHER_PIXELS"]
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
        return COMPARISONS["EQUAL"]
    digits = digits_for(limit)
    return COMPARISONS["LARGEST_DIFFERENCE"].format(
        row=grid.centre(row),
        col=grid.centre(col),
        a=number(one, digits),
        b=number(other, digits),
        difference=short(abs(other - one)),
    )


Row = tuple[str, str, str]
"""A row of the table: its label, the number of A, the number of B."""


def table_rows(a: ForwardPass, b: ForwardPass, *, limit: float) -> list[Row]:
    """Write the numbers of both maps after the activation.

    Parameters
    ----------
    a, b : ForwardPass
        The two layers.
    limit : float
        Half of the shared range; decides how many decimals are shown.

    Examples
    --------
    >>> from explorer.core.layer import forward
    >>> a, b = forward([[-1, 3]], [[1]]), forward([[-1, 3]], [[1]], activation="Identity")
    >>> table_rows(a, b, limit=3)[0]
    ('Smallest value', '0.000', '−1.000')
    """
    digits = digits_for(limit)
    one, other = (summary(layer.pre_activation, layer.activation_map) for layer in (a, b))
    return [
        (COMPARISONS["SMALLEST"], number(one.low_after, digits), number(other.low_after, digits)),
        (COMPARISONS["LARGEST"], number(one.high_after, digits), number(other.high_after, digits)),
        (COMPARISONS["SET_TO_ZERO"], percent(one.zero_fraction), percent(other.zero_fraction)),
    ]


@dataclass(frozen=True, slots=True)
class Compared:
    """What is said about two views."""

    differences: tuple[str, ...]  # between their settings, one a line
    message: str  # about their maps after the activation
    rows: tuple[Row, ...]


def compared(a: View, b: View) -> Compared:
    """Say what differs between the settings of two views, and between their maps after the activation.

    >>> from explorer.view.view import view_of
    >>> picture = np.float32([[0, 0, 1, 1]] * 4)
    >>> found = compared(view_of(Settings(), picture), view_of(Settings(bias=-0.5), picture))
    >>> found.differences
    ('**Bias:** 0 → −0.5',)
    >>> found.message
    'A and B differ most at row 0, column 1: 4.000 in A, 3.500 in B. The difference is 0.5.'
    """
    limit = shared_limit(a.layer, b.layer)
    message = obstacle(a, b) or difference_message(
        a.layer.activation_map, b.layer.activation_map, b.layer, limit=limit
    )
    return Compared(_difference_lines(a, b), message, tuple(table_rows(a.layer, b.layer, limit=limit)))


def _difference_lines(a: View, b: View) -> tuple[str, ...]:
    found = differences(a.settings, b.settings)
    if found:
        lines = (COMPARISONS["DIFFERENCE"].format(name=one.name, a=one.a, b=one.b) for one in found)
        return tuple(lines)
    return (COMPARISONS["SAME" if np.array_equal(a.image, b.image) else "OWN_PICTURES"],)
