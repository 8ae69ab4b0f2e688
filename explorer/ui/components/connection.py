"""Reruns the page when the connection to the server is back, and says when the server is slow."""

from collections.abc import Iterable

from explorer.ui.components.component import LOADING, component, noop
from explorer.ui.server.streamlit_internals import CONNECTION

_connection = component("connection", html="<div class='connection'><p class='slow' role='status'></p></div>")


def watch(plain: Iterable[str]) -> None:
    """Mount the component that requests a run of the page after a reconnection, and keeps it translatable.

    Call it before anything is drawn: of a text that a translator has changed before the component came, the
    browser does not know where it stood.

    `plain` are the pages, by their addresses, that have no parameters: the browser gives them none.
    """
    message = {**CONNECTION, "loading": LOADING, "plain": [*plain]}
    _connection(message, key="connection", on_returned_change=noop)
