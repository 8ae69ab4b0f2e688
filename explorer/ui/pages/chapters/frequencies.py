"""New frequencies: a wave goes in, its even harmonics come out."""

import streamlit as st

from explorer.core.arrays import Map
from explorer.lessons.harmonics import BENT_ROW, HARMONICS
from explorer.ui.components import live
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings


def _demonstrate() -> None:
    _waves()
    st.header("One row of a picture", anchor=False)
    _row(pictures.choice())


@st.fragment
def _waves() -> None:
    live.show(HARMONICS, {}, key="frequencies_waves")


@st.fragment
def _row(image: Map) -> None:
    live.show(BENT_ROW, {"image": image}, key="frequencies_row")


PAGE = ChapterPage(
    address="frequencies",
    question="One pure wave goes in; it swings evenly around 0. A convolution makes it only stronger or "
    "weaker. Which waves does ReLU add, as multiples of its frequency?",
    options=("None", "2, 4, 6 … times", "2, 3, 4 … times", "3, 5, 7 … times"),
    answer="2, 4, 6 … times",
    demonstrate=_demonstrate,
    settings=Settings(activation="PReLU", negative_slope=0.0),
)
