"""Colour profiles: what the numbers of a picture file mean, where they are not those of sRGB.

Brightness is luma of sRGB, so what a file says in other colours is converted first, as browsers do: by the
profile's own table for photographs (perceptual), if it has one, else by its matrix and curves. What sRGB
cannot show is cut off. A profile that cannot be read, or is sRGB to a level, changes nothing.

A PNG, AVIF or HEIC file may name its colours by code points (explorer/images/code_points.py). In a PNG they
count before a profile, in the others behind it. Those for HDR screens are left alone: there is no one way
to show them on others.

A PNG with neither may name a gamma, and with it the primary colours. They count as in Chromium: not beside
the word that it is sRGB, the primaries not without a gamma, nor the usual gamma without primaries.
"""

import struct
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import product
from typing import Any

import cv2
import numpy as np
from PIL import Image, ImageCms

from explorer.images import icc as parts
from explorer.images.code_points import CURVES, NOTHING, PRIMARIES, CodePoints
from explorer.images.icc import D50, Curve, Pixels

_FOR = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK", "Lab": "LAB"}
"""Modes of Pillow for the kinds of numbers that profiles are for."""
_GREYS = ("1", "L", "LA", "I;16", "I;16B", "I;16L")
_LEVELS = 255
_TOLERANCE = 6
"""So many levels may lie between two ways to read between the points of a table."""
_XYZ_OF_SRGB = np.array(
    [[0.4360747, 0.3850649, 0.1430804], [0.2225045, 0.7168786, 0.0606169], [0.0139322, 0.0971045, 0.7141733]]
)
"""Light of red, green and blue of sRGB in XYZ, adapted to the white D50 of profiles (IEC 61966-2-1)."""
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
"""From XYZ to how the eye responds, for a picture under another white."""


@dataclass(frozen=True)
class Profile:
    """The way from the numbers of a file to sRGB."""

    mode: str
    """Of Pillow, which the numbers are for: L, RGB, CMYK or LAB."""
    transform: Any
    """Of littlecms, for 8 bits."""
    deep: Curve | None
    """The same for numbers from 0 to 1, (H, W) or (H, W, 3); None where only littlecms reads the profile."""

    def image(self, picture: Image.Image) -> Image.Image:
        """Return a picture of printing inks, or in Lab, as RGB."""
        converted: Image.Image = ImageCms.applyTransform(picture, self.transform)
        return converted

    def pixels(self, pixels: Pixels, whitest: int) -> Pixels:
        """Return grey (H, W), or colours with opacity or without, (H, W, 3 or 4), as those of sRGB.

        They stay as they are if the profile is for inks. If it is for grey, so are the colours.
        """
        grey = pixels.ndim == 2
        if self.mode not in ("L", "RGB"):
            return pixels
        if self.mode == "L" and not grey:
            return np.dstack([*[self.pixels(pixels[..., 0], whitest)] * 3, pixels[..., 3:]])
        colours = pixels if grey else pixels[..., :3]
        if grey and self.mode == "RGB":
            colours = np.dstack([pixels] * 3)
        if pixels.dtype == np.uint8:
            made = self._levels(colours)
        elif self.deep is None:
            made = self._levels(np.rint(colours * (_LEVELS / whitest)).astype(np.uint8)) * (whitest / _LEVELS)
        else:
            made = self.deep(colours / whitest) * whitest
        if self.mode == "L":
            return made[..., 0] if made.ndim == 3 else made
        return made if grey else np.concatenate([made, pixels[..., 3:]], axis=2)

    def _levels(self, levels: Pixels) -> Pixels:
        if self.mode == "L" and self.deep is not None:  # littlecms counts dark levels in steps of up to 12
            table = np.rint(self.deep(np.arange(_LEVELS + 1)[None] / _LEVELS)[0] * _LEVELS)
            return np.asarray(table.astype(np.uint8)[levels])
        return np.asarray(self.image(Image.fromarray(np.ascontiguousarray(levels))))


def profile_of(picture: Image.Image, points: CodePoints = NOTHING) -> Profile | None:
    """Return the way from the numbers of a file to sRGB; None if they are of sRGB, or nothing is known.

    Parameters
    ----------
    picture : Image
        The file, opened.
    points : CodePoints
        The code points that count before a profile.
    """
    if picture.mode == "LAB":
        return _made(ImageCms.createProfile("LAB"), "Lab", b"")
    if points.is_known:
        return _of_light(_light(PRIMARIES[points.primaries]), CURVES[points.transfer])
    if points.is_hdr:
        return None
    icc = picture.info.get("icc_profile")
    with suppress(Exception):  # a broken profile is no reason to refuse the picture
        if icc is not None:
            source = ImageCms.ImageCmsProfile(BytesIO(icc))
            space = source.profile.xcolor_space.strip()
            return None if space == "GRAY" and not _is_grey(picture) else _made(source, space, icc)
    with suppress(Exception):
        return _named(picture.info)
    return None


def _is_grey(picture: Image.Image) -> bool:
    """Whether a file counts grey alone, whatever Pillow makes of it."""
    tiles = getattr(picture, "tile", ())
    return picture.mode in _GREYS or bool(tiles and str(tiles[0].args).startswith("LA"))


def _made(source: Any, space: str, icc: bytes) -> Profile | None:
    mode = _FOR[space]
    transform = ImageCms.buildTransform(
        source, ImageCms.createProfile("sRGB"), mode, "RGB", ImageCms.Intent.PERCEPTUAL
    )
    profile = Profile(mode, transform, None)
    with suppress(Exception):  # a table that littlecms alone reads
        deep = Profile(mode, transform, _deep(icc, space))
        profile = deep if "A2B0" not in parts.tags_of(icc) or _is_right(deep) else profile
    return None if mode in ("L", "RGB") and _is_srgb(profile) else profile


