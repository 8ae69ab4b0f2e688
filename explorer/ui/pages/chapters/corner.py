"""White, grey, black: one line before and after ReLU, as numbers and as greys on a screen."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import streamlit as st

from explorer import figures
from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.layer import ForwardPass, forward
from explorer.core.notation import number, times
from explorer.core.profiles import crossings
from explorer.lessons.streak import BAR, DISPLAYS, Course, count_streaks, course, paint, sine_row
from explorer.ui.components import map_images
from explorer.ui.components.chart import chart
from explorer.ui.features import pictures
from explorer.ui.pages.lesson import ChapterPage
from explorer.view.settings import Settings

SOURCES = ("Row of the picture", "Light bar", "Sine wave")
NAMES = tuple(DISPLAYS)
Greys = npt.NDArray[np.uint8]  # 0 black to 255 white
FAINT = 0.1  # of the limit: corners less steep are not marked


@dataclass(frozen=True, slots=True, eq=False)
class _LineView:
    """One line of a map before and after ReLU, its numbers and its greys."""

    measures: Course
    limit: float  # of the greys, shared
    before: Greys
    after: Greys

    @property
    def grey_steps(self) -> tuple[int, int]:
        """Return the largest step of grey between neighbours, before and after."""
        steps = [int(np.abs(np.diff(line.astype(int))).max()) for line in (self.before, self.after)]
        return steps[0], steps[1]


def _demonstrate() -> None:
    left, right = st.columns([2, 3])
    with left:
        image = pictures.choice()
        source = st.segmented_control("Line", SOURCES, default=SOURCES[0], required=True, key="corner_source")
    layer = forward(image, KERNELS["Sobel right"].weights)
    height = len(image)
    with left:
        row = st.slider("Row", 0, height - 1, height // 2, key="corner_row", disabled=source != SOURCES[0])
        display = st.segmented_control(
            "How the screen paints numbers", NAMES, default=NAMES[0], required=True, key="corner_display"
        )
    shown = _look(_line(source, layer, row), display)
    with right:
        chart(_figure(shown), key="corner_profile", alt=_alt(shown, display))
    st.markdown(_verdict(shown.measures))
    st.markdown(_grey_verdict(*shown.grey_steps, display))
    _numbers(shown)
    if source == SOURCES[0]:
        maps = [paint(m, display, limit=layer.limit) for m in (layer.pre_activation, layer.activation_map)]
        map_images.show_row(
            [
                map_images.of_picture("Input image", image),
                *(
                    map_images.of_picture(f"Feature map {when} ReLU, {display.lower()}", one / 255)
                    for when, one in zip(("before", "after"), maps, strict=True)
                ),
            ],
            row=row,
        )


def _line(source: str, layer: ForwardPass, row: int) -> Map:
    """Return a line of a signed map: of the picture, or one whose course is known."""
    if source == "Light bar":
        return np.asarray(np.convolve(BAR, [1, 0, -1], mode="valid"), np.float32)
    return sine_row() if source == "Sine wave" else layer.pre_activation[row]


def _look(line: Map, display: str) -> _LineView:
    limit = float(np.abs(line).max()) or 1.0
    measures = course(line)
    return _LineView(
        measures,
        limit,
        paint(measures.signed, display, limit=limit),
        paint(measures.rectified, display, limit=limit),
    )


def _figure(shown: _LineView) -> figures.Figure:
    signed, rectified = shown.measures.signed, shown.measures.rectified
    places, zeros = np.arange(len(signed)), _marked(signed, FAINT * shown.limit)
    series = [
        figures.Series("Before ReLU", places, signed, figures.SIGNED, dash="4px,2px"),
        figures.Series("After ReLU", places, rectified, figures.RECTIFIED),
        figures.Series("Corner", zeros, np.zeros(len(zeros)), figures.INPUT, mode="markers"),
    ]
    curves = figures.plot(
        series[: 2 + bool(len(zeros))],
        x="place along the line",
        y="value",
        x_range=(-0.5, len(signed) - 0.5),
        y_range=(-1.05 * shown.limit, 1.05 * shown.limit),
        height=400,
    )
    return figures.with_strips(curves, {"before": shown.before, "after": shown.after})


def _marked(line: Map, least: float) -> npt.NDArray[np.float64]:
    """Find the zero crossings steep enough for their corners to be seen."""
    zeros = crossings(line).places
    left = np.maximum(np.ceil(zeros).astype(int) - 1, 0)
    right = np.minimum(np.floor(zeros).astype(int) + 1, len(line) - 1)
    # Where a pixel of the line is 0 itself, only the step on its positive side is left after ReLU.
    is_between = right == left + 1
    steps = np.where(is_between, np.abs(line[right] - line[left]), np.maximum(line[left], line[right]))
    return np.asarray(zeros[steps >= least], np.float64)


def _alt(shown: _LineView, display: str) -> str:
    return (
        f"One line of the feature map before and after ReLU, which is equal above zero and flat below it. "
        f"It crosses zero {times(len(crossings(shown.measures.signed).places))}. "
        f"Under it both lines as grey levels, {display.lower()}."
    )


def _numbers(shown: _LineView) -> None:
    """Show what was measured, before and after."""
    measures, corners = shown.measures, shown.measures.corners
    digits = 3 if shown.limit < 10 else 1
    runs = [count_streaks(line, limit=shown.limit) for line in (measures.signed, measures.rectified)]
    lines: list[tuple[str, float, float, int]] = [
        ("Largest step between neighbours", corners.step_before, corners.step_after, digits),
        ("Largest change of slope at zero", corners.corner_before, corners.corner_after, digits),
        ("Largest step in grey, of 255", shown.grey_steps[0], shown.grey_steps[1], 0),
        ("Streaks of white, grey, black", runs[0], runs[1], 0),
    ]
    rows = [f"| {name} | {number(b, d)} | {number(a, d)} |" for name, b, a, d in lines]
    st.markdown("\n".join(["| | Before ReLU | After ReLU |", "|:--|--:|--:|", *rows]))


def _verdict(measures: Course) -> str:
    """Say what the numbers of the line bear."""
    corners = measures.corners
    same = corners.step_after == corners.step_before
    step = "the largest step stays the same" if same else "the largest step becomes smaller"
    if not len(crossings(measures.signed).places):
        return f"In numbers {step}. This line never crosses zero, so it gets no corner."
    if corners.corner_after > corners.corner_before:
        return f"In numbers {step}, but the slope breaks at zero: **a corner**."
    if corners.corner_after:
        return f"In numbers {step}. At zero the slope changes, but no more than it did before."
    return f"In numbers {step}. This line rests on zero wherever it crosses, so it gets no corner there."


def _grey_verdict(before: int, after: int, display: str) -> str:
    """Say what the greys show, and what of it is the display's own doing."""
    if display == "Clipped":
        return "In greys both look alike: this display paints all below zero black: it cuts by itself."
    if after > before:
        return (
            "In greys the largest step grows, though no number does: this display stretches what is left "
            "from black to white."
        )
    if display == "Auto-scaled":
        return "In greys no step grows on this line; but zero may have another grey in each strip."
    return "In greys no step grows either: zero is middle grey in both strips."


PAGE = ChapterPage(
    address="corner",
    question="ReLU cuts a line of the map off at zero. What becomes of its largest step between neighbours?",
    options=("It grows", "It stays or shrinks", "It doubles"),
    answer="It stays or shrinks",
    demonstrate=_demonstrate,
    settings=Settings(palette="Signed grey"),
)
