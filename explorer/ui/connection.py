"""A visitor whose server was away: the page is drawn again as soon as it is back."""

from explorer.ui.component import component

_connection = component("connection", html="<div class='connection'></div>")


def watch() -> None:
    """Let the browser ask for the whole page when its connection returns."""
    _connection({}, key="connection", on_returned_change=_nothing)


def _nothing() -> None:
    """Stand for what follows; Streamlit draws the page anyhow."""
