"""The view of one visitor: the only module that stores it in Streamlit's session.

Widgets display the view and report changes, and the address is written from it. Values that a widget or the
address holds from before are never read back.

Streamlit may end a run wherever it reads its session. So every function here reads first what it needs, and
then changes the view in one go.
"""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from explorer.view.link import Opened
from explorer.view.options import Options
from explorer.view.settings import YOUR_PICTURE, Settings, apply
from explorer.view.spelling import not_understood

REPORT = ("scope", "patch")
"""Key of the component that reports what the visitor has changed, and the name of its state."""
_KEY = "view"
_WIDGETS = "widget_state"
_VERSIONS = "widget_versions"
_LARGEST = 2**53
"""JavaScript represents whole numbers up to this one exactly."""


@dataclass(frozen=True, slots=True)
class PinnedView:
    """View A: its settings, and the number of the upload that "Your picture" was in it."""

    settings: Settings
    upload: int


@dataclass(slots=True)
class OwnedView:
    """Settings that the browser owns: what it has reported of them, what it was answered, their address.

    No method reads the session: all of it happens, or nothing.
    """

    settings: Any = None
    seen: int = 0
    """The highest revision of the browser's reports."""
    answers: int = 0
    """How many answers the browser was sent, by which it knows an old one."""
    unanswered: tuple[int, float] | None = None
    """As `explorer.ui.state.answer_times` has it."""
    opened: int = 0
    """How many views were opened in the place of another."""
    is_typing: bool = False
    """Whether a number is being typed: the address is written afterwards, as one step of the history."""
    notice: str = ""
    """What of the link that was opened has no meaning; "" when something has changed since."""
    is_open: bool = False
    """Whether the view of the address, or of another page, has been opened."""
    query: Mapping[str, Any] | None = None
    """The parameters last written to the address; None if it has to be read."""
    last_query: Mapping[str, Any] | None = None
    """The same, kept while other pages are open."""

    def replace(self, wanted: Any, report: Mapping[str, Any] | None) -> None:
        """Replace all settings; a report that has arrived no longer applies."""
        if report is not None:
            self.seen = report["revision"]
        self.settings, self.is_open, self.is_typing, self.notice = wanted, True, False, ""
        self.opened += 1

    def receive(self, report: Mapping[str, Any], apply: Callable[[Any, Mapping[str, Any]], Any]) -> None:
        """Make the changes of a report, as far as `apply` admits them."""
        changes = report.get("settings")
        before = self.settings
        self.seen = report["revision"]
        self.settings = apply(before, changes if isinstance(changes, dict) else {})
        if self.settings != before:
            self.notice = ""
        self.is_typing = report.get("isTyping") is True

    def answer(self, visitor: "ViewState") -> dict[str, Any]:
        """Return the settings for the browser, and which of its reports they answer."""
        self.answers += 1
        return {
            "settings": asdict(self.settings),
            "seen": self.seen,
            "session": visitor.token,
            "number": self.answers,
            "opened": self.opened,
            "notice": self.notice,
            "query": urlencode(self.query or {}, doseq=True),
            "upload": visitor.upload,
        }


@dataclass(slots=True)
class ViewState(OwnedView):
    """One visitor's view. Change it through the functions of this module only."""

    settings: Settings = field(default_factory=Settings)
    options: Options = field(default_factory=Options)
    hidden: tuple[str, ...] = ()
    """The controls that are left out of the page."""
    token: str = field(default_factory=lambda: secrets.token_hex(8))
    """Identifies this session to the browser, which compares it after a reconnection."""
    upload: int = 0
    """The number of the visitor's own picture; 0 without one."""
    pinned: PinnedView | None = None
    """View A, which the current view is compared with. Its maps are computed in every run that shows them."""
    run: int = 0
    """How many times a whole page was drawn, and not only the part that answers the browser."""
    is_whole: bool = False
    """Whether the next answer is the first one of a whole page."""
    command: int = 0
    """When the last command of the presenter view was given, in milliseconds."""
    page: str | None = None
    """The address of the page that was drawn last."""
    drawn: dict[str, Any] = field(default_factory=dict)
    """The values that the widgets of options were drawn with last, by the names of the options."""

    def show_reported_upload(self, report: Mapping[str, Any]) -> None:
        """Take the upload that the browser's Undo goes back to, if the report names one."""
        upload = report.get("upload")
        if type(upload) is int:
            self.upload = upload


