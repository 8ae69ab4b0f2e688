"""Limits the number of concurrent sessions, and the memory; further visitors see a message."""

import threading
from weakref import WeakSet

import streamlit as st

from explorer.ui.server import environment, metrics, process, site
from explorer.ui.server.streamlit_internals import is_connected, session_name


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


def count() -> int:
    """Return how many visitors are admitted and connected."""
    return sum(seat.is_taken() for seat in list(_taken))


def is_memory_short() -> bool:
    """Tell whether the process holds more memory than it is meant to."""
    limit = environment.limits().memory
    return bool(limit) and process.memory() > limit * environment.MEGA


def admit() -> None:
    """Admit this session, or say why it has to wait and stop the run."""
    if "seat" in st.session_state:
        return
    with _one_at_a_time:
        reason = _reason()
        if not reason:
            st.session_state["seat"] = seat = Seat()
            _taken.add(seat)
            metrics.ADMISSIONS.add()
    if reason:
        metrics.REFUSALS.add(reason)
        st.info(_SENTENCES[reason].format(environment.limits().visitors), icon=":material/groups:")
        st.button("Try again")
        asked = [(name, text) for name in st.query_params for text in st.query_params.get_all(name)]
        if address := site.same_view(st.context.url or "", asked):
            st.link_button("Open the explorer that needs no server", address)
        st.stop()


def _reason() -> str:
    """Return why nobody can be admitted just now, a key of `_SENTENCES`; "" if somebody can."""
    if count() >= environment.limits().visitors:
        return "full"
    return "memory" if is_memory_short() else ""


_SENTENCES = {
    "full": "This server is full, with {} here already. Try again in a minute.",
    "memory": "This server has little memory left and lets nobody in just now. Try again in a minute.",
}
