"""Keeps the guesses in the browser's tab, so that a reload does not hide the answers again."""

import streamlit as st

from explorer.ui.components.component import component, noop
from explorer.ui.state import guesses, session

_KEY = "guesses_of_tab"
_FORGET = "forget_guesses"
_guesses = component("guesses", html="<span class='guesses'></span>")

_forget = component(
    "forget", html="<button class='forget' type='button' disabled>Start again for the next class</button>"
)


def take_back() -> None:
    """Take what the browser has kept, if it has reported it; call it before a lesson is named."""
    guesses.take_back(getattr(st.session_state.get(_KEY), "kept", None))


def keep() -> None:
    """Send the guesses to the browser to keep; it is asked again by each session that may lack some."""
    _guesses(guesses.to_keep() | {"session": session.state().token}, key=_KEY, on_kept_change=noop)


def draw_forget() -> None:
    """Draw the button that hides all answers again; the browser's tab forgets them at the press."""
    _forget({}, key=_FORGET, on_forgotten_change=guesses.forget)
