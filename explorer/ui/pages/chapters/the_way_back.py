"""The way back: the gradient through ReLU is a gate, and one kernel learns with it and without."""

import streamlit as st

from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import reduce
from explorer.lessons.gate import GATE
from explorer.lessons.kernel_descent import KERNEL_DESCENT, task
from explorer.ui.components import live
from explorer.ui.features import cited, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

KERNEL = "Sobel right"
SIZE = 48  # pixels of the long side, small enough to learn while one watches


def _demonstrate() -> None:
    image = pictures.choice()
    _gate(image)
    _descent(reduce(image, SIZE))
    cited.reports("the-way-back")


@st.fragment
def _gate(image: Map) -> None:
    """Show what arrives at the gate, and what passes, for a unit that is asked for more at each edge."""
    st.header("The gate, pixel by pixel", anchor=False)
    st.caption(
        f"The kernel is {KERNEL}. Wanted is twice the size of the sum, at each edge. "
        "Blue in the gradients: there the error gets smaller if the answer grows."
    )
    pre_activation = forward(image, KERNELS[KERNEL].weights).pre_activation
    if pre_activation.any():
        live.show(GATE, {"pre_activation": pre_activation}, key="the_way_back_gate")
    else:
        st.info("This map is 0 everywhere: no gradient arrives. Choose another picture.")


@st.fragment
def _descent(picture: Map) -> None:
    """Learn one kernel twice, with the true gradient and with the gate held open."""
    st.header("One kernel learns", anchor=False)
    names = list(KERNELS)
    name = st.selectbox("Kernel whose map is wanted", names, names.index(KERNEL), key="the_way_back_kernel")
    st.caption(
        f"The picture is made small, {SIZE} pixels at most. The unit starts as Identity and sees the picture "
        "less its mean. Error 1 is that of a unit that answers 0 everywhere."
    )
    given = task(picture, KERNELS[name].weights)
    if given.is_empty:
        st.info(
            "The wanted map is 0 everywhere: there is nothing to learn. Choose another picture or kernel."
        )
    else:
        live.show(KERNEL_DESCENT, given.data(), key="the_way_back_descent")


PAGE = ChapterPage(
    address="the-way-back",
    question="A unit with ReLU answers 0 at every pixel of a picture. It is to learn the map of Sobel right "
    "with ReLU. It is trained twice: with the true gradient, and with the gate of ReLU held open. "
    "Which training works?",
    options=("Both", "Only with the true gradient", "Only with the gate held open", "Neither"),
    answer="Only with the gate held open",
    demonstrate=_demonstrate,
    settings=Settings(),
)
