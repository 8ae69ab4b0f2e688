"""The controls: the only place that turns settings into widgets and widgets into settings."""

from collections.abc import Mapping
from typing import Any, NoReturn

import streamlit as st

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.ui import hiding, kernel, pictures
from explorer.ui.streamlit_internals import is_history_navigation
from explorer.view.readouts import slope_message
from explorer.view.settings import (
    DEFAULTS,
    DOMAINS,
    WEIGHTS,
    Between,
    OneOf,
    Settings,
    parsed,
)


def layer() -> None:
    """Draw the controls of the layer: its kernel, its activation, its border."""
    _kernel()
    _activation()
    _border()


def current() -> Settings:
    """Return the settings that the widgets hold now; what no widget holds has its default."""
    return Settings(**{name: held(name) for name in DEFAULTS})


def held(name: str) -> Any:
    """Return what the widget of a setting holds, or the default if that is nonsense.

    Before its first run a widget holds what the address says of it.
    """
    value = st.session_state.get(name)
    if value is None and name in st.query_params:
        return parsed(name, st.query_params[name])
    if value not in DOMAINS[name]:
        return DEFAULTS[name]
    return round(value, 8) + 0.0 if isinstance(value, float) else value  # + 0.0: no negative zero


def hold(settings: Settings) -> None:
    """Give the widgets of the explorer the values of these settings; call it on another page."""
    kernel.take_report()  # what has arrived by now is older than these settings
    _write({name: getattr(settings, name) for name in DEFAULTS})


def keep_unbound() -> None:
    """Keep the weights, and what the hidden controls stand for, in the session and in the address.

    Streamlit does that itself for every bound widget that is drawn.
    """
    names = dict.fromkeys((*WEIGHTS, *hiding.hidden_settings()))
    is_back = is_history_navigation()
    _write(
        {
            name: parsed(name, st.query_params.get(name, str(DEFAULTS[name]))) if is_back else held(name)
            for name in names
            if is_back or name not in st.session_state
        }
    )
    said = current().to_query()
    hiding.say({name: said.get(name) for name in names})


def slider(name: str, label: str, **options: Any) -> Any:
    """Draw a bound slider for a numeric setting."""
    if not hiding.shows(name):
        return held(name)
    domain = _between(name)
    return st.slider(
        label, domain.low, domain.high, DEFAULTS[name], domain.step, key=name, bind="query-params", **options
    )


def select(name: str, label: str, **options: Any) -> Any:
    """Draw a bound menu for a setting that is one of a few names."""
    if not hiding.shows(name):
        return held(name)
    domain = DOMAINS[name]
    assert isinstance(domain, OneOf)
    names = list(domain.names)
    return st.selectbox(label, names, names.index(DEFAULTS[name]), key=name, bind="query-params", **options)


def segments(name: str, label: str, **options: Any) -> Any:
    """Draw a bound row of buttons for a setting that is one of a few names."""
    if not hiding.shows(name):
        return held(name)
    domain = DOMAINS[name]
    assert isinstance(domain, OneOf)
    if st.session_state.get(name, "") is None:
        st.session_state[name] = DEFAULTS[name]
    value = st.segmented_control(
        label,
        list(domain.names),
        default=DEFAULTS[name],
        key=name,
        bind="query-params",
        required=True,
        **options,
    )
    if value is None:  # an address such as "?size=" chooses nothing: begin again with the default
        st.rerun()
    return value


def _between(name: str) -> Between:
    domain = DOMAINS[name]
    assert isinstance(domain, Between)
    return domain


def picture() -> None:
    """Draw the choice of the picture."""
    if not hiding.shows("picture"):
        return
    with st.popover(
        f"Picture: {held('picture')}", icon=":material/photo_library:", width="stretch", key="pictures"
    ):
        pictures.source_control(held("picture"))
        left, right = st.columns(2)
        with left:
            select("picture", "Picture", on_change=lambda: pictures.select(st.session_state["picture"]))
        with right:
            segments("size", "Longer side, pixels", on_change=pictures.resize)
            st.session_state["size_shown"] = held("size")


def _kernel() -> None:
    kernel.show([held(name) for name in WEIGHTS], _take_kernel)


def _take_kernel() -> None:
    """Hold the weights that the browser reports."""
    weights = kernel.take_report()
    if weights is not None:
        _write(dict(zip(WEIGHTS, weights, strict=True)))


def _write(values: Mapping[str, Any]) -> None:
    st.session_state.update(values)


def _activation() -> None:
    name = select("activation", "Activation")
    row = ACTIVATIONS[name]
    if hiding.shows("activation"):
        st.caption(f"{row.caption} $a = {row.formula}$", help=row.source)
    if "negative_slope" in row.takes and hiding.shows("negative_slope"):
        slope = slider("negative_slope", "Slope of the negative side")
        st.caption(slope_message(slope))


def _border() -> None:
    slider("bias", "Bias (the sea level)", help="Added to every sum, before the activation.")
    shown = [name for name in ("padding", "stride") if hiding.shows(name)]
    if shown:
        for column, name in zip(st.columns(len(shown)), shown, strict=True):
            with column:
                select(name, name.capitalize())
    if hiding.shows("padding"):
        st.caption(PADDINGS[held("padding")].caption)


def position(name: str, label: str, low: int, high: int, step: int) -> None:
    """Draw the bound number of a row or column, kept on the places where the maps have a value."""
    if name not in st.session_state:
        said = st.query_params.get(name, str(DEFAULTS[name]))
        if not said.isdecimal() or len(said) > 9:  # Streamlit's field would stop at "inf"
            _forget_address(name)
        st.session_state[name] = int(said)
    inside = min(max(st.session_state[name], low), high)
    st.session_state[name] = low + step * ((2 * (inside - low) + step) // (2 * step))
    if not hiding.shows("place"):
        return
    default = min(max(DEFAULTS[name], low), high)
    st.number_input(label, low, high, default, step, key=name, bind="query-params", width=140)


def _forget_address(name: str) -> NoReturn:
    """Take a parameter out of the address and begin again."""
    del st.query_params[name]
    st.rerun()
