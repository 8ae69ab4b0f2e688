"""Scripts that compute the layer with other libraries, and their input file."""

import inspect
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from explorer.core.activations import ACTIVATIONS, Activation
from explorer.core.arrays import Map
from explorer.core.convolution import PADDINGS, Padding, as_kernel, output_size
from explorer.core.kernels import name_of


@dataclass(frozen=True, slots=True)
class _Layer:
    """The parameters of a script."""

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
    """One library and how its scripts are written."""

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
