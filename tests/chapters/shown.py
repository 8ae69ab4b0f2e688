"""Collects the pictures that a demonstration shows."""

import numpy as np

from explorer.ui import show


def collect(monkeypatch):
    """Return a list that holds, after a run, one dictionary a row of pictures: title -> values."""
    rows = []
    drawn = show.stills

    def keep(stills, *, limit=None):
        rows.append({still.title: np.asarray(still.values, np.float64) for still in stills})
        drawn(stills, limit=limit)

    monkeypatch.setattr(show, "stills", keep)
    return rows
