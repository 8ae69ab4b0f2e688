"""The native widgets that show and change settings and options of the page.

Each widget is given the value of its setting before it is drawn, and reports a change to `session`.
"""

from typing import Any

import streamlit as st

from explorer.ui.features import pictures
from explorer.ui.state import hiding, session
from explorer.view.settings import CONTROL_LABELS, DOMAINS, OneOf


def picture() -> None:
    """Draw the choice of the picture."""
    if not hiding.shows("picture"):
        return
    shown = session.settings().picture
    with st.popover(f"Picture: {shown}", icon=":material/photo_library:", width="stretch", key="pictures"):
        pictures.source_control()
        left, right = st.columns(2)
        with left:
            st.selectbox(
                CONTROL_LABELS["picture"], _names("picture"), **_bound("picture", pictures.on_menu_change)
            )
        with right:
            st.segmented_control(
                CONTROL_LABELS["size"],
                _names("size"),
                required=True,
                **_bound("size", pictures.on_size_change),
            )


def _names(name: str) -> list[Any]:
    domain = DOMAINS[name]
    assert isinstance(domain, OneOf)
    return list(domain.names)


def _bound(name: str, report: Any) -> dict[str, Any]:
    """Name what binds a widget to a setting; the widget shows its value from here on."""
    return session.bind(name, getattr(session.settings(), name), report)


def expander(name: str, label: str) -> Any:
    """Draw an expander whose state is an option of the page; `open` of the result tells it."""
    session.prepare_widget(name, getattr(session.options(), name))
    return st.expander(label, key=name, on_change=session.commit_option, args=(name,))
