"""Why depth pays: a line, a picture and a square, folded by layers of a few ReLUs each."""

import streamlit as st

from explorer.core.arrays import Map
from explorer.lessons.folds import FOLD_LINE, FOLD_PICTURE
from explorer.lessons.regions import REGIONS, UNITS, random_weights
from explorer.ui.components import live
from explorer.ui.features import cited, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings


def _demonstrate() -> None:
    st.header("A line", anchor=False)
    _line()
    st.header("A picture: its brightness is the number that goes in", anchor=False)
    _picture(pictures.choice())
    st.header(f"A square: {UNITS} ReLUs in one, two or four layers", anchor=False)
    _regions()
    cited.reports("folds")


@st.fragment
def _line() -> None:
    live.show(FOLD_LINE, {}, key="folds_line")


@st.fragment
def _picture(image: Map) -> None:
    live.show(FOLD_PICTURE, {"image": image}, key="folds_picture")


@st.fragment
def _regions() -> None:
    live.show(REGIONS, {"weights": random_weights()}, key="folds_regions")


PAGE = ChapterPage(
    address="folds",
    question="Two ReLUs fold the line from 0 to 1 in its middle: 2 straight pieces. Three more layers of two "
    "ReLUs each do the same to what they get. How many straight pieces then?",
    options=("5", "8", "16"),
    answer="16",
    demonstrate=_demonstrate,
    settings=Settings(activation="Absolute value"),
)
