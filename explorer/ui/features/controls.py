"""What opens and closes on the page: the popover of the picture, and the expanders, which are options."""

from typing import Any

import streamlit as st

from explorer.ui.features import pictures
from explorer.ui.state import hiding, session


def picture() -> None:
    """Draw the choice of the picture."""
    if not hiding.shows("picture"):
        return
    shown = session.settings().picture
    with st.popover(f"Picture: {shown}", icon=":material/photo_library:", width="stretch", key="pictures"):
        pictures.choice_of_picture()


def expander(name: str, label: str) -> Any:
    """Draw an expander whose state is an option of the page; `open` of the result tells it."""
    session.prepare_widget(name, getattr(session.options(), name))
    return st.expander(label, key=name, on_change=session.commit_option, args=(name,))
