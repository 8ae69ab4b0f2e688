"""What is told of the visitor's own file on a page beside the explorer, with what can be chosen."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.ui.components.component import component, noop
from explorer.ui.state import session

_KEY = "picture_file"
_file = component("picture_file")


def asked() -> Any:
    """Return what the browser has asked for last, which is not trusted; None if it was another session's."""
    said = getattr(st.session_state.get(_KEY), "asked", None)
    return said if isinstance(said, dict) and said.get("session") == session.state().token else None


def show(file: Mapping[str, Any]) -> None:
    """Mount it, with what `explorer.ui.features.uploads.message` returns."""
    _file({"file": file, "session": session.state().token}, key=_KEY, on_asked_change=noop)
