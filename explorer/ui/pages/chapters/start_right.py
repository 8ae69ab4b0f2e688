"""He: start right, or a signal is lost on its way through thirty layers."""

import time

import streamlit as st

from explorer import figures
from explorer.core.notation import short
from explorer.lessons import initialisation as lesson
from explorer.lessons.initialisation import scientific
from explorer.ui.components import spoken
from explorer.ui.components.chart import chart
from explorer.ui.features import cited
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

SEEDS = 40
PATIENCE = 0.15  # seconds: what is done sooner needs no progress bar
VIOLET = "#8e44ad"  # the fourth colour beside the three of the lessons
LOOKS = (
    (figures.SIGNED, "dash"),
    (figures.RECTIFIED, "solid"),
    (figures.INPUT, "dot"),
    (VIOLET, "dashdot"),
)


@st.fragment
def _demonstrate() -> None:
    slope = st.slider(
        "Slope left of zero, in every layer (0 is ReLU)", 0.0, 1.0, 0.0, 0.05, key="start_right_slope"
    )
    runs = _computed(slope)
    band = lesson.band(runs)
    sentences = lesson.sentence(slope, runs[0]), lesson.spread_sentence(band)
    for sentence in sentences:
        st.markdown(sentence)
    _lines(band, slope)
    st.caption(
        f"{lesson.DEPTH} full layers of {lesson.WIDTH} units without biases, {lesson.BATCH} random inputs. "
        f"Line: the median of {SEEDS} networks. Shade: from the lowest to the highest."
    )
    st.markdown(_table(band, slope))
    spoken.say(*sentences, key="start_right")
    cited.reports(PAGE.address)


def _lines(band: lesson.Band, slope: float) -> None:
    layers = list(range(1, lesson.DEPTH + 1))
    shown = [
        figures.Spread(
            figures.Series(rule.name, layers, band.median[place], *LOOKS[place]),
            band.low[place],
            band.high[place],
        )
        for place, rule in enumerate(lesson.RULES)
        if slope or place != lesson.HE_PRELU  # at slope 0 it is He's rule
    ]
    at_the_end = ", ".join(
        f"{rule.name} {scientific(band.median[place, -1])}" for place, rule in enumerate(lesson.RULES)
    )
    chart(
        figures.spreads(shown, x="layer", y="variance before the activation", height=400),
        key="start_right_variance",
        alt=f"The variance of the signal over {lesson.DEPTH} layers, in powers of ten. "
        f"Median at the end: {at_the_end}.",
    )


def _table(band: lesson.Band, slope: float) -> str:
    """Write each rule with what is expected of it and what came of it, and its names in libraries."""
    rows = []
    for place, rule in enumerate(lesson.RULES):
        gain = rule.gain(slope)
        factor = lesson.layer_factor(lesson.WIDTH, gain / lesson.WIDTH, slope=slope)
        mean, median = (scientific(values[place, -1]) for values in (band.mean, band.median))
        cells = (
            f"**{rule.name}**",
            f"× {lesson.factor_text(factor)}",
            mean,
            median,
        )
        rows.append(f"| {' | '.join(cells)} |")
    head = f"| Rule | Expected of a layer | Mean in layer {lesson.DEPTH} | Median in layer {lesson.DEPTH} |"
    called = [
        f"* **{rule.name}**: variance {lesson.weight_variance(rule.gain(slope))}, called {rule.calls}"
        for rule in lesson.RULES
    ]
    return "\n".join([head, "|:--|--:|--:|--:|", *rows, "", *called])


def _computed(slope: float) -> list[lesson.Values]:
    """Return the runs of all seeds; whoever has to wait sees how far it is."""
    place, started = st.empty(), time.perf_counter()
    runs = []
    for seed in range(SEEDS):
        runs.append(_run(seed, slope))
        if time.perf_counter() - started > PATIENCE:
            place.progress((seed + 1) / SEEDS, f"Slope {short(slope)}: network {seed + 1} of {SEEDS}")
    place.empty()
    return runs


@st.cache_data(max_entries=SEEDS * 24, show_spinner=False)
def _run(seed: int, slope: float) -> lesson.Values:
    return lesson.variances(seed, slope=slope)


PAGE = ChapterPage(
    address="start-right",
    question="Two networks have the same shape, no biases and the same random numbers. "
    f"Xavier’s rule draws weights of half the variance of He’s. After {lesson.DEPTH} layers with ReLU, "
    "how much variance has its signal, compared with He’s?",
    options=("Half of it", "A thousandth", "Less than a hundred-millionth"),
    answer="Less than a hundred-millionth",
    demonstrate=_demonstrate,
    settings=Settings(),
)
