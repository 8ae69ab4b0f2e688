"""The address of the explorer's page: the only module that reads and writes it.

It is read when a visitor opens the page and when they press Back or Forward. In all other runs it is ignored,
because a message of the browser may carry the address from before our last answer; the view is written to it.
"""

from typing import Any

import streamlit as st

from explorer.ui.server.streamlit_internals import is_history_navigation
from explorer.ui.state import hiding, options, session
from explorer.view.settings import DEFAULTS, Settings

HIDE = "hide"
OWNED = frozenset((*DEFAULTS, *options.DEFAULTS, HIDE))
"""The parameters that this app sets; others are kept as they are."""


def read() -> None:
    """Open the view that the address names, if the page has just been opened or by Back and Forward.

    Back to the view that was left a moment ago keeps what was changed there just before: the address of a
    page that is left cannot be written any more.
    """
    view = session.state()
    if view.is_open and (not is_history_navigation() or _current() == view.last_query):
        return
    parameters = st.query_params.to_dict()
    asked = ",".join(st.query_params.get_all(HIDE)).split(",")
    hidden = tuple(name for name in hiding.CONTROLS if name in asked)
    session.open_view(Settings.from_query(parameters), options.Options.from_query(parameters), hidden)
    view.query = view.last_query = _current()


def write() -> None:
    """Write the view to the address in one update, which is one step of the browser's history.

    While a weight is being typed the address waits: each key would be a step.
    """
    view = session.state()
    if view.is_typing:
        return
    wanted = _others() | query()
    if wanted != (_current() if view.query is None else view.query):
        st.query_params.from_dict(wanted)
    view.query = view.last_query = wanted


def query() -> dict[str, Any]:
    """Return the parameters that name the view; defaults are left out."""
    view = session.state()
    hide = {HIDE: ",".join(view.hidden)} if view.hidden else {}
    return {**view.settings.to_query(), **view.options.to_query(), **hide}


def _current() -> dict[str, Any]:
    """Return all parameters of the address; one that occurs several times has a list of values."""
    return {name: _plain(st.query_params.get_all(name)) for name in st.query_params}


def _others() -> dict[str, Any]:
    return {name: value for name, value in _current().items() if name not in OWNED}


def _plain(values: list[str]) -> Any:
    return values[0] if len(values) == 1 else values
