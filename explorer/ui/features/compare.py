"""A and B: a pinned view beside the current one. The browser shows both; here stands what differs."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from explorer.core.arrays import Map
from explorer.ui.components import scope
from explorer.ui.features import pictures, uploads
from explorer.ui.state import session
from explorer.ui.state.session import PinnedView
from explorer.view import comparison
from explorer.view.comparison import COMPARISONS
from explorer.view.settings import Settings, apply
from explorer.view.view import View, view_of


def pin(command: Mapping[str, Any]) -> None:
    """Pin the view that the browser sends with a command as A."""
    view = _view_of_command(command)
    if view is not None:
        session.pin(view)


def swap(command: Mapping[str, Any]) -> None:
    """Open view A, and pin the view that the browser sends with a command in its place."""
    view = _view_of_command(command)
    if view is not None:
        session.open_pinned(keep=view)


def message() -> dict[str, Any] | None:
    """Return what the browser has to know of view A: its settings, and the name of its picture; or None."""
    pinned = session.state().pinned
    if pinned is None:
        return None
    return {"settings": asdict(pinned.settings), "picture": _picture_of(pinned)}


def send_picture(shown: str) -> None:
    """Send the picture of view A, unless it is the one that is `shown`; call it outside of fragments."""
    pinned = session.state().pinned
    if pinned and _picture_of(pinned) != shown:
        scope.send_picture(_image_of(pinned), _picture_of(pinned), key="pinned")


def show(b: View) -> None:
    """Say what differs between view A, if one is pinned, and the current view `b`."""
    pinned = session.state().pinned
    if pinned is None:
        return
    found = comparison.compared(view_of(pinned.settings, _image_of(pinned)), b)
    rows = "".join(f"\n| {name} | {one} | {other} |" for name, one, other in found.rows)
    table = f"| {COMPARISONS['AFTER']} | A | B |\n| :-- | --: | --: |{rows}"
    with st.container(border=True, key="compared"):
        st.markdown("  \n".join(found.differences))
        st.markdown(f"{found.message}\n\n{table}")


def _view_of_command(command: Mapping[str, Any]) -> PinnedView | None:
    """Read the view that a command carries; it is not trusted."""
    settings, upload = command.get("settings"), command.get("upload")
    if not isinstance(settings, dict):
        return None
    return PinnedView(apply(Settings(), settings), upload if type(upload) is int else 0)


def _picture_of(a: PinnedView) -> str:
    return pictures.identity_for(uploads.upload_numbered(a.upload), a.settings)


def _image_of(a: PinnedView) -> Map:
    return pictures.shown_image_for(uploads.upload_numbered(a.upload), a.settings)
