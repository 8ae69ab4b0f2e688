"""What ReLU throws away, and two ways to keep it: the kernel negated, and a leak."""

import numpy as np
import streamlit as st

from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.notation import short
from explorer.lessons.discarded import (
    LEAK,
    WHICH,
    border_words,
    circular_map,
    discarded_at_borders,
    half_verdict,
    halves,
)
from explorer.ui.components import live, map_images
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings


def _demonstrate() -> None:
    left, right = st.columns(2)
    with left:
        image = pictures.choice()
    with right:
        name = st.selectbox("Kernel K", WHICH, key="discarded_kernel")
    weights = KERNELS[name].weights
    parts = halves(circular_map(image, weights))
    limit = float(np.abs(parts.signed).max()) or None
    map_images.show_row(
        [
            map_images.MapImage("Feature map before ReLU", parts.signed),
            map_images.MapImage("After ReLU: what K keeps", parts.kept),
            map_images.MapImage("−K, after ReLU: what K lost", parts.discarded),
            map_images.MapImage("First less second: the map again", parts.recombined),
        ],
        limit=limit,
    )
    st.markdown(half_verdict(parts, float(weights.sum())))
    kept, lost, gap = st.columns(3)
    kept.metric("Kept, all values added", _count(parts.kept_mass))
    lost.metric("Set to zero, all values added", _count(parts.discarded_mass))
    gap.metric("First less second differs from the map by", short(parts.difference_gap))
    if parts.signed.any():
        st.markdown(border_words(discarded_at_borders(image, weights)))
    _leak(image, weights)


@st.fragment
def _leak(image: Map, weights: Map) -> None:
    """Let a share of the negative values through, and undo it."""
    st.header("The other way to keep it: a leak", anchor=False)
    live.show(LEAK, {"image": image, "weights": weights.ravel()}, key="discarded_leak")


def _count(value: float) -> str:
    return f"{value:,.0f}"


PAGE = ChapterPage(
    address="discarded",
    question="The weights of a kernel add up to 0, and the picture is wrapped round: it starts again from "
    "its other side. Make every number of its map positive and add them up. What part of this total does "
    "ReLU take away?",
    options=("A quarter", "Exactly half", "It depends on the picture"),
    answer="Exactly half",
    demonstrate=_demonstrate,
    settings=Settings(padding="circular"),
)
