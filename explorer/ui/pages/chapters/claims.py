"""What the tutorial says, and what is so: judge each claim first, then see it measured on your picture."""

import streamlit as st

from explorer.core.arrays import Map
from explorer.lessons import claims
from explorer.lessons.chapters import chapter_number
from explorer.lessons.claims import CLAIMS, COUNTED, Claim, Verdict
from explorer.ui.components import spoken
from explorer.ui.features import links, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

ADDRESS = "claims"
SYMBOLS = {
    Verdict.RIGHT: ":green-badge[:material/check: right]",
    Verdict.FAIR: ":blue-badge[:material/radio_button_unchecked: fair]",
    Verdict.HALF_RIGHT: ":orange-badge[:material/contrast: half right]",
    Verdict.WRONG: ":red-badge[:material/close: wrong]",
    Verdict.NOT_WELL_DEFINED: ":gray-badge[:material/question_mark: not well defined]",
}


def _demonstrate() -> None:
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        image = pictures.choice()
    with right:
        shows_all = st.toggle("Show all verdicts", key="claims_all", persist_state="session")
    meanings = (f"{SYMBOLS[verdict]} {meaning}" for verdict, meaning in claims.MEANINGS.items())
    st.markdown("  \n".join(meanings))
    summary = claims.summary() if shows_all else ""
    if summary:
        st.markdown(summary)
    said = [summary, *(_draw(row, image, shows_all=shows_all) for row in CLAIMS)]
    spoken.say(*filter(None, said), key="claims")


def _draw(row: Claim, image: Map, *, shows_all: bool) -> str:
    """Draw one claim: what is said on the left, what is so on the right, below each other on a phone.

    Returns what is said of the visitor's own verdict; "" without one.
    """
    with st.container(border=True, key=f"claims_{row.key}"):
        said, judged = st.columns([2, 3])
        with said:
            st.markdown(f"**{claims.heading(row)}**\n\n{row.claim}")
            if row.chapter != ADDRESS:
                links.to_page(row.chapter, f"Look in lesson {chapter_number(row.chapter)}")
        with judged:
            own = st.pills(
                f"Judge first: {claims.heading(row)}",
                list(Verdict),
                format_func=lambda verdict: verdict.value,
                key=f"claims_judged_{row.key}",
                persist_state="session",
                wrap=True,
            )
            if own or shows_all:
                _reveal(row, image, own)
    return f"{claims.comparison(row, own)} So it is: {row.what_is_so}" if own else ""


def _reveal(row: Claim, image: Map, own: Verdict | None) -> None:
    """Draw our verdict beside that of the visitor, if there is one, the reason and the measurement."""
    st.markdown(f"{SYMBOLS[row.verdict]} {claims.comparison(row, own) if own else ''}")
    st.markdown(f"**So it is:** {row.what_is_so}")
    st.caption(claims.evidence(row, image))


PAGE = ChapterPage(
    address=ADDRESS,
    question=f"We split the tutorial on ReLU into {len(COUNTED)} claims, and judged each of them. "
    "How many do we call right, with nothing to add?",
    options=claims.SHARES,
    answer=claims.share_right(),
    demonstrate=_demonstrate,
    settings=Settings(palette="Signed grey"),
)
