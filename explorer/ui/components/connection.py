"""A visitor whose server was away: the page is drawn again as soon as it is back."""

from explorer.ui.components.component import component, noop
from explorer.ui.server.streamlit_internals import CONNECTION

_connection = component("connection", html="<div class='connection'></div>")


def watch() -> None:
    """Let the browser ask for the whole page when its connection returns."""
    _connection(CONNECTION, key="connection", on_returned_change=noop)
