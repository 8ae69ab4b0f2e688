"""The controls: the only place that turns settings into widgets.

Each widget is given the value of its setting before it is drawn, and reports a change to `session`.
"""

from typing import Any

import streamlit as st

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.layer import ForwardPass
from explorer.ui.components import kernel
from explorer.ui.features import pictures
from explorer.ui.state import hiding, session
from explorer.view.readouts import PARAMETER_MESSAGES
from explorer.view.settings import (
    CONTROL_LABELS,
    DOMAINS,
    HELP,
    Between,
    OneOf,
)


def layer() -> None:
    """Draw the controls of the layer: its kernel, its activation, its border."""
    kernel.show()
    _activation()
    _border()


def setting_value(name: str) -> Any:
    """Return what a setting is now."""
    return getattr(session.settings(), name)


def slider(name: str) -> None:
    """Draw a slider for a numeric setting."""
    if hiding.shows(name):
        domain = DOMAINS[name]
        assert isinstance(domain, Between)
        st.slider(CONTROL_LABELS[name], domain.low, domain.high, step=domain.step, **_bound(name))


def select(name: str) -> None:
    """Draw a menu for a setting that is one of a few names."""
    if hiding.shows(name):
        st.selectbox(CONTROL_LABELS[name], _names(name), **_bound(name))


def segments(name: str) -> None:
    """Draw a row of buttons for a setting that is one of a few names."""
    if hiding.shows(name):
        st.segmented_control(CONTROL_LABELS[name], _names(name), required=True, **_bound(name))


def _names(name: str) -> list[Any]:
    domain = DOMAINS[name]
    assert isinstance(domain, OneOf)
    return list(domain.names)


def _bound(name: str, report: Any = session.commit_widget) -> dict[str, Any]:
    """Name what binds a widget to a setting; the widget shows its value from here on."""
    session.prepare_widget(name, setting_value(name))
    return {"key": name, "help": HELP[name], "on_change": report, "args": (name,)}


def picture() -> None:
    """Draw the choice of the picture."""
    if not hiding.shows("picture"):
        return
    shown = setting_value("picture")
    with st.popover(f"Picture: {shown}", icon=":material/photo_library:", width="stretch", key="pictures"):
        pictures.source_control(shown)
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


def _activation() -> None:
    select("activation")
    row = ACTIVATIONS[setting_value("activation")]
    if hiding.shows("activation"):
        st.caption(f"{row.caption} $a = {row.formula}$", help=row.source)
    for name in row.takes:
        slider(name)
        if name in PARAMETER_MESSAGES and hiding.shows(name):
            st.caption(PARAMETER_MESSAGES[name](setting_value(name)))


def _border() -> None:
    slider("bias")
    shown = [name for name in ("padding", "stride") if hiding.shows(name)]
    if shown:
        for column, name in zip(st.columns(len(shown)), shown, strict=True):
            with column:
                select(name)
    if hiding.shows("padding"):
        st.caption(PADDINGS[setting_value("padding")].caption)


def position(axis: int, shown: int, layer: ForwardPass) -> None:
    """Draw the field of the row (axis 0) or column, which takes the places where the maps have a value.

    `shown` is the place nearest to what the settings say; for a smaller picture that may be another one.
    """
    if not hiding.shows("place"):
        return
    name = ("row", "col")[axis]
    last = layer.centre(layer.pre_activation.shape[axis] - 1)
    session.prepare_widget(name, shown)
    st.number_input(
        CONTROL_LABELS[name],
        layer.offset,
        last,
        shown,  # what Streamlit takes an emptied field for
        step=layer.stride,
        key=name,
        width=140,
        on_change=session.commit_widget,
        args=(name,),
    )


def expander(name: str, label: str) -> Any:
    """Draw an expander whose state is an option of the page; `open` of the result tells it."""
    session.prepare_widget(name, getattr(session.options(), name))
    return st.expander(label, key=name, on_change=session.commit_option, args=(name,))
