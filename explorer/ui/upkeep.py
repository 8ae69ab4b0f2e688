"""The housekeeping of a server that runs for weeks: little memory, and nothing of visitors who have left."""

import ctypes
import gc
import logging
import sys
import threading
import time
from contextlib import suppress
from typing import Any

import streamlit as st
from streamlit import runtime

_LOG = logging.getLogger(__name__)
PAUSE = 3  # seconds between two rounds
_M_ARENA_MAX = -8  # its number in malloc.h


@st.cache_resource
def begin() -> None:
    """Begin the rounds, in a thread of their own.

    Streamlit would collect garbage after every run, and each time walk every object of every library and of
    every visitor; that is turned off in .streamlit/config.toml. What the imports made is taken out of the
    rounds. On Linux all threads share what pools of memory there are: glibc would give each a pool of its
    own, and hold in it what threads that have ended once needed.
    """
    gc.collect()
    gc.freeze()
    libc: Any = ctypes.CDLL(None) if sys.platform == "linux" else None
    if hasattr(libc, "mallopt"):
        libc.mallopt(_M_ARENA_MAX, 1)
    threading.Thread(target=_rounds, args=(libc,), name="upkeep", daemon=True).start()


def _rounds(libc: Any) -> None:
    sessions: list[Any] = []
    while True:
        time.sleep(PAUSE)
        try:
            sessions = _end_abandoned(sessions)
        except Exception:
            _LOG.exception("Sessions were not ended; Streamlit ends them when the next visitor leaves.")
        gc.collect()
        if hasattr(libc, "malloc_trim"):
            libc.malloc_trim(0)


def _end_abandoned(before: list[Any]) -> list[Any]:
    """End the sessions that have waited in vain for their visitor to come back; return all others.

    Streamlit ends them only when some other visitor leaves, and until then keeps what they uploaded. It has
    no public way to ask for more. Files that they took along go in two rounds: the first only marks them.
    """
    if not runtime.exists():
        return []
    server: Any = runtime.get_instance()
    manager = server._session_mgr
    storage = manager._session_storage
    with manager._storage_lock:
        now = [info.session for info in (*manager.list_active_sessions(), *storage.list())]
        gone = [session for session in before if session not in now]
        for session in gone:
            with suppress(KeyError):
                storage.delete(session.id)
    for session in gone:
        session.shutdown()
        session.session_state.clear()  # of the first visitor too, whom begin() counted among the imports
    server.media_file_mgr.remove_orphaned_files()
    return now
