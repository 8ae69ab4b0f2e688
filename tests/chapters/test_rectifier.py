import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples
from explorer.lessons.rectifier import WALK, check
from explorer.ui.pages.chapters import rectifier
from tests.chapters.opened import is_sound, live, move, opened
from tests.chapters.shown import as_sent

KEY = "rectifier_walk"


def test_the_chapter_is_sound():
    assert is_sound(rectifier.PAGE)


@pytest.mark.parametrize("picture", samples())
def test_the_answer_holds_for_every_picture(picture):
    signed = forward(samples()[picture].load(64), KERNELS["Sobel right"].weights).pre_activation
    assert check(signed).changed_again == 0


def test_the_page_shows_what_the_lesson_computes():
    app = move(opened("rectifier", picture="Cat"), KEY, row=40, col=17)
    image = samples()["Cat"].load(256)
    signed = forward(image, KERNELS["Sobel right"].weights).pre_activation
    shown = WALK.show({"row": 40, "col": 17}, {"image": image, "signed": signed})
    assert live(app, KEY)["rows"] == as_sent(shown)


def test_a_picture_as_small_as_can_be_is_not_an_error():
    opened("rectifier", own=np.full((3, 3), 0.5, np.float32))
