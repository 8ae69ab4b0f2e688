"""What the network finds in a visitor's picture, one search at a time."""

import threading
import time

import numpy as np
import streamlit as st

from explorer.images import Colours, samples
from explorer.networks.cascade import Detection, detect
from explorer.networks.changes import CHANGES
from explorer.networks.slopes import read_slopes
from explorer.networks.stages import LEARNED_SLOPES
from explorer.ui.features import uploads
from explorer.ui.server import metrics
from explorer.view.network import DEFAULT_PICTURE, SIZE, UNCHANGED, NetworkSettings
from explorer.view.settings import YOUR_PICTURE

turn = threading.Lock()
"""Held while the network looks at a picture: searches that alternate would all finish late, and each takes
tens of megabytes for as long as it lasts."""
_KEPT = 500
"""So many results for pictures of the gallery are kept; each is a few numbers."""


def source(settings: NetworkSettings) -> Colours:
    """Return the picture in colours as it is; "Your picture" without an upload is the default picture."""
    upload = _upload(settings)
    return upload.picture.colours if upload else _sample(_gallery_name(settings))


def changed(settings: NetworkSettings) -> Colours:
    """Return the picture with the change made."""
    return CHANGES[settings.change].apply(source(settings))


def identity(settings: NetworkSettings) -> str:
    """Return a name for what `changed` returns; different pictures have different names."""
    upload = _upload(settings)
    name = f"{YOUR_PICTURE} {upload.number}" if upload else settings.picture
    return f"{name} {settings.change}"


def found(settings: NetworkSettings) -> Detection:
    """Return what the cascade finds in the changed picture, with P-Net's slopes as set."""
    upload = _upload(settings)
    if upload is None:
        return _in_sample(_gallery_name(settings), settings.change, settings.slopes)
    known: dict[tuple[int, str, str], Detection] = st.session_state.setdefault(_OWN, {})
    key = upload.number, settings.change, settings.slopes
    if key not in known:
        result = _search(changed(settings), settings.slopes)
        st.session_state[_OWN] = dict([*known.items(), (key, result)][-_KEPT:])
        return result
    return known[key]


def found_in_original(settings: NetworkSettings) -> Detection | None:
    """Return what is found without the change and with the learned slopes; None if that is what is shown."""
    if settings.change == UNCHANGED and not settings.slopes:
        return None
    return found(NetworkSettings(picture=settings.picture))


_OWN = "network_found"
"""Key of the session for what was found in the visitor's own pictures."""


def _upload(settings: NetworkSettings) -> uploads.UploadedImage | None:
    """Return the picture of the visitor's own that the settings show, if there is one."""
    return uploads.uploaded_image() if settings.picture == YOUR_PICTURE else None


def _gallery_name(settings: NetworkSettings) -> str:
    return DEFAULT_PICTURE if settings.picture == YOUR_PICTURE else settings.picture


@st.cache_resource(show_spinner=False)
def _sample(name: str) -> Colours:
    levels = samples()[name].load_colours(SIZE)
    levels.flags.writeable = False
    return levels


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _in_sample(name: str, change: str, slopes: str) -> Detection:
    return _search(CHANGES[change].apply(_sample(name)), slopes)


def _search(levels: Colours, slopes: str) -> Detection:
    with turn:
        began = time.perf_counter()
        found = detect(np.ascontiguousarray(levels), read_slopes(slopes) or LEARNED_SLOPES)
        metrics.SEARCHES.observe(time.perf_counter() - began)
        return found
