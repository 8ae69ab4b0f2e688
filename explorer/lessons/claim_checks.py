"""What the claims of the tutorial come to on a picture: one check for each claim that numbers can decide.

Each takes a picture, (H, W) float32 from 0 black to 1 white, at least 3 by 3, and reads it in 256 levels. Its
map is that of the kernel Sobel right, in whole numbers, without padding and without a bias.
"""

from typing import NamedTuple

import numpy as np

from explorer.core.activations import ACTIVATIONS, relu, softplus
from explorer.core.arrays import Map
from explorer.core.kernels import KERNELS
from explorer.core.notation import number, percent, short
from explorer.lessons.collapse import collapse, superposition, xor
from explorer.lessons.exact import Floats, correlate, levels
from explorer.lessons.rectifier import check, largest_step
from explorer.lessons.streak import BAR, RAMP, STEP, Values, count_streaks, course, sine_row

SOBEL = KERNELS["Sobel right"].weights
LAPLACIAN = KERNELS["Laplacian (4 neighbours)"].weights
SHARPEN = KERNELS["Sharpen"].weights

BLUE_TO_YELLOW = np.stack([RAMP, RAMP, RAMP[::-1]])  # red, green and blue along a row
FEW, MANY = 16, 64  # samples a wave
GREY = 0.2  # share of the largest value of a map, up to which a value counts as grey


class Evidence(NamedTuple):
    """The result of a check on one picture."""

    holds: bool  # whether the numbers of this picture support the verdict
    measured: str


def own_step(picture: Map) -> Evidence:
    """Check that ReLU learns nothing, keeps the size of a map, and does nothing the second time."""
    edges = _edges(picture)
    rectified = relu(edges)
    again = check(edges).changed_again
    weights = len(ACTIVATIONS["ReLU"].takes)
    return Evidence(
        rectified.shape == edges.shape and again == 0 and weights == 0,
        f"Numbers that ReLU has to learn: {weights}. Values of the map before ReLU: {_count(edges.size)}, "
        f"after: {_count(rectified.size)}. Values that a second ReLU changes: {_count(again)}.",
    )


def only_mappings_are_linear(picture: Map) -> Evidence:
    """Check that the convolution may be exchanged with adding, and that ReLU may not."""
    test = superposition(picture, 1 - picture, SOBEL)
    return Evidence(
        test.convolution_deviation == 0 < test.share,
        "Take this picture and its negative, and add them before the layer or after it. Without ReLU the two "
        f"results differ by {_count(test.convolution_deviation)} at most. With ReLU they differ at "
        f"{percent(test.share)} of the places.",
    )


