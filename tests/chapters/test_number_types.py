import numpy as np
import pytest

from explorer.core.notation import number, percent
from explorer.images import samples
from explorer.lessons import number_types as lesson
from explorer.ui.pages.chapters import number_types
from tests.chapters.opened import again, captions, heights, is_sound, opened, tables

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
    assert "of the sums are negative" in captions(opened("number_types", picture="Brick wall"))
    ramp = captions(opened("number_types", picture="Slow ramp"))
    assert "ReLU is idle in floats, too." in ramp
    assert "above 255" not in ramp
    step = captions(opened("number_types", picture="Step edge"))
    assert "What is wrong in the bytes are sums above 255." in step


def test_clamped_bytes_look_as_if_relu_had_been():
    maps = lesson.sobel(samples()["Brick wall"].load(256))
    sums, clamped = maps["float32"], maps["uint8, clamped"]
    assert 0.1 < sums.changed_fraction < 0.9
    alike = (clamped.pre_activation == np.maximum(sums.pre_activation, 0)).mean()
    assert f"at {percent(alike)} of the pixels" in captions(opened("number_types", picture="Brick wall"))


def test_the_row_is_drawn_in_every_type_and_its_lowest_sum_is_written_out():
    app = again(opened("number_types", picture="Brick wall").slider(key="number_types_row").set_value(40))
    maps = lesson.sobel(samples()["Brick wall"].load(256))
    curves = heights(app, "number_types_profile")
    for name in NAMES:
        assert curves[name] == maps[name].pre_activation[40].tolist()
    lowest = int(np.argmin(maps["float32"].pre_activation[40]))
    head, _, before, after = tables(app)[1]
    assert head == [f"Lowest sum of the row (column {lowest})", *NAMES]
    true = maps["float32"].pre_activation[40, lowest]
    assert true < 0
    assert before[1:] == ["0", str(int(true) % 256), number(float(true), 0)]
    assert after[1:] == ["0", str(int(true) % 256), "0"]


def test_the_code_of_each_type_is_shown():
    assert [element.value for element in opened("number_types").code] == [
        row.code.strip() for row in lesson.NUMBER_TYPE_ROWS
    ]


def test_the_example_of_the_text_is_so():
    assert lesson.wrap(np.float32([-40])).tolist() == [216]
    assert "−40 becomes 216" in number_types.PAGE.why()


def test_a_picture_of_nine_pixels_is_enough():
    assert len(tables(opened("number_types", own=np.eye(3)))) == 2
