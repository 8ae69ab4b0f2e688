"""The view of one visitor: the only module that stores it in Streamlit's session.

Widgets display the view and report changes, and the address is written from it. Values that a widget or the
address holds from before are never read back.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from explorer.ui.state.options import Options
from explorer.view.settings import DECIMALS, KERNEL, Settings, apply

KERNEL_REPORT = ("kernel", "patch")
"""Key of the component that reports the weights, and the name of its state."""
CURSOR_REPORT = ("cursor", "place")
"""Key of the component that reports a moved cursor, and the name of its state."""
_KEY = "view"
_WIDGETS = "widget_state"
_LARGEST = 2**53
"""JavaScript represents whole numbers up to this one exactly."""


@dataclass(slots=True)
class ViewState:
    """One visitor's view. Change it through the functions of this module only."""

    settings: Settings = field(default_factory=Settings)
    options: Options = field(default_factory=Options)
    hidden: tuple[str, ...] = ()
    """The controls that are left out of the page."""
    token: str = field(default_factory=lambda: secrets.token_hex(8))
    """Identifies this session to the browser, which compares it after a reconnection."""
    kernel_seen: int = 0
    """The highest revision of the browser's reports of the kernel."""
    is_typing: bool = False
    """Whether a weight is being typed: the address is written afterwards, as one step of the history."""
    cursor_seen: int = 0
    """The number of the browser's last report of the cursor."""
    scope_message: Mapping[str, Any] | None = None
    """The last message to the scope, without its revision."""
    revision: int = 0
    """Number of that message; it grows by one when the message changes."""
    is_open: bool = False
    """Whether the view of the address, or of another page, has been opened."""
    page: str | None = None
    """The address of the page that was drawn last."""
    query: Mapping[str, Any] | None = None
    """The parameters last written to the address; None if it has to be read."""


def state() -> ViewState:
    """Return the live state of this visitor; downloads keep a reference to it, to read it between runs."""
    view: ViewState = st.session_state.setdefault(_KEY, ViewState())
    return view


def settings() -> Settings:
    """Return the settings of the view."""
    return state().settings


def options() -> Options:
    """Return the options of the page."""
    return state().options


def commit(patch: Mapping[str, Any]) -> None:
    """Change some settings; invalid values are ignored, as `explorer.view.settings.apply` does."""
    view = state()
    view.settings, view.is_typing = apply(view.settings, patch), False


def replace_settings(wanted: Settings) -> None:
    """Replace all settings; reports of the kernel that have arrived so far no longer apply."""
    _newest_kernel()
    view = state()
    view.settings, view.is_open, view.is_typing = wanted, True, False


def set_options(**changes: Any) -> None:
    """Change some options of the page."""
    view = state()
    view.options = replace(view.options, **changes)


def hide(names: tuple[str, ...]) -> None:
    """Hide these controls and show all others."""
    state().hidden = names


def open_view(wanted: Settings, options: Options, hidden: tuple[str, ...]) -> None:
    """Replace the settings, the options and the hidden controls by those of an address."""
    replace_settings(wanted)
    view = state()
    view.options, view.hidden = options, hidden


def enter_page(page: str) -> None:
    """Record which page is drawn; on a change of page the address is read again before it is written."""
    view = state()
    if view.page != page:
        view.page, view.query = page, None


def revision_of(message: Mapping[str, Any]) -> int:
    """Return the revision of a message to the scope: unchanged if it is the same message."""
    view = state()
    if message != view.scope_message:
        view.scope_message, view.revision = message, view.revision + 1
    return view.revision


def commit_kernel() -> None:
    """Store the weights that the browser reports."""
    report = _newest_kernel()
    if report is not None:
        commit({KERNEL: report.get("value")})
        state().is_typing = report.get("isTyping") is True


def commit_cursor() -> None:
    """Store the cursor that the browser reports; the report is not trusted."""
    component, name = CURSOR_REPORT
    sent = getattr(st.session_state.get(component), name, None)
    if not isinstance(sent, dict):
        return
    row, col, number = (sent.get(name) for name in ("row", "col", "seq"))
    if type(number) is int and 0 <= number < _LARGEST:
        state().cursor_seen = number
        commit({"row": row, "col": col})


def commit_widget(name: str) -> None:
    """Store the value of a setting's widget."""
    commit({name: st.session_state[name]})


def commit_option(name: str) -> None:
    """Store the value of an option's widget; None (a cleared widget) is ignored."""
    value = st.session_state[name]
    if value is not None:
        set_options(**{name: value})


def prepare_widget(name: str, value: Any) -> None:
    """Set the value of a widget; call it before the widget is drawn.

    A widget that has the value already is not written to, because that would undo what the visitor has
    changed meanwhile. A slider's 0.15000000000000002 counts as 0.15.
    """
    shown = st.session_state.get(name)
    is_rounded = type(shown) is type(value) is float and abs(shown - value) < 10**-DECIMALS
    if shown != value and not is_rounded:
        st.session_state[name] = value


def restore_widget_state(key: str, default: Any) -> None:
    """Give a widget the value that `save_widget_state` stored; Streamlit drops it when a page is left."""
    st.session_state.setdefault(key, st.session_state.get(_WIDGETS, {}).get(key, default))


def save_widget_state(**values: Any) -> None:
    """Store the values of widgets, for `restore_widget_state` when their page is drawn again."""
    st.session_state.setdefault(_WIDGETS, {}).update(values)


def _newest_kernel() -> dict[str, Any] | None:
    """Return the browser's report of the kernel and record its revision; None if it was seen before.

    The report is not trusted. One with the token of another session was made before the server restarted;
    the browser sends it again once it has this session's token.
    """
    component, name = KERNEL_REPORT
    view = state()
    sent = getattr(st.session_state.get(component), name, None)
    if not isinstance(sent, dict) or sent.get("session") != view.token:
        return None
    revision = sent.get("revision")
    if type(revision) is not int or not view.kernel_seen < revision < _LARGEST:
        return None
    view.kernel_seen = revision
    return sent
