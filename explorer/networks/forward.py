"""The forward passes of P-Net and R-Net: many channels in, many channels out, in NumPy.

All maps are float32, channels first: (channels, rows, columns), with a last axis for the pictures where there
are several of one size. No layer pads.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from explorer.core.arrays import Map
from explorer.images import Colours
from explorer.networks.stages import LEARNED_SLOPES, P_NET, R_NET, Layer, split

SIDE = 12
"""How many pixels P-Net sees, each way."""
STRIDE = 2
"""How many pixels lie between two places of P-Net's map."""
CROP = 24
"""How many pixels R-Net sees, each way."""
_ALONE = 2**18  # multiplications that OpenBLAS leaves to one thread: 65536 * GEMM_MULTITHREAD_THRESHOLD


class Memory:
    """Arrays that are written again and again.

    New memory costs more than computing: where the system is asked for it each time, as in the app
    (`explorer.ui.server.maintenance`), it took half of a search for faces.
    """

    def __init__(self) -> None:
        self._kept: dict[str, Map] = {}

    def array(self, name: str, shape: tuple[int, ...]) -> Map:
        """Return an array of float32 with any content, over the one that had the same name before."""
        size = math.prod(shape)
        if name not in self._kept or self._kept[name].size < size:
            self._kept[name] = np.empty(size, np.float32)
        return self._kept[name][:size].reshape(shape)

    def maps(self, name: str, shape: tuple[int, ...]) -> Map:
        """Return an array for maps, in memory as a convolution leaves them: row after row of all channels."""
        channels, rows, *rest = shape
        return self.array(name, (rows, channels, *rest)).swapaxes(0, 1)


def normalised(levels: Colours, memory: Memory | None = None) -> Map:
    """Return what the networks read: (level − 127.5) / 128, with the channels first and the pictures last.

    Parameters
    ----------
    levels : (H, W, 3) or (N, H, W, 3) array of uint8
    memory : Memory, optional
        Where the result lies until the next one.

    Returns
    -------
    (3, H, W) or (3, H, W, N) array of float32

    Examples
    --------
    >>> normalised(np.array([[[0, 255, 128]]], np.uint8)).ravel().tolist()
    [-0.99609375, 0.99609375, 0.00390625]
    """
    planes = levels.transpose(-1, -3, -2, *range(levels.ndim - 3))
    read = (memory or Memory()).maps("read", planes.shape)
    read[:] = planes
    read -= np.float32(127.5)
    read /= np.float32(128)
    return read


