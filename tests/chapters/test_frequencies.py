from math import pi

import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.notation import number, percent
from explorer.images import samples
from explorer.lessons import spectrum
from explorer.ui.pages.chapters import frequencies
from tests.chapters.opened import again, captions, heights, is_sound, opened, tables

SOBEL = KERNELS["Sobel right"].weights


def test_the_chapter_is_one():
    assert is_sound(frequencies.PAGE)


def test_a_wave_gives_a_mean_a_half_and_even_multiples_only():
    app = opened("frequencies")
    bars = heights(app, "frequencies_bars")
    np.testing.assert_allclose(bars["Before"], [0, 1, 0, 0, 0, 0, 0], atol=1e-6)
    expected = [1 / pi, 1 / 2, 2 / (3 * pi), 0, 2 / (15 * pi), 0, 2 / (35 * pi)]
    np.testing.assert_allclose(bars["After, by formula"], expected, rtol=1e-12)
    np.testing.assert_allclose(bars["After, measured"], expected, atol=1e-4)
    by_formula = [row[3] for row in tables(app)[0][2:]]
    assert by_formula == ["0.318", "0.500", "0.212", "0.000", "0.042", "0.000", "0.018"]
    assert [row[2] for row in tables(app)[0][2:]] == by_formula
    assert "New up to 6f: 2f, 4f, 6f." in captions(app)
    assert frequencies.PAGE.answer.startswith("2, 4, 6")


@pytest.mark.parametrize("slope", [-1.0, -0.35, 0.0, 0.25, 0.95])
def test_measured_and_formula_agree_and_only_even_multiples_are_new(slope):
    for cycles in range(1, 9):
        grating = spectrum.grating(frequencies.SAMPLES, cycles)[:3]
        found = spectrum.row_of_a_layer(grating, SOBEL, 0, negative_slope=slope)
        gain = spectrum.sobel_gain(cycles, frequencies.SAMPLES) / 2
        for order in frequencies.ORDERS:
            exact = spectrum.expected_amplitude(order, negative_slope=slope)
            assert abs(found.after[order * cycles] / gain - exact) < 0.0005, (cycles, order)
        assert ": 2f, 4f, 6f. " in frequencies._added(found, slope, cycles), cycles


def test_each_slider_changes_what_it_should():
    app = opened("frequencies")
    before = heights(app, "frequencies_bars"), heights(app, "frequencies_wave")
    app = again(app.slider(key="frequencies_slope").set_value(0.25))
    np.testing.assert_allclose(
        heights(app, "frequencies_bars")["After, by formula"][:3], [0.23873, 0.625, 0.15915], atol=1e-5
    )
    app = again(app.slider(key="frequencies_cycles").set_value(7))
    shown = [heights(app, "frequencies_wave"), before[1]]
    assert [int(spectrum.amplitudes(wave["Before"]).argmax()) for wave in shown] == [7, 4]
    row = heights(app, "frequencies_row_profile")
    app = again(app.slider(key="frequencies_row").set_value(3))
    assert heights(app, "frequencies_row_profile") != row


def test_with_slope_1_nothing_is_new():
    app = again(opened("frequencies").slider(key="frequencies_slope").set_value(1.0))
    assert "no frequency is new" in captions(app)
    assert "is a straight line" in captions(app)
    assert app.metric[0].value == "0 %"


@pytest.mark.parametrize("picture", ["Brick wall", "Cat", "Thin bar", "Checkerboard"])
def test_the_row_of_a_picture_shows_the_lessons_numbers(picture):
    app = opened("frequencies", picture=picture, frequencies_row=100)
    found = spectrum.row_of_a_layer(samples()[picture].load(256), SOBEL, 100)
    assert app.metric[0].value == percent(round(found.nonlinear_share, 9))
    shown = heights(app, "frequencies_row_profile")
    np.testing.assert_allclose(shown["After"], np.maximum(found.values_before, 0))
    np.testing.assert_allclose(shown["Before"], found.values_before)


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
def test_the_words_about_a_row_are_chosen_by_its_numbers(row, slope, said):
    after = [value if value > 0 else slope * value for value in row]
    assert said in frequencies._bent(spectrum.compare(row, after), slope)


def test_a_flat_picture_of_ones_own_is_no_mishap():
    app = opened("frequencies", own=np.full((3, 3), 0.5))
    assert app.metric[0].value == "0 %"
    assert "0 throughout" in captions(app)


def test_the_written_share_is_that_of_the_formula():
    share = percent(spectrum.expected_new_share())
    assert f"carry {share} of the power after (by formula {share})" in captions(opened("frequencies"))
    assert number(1 / pi) == "0.318"
