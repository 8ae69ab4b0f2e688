"""Reruns the page when the connection to the server is back."""

from explorer.ui.components.component import component, noop
from explorer.ui.server.streamlit_internals import CONNECTION

_connection = component("connection", html="<div class='connection'></div>")


def watch() -> None:
    """Mount the component that requests a run of the page after a reconnection."""
    _connection(CONNECTION, key="connection", on_returned_change=noop)
