"""What a visitor has guessed in the lessons, and what a lesson is called before its answer and after.

The guesses belong to the session. The browser keeps them in its tab as well: a reload begins a session, which
takes them from there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from explorer.lessons.chapters import CHAPTERS

_KEY = "guesses"
_IS_SETTLED = "guesses_are_settled"
"""Key of the session, there once it needs nothing that the browser has kept."""
_MOST = 999  # hands for one answer
_LONGEST = 8  # answers of a question


@dataclass(frozen=True, slots=True)
class Guess:
    """What was guessed before the answer of a lesson was revealed."""

    place: int | None
    """The place of the chosen option among those of the lesson, from 0; None if none was chosen."""
    hands: tuple[int, ...] = ()
    """How many hands of a class went up for each option; empty if none were counted."""


def read(report: object) -> Guess:
    """Return the guess that a browser reports; what is none reads as no guess. The report is not trusted.

    Whether there are so many options is for the lesson to say, when it shows the guess.

    Parameters
    ----------
    report : object
        In JSON: ``{"place": 1, "hands": [3, 12, 5]}``, each of the two at will.

    Examples
    --------
    >>> read({"place": 1, "hands": [3, 12]})
    Guess(place=1, hands=(3, 12))
    >>> read({"place": -2, "hands": [0, 0]})
    Guess(place=None, hands=())
    """
    report = report if isinstance(report, Mapping) else {}
    place = report.get("place")
    is_place = type(place) is int and 0 <= place < _LONGEST
    return Guess(place if is_place else None, _hands(report.get("hands")))


def _hands(hands: object) -> tuple[int, ...]:
    if not isinstance(hands, Sequence) or isinstance(hands, str) or len(hands) > _LONGEST or not any(hands):
        return ()
    return tuple(hands) if all(type(count) is int and 0 <= count <= _MOST for count in hands) else ()


def reveal(address: str, guess: Guess) -> None:
    """Note that the answer of a chapter is revealed, and what was guessed."""
    _guesses()[address] = guess


def is_revealed(address: str) -> bool:
    """Tell whether the visitor has seen the answer of a chapter."""
    return address in _guesses()


def guess(address: str) -> Guess:
    """Return what was guessed in a revealed chapter."""
    return _guesses()[address]


def count() -> int:
    """Return how many chapters are revealed."""
    return len(_guesses())


def heading(address: str) -> str:
    """Return what a chapter is called for this visitor: its title, and its claim once it is revealed."""
    row = CHAPTERS[address]
    return row.claim if is_revealed(address) else row.title


def forget() -> None:
    """Hide all answers again, as for another class."""
    _guesses().clear()
    st.session_state[_IS_SETTLED] = True


def to_keep() -> dict[str, Any]:
    """Return the guesses for the browser to keep, and whether this session may lack some that it has kept."""
    kept = {address: {"place": one.place, "hands": list(one.hands)} for address, one in _guesses().items()}
    return {"guesses": kept, "isNew": _IS_SETTLED not in st.session_state}


def take_back(kept: object) -> None:
    """Take the guesses that the browser has kept over a reload, once; those of this session count more."""
    if not isinstance(kept, Mapping) or _IS_SETTLED in st.session_state:
        return
    st.session_state[_IS_SETTLED] = True
    for address in CHAPTERS:
        if address in kept and not is_revealed(address):
            reveal(address, read(kept[address]))


def _guesses() -> dict[str, Guess]:
    guesses: dict[str, Guess] = st.session_state.setdefault(_KEY, {})
    return guesses
