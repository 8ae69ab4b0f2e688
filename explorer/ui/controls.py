"""The controls: the only place that turns settings into widgets and widgets into settings."""

import math
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

import streamlit as st

from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import Map
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS, flip_sign, name_of, normalise, rotate, sum_meaning, transpose
from explorer.core.notation import short
from explorer.ui import hiding, pictures
from explorer.ui.component import component
from explorer.view.readouts import slope_message
from explorer.view.settings import (
    DEFAULT_KERNEL,
    DEFAULTS,
    DOMAINS,
    WEIGHTS,
    Between,
    OneOf,
    Settings,
    parsed,
    weight_values,
)

CUSTOM = "Custom"
_tiles = component("tiles", html="<div class='tiles'></div>")


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
    _write({name: getattr(settings, name) for name in DEFAULTS})


def keep_hidden() -> None:
    """Keep what the hidden controls stand for, in the session and in the address.

    Streamlit does that itself for every widget that is drawn.
    """
    names = hiding.hidden_settings()
    _write({name: held(name) for name in names if name not in st.session_state})
    said = current().to_query() if names else {}
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
    menu = st.container(gap="xsmall")
    if hiding.shows("weights"):
        _weights()
    weights = current().weights
    if hiding.shows("changes"):
        _kernel_buttons()
    if hiding.shows("weights"):
        st.caption(sum_meaning(weights))
    if hiding.shows("kernel"):
        with menu:
            _menu(weights)


def _weights() -> None:
    with st.container(gap="xsmall"):
        for row in range(3):
            with st.container(
                horizontal=True, wrap=False, gap="xsmall"
            ):  # columns would be stacked on a phone
                for col in range(3):
                    _weight(row, col)
    st.session_state["weights_shown"] = {name: held(name) for name in WEIGHTS}
    if problem := st.session_state.get("weight_problem"):
        st.error(problem)


def _kernel_buttons() -> None:
    with st.container(horizontal=True, gap="xsmall"):
        for label, meaning, change in _CHANGES:
            st.button(label, help=meaning, key=f"do_{change.__name__}", on_click=_change, args=(change,))
        default = KERNELS[DEFAULT_KERNEL].weights
        st.button("Reset", help=f"Back to {DEFAULT_KERNEL}", key="do_reset", on_click=_use, args=(default,))


def _menu(weights: Map) -> None:
    st.session_state["preset"] = name_of(weights) or CUSTOM
    chosen = st.selectbox("Kernel", [*KERNELS, CUSTOM], key="preset", on_change=_use_preset)
    caption = KERNELS[chosen].caption if chosen in KERNELS else "A kernel of your own."
    _tiles({"weights": weights.ravel().tolist(), "caption": caption}, key="tiles")


_CELL = 74  # pixels: three fit beside each other, each without its step buttons
_SHIFT = 1e-9
_CHANGES: tuple[tuple[str, str, Callable[[Map], Map]], ...] = (
    ("K → −K", "Flip the sign of every weight", flip_sign),
    ("Rotate", "Turn the weights by a quarter, clockwise", rotate),
    ("Transpose", "Swap rows and columns", transpose),
    ("÷ Σ|w|", "Divide by the sum of the absolute values", normalise),
)


def _weight(row: int, col: int) -> None:
    """Draw the field of one weight."""
    name = f"w{row}{col}"
    if name not in st.session_state and _is_out_of_range(name):
        _forget_address(name)
    st.number_input(
        f"Weight in row {row + 1}, column {col + 1}",
        value=_untyped(name),
        step=_between(name).step,
        format="%.5g",
        key=name,
        bind="query-params",
        label_visibility="collapsed",
        width=_CELL,
        on_change=_check,
        args=(name,),
    )


def _is_out_of_range(name: str) -> bool:
    try:
        return float(st.query_params.get(name, "0")) not in DOMAINS[name]
    except ValueError:
        return False  # Streamlit itself ignores what is no number


def _forget_address(name: str) -> NoReturn:
    """Take a parameter out of the address and begin again."""
    del st.query_params[name]
    st.rerun()


def _untyped(name: str) -> float:
    """Return the default of a weight, shifted by less than a weight can be typed or shown.

    Streamlit turns an emptied field, NaN and infinity into the default of the widget. The
    shift, or the sign of a negative zero, tells such a refused value from one that somebody has typed.
    """
    default = float(DEFAULTS[name])
    return default + _SHIFT if default else -0.0


def _check(name: str) -> None:
    state = st.session_state
    state.pop("weight_problem", None)
    value, untyped, domain = state[name], _untyped(name), _between(name)
    is_untyped = value == untyped and math.copysign(1, value) == math.copysign(1, untyped)
    if is_untyped or value not in domain:
        previous = state["weights_shown"][name]
        _write({name: previous})
        state["weight_problem"] = (
            f"A weight is a number from {short(domain.low)} to {short(domain.high)}, "
            f"so {short(previous)} stays."
        )


def _use_preset() -> None:
    name = st.session_state["preset"]
    if name in KERNELS:
        _use(KERNELS[name].weights)


def _change(change: Callable[[Map], Map]) -> None:
    _use(change(current().weights))


def _use(weights: Map) -> None:
    st.session_state.pop("weight_problem", None)
    _write(weight_values(weights))


def _write(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        is_plain = name not in WEIGHTS or value != DEFAULTS[name]
        st.session_state[name] = value if is_plain else _untyped(name)


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
