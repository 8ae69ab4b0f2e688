"""The chapters of the lessons, in order: the one list that pages, links and sources take them from."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Chapter:
    """One line of the table of contents."""

    address: str  # in the URL; of its text in assets/lessons and, with underscores, of its page: never rename
    title: str  # the claim


CHAPTER_ROWS = (
    Chapter("picture-to-map", "Nine products make one number, and it may be negative"),
    Chapter("rectifier", "The rectifier keeps what is positive and makes the rest zero"),
    Chapter("corner", "ReLU makes no step larger; where the map crosses zero it makes a corner"),
    Chapter("collapse", "Without ReLU, two layers are only one"),
    Chapter("discarded", "ReLU throws one half away; the kernel −K would keep it"),
    Chapter("sign-confusion", "Without ReLU, minus times minus passes for plus times plus"),
    Chapter("reversed-digits", "Trained on light digits, a network misreads dark ones"),
    Chapter("learned-slope", "The slope left of zero can be learned"),
    Chapter("take-the-rectifiers-away", "Take the rectifiers away, and a network sees too many faces"),
    Chapter("start-right", "Without the right first weights, a deep signal dies out"),
    Chapter("dead-and-sparse", "Many zeros are normal; a unit with nothing but zeros learns no more"),
    Chapter("frequencies", "ReLU makes frequencies that were not there"),
    Chapter("number-types", "A library that stores bytes may rectify before ReLU"),
    Chapter("pooling", "Max pooling may change places with ReLU, average pooling may not"),
    Chapter("claims", "The tutorial is a fair first look, but not all of it is so"),
)
CHAPTERS: Mapping[str, Chapter] = MappingProxyType({row.address: row for row in CHAPTER_ROWS})


def chapter_number(address: str) -> int:
    """Return the place of a chapter in the table of contents, from 1.

    >>> chapter_number("picture-to-map")
    1
    """
    return list(CHAPTERS).index(address) + 1
