"""Number types: one Sobel stored as bytes that clamp, bytes that wrap round, and floats."""

import streamlit as st

from explorer.core.notation import percent
from explorer.lessons import number_types
from explorer.lessons.number_types import NUMBER_TYPES
from explorer.lessons.parts import Data
from explorer.ui.components import live
from explorer.ui.features import cited, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings


def _demonstrate() -> None:
    maps = number_types.sobel(pictures.choice())
    st.markdown(number_types.remark(maps))
    _row(number_types.row_data(maps))
    rows = [
        f"| {name} | {percent(stored.wrong_fraction)} | {percent(stored.changed_fraction)} |"
        for name, stored in maps.items()
    ]
    head = "| The whole map, stored as | Wrong before ReLU | Changed by ReLU |\n|---|---:|---:|"
    st.markdown("\n".join([head, *rows]))
    with st.expander("The code of each", key="number_types_code"):
        for tab, row in zip(st.tabs(list(NUMBER_TYPES)), NUMBER_TYPES.values(), strict=True):
            tab.code(row.code, language="python")
    cited.reports(PAGE.address)


@st.fragment
def _row(data: Data) -> None:
    """Follow one row of the maps of each type."""
    live.show(number_types.ROW, data, key="number_types_row")


PAGE = ChapterPage(
    address="number-types",
    question="A library stores the sums of a Sobel kernel as bytes, 0 to 255. "
    "How many of those bytes does ReLU change?",
    options=("None", "About half", "All"),
    answer="None",
    demonstrate=_demonstrate,
    settings=Settings(),
)
