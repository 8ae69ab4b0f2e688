"""The claims of the tutorial, each with its words, a verdict and a check on a picture.

What stands between quotation marks is quoted; one claim is ours, says so, and is not counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from explorer.core.arrays import Map
from explorer.lessons import claim_checks as checks
from explorer.lessons.claim_checks import Evidence
from explorer.lessons.tutorial import Quote


class Verdict(Enum):
    """The verdict on a claim."""

    RIGHT = "right"
    FAIR = "fair"
    HALF_RIGHT = "half right"
    WRONG = "wrong"
    NOT_WELL_DEFINED = "not well defined"


MEANINGS = {
    Verdict.RIGHT: "it is so",
    Verdict.FAIR: "not exact, but it misleads nobody",
    Verdict.HALF_RIGHT: "a part of it is so, a part is not",
    Verdict.WRONG: "it is not so",
    Verdict.NOT_WELL_DEFINED: "it may mean two different things",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the audit."""

    key: str
    claim: str
    verdict: Verdict
    what_is_so: str
    chapter: str  # the address of the chapter that shows it
    check: Callable[[Map], Evidence] | None = None
    is_ours: bool = False  # not said by the tutorial, and not counted


CLAIMS = (
    Claim(
        "step",
        f"ReLU is “{Quote.NO_COMPONENT}” but “{Quote.SUPPLEMENT}”.",
        Verdict.FAIR,
        "One may tell it so. In software ReLU is a step of its own: it learns nothing, keeps the size of the "
        "map, and does nothing more the second time.",
        "rectifier",
        checks.own_step,
    ),
    Claim(
        "purpose",
        f"The purpose of the rectifier is “{Quote.PURPOSE}”.",
        Verdict.HALF_RIGHT,
        "An image is neither linear nor non-linear: only a way of computing can be. ReLU makes the way from "
        "the picture to the map non-linear.",
        "collapse",
        checks.only_mappings_are_linear,
    ),
    Claim(
        "naturally",
        f"The reason: “{Quote.NATURALLY}”.",
        Verdict.NOT_WELL_DEFINED,
        "It may mean that brightness does not run along one straight line. Or it may mean that a weighted "
        "sum of the pixels cannot tell what is shown. The two are different.",
        "collapse",
        checks.two_meanings,
    ),
    Claim(
        "features",
        f"An image has many “{Quote.FEATURES}”.",
        Verdict.HALF_RIGHT,
        "At a border the brightness bends. But a smooth transition can be a straight line, and so can a "
        "change of colour.",
        "corner",
        checks.smooth_may_be_straight,
    ),
    Claim(
        "further",
        f"The rectifier serves “{Quote.FURTHER}”.",
        Verdict.HALF_RIGHT,
        "ReLU does break linearity, but not further: the convolution before it is linear and breaks nothing.",
        "collapse",
        checks.first_to_break,
    ),
    Claim(
        "imposed",
        f"It serves “{Quote.IMPOSED}” on an image with the convolution.",
        Verdict.HALF_RIGHT,
        "Convolution is linear, so two in a row are no more than one with a larger kernel. ReLU between them "
        "changes that. But convolution does not make an image linear.",
        "collapse",
        checks.layers_collapse,
    ),
    Claim(
        "black-and-white",
        f"The picture of the example is a “{Quote.BLACK_AND_WHITE}”.",
        Verdict.FAIR,
        "In everyday English these words mean a picture in shades of grey. Word for word it would have two "
        "levels only; the exact word is greyscale.",
        "picture-to-map",
        checks.greyscale,
    ),
    Claim(
        "shades",
        f"After the convolution the image has “{Quote.SHADES}”.",
        Verdict.FAIR,
        "That is what one sees. It leaves out what the shades stand for: the map holds negative and positive "
        "numbers, and somebody chose how to show them.",
        "picture-to-map",
        checks.signed,
    ),
    Claim(
        "removed",
        f"What the rectifier does is “{Quote.REMOVED}”.",
        Verdict.HALF_RIGHT,
        "Only positive values keep their number: that is so. But nothing is removed: all others become 0, "
        "and the map keeps its size. Whether 0 looks grey or black is a choice of the display.",
        "corner",
        checks.nothing_is_removed,
    ),
    Claim(
        "picture",
        "If ReLU removes the black from a map, it removes the black from a picture, too.",
        Verdict.WRONG,
        "A picture has no negative numbers, so ReLU leaves every one of its pixels as it is.",
        "rectifier",
        checks.pictures_stay,
        is_ours=True,
    ),
    Claim(
        "streak",
        f"Before ReLU there are parts where “{Quote.STREAK}”.",
        Verdict.RIGHT,
        "An edge kernel answers the two sides of a bright bar with opposite signs: white and black, with "
        "grey between them. After ReLU only the positive answer is left.",
        "corner",
        checks.streaks_end,
    ),
    Claim(
        "abrupt",
        f"After ReLU “{Quote.ABRUPT}”.",
        Verdict.HALF_RIGHT,
        "ReLU makes no step between neighbours larger. But where the map goes through zero, it makes a "
        "corner.",
        "corner",
        checks.no_step_grows,
    ),
    Claim(
        "gradual",
        f"“{Quote.GRADUAL}”",
        Verdict.HALF_RIGHT,
        "Below zero it is gone: everything there has become 0. Above zero it is all there, number for "
        "number.",
        "corner",
        checks.one_side_stays,
    ),
    Claim(
        "disposed",
        f"“{Quote.DISPOSED}”",
        Verdict.WRONG,
        "ReLU is not linear, but abrupt colours do not show it. A linear kernel can make steps larger, and a "
        "function that is not linear can make them smaller.",
        "corner",
        checks.steepness_is_no_proof,
    ),
    Claim(
        "non-technical",
        f"All this gives “{Quote.NON_TECHNICAL}”.",
        Verdict.RIGHT,
        "It says what it is: a first look, without a formula.",
        "claims",
    ),
    Claim(
        "mathematics",
        f"The mathematics is “{Quote.MATHEMATICS}”.",
        Verdict.HALF_RIGHT,
        "One can follow the idea without it. But it is short: take the larger of 0 and the number.",
        "rectifier",
    ),
    Claim(
        "readings",
        f"For more “{Quote.LENS}”, read Kuo (2016). He and colleagues (2015) “{Quote.MODIFIED}”, PReLU.",
        Verdict.RIGHT,
        "Both papers do that. The second also shows how to choose the first weights, which the tutorial "
        "leaves out.",
        "learned-slope",
    ),
)
COUNTED = tuple(row for row in CLAIMS if not row.is_ours)
SHARES = ("All of them", "Half of them or more, but not all", "Fewer than half of them")


