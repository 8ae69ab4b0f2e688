"""Takes a picture file that is dropped on any page, or pasted, and says what has become of it.

It also keeps the files that the page has sent, and gives them back to a session that knows nothing of them.
"""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from explorer.ui.components.component import component, noop
from explorer.ui.components.source_note import cookie
from explorer.ui.server import environment
from explorer.ui.server.streamlit_internals import UPLOADS

_KEY, _FIELD = "anywhere_notice", "anywhere_file"
_anywhere = component("anywhere", html="<div class='anywhere'></div>")


def file() -> Any:
    """Return the file that was given last, as `st.file_uploader` does; None if there is none.

    Of a file that the server no longer has, as after a restart, the session holds a mark without its bytes.
    """
    given = st.session_state.get(_FIELD)
    return given if hasattr(given, "getvalue") else None


def opened() -> Any:
    """Return the notice whose button to the explorer was pressed last, by session and number; or None."""
    return getattr(st.session_state.get(_KEY), "opened", None)


def given_back() -> Any:
    """Return what the browser says that the session before held; None if it says nothing."""
    return getattr(st.session_state.get(_KEY), "givenBack", None)


def field() -> None:
    """Draw the field for the files, which nobody sees."""
    with st.container(key="anywhere"):
        st.file_uploader("A picture dropped or pasted", key=_FIELD)


def watch(number: int, text: str, *, offers: bool, holding: Mapping[str, Any], page: str) -> None:
    """Mount it, with a notice: another number makes it another one; `offers` a button to the explorer.

    `holding` is what the session holds of what the browser can give back; see `explorer.ui.features.kept`.
    `page` is the address of the page, for its printed sheet; "" for one that has its link there already.
    """
    _anywhere(
        {
            "number": number,
            "text": text,
            "offers": offers,
            "holding": holding,
            "uploads": UPLOADS,
            "cookie": cookie(),
            "page": page,
            "maxBytes": environment.upload_limit(),
            "waits": environment.wait(),
        },
        key=_KEY,
        on_opened_change=noop,
        on_asked_change=noop,
        on_givenBack_change=noop,
    )