def state() -> ViewState:
    """Return the live state of this visitor; downloads keep a reference to it, to read it between runs."""
    view: ViewState | None = st.session_state.get(_KEY)  # one look-up: each run does many
    if view is None:  # setdefault would make a new one, with a token, at every call
        view = st.session_state[_KEY] = ViewState()
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
    view.settings, view.is_typing, view.notice = apply(view.settings, patch), False, ""


def replace_settings(wanted: Settings) -> None:
    """Replace all settings; reports of the browser that have arrived so far no longer apply."""
    view = state()
    view.replace(wanted, new_report(REPORT, view.seen))


def pin(a: PinnedView | None) -> None:
    """Keep a view as A; None keeps none."""
    state().pinned = a


def give_back(pinned: PinnedView | None, upload: int) -> None:
    """Take view A and the number of the picture from a session that is lost, unless there are others."""
    view = state()
    view.pinned = view.pinned or pinned
    view.upload = view.upload or upload


def open_pinned(*, keep: PinnedView | None = None) -> None:
    """Open view A, if there is one; with `keep`, that view becomes A instead."""
    view = state()
    a = view.pinned
    if a is None:
        return
    replace_settings(a.settings)  # nothing below reads the session: all of it happens, or nothing
    view.pinned = keep or a
    if a.settings.picture == YOUR_PICTURE:
        view.upload = a.upload


def set_options(**changes: Any) -> None:
    """Change some options of the page."""
    view = state()
    view.options = replace(view.options, **changes)


def show_upload(number: int) -> None:
    """Take another upload as the visitor's own picture."""
    state().upload = number


def hide(names: tuple[str, ...]) -> None:
    """Hide these controls and show all others."""
    state().hidden = names


def open_view(opened: Opened) -> None:
    """Replace the settings, the options and the hidden controls by those of an address."""
    view = state()
    report = new_report(REPORT, view.seen)
    view.options, view.hidden = opened.options, opened.hidden
    view.replace(opened.settings, report)  # with it the view is open
    view.notice = not_understood(opened.unread)


def doubt_address() -> None:
    """Look at the browser's address before writing it again: what was written may not have arrived."""
    state().query = None


def enter_page(page: str) -> bool:
    """Record which page is drawn; tell whether it is another one than before.

    Then the address is read again before it is written.
    """
    view = state()
    view.run, view.is_whole = view.run + 1, True
    is_another = view.page != page
    if is_another:
        view.page, view.query = page, None
    return is_another


def answer() -> dict[str, Any]:
    """Return the settings for the browser, and which of its reports they answer; `Owner` takes them there."""
    view = state()
    is_whole, view.is_whole = view.is_whole, False
    return view.answer(view) | {"run": view.run, "isWhole": is_whole}


def commit_report() -> None:
    """Store the settings that the browser reports, and the upload that Undo goes back to.

    Call it before the view is read. A callback would not do: Streamlit ends it when it reads the session
    while another run is asked for, and does not call it again.
    """
    view = state()
    report = new_report(REPORT, view.seen)
    if report is None:
        return
    view.receive(report, apply)
    view.show_reported_upload(report)


def commands(component: str) -> Iterator[Mapping[str, Any]]:
    """Yield the new commands in a component's state `commands`, in order; each has a `name`.

    As for `commit_report`, a callback would not do; the browser repeats what is not confirmed, and a command
    is confirmed when the next one is asked for. Commands are not trusted, and those that were given to
    another session were carried out there.
    """
    view = state()
    given = getattr(st.session_state.get(component), "commands", None)
    for one in given if isinstance(given, list) else []:
        if not isinstance(one, dict) or one.get("session") != view.token:
            continue
        name, at = one.get("name"), one.get("at")
        if type(at) is int and view.command < at < _LARGEST and isinstance(name, str):
            yield one
            view.command = at


