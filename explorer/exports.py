"""What a visitor takes along: pictures, tables and arrays as files, and the layer as a script."""

import csv
import inspect
import io
import json
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from explorer.activations import ACTIVATIONS, Activation
from explorer.arrays import Map
from explorer.convolution import PADDINGS, Padding, as_kernel, output_size
from explorer.images import LEVELS
from explorer.kernels import name_of
from explorer.notation import digits_for, number
from explorer.profiles import RowProfile


@dataclass(frozen=True, slots=True)
class _Layer:
    """The numbers a script states."""

    kernel: Map
    bias: float
    padding: Padding
    stride: int

    @property
    def reach(self) -> int:
        """Pixels from the middle of the kernel to its border."""
        return len(self.kernel) // 2

    @property
    def around(self) -> int:
        """Pixels of padding on each side."""
        return 0 if self.padding.name == "valid" else self.reach


def _with_numpy(layer: _Layer) -> Iterator[str]:
    yield from _loading('np.load("input.npy")')
    yield from _numbers("np.array", "np.float32", layer)
    yield from _padded_by_numpy(layer)
    yield "windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride]"
    yield 'pre_activation = np.einsum("rcij,ij->rc", windows, kernel) + bias'


def _with_opencv(layer: _Layer) -> Iterator[str]:
    yield from _loading('np.load("input.npy")')
    yield from _numbers("np.array", "np.float32", layer)
    if layer.around:
        yield f"padded = cv2.copyMakeBorder(image, *[{layer.around}] * 4, cv2.{layer.padding.opencv})"
    else:
        yield "padded = image  # no padding: the kernel stays inside"
    inside = f"{layer.reach}:-{layer.reach}:stride" if layer.reach else "::stride"
    yield "# Beware of pictures of bytes: filter2D(uint8_image, -1, kernel) turns every negative sum into 0."
    yield "sums = cv2.filter2D(padded, cv2.CV_32F, kernel, delta=bias)"
    yield f"pre_activation = sums[{inside}, {inside}]"


def _with_torch(layer: _Layer) -> Iterator[str]:
    size = len(layer.kernel)
    mode = f', padding_mode="{layer.padding.name}"' if layer.around else ""
    yield from _loading('torch.from_numpy(np.load("input.npy"))')
    yield from _numbers("torch.tensor", "torch.float32", layer)
    yield f"layer = torch.nn.Conv2d(1, 1, {size}, stride=stride, padding={layer.around}{mode})"
    yield "layer.requires_grad_(False)"
    yield "layer.weight[0, 0] = kernel"
    yield "layer.bias[0] = bias"
    yield "pre_activation = layer(image[None, None])[0, 0]"


def _with_keras(layer: _Layer) -> Iterator[str]:
    yield from _loading('np.load("input.npy")')
    yield from _numbers("np.array", "np.float32", layer)
    yield from _padded_by_numpy(layer)
    yield "# Keras wants picture, row, column, channel; and for weights row, column, channel in, channel out."
    yield "pixels, weights = padded[None, :, :, None], kernel[:, :, None, None]"
    yield 'sums = keras.ops.conv(pixels, weights, stride, "valid", data_format="channels_last")'
    yield "pre_activation = sums[0, :, :, 0] + bias"


@dataclass(frozen=True, slots=True)
class _Library:
    """One language of scripts."""

    imports: tuple[str, ...]
    body: Callable[[_Layer], Iterator[str]]
    expression: Callable[[Activation], str]


_WRITERS: Mapping[str, _Library] = MappingProxyType(
    {
        "NumPy": _Library(("numpy as np",), _with_numpy, lambda row: row.numpy),
        "OpenCV": _Library(("cv2", "numpy as np"), _with_opencv, lambda row: row.numpy),
        "PyTorch": _Library(("numpy as np", "torch"), _with_torch, lambda row: row.torch),
        "Keras": _Library(("keras", "numpy as np"), _with_keras, lambda row: row.keras),
    }
)
LIBRARIES = tuple(_WRITERS)


