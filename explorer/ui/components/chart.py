"""Static figures, drawn by the scope's copy of Plotly.

Streamlit's chart element rebuilds the figure on every change, before the rest of the page is drawn; this
one is updated in place after the maps.
"""

from explorer.figures import Figure
from explorer.ui.components.component import component

_chart = component("chart", html="<div class='chart' role='img'></div>")


def chart(figure: Figure, *, key: str, alt: str) -> None:
    """Show a figure; `alt` describes it for screen readers."""
    _chart({"figure": figure, "alt": alt}, key=key)
