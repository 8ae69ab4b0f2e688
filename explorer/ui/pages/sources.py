"""The bibliography: a history, every source, how it was read, and every fact that the lessons take."""

import streamlit as st

from explorer.lessons.chapters import CHAPTERS, chapter_number
from explorer.lessons.history import HISTORY
from explorer.lessons.sources import FACTS, SOURCES, Reading, Source, lessons_of_our_own
from explorer.ui.features import cited, links

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
        "lesson computes are not here: they are made anew while you look."
    )
    st.header("History", anchor=False)
    st.markdown("\n".join(f"- **{row.year}** {row.text} *({_name(row.source)})*" for row in HISTORY))
    st.caption("Early steps, not first ones: who was first is often disputed.")
    _ours()
    st.header("Source by source", anchor=False)
    with st.expander("How a source was read", key="sources-reading"):
        st.markdown("\n".join(f"- {mark} {reading.value}" for reading, mark in MARKS.items()))
    st.caption("In the order of the first author's last name.")
    for source in sorted(SOURCES, key=lambda source: cited.short_name(source).casefold()):
        _draw(source)


def _ours() -> None:
    """Draw which lessons rest on neither the tutorial nor the papers that it names."""
    ours = lessons_of_our_own()
    st.header("What we added", anchor=False)
    st.markdown(
        f"{len(CHAPTERS) - len(ours)} of the {len(CHAPTERS)} lessons rest on the tutorial or on one of the "
        "two papers that it names, Kuo (2016) and He and others (2015). The others do not:"
    )
    for address in ours:
        links.to_chapter(address)


def _name(key: str) -> str:
    return cited.short_name(cited.BY_KEY[key])


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