def snippet(
    library: str,
    *,
    weights: npt.ArrayLike,
    bias: float,
    padding: str,
    stride: int,
    activation: str,
    **params: float,
) -> str:
    """Write a script that computes the same two maps with another library.

    Parameters
    ----------
    library : str
        One of ``LIBRARIES``.
    weights : (K, K) array of float32
        The kernel, row by row from the top left; K is odd.
    bias, padding, stride, activation, **params
        As for ``explorer.layer.forward``.

    Returns
    -------
    str
        Python that reads ``input.npy`` (see ``input_file``) and ends with
        ``pre_activation`` and ``activation_map``. Every weight is written in
        the fewest digits that give the same float32 again.

    Raises
    ------
    ValueError
        If library, padding or activation is unknown, if the kernel is not a
        square with a middle, or if a number is not finite.

    Examples
    --------
    >>> blur = snippet(
    ...     "NumPy", weights=[[2]], bias=1, padding="valid", stride=1, activation="PReLU", negative_slope=0.5
    ... )
    >>> print(blur.splitlines()[-1])
    activation_map = np.where(z > 0, z, 0.5 * z)
    """
    for word, what, known in ((library, "library", _WRITERS), (activation, "activation", ACTIVATIONS)):
        if word not in known:
            raise ValueError(f"There is no {what} called {word!r}. Choose one of: {', '.join(known)}.")
    kernel = as_kernel(weights)
    output_size(len(kernel), len(kernel), stride=stride, padding=padding)  # checks the two
    if not np.isfinite([bias, *params.values()]).all():
        raise ValueError("The bias and the slope of a script must be finite numbers.")
    writer, row = _WRITERS[library], ACTIVATIONS[activation]
    numbers = {name: float(value) for name, value in (_defaults(row) | params).items()}
    expression = writer.expression(row).format(**numbers)
    kernel_name = name_of(kernel) or "A kernel of your own"
    lines = [
        f"# {kernel_name}, then {activation}: one convolutional layer with {library}",
        *(["import math", ""] if "math." in expression else []),
        *(f"import {module}" for module in writer.imports),
        "",
        *writer.body(_Layer(kernel, float(bias), PADDINGS[padding], int(stride))),
        "",
        "z = pre_activation",
        f"activation_map = {expression}",
    ]
    return "\n".join(lines) + "\n"


def input_file(image: npt.ArrayLike) -> bytes:
    """Write the picture as the ``input.npy`` that the scripts read.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white).

    Returns
    -------
    bytes
        A file in NumPy's .npy format, float32.

    Examples
    --------
    >>> np.load(io.BytesIO(input_file([[0, 0.5, 1]])))
    array([[0. , 0.5, 1. ]], dtype=float32)
    """
    file = io.BytesIO()
    np.save(file, np.asarray(image, np.float32), allow_pickle=False)
    return file.getvalue()


def png(image: npt.ArrayLike) -> bytes:
    """Write a picture as an 8-bit grey PNG file.

    Parameters
    ----------
    image : (H, W) array of float32
        Brightness from 0 (black) to 1 (white).

    Examples
    --------
    >>> png([[0, 1]])[1:4]
    b'PNG'
    """
    levels = np.rint(np.clip(np.asarray(image, np.float32), 0, 1) * LEVELS).astype(np.uint8)
    return cv2.imencode(".png", levels)[1].tobytes()


def coloured_png(
    values: npt.ArrayLike, table: npt.NDArray[np.uint8], span: tuple[float, float], *, enlarge: int = 1
) -> bytes:
    """Write a map in colours as a PNG file.

    Parameters
    ----------
    values : (H, W) array
        What is coloured; NaN stays transparent.
    table : (N, 3) array of uint8
        Red, green and blue of each of N equal steps of the span.
    span : (float, float)
        The values at the two ends of the table; what lies beyond gets the end's colour.
    enlarge : int
        Sides of the square that each value becomes.

    Examples
    --------
    >>> coloured_png([[0, 1]], np.array([[0, 0, 0], [255, 255, 255]], np.uint8), (0, 1))[1:4]
    b'PNG'
    """
    shown = np.repeat(np.repeat(np.asarray(values, np.float64), enlarge, axis=0), enlarge, axis=1)
    opaque = np.where(np.isnan(shown), 0, 255).astype(np.uint8)
    return cv2.imencode(".png", np.dstack([_painted(shown, table, span), opaque]))[1].tobytes()


