"""Colour profiles: what the numbers of a picture file mean, where they are not those of sRGB.

Brightness is luma of sRGB, so what a file says in other colours is converted first, as browsers do: by the
profile's own table for photographs (perceptual), if it has one, else by its matrix and curves. What sRGB
cannot show is cut off. A profile that cannot be read, or is sRGB to a level, changes nothing.

A PNG without a profile may name a gamma, and with it the primary colours. They count as in Chromium: not
beside the word that it is sRGB, the primaries not without a gamma, nor the usual gamma without primaries.
"""

import struct
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import product
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

_Pixels = npt.NDArray[Any]
_Curve = Callable[[_Pixels], _Pixels]

_FOR = {"GRAY": "L", "RGB": "RGB", "CMYK": "CMYK", "Lab": "LAB"}
"""Modes of Pillow for the kinds of numbers that profiles are for."""
_DEEPEST = 65535
_XYZ_OF_SRGB = np.array(
    [[0.4360747, 0.3850649, 0.1430804], [0.2225045, 0.7168786, 0.0606169], [0.0139322, 0.0971045, 0.7141733]]
)
"""Light of red, green and blue of sRGB in XYZ, adapted to the white D50 of profiles (IEC 61966-2-1)."""
_D50 = np.array([0.9642, 1, 0.8249])
_BRADFORD = np.array([[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]])
"""From XYZ to how the eye responds, for a picture under another white."""


@dataclass(frozen=True)
class Profile:
    """The way from the numbers of a file to sRGB."""

    mode: str
    """Of Pillow, which the numbers are for: L, RGB, CMYK or LAB."""
    transform: Any
    """Of littlecms, for 8 bits; None if there is only what follows."""
    deep: "Callable[[_Pixels], _Pixels] | None"
    """The same for numbers from 0 to 1, (H, W) or (H, W, 3); None without curves for it."""

    def image(self, picture: Image.Image) -> Image.Image:
        """Return a picture of printing inks, or in Lab, as RGB."""
        converted: Image.Image = ImageCms.applyTransform(picture, self.transform)
        return converted

    def pixels(self, pixels: _Pixels, whitest: int) -> _Pixels:
        """Return grey (H, W), or colours with opacity or without, (H, W, 3 or 4), as those of sRGB.

        They stay as they are if the profile is for other numbers.
        """
        grey = pixels.ndim == 2
        colours = pixels if grey else pixels[..., :3]
        if self.mode not in ("L", "RGB") or (self.mode == "L" and not grey):
            return pixels
        if grey and self.mode == "RGB":
            colours = np.dstack([pixels] * 3)
        if pixels.dtype == np.uint8 and self.transform:
            made = np.asarray(self.image(Image.fromarray(np.ascontiguousarray(colours))))
        elif self.deep is None:
            return pixels
        else:
            made = self.deep(colours / whitest) * whitest
            made = np.rint(made).astype(np.uint8) if pixels.dtype == np.uint8 else made
        if self.mode == "L":
            return made[..., 0] if made.ndim == 3 else made
        return made if grey else np.concatenate([made, pixels[..., 3:]], axis=2)


def profile_of(picture: Image.Image) -> Profile | None:
    """Return the way from the numbers of a file to sRGB; None if they are of sRGB, or nothing is known."""
    if picture.mode == "LAB":
        return _made(ImageCms.createProfile("LAB"), "Lab", b"")
    icc = picture.info.get("icc_profile")
    with suppress(Exception):  # a broken profile is no reason to refuse the picture
        if icc is None:
            return _named(picture.info)
        source = ImageCms.ImageCmsProfile(BytesIO(icc))
        return _made(source, source.profile.xcolor_space.strip(), icc)
    return None


def _made(source: Any, space: str, icc: bytes) -> Profile | None:
    mode = _FOR[space]
    transform = ImageCms.buildTransform(
        source, ImageCms.createProfile("sRGB"), mode, "RGB", ImageCms.Intent.PERCEPTUAL
    )
    profile = Profile(mode, transform, _matrix_and_curves(icc, space))
    return None if mode in ("L", "RGB") and _is_srgb(profile) else profile


def _named(info: Mapping[str, Any]) -> Profile | None:
    """Return the way to sRGB for the gamma that a PNG names, and for its primary colours if it does."""
    gamma, places = info.get("gamma"), info.get("chromaticity")
    if not gamma or "srgb" in info or (places is None and abs(gamma - 1 / 2.2) < 1e-4):
        return None
    light = _XYZ_OF_SRGB if places is None else _light(places)
    profile = Profile("RGB", None, _shaper([lambda values: values ** (1 / gamma)] * 3, light))
    return None if _is_srgb(profile) else profile


