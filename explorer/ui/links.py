"""Links from a page to chapters and to views of the explorer."""

from urllib.parse import urlencode

import streamlit as st

from explorer.view.settings import Settings


def to_chapter(address: str, label: str) -> None:
    """Draw a link to a chapter; it opens in the same tab, and what was answered and uploaded stays."""
    there = st.Page(_elsewhere, title=label, url_path=address)  # Streamlit knows a page by its address alone
    st.page_link(there, label=label, icon=":material/menu_book:")


def to_explorer(view: Settings, label: str) -> str:
    """Write a link to a view of the explorer, in Markdown; it opens in a tab of its own.

    >>> to_explorer(Settings(stride=2), "Every second place")
    '[Every second place](./?stride=2)'
    """
    query = urlencode(view.to_query())
    return f"[{label}](./{'?' if query else ''}{query})"


def _elsewhere() -> None:
    """Stand for a page that is drawn by its own function."""