def _painted(
    values: npt.NDArray[np.float64], table: npt.NDArray[np.uint8], span: tuple[float, float]
) -> npt.NDArray[np.uint8]:
    """Colour values; blue, green and red, as OpenCV has them."""
    low, high = span
    place = (np.nan_to_num(values, nan=low) - low) * (len(table) / (high - low))
    return table[np.clip(place, 0, len(table) - 1).astype(np.intp), ::-1]


def _loading(call: str) -> Iterator[str]:
    yield "# float32, rows by columns, 0 black to 1 white: what the page's “Download the picture” gives you"
    yield f"image = {call}"
    yield ""


def _numbers(array: str, dtype: str, layer: _Layer) -> Iterator[str]:
    rows = [[str(weight).removesuffix(".0") for weight in row] for row in layer.kernel]
    width = max(len(weight) for row in rows for weight in row)
    yield f"kernel = {array}("
    yield "    ["
    for row in rows:
        yield f"        [{', '.join(weight.rjust(width) for weight in row)}],"
    yield "    ],"
    yield f"    dtype={dtype},"
    yield ")"
    yield f"bias = {layer.bias!r}"
    yield f"stride = {layer.stride}"
    yield ""


def _padded_by_numpy(layer: _Layer) -> Iterator[str]:
    if layer.around:
        yield f'padded = np.pad(image, {layer.around}, mode="{layer.padding.numpy}")'
    else:
        yield "padded = image  # no padding: the kernel stays inside"


def _defaults(row: Activation) -> dict[str, float]:
    parameters = inspect.signature(row.function).parameters
    return {name: parameters[name].default for name in row.takes}


