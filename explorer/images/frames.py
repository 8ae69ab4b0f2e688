"""The frames of an animation and the pages of a document: how many there are, and the way to one of them."""

import struct
from collections.abc import Iterator
from itertools import islice

from PIL.ImageFile import ImageFile
from PIL.PngImagePlugin import PngImageFile

from explorer.images.tags import layout_of

MOST = 10_000
"""So many frames are counted at most: a small file may claim millions."""
_AFFORDABLE = 400_000_000
"""Pixels that may be decoded on the way to a frame: each frame of an animation changes the one before."""


FEWER = "The file has {there} frames, and the first {count} can be chosen here: the others take too long."
"""What is told of an animation of large frames."""


def count(kind: str, picture: ImageFile, data: bytes) -> tuple[int, str]:
    """Return how many frames of a file there are to choose from, at least 1, and what is told of the others.

    Parameters
    ----------
    kind : str
        What kind of file it is, such as "GIF".
    picture : ImageFile
        The file, opened.
    data : bytes
        The file.
    """
    there = _gif_frames(data) if kind == "GIF" else int(getattr(picture, "n_frames", 1))
    width, height = picture.size
    affordable: int = max(1, _AFFORDABLE // (width * height))
    there = max(1, min(there, MOST))
    return min(there, affordable), FEWER.format(there=there, count=affordable) if there > affordable else ""


def has_still(picture: ImageFile) -> bool:
    """Tell whether the first frame that `count` counts is no part of the animation.

    A PNG may have a still picture in front, for programs that show no animation.
    """
    return isinstance(picture, PngImageFile) and bool(picture.default_image) and picture.n_frames > 1


def pages(data: bytes) -> int:
    """Return how many pages of a TIFF there are to choose from, at least 1."""
    return max(1, len(list(islice(_pages(data), MOST))))


def page_first(data: bytes, page: int) -> bytes:
    """Return a TIFF file in which a page, counted from 0, comes first; the last one if there are fewer."""
    *_, place = islice(_pages(data), min(page, MOST - 1) + 1)
    layout = layout_of(data)
    first = layout.first
    return data[:first] + struct.pack(layout.place, place) + data[first + struct.calcsize(layout.place) :]


def _pages(data: bytes) -> Iterator[int]:
    """Yield where the list of tags of each page of a TIFF begins, as long as there is one in the file."""
    layout = layout_of(data)
    wide, counted = struct.calcsize(layout.place), struct.calcsize(layout.tags)
    (place,) = struct.unpack_from(layout.place, data, layout.first)
    seen = set()
    while 8 <= place <= len(data) - counted and place not in seen:
        seen.add(place)
        yield place
        (tags,) = struct.unpack_from(layout.tags, data, place)
        end = place + counted + layout.tag * tags
        if end + wide > len(data):
            return
        (place,) = struct.unpack_from(layout.place, data, end)


def _gif_frames(data: bytes) -> int:
    """Count the pictures of a GIF from its outline, without unpacking one."""
    at, found = 13 + _table(data, 10), 0
    while at < len(data) and found < MOST:
        if data[at] == 0x21:  # a note, or how the next frame follows
            at = _behind_blocks(data, at + 2)
        elif data[at] == 0x2C:
            found += 1
            at = _behind_blocks(data, at + 11 + _table(data, at + 9))
        else:
            break
    return found


def _table(data: bytes, at: int) -> int:
    """Return how many bytes the table of colours has that the flags at a place announce."""
    flags = data[at] if at < len(data) else 0
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _behind_blocks(data: bytes, at: int) -> int:
    while at < len(data) and data[at]:
        at += data[at] + 1
    return at + 1