def _light(places: Sequence[float]) -> _Pixels:
    """Return the light of red, green and blue in XYZ at D50, for x and y of the white and of each of them.

    >>> srgb = _light((0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06))
    >>> bool(np.abs(srgb - _XYZ_OF_SRGB).max() < 0.001)
    True
    """
    white, *primaries = (np.array([x / y, 1, (1 - x - y) / y]) for x, y in np.reshape(places, (4, 2)))
    light = np.array(primaries).T
    light = light * np.linalg.solve(light, white)
    responses = _BRADFORD @ np.array([_D50, white]).T  # of the eye to both whites
    adapted: _Pixels = (
        np.linalg.inv(_BRADFORD) @ np.diag(responses[:, 0] / responses[:, 1]) @ _BRADFORD @ light
    )
    return adapted


def _is_srgb(profile: Profile) -> bool:
    """Whether a profile changes no colour of a lattice by more than a level."""
    steps = np.linspace(0, 255, 9).round().astype(np.uint8)
    lattice = steps[None] if profile.mode == "L" else np.array([[*product(steps, repeat=3)]], np.uint8)
    change = profile.pixels(lattice, 255).astype(int) - lattice
    return bool(np.abs(change).max() <= 1)


def _matrix_and_curves(icc: bytes, space: str) -> Callable[[_Pixels], _Pixels] | None:
    """Read a profile that is but a curve a channel, and for colours a matrix (ICC.1:2022, chapter 9)."""
    tags = _tags(icc)
    names = ("k",) if space == "GRAY" else ("r", "g", "b")
    if any(f"{name}TRC" not in tags for name in names) or "A2B0" in tags:
        return None
    curves = [_curve(tags[f"{name}TRC"]) for name in names]
    if len(names) == 1:
        return _shaper(curves, None)
    return _shaper(
        curves, np.array([struct.unpack(">3i", tags[f"{name}XYZ"][8:20]) for name in names]).T / 65536
    )


def _shaper(curves: Sequence[_Curve], light: _Pixels | None) -> Callable[[_Pixels], _Pixels]:
    """Return what takes numbers from 0 to 1 to sRGB: a curve a channel, for colours the light of each."""
    matrix = None if light is None else np.linalg.inv(_XYZ_OF_SRGB) @ light

    def to_srgb(values: _Pixels) -> _Pixels:
        channels = values[..., None] if values.ndim == 2 else values
        linear = np.dstack([curve(channels[..., k]) for k, curve in enumerate(curves)])
        if matrix is not None:
            linear = cv2.transform(linear, matrix)
        return encoded(np.clip(linear, 0, 1)).reshape(values.shape)

    return to_srgb


def encoded(linear: _Pixels) -> _Pixels:
    """Return the numbers of sRGB from 0 to 1 for light from 0 to 1 (IEC 61966-2-1).

    >>> encoded(np.array([0, 0.002, 0.21586])).round(4).tolist()
    [0.0, 0.0258, 0.502]
    """
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def _tags(icc: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">I", icc, 128) if icc else (0,)
    tags = {}
    for k in range(min(count, 100)):
        name, start, size = struct.unpack_from(">4sII", icc, 132 + 12 * k)
        tags[name.decode("latin-1")] = icc[start : start + size]
    return tags


def _curve(tag: bytes) -> _Curve:
    """Return the function from 0..1 to light that a tag of the type `curv` or `para` writes down."""
    if tag[:4] == b"para":
        return _parametric(int.from_bytes(tag[8:10]), tag[12:])
    (count,) = struct.unpack_from(">I", tag, 8)
    table = np.array(struct.unpack_from(f">{count}H", tag, 12))
    if count == 0:
        return lambda values: values
    if count == 1:
        return lambda values: values ** (table[0] / 256)
    return lambda values: np.interp(values, np.linspace(0, 1, count), table / _DEEPEST)


def _parametric(kind: int, tag: bytes) -> _Curve:
    """Return one of the five formulas of a tag `para`: a power, with a straight piece below `d`."""
    count = (1, 3, 4, 5, 7)[kind]
    numbers = [number / 65536 for number in struct.unpack_from(f">{count}i", tag)]
    g, a, b, c, d, e, f = numbers + [0.0] * (7 - count)
    if kind == 0:
        a, d = 1.0, 0.0
    elif kind in (1, 2):  # the straight piece is level
        c, d, e, f = 0.0, -b / a, c, c
    return lambda values: np.where(values >= d, np.maximum(a * values + b, 0) ** g + e, (c * values + f))
