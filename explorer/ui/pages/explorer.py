"""The main page: a picture, a kernel, an activation, and what they make of each other."""

from dataclasses import asdict
from pathlib import Path

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer import exports, figures, measures, profiles, readouts
from explorer.activations import ACTIVATIONS
from explorer.arrays import Map
from explorer.convolution import window
from explorer.layer import ForwardPass
from explorer.notation import digits_for, number, percent
from explorer.settings import Settings
from explorer.ui import controls, pictures, scope, view
from explorer.ui.chart import chart


def page() -> None:
    """Draw the page."""
    with st.sidebar:
        controls.picture()
        beside = st.container()
    pictures.remember(controls.held("picture"))
    _explorer(beside)
    _why()


@st.fragment
def _explorer(beside: DeltaGenerator) -> None:
    """Draw the controls of the layer and all that follows from them; a change runs only this.

    A widget that has been drawn before holds its value already, a new one still has to read the address. So
    the controls go first when one of them is new, and else the maps do: they are what the eye waits for.
    """
    maps = st.container(gap=None)
    takes = ACTIVATIONS[controls.held("activation")].takes
    if all(name in st.session_state for name in ("w00", *takes)):
        _maps(maps)
        with beside:
            controls.layer()
    else:
        with beside:
            controls.layer()
        _maps(maps)
    settings, image, layer = view.current()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.segments("direction", "Profile along a")
        controls.segments("palette", "Colours")
    scope.show_picture(image, pictures.description(settings.picture, image))
    scope.show_lines(view.current())
    _pixel()
    _map(layer, settings)
    _code(image, settings)


def _maps(place: DeltaGenerator) -> None:
    with place:
        scope.show_sums(view.current())
        scope.show_maps(view.current())


@st.fragment
def _pixel() -> None:
    """Draw what follows the line; moving it runs only this."""
    settings, image, layer = view.current()
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader("One pixel")
        with st.container(horizontal=True):
            for axis, name in enumerate(("row", "col")):
                last = layer.centre(layer.pre_activation.shape[axis] - 1)
                controls.position(name, ("Row", "Column")[axis], layer.offset, last, layer.stride)
        settings = controls.current()
        row, col = layer.nearest(settings.row, 0), layer.nearest(settings.col, 1)
        _arithmetic(image, layer, settings, row, col)
    with right:
        _curve(layer, settings, (row, col))


def _headline(image: Map, layer: ForwardPass, settings: Settings, row: int, col: int) -> str:
    index = row if settings.direction == "Row" else col
    profile = profiles.row_profile(
        image, layer.pre_activation, layer.activation_map, index,
        stride=layer.stride, offset=layer.offset, direction=settings.direction,
    )  # fmt: skip
    return readouts.headline(
        profile, index=layer.centre(index), direction=settings.direction, activation=settings.activation
    )


def _arithmetic(image: Map, layer: ForwardPass, settings: Settings, row: int, col: int) -> None:
    seen = window(image, 3, row, col, stride=settings.stride, padding=settings.padding)
    arithmetic = readouts.pixel_arithmetic(
        seen,
        settings.weights,
        bias=settings.bias,
        pre_activation=float(layer.pre_activation[row, col]),
        activation_map=float(layer.activation_map[row, col]),
        activation=settings.activation,
        limit=layer.shared_limit,
    )
    place = f"Row {layer.centre(row)}, column {layer.centre(col)}"
    scope.follow(
        settings.row,
        settings.col,
        headline=_headline(image, layer, settings, row, col),
        pixel=asdict(arithmetic) | {"title": place},
    )
    row_of_menu = ACTIVATIONS[settings.activation]
    st.latex(f"a = {row_of_menu.formula}")
    st.caption(f"{row_of_menu.name}: {row_of_menu.source}")


def _curve(layer: ForwardPass, settings: Settings, place: tuple[int, int]) -> None:
    row = ACTIVATIONS[settings.activation]
    st.subheader(row.name)
    limit = layer.shared_limit
    found = measures.histogram(layer.pre_activation, layer.activation_map, limit=limit)
    z = limit * np.sort(np.append(np.arange(-50, 51) / 50, -1e-9))
    pixel = (float(layer.pre_activation[place]), float(layer.activation_map[place]))
    before, after = (number(value, digits_for(limit)) for value in pixel)
    chart(
        figures.activation_curve(
            z.tolist(),
            row.function(z, **settings.hyperparameters()).tolist(),
            found,
            pixel=pixel,
            limit=limit,
        ),
        key="curve",
        alt=f"The curve of {row.name}. The selected pixel, {before}, becomes {after}.",
    )


def _map(layer: ForwardPass, settings: Settings) -> None:
    st.subheader("The whole map")
    found = measures.histogram(layer.pre_activation, layer.activation_map, limit=layer.shared_limit)
    counted = measures.summary(layer.pre_activation, layer.activation_map)
    left, right = st.columns([3, 2], gap="large", vertical_alignment="center")
    with right:
        st.markdown(f"**{readouts.map_message(counted, activation=settings.activation)}**")
        st.markdown(_table(counted, digits_for(layer.shared_limit)))
    with left:
        chart(
            figures.histogram(found, activation=settings.activation),
            key="histogram",
            alt="How often each value occurs in the map, before and after.",
        )


def _table(counted: measures.Summary, digits: int) -> str:
    rows = [
        ("", "before", "after"),
        ("---", "---:", "---:"),
        ("Smallest value", number(counted.low_before, digits), number(counted.low_after, digits)),
        ("Largest value", number(counted.high_before, digits), number(counted.high_after, digits)),
        ("Negative", percent(counted.negative_before), percent(counted.negative_after)),
        ("Set to zero", "", percent(counted.zero_fraction)),
    ]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _code(image: Map, settings: Settings) -> None:
    details = st.expander("Show the code", key="code", on_change="rerun", bind="query-params")
    if not details.open:  # code is costly to colour
        return
    with details:
        library = st.segmented_control(
            "Library",
            exports.LIBRARIES,
            default=exports.LIBRARIES[0],
            key="library",
            bind="query-params",
            required=True,
        )
        st.code(
            exports.snippet(
                library, weights=settings.weights, bias=settings.bias, padding=settings.padding,
                stride=settings.stride, activation=settings.activation, **settings.hyperparameters(),
            )
        )  # fmt: skip
        st.download_button(
            "Download the picture", lambda: exports.input_file(image), "input.npy", on_click="ignore"
        )


@st.fragment
def _why() -> None:
    details = st.expander(
        "How it is computed, and why there are corners", key="why", on_change="rerun", bind="query-params"
    )
    if details.open:
        details.markdown(_HOW.read_text(encoding="utf-8"))


_HOW = Path(__file__).parents[3] / "assets" / "how_it_is_computed.md"
