"""The chapters of the lessons, in order: the one list that pages, links and sources take them from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

from explorer.lessons import teasers
from explorer.lessons.teasers import Teaser


@dataclass(frozen=True, slots=True)
class Chapter:
    """One line of the table of contents."""

    address: str  # in the URL; of its text in assets/lessons and, with underscores, of its page: never rename
    title: str  # what it is about; leaves the answer of its question open
    claim: str  # what it shows: the heading once the answer is revealed
    teaser: Teaser  # stands beside its question


CHAPTER_ROWS = (
    Chapter(
        "picture-to-map",
        "From the picture to the map",
        "Nine products make one number, and it may be negative",
        Teaser(
            "Pixels of a picture: black is 0, white is 1. What is it?",
            "Twelve by twelve grey squares: an eye of a cat, so coarse that it is hard to tell.",
            teasers.pixels,
        ),
    ),
    Chapter(
        "rectifier",
        "What the rectifier does",
        "The rectifier keeps what is positive and makes the rest zero",
        Teaser(
            "A map that has been through ReLU once.",
            "The map of a brick wall: mortar shows as thin orange lines.",
            partial(teasers.rectified, "Brick wall"),
            is_signed=True,
        ),
    ),
    Chapter(
        "corner",
        "An edge before and after ReLU",
        "ReLU makes no step larger; a straight way through zero gets a corner",
        Teaser(
            "A line of a map, from left to right, before ReLU.",
            "Soft stripes: first one of positive numbers, then one of negative numbers.",
            teasers.line_of_map,
            is_signed=True,
        ),
    ),
    Chapter(
        "collapse",
        "Two layers, with and without ReLU",
        "Without ReLU, two layers are only one",
        Teaser(
            "The weights of two kernels that follow each other.",
            "Two squares of three by three coloured cells: Sobel right, and a Laplacian.",
            teasers.two_kernels,
            is_signed=True,
        ),
    ),
    Chapter(
        "folds",
        "Eight ReLUs: in one layer, or in four",
        "A wider layer adds pieces; a layer that folds doubles them",
        Teaser(
            "A cat, its brightness folded once: black and white both become black.",
            "A cat in strange light: what was grey is white.",
            teasers.folded_once,
        ),
    ),
    Chapter(
        "discarded",
        "What ReLU throws away",
        "ReLU throws one half away; the kernel −K would keep it",
        Teaser(
            "A picture that is wrapped round.",
            "The same cup four times, two by two: each begins where the other ends.",
            teasers.wrapped,
        ),
    ),
    Chapter(
        "sign-confusion",
        "A second layer, with and without ReLU",
        "Without ReLU, minus times minus passes for plus times plus",
        Teaser(
            "Two windows of nine pixels that the unit looks at.",
            "Left: two dark columns, then a light one. Right: a light row, then two dark ones.",
            teasers.two_windows,
        ),
    ),
    Chapter(
        "reversed-digits",
        "Light digits and dark digits",
        "Trained on light digits, a network misreads dark ones",
        Teaser(
            "What it has learned, and below it what it is shown now.",
            "Four light digits on dark; below them the same digits, dark on light.",
            teasers.light_and_dark_digits,
        ),
    ),
    Chapter(
        "the-way-back",
        "The way back through ReLU",
        "Where ReLU answers 0, no gradient passes on the way back",
        Teaser(
            "What the unit answers, and what it is to learn.",
            "Left: an empty map, 0 everywhere. Right: the edges of a brick wall.",
            teasers.silent_and_wanted,
            is_signed=True,
        ),
    ),
    Chapter(
        "learned-slope",
        "The slope left of zero",
        "The slope left of zero can be learned",
        Teaser(
            "The edge map, both signs, that the unit is to give back.",
            "A photographer: each edge is a positive or a negative line.",
            partial(teasers.edges, "Photographer"),
            is_signed=True,
        ),
    ),
    Chapter(
        "take-the-rectifiers-away",
        "Take the rectifiers away",
        "Take the rectifiers away, and a network sees too many faces",
        Teaser(
            "The photograph that the network looks at.",
            "An astronaut who smiles, in front of a flag and a rocket.",
            partial(teasers.picture, "Astronaut"),
        ),
    ),
    Chapter(
        "start-right",
        "The first weights",
        "Without the right first weights, a deep signal dies out",
        Teaser(
            "Weights by Xavier’s rule, and by He’s.",
            "Two squares of random colours, alike; the right one is a little stronger.",
            teasers.two_weights,
            is_signed=True,
        ),
    ),
    Chapter(
        "dead-and-sparse",
        "Units that answer zero",
        "Zeros are normal; a unit with nothing but zeros stops learning",
        Teaser(
            "Examples, and below them the unit’s answers: black is 0.",
            "Three photographs; below each of them a black square.",
            teasers.examples_without_answers,
        ),
    ),
    Chapter(
        "zeros-are-free",
        "The work of the next layer",
        "Zeros are free: what ReLU set to zero, the next layer may skip",
        Teaser(
            "One of our photographs.",
            "A cup of coffee on a wooden table, with a spoon.",
            partial(teasers.picture, "Coffee cup"),
        ),
    ),
    Chapter(
        "frequencies",
        "Waves through ReLU",
        "ReLU makes frequencies that were not there",
        Teaser(
            "One pure wave, as light and dark.", "Soft stripes, four light and four dark ones.", teasers.wave
        ),
    ),
    Chapter(
        "number-types",
        "A map stored in bytes",
        "A library that stores bytes may rectify before ReLU",
        Teaser(
            "The sums of a Sobel kernel, before the library stores them.",
            "A wheel of spokes: each edge is a positive or a negative line.",
            partial(teasers.edges, "Siemens star"),
            is_signed=True,
        ),
    ),
    Chapter(
        "pooling",
        "Pooling before ReLU or after it",
        "Max pooling may change places with ReLU, average pooling may not",
        Teaser(
            "A part of a map before ReLU, in blocks of two by two.",
            "Sixteen blocks of four cells each, with positive and negative numbers.",
            teasers.blocks,
            is_signed=True,
        ),
    ),
    Chapter(
        "claims",
        "What the tutorial says",
        "The tutorial is a fair first look, but not all of it is so",
        Teaser(
            "The tutorial’s kind of picture: a street.",
            "A street at dusk: dark houses with lit windows.",
            partial(teasers.picture, "Street at dusk"),
        ),
    ),
)
CHAPTERS: Mapping[str, Chapter] = MappingProxyType({row.address: row for row in CHAPTER_ROWS})


def chapter_number(address: str) -> int:
    """Return the place of a chapter in the table of contents, from 1.

    >>> chapter_number("picture-to-map")
    1
    """
    return list(CHAPTERS).index(address) + 1
