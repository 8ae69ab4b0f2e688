"""Plotly figures as plain dictionaries: of one layer, and for the lessons."""

from explorer.figures.layer import Run, overlay, profile
from explorer.figures.plots import Series, Spread, bars, grid, hatched, plot, spreads, with_strips
from explorer.figures.style import INPUT, RECTIFIED, SIGNED, VIEW_A, VIEW_B, Figure

__all__ = [
    "INPUT",
    "RECTIFIED",
    "SIGNED",
    "VIEW_A",
    "VIEW_B",
    "Figure",
    "Run",
    "Series",
    "Spread",
    "bars",
    "grid",
    "hatched",
    "overlay",
    "plot",
    "profile",
    "spreads",
    "with_strips",
]
