"""Dead and sparse: how many outputs are exactly zero, and a unit with nothing but zeros."""

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import percent
from explorer.lessons import dead_units as lesson
from explorer.networks.cascade import pyramid
from explorer.networks.facts import zero_shares
from explorer.networks.slopes import read_slopes
from explorer.networks.stages import LEARNED_SLOPES
from explorer.ui.components import live
from explorer.ui.components.chart import chart
from explorer.ui.features import cited, detection, links, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.network import NetworkSettings
from explorer.view.network_lessons import zeros
from explorer.view.settings import Settings

RELU = NetworkSettings(slopes="0")


def _demonstrate() -> None:
    st.header("A unit in training", anchor=False)
    _training()
    st.header("Zeros of a feature map: the sea level is minus the bias", anchor=False)
    z = forward(pictures.choice(), KERNELS["Sobel right"].weights).pre_activation
    if np.ptp(z):
        _sea(z)
    else:
        st.info("This map has one value everywhere: nothing to flood. Choose another picture.")
    st.header("Who makes exact zeros?", anchor=False)
    _sparse()
    _in_use()
    cited.reports("dead-and-sparse")


@st.fragment
def _training() -> None:
    """Train one unit twice, with ReLU and with a leak."""
    live.show(lesson.UNIT, lesson.unit_data(), key="dead_and_sparse_unit")


@st.fragment
def _sea(z: Map) -> None:
    """Flood a map: what lies under the sea becomes zero."""
    live.show(lesson.SEA, lesson.sea_data(z), key="dead_and_sparse_sea")


def _sparse() -> None:
    """Set what an activation does to random numbers beside what trained networks are reported to do."""
    shares = lesson.zero_shares_of_activations()
    trained = {row.dataset: row.zero_share for row in lesson.TRAINED_SPARSITY}
    none = [name for name, share in shares.items() if share == 0]
    activations = figures.bars(
        list(shares),
        {"zeros": list(shares.values())},
        y="share of zeros",
        y_range=(0, 1),
        has_long_names=True,
    )
    left, right = st.columns(2)
    with left:
        chart(
            activations,
            key="dead_and_sparse_activations",
            alt="Exact zeros among 100,000 normally distributed numbers, by activation: "
            + ", ".join(f"{name} {percent(share)}" for name, share in shares.items()),
        )
        st.caption(
            "Normally distributed numbers, computed here, bias 0. No exact zero at all: "
            + ", ".join(none)
            + "."
        )
    with right:
        chart(
            figures.bars(
                list(trained),
                {"zeros": list(trained.values())},
                y="share of zeros",
                y_range=(0, 1),
                colours=(figures.SIGNED,),
            ),
            key="dead_and_sparse_trained",
            alt="Exact zeros in trained rectifier networks, as reported: "
            + ", ".join(f"{name} {100 * share:.1f} %" for name, share in trained.items()),
        )
        st.caption(
            "Trained rectifier networks, hidden layers, by data set: Glorot et al. 2011, as readers report "
            "it. Not computed here."
        )


def _in_use() -> None:
    """Count the zeros in the maps of a network that people use, with ReLU and with its learned slopes."""
    st.header("A network that people use", anchor=False)
    with st.spinner("Counting"):
        relu, learned = (_zero_shares(settings) for settings in (RELU, NetworkSettings()))
    st.markdown(zeros(relu, learned))
    if st.button("Open it with ReLU", icon=":material/face:", key="dead_and_sparse_network"):
        links.open_network(RELU)


@st.cache_resource(show_spinner=False)
def _zero_shares(settings: NetworkSettings) -> tuple[float, ...]:
    largest = pyramid(detection.changed(settings))[0].levels
    return zero_shares(largest, read_slopes(settings.slopes) or LEARNED_SLOPES)


PAGE = ChapterPage(
    address="dead-and-sparse",
    question="One unit with ReLU answers 0 to every example. The examples stay as they are. What does plain "
    "gradient descent do to the unit?",
    options=("It recovers slowly", "Nothing at all", "It makes its weights larger"),
    answer="Nothing at all",
    demonstrate=_demonstrate,
    settings=Settings(bias=-1.0),
)
