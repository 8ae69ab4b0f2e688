"""White, grey, black: one line before and after ReLU, as numbers and as greys on a screen."""

import streamlit as st

from explorer.core.arrays import Map
from explorer.lessons.corner import CORNER, SOURCES
from explorer.lessons.streak import DISPLAYS
from explorer.ui.components import live
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

NAMES = tuple(DISPLAYS)


def _demonstrate() -> None:
    image = pictures.choice()
    _line(image)


@st.fragment
def _line(image: Map) -> None:
    left, right = st.columns(2)
    with left:
        source = st.segmented_control("Line", SOURCES, default=SOURCES[0], required=True, key="corner_source")
    with right:
        display = st.segmented_control(
            "How the screen paints numbers", NAMES, default=NAMES[0], required=True, key="corner_display"
        )
    live.show(CORNER, {"image": image, "source": source, "display": display}, key="corner_line")


PAGE = ChapterPage(
    address="corner",
    question="ReLU cuts a line of the map off at zero. What becomes of its largest step between neighbours?",
    options=("It grows", "It stays or shrinks", "It always shrinks"),
    answer="It stays or shrinks",
    demonstrate=_demonstrate,
    settings=Settings(palette="Signed grey"),
)
