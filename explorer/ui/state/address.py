"""The address of the explorer's page, and what other pages need to read theirs.

It is read when a visitor opens the page and when they press Back or Forward. In all other runs it is ignored,
because a message of the browser may carry the address from before our last answer; the view is written to it.
"""

from collections.abc import Collection, Mapping
from typing import Any

import streamlit as st

from explorer.ui.server.streamlit_internals import is_history_navigation
from explorer.ui.state import session
from explorer.view.link import OWNED, parameters_of, read_link, write_link


def read() -> None:
    """Open the view that the address names, if the page has just been opened or by Back and Forward.

    Back to the view that was left a moment ago keeps what was changed there just before: the address of a
    page that is left cannot be written any more. By Back and Forward nothing is named that has no meaning:
    Streamlit leaves steps with the parameters of another page.
    """
    view = session.state()
    if view.is_open and not is_another(view):
        return
    opened = read_link(parameters_of(pairs()))
    session.open_view(opened._replace(unread=()) if is_history_navigation() else opened)
    view.query = view.last_query = current()


def write() -> None:
    """Write the view to the address in one update, which is one step of the browser's history.

    While a weight is being typed the address waits: each key would be a step.
    """
    write_view(session.state(), query(), owned=OWNED)


def is_another(view: session.OwnedView) -> bool:
    """Tell whether Back or Forward has come to another address than the view was left with."""
    return is_history_navigation() and current() != view.last_query


def write_view(view: session.OwnedView, query: Mapping[str, str], *, owned: Collection[str]) -> None:
    """Write a view in the place of the `owned` parameters; while a number is typed the address waits."""
    if view.is_typing:
        return
    now = current()
    others = {name: value for name, value in now.items() if not _means(name, value, owned)}
    wanted = {**others, **query}
    if wanted != (now if view.query is None else view.query):
        st.query_params.from_dict(wanted)
    view.query = view.last_query = wanted


def query() -> dict[str, str]:
    """Return the parameters that name the view."""
    view = session.state()
    return write_link(view.settings, view.options, view.hidden)


def pairs() -> list[tuple[str, str]]:
    """Return the names and texts of the address as they are."""
    return [(name, text) for name in st.query_params for text in st.query_params.get_all(name)]


def current() -> dict[str, Any]:
    """Return all parameters of the address; one that occurs several times has a list of values."""
    return {name: _plain(st.query_params.get_all(name)) for name in st.query_params}


def _means(name: str, value: str | list[str], owned: Collection[str]) -> bool:
    """Tell whether a parameter, in whatever spelling, is one of those that are owned."""
    if name in owned:  # as the app writes it: nothing has to be spelt out
        return True
    texts = [value] if isinstance(value, str) else value
    return not parameters_of([(name, text) for text in texts], owned).keys().isdisjoint(owned)


def _plain(values: list[str]) -> Any:
    return values[0] if len(values) == 1 else values
