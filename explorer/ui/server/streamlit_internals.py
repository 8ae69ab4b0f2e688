"""Names of Streamlit that are not part of its public interface, each with what is done without it."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

from streamlit import runtime
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


CONNECTION = {"app": "[data-testid=stApp]", "attribute": "data-test-connection-state", "value": "CONNECTED"}
"""How the page tells that it is connected: the element, its attribute, and what that holds then. Without them
static/scope/connection.js does nothing, and after a server restart the visitor reloads the page."""

SIDEBAR_SETTLES = 400
"""Milliseconds after which Streamlit has drawn a sidebar that a run has emptied; the next run takes it away.
It gives no sign of that; when it takes longer, an empty sidebar stays until the next change."""


def end_abandoned_sessions(before: list[Any]) -> list[Any]:
    """End the sessions that waited for their visitor until they expired; return all others.

    Streamlit ends them only when some other visitor leaves, and until then keeps what they uploaded. It has
    no public way to ask for more. Downloads go in two calls: the first only marks them.

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
