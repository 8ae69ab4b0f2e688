"""Links from a page to chapters and to views of the explorer."""

from collections.abc import Iterable
from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from explorer.lessons.sources import CHAPTERS
from explorer.settings import Settings
from explorer.ui.server.streamlit_internals import Page
from explorer.ui.state import address as explorer_address
from explorer.ui.state import session


def chapter_number(address: str) -> int:
    """Tell where a chapter stands, from 1.

    >>> chapter_number("picture-to-map")
    1
    """
    return CHAPTERS.index(address) + 1


def to_chapter(address: str, label: str) -> None:
    """Draw a link to a chapter; it opens in the same tab, and what was answered and uploaded stays."""
    st.page_link(_pages()[address], label=label, icon=":material/menu_book:")


def to_explorer(view: Settings, label: str) -> str:
    """Write a link to a view of the explorer, in Markdown; it opens in a tab of its own.

    >>> to_explorer(Settings(stride=2), "Every second place")
    '[Every second place](./?stride=2)'
    """
    query = urlencode(view.to_query())
    return f"[{label}](./{'?' if query else ''}{query})"


def open_explorer(explorer: Page, view: Settings) -> NoReturn:
    """Leave this page for the explorer, which shows a view."""
    session.replace_settings(view)
    st.switch_page(explorer, query_params=explorer_address.query())


def register(pages: Iterable[Page]) -> None:
    """Remember the pages of the app, by their addresses, for links to them."""
    st.session_state[_PAGES] = {page.url_path: page for page in pages}


def _pages() -> dict[str, Page]:
    found: dict[str, Page] = st.session_state[_PAGES]
    return found


_PAGES = "pages"
