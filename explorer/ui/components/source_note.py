"""Says in the place of a field for a file, or of the camera, why it cannot work in this browser."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from explorer.ui.components.component import component
from explorer.ui.server.streamlit_internals import COOKIE

_note = component("source_note", html="<div class='source-note' hidden></div>")


@contextmanager
def place(*, is_camera: bool) -> Iterator[None]:
    """Show what is drawn within it where it works; elsewhere the browser says why not, and what to do."""
    with st.container(key="source_place"):
        _note({"isCamera": is_camera, "cookie": cookie()}, key="source_note")
        with st.container(key="source_field"):
            yield


def cookie() -> str:
    """Return the name of the cookie without which this server takes no file; "" if it takes all."""
    return COOKIE if st.get_option("server.enableXsrfProtection") else ""
