"""Sign confusion: two products that look alike, a picture and its negative, patterns on a circle."""

from collections.abc import Iterable, Iterator, Sequence
from types import MappingProxyType

import numpy as np
import streamlit as st

from explorer import figures
from explorer.core.arrays import Map
from explorer.core.notation import number
from explorer.core.paint import GREY
from explorer.exports.images import coloured_png
from explorer.lessons import sign_confusion, sphere
from explorer.ui.components import map_images, spoken
from explorer.ui.components.chart import chart
from explorer.ui.components.component import component
from explorer.ui.features import cited, pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

NAMES = ("x", "a₁", "a₂", "a₃")
ANGLES = (45, 70, 0, 250)  # degrees counter-clockwise from the right, x first
SMALLEST = 5  # pixels: two kernels of 3 by 3, one after the other
_circle = component("circle", html="<div class='circle' role='group' aria-label='Directions'></div>")
_CELL = 40  # pixels of the screen
_LIGHT = MappingProxyType(
    {
        (0, 0, 1): "light on the right",
        (1, 1, 0): "light on the left",
        (1, 0, 0): "light at the top",
        (0, 1, 1): "light at the bottom",
    }
)
"""The diagonal of a window -> what it shows."""


def _demonstrate() -> None:
    _products()
    st.header("A picture and its negative", anchor=False)
    _negative(pictures.choice())
    st.header("Patterns on a circle", anchor=False)
    _patterns()
    cited.reports(PAGE.address)


@st.fragment
def _products() -> None:
    """Show the same unit two windows that it confuses."""
    st.header("One unit, two windows", anchor=False)
    is_negative = st.toggle("Exchange light and dark", key="sign_confusion_exchange")
    windows = [sign_confusion.LIGHT_ON_THE_RIGHT, sign_confusion.LIGHT_AT_THE_TOP]
    names = ["Vertical edge", "Horizontal edge"]
    if is_negative:
        windows = [1 - window for window in windows]
    units = [
        sign_confusion.second_layer(window, sign_confusion.FIRST_LAYER, sign_confusion.SECOND_LAYER)
        for window in windows
    ]
    left, right = st.columns([2, 5], vertical_alignment="center")
    with left, st.container(horizontal=True):
        for name, window in zip(names, windows, strict=True):
            _window(name, window)
    rows = [
        *_sum("no ReLU", [unit.responses for unit in units], [unit.linear for unit in units]),
        *_sum("ReLU", [unit.rectified for unit in units], [unit.output for unit in units]),
    ]
    right.markdown("\n".join([f"| Answer × weight | {names[0]} | {names[1]} |", "|---|---:|---:|", *rows]))
    said = sign_confusion.units_sentence(*units)
    right.caption(said)
    spoken.say(said, key="sign_confusion_units")


def _window(name: str, window: Map) -> None:
    cells = np.full((3 * _CELL + 2, 3 * _CELL + 2), 0.5)  # grey lines around every pixel
    for (row, col), light in np.ndenumerate(window):
        cells[row * _CELL + 2 : (row + 1) * _CELL, col * _CELL + 2 : (col + 1) * _CELL] = light
    description = _LIGHT[(int(window[0, 0]), int(window[1, 1]), int(window[2, 2]))]
    file = coloured_png(cells, GREY, (0.0, 1.0))
    st.image(file, f"{name}: {description}", width=len(cells), alt=f"Nine pixels: {description}.")


def _sum(between: str, answers: Sequence[Iterable[float]], sums: Sequence[float]) -> Iterator[str]:
    """Write the products of both windows, kernel by kernel, and what they add up to."""
    kernels = zip(
        ("Vertical", "Horizontal"), sign_confusion.SECOND_LAYER, zip(*answers, strict=True), strict=True
    )
    for kernel, weight, (one, other) in kernels:
        times = f"× ({_signed(weight)})"
        products = " | ".join(
            f"({_signed(answer)}) {times}" if answer else f"0 {times}" for answer in (one, other)
        )
        yield f"| {kernel} kernel, {between} | {products} |"
    yield f"| **Sum, {between}** | **{_signed(sums[0])}** | **{_signed(sums[1])}** |"


def _signed(value: float) -> str:
    """Write a whole number with its sign, also if that is a plus."""
    return f"{'+' if value > 0 else ''}{number(value, 0)}"


