import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number
from explorer.images import samples
from explorer.lessons import learned_slope as lesson
from explorer.ui.pages.chapters import learned_slope
from explorer.view.network_lessons import slopes_by_depth
from tests.chapters.opened import again, curve, is_sound, live, metrics, move, opened, said, told, words
from tests.chapters.shown import as_sent

TASKS = {task.name: task for task in lesson.TASKS}
VALLEY = "learned_slope_by_hand"
AFTER = f"Slope after {lesson.STEPS} steps"
PICTURES = ["Brick wall", "Cat", "Soft blob", "Checkerboard"]


def edges(picture):
    return forward(samples()[picture].load(256), KERNELS["Sobel right"].weights).pre_activation


def loss(picture, task):
    z = lesson.unit_strength(edges(picture))
    return lesson.slope_loss(z, task.target(z))


def test_the_chapter_is_sound():
    assert is_sound(learned_slope.PAGE)


@pytest.mark.parametrize("picture", PICTURES)
def test_it_opens_with_the_task_whose_answer_the_question_asks_for(picture):
    app = opened("learned_slope", picture=picture)
    assert metrics(app)[AFTER] == "1.000"
    assert learned_slope.PAGE.answer.startswith("1")
    assert "It found **1.000**; right is **1.000**" in said(app)


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("decay", [False, True])
def test_the_numbers_are_those_of_the_descent(name, decay):
    app = opened("learned_slope", picture="Cat")
    app.selectbox(key="learned_slope_task").set_value(name)
    app.toggle(key="learned_slope_decay").set_value(decay)
    again(app)
    expected = lesson.descend(loss("Cat", TASKS[name]), weight_decay=0.1 if decay else 0.0)
    np.testing.assert_allclose(curve(app, "learned_slope_course", "learned slope")["y"], expected.slopes)
    np.testing.assert_allclose(curve(app, "learned_slope_valley", "steps")["y"], expected.errors)
    assert metrics(app)[AFTER] == number(expected.slopes[-1])
    assert metrics(app)["Slope without error"] == number(TASKS[name].slope)
    assert ("Weight decay draws" in said(app)) is decay


def test_the_valley_is_lowest_where_the_descent_ends():
    valley = curve(opened("learned_slope", picture="Cat"), "learned_slope_valley", "error")
    lowest = valley["x"][int(np.argmin(valley["y"]))]
    assert lowest == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("picture", ["Step edge", "Slow ramp"])
@pytest.mark.parametrize("decay", [False, True])
def test_a_map_without_negatives_says_that_it_has_nothing_to_teach(picture, decay):
    app = opened("learned_slope", picture=picture)
    app.toggle(key="learned_slope_decay").set_value(decay)
    again(app)
    assert "Nothing in this map is negative" in said(app)
    assert "right is" not in said(app)
    assert "the slope left of zero changes nothing" in words(app, VALLEY)
    assert (metrics(app)[AFTER] == "0.250") is not decay


@pytest.mark.parametrize("name", TASKS)
def test_the_valley_by_hand_is_that_of_the_task(name):
    app = opened("learned_slope", picture="Cat")
    app.selectbox(key="learned_slope_task").set_value(name)
    app = move(again(app), VALLEY, slope=-0.5)
    z = lesson.unit_strength(edges("Cat")).astype(np.float32)
    shown = lesson.VALLEY.show({"slope": -0.5}, {"signed": z, "goal": TASKS[name].slope})
    assert live(app, VALLEY)["rows"] == as_sent(shown)


def test_the_slopes_of_a_network_that_people_use_are_told():
    assert slopes_by_depth() in said(opened("learned_slope"))


def test_a_flat_picture_of_ones_own_is_answered_with_a_sentence():
    app = opened("learned_slope", own=np.full((20, 30), 0.5, np.float32))
    assert "0 everywhere" in said(app)
    assert "learned_slope_table" in told(app)


def test_table_1_is_shown_as_published_with_our_index_beside_it():
    app = opened("learned_slope")
    for name, slopes in (
        ("one slope a layer", [row.shared for row in lesson.TABLE_1]),
        ("a slope a channel (mean)", [row.channel_wise for row in lesson.TABLE_1]),
    ):
        assert curve(app, "learned_slope_table", name)["y"] == slopes
        index = curve(app, "learned_slope_index", name)["y"]
        np.testing.assert_allclose(index, lesson.nonlinearity_index(slopes))
    assert set(curve(app, "learned_slope_index", "ReLU")["y"]) == {float(lesson.nonlinearity_index(0))}
    assert "our measure, not the paper's" in said(app)
    assert "He et al. 2015, Table 1" in said(app)
