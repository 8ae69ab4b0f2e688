"""Predict, then reveal: the visitor draws the line after the activation before it is shown."""

import zlib
from dataclasses import replace
from typing import Any

import streamlit as st

from explorer.ui.components.component import component, noop
from explorer.ui.features import controls
from explorer.ui.features.current_view import HandedDown, current_view
from explorer.view import predictions
from explorer.view.predictions import Task
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
    task = predictions.task_of(settings, handed.take(current_view).layer)
    name = _name(settings, task)
    drawn = predictions.checked(_drawn(name), count=len(task.before), limit=task.limit)
    activation, is_drawn = settings.activation, drawn is not None
    st.markdown(predictions.task_message(task, selected=selected, activation=activation, is_drawn=is_drawn))
    header: dict[str, Any] = {
        "task": name,
        "limit": task.limit,
        "digits": task.digits,
        "positions": task.positions,
        "ends": task.ends,
        "across": task.across.capitalize(),
        "before": task.before.tolist(),
        "drawn": None,
        "after": None,
    }
    if drawn is not None:
        header |= {"drawn": drawn.tolist(), "after": task.after.tolist()}
    _line(header, key=_KEY, on_drawn_change=noop)
    if drawn is not None:
        score = predictions.score(drawn, task.before, task.after)
        st.markdown(predictions.verdict(score, limit=task.limit, activation=activation))


def _name(settings: Settings, task: Task) -> str:
    """Name a task by the settings, the stretch and its values, which tell one picture from another."""
    values = task.before.tobytes() + task.after.tobytes()
    return str(zlib.crc32(repr((settings, task.stretch)).encode() + values))


def _drawn(task: str) -> object:
    """Return what the browser reports as drawn for this task, not checked yet; None if it reports nothing."""
    report: Any = getattr(st.session_state.get(_KEY), "drawn", None)
    return report.get("values") if isinstance(report, dict) and report.get("task") == task else None
