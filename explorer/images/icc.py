"""The parts of a colour profile, as functions of NumPy arrays (ICC.1:2022, chapters 9 and 10)."""

import struct
from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[Any]
Curve = Callable[[Pixels], Pixels]
Tags = dict[str, bytes]

D50 = np.array([0.9642, 1, 0.8249])
"""The white of profiles."""
_DEEPEST = 65535
_MOST_TAGS, _MOST_CELLS = 100, 4_000_000
_LIGHTEST_BLACK = 0.184
"""The light of L* = 50: what is lighter is no black."""
_PERCEPTUAL_BLACK = np.array([0.00336, 0.0034731, 0.00287])
"""The black of version 4 where a profile is made for photographs."""


def tags_of(icc: bytes) -> Tags:
    """Return the parts of a profile by their names; none if it is empty."""
    (count,) = struct.unpack_from(">I", icc, 128) if icc else (0,)
    tags = {}
    for k in range(min(count, _MOST_TAGS)):
        name, start, size = struct.unpack_from(">4sII", icc, 132 + 12 * k)
        tags[name.decode("latin-1")] = icc[start : start + size]
    return tags


def matrix_of(tags: Tags) -> Pixels:
    """Return the light of red, green and blue in XYZ, a column each."""
    return np.array([struct.unpack(">3i", tags[f"{name}XYZ"][8:20]) for name in "rgb"]).T / 65536


def curve(tag: bytes) -> Curve:
    """Return the function from 0..1 to light that a part of the type `curv` or `para` writes down."""
    if tag[:4] == b"para":
        return _parametric(int.from_bytes(tag[8:10]), tag[12:])
    (count,) = struct.unpack_from(">I", tag, 8)
    table = np.array(struct.unpack_from(f">{count}H", tag, 12))
    if count == 0:
        return lambda values: values
    if count == 1:
        return lambda values: values ** (table[0] / 256)
    return _sampled(table / _DEEPEST)


def _parametric(kind: int, tag: bytes) -> Curve:
    """Return one of the five formulas of a part `para`: a power, with a straight piece below `d`."""
    count = _PARAMETERS[kind]
    numbers = [number / 65536 for number in struct.unpack_from(f">{count}i", tag)]
    g, a, b, c, d, e, f = numbers + [0.0] * (7 - count)
    if kind == 0:
        a, d = 1.0, 0.0
    elif kind in (1, 2):  # the straight piece is level
        c, d, e, f = 0.0, -b / a, c, c
    return lambda values: np.where(values >= d, np.maximum(a * values + b, 0) ** g + e, (c * values + f))


_PARAMETERS = (1, 3, 4, 5, 7)


def light_of_table(icc: bytes, tag: bytes) -> Curve:
    """Return the function from 0..1, (H, W, C), to XYZ at D50 that a table for photographs writes down.

    Its black becomes no light at all, as littlecms has it.

    Parameters
    ----------
    icc : bytes
        The profile.
    tag : bytes
        Its part `A2B0`, of the type `mft1`, `mft2` or `mAB `.

    Raises
    ------
    KeyError, ValueError, struct.error
        If it is of another type, or ends too early.
    """
    kind = tag[:4]
    table = {b"mft1": _old_table, b"mft2": _old_table, b"mAB ": _new_table}[kind](tag)
    is_lab = icc[20:24] == b"Lab "
    deepest = 0xFF00 if kind == b"mft2" else _DEEPEST  # of L: 100 is not the largest number there

    def light(values: Pixels) -> Pixels:
        made = table(values)
        if is_lab:
            return _xyz_of_lab(made * (_DEEPEST / deepest) * (100, 255, 255) - (0, 128, 128))
        return made * (_DEEPEST / 32768)

    darkest = light(np.zeros((1, 1, 3 if icc[16:20] == b"RGB " else 1)))[0, 0, 1]
    black = _PERCEPTUAL_BLACK if icc[8] >= 4 else D50 * min(darkest, _LIGHTEST_BLACK)
    scale = D50 / (D50 - black)
    return lambda values: light(values) * scale + D50 * (1 - scale)


def _xyz_of_lab(lab: Pixels) -> Pixels:
    """Return XYZ at D50 for CIE L*, a* and b*."""
    middle = (lab[..., 0] + 16) / 116
    roots = np.stack([middle + lab[..., 1] / 500, middle, middle - lab[..., 2] / 200], axis=-1)
    return np.asarray(D50 * np.where(roots > 6 / 29, roots**3, (roots - 4 / 29) * (108 / 841)))


