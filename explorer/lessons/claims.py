"""The claims of the tutorial, each with a verdict and a check on a picture.

The tutorial is "Convolutional Neural Networks: Step 1(b), ReLU Layer" (SuperDataScience, 2018). Its
claims are in our words; text in quotation marks is quoted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

import numpy as np

from explorer.core.activations import ACTIVATIONS, relu, relu_derivative, softplus
from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.notation import number, percent, short
from explorer.lessons.collapse import collapse, superposition, xor
from explorer.lessons.exact import Floats, correlate, levels
from explorer.lessons.rectifier import check, largest_step
from explorer.lessons.streak import BAR, RAMP, STEP, Values, count_streaks, course, sine_row

SOBEL = KERNELS["Sobel right"].weights
LAPLACIAN = KERNELS["Laplacian (4 neighbours)"].weights
SHARPEN = KERNELS["Sharpen"].weights


class Verdict(Enum):
    """The verdict on a claim."""

    RIGHT = "right"
    FAIR = "fair"  # imprecise, but not misleading
    HALF_RIGHT = "half right"
    WRONG = "wrong"
    NOT_WELL_DEFINED = "not well defined"


class Evidence(NamedTuple):
    """The result of a check on one picture."""

    holds: bool  # whether the numbers of this picture support the verdict
    measured: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the audit."""

    number: str
    claim: str
    verdict: Verdict
    what_is_so: str
    chapter: str  # the address of the chapter that shows it
    check: Callable[[Map], Evidence] | None = None  # takes a picture, 0 black to 1 white


def _own_step(picture: Map) -> Evidence:
    edges = _edges(picture)
    same_size = relu(edges).shape == edges.shape
    again = check(edges).changed_again
    weights = len(ACTIVATIONS["ReLU"].takes)
    return Evidence(
        same_size and again == 0 and weights == 0,
        f"Settings to learn: {weights}. Values before and after: {_count(edges.size)}. "
        f"Values that a second ReLU changes: {_count(again)}.",
    )


def _two_rules(picture: Map) -> Evidence:
    edges = _edges(picture)
    wrong = int((relu(edges) != np.where(edges > 0, edges, 0)).sum())
    slopes = np.unique(relu_derivative(edges)).tolist()
    gap = check(edges, factor=3).scaling_gap
    return Evidence(
        wrong == 0 and gap == 0 and set(slopes) <= {0, 1},
        f"Kept or made 0: all but {_count(wrong)} of {_count(edges.size)} values. "
        f"Slopes found: {' and '.join(short(slope) for slope in slopes)}. "
        f"A map three times as strong is off by {short(gap)}.",
    )


def _only_mappings_are_linear(picture: Map) -> Evidence:
    test = superposition(picture, 1 - picture, SOBEL)
    return Evidence(
        test.convolution_deviation == 0 < test.share,
        "This picture and its negative, added before or after: the convolution differs by "
        f"{short(test.convolution_deviation)}, with ReLU {percent(test.share)} of the places differ.",
    )


