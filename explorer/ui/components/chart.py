"""Plotly figures that do not respond to the pointer.

Streamlit's chart element rebuilds the figure on every change, before the rest of the page is drawn; this
one is updated in place, when the browser is idle, with the copy of Plotly that the scope uses.
"""

from explorer.figures import Figure
from explorer.ui.components.component import component

_chart = component("chart", html="<div class='chart' role='img'></div>")


def chart(figure: Figure, *, key: str, alt: str) -> None:
    """Show a figure; `alt` describes it for screen readers."""
    _chart({"figure": figure, "alt": alt}, key=key)
