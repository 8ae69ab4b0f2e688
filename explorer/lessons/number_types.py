"""The sums of a Sobel kernel in three number types: clamped bytes, wrapped bytes, floats.

A library that keeps the type of an 8-bit picture has no room for a negative sum.
OpenCV clamps it to 0 (its tutorial on gradients warns of it), and that is a ReLU
before the ReLU; a cast to bytes in NumPy wraps it round to a bright number.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.convolution import conv2d
from explorer.core.kernels import KERNELS
from explorer.core.notation import number, percent
from explorer.images import LEVELS
from explorer.lessons.exact import levels
from explorer.lessons.parts import Data, Demonstration, Line, MapImage, Maps, Plot, Rows, Slider, Table
from explorer.lessons.parts import Values as SliderValues

Numbers = npt.NDArray[Any]


def clamp(sums: Map) -> npt.NDArray[np.uint8]:
    """Convert to bytes with saturation, as OpenCV does.

    >>> clamp(np.float32([-40, 7, 300]))
    array([  0,   7, 255], dtype=uint8)
    """
    return np.clip(sums, 0, LEVELS).astype(np.uint8)


def wrap(sums: Map) -> npt.NDArray[np.uint8]:
    """Convert to bytes modulo 256, as a cast of integers does.

    >>> wrap(np.float32([-40, 7, 300]))
    array([216,   7,  44], dtype=uint8)
    """
    return sums.astype(np.int64).astype(np.uint8)


def keep(sums: Map) -> Map:
    """Return the sums unchanged.

    >>> keep(np.float32([-40, 7, 300]))
    array([-40.,   7., 300.], dtype=float32)
    """
    return sums


@dataclass(frozen=True, slots=True)
class NumberType:
    """A conversion of the sums, and a script that does the same."""

    name: str
    store: Callable[[Map], Numbers]
    code: str  # reads picture.png; leaves pre_activation and activation_map


_HEAD = """\
import cv2
import numpy as np

