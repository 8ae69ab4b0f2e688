from math import pi

import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.notation import percent
from explorer.images import samples
from explorer.lessons import spectrum
from explorer.ui.pages.chapters import frequencies
from tests.chapters.opened import is_sound, live, move, opened, parts, words

SOBEL = KERNELS["Sobel right"].weights
WAVES, ROW = "frequencies_waves", "frequencies_row"


def heights(app, key, kind):
    (found,) = parts(app, key, kind)
    return {trace["name"]: trace["y"] for trace in found["figure"]["data"]}


def test_the_chapter_is_one():
    assert is_sound(frequencies.PAGE)


def test_a_wave_gives_a_mean_a_half_and_even_multiples_only():
    app = opened("frequencies")
    bars = heights(app, WAVES, "bars")
    np.testing.assert_allclose(bars["Before"], [0, 1, 0, 0, 0, 0, 0], atol=1e-6)
    expected = [1 / pi, 1 / 2, 2 / (3 * pi), 0, 2 / (15 * pi), 0, 2 / (35 * pi)]
    np.testing.assert_allclose(bars["After, by formula"], expected, atol=1e-12)
    np.testing.assert_allclose(bars["After, measured"], expected, atol=1e-4)
    (table,) = parts(app, WAVES, "table")
    by_formula = [row[3] for row in table["rows"]]
    assert by_formula == ["0.318", "0.500", "0.212", "0.000", "0.042", "0.000", "0.018"]
    assert [row[2] for row in table["rows"]] == by_formula
    assert "New up to 6f: **2f, 4f, 6f**." in words(app, WAVES)
    assert "carry 16 % of the power after, if the mean is not counted (by formula 16 %)" in words(app, WAVES)
    assert "and 9 % if it is" in words(app, WAVES)
    assert frequencies.PAGE.answer.startswith("2, 4, 6")


def test_each_slider_changes_what_it_should():
    app = opened("frequencies")
    move(app, WAVES, slope=0.25)
    found = heights(app, WAVES, "bars")["After, by formula"][:3]
    np.testing.assert_allclose(found, [0.23873, 0.625, 0.15915], atol=1e-5)
    move(app, WAVES, cycles=7)
    assert int(spectrum.amplitudes(heights(app, WAVES, "plot")["Before"]).argmax()) == 7
    move(app, WAVES, offset=0.3, slope=0.0)
    assert np.mean(heights(app, WAVES, "plot")["Before"]) == pytest.approx(0.3, abs=1e-6)
    assert "**2f, 3f, 4f, 5f, 6f**" in words(app, WAVES)
    row = heights(app, ROW, "plot")
    move(app, ROW, row=3)
    assert heights(app, ROW, "plot") != row


def test_with_slope_1_nothing_is_new():
    app = move(opened("frequencies"), WAVES, slope=1.0)
    assert "no frequency is new" in words(app, WAVES)
    move(app, ROW, slope=1.0)
    assert "straight line" in words(app, ROW)
    assert parts(app, ROW, "numbers")[0]["rows"][0][1] == "0 %"


@pytest.mark.parametrize("picture", ["Brick wall", "Cat", "Thin bar", "Checkerboard"])
def test_the_row_of_a_picture_shows_the_lessons_numbers(picture):
    app = move(opened("frequencies", picture=picture), ROW, row=100)
    found = spectrum.row_of_a_layer(samples()[picture].load(256), SOBEL, 100)
    share = percent(round(found.nonlinear_share, 9))
    assert parts(app, ROW, "numbers")[0]["rows"][0][1] == share
    shown = heights(app, ROW, "plot")
    np.testing.assert_allclose(shown["After"], np.maximum(found.values_before, 0))
    np.testing.assert_allclose(shown["Before"], found.values_before)
    assert parts(app, ROW, "maps")[0]["row"] == 100


def test_a_flat_picture_of_ones_own_is_no_mishap():
    app = opened("frequencies", own=np.full((3, 3), 0.5))
    assert parts(app, ROW, "numbers")[0]["rows"][0][1] == "0 %"
    assert "0 throughout" in words(app, ROW)
    assert live(app, ROW)["sliders"][1]["high"] == 2
