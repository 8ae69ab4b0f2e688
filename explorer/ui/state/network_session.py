"""What one visitor looks at on the page of the real network, and its address.

As in `explorer.ui.state.session`, the browser owns the settings, reports them with a revision, and is
answered; a function reads first what it needs and then changes all in one go.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from explorer.ui.server.streamlit_internals import is_history_navigation
from explorer.ui.state import address, session
from explorer.view.link import OWNED, parameters_of
from explorer.view.network import DEFAULTS, NetworkSettings, apply, read_link
from explorer.view.spelling import not_understood

_EXPLORERS = OWNED - DEFAULTS.keys()
"""The parameters that only the explorer's page has."""
REPORT = ("network", "patch")
"""Key of the component that reports what the visitor has changed, and the name of its state."""
_KEY = "network_view"


@dataclass(slots=True)
class NetworkState(session.OwnedView):
    """One visitor's view of the page."""

    settings: NetworkSettings = field(default_factory=NetworkSettings)
    asked: int = 0
    """When the browser has asked for something last, in milliseconds."""
    run: int = 0
    """The number of the last run of a whole page that has drawn this page."""


def state() -> NetworkState:
    """Return the live state of this visitor."""
    view: NetworkState = st.session_state.setdefault(_KEY, NetworkState())
    return view


def settings() -> NetworkSettings:
    """Return what is shown."""
    return state().settings


def enter() -> None:
    """Note that this page is drawn; after another page the address is read again before it is written."""
    view, run = state(), session.state().run
    if view.run != run - 1:
        view.query = None
    view.run = run


def open_view(wanted: NetworkSettings, notice: str = "") -> None:
    """Replace all settings; reports of the browser that have arrived so far no longer apply.

    `notice` says what of the link has no meaning.
    """
    view = state()
    view.replace(wanted, session.new_report(REPORT, view.seen))
    view.notice = notice


def commit(patch: Mapping[str, Any]) -> None:
    """Change some settings; invalid values are ignored."""
    view = state()
    view.settings, view.is_typing, view.notice = apply(view.settings, patch), False, ""


def commit_report() -> None:
    """Store what the browser reports: settings, and the upload that Undo goes back to.

    Call it before the view is read.
    """
    view, visitor = state(), session.state()
    report = session.new_report(REPORT, view.seen)
    if report is None:
        return
    view.receive(report, apply)
    visitor.show_reported_upload(report)


def has_picture(name: str) -> bool:
    """Tell whether the browser has a picture, as far as it has said; what it said is gone with the page."""
    component, part = REPORT
    said = st.session_state.get(component)
    sent = getattr(said, part, None)
    if not isinstance(sent, dict) or sent.get("session") != session.state().token:
        return False
    has = sent.get("has")
    return isinstance(has, list) and name in has and getattr(said, "lacks", None) != name


def is_new(asked: Mapping[str, Any]) -> bool:
    """Tell, once, whether the browser asks for something that it has not asked for before."""
    view, at = state(), asked.get("at")
    if type(at) is not int or at <= view.asked:
        return False
    view.asked = at
    return True


def answer() -> dict[str, Any]:
    """Return the settings for the browser, and which of its reports they answer."""
    view, visitor = state(), session.state()
    return view.answer(visitor)


def read_address() -> None:
    """Open the view that the address names, if the page has just been opened or by Back and Forward.

    Where a channel was opened in the explorer, Streamlit leaves a step with the explorer's parameters at
    this page's address: Back to it shows what was shown.
    """
    view = state()
    if view.is_open and (not address.is_another(view) or address.current().keys() & _EXPLORERS):
        return
    opened, unread = read_link(parameters_of(address.pairs(), DEFAULTS))
    open_view(opened, "" if is_history_navigation() else not_understood(unread))
    view.query = view.last_query = address.current()


def write_address() -> None:
    """Write the view to the address in one update, which is one step of the browser's history."""
    address.write_view(state(), query(), owned=OWNED | DEFAULTS.keys())


def query() -> dict[str, str]:
    """Return the parameters that name the view."""
    return settings().to_query()


def doubt_address() -> None:
    """Look at the browser's address before writing it again."""
    state().query = None
