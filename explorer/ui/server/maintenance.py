"""The housekeeping of a server that runs for weeks: little memory, and nothing of visitors who have left."""

import ctypes
import gc
import logging
import sys
import threading
import time
from functools import cache
from typing import Any

import streamlit as st

from explorer.ui.server.streamlit_internals import end_abandoned_sessions

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
            sessions = end_abandoned_sessions(sessions)
        except AttributeError as problem:
            _warn_once(str(problem))
        except Exception:
            _LOG.exception("Sessions were not ended; Streamlit ends them when the next visitor leaves.")
        gc.collect()
        if hasattr(libc, "malloc_trim"):
            libc.malloc_trim(0)


@cache
def _warn_once(problem: str) -> None:
    _LOG.warning("Expired sessions wait until another visitor leaves, for Streamlit has changed: %s", problem)
