"""The address of the explorer's page: the only module that reads and writes it.

An address counts in two cases: when a visitor opens the page, and when they press Back or Forward. At all
other times the view counts; a message of the browser may still carry the address from before our last answer.
"""

from typing import Any

import streamlit as st

from explorer.ui.server.streamlit_internals import is_history_navigation
from explorer.ui.state import hiding, options, session
from explorer.view.settings import DEFAULTS, Settings

HIDE = "hide"
OWNED = frozenset((*DEFAULTS, *options.DEFAULTS, HIDE))
"""The parameters that are ours; all others are left alone."""


def read() -> None:
    """Show what the address asks for, if it counts in this run."""
    if session.state().is_open and not is_history_navigation():
        return
    said = st.query_params.to_dict()
    asked = ",".join(st.query_params.get_all(HIDE)).split(",")
    hidden = tuple(name for name in hiding.CONTROLS if name in asked)
    session.open_view(Settings.from_query(said), options.Options.from_query(said), hidden)
    session.state().query = _said()


def write() -> None:
    """Let the address say what the view is, in one update: each is a step for the browser's Back."""
    view = session.state()
    wanted = _others() | query()
    if wanted != (_said() if view.query is None else view.query):
        st.query_params.from_dict(wanted)
    view.query = wanted


def query() -> dict[str, Any]:
    """Return the parameters that name the view; defaults are left out."""
    view = session.state()
    hide = {HIDE: ",".join(view.hidden)} if view.hidden else {}
    return {**view.settings.to_query(), **view.options.to_query(), **hide}


def _said() -> dict[str, Any]:
    """Return what the address says now; a parameter that is named several times has a list."""
    return {name: _plain(st.query_params.get_all(name)) for name in st.query_params}


def _others() -> dict[str, Any]:
    return {name: value for name, value in _said().items() if name not in OWNED}


def _plain(values: list[str]) -> Any:
    return values[0] if len(values) == 1 else values
