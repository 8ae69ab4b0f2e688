"""What comes next: max pooling may change places with ReLU, average pooling may not."""

import streamlit as st

from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.lessons.pooling import ORDER, POOLINGS
from explorer.ui.components import live
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

NAMES = tuple(POOLINGS)


def _demonstrate() -> None:
    left, right = st.columns(2)
    with left:
        image = pictures.choice()
    with right:
        name = st.segmented_control(
            "Pooling, blocks of 2×2", NAMES, default=NAMES[0], required=True, key="pooling_name"
        )
    _orders(forward(image, KERNELS["Sobel right"].weights).pre_activation, name)


@st.fragment
def _orders(signed: Map, name: str) -> None:
    live.show(ORDER, {"signed": signed, "pooling": name}, key="pooling_order")


PAGE = ChapterPage(
    address="pooling",
    question="ReLU, then pooling; or pooling, then ReLU. For which pooling are both always equal?",
    options=("Maximum", "Average", "Both", "Neither"),
    answer="Maximum",
    demonstrate=_demonstrate,
    settings=Settings(),
)
