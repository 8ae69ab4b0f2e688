"""What a visitor has guessed in the lessons, and what a lesson is called before its answer and after."""

import streamlit as st

from explorer.lessons.chapters import CHAPTERS

_KEY = "guesses"


def reveal(address: str, guess: str | None) -> None:
    """Note that the answer of a chapter is revealed, and the option that was guessed; None if none was."""
    _guesses()[address] = guess


def is_revealed(address: str) -> bool:
    """Tell whether the visitor has seen the answer of a chapter."""
    return address in _guesses()


def guess(address: str) -> str | None:
    """Return the option that was guessed in a revealed chapter; None if none was."""
    return _guesses()[address]


def count() -> int:
    """Return how many chapters are revealed."""
    return len(_guesses())


def heading(address: str) -> str:
    """Return what a chapter is called for this visitor: its title, and its claim once it is revealed."""
    row = CHAPTERS[address]
    return row.claim if is_revealed(address) else row.title


def _guesses() -> dict[str, str | None]:
    guesses: dict[str, str | None] = st.session_state.setdefault(_KEY, {})
    return guesses