def _old_table(tag: bytes) -> Curve:
    """Read a table of the type `mft1` or `mft2`: a curve a channel, a lattice, and curves behind it."""
    channels, made, side = tag[8:11]
    if tag[:4] == b"mft1":
        form, before, behind, at = "u1", 256, 256, 48
    else:
        form, (before, behind), at = ">u2", struct.unpack_from(">2H", tag, 48), 52
    counts = [channels * before, side**channels * made, made * behind]
    numbers = _numbers(tag, form, sum(counts), at)
    first, lattice, last = np.split(numbers, np.cumsum(counts)[:-1])
    return _in_turn(
        _per_channel([_sampled(row) for row in first.reshape(channels, before)]),
        _between([side] * channels, lattice.reshape(-1, made)),
        _per_channel([_sampled(row) for row in last.reshape(made, behind)]),
    )


def _new_table(tag: bytes) -> Curve:
    """Read a table of the type `mAB `: curves, a lattice, curves, a matrix, curves; not all need be there."""
    channels, made = tag[8:10]
    b, matrix, m, lattice, a = struct.unpack_from(">5I", tag, 12)
    steps = []
    if a:
        steps.append(_per_channel(_curves(tag, a, channels)))
    if lattice:
        sides = list(tag[lattice : lattice + channels])
        form = {1: "u1", 2: ">u2"}[tag[lattice + 16]]
        numbers = _numbers(tag, form, prod(sides) * made, lattice + 20)
        steps.append(_between(sides, numbers.reshape(-1, made)))
    if m:
        steps.append(_per_channel(_curves(tag, m, made)))
    if matrix:
        numbers = np.array(struct.unpack_from(">12i", tag, matrix)) / 65536
        steps.append(_matrix(np.column_stack([numbers[:9].reshape(3, 3), numbers[9:]])))
    return _in_turn(*steps, _per_channel(_curves(tag, b, made)))


def _numbers(tag: bytes, form: str, count: int, at: int) -> Pixels:
    """Read whole numbers without a sign as shares of the largest."""
    if count > _MOST_CELLS:
        raise ValueError("a table of more numbers than profiles have")
    return np.frombuffer(tag, form, count, at) / np.iinfo(np.dtype(form)).max


def _curves(tag: bytes, at: int, count: int) -> list[Curve]:
    """Read curves that stand one behind the other, each from a multiple of four bytes on."""
    found = []
    for _ in range(count):
        found.append(curve(tag[at:]))
        if tag[at : at + 4] == b"para":
            size = 12 + 4 * _PARAMETERS[int.from_bytes(tag[at + 8 : at + 10])]
        else:
            size = 12 + 2 * int.from_bytes(tag[at + 8 : at + 12])
        at += size + -size % 4
    return found


def _sampled(table: Pixels) -> Curve:
    return lambda values: np.interp(values, np.linspace(0, 1, len(table)), table)


def _per_channel(curves: Sequence[Curve]) -> Curve:
    return lambda values: np.stack([each(values[..., k]) for k, each in enumerate(curves)], axis=-1)


def _matrix(matrix: Pixels) -> Curve:
    return lambda values: np.asarray(cv2.transform(np.ascontiguousarray(values), matrix))


def _in_turn(*steps: Curve) -> Curve:
    def all_of_them(values: Pixels) -> Pixels:
        for step in steps:
            values = np.clip(step(values), 0, 1)
        return values

    return all_of_them


def _between(sides: Sequence[int], lattice: Pixels) -> Curve:
    """Return what reads a lattice between its points: by the corners on the way from below to above.

    That are as many as there are channels and one, and the way takes the largest part first.

    >>> corners = np.array([[0.0], [1.0], [10.0], [11.0]])
    >>> _between([2, 2], corners)(np.array([[[0.5, 0.25]]])).tolist()
    [[[5.25]]]
    """
    steps = np.cumprod([1, *sides[:0:-1]])[::-1]
    most = np.array(sides) - 1

    def read(values: Pixels) -> Pixels:
        places = np.clip(values, 0, 1) * most
        below = np.minimum(places.astype(np.intp), np.maximum(most - 1, 0))
        parts = places - below
        order = np.argsort(-parts, axis=-1)
        shares = np.take_along_axis(parts, order, axis=-1)
        at = below @ steps
        made = (1 - shares[..., :1]) * lattice[at]
        for k in range(len(sides)):
            at = at + np.where(most[order[..., k]] > 0, steps[order[..., k]], 0)
            rest = shares[..., k + 1 : k + 2] if k + 1 < len(sides) else 0
            made += (shares[..., k : k + 1] - rest) * lattice[at]
        return np.asarray(made)

    return read
