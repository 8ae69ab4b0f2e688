"""The list of tags of the first page of a TIFF, of which libraries believe more than a server can afford."""

import struct
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

MOST = 4096
"""A page has a few dozen tags; one of a BigTIFF of 20 MB can have a million."""
_MOST_NUMBERS = 400_000
"""So many stand in all tags together: the places and the lengths of tiles of 16 by 16 in 50 megapixels."""
_BYTES = (1, 2, 7)
"""The types of tags that are text or raw bytes, which nobody takes apart."""
_WHOLE = {3: "u2", 4: "u4", 13: "u4", 16: "u8", 18: "u8"}
"""The types of tags that are whole numbers, and what NumPy calls them."""
_PARTS = ((273, 279), (324, 325))
"""The tags for where strips and tiles begin, and how long they are."""


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


def parts_of(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where each strip or tile of the first page begins, and how many bytes it has.

    Raises
    ------
    EOFError
        If the file ends before it has said so.
    """
    tags = _tags(data)
    (said,) = struct.unpack_from(layout_of(data).tags, data, _place(data))
    if len(tags) < said:
        raise EOFError("the list of tags is cut off")
    for pair in _PARTS:
        starts, sizes = (_numbers(data, tags[tags["tag"] == tag]) for tag in pair)
        yield from zip(starts, sizes, strict=False)


def _numbers(data: bytes, tags: npt.NDArray[Any]) -> list[int]:
    """Return the whole numbers of the first of some tags; none if it holds others."""
    if not len(tags) or int(tags["type"][0]) not in _WHOLE:
        return []
    form, count = np.dtype(layout_of(data).place[0] + _WHOLE[int(tags["type"][0])]), int(tags["count"][0])
    room = tags["value"][:1].tobytes()
    if count * form.itemsize <= len(room):
        return [int(number) for number in np.frombuffer(room, form, count)]
    start = int(tags["value"][0])
    if start + count * form.itemsize > len(data):
        raise EOFError("the numbers of a tag are cut off")
    return [int(number) for number in np.frombuffer(data, form, count, start)]


def _place(data: bytes) -> int:
    """Return where the list of tags of the first page begins."""
    layout = layout_of(data)
    return int(struct.unpack_from(layout.place, data, layout.first)[0])


def _tags(data: bytes) -> npt.NDArray[Any]:
    """Return the tags of the first page as records, as far as they are in the file."""
    layout, place = layout_of(data), _place(data)
    (count,) = struct.unpack_from(layout.tags, data, place)
    if count > MOST:
        raise ValueError("a page has more tags than any picture")
    short = f"{layout.place[0]}H"
    form = np.dtype([("tag", short), ("type", short), ("count", layout.place), ("value", layout.place)])
    first = place + struct.calcsize(layout.tags)
    there = min(count, (len(data) - first) // layout.tag)
    return np.frombuffer(data, form, there, first)
