"""From a picture to a signed map: a kernel walks over it, and nine products a stop are added up."""

from functools import partial

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number, short
from explorer.images import samples
from explorer.lessons.sliding import Floats, Stop, Walk, crop, map_sentence, walk
from explorer.ui.components import map_images
from explorer.ui.components.chart import chart
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

SIDE = 10
WHICH = ("Sobel right", "Outline", "Box blur")
STEP, PLAYING = "picture_to_map_step", "picture_to_map_playing"
TICK = 0.4  # seconds


def _demonstrate() -> None:
    left, right = st.columns(2)
    with left:
        image = pictures.choice()
    with right:
        which = st.segmented_control(
            "Kernel", WHICH, default=WHICH[0], required=True, key="picture_to_map_kernel"
        )
    kernel = KERNELS[which].weights
    taken = crop(image, *_telling_place(image), side=SIDE)
    is_roomy = min(taken.shape) > len(kernel)  # else there would be no two stops inside
    way = walk(taken, kernel, padding="valid" if is_roomy else "replicate")
    state = st.session_state
    if STEP not in state:
        state[PLAYING] = False  # nothing moves when one comes back to this page
        state[STEP] = _telling_stop(way)
    state[STEP] = min(state[STEP], len(way))
    if state[STEP] == len(way):
        state[PLAYING] = False
    st.button(
        "Pause" if state[PLAYING] else "Play",
        icon=":material/pause:" if state[PLAYING] else ":material/play_arrow:",
        key="picture_to_map_play",
        on_click=partial(_toggle, len(way)),
    )
    st.fragment(_watch, run_every=TICK if state[PLAYING] else None)(way)
    _whole(image, kernel)


def _telling_place(image: Map) -> tuple[int, int]:
    """Choose the pixel around which the picture is cut out."""
    row, col = 0.5, 0.5
    if pictures.last_viewed() in samples():
        sample = samples()[pictures.last_viewed()]
        row, col = sample.row, sample.col
    return round(row * (image.shape[0] - 1)), round(col * (image.shape[1] - 1))


def _telling_stop(way: Walk) -> int:
    """Choose the stop with the lowest sum, or with the highest if none is below 0; the first is 1."""
    sums = way.layer.pre_activation
    return 1 + int(sums.argmin() if sums.min() < 0 else sums.argmax())


def _toggle(stops: int) -> None:
    state = st.session_state
    state[PLAYING] = not state[PLAYING]
    if state[PLAYING] and state[STEP] >= stops:
        state[STEP] = 1


def _watch(way: Walk) -> None:
    """Show one stop; while it plays, the next one each time."""
    state = st.session_state
    is_playing = state[PLAYING]
    if is_playing:
        state[STEP] = min(state[STEP] + 1, len(way))
    step = st.slider("Step", 1, len(way), key=STEP)
    _show(way, step)
    if is_playing and step == len(way):
        state[PLAYING] = False
        st.rerun()


def _show(way: Walk, step: int) -> None:
    stop = way.stop(step - 1)
    limit = way.layer.limit
    side = len(way.kernel)
    seen, multiplied, made = st.columns(3)
    with seen:
        st.markdown("**Input image**, cut out")
        top, beside = (centre - side // 2 for centre in stop.centre)
        chart(
            figures.grid(way.image, span=(0, 1), palette="Signed grey", frame=(top, beside, side)),
            key="picture_to_map_input",
            alt=f"{len(way.image)} rows of pixels. The kernel lies on row {top + 1} to {top + side}, "
            f"column {beside + 1} to {beside + side}.",
        )
    with multiplied:
        st.markdown("**Products**: pixel × weight")
        chart(
            figures.grid(stop.products, span=(-limit, limit), words=_terms(stop, way.kernel)),
            key="picture_to_map_products",
            alt=f"Nine products, row by row: {', '.join(number(p, 2) for p in stop.products.flat)}.",
        )
    with made:
        st.markdown("**Feature map before ReLU**, so far")
        chart(
            figures.grid(way.filled(step), span=(-limit, limit), frame=(stop.row, stop.col, 1)),
            key="picture_to_map_map",
            alt=f"{step} of {len(way)} values of the map. The newest is {number(stop.output)}.",
        )
    running, arithmetic = st.columns([2, 1])
    with running:
        count = np.arange(len(stop.running_sums))
        chart(
            figures.plot(
                [figures.Series("Sum", count, stop.running_sums, figures.RECTIFIED, mode="lines+markers")],
                x="products added",
                y="sum so far",
                y_range=_around(stop.running_sums, limit),
                height=330,
            ),
            key="picture_to_map_running",
            alt="The sum after 0 to 9 products: "
            + ", ".join(number(value, 2) for value in stop.running_sums)
            + ".",
        )
    with arithmetic:
        st.metric("Positive products", number(stop.raised))
        st.metric("Negative products", number(stop.lowered))
        st.metric("Their sum, one value of the map", number(stop.output))


def _terms(stop: Stop, kernel: Map) -> list[list[str]]:
    return [
        [
            f"{number(pixel, 2)} × {short(weight, 2)}<br>= {number(product, 2)}"
            for pixel, weight, product in zip(*lines, strict=True)
        ]
        for lines in zip(stop.window.tolist(), kernel.tolist(), stop.products.tolist(), strict=True)
    ]


def _around(sums: Floats, limit: float) -> tuple[float, float]:
    reach = 1.1 * max(limit, float(np.abs(sums).max()))
    return -reach, reach


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
