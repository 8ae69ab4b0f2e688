"""What whoever runs a server watches: its log, and its page for Prometheus (docs/OPERATIONS.md)."""

import atexit
import logging
import platform
import threading
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import streamlit as st

from explorer import VERSION
from explorer.ui.server import admission, environment, log, metrics, process, streamlit_internals
from explorer.ui.server.metrics import Family

_GAUGES = {
    "relu_explorer_build_info": "1; the labels tell which versions run.",
    "relu_explorer_visitors": "Visitors who are admitted, and whose browser is connected.",
    "relu_explorer_visitors_limit": "So many visitors are admitted at the same time.",
    "relu_explorer_sessions": "Sessions with their browser, and those that wait for it.",
    "relu_explorer_memory_limit_bytes": "Above it new visitors and files are refused; absent without one.",
    "process_resident_memory_bytes": "Memory that the process holds; Linux only.",
    "process_open_fds": "Open files and connections; Linux only.",
    "process_start_time_seconds": "When the process began, in seconds since 1970.",
}
_CPU = Family("process_cpu_seconds", "counter", "Processor time that the process has taken.", ())
NAMES = (*(counted.name for counted in metrics.COUNTED), *_GAUGES, _CPU.name)
"""The metrics that are ours, in the order of the page."""
_VERSIONS = {"version": VERSION, "python": platform.python_version(), "streamlit": st.__version__}
_told: dict[tuple[str, str], int] = {}
"""How many refusals and slow answers the log has told of, by event and label."""
_started, _stopped, _one_at_a_time = threading.Event(), threading.Event(), threading.Lock()


def check() -> None:
    """End the process with one sentence if a variable has a value that means nothing."""
    try:
        environment.check()
    except environment.WrongSetting as problem:
        raise SystemExit(str(problem)) from None


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """Begin with the server, before the first visitor: for `preview_app.py`."""
    start()
    try:
        yield
    finally:
        stop()


def start() -> None:
    """Set up the log and the page for Prometheus, once for each process; without a server do nothing."""
    with _one_at_a_time:
        if streamlit_internals.has_server() and not _started.is_set():
            _start()
            _started.set()


def _start() -> None:
    streamlit_internals.ask_nobody_for_our_address()
    streamlit_internals.read_the_theme_once()
    form = environment.log_form()
    st.set_option("logger.enableRich", False)  # it would print exceptions past the log
    streamlit_internals.log_through(log.begin(form, metrics.ERRORS.add), alone=form == "json")
    limits = environment.limits()
    numbers = {"visitors": limits.visitors, "memory_mb": limits.memory}
    numbers["upload_mb"] = environment.upload_limit() // 1_000_000
    log.write("start", numbers=_VERSIONS | numbers | {"seconds": _seconds()})
    atexit.register(stop)
    try:
        streamlit_internals.publish(streamlit_internals.MetricsProvider(NAMES, families))
    except AttributeError:
        log.write("no_metrics", level=logging.WARNING, numbers={})  # Streamlit has changed


def stop() -> None:
    """Write the last line, once: not every process ends with what is registered for its end."""
    if not _stopped.is_set():
        report()
        _stopped.set()
        log.write("stop", numbers={"seconds": _seconds()})


def _seconds() -> float:
    """Return how long the process has been there."""
    return round(time.time() - process.started(), 1)


def families() -> list[Family]:
    """Return all metrics that are ours, with their values just now."""
    values = _gauges()
    gauges = [Family(name, "gauge", text, values[name]) for name, text in _GAUGES.items()]
    cpu = _CPU._replace(samples=[({}, int(time.process_time()))])
    return [*(counted.family() for counted in metrics.COUNTED), *gauges, cpu]


def _gauges() -> dict[str, list[tuple[Mapping[str, str], int]]]:
    limits = environment.limits()
    try:
        sessions = streamlit_internals.count_sessions()
    except AttributeError:
        sessions = {}
    single = {
        "relu_explorer_visitors_limit": limits.visitors,
        "relu_explorer_memory_limit_bytes": limits.memory * environment.MEGA,
        "process_resident_memory_bytes": process.memory(),
        "process_open_fds": process.open_files(),
        "process_start_time_seconds": int(process.started()),
    }
    return {
        "relu_explorer_build_info": [(_VERSIONS, 1)],
        "relu_explorer_visitors": [({}, admission.count())],
        "relu_explorer_sessions": [({"state": name}, count) for name, count in sessions.items()],
        **{name: [({}, value)] if value else [] for name, value in single.items()},
    }


def report() -> None:
    """Write a line for the refusals, and one for the slow answers, that have come since the last call."""
    if not _started.is_set():
        return
    for reason, count in metrics.REFUSALS.counts().items():
        _report("refusal", "reason", reason, count)
    for page, count in metrics.CHANGES.slow().items():
        _report("slow", "page", page, count)


def _report(event: str, label: str, value: str, count: int) -> None:
    before = _told.get((event, value), 0)
    if count > before:
        _told[event, value] = count
        log.write(event, level=logging.WARNING, numbers={label: value, "count": count - before})