def conv2d_channels(maps: Map, weights: Map, bias: Map, memory: Memory | None = None) -> Map:
    """Slide kernels over all channels of some maps: ``torch.nn.Conv2d`` without padding, stride 1.

    Parameters
    ----------
    maps : (C, H, W) or (C, H, W, N) array of float32
        N pictures at once in the last axis, or one without it.
    weights : (K, C, h, w) array of float32
        One kernel for each channel out and channel in; not turned round (cross-correlation).
    bias : (K,) array of float32
        Added to every sum of a channel.
    memory : Memory, optional
        Where the result lies until the next one; it may hold what the other layers have made of `maps`.

    Returns
    -------
    (K, H − h + 1, W − w + 1) or (K, H − h + 1, W − w + 1, N) array of float32

    Examples
    --------
    Two channels of ones under a kernel of ones: 2 channels times 4 weights, plus the bias.

    >>> conv2d_channels(np.ones((2, 2, 3), np.float32), np.ones((1, 2, 2, 2), np.float32), np.float32([0.5]))
    array([[[8.5, 8.5]]], dtype=float32)
    """
    out, channels, height, width = weights.shape
    rows, cols = maps.shape[1] - height + 1, maps.shape[2] - width + 1
    memory = memory or Memory()
    # What each weight of one row of a kernel sees, as a line. What a whole kernel sees for a row of the
    # result is then a matrix of lines in one piece; those of neighbouring rows overlap, without a copy.
    seen = memory.array("seen", (maps.shape[1], width, channels, cols, *maps.shape[3:]))
    for col in range(width):
        seen[:, col] = maps[:, :, col : col + cols].swapaxes(0, 1)
    kernels = weights.transpose(0, 2, 3, 1).reshape(out, -1)
    line = seen.strides[2]
    shape = (rows, kernels.shape[1], line // seen.itemsize)
    matrices = np.ndarray(shape, np.float32, seen, strides=(seen.strides[0], line, seen.itemsize))
    sums = _product(kernels, matrices, memory)
    sums += bias[:, None]
    return np.asarray(sums.reshape(rows, out, cols, *maps.shape[3:]).swapaxes(0, 1))


def _product(weights: Map, values: Map, memory: Memory) -> Map:
    """Multiply a matrix by each of some others, (..., inner, columns), in blocks, each on one processor.

    OpenBLAS, which multiplies for NumPy, shares a product of more than 2^18 pairs of numbers out to threads.
    They keep their cores busy while they wait for one another: on two cores that had other work, a product
    took 16 ms that takes one thread 0.5 ms.
    """
    out, inner = weights.shape
    *many, _, columns = values.shape
    # A block is at least as wide as it is high; eights of columns are what a processor works on at once.
    rows = next(count for count in range(32, 0, -1) if out % count == 0 and count**2 * inner <= _ALONE)
    width = _ALONE // (rows * inner) // 8 * 8
    product = memory.array("product", (*many, out, columns))
    blocks = product.reshape(*many, -1, rows, columns)
    for start in range(0, columns, width):
        part = slice(start, start + width)
        np.matmul(weights.reshape(-1, rows, inner), values[..., None, :, part], out=blocks[..., part])
    return product


def prelu_channels(maps: Map, slopes: Map, memory: Memory | None = None) -> Map:
    """Return the maps with the negative values of each channel times the slope of that channel.

    >>> prelu_channels(np.array([[-2, 3], [-2, 3]], np.float32), np.float32([0.5, 2])).tolist()
    [[-1.0, 3.0], [-4.0, 3.0]]
    """
    after = (memory or Memory()).maps("rectified", maps.shape)
    np.multiply(maps, slopes.reshape(-1, *[1] * (maps.ndim - 1)), out=after)
    # Up to slope 1 the larger one; a choice by sign takes ten times as long.
    np.maximum(maps, after, out=after)
    for channel in np.flatnonzero(slopes > 1):
        np.minimum(maps[channel], maps[channel] * slopes[channel], out=after[channel])
    return after


def max_pool(maps: Map, size: int, memory: Memory | None = None) -> Map:
    """Return the largest value of each square of pixels, two pixels on each time.

    A square that reaches over the border counts with what lies inside: ``torch.nn.MaxPool2d(size, 2,
    ceil_mode=True)``.

    Parameters
    ----------
    maps : (C, H, W) or (C, H, W, N) array of float32
    size : int
        Side of the square in pixels, 2 or 3.

    Examples
    --------
    >>> max_pool(np.array([[[1, 2, 3]]], np.float32), 2).tolist()
    [[[2.0, 3.0]]]
    """
    memory = memory or Memory()
    for axis in (1, 2):
        shape = list(maps.shape)
        shape[axis] = -(-max(shape[axis] - size, 0) // STRIDE) + 1
        largest = memory.maps(f"largest{axis}", tuple(shape))
        lines, pooled = np.moveaxis(maps, axis, 0), np.moveaxis(largest, axis, 0)
        first = lines[::STRIDE][: len(pooled)]
        for shift in range(1, size):
            part = lines[shift::STRIDE][: len(pooled)]
            np.maximum(first[: len(part)], part, out=pooled[: len(part)])
            pooled[len(part) :] = first[len(part) :]
            first = pooled
        maps = largest
    return maps


def _rectified_largest(maps: Map, slopes: Map, size: int, memory: Memory) -> Map:
    """Return ``max_pool(prelu_channels(maps, slopes), size)``; writes over `maps`.

    With a slope of 0 or more PReLU keeps the order of values, so it may wait for the largest, a quarter of
    them. Channels with a negative slope come first; PReLU then leaves them alone: nothing is negative there.
    """
    for channel in np.flatnonzero(slopes < 0):
        values = maps[channel]
        np.maximum(values, values * slopes[channel], out=values)
    return prelu_channels(max_pool(maps, size, memory), slopes, memory)


def softmax(scores: Map) -> Map:
    """Return the probabilities of some scores, which lie along the first axis.

    >>> softmax(np.array([[0, -200], [0, 200]], np.float32)).tolist()
    [[0.5, 0.0], [0.5, 1.0]]
    """
    powers = np.exp(scores - scores.max(axis=0))
    return np.asarray(powers / powers.sum(axis=0), np.float32)


class Proposals(NamedTuple):
    """The answers of P-Net: one for each 12x12 pixels of a picture, from two pixels to two pixels."""

    face: Map
    """(h, w): the probability of a face, 0 to 1."""
    box: Map
    """(h, w, 4): by which part of its side left, top, right and bottom of the square have to move."""


def _first_layers(maps: Map, slopes: Sequence[Map], count: int, memory: Memory) -> tuple[Map, Map]:
    """Return what P-Net's layer number `count` holds before and after its rectifier."""
    before = after = maps
    for place in range(count):
        before = conv2d_channels(after, *P_NET.layers[place], memory)
        if place == 0 and count > 1:
            after = _rectified_largest(before, slopes[place], 2, memory)
        else:
            after = prelu_channels(before, slopes[place], memory)
    return before, after


def proposals(
    levels: Colours, slopes: Sequence[float] = LEARNED_SLOPES, memory: Memory | None = None
) -> Proposals:
    """Run P-Net over a whole picture.

    Parameters
    ----------
    levels : (H, W, 3) array of uint8
        Red, green and blue from 0 to 255; H and W at least 12.
    slopes : sequence of 58 floats
        The slope of every channel's PReLU, layer after layer.
    memory : Memory, optional
        For what lies between; give the same for several pictures, the largest first.

    Returns
    -------
    Proposals
        Maps of h = ceil((H − 2) / 2) − 4 rows and w = ceil((W − 2) / 2) − 4 columns. Place (r, c) is about
        the 12x12 pixels from (2 r, 2 c) on.

    Examples
    --------
    >>> proposals(np.zeros((12, 14, 3), np.uint8)).face.shape
    (1, 2)
    """
    memory = memory or Memory()
    _, maps = _first_layers(normalised(levels, memory), split(slopes), 3, memory)
    face = softmax(conv2d_channels(maps, *P_NET.face, memory))[1]
    box = conv2d_channels(maps, *P_NET.box, memory).copy()
    return Proposals(face, np.moveaxis(box, 0, -1))


def channel_maps(levels: Colours, layer: int, slopes: Sequence[float] = LEARNED_SLOPES) -> tuple[Map, Map]:
    """Return the maps of all channels of one of P-Net's layers, before and after its PReLU.

    Parameters
    ----------
    levels : (H, W, 3) array of uint8
        Red, green and blue from 0 to 255; H and W at least 12.
    layer : int
        1, 2 or 3. After the first comes a pooling, which its maps do not contain.
    slopes : sequence of 58 floats
        The slope of every channel's PReLU, layer after layer.

    Returns
    -------
    two (C, h, w) arrays of float32
        With C channels: 10, 16 or 32.

    Examples
    --------
    >>> [maps.shape for maps in channel_maps(np.zeros((12, 14, 3), np.uint8), 2)]
    [(16, 3, 4), (16, 3, 4)]
    """
    return _first_layers(normalised(levels), split(slopes), layer, Memory())


def _dense(values: Map, layer: Layer) -> Map:
    return _product(layer.weights, values, Memory()) + layer.bias[:, None]


class Confirmations(NamedTuple):
    """The answers of R-Net, one for each picture."""

    face: Map
    """(n,): the probability of a face, 0 to 1."""
    box: Map
    """(n, 4): by which part of its width or height left, top, right and bottom have to move."""


def confirmations(crops: Colours, memory: Memory | None = None) -> Confirmations:
    """Run R-Net on some pictures of 24x24 pixels.

    Parameters
    ----------
    crops : (n, 24, 24, 3) array of uint8
        Red, green and blue from 0 to 255.
    memory : Memory, optional
        As for `proposals`.

    Examples
    --------
    >>> confirmations(np.zeros((2, 24, 24, 3), np.uint8)).box.shape
    (2, 4)
    """
    memory = memory or Memory()
    maps = normalised(crops, memory)
    for layer, slopes in zip(R_NET.layers[:2], R_NET.slopes[:2], strict=True):
        maps = _rectified_largest(conv2d_channels(maps, *layer, memory), slopes, 3, memory)
    maps = prelu_channels(conv2d_channels(maps, *R_NET.layers[2], memory), R_NET.slopes[2], memory)
    flat = maps.transpose(2, 1, 0, 3).reshape(-1, len(crops))  # column, row, channel
    values = prelu_channels(_dense(flat, R_NET.layers[3]), R_NET.slopes[3])
    return Confirmations(softmax(_dense(values, R_NET.face))[1], _dense(values, R_NET.box).T)
