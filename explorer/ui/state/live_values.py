"""Where a visitor has moved the sliders of the live lessons.

As in `explorer.ui.state.session`, the browser owns the values, reports them with a revision, and is answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from explorer.lessons.parts import Slider
from explorer.ui.state import session

_KEY = "live_values"
_PART = "patch"
"""The name of the state in which a component reports."""


@dataclass(slots=True)
class LiveValues:
    """The values of one demonstration's sliders, by name."""

    values: dict[str, float] = field(default_factory=dict)
    seen: int = 0
    """The highest revision of the browser's reports."""
    answers: int = 0
    """How many answers the browser was sent, by which it knows an old one."""
    unanswered: tuple[int, float] | None = None
    """As `explorer.ui.state.answer_times` has it."""


def current(key: str, sliders: Sequence[Slider]) -> Mapping[str, float]:
    """Store what the component of a key reports; return the value of each slider.

    Reports are not trusted; what is no number leaves a slider where it is.
    """
    live = state(key)
    report = session.new_report((key, _PART), live.seen)
    values = {slider.name: slider.nearest(live.values.get(slider.name, slider.value)) for slider in sliders}
    if report is not None:
        changes = report.get("settings")
        values |= _admitted(sliders, changes if isinstance(changes, dict) else {})
        live.seen = report["revision"]
    live.values = values
    return values


def answer(key: str) -> dict[str, Any]:
    """Return the values for the browser, and which of its reports they answer; `Owner` takes them there."""
    live, visitor = state(key), session.state()
    live.answers += 1
    return {
        "settings": live.values,
        "seen": live.seen,
        "session": visitor.token,
        "number": live.answers,
    }


def state(key: str) -> LiveValues:
    """Return what the component of a key has reported, and was answered."""
    states: dict[str, LiveValues] = st.session_state.setdefault(_KEY, {})
    return states.setdefault(key, LiveValues())


def _admitted(sliders: Sequence[Slider], changes: Mapping[str, Any]) -> dict[str, float]:
    """Return the changes that are numbers, each as the nearest that its slider can show."""
    return {
        slider.name: slider.nearest(changes[slider.name])
        for slider in sliders
        if _is_number(changes.get(slider.name))
    }


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and -_LARGEST < value < _LARGEST  # type: ignore[operator]


_LARGEST = 1e15
"""No slider reaches it; a whole number of JSON may have a thousand digits, which no float holds."""
