"""Predict, then reveal: the visitor draws the line after the activation before it is shown."""

import zlib
from dataclasses import replace
from typing import Any

import streamlit as st

from explorer.core.notation import digits_for, number
from explorer.ui.components.component import component, noop
from explorer.ui.features import controls
from explorer.ui.features.current_view import HandedDown, current_view
from explorer.view import predictions
from explorer.view.selected_line import selected_index
from explorer.view.settings import Settings
from explorer.view.view import View

_KEY = "prediction"
_PLACE = "prediction_settings"
"""Key of the session for the settings that the task was made from."""
_line = component("predict")


def expander(view: View) -> None:
    """Draw the expander, and its content if it is open."""
    place = controls.expander("predict", "Predict the line after the activation")
    if place.open:
        with place:
            selected = selected_index(view.settings, view.layer)
            _show(_with_kept_place(view.settings), selected, HandedDown(view))


def _with_kept_place(settings: Settings) -> Settings:
    """Return the settings with the row and column from when the task was set: moving the line keeps it."""
    kept: Settings | None = st.session_state.get(_PLACE)
    if kept is not None and replace(settings, row=kept.row, col=kept.col) == kept:
        return kept
    st.session_state[_PLACE] = settings
    return settings


@st.fragment
def _show(settings: Settings, selected: int, handed: HandedDown[View]) -> None:
    """Ask for a line, or show the drawn one beside the true one; `selected` is the line in the maps."""
    layer = handed.take(current_view).layer
    along = 1 if settings.direction == "Row" else 0
    signed, rectified = layer.pre_activation, layer.activation_map
    if along == 0:
        signed, rectified = signed.T, rectified.T
    index, place = (
        layer.nearest(position, axis)
        for position, axis in (
            ((settings.row, 0), (settings.col, 1)) if along else ((settings.col, 1), (settings.row, 0))
        )
    )
    part = predictions.choose_stretch(signed, rectified, index, place)
    before, after = (values[part.index, part.start : part.stop] for values in (signed, rectified))
    limit, digits = layer.shared_limit, digits_for(layer.shared_limit)
    task = str(zlib.crc32(repr((settings, part)).encode() + before.tobytes() + after.tobytes()))
    line, across = ("row", "columns") if along else ("column", "rows")
    first, last = layer.centre(part.start), layer.centre(part.stop - 1)
    drawn = predictions.checked(_drawn(task), count=len(before), limit=limit)
    description = f"The dashed line is {line} {layer.centre(part.index)} **before** the activation, "
    description += f"{across} {first} to {last}."
    if part.index != selected:
        description += f" It is not the {line} in the maps: the profile shows that answer."
    request = f" Draw what **{settings.activation}** makes of it, then press *Reveal*."
    st.markdown(description + request * (drawn is None))
    header: dict[str, Any] = {
        "task": task,
        "limit": limit,
        "digits": digits,
        "positions": [layer.centre(k) for k in range(part.start, part.stop)],
        "ends": [number(-limit, digits), "0", number(limit, digits)],
        "across": across[:-1].capitalize(),
        "before": before.tolist(),
        "drawn": None,
        "after": None,
    }
    if drawn is not None:
        header |= {"drawn": drawn.tolist(), "after": after.tolist()}
    _line(header, key=_KEY, on_drawn_change=noop)
    if drawn is not None:
        score = predictions.score(drawn, before, after)
        st.markdown(predictions.verdict(score, limit=limit, activation=settings.activation))


def _drawn(task: str) -> object:
    """Return what the browser reports as drawn for this task, not checked yet; None if it reports nothing."""
    report: Any = getattr(st.session_state.get(_KEY), "drawn", None)
    return report.get("values") if isinstance(report, dict) and report.get("task") == task else None
