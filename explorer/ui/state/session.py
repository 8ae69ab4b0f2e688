"""What this visitor looks at: the only module that keeps it in Streamlit's session.

Widgets show it and report changes of it; the address is written from it. So a value that a widget or an
address still holds from before never counts.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from explorer.ui.state.options import Options
from explorer.view.settings import DECIMALS, KERNEL, Settings, apply

KERNEL_REPORT = ("kernel", "patch")
"""The component that reports the weights, and its name for them."""
CURSOR_REPORT = ("cursor", "place")
"""The component that reports where the line was moved to, and its name for that."""
_KEY = "view"
_LARGEST = 2**53
"""Above this the whole numbers of JavaScript have gaps."""


@dataclass(slots=True)
class ViewState:
    """One visitor's view. Change it through the functions of this module only."""

    settings: Settings = field(default_factory=Settings)
    options: Options = field(default_factory=Options)
    hidden: tuple[str, ...] = ()
    """The controls that are left out of the page."""
    token: str = field(default_factory=lambda: secrets.token_hex(8))
    """Tells the browser whether it still speaks to the session that it reported to."""
    kernel_seen: int = 0
    """The revision of the browser's newest report of the kernel."""
    cursor_seen: int = 0
    """The number of the browser's newest report of the cursor."""
    described: Mapping[str, Any] | None = None
    """What the scope was told last."""
    revision: int = 0
    """Counts the different views that the scope was told."""
    is_open: bool = False
    """Whether the view holds already what the address or another page asked for."""
    page: str | None = None
    """The address of the page that was drawn last."""
    query: Mapping[str, Any] | None = None
    """What the address says as far as we know; None if it has to be looked at."""


def state() -> ViewState:
    """Return the view of this visitor; files that are made between two runs may hold on to it."""
    found: ViewState = st.session_state.setdefault(_KEY, ViewState())
    return found


def settings() -> Settings:
    """Return the settings of the view."""
    return state().settings


def options() -> Options:
    """Return the options of the page."""
    return state().options


def commit(patch: Mapping[str, Any]) -> None:
    """Change some settings; what is no value of a setting is ignored (see `explorer.view.settings.apply`)."""
    view = state()
    view.settings = apply(view.settings, patch)


def replace_settings(wanted: Settings) -> None:
    """Show other settings. Reports of the kernel that have come until now are older than they are."""
    _new_kernel()
    view = state()
    view.settings, view.is_open = wanted, True


def set_options(**changes: Any) -> None:
    """Change some options of the page."""
    view = state()
    view.options = replace(view.options, **changes)


def hide(names: tuple[str, ...]) -> None:
    """Leave these controls out of the page, and no others."""
    state().hidden = names


def open_view(wanted: Settings, options: Options, hidden: tuple[str, ...]) -> None:
    """Show what an address asks for."""
    replace_settings(wanted)
    view = state()
    view.options, view.hidden = options, hidden


def enter_page(page: str) -> None:
    """Note which page is drawn: on another one the address has to be looked at again."""
    view = state()
    if view.page != page:
        view.page, view.query = page, None


def revision_of(described: Mapping[str, Any]) -> int:
    """Return the number of what the scope is told: another view than before gets the next one."""
    view = state()
    if described != view.described:
        view.described, view.revision = described, view.revision + 1
    return view.revision


def commit_kernel() -> None:
    """Hold the weights that the browser reports."""
    weights = _new_kernel()
    if weights is not None:
        commit({KERNEL: weights})


def commit_cursor() -> None:
    """Hold the cursor that the browser reports; anything can arrive here."""
    component, name = CURSOR_REPORT
    sent = getattr(st.session_state.get(component), name, None)
    if not isinstance(sent, dict):
        return
    row, col, number = (sent.get(name) for name in ("row", "col", "seq"))
    if type(number) is int and 0 <= number < _LARGEST:
        state().cursor_seen = number
        commit({"row": row, "col": col})


def commit_widget(name: str) -> None:
    """Hold what the widget of a setting reports."""
    commit({name: st.session_state[name]})


def commit_option(name: str) -> None:
    """Hold what the widget of an option reports; an emptied one is left as it was."""
    value = st.session_state[name]
    if value is not None:
        set_options(**{name: value})


def prepare_widget(name: str, value: Any) -> None:
    """Let a widget show a value; call it before the widget is drawn.

    A widget that shows it already is not written to: the visitor may have moved it on since. A slider's
    0.15000000000000002 shows 0.15.
    """
    shown = st.session_state.get(name)
    is_rounded = type(shown) is type(value) is float and abs(shown - value) < 10**-DECIMALS
    if shown != value and not is_rounded:
        st.session_state[name] = value


def _new_kernel() -> object:
    """Note the browser's newest report of the kernel as seen; return what it holds, None if it is no news.

    Anything can arrive here. A report to another session is from before the server began anew: the browser
    sends it again when it learns of that.
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
    return sent.get("value")
