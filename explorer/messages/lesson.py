"""A live demonstration, as messages to the browser: what it computes with, and what Python shows."""

from dataclasses import asdict
from hashlib import blake2b
from typing import Any

import numpy as np

from explorer.figures.parts import figure_of
from explorer.lessons.parts import Bars, Data, Grid, Maps, Numbers, Part, Plot, Rows, Words
from explorer.messages.binary import pack


def data(given: Data, *, key: str) -> tuple[bytes, str]:
    """Pack what a demonstration computes with; return it with a name, another one for other data.

    Parameters
    ----------
    given : mapping
        Numbers, texts, and float32 arrays of one or two dimensions.
    key : str
        Of the component that shows the demonstration.
    """
    arrays = {name: value for name, value in given.items() if isinstance(value, np.ndarray)}
    header = {
        "key": key,
        "plain": {name: value for name, value in given.items() if name not in arrays},
        "shapes": {name: list(array.shape) for name, array in arrays.items()},
    }
    name = blake2b(pack(header, arrays), digest_size=8).hexdigest()
    return pack(header | {"name": name}, arrays), name


def rows(shown: Rows) -> list[list[dict[str, Any]]]:
    """Return parts as JSON can carry them; the browser has the values of maps and grids itself.

    >>> rows(((Words("One word."),),))
    [[{'kind': 'words', 'text': 'One word.'}]]
    """
    return [[_plain(part) for part in row] for row in shown]


def _plain(part: Part) -> dict[str, Any]:
    if isinstance(part, Maps):
        images = [
            {"title": image.title, "palette": image.palette, "span": image.span} for image in part.images
        ]
        return {"kind": "maps", "images": images, "limit": part.limit, "row": part.row}
    if isinstance(part, Plot | Bars):
        kind = "bars" if isinstance(part, Bars) else "plot"
        return {"kind": kind, "figure": figure_of(part), "alt": part.alt}
    if isinstance(part, Grid):
        plain = {"title": part.title, "palette": part.palette, "span": part.span, "alt": part.alt}
        return {"kind": "grid", **plain, "words": part.words, "frame": part.frame}
    kind = "words" if isinstance(part, Words) else "numbers" if isinstance(part, Numbers) else "table"
    return {"kind": kind, **asdict(part)}
