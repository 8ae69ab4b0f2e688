"""What comes next: max pooling may change places with ReLU, average pooling may not."""

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core.activations import prelu
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number, short
from explorer.lessons.pooling import POOLINGS, Floats, Orders, Values, orders
from explorer.ui.components import map_images
from explorer.ui.components.chart import chart
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

NAMES = tuple(POOLINGS)
SIZE = 2
SLOPES = np.linspace(-1, 1, 9)


def _demonstrate() -> None:
    left, right = st.columns([2, 3])
    with left:
        image = pictures.choice()
        name = st.segmented_control(
            "Pooling, blocks of 2×2", NAMES, default=NAMES[0], required=True, key="pooling_name"
        )
        slope = st.slider("Slope of the negative side (0 is ReLU)", -1.0, 1.0, 0.0, 0.05, key="pooling_slope")
    signed = forward(image, KERNELS["Sobel right"].weights).pre_activation
    by_pooling = {each: orders(signed, each, negative_slope=slope, size=SIZE) for each in NAMES}
    with right:
        _curves(signed, slope, by_pooling)
    maps = by_pooling[name]
    what = "ReLU" if not slope else "PReLU"
    map_images.show_row(
        [
            map_images.MapImage(f"{what}, then {name.lower()}", maps.activation_first),
            map_images.MapImage(f"{name}, then {what}", maps.pooling_first),
            map_images.MapImage("Difference", maps.difference),
        ],
        limit=max(float(np.abs(each).max()) for each in (maps.activation_first, maps.pooling_first)) or None,
        apart=2,
    )
    st.markdown(_verdict(name, maps.largest_difference, slope))
    st.markdown(_block(signed.astype(np.float64), slope, maps, name, what))


def _curves(signed: Values, slope: float, by_pooling: dict[str, Orders]) -> None:
    """Show how much the order matters for every slope."""
    series = []
    looks = zip(NAMES, (figures.RECTIFIED, figures.SIGNED), ("solid", "4px,2px"), strict=True)
    for each, colour, dash in looks:
        apart = [orders(signed, each, negative_slope=s, size=SIZE).largest_difference for s in SLOPES]
        series.append(figures.Series(each, SLOPES, apart, colour, dash))
    here = [by_pooling[each].largest_difference for each in NAMES]
    series.append(figures.Series("This slope", [slope, slope], here, figures.INPUT, mode="markers"))
    chart(
        figures.plot(series, x="slope of the negative side", y="largest difference", height=330),
        key="pooling_curve",
        alt="The largest difference between both orders, for slopes from −1 to 1. At slope "
        f"{short(slope)}: maximum {number(here[0])}, average {number(here[1])}.",
    )


def _verdict(name: str, apart: float, slope: float) -> str:
    """Say whether the order matters, and why."""
    if not apart:
        if name == "Maximum" and slope >= 0:
            return "Both orders give **the same map, number for number**: difference 0."
        if slope == 1:
            return "Slope 1 changes no value, so the order cannot matter: difference 0."
        return "Difference 0 on this picture: no block has numbers that the order could tell apart."
    if name == "Maximum":
        return (
            f"The order matters: values differ by up to **{number(apart)}**. A negative slope turns the "
            "order of the negative numbers round, so the largest is no longer the largest."
        )
    if slope == 1 or apart < ROUNDING:
        return "The order does not matter here, but for the rounding of the last digit."
    return (
        f"The order matters: values differ by up to **{number(apart)}**. Averaging first lets plus and minus "
        "cancel before the cut."
    )


ROUNDING = 1e-12


def _block(signed: Floats, slope: float, maps: Orders, name: str, what: str) -> str:
    """Work out the block of four where the order matters most, or else the one of largest spread."""
    blocks = _blocks(signed)
    weight = np.abs(maps.difference)
    if not weight.any():
        weight = np.ptp(blocks, axis=-1)
    row, col = np.unravel_index(int(weight.argmax()), weight.shape)
    block = blocks[row, col]
    kept = np.asarray(prelu(block, negative_slope=slope), np.float64)
    pooled = POOLINGS[name].reduce(block, axis=None)
    four, after = (", ".join(number(float(value), 2) for value in values) for values in (block, kept))
    pool = name.lower()
    first, last = (float(order[row, col]) for order in (maps.activation_first, maps.pooling_first))
    return "\n".join(
        [
            f"One block of the feature map before ReLU: {four}.",
            "",
            "| Order | In between | Result |",
            "|:--|:--|--:|",
            f"| {what}, then {pool} | {after} | {number(first, 2)} |",
            f"| {name}, then {what} | {number(float(pooled), 2)} | {number(last, 2)} |",
        ]
    )


def _blocks(values: Floats) -> Floats:
    """Cut a map into blocks, (H // 2, W // 2, 4), each row by row."""
    rows, cols = (side // SIZE for side in values.shape)
    cut = values[: rows * SIZE, : cols * SIZE].reshape(rows, SIZE, cols, SIZE)
    return cut.swapaxes(1, 2).reshape(rows, cols, SIZE * SIZE)


PAGE = ChapterPage(
    address="pooling",
    question="ReLU, then pooling; or pooling, then ReLU. For which pooling are both always equal?",
    options=("Maximum", "Average", "Both", "Neither"),
    answer="Maximum",
    demonstrate=_demonstrate,
    settings=Settings(),
)
