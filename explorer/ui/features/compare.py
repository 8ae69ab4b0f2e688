"""A and B: a pinned view beside the current one. The browser shows both; here stands what differs."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np
import streamlit as st

from explorer.core import measures
from explorer.core.arrays import Map
from explorer.core.notation import digits_for, number, percent
from explorer.ui.components import scope
from explorer.ui.features import pictures
from explorer.ui.state import session
from explorer.ui.state.session import PinnedView
from explorer.view import comparison
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
    image = _image_of(pinned)
    a = view_of(
        comparison.align_cursor_and_palette(pinned.settings, image.shape, b.settings, b.image.shape), image
    )
    with st.container(border=True, key="compared"):
        st.markdown(_differences(a, b))
        st.markdown(_numbers(a, b))


def _view_of_command(command: Mapping[str, Any]) -> PinnedView | None:
    """Read the view that a command carries; it is not trusted."""
    settings, upload = command.get("settings"), command.get("upload")
    if not isinstance(settings, dict):
        return None
    return PinnedView(apply(Settings(), settings), upload if type(upload) is int else 0)


def _picture_of(a: PinnedView) -> str:
    return pictures.identity_for(pictures.upload_numbered(a.upload), a.settings.picture, a.settings.size)


def _image_of(a: PinnedView) -> Map:
    return pictures.image_for(pictures.upload_numbered(a.upload), a.settings.picture, a.settings.size)


def _differences(a: View, b: View) -> str:
    """List the settings that differ, in Markdown."""
    differences = comparison.differences(a.settings, b.settings)
    if not differences and not np.array_equal(a.image, b.image):
        return "A and B differ in the picture: each is one that you brought."
    if not differences:
        return "A and B are the same so far. **Change anything:** A stays as it is."
    return "  \n".join(f"**{one.name}:** {one.a} → {one.b}" for one in differences)


def _numbers(a: View, b: View) -> str:
    """Write the message and the table that compare the maps after the activation, in Markdown."""
    limit = comparison.shared_limit(a.layer, b.layer)
    digits = digits_for(limit)
    maps = a.layer.activation_map, b.layer.activation_map
    zeroed = [
        measures.summary(view.layer.pre_activation, view.layer.activation_map).zero_fraction
        for view in (a, b)
    ]
    rows = {
        "Smallest value": [number(float(values.min()), digits) for values in maps],
        "Largest value": [number(float(values.max()), digits) for values in maps],
        "Set to zero by the activation": [percent(share) for share in zeroed],
    }
    table = "\n".join(f"| {name} | {one} | {other} |" for name, (one, other) in rows.items())
    message = comparison.obstacle(a.settings, a.layer, b.settings, b.layer) or comparison.difference_message(
        *maps, b.layer, limit=limit
    )
    return f"{message}\n\n| After the activation | A | B |\n| :-- | --: | --: |\n{table}"
