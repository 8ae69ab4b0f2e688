"""The main page: a picture, a kernel, an activation, and what they make of each other."""

import streamlit as st

from explorer.exports import scripts
from explorer.ui.components import scope
from explorer.ui.features import compare, controls, downloads, pictures, predict, presenter, share, uploads
from explorer.ui.features.current_view import current_view
from explorer.ui.server import cache
from explorer.ui.server.assets import ASSETS
from explorer.ui.state import address, answer_times, hiding, session
from explorer.view.files import TAKE
from explorer.view.options import LIBRARIES, SOURCES
from explorer.view.settings import YOUR_PICTURE
from explorer.view.view import View


def page() -> None:
    """Draw the page."""
    presenter.obey()
    address.read()
    address.write()
    top = st.container(gap=None)
    with (
        top.container()
    ):  # also where it is empty: nothing below moves, and is mounted anew, when the button goes
        hiding.show_all_button()
    settings = session.settings()
    pictures.remember_shown(settings.picture)
    picture = pictures.identity(settings)
    with top:
        _explorer(picture)
    scope.send_picture(pictures.shown_image(settings), picture)
    compare.send_picture(picture)
    pictures.send_gallery()
    if hiding.shows("why"):
        _why()
    presenter.listen()
    if hiding.shows("picture") and session.options().source != SOURCES[0]:
        pictures.own_picture()
    else:
        share.dialog()


@st.fragment
def _explorer(drawn: str) -> None:
    """Draw the workbench, then what stands below it; changes of the view rerun this.

    `drawn` is the picture that the rest of the page was drawn for.
    """
    with answer_times.measured("explorer", session.state()), cache.drawing, st.container():
        _draw(drawn)


def _draw(drawn: str) -> None:
    session.commit_report()
    session.commit_options(("predict", "code", "library", "take"))
    now = session.settings()
    picture = pictures.identity(now)
    if picture != drawn:
        st.rerun()  # the picture stands outside of this fragment
    address.write()
    view = current_view()
    settings = view.settings
    scope.show_workbench(
        view,
        picture,
        description=pictures.description(settings),
        file=uploads.message(with_notes=False) if settings.picture == YOUR_PICTURE else {},
        experiment=presenter.label(settings),
        pinned=compare.message(),
    )
    compare.show(view)
    if hiding.shows("predict"):
        predict.expander(view)
    scope.show_numbers()
    if hiding.shows("code"):
        _code(view)
    if hiding.shows("take"):
        _downloads(view)
    if session.options().take or session.options().code:
        downloads.hold_presses()


def _code(view: View) -> None:
    settings, image, _ = view
    details = controls.expander("code", "Show the code")
    if not details.open:  # code is costly to colour
        return
    with details:
        library = session.options().library
        session.prepare_option("library")
        st.segmented_control(TAKE["LIBRARY"], LIBRARIES, key="library", required=True)
        st.code(
            scripts.snippet(
                library, weights=settings.weights, bias=settings.bias, padding=settings.padding,
                stride=settings.stride, activation=settings.activation, **settings.hyperparameters(),
            )
        )  # fmt: skip
        st.download_button(
            TAKE["PICTURE"],
            lambda: scripts.input_file(image),
            "input.npy",
            on_click="ignore",
            key="take_picture",
        )


def _downloads(view: View) -> None:
    place = controls.expander("take", "Take it along")
    if place.open:
        with place:
            downloads.show(view)


@st.fragment
def _why() -> None:
    session.commit_options(("why",))
    address.write()
    details = controls.expander("why", "How it is computed, and what makes a corner")
    if details.open:
        details.markdown(_HOW.read_text(encoding="utf-8"))


_HOW = ASSETS / "how_it_is_computed.md"
