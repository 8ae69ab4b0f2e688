"""Which controls a teacher's link leaves out: the address names them, as in "?hide=kernel,bias"."""

import streamlit as st

from explorer.ui.state import session


def hidden() -> tuple[str, ...]:
    """Return the names of the controls that are hidden for this visitor."""
    return session.state().hidden


def shows(name: str) -> bool:
    """Tell whether a control is shown; True for a name that is no control."""
    return name not in hidden()


def show_all_button() -> None:
    """Draw the button that shows every control again, if one is hidden; all keep their values."""
    if hidden():
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Show all controls", type="tertiary", key="show_all", on_click=session.hide, args=((),))