def _negative(image: Map) -> None:
    """Show a picture and its negative to two layers, without and with ReLU between them."""
    if min(image.shape) < SMALLEST:
        st.info(f"Two layers need a picture of {SMALLEST} × {SMALLEST} pixels or more.")
        return
    answers = sign_confusion.picture_and_negative(image)
    linear, rectified = answers.linear, answers.rectified
    maps = (linear.picture, rectified.picture, rectified.negative)
    limit = max(float(np.abs(shown).max()) for shown in maps)
    map_images.show_row(
        [
            map_images.side_by_side(map_images.of_picture("Input image, and its negative", image), 1 - image),
            map_images.side_by_side(
                map_images.MapImage("Second layer of both, no ReLU between", linear.picture), linear.negative
            ),
            map_images.side_by_side(
                map_images.MapImage("Second layer of both, ReLU between", rectified.picture),
                rectified.negative,
            ),
        ],
        limit=limit,
    )
    rows = [
        f"| {name} | {number(pair.largest_sum, 0)} | {number(pair.largest_difference, 0)} |"
        for name, pair in (
            ("No ReLU", linear),
            ("No ReLU, sizes only", answers.magnitude),
            ("ReLU between", rectified),
        )
    ]
    head = "| Answers to both | Largest sum | Largest difference |"
    said = sign_confusion.negative_sentence(answers)
    st.caption(f"Kernels: Sobel right, then a Laplacian. Numbers in levels. {said}")
    st.markdown("\n".join([head, "|---|---:|---:|", *rows]))
    spoken.say(said, key="sign_confusion_negative")


@st.fragment
def _patterns() -> None:
    """Let x and three patterns be turned, and compare them."""
    state = st.session_state
    left, right = st.columns([2, 3], vertical_alignment="center")
    with left:
        if st.button("Start again", key="sign_confusion_reset"):
            state["sign_confusion_angles"] = ANGLES
            state["sign_confusion_version"] = state.get("sign_confusion_version", 0) + 1
        angles = state.get("sign_confusion_angles", ANGLES)
        message = {"version": state.get("sign_confusion_version", 0), "names": NAMES, "angles": angles}
        _circle(message, key="sign_confusion_circle", on_angles_change=_turn)
        st.caption("Drag x or a pattern; or press Tab and the arrow keys. Shaded: the half next to x.")
    circle = sphere.circle(angles[0], angles[1:])
    with right:
        names = [
            f"{name}, {number(far, 0)}° away" for name, far in zip(NAMES[1:], circle.distances, strict=True)
        ]
        groups = {"Correlation": circle.correlations.tolist(), "After ReLU": circle.rectified.tolist()}
        chart(
            figures.hatched(figures.bars(names, groups, y="likeness to x", y_range=(-1.05, 1.05))),
            key="sign_confusion_bars",
            alt="; ".join(
                f"{name}: correlation {number(before, 2)}, after ReLU {number(after, 2)}"
                for name, before, after in zip(names, circle.correlations, circle.rectified, strict=True)
            ),
        )
        head = "| Likeness to x | " + " | ".join(NAMES[1:]) + " |\n|---|---:|---:|---:|"
        rows = [
            f"| {name} | " + " | ".join(number(value, 2) for value in values) + " |"
            for name, values in groups.items()
        ]
        said = sphere.farthest(circle, NAMES[1:])
        st.caption(said)
        st.markdown("\n".join([head, *rows]))
        spoken.say(said, key="sign_confusion_patterns")


def _turn() -> None:
    """Store the angles that the browser reports, after checking them; the report is not trusted."""
    reported = st.session_state["sign_confusion_circle"].angles
    if not isinstance(reported, list | tuple) or len(reported) != len(NAMES):
        return
    if all(type(angle) is int and 0 <= angle < 360 for angle in reported):
        st.session_state["sign_confusion_angles"] = tuple(reported)


PAGE = ChapterPage(
    address="sign-confusion",
    question="A unit takes the answer of a vertical edge kernel times +1, and of a horizontal one times −1. "
    "At a horizontal edge they answer 0 and −4. What does the unit report without ReLU?",
    options=("A vertical edge", "A horizontal edge", "Nothing"),
    answer="A vertical edge",
    demonstrate=_demonstrate,
    settings=Settings(activation="Absolute value"),
)
