import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number
from explorer.core.profiles import crossings
from explorer.images import samples
from explorer.lessons.exact import exact_map
from explorer.lessons.streak import BAR, DISPLAYS, count_streaks, course, paint, sine_row
from explorer.ui.pages.chapters import corner
from tests.chapters.opened import again, is_sound, live, move, opened, parts, words

KEY = "corner_line"
PICTURES = ["Brick wall", "Cat", "Slow ramp", "Sine grating", "Checkerboard"]
LINES = {"Light bar": np.convolve(BAR, [1, 0, -1], mode="valid").astype(np.float32), "Sine wave": sine_row()}
SOBEL = KERNELS["Sobel right"].weights


def edges(picture):
    return exact_map(samples()[picture].load(256), SOBEL)


def choose(app, name, option):
    app.segmented_control(key=f"corner_{name}").set_value(option)
    return again(app)


def table(app):
    (found,) = parts(app, KEY, "table")
    return {name: (before, after) for name, before, after in found["rows"]}


def traces(app):
    (found,) = parts(app, KEY, "plot")
    return {trace["name"]: trace for trace in found["figure"]["data"]}


def strips(app):
    (found,) = parts(app, KEY, "plot")
    return np.array(found["figure"]["data"][-1]["z"])


def is_double(places):
    """Tell which points stand where the next one does: a crossing at a pixel."""
    return np.append(np.diff(places) == 0, False)


def test_the_chapter_is_sound():
    assert is_sound(corner.PAGE)


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("row", [0, 100])
def test_the_numbers_are_those_of_the_row(picture, row):
    app = move(opened("corner", picture=picture), KEY, row=row)
    line = edges(picture)[row]
    found = course(line)
    limit = float(np.abs(line).max()) or 1.0
    digits = 3 if limit < 10 else 1
    before, after = traces(app)["Before ReLU"], traces(app)["After ReLU"]
    is_between = np.mod(before["x"], 1) > 0
    np.testing.assert_array_equal(np.array(before["y"])[~is_between & ~is_double(before["x"])], line)
    np.testing.assert_array_equal(after["y"], np.maximum(before["y"], 0))
    assert not np.array(before["y"])[is_between].any()  # a point at every crossing: the corner is where it is
    shown = table(app)
    assert shown["Largest step between neighbours"] == (
        number(found.corners.step_before, digits),
        number(found.corners.step_after, digits),
    )
    assert shown["Largest change of slope at zero"] == (
        number(found.corners.corner_before, digits),
        number(found.corners.corner_after, digits),
    )
    assert shown["Streaks of white, grey, black"] == (str(count_streaks(line, limit=limit)), "0")
    assert ("never crosses zero" in words(app, KEY)) == (len(crossings(line).places) == 0)


@pytest.mark.parametrize("picture", samples())
def test_the_answer_holds_for_every_row_of_every_picture(picture):
    for kernel in KERNELS.values():
        layer = forward(samples()[picture].load(64), kernel.weights)
        before, after = (np.abs(np.diff(m)).max(axis=1) for m in (layer.pre_activation, layer.activation_map))
        assert (after <= before).all()
    assert corner.PAGE.answer == "It stays or shrinks"


@pytest.mark.parametrize("picture", PICTURES)
def test_the_map_is_that_of_the_explorer_to_the_rounding_to_16_bits(picture):
    layer = forward(samples()[picture].load(256), SOBEL)
    np.testing.assert_allclose(edges(picture), layer.pre_activation, atol=7e-5)


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("display", DISPLAYS)
def test_the_strips_are_the_painted_line(name, display):
    app = choose(choose(opened("corner"), "source", name), "display", display)
    line = LINES[name]
    limit = float(np.abs(line).max())
    expected = [paint(values, display, limit=limit) for values in (line, np.maximum(line, 0))]
    np.testing.assert_array_equal(strips(app), expected)
    steps = [int(np.abs(np.diff(levels.astype(int))).max()) for levels in expected]
    assert table(app)["Largest step in grey, of 255"] == tuple(map(str, steps))
    assert (steps[1] > steps[0]) == (display == "Auto-scaled")


def test_the_streak_of_the_tutorial_is_there_before_and_gone_after():
    app = choose(opened("corner"), "source", "Light bar")
    assert table(app) == {
        "Largest step between neighbours": ("10.0", "10.0"),
        "Largest change of slope at zero": ("0.0", "10.0"),
        "Largest step in grey, of 255": ("128", "127"),
        "Streaks of white, grey, black": ("1", "0"),
    }
    assert "the largest step stays the same. But the line bends at zero" in words(app, KEY)
    assert traces(app)["Strong corner"]["x"] == [3.0]
    assert live(app, KEY)["sliders"] == []


def test_each_line_has_its_own_slider():
    app = opened("corner")
    assert [slider["name"] for slider in live(app, KEY)["sliders"]] == ["row"]
    app = choose(app, "source", "Sine wave")
    assert [slider["name"] for slider in live(app, KEY)["sliders"]] == ["samples"]
    assert "**10.2 times**" in words(app, KEY)
    assert "**2.5 times**" in words(move(app, KEY, samples=16), KEY)


@pytest.mark.parametrize("display", DISPLAYS)
def test_both_maps_are_named_as_they_are_painted(display):
    app = choose(opened("corner", picture="Cat"), "display", display)
    (maps,) = parts(app, KEY, "maps")
    assert [image["title"] for image in maps["images"][1:]] == [
        f"Feature map {when} ReLU, {display.lower()}" for when in ("before", "after")
    ]
    assert maps["row"] == len(samples()["Cat"].load(256)) // 2


def test_a_flat_picture_is_not_an_error():
    app = opened("corner", own=np.full((3, 3), 0.5, np.float32))
    assert "never crosses zero" in words(app, KEY)
    for display in DISPLAYS:
        choose(app, "display", display)
