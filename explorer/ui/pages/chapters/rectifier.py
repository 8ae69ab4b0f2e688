"""The rectifier: its graph, its two rules, and a pixel walking along the curve."""

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import digits_for, number, percent
from explorer.lessons import rectifier
from explorer.ui.components import map_images
from explorer.ui.components.chart import chart
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings


def _demonstrate() -> None:
    left, right = st.columns([2, 3])
    with left:
        image = pictures.choice()
    layer = forward(image, KERNELS["Sobel right"].weights)
    signed, rectified = layer.pre_activation, layer.activation_map
    height, width = signed.shape
    with left:
        row = st.slider("Row", 0, height - 1, height // 2, key="rectifier_row")
        col = st.slider("Pixel of the row", 0, width - 1, width // 2, key="rectifier_col")
    before, after = (
        number(float(values[row, col]), digits_for(layer.limit)) for values in (signed, rectified)
    )
    with right:
        chart(
            _curve(signed[row], rectified[row], col, limit=layer.limit),
            key="rectifier_curve",
            alt=f"The curve of ReLU. The pixel goes in as {before} and comes out as {after}.",
        )
    map_images.show_row(
        [
            map_images.of_picture("Input image", image),
            map_images.MapImage("Before ReLU", signed),
            map_images.MapImage("After ReLU", rectified),
        ],
        limit=layer.limit,
        row=row,
    )
    checks = rectifier.check(signed)
    numbers = st.grid(4, min_column_width=map_images.NARROWEST)
    numbers.metric("Kept as they are", percent(checks.kept / signed.size))
    numbers.metric("Set to zero", percent(checks.zeroed / signed.size))
    numbers.metric("Were 0 already", percent(checks.resting / signed.size))
    numbers.metric("Changed by a second ReLU", str(checks.changed_again))


def _curve(z: Map, a: Map, col: int, *, limit: float) -> figures.Figure:
    """Draw the curve of ReLU and, on it, the pixels of a row before (z) and after (a)."""
    ends = np.array([-limit, 0, limit])
    return figures.plot(
        [
            figures.Series("ReLU", ends, np.maximum(ends, 0), figures.RECTIFIED),
            figures.Series("pixels of the row", z, a, figures.INPUT, mode="markers"),
            figures.Series("this pixel", z[[col]], a[[col]], figures.SIGNED, mode="markers"),
        ],
        x="before",
        y="after",
    )


PAGE = ChapterPage(
    address="rectifier",
    question="A map has been through ReLU. What does a second ReLU do to it?",
    options=("Nothing", "It makes it darker", "It sets half of the rest to zero"),
    answer="Nothing",
    demonstrate=_demonstrate,
    settings=Settings(),
)
