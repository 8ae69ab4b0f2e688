"""The address of the explorer's page, and what other pages need to read theirs.

It is read when a visitor opens the page and when they press Back or Forward. In all other runs it is ignored,
because a message of the browser may carry the address from before our last answer; the view is written to it.
"""

from collections.abc import Collection
from typing import Any

import streamlit as st

from explorer.ui.server.streamlit_internals import is_history_navigation
from explorer.ui.state import session
from explorer.view.link import HIDE, OWNED, read_link, write_link


def read() -> None:
    """Open the view that the address names, if the page has just been opened or by Back and Forward.

    Back to the view that was left a moment ago keeps what was changed there just before: the address of a
    page that is left cannot be written any more.
    """
    view = session.state()
    if view.is_open and (not is_history_navigation() or current() == view.last_query):
        return
    hide = ",".join(st.query_params.get_all(HIDE))
    session.open_view(*read_link({**st.query_params.to_dict(), HIDE: hide}))
    view.query = view.last_query = current()


def write() -> None:
    """Write the view to the address in one update, which is one step of the browser's history.

    While a weight is being typed the address waits: each key would be a step.
    """
    view = session.state()
    if view.is_typing:
        return
    wanted = others(OWNED) | query()
    if wanted != (current() if view.query is None else view.query):
        st.query_params.from_dict(wanted)
    view.query = view.last_query = wanted


def query() -> dict[str, str]:
    """Return the parameters that name the view."""
    view = session.state()
    return write_link(view.settings, view.options, view.hidden)


def current() -> dict[str, Any]:
    """Return all parameters of the address; one that occurs several times has a list of values."""
    return {name: _plain(st.query_params.get_all(name)) for name in st.query_params}


def others(owned: Collection[str]) -> dict[str, Any]:
    """Return the parameters of the address that are not among those that a page owns."""
    return {name: value for name, value in current().items() if name not in owned}


def _plain(values: list[str]) -> Any:
    return values[0] if len(values) == 1 else values
