import numpy as np
import pytest

from explorer.ui.pages.chapters import the_way_back
from tests.chapters.opened import is_sound, opened, said, told


def keys(app):
    return {key for key in told(app) if key.startswith("the_way_back")}


def test_the_chapter_is_sound():
    assert is_sound(the_way_back.PAGE)


@pytest.mark.parametrize("picture", ["Brick wall", "Cat", "Soft blob", "Step edge", "Slow ramp"])
def test_it_opens_with_what_the_question_asks_for(picture):
    app = opened("the_way_back", picture=picture)
    rows = told(app)["the_way_back_descent"]["rows"]
    true, held = (part["text"] for part in rows[0])
    assert "dead from the start" in true
    assert true.endswith("Error 1.000, as at the start.")
    assert "down from 1.000" in held
    assert the_way_back.PAGE.answer == "Only with the gate held open"


def test_the_gate_is_shown_on_the_picture():
    gate = told(opened("the_way_back", picture="Cat"))["the_way_back_gate"]
    assert gate["demonstration"] == "gate"
    assert [image["title"] for image in gate["rows"][0][0]["images"]] == [
        "Sum before the activation",
        "Gate: the slope there",
        "Gradient that arrives",
        "Gradient that passes",
    ]


def test_a_flat_picture_is_said_to_have_nothing_to_show():
    app = opened("the_way_back", own=np.full((64, 64), 0.5))
    assert "no gradient arrives" in said(app)
    assert "nothing to learn" in said(app)
    assert not keys(app)


def test_a_flat_picture_has_something_to_learn_if_the_wanted_map_is_not_0():
    app = opened("the_way_back", own=np.full((64, 64), 0.5), the_way_back_kernel="Box blur")
    assert keys(app) == {"the_way_back_descent", "the_way_back_descent_data"}
