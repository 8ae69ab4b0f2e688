import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number
from explorer.core.profiles import crossings
from explorer.images import samples
from explorer.lessons.streak import BAR, DISPLAYS, count_streaks, course, paint, sine_row
from explorer.ui.pages.chapters import corner
from tests.chapters.opened import again, curve, is_sound, opened, said, told
from tests.chapters.shown import collect

PICTURES = ["Brick wall", "Cat", "Slow ramp", "Sine grating", "Checkerboard"]
LINES = {"Light bar": np.convolve(BAR, [1, 0, -1], mode="valid").astype(np.float32), "Sine wave": sine_row()}


def edges(picture):
    return forward(samples()[picture].load(256), KERNELS["Sobel right"].weights)


def choose(app, name, option):
    app.segmented_control(key=f"corner_{name}").set_value(option)
    return again(app)


def table(app):
    lines = next(element.value for element in app.markdown if "Largest step between" in element.value)
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines.split("\n")[2:]]
    return {name: (before, after) for name, before, after in cells}


def strips(app):
    return np.array(told(app)["corner_profile"]["figure"]["data"][-1]["z"])


def test_the_chapter_is_sound():
    assert is_sound(corner.PAGE)


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("row", [0, 100])
def test_the_numbers_are_those_of_the_row(picture, row):
    app = opened("corner", picture=picture)
    again(app.slider(key="corner_row").set_value(row))
    line = edges(picture).pre_activation[row]
    found = course(line)
    limit = float(np.abs(line).max()) or 1.0
    digits = 3 if limit < 10 else 1
    np.testing.assert_array_equal(curve(app, "corner_profile", "Before ReLU")["y"], line)
    np.testing.assert_array_equal(curve(app, "corner_profile", "After ReLU")["y"], np.maximum(line, 0))
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
    assert ("never crosses zero" in said(app)) == (len(crossings(line).places) == 0)
    assert ("**a corner**" in said(app)) == (found.corners.corner_after > found.corners.corner_before)


@pytest.mark.parametrize("picture", samples())
def test_the_answer_holds_for_every_row_of_every_picture(picture):
    layer = forward(samples()[picture].load(64), KERNELS["Sobel right"].weights)
    before, after = (np.abs(np.diff(m)).max(axis=1) for m in (layer.pre_activation, layer.activation_map))
    assert (after <= before).all()
    assert corner.PAGE.answer == "It stays or shrinks"


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
    grows = steps[1] > steps[0]
    assert grows == (display == "Auto-scaled")
    assert ("though no number does" in said(app)) == grows
    assert ("both look alike" in said(app)) == (display == "Clipped")
    assert display != "Clipped" or steps[0] == steps[1]


def test_the_streak_of_the_tutorial_is_there_before_and_gone_after():
    app = choose(opened("corner"), "source", "Light bar")
    assert table(app) == {
        "Largest step between neighbours": ("10.0", "10.0"),
        "Largest change of slope at zero": ("0.0", "10.0"),
        "Largest step in grey, of 255": ("128", "127"),
        "Streaks of white, grey, black": ("1", "0"),
    }
    assert "the largest step stays the same, but the slope breaks at zero" in said(app)
    assert curve(app, "corner_profile", "Corner")["x"] == [3.0]


def test_only_corners_that_can_be_seen_are_marked():
    line = np.float32([0, 10, -10, 0, 0.1, -0.1, 5, -5])
    np.testing.assert_allclose(corner._marked(line, 1.0), [1.5, 5 + 0.1 / 5.1, 6.5])


def test_the_row_belongs_to_the_picture_only():
    app = opened("corner")
    assert not app.slider(key="corner_row").disabled
    assert choose(app, "source", "Sine wave").slider(key="corner_row").disabled


@pytest.mark.parametrize("display", DISPLAYS)
def test_both_maps_are_painted_as_chosen(display, monkeypatch):
    shown = collect(monkeypatch)
    choose(opened("corner", picture="Cat"), "display", display)
    layer = edges("Cat")
    for values, painted in zip(
        (layer.pre_activation, layer.activation_map), list(shown[-1].values())[1:], strict=True
    ):
        levels = paint(values, display, limit=layer.limit)
        np.testing.assert_array_equal(painted * 255, levels)


def test_a_flat_picture_is_not_an_error():
    app = opened("corner", own=np.full((3, 3), 0.5, np.float32))
    assert "never crosses zero" in said(app)
    for display in DISPLAYS:
        choose(app, "display", display)


def test_a_line_that_rests_on_zero_gets_no_corner():
    assert "rests on zero" in corner._verdict(course(np.float32([3, 0, 0, -3])))
    assert "no more than it did before" in corner._verdict(course(np.float32([1, 0, -5])))
