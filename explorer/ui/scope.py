"""The scope: tells the browser what to show. It computes the maps itself."""

import streamlit as st

from explorer.messages import scope as scope_message
from explorer.ui import pictures
from explorer.ui.component import component
from explorer.ui.view import View

_scope = component("scope")
_picture = component("picture", html="<p class='picture'></p>")


def show_maps(view: View) -> None:
    """Mount the three linked maps and the profile."""
    _scope(_numbered(view), key="scope")


def show_picture(view: View) -> None:
    """Send the picture, which every kernel leaves as it is, and say what it shows."""
    settings, image, _ = view
    name = pictures.identity(settings.picture, settings.size)
    description = pictures.description(settings.picture, image)
    _picture(scope_message.picture(image, name=name, description=description), key="shown")


def _numbered(view: View) -> dict[str, object]:
    """Describe a view; another one than before gets the next revision of this session."""
    settings, image, _ = view
    name = pictures.identity(settings.picture, settings.size)
    told = scope_message.view(settings, image.shape, picture=name)
    before = st.session_state.get("view_told", {"revision": 0})
    told["revision"] = before["revision"]
    if told != before:
        told["revision"] += 1
    st.session_state["view_told"] = told
    return told
