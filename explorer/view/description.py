"""What is said of the picture. `static/core/description.js` does the same."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.notation import percent, short
from explorer.core.stretch import LITTLE, used_range
from explorer.images import LEVELS

DESCRIPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "GALLERY": "{caption} {cols} × {rows} pixels.",
        "CREDIT": " Photograph: {credit}.",
        "MISSING": "Your picture is not here: it stays where you chose it, and does not travel with a link. "
        "Another one is shown. Choose yours again, or one from the gallery.",
        "WHOLE": "Your picture, {cols} × {rows} pixels.",
        "REDUCED": "Your picture has {width} × {height} pixels; areas of them are averaged to "
        "{cols} × {rows}.",
        "FRAME": "Frame {number} of {count}",
        "PAGE": "Page {number} of {count}",
        "STILL": "The still picture before the animation",
        "ONLY_FRAME": "{frame} is shown: this browser reads no other here.",
        "NO_FRAME": "{frame} cannot be read: choose another one, or open the file in another program, "
        "save it again and try the new copy.",
        "OVER": "It is transparent in places, and lies over {over}.",
        "VANISHES": "It is transparent in places, and over {over} hardly anything of it can be seen: "
        "all of it is almost equally bright.",
        "PUT_OVER": "Put it over {over}",
        "STRETCHED": " It is stretched: {low} to {high} became 0 to 1.",
        "LITTLE": "It uses {share} of the range from black to white.",
        "AS_IT_IS": " The explorer can stretch it; the network here takes it as it is.",
        "STRETCH": "Stretch it",
        "RESTORE": "Show it as it was",
    }
)

STRETCH_DIGITS = 3
"""Significant digits of the brightness that became black or white."""


def describe_sample(caption: str, credit: str, shape: tuple[int, int]) -> str:
    """Say what a picture of the gallery shows, and whose it is.

    >>> describe_sample("A cat.", "A. Nyone, CC0", (2, 3))
    'A cat. 3 × 2 pixels. Photograph: A. Nyone, CC0.'
    """
    rows, cols = shape
    said = DESCRIPTIONS["GALLERY"].format(caption=caption, rows=rows, cols=cols)
    return said + (DESCRIPTIONS["CREDIT"].format(credit=credit) if credit else "")


def describe_frame(frame: int, frames: int, *, is_document: bool = False, has_still: bool = False) -> str:
    """Name a frame of an animation, or a page.

    Parameters
    ----------
    frame : int
        From 0.
    frames : int
        How many there are to choose from.
    is_document : bool
        Whether they are pages.
    has_still : bool
        Whether the first one is a still picture that is no part of the animation.

    >>> describe_frame(0, 3), describe_frame(2, 3, has_still=True)
    ('Frame 1 of 3', 'Frame 2 of 2')
    """
    if has_still and frame == 0:
        return DESCRIPTIONS["STILL"]
    name, before = "PAGE" if is_document else "FRAME", int(has_still)
    return DESCRIPTIONS[name].format(number=frame + 1 - before, count=frames - before)


def describe_transparency(over: str, *, vanishes: bool) -> str:
    """Say that the visitor's own picture is transparent, and what it lies over.

    >>> describe_transparency("black", vanishes=False)
    'It is transparent in places, and lies over black.'
    """
    return DESCRIPTIONS["VANISHES" if vanishes else "OVER"].format(over=over)


def describe_own(original: tuple[int, int] | None, shape: tuple[int, int]) -> str:
    """Say what was done to the visitor's own picture before it is shown.

    Parameters
    ----------
    original : (int, int) or None
        Rows and columns of the file; None if the picture is not here.
    shape : (int, int)
        Rows and columns of what is shown.

    >>> describe_own((2, 3), (2, 3))
    'Your picture, 3 × 2 pixels.'
    """
    if original is None:
        return DESCRIPTIONS["MISSING"]
    (height, width), (rows, cols) = original, shape
    name = "WHOLE" if original == shape else "REDUCED"
    return DESCRIPTIONS[name].format(rows=rows, cols=cols, height=height, width=width)


def describe_faint(levels: npt.NDArray[np.uint8]) -> str:
    """Say of a picture that uses little of the range that the network takes it as it is; "" of another one.

    Parameters
    ----------
    levels : array of uint8
        Of all its colours.

    >>> describe_faint(np.uint8([[100, 110]]))[:45], describe_faint(np.uint8([[0, 255]]))
    ('It uses 4 % of the range from black to white.', '')
    """
    said = describe_little(used_range(levels) / LEVELS)
    return said and said + DESCRIPTIONS["AS_IT_IS"]


def describe_little(share: float) -> str:
    """Say that a picture uses little of the range; "" of one that uses more, or has one value alone.

    >>> describe_little(0.0625), describe_little(0.5), describe_little(0.0)
    ('It uses 6 % of the range from black to white.', '', '')
    """
    return "" if share > LITTLE or share == 0 else DESCRIPTIONS["LITTLE"].format(share=percent(share))


def describe_stretch(image: Map) -> str:
    """Say what the stretch has made of a picture; nothing where it has made nothing.

    Parameters
    ----------
    image : (H, W) array of float32
        The picture before it was stretched.

    >>> describe_stretch(np.float32([[0.25, 0.5]]))
    ' It is stretched: 0.25 to 0.5 became 0 to 1.'
    """
    low, high = float(image.min()), float(image.max())
    if (low, high) == (0.0, 1.0) or low == high:
        return ""
    return DESCRIPTIONS["STRETCHED"].format(low=short(low, STRETCH_DIGITS), high=short(high, STRETCH_DIGITS))
