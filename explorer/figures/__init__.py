"""Plotly figures as plain dictionaries: of one layer, and for the lessons."""

from explorer.figures.layer import profile
from explorer.figures.plots import Series, Spread, bars, grid, hatched, plot, spreads, with_strips
from explorer.figures.style import INPUT, RECTIFIED, SIGNED, Figure

__all__ = [
    "INPUT",
    "RECTIFIED",
    "SIGNED",
    "Figure",
    "Series",
    "Spread",
    "bars",
    "grid",
    "hatched",
    "plot",
    "profile",
    "spreads",
    "with_strips",
]
