"""Collects the pictures that a demonstration shows."""

import json

import numpy as np

from explorer.messages.lesson import rows
from explorer.ui.components import map_images


def collect(monkeypatch):
    """Return a list that holds, after a run, one dictionary a row of pictures: title -> values."""
    rows = []
    drawn = map_images.show_row

    def keep(images, **options):
        rows.append({image.title: np.asarray(image.values, np.float64) for image in images})
        drawn(images, **options)

    monkeypatch.setattr(map_images, "show_row", keep)
    return rows


def as_sent(parts):
    """Return parts of a live demonstration as a page tells them to the browser."""
    return json.loads(json.dumps(rows(parts)))
