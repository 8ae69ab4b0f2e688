"""The rectifier: its graph, its two rules, and a pixel walking along the curve."""

import streamlit as st

from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.lessons.rectifier import WALK
from explorer.ui.components import live
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings


def _demonstrate() -> None:
    _walk(pictures.choice())


@st.fragment
def _walk(image: Map) -> None:
    signed = forward(image, KERNELS["Sobel right"].weights).pre_activation
    live.show(WALK, {"image": image, "signed": signed}, key="rectifier_walk")


PAGE = ChapterPage(
    address="rectifier",
    question="A map has been through ReLU. What does a second ReLU do to it?",
    options=("Nothing", "It makes it darker", "It sets half of the rest to zero"),
    answer="Nothing",
    demonstrate=_demonstrate,
    settings=Settings(),
)
