"""Reversed digits: Kuo's experiment as a toy that is trained while one waits."""

from dataclasses import dataclass

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core.arrays import Map
from explorer.core.notation import number
from explorer.lessons.digits import ANCHORS
from explorer.lessons.reversed_digits import (
    TEST,
    TRAIN,
    Accuracies,
    SlopePoint,
    experiment,
    networks,
    remark,
    share,
    worst_slope,
)
from explorer.ui.components import map_images, spoken
from explorer.ui.components.chart import chart
from explorer.ui.features import cited, detection, links
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.network import NetworkSettings
from explorer.view.network_lessons import in_the_negative
from explorer.view.settings import Settings

SEEDS = 30
NEGATIVE = NetworkSettings(change="Negative")


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


def _demonstrate() -> None:
    _toy()
    st.header("A network that people use", anchor=False)
    _in_use()
    cited.reports(PAGE.address)


def _in_use() -> None:
    """Show a face finder the astronaut of the gallery and her negative."""
    with st.spinner("Looking for faces"):
        as_it_is, negative = (detection.found(each) for each in (NetworkSettings(), NEGATIVE))
    st.markdown(in_the_negative(as_it_is, negative))
    if st.button("Open the negative", icon=":material/face:", key="reversed_digits_network"):
        links.open_network(NEGATIVE)


@st.fragment
def _toy() -> None:
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        seed = st.slider("Seed of the dice", 0, SEEDS - 1, 0, key="reversed_digits_seed")
    with right:
        st.caption(
            f"**A toy, not MNIST:** a font of ten digits with noise, {TRAIN} pictures to learn from, {TEST} "
            f"to be tested on, {ANCHORS} random kernels (Kuo's anchors), and one trained layer."
        )
    result = run(seed)
    map_images.show_row(
        [
            map_images.of_picture("Test digits 0 to 9, as they are", _strip(result.examples)),
            map_images.of_picture("The same digits reversed", _strip(result.reversed_examples)),
        ]
    )
    _networks(result.accuracies)
    _slopes(result.sweep)
    spoken.say(remark(result.accuracies), worst_slope(result.sweep), key="reversed_digits")


def _strip(digits: Map) -> Map:
    """Lay digits side by side, each pixel large enough to stay a square."""
    row = np.concatenate(np.pad(digits, ((0, 0), (0, 0), (0, 1)), constant_values=0.5), axis=1)[:, :-1]
    return np.repeat(np.repeat(row, 6, axis=0), 6, axis=1)


def _networks(accuracies: Accuracies) -> None:
    """Compare how many normal and reversed digits each network reads."""
    names, meanings, scores = zip(*networks(accuracies), strict=True)
    normal, turned = [score.normal for score in scores], [score.on_reversed for score in scores]
    shares = list(zip(names, map(share, normal), map(share, turned), strict=True))
    chart(
        figures.hatched(
            figures.bars(
                [name.replace(" ", "<br>") for name in names],
                {"Normal digits": normal, "Reversed digits": turned},
                y="share read correctly",
                y_range=(0, 1),
                has_long_names=True,
            )
        ),
        key="reversed_digits_bars",
        alt="Read correctly, normal and reversed: "
        + "; ".join(f"{name}: {one} and {other}" for name, one, other in shares),
    )
    rows = [
        f"| **{name.replace('|', '&#124;')}**: {meaning} | {one} | {other} |"
        for (name, one, other), meaning in zip(shares, meanings, strict=True)
    ]
    st.caption(remark(accuracies))
    st.markdown("\n".join(["| Network | Normal digits | Reversed digits |", "|---|---:|---:|", *rows]))


def _slopes(sweep: tuple[SlopePoint, ...]) -> None:
    slopes = [point.negative_slope for point in sweep]
    one = [point.one_polarity for point in sweep]
    both = [point.both_polarities for point in sweep]
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
            f"{number(slope, 2)}: {share(a)} and {share(b)}"
            for slope, a, b in zip(slopes, one, both, strict=True)
        ),
    )
    st.caption(worst_slope(sweep))


PAGE = ChapterPage(
    address="reversed-digits",
    question="A small network with ReLU has learned light digits on dark. Now each digit is shown as its "
    "negative, dark on light. How many does it read?",
    options=("As many as before", "Fewer than half", "None"),
    answer="Fewer than half",
    demonstrate=_demonstrate,
    settings=Settings(picture="Handwritten digit"),
)
