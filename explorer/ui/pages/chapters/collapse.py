"""Without a rectifier two layers are one; with it no single layer does the same."""

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.notation import percent, short
from explorer.images import samples
from explorer.lessons.collapse import (
    Collapse,
    collapse,
    layers_sentence,
    missed,
    superposition,
    superposition_sentence,
)
from explorer.ui.components import map_images, spoken
from explorer.ui.components.chart import chart
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.ui.server import cache
from explorer.view.settings import Settings

# Their weights are whole numbers or sixteenths, so that equal maps differ by exactly 0.
WHICH = ("Sobel right", "Laplacian (4 neighbours)", "Outline", "Sharpen", "Gaussian blur")
FIRST, SECOND = WHICH[0], WHICH[1]
ROOM = 5  # pixels each way


def _demonstrate() -> None:
    left, right = st.columns([3, 2])
    with left:
        image = pictures.choice()
        first = st.selectbox("First kernel", WHICH, WHICH.index(FIRST), key="collapse_first")
        second = st.selectbox("Second kernel", WHICH, WHICH.index(SECOND), key="collapse_second")
        rectify = st.toggle("ReLU between the two", key="collapse_rectify")
    inner, outer = KERNELS[first].weights, KERNELS[second].weights
    # Two kernels need room: the smallest pictures go on as they end.
    framed = image if min(image.shape) >= ROOM else np.pad(image, 2, mode="edge")
    layers = collapse(framed, inner, outer, rectify=rectify)
    with right:
        _kernel(layers)
    after = "ReLU, " if rectify else ""
    map_images.show_row(
        [
            map_images.MapImage(f"Two layers: {first}, {after}{second}", layers.two_layers),
            map_images.MapImage("One layer: the 5×5 kernel", layers.one_layer),
            map_images.MapImage("Difference", layers.difference),
        ],
        limit=float(max(np.abs(layers.two_layers).max(), np.abs(layers.one_layer).max())) or None,
    )
    left_over = missed(framed, layers)
    said = layers_sentence(layers, left_over, inner, rectify=rectify)
    st.markdown(said)
    largest, differ, best = st.columns(3)
    largest.metric("Largest difference, in levels", short(layers.largest_difference, 6))
    differ.metric("Places that differ", percent(float((layers.difference != 0).mean())))
    best.metric("Missed by the best 5×5 kernel and bias", percent(left_over))
    spoken.say(said, _superposition(image, first, inner), key="collapse")


def _kernel(layers: Collapse) -> None:
    """Show the one kernel that is equal to both."""
    weights = layers.kernel
    reach = float(np.abs(weights).max())
    words = [[short(weight) for weight in row] for row in weights]
    st.markdown("**The one 5×5 kernel**")
    chart(
        figures.grid(weights, span=(-reach, reach), words=words),
        key="collapse_kernel",
        alt="Its weights, row by row: " + "; ".join(", ".join(row) for row in words) + ".",
    )


def _superposition(image: Map, name: str, kernel: Map) -> str:
    """Add two pictures before and after one layer; return what is said of it."""
    st.header("The test: add two pictures", anchor=False)
    names = list(samples())
    added = st.selectbox("Second picture", names, names.index("Photographer"), key="collapse_added")
    test = superposition(*_overlap(image, cache.sample(added, pictures.LESSON_SIZE)), kernel)
    one, other, both = (np.maximum(values, 0) for values in (test.one, test.other, test.both))
    map_images.show_row(
        [
            map_images.MapImage(f"{name} and ReLU on each, then added", one + other),
            map_images.MapImage(f"Added, then {name} and ReLU", both),
            map_images.MapImage("Difference", test.deviation),
        ],
        limit=float((one + other).max()) or None,
    )
    said = superposition_sentence(test)
    st.markdown(said)
    return said


def _overlap(one: Map, other: Map) -> tuple[Map, Map]:
    """Cut two pictures to one size, around their middles."""
    shape = [min(sides) for sides in zip(one.shape, other.shape, strict=True)]
    cut = [
        tuple(
            slice((side - keep) // 2, (side - keep) // 2 + keep)
            for side, keep in zip(p.shape, shape, strict=True)
        )
        for p in (one, other)
    ]
    return one[cut[0]], other[cut[1]]


PAGE = ChapterPage(
    address="collapse",
    question="Two 3×3 kernels follow each other, with no ReLU between and no border added. "
    "Can one kernel do the same?",
    options=("Yes, a 5×5 kernel, exactly", "Yes, but only nearly", "No"),
    answer="Yes, a 5×5 kernel, exactly",
    demonstrate=_demonstrate,
    settings=Settings(activation="Identity"),
)
