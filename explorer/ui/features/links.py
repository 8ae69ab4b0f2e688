"""Links from a page to chapters and to views of the explorer."""

from collections.abc import Iterable
from typing import NoReturn
from urllib.parse import unquote, urlencode, urlsplit

import streamlit as st

from explorer.lessons.chapters import chapter_number
from explorer.ui.server.streamlit_internals import Page, is_history_navigation
from explorer.ui.state import address as explorer_address
from explorer.ui.state import guesses, network_session, session
from explorer.view.network import NetworkSettings
from explorer.view.settings import Settings
from explorer.view.spelling import named


def to_page(address: str, label: str) -> None:
    """Draw a link to another page; it opens in the same session, so guesses and uploads are kept."""
    st.page_link(_pages()[address], label=label, icon=":material/menu_book:")


def to_chapter(address: str) -> None:
    """Draw a link to a chapter, with its heading beside it; a long one wraps, which a link's label cannot."""
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"):
        to_page(address, f"Lesson {chapter_number(address)}")
        st.caption(guesses.heading(address))


def to_explorer(view: Settings, label: str) -> str:
    """Write a link to a view of the explorer, in Markdown; it opens in a tab of its own.

    >>> to_explorer(Settings(stride=2), "Every second place")
    '[Every second place](./?stride=2)'
    """
    query = urlencode(view.to_query())
    return f"[{label}](./{'?' if query else ''}{query})"


def open_explorer(explorer: Page, view: Settings) -> NoReturn:
    """Switch to the explorer's page, with these settings."""
    session.replace_settings(view)
    st.switch_page(explorer, query_params=explorer_address.query())


def open_network(view: NetworkSettings) -> NoReturn:
    """Switch to the page of the real network, with these settings."""
    network_session.open_view(view)
    st.switch_page(_pages()["network"], query_params=network_session.query())


def open_meant(pages: Iterable[Page]) -> None:
    """Open the page that a misspelt address means; Streamlit says of others that there is no such page."""
    named_pages = {page.url_path: page for page in pages if page.url_path}
    asked = unquote(urlsplit(st.context.url or "").path).rpartition("/")[2]
    meant = named(asked, named_pages) if asked else None
    is_done = st.session_state.get(_MEANT) == asked and not is_history_navigation()
    if meant is None or meant == asked or is_done:
        return
    st.session_state[_MEANT] = asked  # once: the browser's address may follow later
    st.switch_page(named_pages[meant], query_params=st.query_params.to_dict())


def register(pages: Iterable[Page]) -> None:
    """Store the pages of the app by their addresses, for `to_page`."""
    st.session_state[_PAGES] = {page.url_path: page for page in pages}


def _pages() -> dict[str, Page]:
    pages: dict[str, Page] = st.session_state[_PAGES]
    return pages


_PAGES = "pages"
_MEANT = "meant_page"
"""Keys of the session: the pages by address, and the misspelt address that was followed last."""
