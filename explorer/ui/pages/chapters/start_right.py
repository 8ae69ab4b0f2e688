"""He: start right, or a signal is lost on its way through thirty layers."""

import time

import streamlit as st

from explorer import figures
from explorer.core.notation import number, short
from explorer.lessons import initialisation as lesson
from explorer.ui.components.chart import chart
from explorer.ui.features import cited
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

SEEDS = 10
PATIENCE = 0.15  # seconds: what is done sooner needs no progress bar
XAVIER, HE, HE_PRELU = range(len(lesson.RULES))
LOOKS = ((figures.SIGNED, "dash"), (figures.RECTIFIED, "solid"), (figures.INPUT, "dot"))
SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


@st.fragment
def _demonstrate() -> None:
    slope = st.slider(
        "Slope left of zero, in every layer (0 is ReLU)", 0.0, 1.0, 0.0, 0.05, key="start_right_slope"
    )
    runs = _computed(slope)
    band = lesson.band(runs)
    layers = list(range(1, lesson.DEPTH + 1))
    shown = [
        figures.Spread(
            figures.Series(rule.name, layers, band.middle[place], *LOOKS[place]),
            band.low[place],
            band.high[place],
        )
        for place, rule in enumerate(lesson.RULES)
        if slope or place != HE_PRELU  # at slope 0 it is He's rule
    ]
    at_the_end = ", ".join(
        f"{rule.name} {scientific(band.middle[place, -1])}" for place, rule in enumerate(lesson.RULES)
    )
    chart(
        figures.spreads(shown, x="layer", y="variance before the activation", height=400),
        key="start_right_variance",
        alt=f"The variance of the signal over {lesson.DEPTH} layers, in powers of ten. "
        f"At the end: {at_the_end}.",
    )
    st.caption(
        f"{lesson.DEPTH} full layers of {lesson.WIDTH} units, {lesson.BATCH} random inputs. Line: the middle "
        f"of {SEEDS} networks. Shade: from the lowest to the highest."
    )
    for column, (place, rule) in zip(st.columns(len(lesson.RULES)), enumerate(lesson.RULES), strict=True):
        gain = rule.gain(slope)
        a_layer = lesson.layer_factor(lesson.WIDTH, gain / lesson.WIDTH, slope=slope)
        column.metric(
            f"{rule.name}: variance {short(gain)}/n",
            scientific(band.middle[place, -1]),
            f"× {short(a_layer)} a layer is expected",
            delta_color="off",
            delta_arrow="off",
        )
    st.markdown(_sentence(slope, runs))
    cited.reports("start-right")


def _computed(slope: float) -> list[lesson.Values]:
    """Return the runs of all seeds; whoever has to wait sees how far it is."""
    place, started = st.empty(), time.perf_counter()
    runs = []
    for seed in range(SEEDS):
        runs.append(_run(seed, slope))
        if time.perf_counter() - started > PATIENCE:
            place.progress((seed + 1) / SEEDS, f"Network {seed + 1} of {SEEDS}")
    place.empty()
    return runs


@st.cache_data(max_entries=SEEDS * 24, show_spinner=False)
def _run(seed: int, slope: float) -> lesson.Values:
    return lesson.variances(seed, slope=slope)


def _sentence(slope: float, runs: list[lesson.Values]) -> str:
    """Say how far apart the rules end; they are given the same random numbers, so this is exact."""
    xavier, he, he_prelu = (runs[0][place, -1] for place in (XAVIER, HE, HE_PRELU))
    steps = lesson.DEPTH - 1
    if slope == 0:
        return (
            f"ReLU makes half of the numbers 0 in every layer. Xavier's rule does not make up for it: after "
            f"{steps} more layers its signal has **{scientific(xavier / he)}** of the variance of He's."
        )
    if slope == 1:
        return (
            "Slope 1 keeps everything, so there is nothing to make up for: Xavier's rule is right, and the 2 "
            f"makes He's signal **{scientific(he / xavier)}** times as strong."
        )
    return (
        f"Slope {short(slope)} throws less away than ReLU, so 2/n is too much: it ends "
        f"**{_plain(he / he_prelu)}** times as strong as the rule that knows the slope. Xavier's has "
        f"**{scientific(xavier / he_prelu)}** of it."
    )


def _plain(value: float) -> str:
    return number(value, 2) if value < 1000 else scientific(value)


def scientific(value: float) -> str:
    """Write a number from a tenth to a thousand as it is, others with a power of ten.

    >>> scientific(0.25), scientific(2**-29)
    ('0.25', '1.9 × 10⁻⁹')
    """
    if 0.1 <= value < 1000:
        return number(value, 2)
    mantissa, exponent = f"{value:.1e}".split("e")
    return f"{mantissa} × 10{str(int(exponent)).translate(SUPERSCRIPTS)}"


PAGE = ChapterPage(
    address="start-right",
    question="Xavier's rule draws weights of half the variance of He's. "
    f"After {lesson.DEPTH} layers of ReLU, how much variance has its signal, compared with He's?",
    options=("Half of it", "A thousandth", "Less than a hundred-millionth"),
    answer="Less than a hundred-millionth",
    demonstrate=_demonstrate,
    settings=Settings(),
)
