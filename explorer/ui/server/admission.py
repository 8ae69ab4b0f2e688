"""Limits the number of concurrent sessions; further visitors see a message."""

import threading
from weakref import WeakSet

import streamlit as st

from explorer.ui.server.streamlit_internals import is_connected, session_name

LIMIT = 150
"""One process makes about 37 changes a second (docs/BENCHMARKS.md): 150 visitors with one every 4 seconds."""


class Seat:
    """An object held by an admitted session and freed with it; it is taken while the browser is connected.

    A session that waits for its browser costs no time. When the browser is back, it is not refused, even if
    others have come meanwhile.
    """

    def __init__(self) -> None:
        self._of = session_name()

    def is_taken(self) -> bool:
        """Tell whether it counts."""
        return is_connected(self._of)


_taken: WeakSet[Seat] = WeakSet()
_one_at_a_time = threading.Lock()


def admit() -> None:
    """Admit this session, or show that the server is full and stop the run."""
    state = st.session_state
    with _one_at_a_time:
        if "seat" not in state and sum(seat.is_taken() for seat in _taken) < LIMIT:
            state["seat"] = Seat()
            _taken.add(state["seat"])
    if "seat" not in state:
        st.info(
            f"{LIMIT} visitors are here already, as many as this server can serve well. "
            "Try again in a minute.",
            icon=":material/groups:",
        )
        st.button("Try again")
        st.stop()