image = cv2.imread("picture.png", cv2.IMREAD_GRAYSCALE)  # bytes, 0 to 255
kernel = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], np.float32)
"""
_TAIL = "activation_map = np.maximum(pre_activation, 0)\n"
NUMBER_TYPE_ROWS = (
    NumberType(
        "uint8, clamped",
        clamp,
        _HEAD
        + "pre_activation = cv2.filter2D(image, -1, kernel)  # -1 keeps bytes: every negative sum becomes 0\n"
        + _TAIL,
    ),
    NumberType(
        "uint8, wrapped",
        wrap,
        _HEAD
        + 'windows = np.lib.stride_tricks.sliding_window_view(np.pad(image, 1, "reflect"), kernel.shape)\n'
        + 'sums = np.einsum("rcij,ij->rc", windows, kernel.astype(np.int64))\n'
        + "pre_activation = sums.astype(np.uint8)  # whole numbers to bytes: -40 becomes 216\n"
        + _TAIL,
    ),
    NumberType(
        "float32",
        keep,
        _HEAD
        + "pre_activation = cv2.filter2D(image, cv2.CV_32F, kernel)  # signed, as it should be\n"
        + _TAIL,
    ),
)
NUMBER_TYPES: Mapping[str, NumberType] = MappingProxyType({row.name: row for row in NUMBER_TYPE_ROWS})


@dataclass(frozen=True, slots=True, eq=False)
class Stored:
    """A feature map in one number type; shares are from 0 to 1."""

    pre_activation: Numbers  # (H, W)
    activation_map: Numbers  # (H, W), of the same type
    wrong_fraction: float  # pixels whose pre-activation is not the true sum
    changed_fraction: float  # pixels that ReLU changed; 0 means that it is idle


def sobel(image: Map) -> Mapping[str, Stored]:
    """Compute "Sobel right" on an 8-bit picture and convert its sums to each number type.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white), at least 2 by 2 pixels; read to
        the nearest of 256 levels.

    Returns
    -------
    mapping of str to Stored
        One for each name of ``NUMBER_TYPES``, in levels. The kernel is "Sobel
        right", beyond the border the picture is mirrored as OpenCV does by
        default. ReLU changes nothing in either map of bytes, whatever the
        picture: bytes have no minus.

    Raises
    ------
    ValueError
        If the picture is too small to be mirrored.

    Notes
    -----
    OpenCV's tutorial "Image Gradients" (tutorial_py_gradients) describes the
    clamped case.

    Examples
    --------
    A light bar: its left edge rises and its right edge falls.

    >>> bar = np.repeat(np.float32([[0, 0, 10, 10, 10, 0, 0]]) / 255, 3, axis=0)
    >>> maps = sobel(bar)
    >>> maps["float32"].pre_activation[1]
    array([  0.,  40.,  40.,   0., -40., -40.,   0.], dtype=float32)
    >>> maps["uint8, clamped"].pre_activation[1]
    array([ 0, 40, 40,  0,  0,  0,  0], dtype=uint8)
    >>> maps["uint8, wrapped"].pre_activation[1]
    array([  0,  40,  40,   0, 216, 216,   0], dtype=uint8)
    """
    sums = conv2d(levels(image), KERNELS["Sobel right"].weights, padding="reflect")  # whole numbers, so exact
    return MappingProxyType({row.name: _stored(sums, row.store) for row in NUMBER_TYPE_ROWS})


def _stored(sums: Map, store: Callable[[Map], Numbers]) -> Stored:
    pre_activation = store(sums)
    activation_map = np.maximum(pre_activation, 0)
    return Stored(
        pre_activation=pre_activation,
        activation_map=activation_map,
        wrong_fraction=float((pre_activation != sums).mean()),
        changed_fraction=float((activation_map != pre_activation).mean()),
    )


def remark(maps: Mapping[str, Stored]) -> str:
    """Say what the numbers of one picture bear out, of the maps that `sobel` returns."""
    clamped, _, signed = maps.values()
    if signed.changed_fraction == 0:
        text = "No sum of this picture is negative, so ReLU is idle in floats, too."
        if clamped.wrong_fraction > 0:
            text += " What is wrong in the bytes are sums above 255."
        return text
    alike = float((clamped.pre_activation == signed.activation_map).mean())
    return (
        f"{percent(signed.changed_fraction)} of the sums are negative. Clamped bytes turn them into 0 before "
        f"ReLU: their map before ReLU equals the floats' map after ReLU at {percent(alike)} of the pixels"
        f"{'.' if alike == 1 else '; elsewhere the sum is above 255.'}"
    )


CLAMPED, WRAPPED, FLOAT = NUMBER_TYPES
ROLES = MappingProxyType({CLAMPED: "after", WRAPPED: "input", FLOAT: "before"})


def row_data(maps: Mapping[str, Stored]) -> Data:
    """Return what the live row computes with: the map before ReLU in each number type, as float32."""
    one, other, sums = (stored.pre_activation.astype(np.float32) for stored in maps.values())
    return {"clamped": one, "wrapped": other, "sums": sums}


def _show_row(values: SliderValues, data: Data) -> Rows:
    """Return the maps with a row, that row in each number type, and its lowest sum."""
    row = int(values["row"])
    maps = dict(zip(NUMBER_TYPES, (data["clamped"], data["wrapped"], data["sums"]), strict=True))
    lines = {name: shown[row] for name, shown in maps.items()}
    lowest = int(lines[FLOAT].argmin())
    found = {name: float(line[lowest]) for name, line in lines.items()}
    images = (
        *(MapImage(f"{name}, before ReLU and after", maps[name]) for name in (CLAMPED, WRAPPED)),
        MapImage(f"{FLOAT}, before ReLU", maps[FLOAT]),
        MapImage(f"{FLOAT}, after", np.maximum(maps[FLOAT], 0)),
    )
    plot = Plot(
        tuple(Line(name, np.arange(len(line)), line, ROLES[name]) for name, line in lines.items()),
        x="column",
        y="before ReLU",
        alt=f"Row {row} before ReLU. At column {lowest}, where the sum is lowest: "
        + ", ".join(f"{name} {number(value, 0)}" for name, value in found.items()),
    )
    table = Table(
        (f"Lowest sum of the row (column {lowest})", *found),
        (
            ("Before ReLU", *(number(value, 0) for value in found.values())),
            ("After ReLU", *(number(max(value, 0), 0) for value in found.values())),
        ),
    )
    limit = max(float(np.abs(shown).max()) for shown in maps.values()) or None
    return (Maps(images, limit=limit, row=row),), (plot,), (table,)


def _sliders(data: Data) -> tuple[Slider, ...]:
    height = len(data["sums"])
    return (Slider("row", "Row", 0, height - 1, 1, height // 2),)


ROW = Demonstration("bytes", _sliders, _show_row)
