"""What is said of waves and rows, checked against their numbers."""

import re
from itertools import product

import numpy as np
import pytest

from explorer.core.activations import prelu
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import percent
from explorer.images import samples
from explorer.lessons.harmonics import HARMONICS, SAMPLES, added, bent
from explorer.lessons.spectrum import compare, wave

SLIDERS = {slider.name: slider for slider in HARMONICS.sliders({})}


def values_of(name, step):
    slider = SLIDERS[name]
    return np.round(np.arange(slider.low, slider.high + step / 2, step), 2).tolist()


@pytest.mark.parametrize("cycles", range(1, 9))
def test_what_is_said_of_new_frequencies_is_true(cycles):
    for slope, offset in product(values_of("slope", 0.25), values_of("offset", 0.1)):
        signed = wave(SAMPLES, cycles) + offset
        after = prelu(signed, negative_slope=slope)
        found = compare(signed, after)
        said = added(found, slope=slope, offset=offset, cycles=cycles)
        power = np.abs(np.fft.rfft(after))[1:] ** 2  # independent of the rule: no mean, no scale
        power[-1] /= 2
        own = cycles - 1
        elsewhere = power.sum() - power[own]
        if "no frequency is new" in said:
            assert elsewhere < 1e-12 * SAMPLES * max(1.0, power[own])
            assert ("one side of 0" in said) == (slope != 1)
            continue
        named = {int(order) for order in re.findall(r"(\d)f", said.split("**")[1])}
        assert named == {k for k in range(2, 7) if power[k * cycles - 1] > 1e-9 * power.max()}, (
            slope,
            offset,
        )
        assert f"carry {percent(round(elsewhere / power.sum(), 9))} of the power" in said
        if offset == 0:
            assert named == {2, 4, 6}


def rows_of_pictures():
    for name, kernel in product(samples(), ("Sobel right", "Box blur", "Outline", "Zero")):
        padding = list(PADDINGS)[(len(name) + len(kernel)) % len(PADDINGS)]
        signed = forward(samples()[name].load(64), KERNELS[kernel].weights, padding=padding).pre_activation
        yield from np.float64(signed[:: len(signed) // 3])


def test_what_is_said_of_a_row_is_true_of_the_rows_of_every_picture():
    for row, slope in product(rows_of_pictures(), (-1.0, 0.0, 0.25, 1.0)):
        said, after = bent(row, slope), prelu(row, negative_slope=slope)
        if "nothing is bent" in said or "nothing to bend" in said:
            assert compare(row, after).nonlinear_share < 1e-9
        else:
            assert (row < 0).any()
            assert (row > 0).any()
        assert ("no negative number" in said) <= (not (row < 0).any())
        assert ("no positive number" in said) <= (not (row > 0).any())
        assert ("0 throughout" in said) <= (not row.any())


@pytest.mark.parametrize(
    ("row", "slope", "said"),
    [
        ([0, 0, 0, 0], 0.0, "0 throughout"),
        ([0, 1, 0, 2], 0.0, "no negative number"),
        ([0, -1, 0, -2], 0.25, "no positive number"),
        ([0, -1, 0, 2], 0.25, "new ones hide among the old"),
        ([0, -1, 0, 2], 1.0, "straight line"),
    ],
)
def test_every_sentence_has_its_row(row, slope, said):
    assert said in bent(np.float64(row), slope)
