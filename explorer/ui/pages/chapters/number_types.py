"""Number types: one Sobel stored as bytes that clamp, bytes that wrap round, and floats."""

from types import MappingProxyType

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core.arrays import Map
from explorer.core.notation import number, percent
from explorer.lessons import number_types
from explorer.lessons.number_types import NUMBER_TYPES
from explorer.ui.components import map_images
from explorer.ui.components.chart import chart
from explorer.ui.features import cited, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

CLAMPED, WRAPPED, FLOAT = NUMBER_TYPES
_STYLES = MappingProxyType(
    {
        CLAMPED: (figures.RECTIFIED, "solid"),
        WRAPPED: (figures.INPUT, "dot"),
        FLOAT: (figures.SIGNED, "dash"),
    }
)


def _demonstrate() -> None:
    image = pictures.choice()
    _maps(image)
    with st.expander("The code of each", key="number_types_code"):
        for tab, row in zip(st.tabs(list(NUMBER_TYPES)), NUMBER_TYPES.values(), strict=True):
            tab.code(row.code, language="python")
    cited.reports(PAGE.address)


@st.fragment
def _maps(image: Map) -> None:
    """Show the maps of each type, and follow one row of them."""
    maps = number_types.sobel(image)
    height = image.shape[0]
    row = st.slider("Row", 0, height - 1, height // 2, key="number_types_row")
    limit = max(float(np.abs(stored.pre_activation).max()) for stored in maps.values()) or 1.0
    map_images.show_row(
        [
            map_images.side_by_side(
                map_images.MapImage(f"{name}: before ReLU, and after", stored.pre_activation),
                stored.activation_map,
            )
            for name, stored in maps.items()
        ],
        limit=limit,
        row=row,
    )
    st.caption(number_types.remark(maps))
    rows = [
        f"| {name} | {percent(stored.wrong_fraction)} | {percent(stored.changed_fraction)} |"
        for name, stored in maps.items()
    ]
    head = "| Stored as | Wrong before ReLU | Changed by ReLU |\n|---|---:|---:|"
    st.markdown("\n".join([head, *rows]))
    _profile({name: stored.pre_activation[row] for name, stored in maps.items()}, row)


def _profile(lines: dict[str, Map], row: int) -> None:
    """Draw one row of the map before ReLU in each type, and tell its lowest sum."""
    places = np.arange(len(lines[FLOAT]))
    lowest = int(lines[FLOAT].argmin())
    values = {name: float(line[lowest]) for name, line in lines.items()}
    chart(
        figures.plot(
            [figures.Series(name, places, line, *_STYLES[name]) for name, line in lines.items()],
            x="column",
            y="before ReLU",
        ),
        key="number_types_profile",
        alt=f"Row {row} before ReLU. At column {lowest}, where the sum is lowest: "
        + ", ".join(f"{name} {number(value, 0)}" for name, value in values.items()),
    )
    head = f"| Lowest sum of the row (column {lowest}) | " + " | ".join(values) + " |\n|---|---:|---:|---:|"
    before = "| Before ReLU | " + " | ".join(number(value, 0) for value in values.values()) + " |"
    after = "| After ReLU | " + " | ".join(number(max(value, 0), 0) for value in values.values()) + " |"
    st.markdown("\n".join([head, before, after]))


PAGE = ChapterPage(
    address="number-types",
    question="A library stores the sums of a Sobel kernel as bytes, 0 to 255. "
    "How many of those bytes does ReLU change?",
    options=("None", "About half", "All"),
    answer="None",
    demonstrate=_demonstrate,
    settings=Settings(),
)
