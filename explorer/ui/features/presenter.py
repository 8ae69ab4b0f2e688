"""The presenter view: one page for a projector, and keys that lead a class through the experiments."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from explorer.ui.components.component import component, noop
from explorer.ui.features import compare, share, uploads
from explorer.ui.state import session
from explorer.view.experiments import EXPERIMENTS, experiment_shown, title
from explorer.view.settings import Settings

_presenter = component("presenter", html="<div class='presenter'></div>")
_KEY = "presenter"
_LAST = "experiment_shown"
"""Key of the session for the index of the experiment that was shown last."""


def is_on() -> bool:
    """Tell whether the page is shown for a projector."""
    return session.options().present


def listen() -> None:
    """Send the presenter mode to the browser and receive its commands; call it outside of fragments."""
    message = {"isOn": is_on(), "done": session.state().command}
    _presenter(message, key=_KEY, on_commands_change=noop)


def obey() -> None:
    """Run the commands that the browser gives for keys and buttons; call it before the view is read."""
    for command in session.commands(_KEY):
        name = command["name"]
        if name in _COMMANDS:
            _COMMANDS[name]()
        elif name in _COMMANDS_ABOUT:
            _COMMANDS_ABOUT[name](command)


def label(settings: Settings) -> str:
    """Return the title of the experiment that the settings show, and remember its index; "" for none."""
    place = experiment_shown(settings, st.session_state.get(_LAST))
    if place is not None:
        st.session_state[_LAST] = place
    return title(place)


def _go(steps: int) -> None:
    """Show the experiment so many steps after the last one, the first if there was none.

    The index is stored last: if the run is ended before, the command is repeated and shows the same.
    """
    state = st.session_state
    index = (state[_LAST] + steps) % len(EXPERIMENTS) if _LAST in state else 0
    session.replace_settings(EXPERIMENTS[index].settings)
    state[_LAST] = index


_COMMANDS: dict[str, Callable[[], None]] = {
    "present": partial(session.set_options, present=True),
    "leave": partial(session.set_options, present=False),
    "next": partial(_go, 1),
    "previous": partial(_go, -1),
    "run": session.doubt_address,
    "share": share.open_dialog,
    "upload": partial(session.set_options, source="Upload"),
    "unpin": partial(session.pin, None),
    "back": session.open_pinned,
}
_COMMANDS_ABOUT: dict[str, Callable[[Mapping[str, Any]], None]] = {
    "pin": compare.pin,
    "swap": compare.swap,
    "reread": uploads.reread,
}
"""Commands that come with what they are about, such as the view, as it stood in the browser at the press: a
later change does not count."""
