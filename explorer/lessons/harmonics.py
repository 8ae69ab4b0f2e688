"""A wave through a convolution and PReLU, and a row of a picture: two live demonstrations.

What they measure is in `explorer.lessons.spectrum`.
"""

import numpy as np
import numpy.typing as npt

from explorer.core.kernels import KERNELS
from explorer.core.notation import number, percent
from explorer.lessons import spectrum
from explorer.lessons.parts import (
    Bars,
    Data,
    Demonstration,
    Line,
    Maps,
    Numbers,
    Plot,
    Rows,
    Slider,
    Table,
    Tones,
    Values,
    Words,
    of_picture,
)

SAMPLES = 1024
HEIGHT = 96  # pixels of the strip that is shown
ORDERS = range(7)
NAMES = ("mean", "f", *(f"{order}f" for order in ORDERS[2:]))
HEARD = "Hear the row as a tone: f is 220 Hz. Both have one scale, and the mean makes no sound."
SHARE_DIGITS = 9  # a share is rounded to so many, so that what float64 leaves of nothing is nothing
ROUNDING = 5  # decimals: an end such as −0.4275 is then the same number in the browser, and written alike
_SOBEL = KERNELS["Sobel right"].weights


def _show_harmonics(values: Values, _: Data) -> Rows:
    """Return a grating, its row through Sobel and PReLU, and the amplitudes of what comes out."""
    slope, offset, cycles = values["slope"], values["offset"], int(values["cycles"])
    grating = spectrum.grating(SAMPLES, cycles)[:HEIGHT]
    gain = spectrum.sobel_gain(cycles, SAMPLES) / 2  # a grating from 0 to 1 swings by a half
    row = spectrum.row_of_a_layer(grating, _SOBEL, HEIGHT // 2, negative_slope=slope, bias=offset * gain)
    before, after = ([found[order * cycles] / gain for order in ORDERS] for found in (row.before, row.after))
    exact = [spectrum.expected_amplitude(k, negative_slope=slope, offset=offset) for k in ORDERS]
    groups = (("Before", before), ("After, measured", after), ("After, by formula", exact))
    told = "; ".join(f"{name} {number(value)}" for name, value in zip(NAMES, after, strict=True))
    amplitudes = Bars(
        NAMES, groups, x="frequency", y="amplitude", alt=f"Amplitudes after: {told}", y_range=(0, 1.05)
    )
    cells = tuple(
        (name, *(number(value) for value in row))
        for name, *row in zip(NAMES, before, after, exact, strict=True)
    )
    return (
        (Maps((of_picture("The picture: a sine grating", grating),), row=HEIGHT // 2),),
        (_course(row, gain), amplitudes),
        (Tones(HEARD, (("before", row.values_before), ("after", row.values_after)), cycles),),
        (Words(added(row, slope=slope, offset=offset, cycles=cycles)),),
        (Table(("Amplitude", *(name for name, _ in groups)), cells),),
    )


def added(row: spectrum.Spectrum, *, slope: float, offset: float, cycles: int) -> str:
    """Say which frequencies are new in a row of a grating after PReLU.

    Parameters
    ----------
    row : Spectrum
        As measured.
    slope : float
        Of PReLU, left of zero.
    offset : float
        What is added to the wave of amplitude 1 before PReLU.
    cycles : int
        Waves a row.
    """
    if slope == 1:
        return "With slope 1 the activation is a straight line: no frequency is new."
    if abs(offset) >= 1:
        return (
            "The whole wave lies on one side of 0. There the activation is a straight line: no frequency is "
            "new."
        )
    bins = np.flatnonzero(row.is_new)
    new = ", ".join(f"{k // cycles}f" for k in bins if k % cycles == 0 and 0 < k <= ORDERS[-1] * cycles)
    power = spectrum.expected_new_power(negative_slope=slope, offset=offset)
    return (
        f"f is the frequency that went in. New up to {ORDERS[-1]}f: **{new}**. All new ones together carry "
        f"{percent(round(row.new_share, SHARE_DIGITS))} of the power after, if the mean is not counted (by "
        f"formula {percent(power.of_swing)}), and {percent(power.of_all)} if it is."
    )


HARMONICS = Demonstration(
    "harmonics",
    lambda _: (
        Slider("slope", "Slope left of 0 (0 is ReLU)", -1.0, 1.0, 0.05, 0.0),
        Slider("offset", "Offset: the middle of the wave (a bias)", -1.0, 1.0, 0.05, 0.0),
        Slider("cycles", "Waves across the picture", 1, 8, 1, 4),
    ),
    _show_harmonics,
)


def _show_bent_row(values: Values, data: Data) -> Rows:
    """Return a row of the picture through Sobel and PReLU, and how much of it no straight line explains."""
    slope, row = values["slope"], int(values["row"])
    found = spectrum.row_of_a_layer(data["image"], _SOBEL, row, negative_slope=slope)
    share = percent(round(found.nonlinear_share, SHARE_DIGITS))
    return (
        (_course(found, 1.0), Maps((of_picture("The picture, with the row", data["image"]),), row=row)),
        (Numbers((("Share of the row after that no straight line explains", share),)),),
        (Words(bent(found.values_before, slope)),),
    )


def bent(before: npt.NDArray[np.float64], slope: float) -> str:
    """Say why PReLU with a slope bends a row, or does not."""
    if slope == 1:
        return "With slope 1 the activation is a straight line: nothing is bent."
    if not before.any():
        return "This row is 0 throughout before the activation: there is nothing to bend."
    if before.min() >= 0:
        return "This row has no negative number. Above 0 the activation is a straight line: nothing is bent."
    if before.max() <= 0:
        return "This row has no positive number. Below 0 the activation is a straight line: nothing is bent."
    return (
        "A row of a picture holds many frequencies at once, so new ones hide among the old. This share tells "
        "how much of the result you cannot get by scaling and shifting the row before ReLU."
    )


BENT_ROW = Demonstration(
    "bent_row",
    lambda data: (
        Slider("slope", "Slope left of 0 (0 is ReLU)", -1.0, 1.0, 0.05, 0.0),
        Slider("row", "Row", 0, len(data["image"]) - 1, 1, len(data["image"]) // 2),
    ),
    _show_bent_row,
)


def _course(row: spectrum.Spectrum, scale: float) -> Plot:
    """Return the plot of a row before and after, in units of a scale."""
    places = np.arange(row.values_before.size)
    before, after = row.values_before / scale, row.values_after / scale
    return Plot(
        (Line("Before", places, before, "before"), Line("After", places, after)),
        x="column of the feature map",
        y="value, before and after",
        alt=f"The row before {_reach(before)}, after {_reach(after)}.",
    )


def _reach(values: npt.NDArray[np.float64]) -> str:
    low, high = (number(round(float(value), ROUNDING)) for value in (values.min(), values.max()))
    return f"runs from {low} to {high}"
