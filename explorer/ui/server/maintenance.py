"""A thread that keeps memory low: it collects garbage and ends the sessions of visitors who have left."""

import ctypes
import gc
import logging
import sys
import threading
import time
from functools import cache
from typing import Any

import streamlit as st

from explorer.ui.server import operations
from explorer.ui.server.streamlit_internals import end_abandoned_sessions

_LOG = logging.getLogger(__name__)
PAUSE = 3  # seconds between two passes of the loop
_M_ARENA_MAX, _M_MMAP_THRESHOLD = -8, -3  # their numbers in malloc.h
_LARGE = 128 * 1024  # bytes; glibc begins with this, but raises it as blocks are freed


@st.cache_resource(show_spinner=False)
def start() -> None:
    """Start the maintenance thread, once for each process.

    .streamlit/config.toml turns Streamlit's own garbage collection off: it runs after every script run, and
    visits all objects of all libraries and visitors. Here it runs every `PAUSE` seconds, and `gc.freeze`
    exempts what the imports created. None of that is garbage, so none is looked for first: the first visitor
    would wait for it. On Linux, `M_ARENA_MAX` makes all threads share one memory arena: otherwise glibc
    creates one for each, and does not return the memory of threads that have ended. Blocks of `_LARGE` bytes
    and more, such as pictures, are returned as soon as they are freed: nothing of a visitor's picture stays
    in free memory.
    """
    gc.freeze()
    libc: Any = ctypes.CDLL(None) if sys.platform == "linux" else None
    if hasattr(libc, "mallopt"):
        libc.mallopt(_M_ARENA_MAX, 1)
        libc.mallopt(_M_MMAP_THRESHOLD, _LARGE)
    threading.Thread(target=_loop, args=(libc,), name="maintenance", daemon=True).start()


def _loop(libc: Any) -> None:
    sessions: list[Any] = []
    while True:
        time.sleep(PAUSE)
        try:
            sessions = end_abandoned_sessions(sessions)
        except AttributeError as problem:
            _warn_once(str(problem))
        except Exception:
            _LOG.exception("Sessions were not ended; Streamlit ends them when the next visitor leaves.")
        operations.report()
        gc.collect()
        if hasattr(libc, "malloc_trim"):
            libc.malloc_trim(0)


@cache
def _warn_once(problem: str) -> None:
    _LOG.warning("Expired sessions wait until another visitor leaves, for Streamlit has changed: %s", problem)