def count(verdict: Verdict) -> int:
    """Return how many claims of the tutorial have a verdict."""
    return sum(row.verdict is verdict for row in COUNTED)


def share_right() -> str:
    """Return which of `SHARES` the claims with the verdict "right" are."""
    right = count(Verdict.RIGHT)
    return SHARES[0 if right == len(COUNTED) else 1 if 2 * right >= len(COUNTED) else 2]


def heading(row: Claim) -> str:
    """Name a claim by its place among those of the tutorial; ours has none.

    >>> heading(CLAIMS[0])
    'Claim 1'
    """
    return "Our own claim, not the tutorial’s" if row.is_ours else f"Claim {COUNTED.index(row) + 1}"


def summary() -> str:
    """Say how many claims have each verdict."""
    counts = [f"{count(verdict)} {verdict.value}" for verdict in Verdict]
    return (
        f"Of the tutorial’s {len(COUNTED)} claims we call {', '.join(counts[:-1])} and {counts[-1]}. "
        "Our own claim is not counted."
    )


def comparison(row: Claim, judged: Verdict) -> str:
    """Compare the verdict of somebody who judged first with ours, in Markdown."""
    if judged is row.verdict:
        return f"You say **{judged.value}**, and so do we."
    return f"You say **{judged.value}**, we say **{row.verdict.value}**. Whose reason is better?"


def evidence(row: Claim, picture: Map) -> str:
    """Say what a claim's check measures on a picture, and whether that shows what is so, in Markdown."""
    if row.check is None:
        return "Nothing to measure: a matter of words."
    result = row.check(picture)
    if result.holds:
        return f"Measured here: {result.measured}"
    return f"**This picture cannot show it; choose another.** Measured here: {result.measured}"
