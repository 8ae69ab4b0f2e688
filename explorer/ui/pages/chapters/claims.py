"""What the tutorial says, and what is so: its claims one by one, measured on the visitor's picture."""

import streamlit as st

from explorer.core.arrays import Map
from explorer.lessons.chapters import chapter_number
from explorer.lessons.claims import CLAIMS, Claim, Verdict
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
RIGHT = sum(row.verdict is Verdict.RIGHT for row in CLAIMS)


def _demonstrate() -> None:
    left, right = st.columns([2, 3])
    with left:
        image = pictures.choice()
    with right:
        wanted = st.selectbox("Claims", [None, *Verdict], format_func=_with_count, key="claims_verdict")
    for row in CLAIMS:
        if wanted in (None, row.verdict):
            _draw(row, image)


def _with_count(verdict: Verdict | None) -> str:
    if verdict is None:
        return f"all ({len(CLAIMS)})"
    return f"{verdict.value} ({sum(row.verdict is verdict for row in CLAIMS)})"


def _draw(row: Claim, image: Map) -> None:
    """Draw one claim: what is said on the left, what is so on the right, below each other on a phone."""
    with st.container(border=True, key=f"claims_{row.number}"):
        claim, check = st.columns([2, 3])
        claim.markdown(f"{SYMBOLS[row.verdict]} **Claim {row.number}**\n\n{row.claim}")
        with check:
            st.markdown(f"**So it is:** {row.what_is_so}")
            st.caption(evidence(row, image))
            if row.chapter != ADDRESS:
                links.to_page(row.chapter, f"Chapter {chapter_number(row.chapter)} shows it")


def evidence(row: Claim, image: Map) -> str:
    """Say what a claim's check measures on a picture, and whether that shows what is so."""
    if row.check is None:
        return "Nothing to measure: a matter of words."
    result = row.check(image)
    if result.holds:
        return f"Measured here: {result.measured}"
    return f"**This picture cannot show it; choose another.** Measured here: {result.measured}"


PAGE = ChapterPage(
    address=ADDRESS,
    question=f"We split the tutorial on ReLU into {len(CLAIMS)} claims. How many of them are plainly right?",
    options=("All of them", f"{len(CLAIMS) // 2} or more, but not all", f"{RIGHT}"),
    answer=f"{RIGHT}",
    demonstrate=_demonstrate,
    settings=Settings(palette="Signed grey"),
)
