"""Which controls a teacher's link leaves out: the address names them, as in "?hide=kernel,bias"."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import streamlit as st

from explorer.ui.state import session
from explorer.view.settings import LABELS, WEIGHTS


@dataclass(frozen=True, slots=True)
class Control:
    """One part of the page that a link can leave out."""

    name: str
    """In the address: never rename."""
    label: str
    settings: tuple[str, ...] = ()
    """What it holds of `explorer.view.settings.Settings`."""


def _of(name: str) -> Control:
    """Describe the control of one setting."""
    return Control(name, LABELS[name], (name,))


BESIDE = (
    Control("picture", LABELS["picture"], ("picture", "size")),
    Control("kernel", "Kernel menu"),
    Control("weights", "Weights", WEIGHTS),
    Control("changes", "Kernel buttons"),
    *map(_of, ("activation", "negative_slope", "bias", "padding", "stride")),
)
ON_PAGE = (
    *map(_of, ("direction", "palette")),
    Control("place", "Row and column", ("row", "col")),
    Control("pin", "Pin as A"),
    Control("share", "Share"),
    Control("predict", "Predict the line"),
    Control("code", "Show the code"),
    Control("take", "Take it along"),
    Control("why", "How it is computed"),
)
CONTROLS: Mapping[str, Control] = MappingProxyType({row.name: row for row in (*BESIDE, *ON_PAGE)})


def hidden() -> tuple[str, ...]:
    """Name the controls that are left out for this visitor; the link that they came by decides."""
    return session.state().hidden


def shows(name: str) -> bool:
    """Tell whether a control is on the page; what is no control always is."""
    return name not in hidden()


def shows_beside() -> bool:
    """Tell whether any control of the picture and the layer is shown; without one they need no place."""
    return any(shows(row.name) for row in BESIDE)


def show_all_button() -> None:
    """Draw the button that shows every control again, if one is hidden; all keep their values."""
    if hidden():
        with st.container(horizontal=True, horizontal_alignment="right"):
            st.button("Show all controls", type="tertiary", key="show_all", on_click=session.hide, args=((),))
