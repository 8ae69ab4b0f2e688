"""What ReLU throws away, and two ways to keep it: the kernel negated, and a leak."""

import numpy as np
import streamlit as st

from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.notation import percent, short
from explorer.lessons.discarded import LEAK, WHICH, Halves, circular_map, halves
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
    st.markdown(_verdict(parts, weights))
    kept, lost, gap = st.columns(3)
    kept.metric("Kept, all values added", _count(parts.kept_mass))
    lost.metric("Set to zero, all values added", _count(parts.discarded_mass))
    gap.metric("First less second differs from the map by", short(parts.difference_gap))
    _leak(image, weights)


def _verdict(parts: Halves, weights: Map) -> str:
    """Say which part is lost, and why."""
    if not parts.kept_mass + parts.discarded_mass:
        return "The map is 0 everywhere: there is nothing to lose."
    total = float(weights.sum())
    if parts.kept_mass == parts.discarded_mass:
        return "The weights of K add up to 0, so **exactly half** is lost."
    return f"The weights of K add up to {short(total)}, not to 0: {percent(parts.discarded_share)} is lost."


@st.fragment
def _leak(image: Map, weights: Map) -> None:
    """Let a share of the negative values through, and undo it."""
    st.subheader("The other way to keep it: a leak", anchor=False)
    live.show(LEAK, {"image": image, "weights": weights.ravel()}, key="discarded_leak")


def _count(value: float) -> str:
    return f"{value:,.0f}"


PAGE = ChapterPage(
    address="discarded",
    question="The weights of a kernel add up to 0. Add up its map without the signs: "
    "what part of it does ReLU set to zero?",
    options=("A quarter", "Exactly half", "It depends on the picture"),
    answer="Exactly half",
    demonstrate=_demonstrate,
    settings=Settings(padding="circular"),
)
