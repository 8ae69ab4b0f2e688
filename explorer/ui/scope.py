"""The scope: packs what the browser shows, and listens to its cursor."""

import secrets
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from explorer import figures, profiles
from explorer.activations import corner, lookup_table, slopes_at_zero
from explorer.arrays import Map
from explorer.layer import ForwardPass
from explorer.message import pack
from explorer.notation import digits_for, number
from explorer.readouts import VERDICTS
from explorer.settings import Settings
from explorer.ui.component import component

_scope = component("scope")
_picture = component("picture", html="<p class='picture'></p>")
_cursor = component("cursor", html="<div class='cursor'></div>")


def show(image: Map, layer: ForwardPass, settings: Settings) -> None:
    """Mount the three linked maps and the profile."""
    _scope(key="scope", data=packed(image, layer, settings), on_cursor_change=_move)


def packed(image: Map, layer: ForwardPass, settings: Settings) -> bytes:
    """Pack everything that does not depend on the selected line."""
    limit = layer.shared_limit
    is_row = settings.direction == "Row"
    signed, rectified = layer.pre_activation, layer.activation_map
    lines = (signed, rectified) if is_row else (signed.T, rectified.T)
    slopes = slopes_at_zero(settings.activation, **settings.hyperparameters())
    measured = profiles.corners(*lines, slopes=slopes)
    left, at_zero, right = lookup_table(
        settings.activation, layer.limit, samples=_SAMPLES, **settings.hyperparameters()
    )
    jump_and_bend = corner(settings.activation, **settings.hyperparameters())
    digits = digits_for(limit)
    is_scaled = settings.palette == "Auto-scaled grey"
    header = {
        "picture": {"height": image.shape[0], "width": image.shape[1], "id": _identity(image)},
        "grid": {
            "rows": signed.shape[0],
            "cols": signed.shape[1],
            "stride": layer.stride,
            "offset": layer.offset,
        },
        "isRow": is_row,
        "digits": digits,
        "limit": layer.limit,
        "atZero": at_zero,
        "ranges": [
            (0, 1),
            *(figures.colour_range(v, settings.palette, limit=limit) for v in (signed, rectified)),
        ],
        "isHatched": settings.palette == "Diverging",
        "titles": [
            "Input image",
            "Feature map before " + settings.activation,
            "Feature map after " + settings.activation,
        ],
        "legend": ["", "", ""]
        if is_scaled
        else [f"negative {number(-limit, digits)}", "0", f"+{number(limit, digits)} positive"],
        "warning": "Misleading: each map is stretched on its own, so zero changes its shade."
        if is_scaled
        else "",
        "verdicts": [VERDICTS[verdict] for verdict in profiles.Verdict],
        "figure": figures.profile(
            limit=limit,
            length=image.shape[1 if is_row else 0],
            direction=settings.direction,
            activation=settings.activation,
            has_corner=any(jump_and_bend),
        ),
    }
    arrays = {
        "signed": signed,
        "left": left,
        "right": right,
        "palette": figures.TABLES[settings.palette],
        "grey": figures.GREY,
        "verdict": profiles.verdicts(*lines, measured, corner=jump_and_bend),
        "crossings": measured.crossings.astype(np.float32),
        **{name: getattr(measured, name) for name in _MEASURES},
    }
    return pack(header, arrays)


def show_picture(image: Map, description: str) -> None:
    """Send the picture and say what it is.

    It travels apart from the maps: Streamlit sends an element again only when it has changed.
    """
    _picture(key="shown", data=pack({"id": _identity(image), "description": description}, {"image": image}))


def _identity(image: Map) -> int:
    return zlib.crc32(np.ascontiguousarray(image).data, zlib.crc32(repr(image.shape).encode()))


_SAMPLES = 2048
_MEASURES = ("step_before", "step_after", "bend_before", "bend_after", "corner_before", "corner_after")


def _move() -> None:
    """Take the cursor that the browser reports, after checking it: anything can arrive here."""
    reported = st.session_state["scope"].cursor
    if not isinstance(reported, dict):
        return
    cursor = [v for v in map(reported.get, ("row", "col", "seq")) if type(v) is int and 0 <= v < 2**31]
    if len(cursor) == 3:
        st.session_state["row"], st.session_state["col"], st.session_state["cursor_seq"] = cursor


def follow(row: int, col: int, pixel: Mapping[str, Any]) -> None:
    """Tell the browser where the cursor is, and what the selected pixel's arithmetic is."""
    _cursor(
        key="cursor",
        data={
            "row": row,
            "col": col,
            "seq": st.session_state.get("cursor_seq", 0),
            "session": st.session_state.setdefault("cursor_session", secrets.token_hex(8)),
            "pixel": pixel,
        },
    )