def two_meanings(picture: Map) -> Evidence:
    """Measure both things that a non-linear image may mean."""
    row = levels(picture)[len(picture) // 2]
    missed = _missed_by_a_line(row)
    attempt = xor()
    return Evidence(
        bool(np.allclose(attempt.linear, 0.5)) and attempt.rectified_error == 0,
        f"The best straight line misses {percent(missed)} of the variance of the middle row. And for "
        "exclusive or (one of two, but not both) the best weighted sum answers "
        f"{number(float(attempt.linear.mean()), 1)} every time; two ReLUs make an error of "
        f"{short(attempt.rectified_error)}.",
    )


def smooth_may_be_straight(picture: Map) -> Evidence:
    """Check that a border bends, and that a smooth transition need not, in brightness or in colour."""
    ramp, step, colours = (
        float(np.abs(np.diff(line, 2, axis=-1)).max()) for line in (RAMP, STEP, BLUE_TO_YELLOW)
    )
    bends = np.diff(levels(picture), 2, axis=1)
    return Evidence(
        ramp == colours == 0 < step,
        f"The largest bend of a border is {short(step)}, that of a smooth ramp from dark to light "
        f"{short(ramp)}. A smooth ramp from blue to yellow has {short(colours)} in red, green and blue. In "
        f"this picture {percent(float((bends == 0).mean()))} of the pixels lie on a straight line with their "
        "left and right neighbours.",
    )


def first_to_break(picture: Map) -> Evidence:
    """Check that the convolution follows when every sign is turned, and that ReLU does not."""
    edges, turned = _edges(picture), correlate(-levels(picture), SOBEL)
    convolution = float((turned != -edges).mean())
    rectified = float((relu(turned) != -relu(edges)).mean())
    return Evidence(
        convolution == 0 < rectified,
        "Turn the sign of every pixel. A linear step turns the sign of every answer. The convolution fails "
        f"to do so at {percent(convolution)} of the places. With ReLU it fails at {percent(rectified)}, by "
        f"up to {_count(check(edges, factor=-1).scaling_gap)}.",
    )


def layers_collapse(picture: Map) -> Evidence:
    """Check that two kernels are one larger kernel, and no longer with ReLU between them."""
    framed = np.pad(picture, 2, mode="edge")  # so that two kernels fit into the smallest picture
    apart = [
        collapse(framed, SOBEL, LAPLACIAN, rectify=rectify).largest_difference for rectify in (False, True)
    ]
    return Evidence(
        apart[0] == 0 < apart[1],
        "Two 3×3 kernels in a row, Sobel and the Laplacian, and one 5×5 kernel differ by "
        f"{_count(apart[0])}. With ReLU between the two they differ by up to {_count(apart[1])}.",
    )


def greyscale(picture: Map) -> Evidence:
    """Count the levels of brightness: more than two are shades of grey."""
    count = len(np.unique(levels(picture)))
    return Evidence(
        count > 2,
        f"Levels of brightness in this picture: {count}. With black and white alone there would be 2.",
    )


def signed(picture: Map) -> Evidence:
    """Check that the map has numbers below 0 and above it, which no picture has."""
    shown, edges = levels(picture), _edges(picture)
    low, high = float(edges.min()), float(edges.max())
    return Evidence(
        low < 0 < high,
        f"The levels of this picture run from {_count(shown.min())} to {_count(shown.max())}. The values of "
        f"its map run from {_count(low)} to {_count(high)}.",
    )


def nothing_is_removed(picture: Map) -> Evidence:
    """Check that ReLU keeps the size and makes all others 0; what one sees of 0 depends on the display."""
    edges = _edges(picture)
    rectified = relu(edges)
    darker = [float((values < 0).mean()) for values in (edges, rectified)]
    all_others_are_zero = not rectified[edges <= 0].any()
    return Evidence(
        darker[0] > darker[1] == 0 and edges.shape == rectified.shape and all_others_are_zero,
        f"Values before ReLU: {_count(edges.size)}, after: {_count(rectified.size)}. Show 0 as middle grey: "
        f"{percent(darker[0])} of the map is darker than that before, {percent(darker[1])} after. Show 0 as "
        f"black: {percent(float((rectified == 0).mean()))} of the map is black after ReLU.",
    )


def pictures_stay(picture: Map) -> Evidence:
    """Check that ReLU leaves the picture itself as it is."""
    changed = int((relu(picture) != picture).sum())
    return Evidence(
        changed == 0, f"Pixels that ReLU changes: {_count(changed)} of {_count(np.asarray(picture).size)}."
    )


def streaks_end(picture: Map) -> Evidence:
    """Check that a bright bar gives one streak of white, grey and black before ReLU, and none after it."""
    bar = np.convolve(BAR, [1, 0, -1], mode="valid")
    edges = _edges(picture)
    before, after = _streaks(edges), _streaks(relu(edges))
    return Evidence(
        _streaks(bar[None]) == 1 and _streaks(relu(bar)[None]) == after == 0,
        f"A bright bar gives {', '.join(_count(value) for value in bar)}. Call up to {percent(GREY)} of the "
        f"largest value grey: then in the rows of this picture's map there are {_count(before)} streaks of "
        f"white, grey and black before ReLU and {_count(after)} after it.",
    )


def no_step_grows(picture: Map) -> Evidence:
    """Check that no step between neighbours grows, and that a sine wave gets a corner."""
    edges = _edges(picture)
    before, after = largest_step(edges), largest_step(relu(edges))
    few, many = (_growth(samples) for samples in (FEW, MANY))
    return Evidence(
        after <= before and 1 < few < many,
        f"Largest step between neighbours: {_count(before)} before, {_count(after)} after. But take a sine "
        f"wave with a sample at every zero. Its sharpest bend becomes {number(few, 1)} times as sharp with "
        f"{FEW} samples a wave, and {number(many, 1)} times with {MANY}: that is the corner.",
    )


def one_side_stays(picture: Map) -> Evidence:
    """Check that the shades above zero stay, number for number, and that those below it are gone."""
    edges = _edges(picture)
    rectified = relu(edges)
    changed = int((rectified != edges)[edges > 0].sum())
    below = [len(np.unique(values[values < 0])) for values in (edges, rectified)]
    return Evidence(
        changed == below[1] == 0 < below[0],
        f"Different values above 0: {_count(len(np.unique(edges[edges > 0])))} before ReLU, "
        f"{_count(len(np.unique(rectified[rectified > 0])))} after; {_count(changed)} of them changed. "
        f"Different values below 0: {_count(below[0])} before, {_count(below[1])} after.",
    )


def steepness_is_no_proof(picture: Map) -> Evidence:
    """Check that a linear kernel may make steps larger, and a function that is not linear smaller."""
    sharp = superposition(picture, 1 - picture, SHARPEN)
    shown, sharpened = largest_step(levels(picture)), largest_step(sharp.one)
    edges = _edges(picture)
    unit = edges / (np.abs(edges).max() or 1.0)
    steep, gentle = largest_step(unit), largest_step(softplus(unit))
    missed = float(np.abs(softplus(0.0) - softplus(unit) - softplus(-unit)).max())
    return Evidence(
        sharp.convolution_deviation == 0 < missed and sharpened > shown and gentle < steep,
        f"Sharpening is linear: it misses superposition by {_count(sharp.convolution_deviation)}. Yet the "
        f"picture's largest step goes from {_count(shown)} to {_count(sharpened)}. Softplus is not: on the "
        f"map, scaled to at most 1, it misses by {number(missed, 2)}. Yet the largest step goes from "
        f"{number(steep, 2)} to {number(gentle, 2)}.",
    )


def _growth(samples: int) -> float:
    """Return how many times as sharp ReLU makes the sharpest bend of a sine wave.

    For N samples a wave, one of them at each zero, it is cot(π/N) / 2, about N / 2π.
    """
    corners = course(sine_row(samples=samples)).corners
    return corners.bend_after / corners.bend_before


def _edges(picture: Map) -> Floats:
    """Return the signed map of an edge kernel, in whole levels."""
    return correlate(levels(picture), SOBEL)


def _streaks(edges: Values) -> int:
    limit = float(np.abs(edges).max()) or 1.0
    return sum(count_streaks(row, limit=limit, tolerance=GREY) for row in edges)


def _missed_by_a_line(row: Floats) -> float:
    """Return the share of a row's variance that the best straight line does not explain."""
    places = np.arange(len(row)) - (len(row) - 1) / 2
    rest = row - row.mean()
    total = float(rest @ rest)
    rest = rest - places * float(places @ rest) / float(places @ places)
    return float(rest @ rest) / total if total else 0.0


def _count(value: float) -> str:
    return f"{value + 0.0:,.0f}".replace("-", "\N{MINUS SIGN}")