def labelled_png(
    values: npt.ArrayLike,
    table: npt.NDArray[np.uint8],
    span: tuple[float, float],
    *,
    title: str,
    quiet: float | None = None,
) -> bytes:
    """Write a map in colours, with its title above and the scale of its colours below.

    Parameters
    ----------
    values : (H, W) array of float32
        The map. Its top left corner comes to stand at ``MAP_CORNER`` (row, column); every value is a
        square of ``enlargement(shape)`` pixels.
    table, span
        As for ``coloured_png``.
    title : str
        What the map is.
    quiet : float, optional
        Values below ``-quiet`` are hatched as well, so that the sign does not hang on colour alone.

    Examples
    --------
    >>> table = np.array([[0, 0, 0], [255, 255, 255]], np.uint8)
    >>> labelled_png([[-1, 1]], table, (-1, 1), title="A map")[1:4]
    b'PNG'
    """
    shown = np.asarray(values, np.float64)
    by = enlargement(shown.shape)
    shown = np.repeat(np.repeat(shown, by, axis=0), by, axis=1)
    painted = _painted(shown, table, span)
    if quiet is not None:
        negative = shown < -quiet
        stripes = np.add.outer(np.arange(len(painted)), np.arange(painted.shape[1])) % _HATCH == 0
        painted[negative & stripes] = painted[negative & stripes] // 2 + np.array(_INK, np.uint8) // 2
    top, left = MAP_CORNER
    width = max(painted.shape[1], _NARROWEST)
    sheet = np.full((top + len(painted) + 64, width + 2 * left, 3), 255, np.uint8)
    sheet[top : top + len(painted), left : left + painted.shape[1]] = painted
    bar = table[np.arange(width) * len(table) // width, ::-1]
    below = top + len(painted) + 14
    sheet[below : below + 14, left : left + width] = bar
    low, high = span
    digits = digits_for(max(-low, high))
    _write(sheet, title, (left, top - 12), 20, 600)
    _write(sheet, number(low, digits), (left, below + 36), 18)
    is_signed = low == -high
    end = f"{'+' if is_signed else ''}{number(high, digits)}"
    _write(sheet, end, (left + width, below + 36), 18, align=1)
    if is_signed:
        _write(sheet, "0", (left + width // 2, below + 36), 18, align=0.5)
    return cv2.imencode(".png", sheet)[1].tobytes()


def enlargement(shape: tuple[int, ...]) -> int:
    """Return the side of the square that each value of a small map becomes in a labelled picture.

    >>> enlargement((128, 100)), enlargement((512, 9))
    (4, 1)
    """
    return max(1, 512 // max(shape))


def raw_png(values: npt.ArrayLike, limit: float) -> bytes:
    """Write a map as a 16-bit grey PNG file, to be computed with.

    ``value = (level - 32768) / 32767 * limit``, right to half a level; zero is level 32768 exactly. The
    file says so itself, in a text chunk named Description.

    Parameters
    ----------
    values : (H, W) array of float32
        The map, from -limit to limit.
    limit : float
        The value of the last level, above 0.

    Examples
    --------
    >>> cv2.imdecode(np.frombuffer(raw_png([[-2, 0, 2]], 2.0), np.uint8), -1)
    array([[    1, 32768, 65535]], dtype=uint16)
    """
    levels = np.rint(np.asarray(values, np.float64) / limit * 32767) + 32768
    file = cv2.imencode(".png", np.clip(levels, 1, 65535).astype(np.uint16))[1].tobytes()
    said = f"value = (level - 32768) / 32767 * {float(limit)!r}"
    chunk = b"tEXt" + b"Description\0" + said.encode("ascii")
    end_of_header = 33  # 8 bytes of signature, 25 of the first chunk
    framed = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return file[:end_of_header] + framed + file[end_of_header:]


def line_csv(profile: RowProfile, *, index: int, direction: str) -> bytes:
    r"""Write one line of the picture and of both maps as a table for a spreadsheet.

    Parameters
    ----------
    profile : RowProfile
        The line.
    index : int
        The row (or column) of the picture that it is.
    direction : str
        "Row" or "Column".

    Returns
    -------
    bytes
        CSV in UTF-8, one pixel a row. Every number has the fewest digits that give the same float32
        again; where no kernel was centred on a pixel, the maps' cells are empty.

    Examples
    --------
    >>> swing = np.array([-1, 2], np.float32)
    >>> line = RowProfile(np.arange(2), np.abs(swing), swing, np.maximum(swing, 0))
    >>> print(line_csv(line, index=7, direction="Row").decode().replace("\r", ""), end="")
    row,column,input,signed,rectified
    7,0,1.0,-1.0,0.0
    7,1,2.0,2.0,2.0
    """
    both = zip(profile.signed, profile.rectified, strict=True)
    maps = dict(zip(profile.position.tolist(), both, strict=True))
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(("row", "column", "input", "signed", "rectified"))
    for place, value in enumerate(profile.input):
        where = (index, place) if direction == "Row" else (place, index)
        table.writerow((*where, str(value), *map(str, maps.get(place, ("", "")))))
    return file.getvalue().encode()


def archive(
    image: npt.ArrayLike,
    kernel: npt.ArrayLike,
    pre_activation: npt.ArrayLike,
    activation_map: npt.ArrayLike,
    settings: Mapping[str, Any],
) -> bytes:
    """Write the arrays of a view as one .npz file; ``numpy.load`` reads it without pickle.

    Its names are those of the arguments; ``settings`` is text, in JSON.

    Examples
    --------
    >>> found = np.load(io.BytesIO(archive([[1]], [[2]], [[2]], [[2]], {"stride": 1})))
    >>> str(found["settings"]), found["kernel"]
    ('{"stride": 1}', array([[2.]], dtype=float32))
    """
    arrays = {
        "image": image, "kernel": kernel, "pre_activation": pre_activation, "activation_map": activation_map
    }  # fmt: skip
    file = io.BytesIO()
    np.savez_compressed(
        file,
        allow_pickle=False,
        settings=np.array(json.dumps(settings)),
        **{name: np.asarray(values, np.float32) for name, values in arrays.items()},
    )
    return file.getvalue()


MAP_CORNER = (48, 16)
_NARROWEST = 420  # pixels: the longest title fits
_HATCH = 5  # pixels from one stripe to the next
_INK = (99, 36, 11)  # blue, green, red: the dark end of the diverging palette


def _write(
    sheet: npt.NDArray[np.uint8],
    text: str,
    place: tuple[int, int],
    size: int,
    weight: int = 400,
    *,
    align: float = 0.0,
) -> None:
    """Write on a sheet; align says how much of the text stands left of the place."""
    font = cv2.FontFace("sans")
    _, _, width, _ = cv2.getTextSize(
        (sheet.shape[1], sheet.shape[0]), text, (0, place[1]), font, size, weight
    )
    cv2.putText(sheet, text, (place[0] - round(align * width), place[1]), (40, 40, 40), font, size, weight)
