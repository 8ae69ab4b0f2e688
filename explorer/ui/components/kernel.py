"""The controls of the kernel: one component, which shows a change before Python has confirmed it.

The browser reports the whole kernel with a revision, and Python answers with the last revision received.
static/controls/owner.js decides whether an answer replaces what the fields show.
"""

from typing import Any

from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.notation import short
from explorer.ui.components.component import component
from explorer.ui.state import hiding, session
from explorer.view.settings import DEFAULT_KERNEL, DOMAINS, WEIGHTS, Between, weight_values

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


def show() -> None:
    """Draw the controls of the kernel."""
    parts = [part for name, group in _PARTS.items() if hiding.shows(name) for part in group]
    if not parts:
        return
    view = session.state()
    answer = {
        "value": [getattr(view.settings, name) for name in WEIGHTS],
        "seen": view.kernel_seen,
        "session": view.token,
    }
    _editor(
        {"answer": answer, "rows": {"parts": parts, **_rows()}},
        key=session.KERNEL_REPORT[0],
        on_patch_change=session.commit_kernel,
    )


def _rows() -> dict[str, Any]:
    """Return the texts, the buttons and the range of the controls."""
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
    """Return the nine weights of a kernel row by row, each in the fewest digits of its float32."""
    return list(weight_values(weights).values())
