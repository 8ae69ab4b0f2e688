"""A line before and after ReLU, as numbers and as greys on a screen: a live demonstration.

What it measures is in `explorer.lessons.streak`.
"""

from math import cos, pi, sin, tan

import numpy as np
import numpy.typing as npt

from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.notation import number
from explorer.core.paint import colour_range
from explorer.core.profiles import RowProfile, crossings, marks, with_crossings
from explorer.lessons.exact import exact_map
from explorer.lessons.parts import (
    Data,
    Demonstration,
    Line,
    MapImage,
    Maps,
    Part,
    Plot,
    Rows,
    Slider,
    Table,
    Values,
    Words,
    of_picture,
)
from explorer.lessons.streak import BAR, DISPLAYS, Course, count_streaks, course, paint, sine_row

SOURCES = ("Row of the picture", "Light bar", "Sine wave")
AIR = 1.05  # how far the heights reach, of the largest
_SOBEL = KERNELS["Sobel right"].weights


def _show(values: Values, data: Data) -> Rows:
    """Return a line before and after ReLU, what its numbers and its greys say, and the maps it is of.

    The data are the picture, `image`, where the line comes from, `source`, and how it is painted, `display`.
    """
    source, display = data["source"], data["display"]
    line = _line(source, data["image"], values)
    measured = course(line)
    limit = float(np.abs(line).max()) or 1.0
    strips = [paint(one, display, limit=limit) for one in (line, measured.rectified)]
    before, after = (grey_step(strip) for strip in strips)
    rows: list[tuple[Part, ...]] = [
        (_plot(measured, limit, strips, display),),
        (Words(verdict(measured)), Words(grey_verdict(before, after, display))),
        (_table(measured, limit, (before, after)),),
    ]
    if source == "Sine wave":
        rows.insert(2, (Words(law(int(values["samples"]))),))
    if source == SOURCES[0]:
        rows.append((_maps(data["image"], display, int(values["row"])),))
    return tuple(rows)


def _line(source: str, image: Map, values: Values) -> Map:
    """Return a line of a signed map: of the picture, or one whose course is known."""
    if source == "Light bar":
        return np.asarray(np.convolve(BAR, [1, 0, -1], mode="valid"), np.float32)
    if source == "Sine wave":
        return sine_row(samples=int(values["samples"]))
    row: Map = exact_map(image, _SOBEL)[int(values["row"])]
    return row


def grey_step(strip: npt.NDArray[np.uint8]) -> int:
    """Return the largest step of grey between neighbours, 0 to 255; 0 for a line of one pixel.

    >>> grey_step(np.uint8([0, 255, 250]))
    255
    """
    return int(np.abs(np.diff(strip.astype(int))).max(initial=0))


def _plot(measured: Course, limit: float, strips: list[npt.NDArray[np.uint8]], display: str) -> Plot:
    signed, places = measured.signed, np.arange(len(measured.signed))
    drawn = with_crossings(RowProfile(places, signed, signed, measured.rectified), at_zero=(0.0, 0.0))
    zeros = marks(signed, slopes=(0.0, 1.0))
    return Plot(
        (
            Line("Before ReLU", drawn.position, drawn.signed, "before"),
            Line("After ReLU", drawn.position, drawn.rectified),
            Line("Strong corner", zeros, np.zeros(len(zeros)), "marks"),
        ),
        x="place along the line",
        y="value",
        alt="One line of the feature map before and after ReLU, which is equal above zero and flat below it. "
        f"Zero crossings: {len(crossings(signed).places)}. "
        f"Under it both lines as grey levels, {display.lower()}.",
        x_range=(-0.5, len(signed) - 0.5),
        y_range=(-AIR * limit, AIR * limit),
        height=380,
        strips=tuple(zip(("before", "after"), strips, strict=True)),
    )


