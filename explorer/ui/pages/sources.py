"""The bibliography: every source, how it was read, and every fact that the lessons take from it."""

import streamlit as st

from explorer.lessons.chapters import chapter_number
from explorer.lessons.sources import FACTS, SOURCES, Reading, Source
from explorer.ui.features import links

MARKS = {
    Reading.FULL: ":green-badge[:material/check_circle: its own text]",
    Reading.PARTS: ":orange-badge[:material/contrast: in parts]",
    Reading.ABSTRACT: ":orange-badge[:material/clock_loader_20: its abstract]",
    Reading.REPORTED: ":gray-badge[:material/radio_button_unchecked: as others report it]",
}


def page() -> None:
    """Draw the page."""
    st.title("Sources", anchor=False)
    st.markdown(
        "What the lessons rest on, how each source was read, and what they take from it. Numbers that a "
        "chapter computes are not here: they are made anew while you look."
    )
    with st.expander("How a source was read", key="sources-reading"):
        st.markdown("\n".join(f"- {mark} {reading.value}" for reading, mark in MARKS.items()))
    for source in SOURCES:
        _draw(source)


def _draw(source: Source) -> None:
    """Draw one source, and below each chapter that uses it the facts it uses."""
    with st.container(border=True, key=f"source-{source.key}"):
        year = source.year or "kept up to date"
        st.markdown(
            f"**{source.authors}** ({year}). *{source.title}.* {source.venue}. {MARKS[source.reading]}\n\n"
            f"{source.note}\n\n<{source.address}>"
        )
        for address in chapters_of(source):
            links.to_chapter(address)
            facts = [fact for fact in FACTS if (fact.source, fact.chapter) == (source.key, address)]
            if facts:
                st.markdown("\n".join(f"- {fact.text} *({fact.where})*" for fact in facts))


def chapters_of(source: Source) -> list[str]:
    """Return the addresses of the chapters that use a source, in the order of the lessons."""
    used = {*source.chapters, *(fact.chapter for fact in FACTS if fact.source == source.key)}
    return sorted(used, key=chapter_number)
