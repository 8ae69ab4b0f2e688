"""What each drawn scene promises, by answers that can be worked out in the head."""

import cv2
import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.profiles import crossings
from explorer.images import samples, scenes
from explorer.images.street import street_at_dusk

SCENES = {name: row.load for name, row in samples().items() if not row.credit}
SIZES = (64, 128, 256, 512)


def averaged(image, size):
    block = len(image) // size
    return image.reshape(size, block, size, block).mean(axis=(1, 3))


@pytest.mark.parametrize("name", SCENES)
@pytest.mark.parametrize("size", [3, 5, 64, 100, 128, 333])
def test_any_size_can_be_drawn(name, size):
    image = SCENES[name](size)
    assert image.shape == (size, size)
    assert image.dtype == np.float32
    assert 0 <= image.min() <= image.max() <= 1


@pytest.mark.parametrize(("size", "mean", "most"), [(64, 0.014, 0.16), (128, 0.008, 0.1)])
@pytest.mark.parametrize("name", SCENES)
def test_the_composition_is_the_same_at_every_size(name, size, mean, most):
    # Both drawings give a pixel the mean of what lies under it. What is left: slanted outlines whose
    # coverage is a straight-line estimate, and corners where several outlines meet inside one pixel.
    difference = np.abs(averaged(SCENES[name](512), size) - SCENES[name](size))
    assert difference.mean() < mean
    assert np.quantile(difference, 0.99) < most