def commit_options(names: Iterable[str]) -> None:
    """Store what the visitor has made of the widgets of options since `prepare_option` has drawn them.

    Call it before the options are read. As for `commit_report`, a callback would not do.
    """
    drawn = state().drawn
    now = {name: st.session_state.get(name) for name in names if name in drawn}
    changed = {name: value for name, value in now.items() if value not in (None, drawn[name])}
    if changed:
        set_options(**changed)
        drawn.update(changed)


def prepare_option(name: str) -> None:
    """Set the value of an option's widget, whose key is its name; call it before the widget is drawn."""
    view = state()
    value = getattr(view.options, name)
    prepare_widget(name, value)
    view.drawn[name] = value


def commit_option(name: str, key: str) -> None:
    """Store the value of an option's widget in a dialog, which has this key; None (emptied) is ignored."""
    value = st.session_state[key]
    if value is not None:
        set_options(**{name: value})


def prepare_widget(name: str, value: Any) -> None:
    """Set the value of a widget; call it before the widget is drawn.

    A widget that has the value already is not written to, because that would undo what the visitor has
    changed meanwhile.
    """
    if st.session_state.get(name) != value:
        st.session_state[name] = value


def bind(name: str, value: Any, report: Callable[[str], None]) -> dict[str, Any]:
    """Return the arguments that bind a widget of a dialog to a value: a key, and what a change calls.

    The widgets of a closed dialog are not in the browser's page, but the browser goes on sending the values
    that they had; one that the view has passed over would count as a choice of the visitor's. So a widget
    that has to show another value than it holds gets another key, and what is sent for the old one is
    ignored. Call it right before the widget is drawn.

    Parameters
    ----------
    name : str
        Of the widget; its first key.
    value : Any
        What it has to show.
    report : callable
        Takes the key of the widget when the visitor has changed it.
    """
    versions: dict[str, int] = st.session_state.setdefault(_VERSIONS, {})
    key = _versioned(name, versions.get(name, 0))
    if key in st.session_state and st.session_state[key] != value:
        versions[name] = versions.get(name, 0) + 1
        key = _versioned(name, versions[name])
    prepare_widget(key, value)
    return {"key": key, "on_change": _report_current, "args": (name, key, report)}


def _report_current(name: str, key: str, report: Callable[[str], None]) -> None:
    """Report a change, unless the key is an old one: Streamlit calls the callback of such a widget, too."""
    if key == _versioned(name, st.session_state.get(_VERSIONS, {}).get(name, 0)):
        report(key)


def _versioned(name: str, version: int) -> str:
    return f"{name}-{version}" if version else name


def restore_widget_state(key: str, default: Any) -> None:
    """Give a widget the value that `save_widget_state` stored; Streamlit drops it when a page is left."""
    st.session_state.setdefault(key, st.session_state.get(_WIDGETS, {}).get(key, default))


def save_widget_state(**values: Any) -> None:
    """Store the values of widgets, for `restore_widget_state` when their page is drawn again."""
    st.session_state.setdefault(_WIDGETS, {}).update(values)


def keep_widget_state(keys: Iterable[str]) -> None:
    """Store the values of widgets, or give them back on return to their page; call it before drawing them."""
    kept = st.session_state.setdefault(_WIDGETS, {})
    for key in keys:
        if key in st.session_state:
            kept[key] = st.session_state[key]
        elif key in kept:
            st.session_state[key] = kept[key]


def forget_widget_state(keys: Iterable[str]) -> None:
    """Give up the values of widgets, and what was stored of them."""
    for key in keys:
        st.session_state.get(_WIDGETS, {}).pop(key, None)
        st.session_state.pop(key, None)


def new_report(source: tuple[str, str], seen: int) -> dict[str, Any] | None:
    """Return the browser's report; None if it was seen before.

    The report is not trusted. One with the token of another session was made before the server restarted;
    the browser sends it again once it has this session's token.

    Parameters
    ----------
    source : (str, str)
        Key of the component that reports, and the name of its state.
    seen : int
        The revision of the last report.
    """
    component, name = source
    sent = getattr(st.session_state.get(component), name, None)
    if not isinstance(sent, dict) or sent.get("session") != state().token:
        return None
    revision = sent.get("revision")
    if type(revision) is not int or not seen < revision < _LARGEST:
        return None
    return sent
