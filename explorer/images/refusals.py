"""Why a picture file is refused, each reason in one sentence that says what to do."""

from collections.abc import Mapping
from types import MappingProxyType

REFUSALS: Mapping[str, str] = MappingProxyType(
    {
        "EMPTY": "This file is empty: choose another picture, or save this one again and try the new copy.",
        "UNKNOWN": (
            "This file is not a picture that can be read here: "
            "save it as PNG or JPEG in a drawing or photo program and try again."
        ),
        "CUT_SHORT": (
            "This file ends too early, as if its download was broken off: "
            "download or copy it again, or choose another picture."
        ),
        "DAMAGED": (
            "This picture is damaged: open it in a photo program, save it again and try the new copy."
        ),
        "TOO_BIG_TO_HOLD": "This picture needs more memory than is free: make it smaller and try again.",
        "TOO_MANY_PIXELS": (
            "This picture has {width} × {height} pixels, and the limit is as many as 8192 × 6144 has: "
            "make it smaller and try again."
        ),
        "FAR_TOO_MANY_PIXELS": (
            "This picture has far more pixels than 8192 × 6144, the limit: make it smaller and try again."
        ),
        "TOO_SMALL": (
            "This picture is only {width} wide and {height} high: "
            "choose one with at least {least} pixels each way."
        ),
        "TOO_LARGE": (
            "This file has {count} MB and the limit is {limit} MB: "
            "make the picture smaller, or save it as JPEG, and try again."
        ),
        "NO_NUMBERS": (
            "This picture has values that are infinite or no number (NaN), {count} in all: "
            "replace them by numbers, save it again and try the new copy."
        ),
        "NO_REAL_NUMBERS": (
            "This array holds no plain numbers: save one of whole or floating numbers and try again."
        ),
        "OTHER_SHAPE": (
            "This array has the shape {shape}, and a picture has rows and columns, and 1, 3 or 4 channels: "
            "save one such array and try again."
        ),
        "MANY_ARRAYS": (
            "This file holds {count} arrays and none is called image: "
            "save the picture alone, or under this name, and try again."
        ),
        "SHEET": (
            "This file is a spreadsheet: save its table as CSV in the program that made it and try again."
        ),
        "UNEVEN_TABLE": (
            "This table cannot be read: save it so that every line has as many numbers, and nothing else, "
            "and try again."
        ),
        "OTHER_CELL": (
            "Cell {cell} of line {line} in this table is “{text}”, and only plain numbers can be read: "
            "take words and units out, save it and try again."
        ),
        "EMPTY_CELL": (
            "Cell {cell} of line {line} in this table is empty: write a number there, save it and try again."
        ),
        "UNEVEN_LINE": (
            "Line {line} of this table has {count} cells and line {first} has {wanted}: "
            "make them as long, save it and try again."
        ),
        "PLACES": (
            "The numbers in line {line} of this table may name its columns, or belong to the picture: "
            "take all names out, save it and try again."
        ),
        "TWO_SIGNS": (
            "This table has both points and commas in its numbers: "
            "save it with one of them alone, before the decimals, and try again."
        ),
        "GROUPS": (
            "In this table points or commas may part thousands, or stand before decimals: "
            "save it with no signs between thousands and try again."
        ),
        "LINE_TABLE": (
            "This table holds one line of the maps and not a picture: "
            "choose the file with the picture (NPY) or with all arrays (NPZ) instead."
        ),
        "PACKED": (
            "The numbers of this TIFF are packed in a way that cannot be read here: "
            "save it without compression and try again."
        ),
        "UNUSUAL": (
            "This picture stores its pixels in an unusual way ({mode}): "
            "save it as an ordinary PNG or JPEG and try again."
        ),
        "NO_READER": (
            "This browser does not read {kind} files: save the picture as PNG or JPEG and try again."
        ),
        "NOT_DECODED": (
            "This browser cannot read this picture: "
            "make it smaller, or save it again in a photo program, and try the new copy."
        ),
        "UNOPENED": "This file could not be opened: choose it again, or save a copy and choose that.",
    }
)
"""Why a file is refused and what to do; `static/images/headers.js` fills in the same templates."""


TOO_MUCH = frozenset({"TOO_LARGE", "TOO_MANY_PIXELS", "FAR_TOO_MANY_PIXELS", "TOO_BIG_TO_HOLD"})
"""The reasons that are limits on the size."""


class UnreadableImage(ValueError):
    """A picture that cannot be used; the text says why and what to do, in one sentence."""

    reason = ""
    """Its key in `REFUSALS`."""


def refusal(name: str, **values: object) -> UnreadableImage:
    """Return the error whose sentence `REFUSALS` has under a name, to be raised.

    >>> str(refusal("TOO_SMALL", width=2, height=9, least=3))
    'This picture is only 2 wide and 9 high: choose one with at least 3 pixels each way.'
    """
    error = UnreadableImage(REFUSALS[name].format(**values))
    error.reason = name
    return error
