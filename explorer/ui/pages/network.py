"""A real network: it finds faces, and the slopes of its rectifiers are in the visitor's hand."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from explorer.ui.components import network as component
from explorer.ui.features import detection, links, pictures, slope_depth, uploads
from explorer.ui.server.assets import ASSETS
from explorer.ui.server.streamlit_internals import Page
from explorer.ui.state import answer_times, network_session
from explorer.view.description import describe_faint
from explorer.view.network import compared, sentence, view_of_channel
from explorer.view.settings import YOUR_PICTURE

_ASKED = "network_asked"
"""Key of the session for what the browser has asked for, until the whole page is drawn."""


def page(explorer: Page) -> None:
    """Draw the page; a channel of the first layer opens in the explorer."""
    network_session.enter()
    network_session.read_address()
    network_session.write_address()
    asked = st.session_state.pop(_ASKED, {})
    if asked.get("name") == "open":
        _open(explorer, asked.get("value"))
    if asked.get("name") == "reread":
        uploads.reread(asked.get("value"))
    _network()
    st.caption(_HONEST)
    slope_depth.show()
    with st.expander("What this is, and what it shows"):
        st.markdown(_ABOUT.read_text(encoding="utf-8"))
    if asked.get("name") == "upload":
        pictures.open_own_picture()
    pictures.own_picture_for(_show_own)


@st.fragment
def _network() -> None:
    """Draw what the browser owns; its changes rerun only this."""
    with answer_times.measured("network", network_session.state()):
        asked = _draw()
    if asked and network_session.is_new(asked):
        st.session_state[_ASKED] = asked
        st.rerun()


def _draw() -> Mapping[str, Any] | None:
    """Mount the component; return what the browser asks for, if anything."""
    network_session.commit_report()
    network_session.write_address()
    settings = network_session.settings()
    found, original = detection.found(settings), detection.found_in_original(settings)
    has_own = uploads.uploaded_image() is not None
    return component.show(
        component.Picture(detection.identity(settings), settings, partial(detection.changed, settings)),
        found.faces,
        sentence=sentence(found, detection.source(settings).shape[:2]),
        compared=compared(original, stands_in=settings.picture == YOUR_PICTURE and not has_own),
        has_own=has_own,
        file=_told() if settings.picture == YOUR_PICTURE else {},
        on_run=network_session.doubt_address,
    )


def _told() -> dict[str, Any]:
    """Return what is told of the visitor's own picture, also if the network sees little of it."""
    upload, message = uploads.uploaded_image(), uploads.message()
    faint = describe_faint(upload.picture.colours) if upload else ""
    return message | {"said": [*message["said"], faint]} if faint else message


def _show_own() -> None:
    network_session.commit({"picture": YOUR_PICTURE})


def _open(explorer: Page, channel: Any) -> None:
    """Open a channel of the first layer in the explorer; the kernels of others do not look at a picture."""
    view = view_of_channel(channel, network_session.settings())
    if view is not None:
        links.open_explorer(explorer, view)


_HONEST = (
    "Weights and slopes were learned together: with another slope this is a network that nobody has trained. "
    "Its first stage is meant to propose too much. It finds faces and does not know whose."
)
_ABOUT = ASSETS / "networks" / "about.md"
