"""The list of tags of the first page of a TIFF, of which libraries believe more than a server can afford."""

import struct
from collections.abc import Collection
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

MOST = 4096
"""A page has a few dozen tags; one of a BigTIFF of 20 MB can have a million."""
_MOST_NUMBERS = 400_000
"""So many stand in all tags together: the places and the lengths of tiles of 16 by 16 in 50 megapixels."""
_BYTES = (1, 2, 7)
"""The types of tags that are text or raw bytes, which nobody takes apart."""


class Layout(NamedTuple):
    """How a TIFF, or a BigTIFF, says where its pages are, in the words of `struct`."""

    place: str
    tags: str
    first: int  # where the place of the first page stands
    tag: int  # bytes of a tag


def layout_of(data: bytes) -> Layout:
    """Return how a TIFF is laid out.

    >>> layout_of(b"II*")
    Layout(place='<I', tags='<H', first=4, tag=12)
    """
    order = "<" if data[:2] == b"II" else ">"
    is_big = data[2:4] in (b"+\0", b"\0+")
    return Layout(f"{order}Q", f"{order}Q", 8, 20) if is_big else Layout(f"{order}I", f"{order}H", 4, 12)


def check_tags(data: bytes) -> None:
    """Make sure that the tags of the first page are read within a fraction of a second.

    Raises
    ------
    ValueError
        If there are too many of them, or of numbers in them.
    """
    tags = _tags(data)
    counts = tags["count"][~np.isin(tags["type"], _BYTES)].astype(np.float64)
    if counts[counts < len(data)].sum() > _MOST_NUMBERS:  # no library reads what cannot be in the file
        raise ValueError("the tags hold more numbers than a picture needs")


def with_tags(data: bytes, wanted: Collection[int]) -> bytes:
    """Return the TIFF with one page, the first, that has none but some wanted tags, and each once."""
    layout, tags = layout_of(data), _tags(data)
    tags = tags[np.isin(tags["tag"], list(wanted))]
    tags = tags[np.unique(tags["tag"], return_index=True)[1]]
    behind = layout.first + struct.calcsize(layout.place)
    start = data[: layout.first] + struct.pack(layout.place, len(data)) + data[behind:]
    return start + struct.pack(layout.tags, len(tags)) + tags.tobytes() + bytes(8)


def _tags(data: bytes) -> npt.NDArray[Any]:
    """Return the tags of the first page as records, as far as they are in the file."""
    layout = layout_of(data)
    (place,) = struct.unpack_from(layout.place, data, layout.first)
    (count,) = struct.unpack_from(layout.tags, data, place)
    if count > MOST:
        raise ValueError("a page has more tags than any picture")
    short = f"{layout.place[0]}H"
    form = np.dtype([("tag", short), ("type", short), ("count", layout.place), ("value", layout.place)])
    first = place + struct.calcsize(layout.tags)
    there = min(count, (len(data) - first) // layout.tag)
    return np.frombuffer(data, form, there, first)