@pytest.mark.parametrize("size", SIZES)
def test_step_edge_has_one_step_of_a_half_in_its_middle(size):
    jumps = np.diff(scenes.step_edge(size), axis=1)
    assert (jumps[:, size // 2 - 1] == 0.5).all()
    assert np.count_nonzero(jumps) == size


def test_step_edge_of_odd_size_is_halfway_in_its_middle_pixel():
    np.testing.assert_allclose(scenes.step_edge(5)[0], [0.25, 0.25, 0.5, 0.75, 0.75])


@pytest.mark.parametrize("size", SIZES)
def test_thin_bar_rises_and_falls_once(size):
    row = scenes.thin_bar(size)[0]
    assert np.count_nonzero(row == 0.75) == size // 32
    assert np.count_nonzero(row == 0.25) == size - size // 32
    np.testing.assert_array_equal(row, row[::-1])


def test_soft_blob_is_round_smooth_and_brightest_in_the_middle():
    blob = scenes.soft_blob(128)
    np.testing.assert_allclose(blob, blob.T, atol=1e-7)
    np.testing.assert_allclose(blob, blob[::-1], atol=1e-7)
    assert np.unravel_index(blob.argmax(), blob.shape)[0] in (63, 64)
    assert np.abs(np.diff(blob, axis=1)).max() < 0.04
    # One standard deviation, 0.15 of the side, from the middle: 0.1 + 0.8 / sqrt(e).
    assert scenes.soft_blob(1000)[500, 650] == pytest.approx(0.1 + 0.8 * np.exp(-0.5), abs=0.002)


def test_sine_grating_repeats_after_64_pixels_at_size_512():
    row = scenes.sine_grating(512)[0]
    np.testing.assert_array_equal(row[64:], row[:-64])
    spectrum = np.abs(np.fft.rfft(row - 0.5))
    assert spectrum.argmax() == 8
    assert np.delete(spectrum, 8).max() < 1e-4
    np.testing.assert_allclose(row[:32] + row[32:64], 1, atol=1e-6)


@pytest.mark.parametrize("size", SIZES)
def test_slow_ramp_climbs_by_the_same_step_everywhere(size):
    ramp = scenes.slow_ramp(size)
    assert (np.diff(ramp, axis=1) == 1 / size).all()
    assert (np.diff(ramp, axis=0) == 0).all()
    answer = cv2.Sobel(ramp, cv2.CV_32F, 1, 0, borderType=cv2.BORDER_REPLICATE)
    assert (answer > 0).all()


@pytest.mark.parametrize("size", SIZES)
def test_checkerboard_changes_at_every_eighth(size):
    board = scenes.checkerboard(size)
    side = size // 8
    assert board[0, 0] == board[side, side] == 0.75
    assert board[0, side] == board[side, 0] == 0.25
    assert set(np.unique(board)) == {0.25, 0.75}


def test_checkerboard_borders_inside_a_pixel_are_shared_out():
    # Twelve pixels for eight squares: every second pixel is half light and half dark.
    np.testing.assert_allclose(scenes.checkerboard(12)[0], [0.75, 0.5, 0.25] * 4)


def test_siemens_star_has_24_spokes_and_melts_into_grey():
    star = scenes.siemens_star(512)
    angles = (np.arange(4800) + 0.5) / 4800 * 2 * np.pi
    ring = star[
        np.rint(255.5 + 200 * np.sin(angles)).astype(int), np.rint(255.5 + 200 * np.cos(angles)).astype(int)
    ]
    light = ring > 0.5
    assert np.count_nonzero(light & ~np.roll(light, 1)) == 24
    assert np.abs(star[255:257, 255:257] - 0.5).max() < 0.1
    assert star[0, 0] == 0.5


def test_street_swings_many_times_along_its_telling_line():
    street = samples()["Street at dusk"]
    for size in SIZES:
        image = street.load(size)
        answer = cv2.Sobel(image, cv2.CV_32F, 1, 0, borderType=cv2.BORDER_REPLICATE)
        row = answer[round(street.row * (size - 1))]
        clear = np.sign(row[np.abs(row) > 0.3])
        assert np.count_nonzero(np.diff(clear)) >= min(40, size // 4)


@pytest.mark.parametrize("size", SIZES)
def test_sine_grating_has_eight_waves_at_every_size(size):
    answer = answer_along("Sine grating", size)
    assert len(crossings(answer).places) == 16
    assert np.count_nonzero(answer > 0) == np.count_nonzero(answer < 0) == size // 2


CROSSINGS = {
    "Step edge": 0, "Thin bar": 1, "Soft blob": 1, "Slow ramp": 0, "Checkerboard": 6, "Handwritten digit": 3,
}  # fmt: skip
"""How often the answer of Sobel right crosses zero along the telling line of a plain picture."""


def answer_along(name, size):
    """Return the answer of Sobel right along the telling line of a picture."""
    sample = samples()[name]
    row, _ = sample.place(size)
    return forward(sample.load(size), KERNELS["Sobel right"].weights).pre_activation[row]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", samples())
def test_the_telling_line_tells_at_every_size(name, size):
    sample = samples()[name]
    image, answer = sample.load(size), answer_along(name, size)
    row, col = sample.place(size)
    whole = forward(image, KERNELS["Sobel right"].weights)
    assert np.abs(answer).max() > 0.45 * whole.limit
    found = len(crossings(answer).places)
    assert found == CROSSINGS[name] if name in CROSSINGS else found >= 14
    assert 0 <= row < image.shape[0]
    assert 0 <= col < image.shape[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["Thin bar", "Soft blob"])
def test_the_telling_place_is_one_that_relu_erases(name, size):
    _, col = samples()[name].place(size)
    answer = answer_along(name, size)
    assert answer[col] < 0.98 * answer.min() < 0


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "name", ["Step edge", "Slow ramp", "Sine grating", "Checkerboard", "Handwritten digit"]
)
def test_the_telling_place_is_one_that_relu_keeps(name, size):
    _, col = samples()[name].place(size)
    assert answer_along(name, size)[col] > 0


def test_street_has_sky_above_and_lit_windows_of_many_levels():
    street = street_at_dusk(512)
    assert street[150, 292] > street[5, 292] + 0.1  # the sky is lighter towards the houses
    bright = street[street > 0.5]
    assert len(np.unique(np.rint(bright * 255))) > 80


def test_digit_is_light_on_dark_and_soft():
    digit = scenes.handwritten_digit(512)
    border = np.concatenate([digit[0], digit[-1], digit[:, 0], digit[:, -1]])
    assert (border == border[0]).all()
    assert border[0] < 0.05
    assert digit.max() > 0.9
    assert 0.08 < (digit > 0.5).mean() < 0.25
    assert np.abs(np.diff(digit, axis=1)).max() < 0.15


def test_digit_is_a_three():
    # Light strokes met on the way down its middle, and along a line through its lower bowl.
    ink = scenes.handwritten_digit(512) > 0.5
    for line, strokes in ((ink[:, 256], 3), (ink[358], 2)):
        assert np.count_nonzero(line[1:] & ~line[:-1]) == strokes
    # It is open to the left: at the heights of both gaps ink stands only on the right.
    for height in (180, 310):
        assert not ink[height, :150].any()
