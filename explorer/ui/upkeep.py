"""The housekeeping of a server that runs for weeks: little memory, and nothing of visitors who have left."""

import ctypes
import gc
import sys
import threading
import time
from contextlib import suppress
from typing import Any

import streamlit as st
from streamlit import runtime

PAUSE = 3  # seconds between two rounds
LARGE = 128 * 1024  # bytes; what is larger is taken from the system by itself, and given back at once
_M_MMAP_THRESHOLD = -3  # its number in malloc.h


@st.cache_resource
def begin() -> None:
    """Begin the rounds, in a thread of their own.

    Streamlit would collect garbage after every run, and each time walk every object of every library and of
    every visitor; that is turned off in .streamlit/config.toml. What the imports made is taken out of the
    rounds. On Linux, messages and arrays are kept out of the pools of threads: glibc would raise the limit
    to the largest block that was freed, and hold whatever is below it for good.
    """
    gc.collect()
    gc.freeze()
    libc: Any = ctypes.CDLL(None) if sys.platform == "linux" else None
    if hasattr(libc, "mallopt"):
        libc.mallopt(_M_MMAP_THRESHOLD, LARGE)
    threading.Thread(target=_rounds, args=(libc,), name="upkeep", daemon=True).start()


def _rounds(libc: Any) -> None:
    sessions: list[Any] = []
    while True:
        time.sleep(PAUSE)
        sessions = _end_abandoned(sessions)
        gc.collect()
        if hasattr(libc, "malloc_trim"):
            libc.malloc_trim(0)


def _end_abandoned(before: list[Any]) -> list[Any]:
    """End the sessions that have waited in vain for their visitor to come back; return all others.

    Streamlit ends them only when some other visitor leaves, and until then keeps what they uploaded. It has
    no public way to ask for more; where a new version has moved these names, its own way remains.
    """
    manager: Any = getattr(runtime.get_instance(), "_session_mgr", None) if runtime.exists() else None
    storage, lock = getattr(manager, "_session_storage", None), getattr(manager, "_storage_lock", None)
    if storage is None or lock is None:
        return []
    with lock:
        now = [info.session for info in (*manager.list_active_sessions(), *storage.list())]
        gone = [session for session in before if session not in now]
        for session in gone:
            with suppress(KeyError):
                storage.delete(session.id)
    for session in gone:
        session.shutdown()
        session.session_state.clear()  # of the first visitor too, whom begin() counted among the imports
    return now
