"""A picture file that is dropped on any page of the app, or pasted, becomes the visitor's own picture."""

from dataclasses import dataclass

import streamlit as st

from explorer.ui.components import anywhere
from explorer.ui.features import links, pictures, uploads
from explorer.ui.server.streamlit_internals import Page
from explorer.ui.state import network_session, session
from explorer.view.settings import YOUR_PICTURE

_STATE = "dropped"
_TAKEN = "Your picture is taken: it is in every menu of pictures now."


@dataclass(slots=True)
class _Notice:
    """What was said last, and of which file."""

    number: int = 0
    text: str = ""
    offers: bool = False
    file: str = ""
    opened: int = 0
    """The number of the notice whose button has opened the explorer."""


def take(page: str, explorer: Page) -> None:
    """Take a new file and show it on the page with this address; call it before that page is drawn."""
    notice = _notice()
    if anywhere.opened() == notice.number != notice.opened:
        notice.opened = notice.number
        pictures.select(YOUR_PICTURE)
        links.open_explorer(explorer, session.settings())
    file = anywhere.file()
    if file is None or file.file_id == notice.file:
        return
    problem = uploads.take_file(file.getvalue())
    notice.text = problem or _show(page)
    notice.offers = not problem and bool(notice.text)
    notice.number += 1
    notice.file = file.file_id


def watch() -> None:
    """Listen for files on this page, and say what has become of the last one."""
    notice = _notice()
    anywhere.watch(notice.number, notice.text, offers=notice.offers)


def _notice() -> _Notice:
    notice: _Notice = st.session_state.setdefault(_STATE, _Notice())
    return notice


def _show(page: str) -> str:
    """Show the visitor's picture on a page, if it has a place for it; return what has to be said."""
    pictures.close_dialogs()
    if page == "":
        pictures.select(YOUR_PICTURE)
        return ""
    if page == "network":
        network_session.commit({"picture": YOUR_PICTURE})
        return ""
    pictures.choose(YOUR_PICTURE)
    return _TAKEN
