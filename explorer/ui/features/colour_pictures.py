"""The pictures in colours, for what looks at red, green and blue."""

import streamlit as st

from explorer.images import samples
from explorer.networks.forward import Levels
from explorer.ui.features import pictures
from explorer.view.network import DEFAULT_PICTURE, SIZE
from explorer.view.settings import YOUR_PICTURE


def choice(key: str) -> str:
    """Draw a menu of pictures, which begins with the astronaut; return the name of the chosen one."""
    names = [*samples(), *([YOUR_PICTURE] if pictures.uploaded_image() else [])]
    name: str = st.selectbox(
        "Picture",
        names,
        names.index(DEFAULT_PICTURE),
        key=key,
        on_change=lambda: pictures.remember(st.session_state[key]),
    )
    return name


def colours(name: str) -> Levels:
    """Return a picture in colours, (H, W, 3) from 0 to 255, at the size that the network is given.

    "Your picture" without an upload is the first picture of the menu.
    """
    upload = pictures.uploaded_image() if name == YOUR_PICTURE else None
    if upload is not None:
        return upload.colours
    return samples()[DEFAULT_PICTURE if name == YOUR_PICTURE else name].load_colours(SIZE)