def _named(info: Mapping[str, Any]) -> Profile | None:
    """Return the way to sRGB for the gamma that a PNG names, and for its primary colours if it does."""
    gamma, places = info.get("gamma"), info.get("chromaticity")
    if not gamma or "srgb" in info or (places is None and abs(gamma - 1 / 2.2) < 1e-4):
        return None
    return _of_light(_XYZ_OF_SRGB if places is None else _light(places), (1 / gamma, 1, 0, 0, 0))


def _of_light(light: Pixels, numbers: Sequence[float]) -> Profile | None:
    """Return the way to sRGB for primary colours in XYZ and a curve of five numbers: a profile is written."""
    icc = _written(light, numbers)
    return _made(ImageCms.ImageCmsProfile(BytesIO(icc)), "RGB", icc)


def _written(light: Pixels, numbers: Sequence[float]) -> bytes:
    """Write a profile for screens (ICC.1:2022, chapter 7): primary colours, and one curve for all three."""
    shape = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(numbers)
    tags = [(name, b"XYZ " + bytes(4) + _fixed(column)) for name, column in zip("rgb", light.T, strict=True)]
    places = 132 + 12 * (1 + 2 * len(tags))
    body, index = shape, b""
    for name, content in tags:
        index += struct.pack(">4sII", f"{name}TRC".encode(), places, len(shape))
        index += struct.pack(">4sII", f"{name}XYZ".encode(), places + len(body), len(content))
        body += content
    index += struct.pack(">4sII", b"wtpt", places + len(body), 20)
    body += b"XYZ " + bytes(4) + _fixed(D50)
    head = struct.pack(">I4sI4s4s4s", places + len(body), b"lcms", 0x04000000, b"mntr", b"RGB ", b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + _fixed(D50)
    return head.ljust(128, b"\0") + struct.pack(">I", 1 + 2 * len(tags)) + index + body


def _fixed(numbers: Sequence[float] | Pixels) -> bytes:
    """Write numbers as profiles do, with 16 bits behind the point."""
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _light(places: Sequence[float]) -> Pixels:
    """Return the light of red, green and blue in XYZ at D50, for x and y of the white and of each of them.

    >>> srgb = _light((0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06))
    >>> bool(np.abs(srgb - _XYZ_OF_SRGB).max() < 0.001)
    True
    """
    white, *primaries = (np.array([x, y, 1 - x - y]) for x, y in np.reshape(places, (4, 2)))
    white, light = white / white[1], np.array(primaries).T
    light = light * np.linalg.solve(light, white)
    responses = _BRADFORD @ np.array([D50, white]).T  # of the eye to both whites
    adapted: Pixels = (
        np.linalg.inv(_BRADFORD) @ np.diag(responses[:, 0] / responses[:, 1]) @ _BRADFORD @ light
    )
    return adapted


def _lattice(mode: str) -> Pixels:
    """Return some levels of all colours of a profile, for greys or for red, green and blue."""
    steps = np.linspace(0, _LEVELS, 9).round().astype(np.uint8)
    return steps[None] if mode == "L" else np.array([[*product(steps, repeat=3)]], np.uint8)


def _is_srgb(profile: Profile) -> bool:
    """Whether a profile changes no colour of a lattice by more than a level."""
    lattice = _lattice(profile.mode)
    return bool(np.abs(profile.pixels(lattice, _LEVELS).astype(int) - lattice).max() <= 1)


def _is_right(profile: Profile) -> bool:
    """Whether the way for deep numbers says what littlecms says of a lattice of levels, to a few levels."""
    lattice = _lattice(profile.mode)
    deep = profile.pixels(lattice.astype(np.float64), _LEVELS)
    told = replace(profile, deep=None).pixels(lattice, _LEVELS)
    return bool(np.abs(deep - told).max() <= _TOLERANCE)


def _deep(icc: bytes, space: str) -> Curve:
    """Return the way from 0..1 to sRGB by the table of a profile, or by its curves and matrix."""
    tags = parts.tags_of(icc)
    if "A2B0" in tags:
        light = parts.light_of_table(icc, tags["A2B0"])
        from_xyz = np.linalg.inv(_XYZ_OF_SRGB)
        return lambda values: _by_table(values, light, from_xyz)
    if space == "GRAY":
        return _shaper([parts.curve(tags["kTRC"])], None)
    return _shaper([parts.curve(tags[f"{name}TRC"]) for name in "rgb"], parts.matrix_of(tags))


def _by_table(values: Pixels, light: Curve, from_xyz: Pixels) -> Pixels:
    channels = values[..., None] if values.ndim == 2 else values
    colours = encoded(np.clip(cv2.transform(light(channels), from_xyz), 0, 1))
    return colours[..., 1] if values.ndim == 2 else colours


def _shaper(curves: Sequence[Curve], light: Pixels | None) -> Curve:
    """Return what takes numbers from 0 to 1 to sRGB: a curve a channel, for colours the light of each."""
    matrix = None if light is None else np.linalg.inv(_XYZ_OF_SRGB) @ light

    def to_srgb(values: Pixels) -> Pixels:
        channels = values[..., None] if values.ndim == 2 else values
        linear = np.dstack([curve(channels[..., k]) for k, curve in enumerate(curves)])
        if matrix is not None:
            linear = cv2.transform(linear, matrix)
        return encoded(np.clip(linear, 0, 1)).reshape(values.shape)

    return to_srgb


def encoded(linear: Pixels) -> Pixels:
    """Return the numbers of sRGB from 0 to 1 for light from 0 to 1 (IEC 61966-2-1).

    >>> encoded(np.array([0, 0.002, 0.21586])).round(4).tolist()
    [0.0, 0.0258, 0.502]
    """
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
