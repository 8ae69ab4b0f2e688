"""What the lessons say of the network that finds faces: sentences, from what it found and what it learned."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from explorer.core.notation import number, percent
from explorer.networks.cascade import SMALLEST_FACE, Detection
from explorer.networks.facts import SLOPE_ROWS, SlopeRow
from explorer.view.network import counted

FINDER = "MTCNN is a network that finds faces."
LEARNED, NONE = "Learned", "None"
SLOPES = MappingProxyType(
    {
        LEARNED: "as training left them",
        "ReLU": "all 0",
        "Leaky": "all 0.01",
        NONE: "all 1, so no rectifier",
        "Absolute": "all −1",
    }
)
"""What the slopes of each preset are, by the names of `explorer.networks.slopes.PRESETS`."""


def without_rectifiers(found: Mapping[str, Detection]) -> str:
    """Say what the rectifiers make of a picture, by its numbers alone.

    Parameters
    ----------
    found : mapping of str to Detection
        What the network finds with the slopes of each preset; "Learned" and "None" are compared.
    """
    learned, none = found[LEARNED], found[NONE]
    if not learned.places:
        return (
            f"The smallest squares that this network looks at have {SMALLEST_FACE} pixels each way. The "
            "picture is smaller, so there is nothing to look at. Choose another one."
        )
    if not learned.cells and not none.cells:
        return (
            f"Of {learned.places:,} places none looks like a face, with rectifiers or without. Choose "
            "another picture."
        )
    more = none.cells / learned.cells if learned.cells else 0
    times = f", {more:,.0f} times as many" if more >= 2 else ""
    with_them, without = (counted(len(one.faces)).lower() for one in (learned, none))
    return (
        f"With its learned rectifiers {_looking(learned)} like a face to the first stage. Without any, "
        f"{_looking(none)} like one{times}. The second stage confirms {with_them} with them, and "
        f"{without} without. It may be wrong, too."
    )


def _looking(one: Detection) -> str:
    return f"**{one.cells:,} of {one.places:,}** places {'looks' if one.cells == 1 else 'look'}"


def in_the_negative(as_it_is: Detection, negative: Detection) -> str:
    """Say what the network confirms in the astronaut and in the negative of the photograph.

    >>> print(in_the_negative(Detection((), 3, 9704, 2), Detection((), 1, 9704, 0)).split(" In the ")[1])
    negative: no face.** The first stage takes 3 of 9,704 places for a face as it is, and 1 in the negative.
    """
    one, other = (counted(len(found.faces)).lower() for found in (as_it_is, negative))
    return (
        f"{FINDER} **In the photograph of the astronaut: {one}. In the negative: "
        f"{other}.** The first stage takes {as_it_is.cells:,} of {as_it_is.places:,} places for a face as it "
        f"is, and {negative.cells:,} in the negative."
    )


def zeros(relu: Sequence[float], learned: Sequence[float]) -> str:
    """Say how many numbers are exactly 0 after each layer's rectifier, with every slope 0 and as learned.

    >>> print(zeros((0.5, 0.7), (0, 0.001)))
    MTCNN is a network that finds faces. Exact zeros in its maps of the astronaut, layer by layer: with ReLU \
everywhere **50 %, 70 %**; with its learned slopes **0 %, less than 1 %**.
    """
    one, other = (", ".join(percent(float(share)) for share in shares) for shares in (relu, learned))
    return (
        f"{FINDER} Exact zeros in its maps of the astronaut, layer by layer: with ReLU everywhere **{one}**; "
        f"with its learned slopes **{other}**."
    )


def slopes_by_depth(rows: Sequence[SlopeRow] = SLOPE_ROWS) -> str:
    """Say how large the learned slopes are in each layer, and whether they shrink with depth.

    >>> print(slopes_by_depth([SlopeRow("A", "1", 2, 0.5, 0), SlopeRow("A", "2", 2, 0.25, 1)])[37:110])
    Mean size of the slopes that it learned, from the picture inwards: **A 0.
    """
    stages: dict[str, list[float]] = {}
    for row in rows:
        stages.setdefault(row.stage, []).append(row.mean_size)
    sizes = "; ".join(
        f"**{stage} {', '.join(number(size, 2) for size in found)}**" for stage, found in stages.items()
    )
    falls = all(early > late for found in stages.values() for early, late in pairwise(found))
    start = f"{FINDER} Mean size of the slopes that it learned, from the picture inwards: {sizes}."
    if not falls:
        return f"{start} It does not always get smaller from layer to layer."
    return f"{start} In each stage it gets smaller from layer to layer, as in He’s table in general."
