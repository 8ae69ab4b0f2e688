"""The pixels of a picture file, in strips of rows: of any kind a file may have, as brightness or as colours.

A large photograph so never stands in memory as floats.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image
from PIL.ImageFile import ImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile
from PIL.WebPImagePlugin import WebPImageFile

from explorer.core.arrays import Map
from explorer.images.code_points import NOTHING, CodePoints
from explorer.images.profiles import Profile, profile_of
from explorer.images.refusals import refusal

LEVELS = 255  # steps from black to white in an 8-bit file

_Pixels = npt.NDArray[Any]  # rows by columns, or by channels too, of whatever type the file has

_LUMA = np.array([[299, 587, 114]], np.float32)  # thousandths: whole numbers keep the sums exact
_DEEPEST = 65535  # steps in a 16-bit file
_DEEP = ("RGB;16", "RGBA;16", "LA;16")  # Pillow keeps only the upper half of these samples
_COARSE = {"L;2": 85, "L;4": 17}  # greys of 2 and 4 bits: levels from one to the next
_LARGE = 16_000_000  # pixels
_STRIP = 1 << 20  # pixels turned into floats at a time


@dataclass(frozen=True)
class Strip:
    """Some rows of a picture, as the file has them."""

    pixels: _Pixels  # (H, W) of grey, or (H, W, 3 or 4) of red, green, blue and opacity
    whitest: int = LEVELS
    inverted: bool = False  # only of grey: 0 is white
    clear: npt.NDArray[np.bool_] | None = None  # where the picture is transparent, whatever the pixels say
    over: float = 1  # brightness of what lies behind the picture, from 0 (black) to 1 (white)

    def brightness(self) -> Map:
        """Return the luma of the pixels, (H, W), from 0 (black) to 1 (white).

        >>> float(Strip(np.full((1, 1, 4), (255, 0, 0, 51), np.uint8)).brightness()[0, 0])
        0.8597999811172485
        """
        image: Map
        if self.pixels.ndim == 2:
            image = self.pixels.astype(np.float32) / np.float32(self.whitest)
            if self.inverted:
                image = 1 - image
        else:
            image = _luma(self._channels, self.whitest, self.over)
        if self.clear is not None:
            image[self.clear] = self.over
        return image

    def colours(self) -> Map:
        """Return red, green and blue, (H, W, 3), or grey, (H, W, 1), in levels from 0 to 255.

        >>> Strip(np.full((1, 1, 4), (255, 0, 0, 51), np.uint8)).colours()[0, 0]
        array([255., 204., 204.], dtype=float32)
        """
        colours = self._channels[..., :3]
        if self.whitest != LEVELS:
            colours = colours * (LEVELS / self.whitest)
        if self.inverted:
            colours = LEVELS - colours
        if self._channels.shape[2] == 4:
            opacity = self._channels[..., 3:] / self.whitest
            colours = colours * opacity + LEVELS * self.over * (1 - opacity)
        if self.clear is not None:
            colours = np.where(self.clear[..., None], LEVELS * self.over, colours)
        return np.asarray(colours, np.float32)

    @property
    def is_transparent(self) -> bool:
        """Whether what lies behind the picture can be seen anywhere in the strip.

        >>> Strip(np.full((1, 1, 4), 255, np.uint8)).is_transparent
        False
        """
        if self.clear is not None and self.clear.any():
            return True
        has_opacity = self.pixels.ndim == 3 and self.pixels.shape[2] == 4
        return has_opacity and bool(self.pixels[..., 3].min() < self.whitest)

    @cached_property
    def _channels(self) -> _Pixels:
        """The pixels as floats, (H, W, 1, 3 or 4), in which all sums for luma are exact."""
        # Sums up to 255,000 are whole in float32, so a grey pixel gets exactly its own level.
        channels = self.pixels if self.pixels.ndim == 3 else self.pixels[..., None]
        return channels.astype(np.float32 if channels.dtype == np.uint8 else np.float64)


def _luma(channels: _Pixels, white: int, over: float) -> Map:
    """Return the luma of colours, composited over a grey from 0 to 1."""
    luma = np.divide(cv2.transform(np.ascontiguousarray(channels[..., :3]), _LUMA), 1000 * white)
    if channels.shape[2] == 4:
        opacity = channels[..., 3] / white
        luma = luma * opacity + over * (1 - opacity)
    return np.asarray(luma, np.float32)


def is_large(picture: ImageFile) -> bool:
    """Whether a picture has so many pixels that memory counts for more than the last bit of exactness."""
    width, height = picture.size
    return bool(width * height > _LARGE)


def strips_of(
    picture: ImageFile, data: bytes, over: float = 1, points: CodePoints = NOTHING
) -> Iterator[Strip]:
    """Decode a picture and yield its strips from the top down.

    Parameters
    ----------
    picture : ImageFile
        Opened, not yet decoded.
    data : bytes
        The file that it was opened from.
    over : float
        Brightness of what a transparent picture lies over, from 0 (black) to 1 (white).
    points : CodePoints
        What the file says of its colours by code points.

    Yields
    ------
    Strip
        As many rows as have about a million pixels, of the whole width.

    Raises
    ------
    UnreadableImage
        If the pixels are of a kind that has no known brightness, or need too much memory.
    """
    profile = profile_of(picture, points)
    for strip in _strips_of(picture, data, profile):
        if profile and strip.whitest in (LEVELS, _DEEPEST) and not strip.inverted:
            strip = replace(strip, pixels=profile.pixels(strip.pixels, strip.whitest))
        yield replace(strip, over=over)


def _strips_of(picture: ImageFile, data: bytes, profile: Profile | None) -> Iterator[Strip]:
    large = is_large(picture)
    if isinstance(picture, WebPImageFile):
        # Pillow keeps five copies of the picture, in case it moves.
        if not picture.is_animated:
            pixels = _by_opencv(picture, data, np.uint8)
            if pixels is None:
                raise ValueError("OpenCV cannot decode this WebP file")
            yield from _opencv_strips(pixels, LEVELS, None)
            return
        if large:
            raise refusal("TOO_BIG_TO_HOLD")

    layout = picture.tile[0].args if picture.tile else ""
    layout = layout if isinstance(layout, str) else str(layout[0]) if layout else ""
    picture.load()
    if isinstance(picture, PngImageFile | TiffImageFile) and layout.startswith(_DEEP) and not large:
        pixels = _by_opencv(picture, data, np.uint16)
        if pixels is not None:
            yield from _opencv_strips(pixels, _DEEPEST, picture.info.get("transparency"))
            return
    yield from _pillow_strips(picture, layout, profile)


def _by_opencv(picture: ImageFile, data: bytes, kind: type[np.generic]) -> _Pixels | None:
    """Decode with OpenCV, where Pillow loses depth or needs too much memory; None if OpenCV cannot."""
    pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if pixels is None or pixels.shape[:2] != (picture.height, picture.width) or pixels.dtype != kind:
        return None
    return pixels if pixels.ndim == 3 else np.dstack([pixels] * 3)


def _opencv_strips(
    pixels: _Pixels, whitest: int, transparent: tuple[int, int, int] | None
) -> Iterator[Strip]:
    for rows in rows_of(pixels.shape[1], len(pixels)):
        colours = pixels[rows][..., [2, 1, 0, 3][: pixels.shape[2]]]  # OpenCV counts blue first
        clear = None if transparent is None else (colours[..., :3] == transparent).all(axis=2)
        yield Strip(colours, whitest, clear=clear)


def _pillow_strips(picture: ImageFile, layout: str, profile: Profile | None) -> Iterator[Strip]:
    inverted = isinstance(picture, TiffImageFile) and picture.tag_v2.get(262) == 0  # white is zero
    if layout in _COARSE and "transparency" in picture.info:
        picture.info["transparency"] *= _COARSE[layout]  # Pillow spreads out the pixels, but not this
    if picture.mode in ("F", "I"):
        raise refusal("UNUSUAL", mode=picture.mode)
    whitest = 4095 if "12" in layout else _DEEPEST
    for rows in rows_of(*picture.size):
        part = picture.crop((0, rows.start, picture.width, rows.stop))
        if profile and profile.mode == part.mode and part.mode in ("CMYK", "LAB"):
            part = profile.image(part)
        yield _strip(part, whitest, inverted)


def _strip(picture: Image.Image, whitest: int, inverted: bool) -> Strip:
    """Return the pixels of a part of a picture in any of Pillow's modes."""
    mode = picture.mode
    if mode.startswith("I;16"):
        grey = np.asarray(picture)
        clear = grey == picture.info["transparency"] if "transparency" in picture.info else None
        return Strip(grey, whitest, inverted, clear)
    if mode in ("1", "L") and "transparency" not in picture.info:
        return Strip(np.asarray(picture.convert("L")))
    if mode == "La":
        picture = picture.convert("LA")
    return Strip(np.asarray(picture.convert("RGBA" if picture.has_transparency_data else "RGB")))


def rows_of(width: int, height: int) -> Iterator[slice]:
    """Yield the rows of each strip, from the top down; a strip has about a million pixels."""
    step = max(1, _STRIP // width)
    return (slice(top, min(top + step, height)) for top in range(0, height, step))
