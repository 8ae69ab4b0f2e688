"""Names of Streamlit that are not public, each with what happens if it moves."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

from streamlit import delta_generator, net_util, runtime
from streamlit import logger as loggers
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from streamlit.navigation.page import Page as _Page

    Page: TypeAlias = _Page
else:
    Page = Any
"""What `st.Page` makes; the type has no public name."""


def is_history_navigation() -> bool:
    """Tell whether Back or Forward in the browser started this run; False if Streamlit does not say."""
    return bool(getattr(get_script_run_ctx(), "is_history_navigation", False))


CONNECTION = {
    "app": "[data-testid=stApp]",
    "attribute": "data-test-connection-state",
    "value": "CONNECTED",
    "run": "data-test-script-state",
    "running": "running",
}
"""The element and the attributes of the page that tell the state of the connection and of the server's run,
and their values when it is connected and when a run is on its way. Without the element and the first
attribute static/components/connection.js does nothing: after a server restart the visitor must reload.
Without the others the page does not say that a run takes long."""


UPLOADS = "/_stcore/upload_file/"
"""What stands in the address that the browser sends a file to, before the names of session and file.
Without it the browser keeps no file, and cannot give one back after the server has lost it."""


COOKIE = "_streamlit_xsrf"
"""The cookie without which the server takes no file, where it protects itself against other sites.
If it is another one, a page in a frame of another site offers what does not work there."""


def skip_use_warning() -> None:
    """Spare the first element of the process the question whether a Python console draws it.

    Streamlit then reads where every module on the stack of calls lies: 90 ms. If the name has moved, it asks.
    """
    if runtime.exists() and hasattr(delta_generator, "_use_warning_has_been_displayed"):
        delta_generator._use_warning_has_been_displayed = True


def session_name() -> str:
    """Return the name by which Streamlit knows the session of this run; "" if it does not say."""
    return str(getattr(get_script_run_ctx(), "session_id", ""))


def is_connected(session: str) -> bool:
    """Tell whether the browser of a session is there just now; True if Streamlit does not say."""
    if not runtime.exists():
        return True
    manager = getattr(runtime.get_instance(), "_session_mgr", None)
    return manager is None or bool(manager.is_active_session(session))


def forget_file(name: str) -> None:
    """Free the bytes of an uploaded file of this session, if Streamlit has them; its field is empty then.

    Streamlit keeps every file until its session ends. If a name has moved, it goes on doing so.
    """
    manager = getattr(runtime.get_instance(), "uploaded_file_mgr", None) if runtime.exists() else None
    if name and manager is not None:
        manager.remove_file(session_name(), name)


def end_abandoned_sessions(before: list[Any]) -> list[Any]:
    """End the sessions whose reconnection time has expired; return all others, for the next call.

    Streamlit ends them only when another visitor disconnects, keeps their uploads until then, and has no
    public function to end them. Files offered for download are deleted by the second call after their
    session ends; the first marks them.

    Raises
    ------
    AttributeError
        If a name has moved; sessions then end when Streamlit ends them.
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
        session.session_state.clear()  # of the first visitor too, who was counted among the imports
    server.media_file_mgr.remove_orphaned_files()
    return now


def has_server() -> bool:
    """Tell whether this process serves browsers; tests of a page put something else in the server's place."""
    return runtime.exists() and type(runtime.get_instance()) is runtime.Runtime


def ask_nobody_for_our_address() -> None:
    """Have Streamlit ask no other computer for this one's address.

    It would ask checkip.amazonaws.com, and wait for up to two seconds with all visitors, whenever a page of
    another site tries to connect, and once for its first lines. If the name has moved, it does.
    """
    if hasattr(net_util, "get_external_ip"):
        net_util.get_external_ip = lambda: None


def read_the_theme_once() -> None:
    """Have Streamlit read each section of the theme once.

    It would read 300 options for the first message of every run: a tenth of what a change costs the server.
    A theme that is changed meanwhile is shown after a restart. If the name has moved, it goes on reading.
    """
    original = getattr(app_session, "_populate_theme_msg", None)
    if original is None:
        return
    known: dict[str, Any] = {}

    def populate(msg: Any, section: str = "theme") -> None:
        if section not in known:
            original(msg, section)
            known[section] = type(msg)()
            known[section].CopyFrom(msg)
        elif known[section].ByteSize():  # an empty one is left out of the message
            msg.CopyFrom(known[section])

    app_session._populate_theme_msg = populate


_REQUESTS = "uvicorn.access"
"""The logger of requests, with the addresses of visitors: Streamlit turns it off by taking its handlers."""


def count_sessions() -> dict[str, int]:
    """Return how many sessions have their browser, and how many wait for it.

    Raises
    ------
    AttributeError
        If a name has moved.
    """
    manager: Any = runtime.get_instance()._session_mgr
    return {
        "connected": len(manager.list_active_sessions()),
        "waiting": len(manager._session_storage.list()),
    }


def log_through(handlers: Sequence[logging.Handler], *, alone: bool) -> None:
    """Hand what Streamlit logs to some handlers; with `alone` its own one prints nothing any more.

    Streamlit gives each of its loggers a handler of its own, those that it makes later on too. If a name has
    moved, its lines stay as they are.
    """
    original = getattr(loggers, "setup_formatter", None)
    known = getattr(loggers, "_loggers", None)
    if original is None or known is None:
        return

    def set_up(logger: logging.Logger) -> None:
        if logger.name == _REQUESTS:
            return
        original(logger)
        if alone:
            logger.removeHandler(logger.streamlit_console_handler)  # type: ignore[attr-defined]
        for handler in handlers:
            logger.addHandler(handler)

    loggers.setup_formatter = set_up
    for logger in [*known.values()]:
        set_up(logger)


class MetricsProvider:
    """Puts metrics on Streamlit's page for Prometheus, which asks for them by its interface `StatsProvider`.

    `families` returns those of `explorer.ui.server.metrics` that have `names`.
    """

    def __init__(self, names: Sequence[str], families: Callable[[], Sequence[Any]]) -> None:
        self.stats_families = names
        self._families = families

    def get_stats(self, family_names: Sequence[str] | None = None) -> Mapping[str, Sequence[Any]]:
        """Return the metrics that are asked for, by their names."""
        return {
            family.name: [_stat(family, labels, value) for labels, value in family.samples]
            for family in self._families()
            if family_names is None or family.name in family_names
        }


def _stat(family: Any, labels: Mapping[str, str], value: Any) -> Any:
    """Return one value as Streamlit's page wants it."""
    from streamlit.runtime.stats import CounterStat, GaugeStat, HistogramStat

    unit = next((unit for unit in ("seconds", "bytes") if family.name.endswith(f"_{unit}")), "")
    options: dict[str, Any] = {"labels": dict(labels), "unit": unit, "help": family.help}
    if family.kind == "histogram":
        counted = value.buckets[-1][1]
        return HistogramStat(family.name, value.buckets, value.seconds, counted, **options)
    kind = CounterStat if family.kind == "counter" else GaugeStat
    return kind(family.name, value, **options)


def publish(provider: MetricsProvider) -> None:
    """Have Streamlit's page for Prometheus ask for metrics.

    Raises
    ------
    AttributeError
        If a name has moved; the page is Streamlit's alone then.
    """
    runtime.get_instance().stats_mgr.register_provider(provider)
