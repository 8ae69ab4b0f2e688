"""A picture file that is dropped on any page of the app, or pasted, becomes the visitor's own picture."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from explorer.ui.components import anywhere
from explorer.ui.features import kept, links, pictures, uploads
from explorer.ui.server.streamlit_internals import Page, forget_file
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
    opened: str = ""
    """The notice whose button has opened the explorer, as `anywhere.opened` names it."""


def take(page: str, explorer: Page) -> None:
    """Take a new file and show it on the page with this address; call it before that page is drawn."""
    notice = _notice()
    this = f"{session.state().token} {notice.number}"
    if anywhere.opened() == this != notice.opened:
        notice.opened = this
        pictures.select(YOUR_PICTURE)
        links.open_explorer(explorer, session.settings())
    kept.take_back()
    forget_file(notice.file)  # a run before this one has taken it
    pictures.forget_taken_file()
    file = anywhere.file()
    if file is None or file.file_id == notice.file:
        return
    notice.text, notice.offers = _take(file, page)
    notice.number += 1
    notice.file = file.file_id


def listen() -> None:
    """Draw the field for the files; call it at the same place of every page, or it is made anew."""
    anywhere.field()


def watch(page: str) -> None:
    """Listen for files, and say what has become of the last one; call it after the page is drawn.

    The sheet of a page that is printed ends with its address, `page`, unless that is "".
    """
    notice = _notice()
    anywhere.watch(notice.number, notice.text, offers=notice.offers, holding=kept.holding(), page=page)


def _notice() -> _Notice:
    notice: _Notice = st.session_state.setdefault(_STATE, _Notice())
    return notice


def _take(file: Any, page: str) -> tuple[str, bool]:
    """Take a file, new or given back; return what has to be said, and whether with a way to the explorer."""
    if readings := kept.readings_of(file.name):
        return uploads.take_back(file, readings), False
    if problem := uploads.take_file(file):
        return problem, False
    said = _show(page)
    return said, bool(said)


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
