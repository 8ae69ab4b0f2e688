from itertools import product

import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number, percent
from explorer.images import samples
from explorer.lessons.sliding import SLIDING, crop, data_of, walk
from explorer.ui.pages.chapters import picture_to_map
from tests.chapters.opened import again, is_sound, live, move, opened, said
from tests.chapters.shown import as_sent, collect

WALK = "picture_to_map_walk"
PICTURES = ["Brick wall", "Cat", "Slow ramp", "Handwritten digit"]


def way(picture, kernel="Sobel right"):
    image, sample = samples()[picture].load(256), samples()[picture]
    place = [round(at * (side - 1)) for at, side in zip((sample.row, sample.col), image.shape, strict=True)]
    taken = crop(image, *place, side=10)
    return walk(taken, KERNELS[kernel].weights, padding="valid")


def data(picture, kernel="Sobel right"):
    found = way(picture, kernel)
    return data_of(found.image, found.kernel)


def at(app, step):
    return move(app, WALK, step=step)


def step(app):
    return round(live(app, WALK)["answer"]["settings"]["step"])


def test_the_chapter_is_sound():
    assert is_sound(picture_to_map.PAGE)


@pytest.mark.parametrize("picture", PICTURES)
def test_every_stop_shown_is_that_of_the_lesson(picture):
    app = opened("picture_to_map", picture=picture)
    for stop in (1, 13, 64):
        app = at(app, stop)
        assert live(app, WALK)["rows"] == as_sent(SLIDING.show({"step": stop}, data(picture)))


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("kernel", picture_to_map.WHICH)
def test_the_whole_map_and_what_is_said_of_it(picture, kernel, monkeypatch):
    shown = collect(monkeypatch)
    app = opened("picture_to_map", picture=picture)
    app.segmented_control(key="picture_to_map_kernel").set_value(kernel)
    again(app)
    image, weights = samples()[picture].load(256), KERNELS[kernel].weights
    layer = forward(image, weights)
    negative = (layer.pre_activation < 0).mean()
    picture_, coloured, grey = shown[-1].values()
    np.testing.assert_array_equal(picture_, image)
    np.testing.assert_array_equal(coloured, layer.pre_activation)
    np.testing.assert_array_equal(grey, layer.pre_activation)
    if negative:
        assert f"{percent(negative)} of the sums are negative" in said(app)
        assert f"black stands for {number(-layer.limit)}" in said(app)
    else:
        assert ("no negative weight" in said(app)) == (kernel == "Box blur")
        assert "no sum is negative" in said(app)


def test_the_answer_holds_wherever_a_number_is_negative_a_weight_is():
    for picture, kernel in product(samples().values(), picture_to_map.WHICH):
        signed = forward(picture.load(64), KERNELS[kernel].weights).pre_activation
        assert signed.min() >= 0 or KERNELS[kernel].weights.min() < 0, (picture.name, kernel)


def test_it_opens_on_a_negative_sum():
    app = opened("picture_to_map", picture="Brick wall")
    assert way("Brick wall").stop(step(app) - 1).output < -1


def test_the_step_stays_with_another_kernel():
    app = at(opened("picture_to_map", picture="Cat"), 20)
    app.segmented_control(key="picture_to_map_kernel").set_value("Outline")
    assert step(again(app)) == 20
    assert live(app, WALK)["rows"] == as_sent(SLIDING.show({"step": 20}, data("Cat", "Outline")))


@pytest.mark.parametrize("shape", [(3, 3), (3, 40), (4, 4)])
def test_a_picture_as_small_as_can_be_still_has_stops(shape):
    app = opened("picture_to_map", own=np.full(shape, 0.5, np.float32))
    assert live(app, WALK)["sliders"][0]["high"] > 1
    assert "no sum is negative" in said(app)
