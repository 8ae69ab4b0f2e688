"""From a picture to a signed map: a kernel walks over it, and nine products a stop are added up."""

import streamlit as st

from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples
from explorer.lessons.parts import Data
from explorer.lessons.sliding import SLIDING, crop, data_of, map_sentence
from explorer.ui.components import live, map_images
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

SIDE = 10
WHICH = ("Sobel right", "Outline", "Box blur")


def _demonstrate() -> None:
    left, right = st.columns(2)
    with left:
        image = pictures.choice()
    with right:
        which = st.segmented_control(
            "Kernel", WHICH, default=WHICH[0], required=True, key="picture_to_map_kernel"
        )
    kernel = KERNELS[which].weights
    _walk(data_of(crop(image, *_telling_place(image), side=SIDE), kernel))
    _whole(image, kernel)


@st.fragment
def _walk(data: Data) -> None:
    live.show(SLIDING, data, key="picture_to_map_walk")


def _telling_place(image: Map) -> tuple[int, int]:
    """Choose the pixel around which the picture is cut out."""
    row, col = 0.5, 0.5
    if pictures.last_viewed() in samples():
        sample = samples()[pictures.last_viewed()]
        row, col = sample.row, sample.col
    return round(row * (image.shape[0] - 1)), round(col * (image.shape[1] - 1))


def _whole(image: Map, kernel: Map) -> None:
    """Show the finished map of the whole picture, in colours and in the greys of the tutorial."""
    layer = forward(image, kernel)
    signed = layer.pre_activation
    map_images.show_row(
        [
            map_images.of_picture("Input image: black is 0", image),
            map_images.MapImage("Feature map before ReLU", signed),
            map_images.MapImage("The same in greys: middle grey is 0", signed, "Signed grey"),
        ]
    )
    st.caption(map_sentence(layer, kernel))


PAGE = ChapterPage(
    address="picture-to-map",
    question="No pixel is below 0, and the bias is 0. Where can a negative number in the map come from?",
    options=("A black pixel", "A negative weight", "ReLU"),
    answer="A negative weight",
    demonstrate=_demonstrate,
    settings=Settings(palette="Signed grey"),
)
