"""Links to chapters with their titles."""

import streamlit as st

from explorer.lessons.chapters import CHAPTERS, chapter_number
from explorer.ui import links


def chapter_link(address: str) -> None:
    """Draw a link to a chapter, with its title beside it, where a long one finds a second line."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        links.to_chapter(address, f"Chapter {chapter_number(address)}")
        st.markdown(CHAPTERS[address].title, width="content")
