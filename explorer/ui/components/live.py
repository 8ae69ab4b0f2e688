"""A live demonstration: the browser shows Python's parts, and its own while a slider moves."""

from collections.abc import Mapping
from dataclasses import asdict

from explorer.lessons.parts import Data, Demonstration
from explorer.messages import lesson as message
from explorer.ui.components.component import component, noop
from explorer.ui.state import answer_times, live_values

_live = component("live", html="<div class='live'></div>")
_data = component("live_data", html="<span class='live-data'></span>")


def show(demonstration: Demonstration, data: Data, *, key: str) -> Mapping[str, float]:
    """Show the sliders of a demonstration and its parts; return the values that Python shows.

    Call it in a fragment: each slider that is let go makes a run.

    Parameters
    ----------
    demonstration : Demonstration
        What is shown.
    data : mapping
        What it computes with, beside the sliders: numbers, texts, float32 arrays of one or two dimensions.
        It is a message of its own, which Streamlit sends once.
    key : str
        Of the component; the visitor's values are kept under it for the session.
    """
    with answer_times.measured("lesson", live_values.state(key)):
        return _show(demonstration, data, key)


def _show(demonstration: Demonstration, data: Data, key: str) -> Mapping[str, float]:
    sliders = demonstration.sliders(data)
    values = live_values.current(key, sliders)
    packed, name = message.data(data, key=key)
    _data(packed, key=f"{key}_data")
    _live(
        {
            "key": key,
            "demonstration": demonstration.name,
            "data": name,
            "sliders": [asdict(slider) for slider in sliders],
            "answer": live_values.answer(key),
            "rows": message.rows(demonstration.show(values, data)),
        },
        key=key,
        on_patch_change=noop,
    )
    return values
