"""Facts with their citations."""

import streamlit as st

from explorer.lessons.sources import FACTS, SOURCES, Fact, Source

BY_KEY = {source.key: source for source in SOURCES}


def short_name(source: Source) -> str:
    """Return the short citation of a source.

    >>> short_name(BY_KEY["he2015"]), short_name(BY_KEY["kuo2017"]), short_name(BY_KEY["pytorch"])
    ('He et al. 2015', 'Kuo and Chen 2017', 'PyTorch')
    """
    if source.year is None:
        return source.authors
    names = [name.split()[-1] for name in source.authors.replace(" and others", ", others").split(", ")]
    is_crowd = len(names) > 2 or names[-1] == "others"
    return f"{f'{names[0]} et al.' if is_crowd else ' and '.join(names)} {source.year}"


def cited(fact: Fact) -> str:
    """Write a fact with its source, in Markdown."""
    return f"{fact.text} *({short_name(BY_KEY[fact.source])}, {fact.where})*"


def reports(chapter: str) -> None:
    """Draw the facts of a chapter that come from its sources."""
    facts = [fact for fact in FACTS if fact.chapter == chapter]
    with st.expander("What the sources report", key=f"reports-{chapter}"):
        st.markdown("\n".join(f"- {cited(fact)}" for fact in facts))
