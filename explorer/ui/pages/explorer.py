"""The main page: a picture, a kernel, an activation, and what they make of each other."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import Map
from explorer.exports import scripts
from explorer.ui import (
    cache,
    compare,
    controls,
    details,
    hiding,
    pictures,
    predict,
    presenter,
    scope,
    share,
    take_along,
    view,
)
from explorer.view.settings import Settings


def page() -> None:
    """Draw the page."""
    compare.take_over()
    controls.keep_unbound()
    hiding.way_back()
    body = st.container()
    with presenter.place_for_controls() if hiding.shows_beside() else st.container():
        controls.picture()
        beside = st.container()
    pictures.remember(controls.held("picture"))
    with body:
        _explorer(beside)
        if hiding.shows("why"):
            _why()
    presenter.listen()


@st.fragment
def _explorer(beside: DeltaGenerator) -> None:
    """Draw the controls of the layer and all that follows from them; a change runs only this.

    A widget that has been drawn before holds its value already, a new one still has to read the address. So
    the controls go first when one of them is new, and else the maps do: they are what the eye waits for.
    """
    with cache.turn:
        _draw(beside)


def _draw(beside: DeltaGenerator) -> None:
    maps = st.container(gap=None)
    takes = ACTIVATIONS[controls.held("activation")].takes
    if all(name in st.session_state for name in ("activation", *takes)):
        _maps(maps)
        with beside:
            controls.layer()
    else:
        with beside:
            controls.layer()
        _maps(maps)
    settings, image, _ = view.current()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.segments("direction", "Profile along a")
        controls.segments("palette", "Colours")
        if hiding.shows("pin"):
            compare.button()
        share.button()
    if hiding.shows("predict"):
        predict.expander(settings)
    scope.show_picture(view.current())
    _pixel(compare.show(view.current()))
    details.show_whole(view.current())
    if hiding.shows("code"):
        _code(image, settings)
    if hiding.shows("take"):
        _take()


def _maps(place: DeltaGenerator) -> None:
    with place:
        scope.show_maps(view.current())


@st.fragment
def _pixel(compared: DeltaGenerator | None) -> None:
    """Draw what follows the line; moving it runs only this."""
    with cache.turn:
        layer = view.current().layer
        with st.container(horizontal=True):
            for axis, name in enumerate(("row", "col")):
                last = layer.centre(layer.pre_activation.shape[axis] - 1)
                controls.position(name, ("Row", "Column")[axis], layer.offset, last, layer.stride)
        controls.keep_unbound()
        take_along.follow_line(view.current().settings)
        details.show_pixel(view.current())
        compare.show_line(view.current(), compared)


def _code(image: Map, settings: Settings) -> None:
    details = st.expander("Show the code", key="code", on_change="rerun", bind="query-params")
    if not details.open:  # code is costly to colour
        return
    with details:
        library = st.segmented_control(
            "Library",
            scripts.LIBRARIES,
            default=scripts.LIBRARIES[0],
            key="library",
            bind="query-params",
            required=True,
        )
        st.code(
            scripts.snippet(
                library, weights=settings.weights, bias=settings.bias, padding=settings.padding,
                stride=settings.stride, activation=settings.activation, **settings.hyperparameters(),
            )
        )  # fmt: skip
        st.download_button(
            "Download the picture", lambda: scripts.input_file(image), "input.npy", on_click="ignore"
        )


def _take() -> None:
    place = st.expander("Take it along", key="take", on_change="rerun", bind="query-params")
    if place.open:
        with place:
            take_along.show(view.current())


@st.fragment
def _why() -> None:
    details = st.expander(
        "How it is computed, and why there are corners", key="why", on_change="rerun", bind="query-params"
    )
    if details.open:
        details.markdown(_HOW.read_text(encoding="utf-8"))


_HOW = Path(__file__).parents[3] / "assets" / "how_it_is_computed.md"
