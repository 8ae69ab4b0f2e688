import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples
from explorer.lessons.pooling import ORDER, orders
from explorer.ui.pages.chapters import pooling
from tests.chapters.opened import again, is_sound, live, move, opened
from tests.chapters.shown import as_sent

PICTURES = ["Brick wall", "Cat", "Slow ramp", "Checkerboard"]


def edges(picture):
    return forward(samples()[picture].load(256), KERNELS["Sobel right"].weights).pre_activation


def test_the_chapter_is_sound():
    assert is_sound(pooling.PAGE)


@pytest.mark.parametrize("picture", samples())
def test_maximum_and_relu_change_places_on_every_picture(picture):
    for slope in (0, 0.25, 1):
        assert orders(edges(picture), negative_slope=slope).largest_difference == 0


def test_average_and_relu_do_not_on_most():
    apart = {name: orders(edges(name), "Average").largest_difference for name in PICTURES}
    assert min(apart["Brick wall"], apart["Cat"]) > 0.3
    assert apart["Slow ramp"] == apart["Checkerboard"] == 0  # no block has both signs


@pytest.mark.parametrize("picture", ["Cat", "Slow ramp"])
@pytest.mark.parametrize("name", ["Maximum", "Average"])
@pytest.mark.parametrize("slope", [0.0, -0.5])
def test_the_page_shows_what_the_lesson_computes(picture, name, slope):
    app = opened("pooling", picture=picture)
    app.segmented_control(key="pooling_name").set_value(name)
    app = move(again(app), "pooling_order", slope=slope)
    shown = ORDER.show({"slope": slope}, {"signed": edges(picture), "pooling": name})
    assert live(app, "pooling_order")["rows"] == as_sent(shown)


def test_a_picture_as_small_as_can_be_is_not_an_error():
    opened("pooling", own=np.full((3, 3), 0.5, np.float32))