def _two_meanings(picture: Map) -> Evidence:
    row = levels(picture)[len(picture) // 2]
    missed = _missed_by_a_line(row)
    attempt = xor()
    return Evidence(
        bool(np.allclose(attempt.linear, 0.5)) and attempt.rectified_error == 0,
        f"A straight line misses {percent(missed)} of the ups and downs of the middle row. The best "
        f"weighted sum for “one of two, not both” answers {number(float(attempt.linear.mean()), 1)} every "
        f"time, two ReLUs have error {short(attempt.rectified_error)}.",
    )


def _smooth_may_be_straight(picture: Map) -> Evidence:
    ramp, step = (float(np.abs(np.diff(line, 2)).max()) for line in (RAMP, STEP))
    bends = np.diff(levels(picture), 2, axis=1)
    return Evidence(
        ramp == 0 < step,
        f"Largest bend of a smooth ramp: {short(ramp)}, of a border: {short(step)}. In this picture "
        f"{percent(float((bends == 0).mean()))} of the pixels lie on a straight line with their neighbours.",
    )


def _first_to_break(picture: Map) -> Evidence:
    edges, turned = _edges(picture), correlate(-levels(picture), SOBEL)
    convolution = float((turned != -edges).mean())
    rectified = float((relu(turned) != -relu(edges)).mean())
    return Evidence(
        convolution == 0 < rectified,
        "With every sign turned round, the convolution fails to turn round at "
        f"{percent(convolution)} of the places, ReLU at {percent(rectified)}.",
    )


def _layers_collapse(picture: Map) -> Evidence:
    framed = np.pad(picture, 2, mode="edge")  # so that two kernels fit into the smallest picture
    apart = [
        collapse(framed, SOBEL, LAPLACIAN, rectify=rectify).largest_difference for rectify in (False, True)
    ]
    return Evidence(
        apart[0] == 0 < apart[1],
        f"Two 3×3 kernels and one 5×5 kernel differ by {_count(apart[0])}; with ReLU between the two, by up "
        f"to {_count(apart[1])}.",
    )


def _greyscale(picture: Map) -> Evidence:
    count = len(np.unique(levels(picture)))
    return Evidence(
        count > 2, f"Levels of brightness in this picture: {count}. In one of black and white: 2."
    )


def _signed(picture: Map) -> Evidence:
    edges = _edges(picture)
    low, high = float(edges.min()), float(edges.max())
    return Evidence(
        low < 0 < high,
        f"The picture has levels from 0 to 255; its map runs from {_count(low)} to {_count(high)}.",
    )


def _nothing_is_removed(picture: Map) -> Evidence:
    edges = _edges(picture)
    rectified = relu(edges)
    darker = [float((values < 0).mean()) for values in (edges, rectified)]
    return Evidence(
        darker[0] > darker[1] == 0 and edges.shape == rectified.shape,
        f"Darker than middle grey: {percent(darker[0])} before, {percent(darker[1])} after. "
        f"Stretched so that 0 is black, {percent(float((rectified == 0).mean()))} of the map is black.",
    )


def _pictures_stay(picture: Map) -> Evidence:
    changed = int((relu(picture) != picture).sum())
    return Evidence(
        changed == 0, f"Pixels that ReLU changes: {_count(changed)} of {_count(np.asarray(picture).size)}."
    )


def _streaks_end(picture: Map) -> Evidence:
    bar = np.convolve(BAR, [1, 0, -1], mode="valid")
    edges = _edges(picture)
    before, after = _streaks(edges), _streaks(relu(edges))
    return Evidence(
        _streaks(bar[None]) == 1 and _streaks(relu(bar)[None]) == after == 0,
        f"A bar gives {', '.join(_count(value) for value in bar)}. In this picture's map there are "
        f"{_count(before)} streaks of white, grey and black before ReLU and {_count(after)} after it.",
    )


def _no_step_grows(picture: Map) -> Evidence:
    edges = _edges(picture)
    rectified = relu(edges)
    before, after = largest_step(edges), largest_step(rectified)
    positive_changed = int((rectified != edges)[edges > 0].sum())
    wave = course(sine_row())
    growth = wave.corners.bend_after / wave.corners.bend_before
    return Evidence(
        after <= before and positive_changed == 0 and growth > 1,
        f"Largest step between neighbours: {_count(before)} before, {_count(after)} after. Positive values "
        f"that changed: {_count(positive_changed)}. But a sine wave's sharpest bend grows "
        f"{number(growth, 1)} times: the corner.",
    )


def _steepness_is_no_proof(picture: Map) -> Evidence:
    sharp = superposition(picture, 1 - picture, SHARPEN)
    shown, sharpened = largest_step(levels(picture)), largest_step(sharp.one)
    edges = _edges(picture)
    unit = edges / (np.abs(edges).max() or 1.0)
    steep, gentle = largest_step(unit), largest_step(softplus(unit))
    bent = np.abs(2 * softplus(0.0) - softplus(unit) - softplus(-unit)).max()
    return Evidence(
        sharp.convolution_deviation == 0 and sharpened > shown and gentle < steep and bool(bent > 0),
        f"Sharpening is linear (it misses superposition by {short(sharp.convolution_deviation)}), yet the "
        f"largest step goes from {_count(shown)} to {_count(sharpened)}. Softplus is not (it misses by "
        f"{number(float(bent), 2)}), yet the largest step goes from {number(steep, 2)} to "
        f"{number(gentle, 2)}.",
    )


CLAIMS = (
    Claim(
        "1",
        "ReLU is no separate part of the network but an extra step of the convolution.",
        Verdict.FAIR,
        "One may tell it so; in software ReLU is a step of its own that learns nothing, keeps the size of "
        "the map, and changes nothing more when it is done twice.",
        "rectifier",
        _own_step,
    ),
    Claim(
        "2",
        "The rectifier is flat up to zero and rises in a straight line from there.",
        Verdict.RIGHT,
        "ReLU takes the larger of 0 and the number: it keeps what is positive and turns the rest into 0.",
        "rectifier",
        _two_rules,
    ),
    Claim(
        "3",
        "ReLU is there to increase “the non-linearity in our images”.",
        Verdict.HALF_RIGHT,
        "An image is neither linear nor non-linear, only a way of computing can be; ReLU makes the way from "
        "the picture to the map non-linear.",
        "collapse",
        _only_mappings_are_linear,
    ),
    Claim(
        "4",
        "“Images are naturally non-linear.”",
        Verdict.NOT_WELL_DEFINED,
        "It may mean that brightness does not run along one straight line, or that a weighted sum of pixels "
        "is not enough to tell what is shown; the two are different, and the claim does not say which.",
        "collapse",
        _two_meanings,
    ),
    Claim(
        "5",
        "Transitions between pixels, borders and colours are non-linear features.",
        Verdict.HALF_RIGHT,
        "At a border the brightness bends, but a smooth transition can be a perfectly straight line.",
        "corner",
        _smooth_may_be_straight,
    ),
    Claim(
        "6",
        "The rectifier breaks up the linearity “even further”.",
        Verdict.HALF_RIGHT,
        "ReLU does break it, but not further: the convolution before it is linear and breaks nothing.",
        "collapse",
        _first_to_break,
    ),
    Claim(
        "7",
        "ReLU makes up for the linearity that convolution “might impose” on an image.",
        Verdict.HALF_RIGHT,
        "Convolution is linear, so two in a row are no more than one with a larger kernel, and ReLU between "
        "them changes that; but convolution does not make an image linear.",
        "collapse",
        _layers_collapse,
    ),
    Claim(
        "8",
        "The picture of the example is a “black and white image”.",
        Verdict.WRONG,
        "It is a greyscale picture: black and white alone would be two levels, with no shades between them.",
        "picture-to-map",
        _greyscale,
    ),
    Claim(
        "9",
        "The feature map has pixels from white to black, with many shades of grey between.",
        Verdict.HALF_RIGHT,
        "The map holds negative and positive numbers; white, grey and black are only the way they are shown, "
        "with grey for 0.",
        "picture-to-map",
        _signed,
    ),
    Claim(
        "10",
        "ReLU removes all that is black and keeps the grey and the white.",
        Verdict.HALF_RIGHT,
        "Nothing is removed and the map keeps its size: every negative number becomes 0, so where 0 is shown "
        "as middle grey, the dark greys are gone as well as the black.",
        "corner",
        _nothing_is_removed,
    ),
    Claim(
        "10b",
        "So it sounds as if ReLU removed the black from a picture, too.",
        Verdict.WRONG,
        "A picture has no negative numbers, so ReLU leaves every one of its pixels as it is.",
        "rectifier",
        _pictures_stay,
    ),
    Claim(
        "11",
        "Before ReLU one sees a white streak, then a grey one, then a black one.",
        Verdict.RIGHT,
        "An edge kernel answers the two sides of a bright bar with opposite signs; after ReLU only the "
        "positive answer is left.",
        "corner",
        _streaks_end,
    ),
    Claim(
        "12",
        "After ReLU the gradual change is “no longer there”.",
        Verdict.WRONG,
        "No step between neighbours grows and the positive side stays the same, number for number; only the "
        "negative side goes flat, which makes a corner where the map crosses zero.",
        "corner",
        _no_step_grows,
    ),
    Claim(
        "13",
        "This shows that the linearity is gone.",
        Verdict.WRONG,
        "Steepness proves nothing: a linear kernel can make steps larger, and a function that is not linear "
        "can make them smaller.",
        "corner",
        _steepness_is_no_proof,
    ),
    Claim(
        "14",
        "This is a “basic non-technical understanding”.",
        Verdict.FAIR,
        "It says what it is, and as a first look at ReLU it serves.",
        "claims",
    ),
    Claim(
        "15",
        "The mathematics is “unnecessary here and pretty complex”.",
        Verdict.HALF_RIGHT,
        "One can follow the idea without it, but it is short: take the larger of 0 and the number, and "
        "compare adding before with adding after.",
        "rectifier",
    ),
    Claim(
        "16",
        "For more, read Kuo (2016) and He and colleagues (2015), who propose a modified form, PReLU.",
        Verdict.RIGHT,
        "Both papers fit; the second also shows how to choose the first weights, which the tutorial leaves "
        "out.",
        "learned-slope",
    ),
)


def _edges(picture: Map) -> Floats:
    """Return the signed map of an edge kernel, in whole levels."""
    return correlate(levels(picture), SOBEL)


def _streaks(edges: Values) -> int:
    limit = float(np.abs(edges).max()) or 1.0
    return sum(count_streaks(row, limit=limit) for row in edges)


def _missed_by_a_line(row: Floats) -> float:
    """Return the share of a row's variance that the best straight line does not explain."""
    places = np.arange(len(row)) - (len(row) - 1) / 2
    rest = row - row.mean()
    total = float(rest @ rest)
    rest = rest - places * float(places @ rest) / float(places @ places)
    return float(rest @ rest) / total if total else 0.0


def _count(value: float) -> str:
    return f"{value + 0.0:,.0f}".replace("-", "\N{MINUS SIGN}")
