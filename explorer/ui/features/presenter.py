"""The presenter view: one page for a projector, and keys that lead a class through the experiments."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.core.paint import PALETTES
from explorer.ui.components.component import component
from explorer.ui.server.streamlit_internals import SIDEBAR_SETTLES
from explorer.ui.state import session
from explorer.view.experiments import EXPERIMENTS
from explorer.view.settings import Settings

_presenter = component("presenter", html="<div class='presenter'></div>")
_LAST = "experiment_shown"
"""Where the session keeps the place of the experiment that was shown last."""


def is_on() -> bool:
    """Tell whether the page is shown for a projector."""
    return session.options().present


def place_for_controls() -> DeltaGenerator:
    """Return where the controls are to stand: in the sidebar, or out of sight below the page.

    Streamlit shows no sidebar when nothing stands in it.
    """
    return st.expander("Controls", icon=":material/tune:") if is_on() else st.sidebar


def listen() -> None:
    """Tell the browser how to show the page, and listen to the keys; call it outside of fragments."""
    _presenter({"isOn": is_on(), "settles": SIDEBAR_SETTLES}, key="presenter", on_wish_change=_on_command)


def label(settings: Settings) -> str:
    """Name the experiment that is on the page, and remember which one it is."""
    place = shown(settings, st.session_state.get(_LAST))
    if place is not None:
        st.session_state[_LAST] = place
    return title(place)


def shown(settings: Settings, last: int | None) -> int | None:
    """Return the place of the experiment that these settings show.

    The last one may meanwhile be looked at in other colours and along another line.

    >>> moved = replace(EXPERIMENTS[2].settings, row=7)
    >>> shown(moved, 2), shown(moved, None)
    (2, None)
    """
    for place, row in enumerate(EXPERIMENTS):
        if row.settings == settings:
            return place
    looks = {name: getattr(settings, name) for name in ("row", "col", "direction", "palette")}
    is_last = last is not None and replace(EXPERIMENTS[last].settings, **looks) == settings
    return last if is_last else None


def title(place: int | None) -> str:
    """Name the experiment at a place, and what to ask about it.

    >>> title(0).startswith(f"Experiment 1 of {len(EXPERIMENTS)}, One edge: ")
    True
    """
    if place is None:
        return ""
    row = EXPERIMENTS[place]
    return f"Experiment {place + 1} of {len(EXPERIMENTS)}, {row.name}: {row.question}"


def _on_command() -> None:
    """Do what a key has asked for, after checking it: anything can arrive here."""
    wish = st.session_state["presenter"].wish
    what = wish.get("what") if isinstance(wish, dict) else None
    if isinstance(what, str) and what in _WISHES:
        _WISHES[what]()


def _go(steps: int) -> None:
    """Show another experiment, counted from the one that was shown last."""
    state = st.session_state
    there = (state[_LAST] + steps) % len(EXPERIMENTS) if _LAST in state else 0
    state[_LAST] = there
    session.replace_settings(EXPERIMENTS[there].settings)


def _recolour() -> None:
    names = list(PALETTES)
    following = names.index(session.settings().palette) + 1
    session.commit({"palette": names[following % len(names)]})


_WISHES: dict[str, Callable[[], None]] = {
    "present": partial(session.set_options, present=True),
    "leave": partial(session.set_options, present=False),
    "next": partial(_go, 1),
    "previous": partial(_go, -1),
    "palette": _recolour,
}
