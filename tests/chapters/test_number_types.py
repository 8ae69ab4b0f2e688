import numpy as np
import pytest

from explorer.core.notation import percent
from explorer.images import samples
from explorer.lessons import number_types as lesson
from explorer.ui.pages.chapters import number_types
from tests.chapters.opened import is_sound, live, move, opened, said, tables
from tests.chapters.shown import as_sent

PICTURES = ["Brick wall", "Slow ramp", "Step edge", "Siemens star"]
NAMES = ["uint8, clamped", "uint8, wrapped", "float32"]


def test_the_chapter_is_one():
    assert is_sound(number_types.PAGE)


@pytest.mark.parametrize("picture", PICTURES)
def test_the_shares_are_the_lessons_and_relu_is_idle_on_bytes(picture):
    app = opened("number_types", picture=picture)
    maps = lesson.sobel(samples()[picture].load(256))
    shown = tables(app)[0][2:]
    assert shown == [
        [name, percent(maps[name].wrong_fraction), percent(maps[name].changed_fraction)] for name in NAMES
    ]
    assert shown[0][2] == shown[1][2] == "0 %"  # the answer: none
    assert shown[2][1] == "0 %"
    assert number_types.PAGE.answer == "None"


def test_the_words_are_chosen_by_the_numbers():
    assert "of the sums are negative" in said(opened("number_types", picture="Brick wall"))
    ramp = said(opened("number_types", picture="Slow ramp"))
    assert "ReLU is idle in floats, too." in ramp
    assert "above 255" not in ramp
    step = said(opened("number_types", picture="Step edge"))
    assert "What is wrong in the bytes are sums above 255." in step


def test_clamped_bytes_look_as_if_relu_had_been():
    maps = lesson.sobel(samples()["Brick wall"].load(256))
    sums, clamped = maps["float32"], maps["uint8, clamped"]
    assert 0.1 < sums.changed_fraction < 0.9
    alike = (clamped.pre_activation == np.maximum(sums.pre_activation, 0)).mean()
    assert f"at {percent(alike)} of the pixels" in said(opened("number_types", picture="Brick wall"))


def test_the_row_is_that_of_the_lesson():
    app = move(opened("number_types", picture="Brick wall"), "number_types_row", row=40)
    data = lesson.row_data(lesson.sobel(samples()["Brick wall"].load(256)))
    assert live(app, "number_types_row")["rows"] == as_sent(lesson.ROW.show({"row": 40}, data))


def test_the_code_of_each_type_is_shown():
    assert [element.value for element in opened("number_types").code] == [
        row.code.strip() for row in lesson.NUMBER_TYPE_ROWS
    ]


def test_the_example_of_the_text_is_so():
    assert lesson.wrap(np.float32([-40])).tolist() == [216]
    assert "−40 becomes 216" in number_types.PAGE.why()


def test_a_picture_of_nine_pixels_is_enough():
    assert len(tables(opened("number_types", own=np.eye(3)))) == 1
