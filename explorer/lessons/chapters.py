"""The chapters of the lessons, in order: the one list that pages, links and sources take them from."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Chapter:
    """One line of the table of contents."""

    address: str  # in the URL; of its text in assets/lessons and, with underscores, of its page: never rename
    title: str  # what it is about; leaves the answer of its question open
    claim: str  # what it shows: the heading once the answer is revealed


CHAPTER_ROWS = (
    Chapter(
        "picture-to-map",
        "From the picture to the map",
        "Nine products make one number, and it may be negative",
    ),
    Chapter(
        "rectifier",
        "What the rectifier does",
        "The rectifier keeps what is positive and makes the rest zero",
    ),
    Chapter(
        "corner",
        "An edge before and after ReLU",
        "ReLU makes no step larger; a straight way through zero gets a corner",
    ),
    Chapter(
        "collapse",
        "Two layers, with and without ReLU",
        "Without ReLU, two layers are only one",
    ),
    Chapter(
        "folds",
        "Eight ReLUs: in one layer, or in four",
        "A wider layer adds pieces; a layer that folds doubles them",
    ),
    Chapter(
        "discarded",
        "What ReLU throws away",
        "ReLU throws one half away; the kernel −K would keep it",
    ),
    Chapter(
        "sign-confusion",
        "A second layer, with and without ReLU",
        "Without ReLU, minus times minus passes for plus times plus",
    ),
    Chapter(
        "reversed-digits",
        "Light digits and dark digits",
        "Trained on light digits, a network misreads dark ones",
    ),
    Chapter(
        "the-way-back",
        "The way back through ReLU",
        "Where ReLU answers 0, no gradient passes on the way back",
    ),
    Chapter(
        "learned-slope",
        "The slope left of zero",
        "The slope left of zero can be learned",
    ),
    Chapter(
        "take-the-rectifiers-away",
        "Take the rectifiers away",
        "Take the rectifiers away, and a network sees too many faces",
    ),
    Chapter(
        "start-right",
        "The first weights",
        "Without the right first weights, a deep signal dies out",
    ),
    Chapter(
        "dead-and-sparse",
        "Units that answer zero",
        "Zeros are normal; a unit with nothing but zeros stops learning",
    ),
    Chapter(
        "zeros-are-free",
        "The work of the next layer",
        "Zeros are free: what ReLU set to zero, the next layer may skip",
    ),
    Chapter(
        "frequencies",
        "Waves through ReLU",
        "ReLU makes frequencies that were not there",
    ),
    Chapter(
        "number-types",
        "A map stored in bytes",
        "A library that stores bytes may rectify before ReLU",
    ),
    Chapter(
        "pooling",
        "Pooling before ReLU or after it",
        "Max pooling may change places with ReLU, average pooling may not",
    ),
    Chapter(
        "claims",
        "What the tutorial says",
        "The tutorial is a fair first look, but not all of it is so",
    ),
)
CHAPTERS: Mapping[str, Chapter] = MappingProxyType({row.address: row for row in CHAPTER_ROWS})


def chapter_number(address: str) -> int:
    """Return the place of a chapter in the table of contents, from 1.

    >>> chapter_number("picture-to-map")
    1
    """
    return list(CHAPTERS).index(address) + 1
