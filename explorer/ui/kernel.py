"""The kernel's controls: one component, in which the visitor's last change stands before Python has seen it.

The browser reports the whole kernel with a revision, and Python answers with the revision it has seen last;
static/controls/owner.js tells when such an answer may reach the fields.
"""

import secrets
from collections.abc import Callable
from typing import Any

import streamlit as st

from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.notation import short
from explorer.ui import hiding
from explorer.ui.component import component
from explorer.view.settings import DEFAULT_KERNEL, DOMAINS, WEIGHTS, Between, weight_values

KEY = "kernel"
_SEEN = "kernel_seen"
"""Where the session keeps the revision of the browser's last report."""
_LARGEST = 2**53
"""Above this the whole numbers of JavaScript have gaps."""
_editor = component("kernel")

CUSTOM = {"name": "Custom", "caption": "A kernel of your own."}
CHANGES = (
    {"label": "K → −K", "meaning": "Flip the sign of every weight", "change": "flipSign"},
    {"label": "Rotate", "meaning": "Turn the weights by a quarter, clockwise", "change": "rotate"},
    {"label": "Transpose", "meaning": "Swap rows and columns", "change": "transpose"},
    {"label": "÷ Σ|w|", "meaning": "Divide by the sum of the absolute values", "change": "normalise"},
    {"label": "Reset", "meaning": f"Back to {DEFAULT_KERNEL}", "change": "reset"},
)
"""The buttons; `change` is a function of static/core/kernels.js, or "reset"."""
_PARTS = {"kernel": ("menu",), "weights": ("weights", "sum", "problem"), "changes": ("changes",)}


def show(weights: list[float], on_change: Callable[[], None]) -> None:
    """Draw the controls of the kernel; `on_change` is called before the run that a report starts."""
    parts = [part for name, group in _PARTS.items() if hiding.shows(name) for part in group]
    if not parts:
        return
    session = st.session_state.setdefault("kernel_session", secrets.token_hex(8))
    answer = {"value": weights, "seen": st.session_state.get(_SEEN, 0), "session": session}
    _editor({"answer": answer, "rows": {"parts": parts, **_rows()}}, key=KEY, on_patch_change=on_change)


def _rows() -> dict[str, Any]:
    """Describe what the browser needs to know of kernels and weights."""
    domain = DOMAINS[WEIGHTS[0]]
    assert isinstance(domain, Between)
    return {
        "custom": CUSTOM,
        "start": values(KERNELS[DEFAULT_KERNEL].weights),
        "changes": CHANGES,
        "range": {"low": domain.low, "high": domain.high, "step": domain.step},
        "refusal": f"A weight is a number from {short(domain.low)} to {short(domain.high)}, so {{}} stays.",
    }


def values(weights: Map) -> list[float]:
    """Write the nine weights of a kernel in a row, each in the fewest digits."""
    return list(weight_values(weights).values())


def take_report() -> list[float] | None:
    """Note the browser's newest report as seen; return its weights if they are new and valid.

    Anything can arrive here. A report of another session is from before the server began anew: the browser
    will send it again when it learns of that.
    """
    sent: Any = getattr(st.session_state.get(KEY), "patch", None)
    if not isinstance(sent, dict) or sent.get("session") != st.session_state.get("kernel_session"):
        return None
    revision, weights = sent.get("revision"), sent.get("value")
    if type(revision) is not int or not st.session_state.get(_SEEN, 0) < revision < _LARGEST:
        return None
    st.session_state[_SEEN] = revision
    if not isinstance(weights, list) or len(weights) != len(WEIGHTS):
        return None
    is_valid = all(
        type(weight) in (int, float) and weight in DOMAINS[name]
        for name, weight in zip(WEIGHTS, weights, strict=True)
    )
    return [float(weight) for weight in weights] if is_valid else None