def verdict(measured: Course) -> str:
    """Say what the numbers of the line bear."""
    found = measured.corners
    is_same = found.step_after == found.step_before
    step = "the largest step stays the same" if is_same else "the largest step becomes smaller"
    if not found.crossings:
        return f"In numbers {step}. This line never crosses zero, so it gets no corner."
    if found.corner_after > found.corner_before > 0:
        return f"In numbers {step}. The bend at zero is sharper than before: **a corner**."
    if found.corner_after > found.corner_before:
        return f"In numbers {step}. But the line bends at zero, where it was straight: **a corner**."
    if found.corner_after:
        return f"In numbers {step}. At zero the line bends, but no more than it did before."
    return f"In numbers {step}. This line rests on zero wherever it crosses, so it gets no corner there."


def grey_verdict(before: int, after: int, display: str) -> str:
    """Say what the greys show, and what of it is the display's own doing; the largest steps are of 255."""
    if display == "Clipped":
        return "In greys both look alike. This display paints all below zero black: it cuts by itself."
    if after > before:
        return (
            "In greys the largest step grows, though in numbers it does not: this display scales what is "
            "left from black to white."
        )
    if display == "Auto-scaled":
        return (
            "In greys the largest step does not grow on this line. But this display may give zero another "
            "grey in each strip, and smaller steps may grow."
        )
    return "In greys no step grows either: zero is middle grey in both strips."


def law(samples: int) -> str:
    """Say by how much ReLU sharpens the sharpest bend of a sine of so many samples a wave.

    The samples are a multiple of 4 from 8 on, so that one is at the top and one at zero. With w = 2 pi / n
    the bend at the top is 2 (1 - cos w), and the corner that ReLU makes at zero is sin w.

    >>> law(64)
    'A bend is a change of the step. The sharpest one of this wave is 0.0096; ReLU makes one of 0.0980, \
**10.2 times** as sharp. The law for n samples a wave: cot(π / n) / 2 times. Here n is 64.'
    """
    w = 2 * pi / samples
    before, after, growth = number(2 * (1 - cos(w)), 4), number(sin(w), 4), number(1 / tan(w / 2) / 2, 1)
    return (
        f"A bend is a change of the step. The sharpest one of this wave is {before}; ReLU makes one of "
        f"{after}, **{growth} times** as sharp. The law for n samples a wave: cot(π / n) / 2 times. "
        f"Here n is {samples}."
    )


def _table(measured: Course, limit: float, greys: tuple[int, int]) -> Table:
    """Return what was measured, before and after."""
    found = measured.corners
    digits = 3 if limit < 10 else 1
    runs = [count_streaks(line, limit=limit) for line in (measured.signed, measured.rectified)]
    rows: list[tuple[str, float, float, int]] = [
        ("Largest step between neighbours", found.step_before, found.step_after, digits),
        ("Largest change of slope at zero", found.corner_before, found.corner_after, digits),
        ("Largest step in grey, of 255", greys[0], greys[1], 0),
        ("Streaks of white, grey, black", runs[0], runs[1], 0),
    ]
    cells = tuple((name, number(b, places), number(a, places)) for name, b, a, places in rows)
    return Table(("Measured", "Before ReLU", "After ReLU"), cells)


def _maps(image: Map, display: str, row: int) -> Maps:
    """Return the picture and both maps, painted as the display does."""
    shown, signed = DISPLAYS[display], exact_map(image, _SOBEL)
    limit = float(np.abs(signed).max()) or 1.0
    images = [of_picture("Input image", image)]
    for when, values in (("before", signed), ("after", np.maximum(signed, 0))):
        low, high = colour_range(values, shown.palette, limit=limit)
        span = (0.0 if shown.is_clipped else low, high)
        images.append(MapImage(f"Feature map {when} ReLU, {display.lower()}", values, shown.palette, span))
    return Maps(tuple(images), row=row)


def _sliders(data: Data) -> tuple[Slider, ...]:
    height = len(data["image"])
    if data["source"] == "Light bar":
        return ()
    if data["source"] == "Sine wave":
        return (Slider("samples", "Samples a wave", 8, 128, 4, 64),)
    return (Slider("row", "Row", 0, height - 1, 1, height // 2),)


CORNER = Demonstration("corner", _sliders, _show)
