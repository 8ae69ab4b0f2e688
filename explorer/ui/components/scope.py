"""The explorer: sends the settings, the picture and Python's numbers to the browser, which computes the maps.

The browser reports every setting that the visitor has changed, with a revision; the message answers with the
last revision received. static/model/owner.js decides whether an answer replaces what is shown.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from explorer.core.arrays import Map
from explorer.messages import scope as scope_message
from explorer.ui.components.component import component, noop
from explorer.ui.state import hiding, session
from explorer.view.facts import facts
from explorer.view.view import View

_workbench = component("workbench", parts=("pictures", "picture_file", "controls", "scope", "paper"))
_picture = component("picture", html="<span class='picture-message'></span>")
_gallery = component("gallery", html="<span class='gallery-message'></span>")
_numbers = component("numbers")


def show_workbench(
    view: View,
    picture: str,
    *,
    description: str,
    file: Mapping[str, Any],
    experiment: str,
    pinned: Mapping[str, Any] | None,
) -> None:
    """Mount the workbench: the picture, the controls, the three linked maps and the profile.

    Parameters
    ----------
    view : View
        What they show.
    picture : str
        The name given to `send_picture`.
    description : str
        One or two sentences about the picture.
    file : mapping
        What is told of the visitor's own picture, and can be chosen, as `uploads.message` returns it; empty
        for a picture of the gallery.
    experiment : str
        The title of the experiment that is shown; "" for none.
    pinned : mapping or None
        View A: its `settings`, and as `picture` the name given to `send_picture`; None without one.
    """
    component, _ = session.REPORT
    _workbench(
        {
            "answer": session.answer(),
            "picture": picture,
            "description": description,
            "file": file,
            "facts": asdict(facts(view)),
            "experiment": experiment,
            "hidden": list(hiding.hidden()),
            "pinned": pinned,
            "page": {"address": st.context.url or "", "sign": "?"},
        },
        key=component,
        on_patch_change=noop,
    )


def send_picture(image: Map, picture: str, *, key: str = "shown") -> None:
    """Send a picture, a message of its own; call it outside of the fragment that every change reruns."""
    _picture(scope_message.picture(image, name=picture), key=key)


def send_gallery(thumbnails: Mapping[str, str], own: Mapping[int, Any]) -> None:
    """Send what there is to choose from: the addresses of the thumbnails, and the grids of "Your picture"."""
    _gallery({"thumbnails": thumbnails, "own": own}, key="gallery")


def show_numbers() -> None:
    """Mount what the browser says of the selected pixel and of the whole map."""
    _numbers({}, key="numbers")
