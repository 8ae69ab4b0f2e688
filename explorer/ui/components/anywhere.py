"""Takes a picture file that is dropped on any page, or pasted, and says what has become of it."""

from typing import Any

import streamlit as st

from explorer.ui.components.component import component, noop

_KEY, _FIELD = "anywhere_notice", "anywhere_file"
_anywhere = component("anywhere", html="<div class='anywhere'></div>")


def file() -> Any:
    """Return the file that was given last, as `st.file_uploader` does; None if there is none."""
    return st.session_state.get(_FIELD)


def opened() -> Any:
    """Return the number of the notice whose button to the explorer was pressed last; None if none was."""
    return getattr(st.session_state.get(_KEY), "opened", None)


def watch(number: int, text: str, *, offers: bool) -> None:
    """Mount it, with a notice: another number makes it another one; `offers` a button to the explorer."""
    with st.container(key="anywhere"):
        st.file_uploader("A picture dropped or pasted", key=_FIELD)
    _anywhere({"number": number, "text": text, "offers": offers}, key=_KEY, on_opened_change=noop)
