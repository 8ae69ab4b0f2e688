"""Whether Streamlit still has the names outside its public interface; a failure says which moved."""

import inspect
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit
from streamlit import delta_generator, net_util
from streamlit import logger as loggers
from streamlit.navigation.page import Page
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.stats import StatsManager
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager
from streamlit.web.server import server_util

from explorer.ui.server import streamlit_internals
from tests.test_architecture import ROOT, SOURCES

PRIVATE = re.compile(r"streamlit\.(runtime|navigation)\.|\._session|_storage_lock")


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (ScriptRunContext, "is_history_navigation"),
        (net_util, "get_external_ip"),
        (server_util, "net_util"),
        (app_session, "_populate_theme_msg"),
        (loggers, "setup_formatter"),
        (loggers, "_loggers"),
        (StatsManager, "register_provider"),
        (Runtime, "stats_mgr"),
        (Runtime, "_session_mgr"),
        (Runtime, "uploaded_file_mgr"),
        (MemoryUploadedFileManager, "remove_file"),
        (WebsocketSessionManager, "_session_storage"),
        (WebsocketSessionManager, "_storage_lock"),
        (WebsocketSessionManager, "list_active_sessions"),
        (WebsocketSessionManager, "is_active_session"),
        (ScriptRunContext, "session_id"),
        (Page, "url_path"),
        (delta_generator, "_use_warning_has_been_displayed"),
    ],
    ids=lambda part: part if isinstance(part, str) else part.__name__,
)
def test_a_name_in_python_is_still_there(owner, name):
    assert re.search(rf"\b{name}\b", inspect.getsource(owner))


def test_the_names_in_the_browser_are_still_there():
    scripts = (Path(streamlit.__file__).parent / "static" / "static" / "js").glob("*.js")
    said = b"".join(script.read_bytes() for script in scripts)
    names = ("stApp", "data-test-connection-state", "CONNECTED", "data-test-script-state")
    names += (streamlit_internals.UPLOADS.rstrip("/"), streamlit_internals.COOKIE)
    assert [name for name in names if name.encode() not in said] == []


def test_without_its_word_no_run_counts_as_back_or_forward(monkeypatch):
    monkeypatch.setattr(streamlit_internals, "get_script_run_ctx", SimpleNamespace)
    assert streamlit_internals.is_history_navigation() is False


def test_the_theme_that_is_read_once_is_the_one_that_is_read_each_time(monkeypatch):
    read = []
    original = app_session._populate_theme_msg
    monkeypatch.setattr(
        app_session, "_populate_theme_msg", lambda *given: read.append(given[1]) or original(*given)
    )
    streamlit_internals.read_the_theme_once()

    def theme(populate):
        message = CustomThemeConfig()
        populate(message, "theme")
        for section, part in (("theme.light", message.light), ("theme.light.sidebar", message.light.sidebar)):
            populate(part, section)
        return message.SerializeToString(deterministic=True)

    wanted = theme(original)
    assert CustomThemeConfig.FromString(wanted).light.primary_color
    assert [theme(app_session._populate_theme_msg) for _ in range(2)] == [wanted] * 2
    assert read == ["theme", "theme.light", "theme.light.sidebar"]


def test_without_a_server_every_session_counts_as_connected_and_no_file_is_kept():
    assert streamlit_internals.is_connected("any")
    streamlit_internals.forget_file("any")


def test_without_a_server_there_is_no_session_to_end():
    assert streamlit_internals.end_abandoned_sessions([]) == []


def test_no_other_module_uses_private_names():
    here = Path(streamlit_internals.__file__)
    users = [path for path in SOURCES if path != here and PRIVATE.search(path.read_text(encoding="utf-8"))]
    assert [str(path.relative_to(ROOT)) for path in users] == []
