"""Reversed digits: Kuo's experiment as a toy that is trained while one waits."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core.arrays import Map
from explorer.core.notation import number, percent, short
from explorer.lessons.reversed_digits import (
    ANCHORS,
    TEST,
    TRAIN,
    Accuracies,
    SlopePoint,
    experiment,
)
from explorer.ui.components import map_images
from explorer.ui.components.chart import chart
from explorer.ui.features import cited
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

SEEDS = 30
_CHANCE = 0.1  # ten digits


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What the page keeps of an experiment; the rest is several megabytes."""

    examples: Map
    reversed_examples: Map
    accuracies: Accuracies
    sweep: tuple[SlopePoint, ...]


@st.cache_data(max_entries=SEEDS, show_spinner=False)
def run(seed: int) -> Shown:
    """Run the experiment with a progress bar, which is made in here so that the cache may replay it."""
    bar = st.progress(0.0, "Training")
    result = experiment(seed, lambda done: bar.progress(done, "Training"))
    bar.empty()
    return Shown(result.toy.examples, result.toy.reversed_examples, result.accuracies, result.sweep)


@st.fragment
def _demonstrate() -> None:
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        seed = st.number_input("Seed of the dice", 0, SEEDS - 1, 0, key="reversed_digits_seed")
    with right:
        st.caption(
            f"**A toy, not MNIST:** a font of ten digits with noise, {TRAIN} pictures to learn from, {TEST} "
            f"to be tested on, {ANCHORS} random kernels (Kuo's anchors), and one trained layer."
        )
    result = run(min(max(int(seed), 0), SEEDS - 1))
    map_images.show_row(
        [
            map_images.of_picture("Test digits 0 to 9, as they are", _strip(result.examples)),
            map_images.of_picture("The same digits reversed", _strip(result.reversed_examples)),
        ]
    )
    _networks(result.accuracies)
    _slopes(result.sweep)
    cited.reports(PAGE.address)


def _strip(digits: Map) -> Map:
    """Lay digits side by side, each pixel large enough to stay a square."""
    row = np.concatenate(np.pad(digits, ((0, 0), (0, 0), (0, 1)), constant_values=0.5), axis=1)[:, :-1]
    return np.repeat(np.repeat(row, 6, axis=0), 6, axis=1)


NETWORKS = {
    "As trained": "with ReLU, on normal digits",
    "Negated": "the same network with its anchors negated",
    "Doubled": "anchors and their negatives, trained on both",
    "No ReLU": "a linear network, trained on both",
}
"""Names and meanings of the networks, in the order of the bars."""


def _networks(accuracies: Accuracies) -> None:
    """Compare how many normal and reversed digits each network reads."""
    normal = (
        accuracies.normal,
        accuracies.negated_on_normal,
        accuracies.doubled_on_normal,
        accuracies.linear_on_normal,
    )
    turned = (
        accuracies.on_reversed,
        accuracies.negated_on_reversed,
        accuracies.doubled_on_reversed,
        accuracies.linear_on_reversed,
    )
    shares = list(zip(NETWORKS, map(_share, normal), map(_share, turned), strict=True))
    chart(
        figures.hatched(
            figures.bars(
                [name.replace(" ", "<br>") for name in NETWORKS],
                {"Normal digits": normal, "Reversed digits": turned},
                y="share read correctly",
                y_range=(0, 1),
            )
        ),
        key="reversed_digits_bars",
        alt="Read correctly, normal and reversed: "
        + "; ".join(f"{name}: {one} and {other}" for name, one, other in shares),
    )
    rows = [f"| **{name}**: {NETWORKS[name]} | {one} | {other} |" for name, one, other in shares]
    st.caption(_remark(accuracies))
    st.markdown("\n".join(["| Network | Normal digits | Reversed digits |", "|---|---:|---:|", *rows]))


def _remark(accuracies: Accuracies) -> str:
    """Say what the negated and the linear network show."""
    same = (
        "With negated anchors the network names the reversed digits exactly as it named the normal ones. "
        if accuracies.same_predictions
        else ""
    )
    largest = short(accuracies.linear_largest_weight, 1)
    return (
        f"{same}“Both” means normal and reversed digits. Without a rectifier nothing can be "
        f"learned from both: the largest trained weight is {largest}, which is rounding, "
        f"and the share is that of guessing (about {percent(_CHANCE)})."
    )


def _slopes(sweep: tuple[SlopePoint, ...]) -> None:
    slopes = [point.negative_slope for point in sweep]
    one = [point.one_polarity for point in sweep]
    both = [point.both_polarities for point in sweep]
    worst = slopes[int(np.argmin(both))]
    chart(
        figures.plot(
            [
                figures.Series("Normal digits", slopes, one, figures.SIGNED, "dash", "lines+markers"),
                figures.Series("Both, normal and reversed", slopes, both, mode="lines+markers"),
            ],
            x="negative slope (0: ReLU, 1: linear)",
            y="share read correctly",
            y_range=(0, 1.03),
        ),
        key="reversed_digits_slopes",
        alt="Read correctly for each negative slope, normal digits and both: "
        + "; ".join(
            f"{number(slope, 2)}: {_share(a)} and {_share(b)}"
            for slope, a, b in zip(slopes, one, both, strict=True)
        ),
    )
    st.caption(
        f"The same toy with PReLU, trained anew for each slope. With both polarities it does worst at slope "
        f"{number(worst, 2)}: {_share(min(both))}."
    )


def _share(value: float) -> str:
    return f"{number(100 * value, 1)} %"


PAGE = ChapterPage(
    address="reversed-digits",
    question="A small network with ReLU has learned light digits on dark. "
    "How many of their negatives does it read?",
    options=("As many as before", "Fewer than half", "None"),
    answer="Fewer than half",
    demonstrate=_demonstrate,
    settings=Settings(picture="Handwritten digit"),
)
