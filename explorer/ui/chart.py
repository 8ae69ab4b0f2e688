"""Still figures, drawn by the Plotly that the scope uses too.

Streamlit's own chart element builds the figure anew on every change, in front of everything else the page
has to do; this one is redrawn in place once the maps are painted.
"""

from explorer.figures import Figure
from explorer.ui.component import component

_chart = component("chart", html="<div class='chart' role='img'></div>")


def chart(figure: Figure, *, key: str, alt: str) -> None:
    """Show a figure; alt says in words what is to be seen."""
    _chart({"figure": figure, "alt": alt}, key=key)
