"""New frequencies: a wave goes in, its even harmonics come out."""

import numpy as np
import numpy.typing as npt
import streamlit as st

from explorer import figures
from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.notation import number, percent
from explorer.lessons import spectrum
from explorer.ui.components import map_images
from explorer.ui.components.chart import chart
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

SAMPLES = 1024
HEIGHT = 96  # pixels of the strip that is shown
ORDERS = range(7)
_SOBEL = KERNELS["Sobel right"].weights


def _demonstrate() -> None:
    image = pictures.choice()
    _waves(image)


@st.fragment
def _waves(image: Map) -> None:
    left, right = st.columns(2)
    with left:
        slope = st.slider("Negative slope (0 is ReLU)", -1.0, 1.0, 0.0, 0.05, key="frequencies_slope")
    with right:
        cycles = st.slider("Waves across the grating", 1, 8, 4, key="frequencies_cycles")
    _grating(slope, cycles)
    st.subheader("One row of the picture", anchor=False)
    _row(image, slope)


def _grating(slope: float, cycles: int) -> None:
    """Send a pure wave through Sobel and the activation; measure what comes out."""
    grating = spectrum.grating(SAMPLES, cycles)[:HEIGHT]
    row_spectrum = spectrum.row_of_a_layer(grating, _SOBEL, 0, negative_slope=slope)
    gain = spectrum.sobel_gain(cycles, SAMPLES) / 2  # a grating from 0 to 1 swings by a half
    map_images.show_row([map_images.of_picture("Sine grating", grating)])
    left, right = st.columns(2)
    with left:
        _profile(row_spectrum, key="frequencies_wave", scale=gain)
    before = [row_spectrum.before[k * cycles] / gain for k in ORDERS]
    after = [row_spectrum.after[k * cycles] / gain for k in ORDERS]
    exact = [spectrum.expected_amplitude(k, negative_slope=slope) for k in ORDERS]
    groups = {"Before": before, "After, measured": after, "After, by formula": exact}
    names = ["mean", "f", *(f"{k}f" for k in ORDERS[2:])]
    with right:
        chart(
            figures.hatched(figures.bars(names, groups, y="amplitude", y_range=(0, 1.05))),
            key="frequencies_bars",
            alt="Amplitudes after: "
            + "; ".join(f"{name} {number(value)}" for name, value in zip(names, after, strict=True)),
        )
    head = "| Amplitude | " + " | ".join(groups) + " |\n|---|" + "---:|" * len(groups)
    rows = [
        f"| {name} | " + " | ".join(number(value) for value in values) + " |"
        for name, *values in zip(names, *groups.values(), strict=True)
    ]
    st.caption(_added(row_spectrum, slope, cycles))
    st.markdown("\n".join([head, *rows]))


def _added(row_spectrum: spectrum.Spectrum, slope: float, cycles: int) -> str:
    """Say which frequencies are new."""
    bins = np.flatnonzero(row_spectrum.is_new)
    orders = [int(k) // cycles for k in bins if k % cycles == 0 and 0 < k <= ORDERS[-1] * cycles]
    if slope == 1:
        return "With slope 1 nothing is rectified, and no frequency is new."
    new = ", ".join(f"{k}f" for k in orders)
    return (
        f"f is the frequency that went in. New up to {ORDERS[-1]}f: {new}. "
        f"They carry {percent(row_spectrum.new_share)} of the power after (by formula "
        f"{percent(spectrum.expected_new_share(negative_slope=slope))}). The wave before has amplitude 1; "
        f"it is sampled {SAMPLES} times."
    )


def _row(image: Map, slope: float) -> None:
    """Do the same to one row of the visitor's picture."""
    height = image.shape[0]
    row = st.slider("Row", 0, height - 1, height // 2, key="frequencies_row")
    row_spectrum = spectrum.row_of_a_layer(image, _SOBEL, row, negative_slope=slope)
    _profile(row_spectrum, key="frequencies_row_profile", scale=1.0)
    straight = percent(round(row_spectrum.nonlinear_share, 9))
    st.metric("Share of the row after that no straight line explains", straight)
    st.caption(_bent(row_spectrum, slope))


def _bent(row_spectrum: spectrum.Spectrum, slope: float) -> str:
    """Say why the share is what it is."""
    before = row_spectrum.values_before
    if slope == 1:
        return "With slope 1 the activation is a straight line."
    if not before.any():
        return "This row is 0 throughout before ReLU: there is nothing to bend."
    if before.min() >= 0:
        return "This row has no negative number before ReLU, so ReLU acts as a straight line: nothing is new."
    if before.max() <= 0:
        return "This row has no positive number before ReLU: the activation is a straight line on it."
    return (
        "A row of a picture holds many frequencies at once, so new ones hide among the old. This share tells "
        "how much of the row after is no multiple of the row before plus a constant."
    )


def _profile(row_spectrum: spectrum.Spectrum, *, key: str, scale: float) -> None:
    places = np.arange(row_spectrum.values_before.size)
    chart(
        figures.plot(
            [
                figures.Series(
                    "Before", places, row_spectrum.values_before / scale, figures.SIGNED, "4px,2px"
                ),
                figures.Series("After", places, row_spectrum.values_after / scale),
            ],
            x="column",
            y="feature map, before and after",
        ),
        key=key,
        alt=f"The row before {_reach(row_spectrum.values_before / scale)}, "
        f"after {_reach(row_spectrum.values_after / scale)}.",
    )


def _reach(values: npt.NDArray[np.float64]) -> str:
    return f"runs from {number(values.min())} to {number(values.max())}"


PAGE = ChapterPage(
    address="frequencies",
    question="One pure wave goes in. A convolution makes it only stronger or weaker. "
    "Which waves does ReLU add, as multiples of its frequency?",
    options=("None", "2, 4, 6 … times", "2, 3, 4 … times", "3, 5, 7 … times"),
    answer="2, 4, 6 … times",
    demonstrate=_demonstrate,
    settings=Settings(activation="PReLU", negative_slope=0.0),
)
