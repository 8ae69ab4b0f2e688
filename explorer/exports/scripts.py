"""Scripts that compute the layer with other libraries, and their input file."""

import inspect
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.activations import ACTIVATIONS, Activation
from explorer.core.arrays import Map
from explorer.core.convolution import PADDINGS, Padding, as_kernel, output_size
from explorer.core.kernels import name_of

_SCRIPT = """\
# {kernel}, then {activation}: one convolutional layer with {library}
{imports}

# float32, rows by columns, 0 black to 1 white: what the page's “Download the picture” gives you
image = {load}

kernel = {array}(
    [
{rows}
    ],
    dtype={dtype},
)
bias = {bias}
stride = {stride}

{padded}
{body}

z = pre_activation
activation_map = {expression}
"""


@dataclass(frozen=True, slots=True)
class _Library:
    """What the scripts of one library say in the places of `_SCRIPT`; most work on arrays of NumPy."""

    imports: tuple[str, ...]
    body: str
    expression: Callable[[Activation], str]
    load: str = 'np.load("input.npy")'
    array: str = "np.array"
    dtype: str = "np.float32"
    padded: str = 'padded = np.pad(image, {around}, mode="{padding.numpy}")'  # a field of `Padding` in braces
    unpadded: str = "padded = image  # no padding: the kernel stays inside"


_LIBRARIES: Mapping[str, _Library] = MappingProxyType(
    {
        "NumPy": _Library(
            imports=("numpy as np",),
            body="""\
windows = np.lib.stride_tricks.sliding_window_view(padded, kernel.shape)[::stride, ::stride]
pre_activation = np.einsum("rcij,ij->rc", windows, kernel) + bias""",
            expression=lambda row: row.numpy,
        ),
        "OpenCV": _Library(
            imports=("cv2", "numpy as np"),
            padded="padded = cv2.copyMakeBorder(image, *[{around}] * 4, cv2.{padding.opencv})",
            body="""\
# Beware of pictures of bytes: filter2D(uint8_image, -1, kernel) turns every negative sum into 0.
sums = cv2.filter2D(padded, cv2.CV_32F, kernel, delta=bias)
pre_activation = sums[{inside}, {inside}]""",
            expression=lambda row: row.numpy,
        ),
        "PyTorch": _Library(
            imports=("numpy as np", "torch"),
            load='torch.from_numpy(np.load("input.npy"))',
            array="torch.tensor",
            dtype="torch.float32",
            padded="layer = torch.nn.Conv2d(1, 1, {size}, stride=stride, padding={around}, "
            'padding_mode="{padding.name}")',
            unpadded="layer = torch.nn.Conv2d(1, 1, {size}, stride=stride, padding=0)",
            body="""\
layer.requires_grad_(False)
layer.weight[0, 0] = kernel
layer.bias[0] = bias
pre_activation = layer(image[None, None])[0, 0]""",
            expression=lambda row: row.torch,
        ),
        "Keras": _Library(
            imports=("keras", "numpy as np"),
            body="""\
# Keras wants picture, row, column, channel; and for weights row, column, channel in, channel out.
pixels, weights = padded[None, :, :, None], kernel[:, :, None, None]
sums = keras.ops.conv(pixels, weights, stride, "valid", data_format="channels_last")
pre_activation = sums[0, :, :, 0] + bias""",
            expression=lambda row: row.keras,
        ),
    }
)


def templates() -> dict[str, Any]:
    """Return all that the scripts may say, as JSON can write it; numbers stand there as names in braces.

    `static/exports/scripts.js` fills it in as `snippet` does.

    >>> numpy = templates()["libraries"]["NumPy"]
    >>> numpy["activations"]["PReLU"], numpy["padded"]["reflect"]
    ('np.where(z > 0, z, {negative_slope} * z)', 'padded = np.pad(image, {around}, mode="reflect")')
    """
    return {
        "script": _SCRIPT,
        "unnamed": "A kernel of your own",
        "libraries": {name: _template(library) for name, library in _LIBRARIES.items()},
    }


def _template(library: _Library) -> dict[str, Any]:
    return {
        "imports": list(library.imports),
        "load": library.load,
        "array": library.array,
        "dtype": library.dtype,
        "padded": {name: _padded(library, padding) for name, padding in PADDINGS.items()},
        "body": library.body,
        "activations": {name: library.expression(row) for name, row in ACTIVATIONS.items()},
    }


def _padded(library: _Library, padding: Padding) -> str:
    if padding.name == "valid":
        return library.unpadded
    return library.padded.format(padding=padding, around="{around}", size="{size}")


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
        One of ``explorer.view.options.LIBRARIES``.
    weights : (K, K) array of float32
        The kernel, row by row from the top left; K is odd.
    bias, padding, stride, activation, **params
        As for ``explorer.core.layer.forward``.

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
    for word, what, known in ((library, "library", _LIBRARIES), (activation, "activation", ACTIVATIONS)):
        if word not in known:
            raise ValueError(f"There is no {what} called {word!r}. Choose one of: {', '.join(known)}.")
    kernel = as_kernel(weights)
    output_size(len(kernel), len(kernel), stride=stride, padding=padding)  # checks the two
    if not np.isfinite([bias, *params.values()]).all():
        raise ValueError("The bias and the slope of a script must be finite numbers.")
    template = templates()
    row = template["libraries"][library]
    reach = len(kernel) // 2  # pixels from its middle to its border
    around = 0 if padding == "valid" else reach
    numbers = {
        "size": len(kernel),
        "around": around,
        "inside": f"{reach}:-{reach}:stride" if reach else "::stride",
        **{name: float(value) for name, value in (_defaults(activation) | params).items()},
    }
    expression = row["activations"][activation].format(**numbers)
    words = row | {
        "kernel": name_of(kernel) or template["unnamed"],
        "activation": activation,
        "library": library,
        "imports": _imports(row["imports"], expression),
        "rows": _rows(kernel),
        "bias": float(bias),
        "stride": int(stride),
        "padded": row["padded"][padding if around else "valid"].format(**numbers),
        "body": row["body"].format(**numbers),
        "expression": expression,
    }
    return str(template["script"].format(**words))


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


def _imports(modules: Sequence[str], expression: str) -> str:
    math = "import math\n\n" if "math." in expression else ""
    return math + "\n".join(f"import {module}" for module in modules)


def _rows(kernel: Map) -> str:
    """Write the weights below one another, each in the fewest digits that give the same float32 again."""
    rows = [[str(weight).removesuffix(".0") for weight in row] for row in kernel]
    width = max(len(weight) for row in rows for weight in row)
    return "\n".join(f"        [{', '.join(weight.rjust(width) for weight in row)}]," for row in rows)


def _defaults(activation: str) -> dict[str, float]:
    row = ACTIVATIONS[activation]
    parameters = inspect.signature(row.function).parameters
    return {name: parameters[name].default for name in row.takes}
