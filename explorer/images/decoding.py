"""Decoding of picture files into brightness and colours.

Brightness is luma, 0.299 R + 0.587 G + 0.114 B, from 0 (black) to 1 (white).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

import numpy as np
from PIL.Jpeg2KImagePlugin import Jpeg2KImageFile
from PIL.JpegImagePlugin import JpegImageFile

from explorer.core.arrays import Map
from explorer.images.colours import ColourMeans, Colours
from explorer.images.opening import MAX_BYTES, OpenFile, opened
from explorer.images.orientation import upright
from explorer.images.picture import OVERS, Picture, Reading
from explorer.images.ranges import RANGES, full_range
from explorer.images.shrinking import MIN_SIDE, averaged_freely, sides_within, whole_levels
from explorer.images.strips import LEVELS, Strip, is_large, strips_of

_PLAIN = Reading()


def decode(data: bytes, *, long_side: int | None = None) -> Map:
    """Read a picture file: PNG, JPEG, WebP, AVIF, HEIC, JPEG 2000, BMP, TIFF or GIF.

    Of an animation the first frame counts, of a TIFF the first page. The
    picture is turned as the camera was held, what is transparent lies over
    white, and colours that are not those of sRGB are converted to them.

    Parameters
    ----------
    data : bytes
        The file, up to `MAX_BYTES`, at most `MAX_PIXELS` pixels, and at least
        `MIN_SIDE` pixels each way.
    long_side : int, optional
        Shrink as `reduce` does, strip by strip, so that a large photograph
        never stands in memory as floats. A JPEG or JPEG 2000 of more than 16 megapixels is
        shrunk by its own decoder first, to four times the size or more: pixels
        at sharp edges may then differ by a few levels from exact averages.
        Without `long_side` the brightness is exact.

    Returns
    -------
    (H, W) array of float32
        Brightness from 0 (black) to 1 (white), luma of the colours.

    Raises
    ------
    UnreadableImage
        If the file is empty, too large, too small, damaged or of another kind.
    ValueError
        If `long_side` is less than `MIN_SIDE`.

    Examples
    --------
    A portable way to write down a picture of pure green, and what luma makes
    of it:

    >>> from io import BytesIO
    >>> from PIL import Image
    >>> file = BytesIO()
    >>> Image.new("RGB", (3, 4), "#00ff00").save(file, "PNG")
    >>> green = decode(file.getvalue())
    >>> green.shape, round(float(green[0, 0]), 3)
    ((4, 3), 0.587)
    """
    if long_side is not None:
        sides_within(MIN_SIDE, MIN_SIDE, long_side)  # a mistake of the caller is no fault of the file
        with opened(data) as file:
            return _shrunk(file, long_side, _PLAIN.over, in_colour=False).image
    with opened(data) as file:
        image = np.concatenate([strip.brightness() for strip in _strips(file, OVERS[_PLAIN.over])])
        return upright(np.clip(image, 0, 1), file.orientation)


def decode_colours(data: bytes, *, long_side: int) -> tuple[Map, Colours]:
    """Read a picture file once, as brightness and as colours.

    Parameters
    ----------
    data : bytes
        The file, as for `decode`.
    long_side : int
        Shrink to this as `decode` does.

    Returns
    -------
    (H, W) array of float32, (H, W, 3) array of uint8
        The brightness that `decode` returns, and red, green and blue in levels from 0 to 255, averaged over
        the same areas. A grey file has three equal channels.

    Raises
    ------
    UnreadableImage, ValueError
        As `decode` does.

    Examples
    --------
    Half transparent red is pink:

    >>> from io import BytesIO
    >>> from PIL import Image
    >>> file = BytesIO()
    >>> Image.new("RGBA", (3, 4), "#ff000080").save(file, "PNG")
    >>> brightness, colours = decode_colours(file.getvalue(), long_side=4)
    >>> brightness.shape, colours.shape, colours[0, 0].tolist()
    ((4, 3), (4, 3, 3), [255, 127, 127])
    """
    picture = read(data, long_side=long_side)
    return picture.image, picture.colours


def read(data: bytes, *, long_side: int, reading: Reading = _PLAIN, max_bytes: int = MAX_BYTES) -> Picture:
    """Read a picture file with what is told of it.

    Parameters
    ----------
    data : bytes
        The file, as for `decode`.
    long_side : int
        Shrink to this as `decode` does.
    reading : Reading
        Which frame to read, and what a transparent picture lies over.
    max_bytes : int
        How large the file may be.

    Raises
    ------
    UnreadableImage, ValueError
        As `decode` does.

    Examples
    --------
    The second frame of two:

    >>> from io import BytesIO
    >>> from PIL import Image
    >>> file = BytesIO()
    >>> pages = [Image.new("L", (3, 4), level) for level in (0, 255)]
    >>> pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])
    >>> picture = read(file.getvalue(), long_side=4, reading=Reading(frame=1))
    >>> picture.frames, picture.reading.frame, float(picture.image[0, 0])
    (2, 1, 1.0)
    """
    sides_within(MIN_SIDE, MIN_SIDE, long_side)
    with opened(data, reading.frame, max_bytes) as file:
        height, width = file.sides
        found = _shrunk(file, long_side, reading.over, in_colour=True)
        return Picture(
            found.image,
            upright(found.means.levels(), file.orientation),
            height,
            width,
            Reading(file.frame, reading.over),
            file.frames,
            found.is_transparent,
            is_document=file.kind == "TIFF",
            has_still=file.has_still,
            is_deep=found.is_deep,
            notes=(*found.notes, *([file.fewer] if file.fewer else [])),
        )


@dataclass(frozen=True, slots=True)
class _Shrunk:
    """A picture that was shrunk while it was decoded."""

    image: Map
    means: ColourMeans
    is_transparent: bool
    is_deep: bool
    notes: tuple[str, ...]


def _strips(file: OpenFile, over: float) -> Iterator[Strip]:
    if file.picture is None:
        return file.deep.strips() if file.deep else iter(())
    return strips_of(file.picture, file.data, over, file.points)


def _shrunk(file: OpenFile, long_side: int, over: str, *, in_colour: bool) -> _Shrunk:
    """Shrink brightness strip by strip, and colours if they are asked for."""
    picture = file.picture
    width, height = picture.size if picture else file.sides[::-1]
    rows, cols = sides_within(height, width, long_side)
    if picture and is_large(picture):
        _shrink_by_decoder(file, min(width / cols, height / rows) / 4)  # four times finer than asked for
        height = picture.height
    narrow, means, is_transparent, whitest = [], ColourMeans(rows, cols, height), False, LEVELS
    is_inverted = False
    for strip in _strips(file, OVERS[over]):
        whitest, is_inverted = strip.whitest, strip.inverted
        narrow.append(averaged_freely(strip.brightness(), len(strip.pixels), cols))
        if in_colour:
            if file.deep and strip.pixels.ndim == 2:  # grey that is not in levels
                colours = narrow[-1][..., None] * np.float32(LEVELS)
            else:
                colours = averaged_freely(strip.colours(), len(strip.pixels), cols)
            means.add(colours)
            is_transparent = is_transparent or strip.is_transparent
    image = averaged_freely(np.concatenate(narrow), rows, cols)
    if file.deep:
        is_deep, notes = file.deep.is_deep, file.deep.notes
    else:
        is_deep = whitest > LEVELS
        notes = (full_range(whitest.bit_length()).told,) if is_deep else ()
        notes += (RANGES["INVERTED"],) if is_deep and is_inverted else ()
        notes += (RANGES["HDR"],) if file.points.is_hdr else ()
    image = np.clip(image, 0, 1) if is_deep else whole_levels(image)
    return _Shrunk(upright(image, file.orientation), means, is_transparent, is_deep, notes)


def _shrink_by_decoder(file: OpenFile, times: float) -> None:
    """Have the decoder of a large picture make it up to so many times smaller, if it can."""
    picture = file.picture
    if isinstance(picture, JpegImageFile):
        picture.draft(None, (int(picture.width / times), int(picture.height / times)))
    elif isinstance(picture, Jpeg2KImageFile) and times >= 2:
        coding = file.data.find(b"\xff\x52")  # where the file says how often it holds itself at half the size
        picture.reduce = min(int(log2(times)), file.data[coding + 9])
        picture.load()


def original_size(data: bytes) -> tuple[int, int]:
    """Return height and width of a picture file, upright, from its header alone.

    Parameters
    ----------
    data : bytes
        The file, as for `decode`.

    Returns
    -------
    tuple of two int
        Height and width in pixels.

    Raises
    ------
    UnreadableImage
        If the header breaks a limit or makes no sense; the pixels are not looked at.

    Examples
    --------
    >>> from io import BytesIO
    >>> from PIL import Image
    >>> file = BytesIO()
    >>> Image.new("L", (30, 20)).save(file, "PNG")
    >>> original_size(file.getvalue())
    (20, 30)
    """
    with opened(data) as file:
        return file.sides
