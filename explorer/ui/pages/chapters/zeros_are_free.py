"""Zeros are free: the multiplications that the next layer can skip."""

import streamlit as st

from explorer.core.arrays import Map
from explorer.lessons.zeros_are_free import ZEROS_ARE_FREE, data_of
from explorer.ui.components import live
from explorer.ui.features import cited, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings


def _demonstrate() -> None:
    _count(pictures.choice())
    cited.reports("zeros-are-free")


@st.fragment
def _count(image: Map) -> None:
    """Count what can be skipped on the visitor's picture; the bias is the knob."""
    live.show(ZEROS_ARE_FREE, data_of(image), key="zeros_are_free")


PAGE = ChapterPage(
    address="zeros-are-free",
    question=(
        "One of our photographs goes through the edge kernel Sobel right (bias 0), then through ReLU. "
        "The next layer multiplies every value of this map by its weights. "
        "How many of these products are 0, whatever the weights are?"
    ),
    options=("Hardly any", "About half to two thirds", "Nearly all"),
    answer="About half to two thirds",
    demonstrate=_demonstrate,
    settings=Settings(activation="ReLU²", bias=-0.2),
)
