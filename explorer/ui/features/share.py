"""The link to the current view, to copy or to scan; it may hide controls."""

from collections.abc import Collection
from urllib.parse import urlencode, urlsplit

import streamlit as st

from explorer.exports import qr
from explorer.ui.components.component import component
from explorer.ui.server import site
from explorer.ui.state import hiding, session
from explorer.view.controls import CONTROLS
from explorer.view.link import write_link
from explorer.view.settings import YOUR_PICTURE, Settings

_copy = component("copy")
_OPEN = "share_open"
"""Key of the session for whether the dialog is open."""
WITH_APP, WITHOUT_SERVER = "With this app", "Without a server"


def open_dialog() -> None:
    """Open the dialog: in this run and in those that follow, until the visitor closes it."""
    st.session_state[_OPEN] = True


def dialog() -> None:
    """Draw the dialog, if it is open."""
    if st.session_state.get(_OPEN) and hiding.shows("share"):
        _share()


def _close() -> None:
    st.session_state[_OPEN] = False


def link(address: str, settings: Settings, hide: Collection[str] = (), *, sign: str = "?") -> str:
    """Return the link to a view of the page at `address`, with the controls named in `hide` hidden.

    The view stands after the `sign`: "?" for the app; "#" for the site, whose server need not know it.

    >>> link("https://relu.example", Settings(stride=2), ["kernel", "bias"])
    'https://relu.example/?stride=2&hide=kernel,bias'
    >>> link("https://school.example/relu-explorer.html", Settings(stride=2), sign="#")
    'https://school.example/relu-explorer.html#stride=2'
    """
    query = write_link(settings, hidden=hide)
    page = address if address.endswith((".html", ".htm")) else f"{address.rstrip('/')}/"
    return f"{page}{sign if query else ''}{urlencode(query, safe=',')}"


def is_local(address: str) -> bool:
    """Tell whether an address refers to the computer that opens it, such as localhost.

    >>> is_local("http://localhost:8501/"), is_local("http://192.168.0.7:8501/")
    (True, False)
    """
    return urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")


@st.dialog("Share this view", width="large", on_dismiss=_close)
def _share() -> None:
    settings = session.settings()
    left, right = st.columns(2)
    with left:
        address = _address()
        place = st.container()
        hide = st.pills(
            "Hide for the class",
            list(CONTROLS),
            selection_mode="multi",
            default=list(hiding.hidden()),
            format_func=lambda name: CONTROLS[name].label,
            key="hide_for_class",
            persist_state="session",
            wrap=True,
        )
        names = [name for name in CONTROLS if name in hide]
        labels = ", ".join(CONTROLS[name].label for name in names) or "nothing so far"
        st.caption(f"The link hides: {labels}. What is hidden keeps its value.")
    target = link(address, settings, names, sign="#" if address == site.address() else "?")
    with place:
        _copy({"link": target}, key="copy")
        if settings.picture == YOUR_PICTURE:
            st.info("Your picture does not travel: it stays on this page. The link shows another one.")
        if is_local(address):
            st.info(
                "This link works on this computer only. "
                "For a class, open the page at an address that other computers can reach."
            )
    right.image(qr.png(target), "Point a camera at it to open the link.", alt="QR code of the link")


def _address() -> str:
    """Return the address of this app, or of the site if there is one and the visitor prefers it."""
    app = st.context.url or ""
    without_server = site.address()
    if not without_server:
        return app
    options = (WITH_APP, WITHOUT_SERVER)
    chosen = st.segmented_control(
        "The explorer runs",
        options,
        default=WITH_APP,
        required=True,
        key="share_runs",
        persist_state="session",
    )
    if chosen == WITH_APP:
        return app
    st.caption(
        "The link opens plain files, which work without this app. They hold no lessons and no filter bank."
    )
    return without_server
