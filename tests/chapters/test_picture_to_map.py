from itertools import product

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number, percent
from explorer.images import samples
from explorer.lessons.sliding import crop, walk
from explorer.ui.pages.chapters import picture_to_map
from tests.chapters.opened import again, is_sound, metrics, opened, said, told
from tests.chapters.shown import collect

PICTURES = ["Brick wall", "Cat", "Slow ramp", "Handwritten digit"]


def way(picture, kernel="Sobel right"):
    image, sample = samples()[picture].load(256), samples()[picture]
    place = [round(at * (side - 1)) for at, side in zip((sample.row, sample.col), image.shape, strict=True)]
    taken = crop(image, *place, side=10)
    return walk(taken, KERNELS[kernel].weights, padding="valid")


def at(app, step):
    app.slider(key="picture_to_map_step").set_value(step)
    return again(app)


def trace(app, key):
    return told(app)[key]["figure"]["data"][0]


def frame(app, key):
    shapes = told(app)[key]["figure"]["layout"]["shapes"]
    assert shapes[0] | {"line": 0} == shapes[1] | {"line": 0}
    return [shapes[0][side] for side in ("x0", "x1", "y0", "y1")]


def test_the_chapter_is_sound():
    assert is_sound(picture_to_map.PAGE)


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("step", [1, 13, 64])
def test_every_stop_shows_the_numbers_of_the_walk(picture, step):
    app = at(opened("picture_to_map", picture=picture), step)
    stop = way(picture).stop(step - 1)
    np.testing.assert_allclose(trace(app, "picture_to_map_products")["z"], stop.products)
    np.testing.assert_allclose(trace(app, "picture_to_map_running")["y"], stop.running_sums)
    assert metrics(app) == {
        "Positive products": number(stop.raised),
        "Negative products": number(stop.lowered),
        "Their sum, one value of the map": number(stop.output),
    }
    assert trace(app, "picture_to_map_running")["y"][-1] == pytest.approx(stop.output, abs=1e-6)


def test_every_product_is_written_out():
    app = at(opened("picture_to_map", picture="Brick wall"), 13)
    stop = way("Brick wall").stop(12)
    words = trace(app, "picture_to_map_products")["text"]
    pixel, product = float(stop.window[1, 0]), float(stop.products[1, 0])
    assert words[1][0] == f"{number(pixel, 2)} × −2<br>= {number(product, 2)}"
    assert product == pytest.approx(-2 * pixel)


def test_the_map_fills_in_up_to_the_step_and_the_frames_are_where_the_kernel_is():
    app = at(opened("picture_to_map", picture="Cat"), 11)
    shown = np.array(trace(app, "picture_to_map_map")["z"], np.float64)
    np.testing.assert_array_equal(shown, way("Cat").filled(11))
    assert np.count_nonzero(~np.isnan(shown)) == 11
    assert frame(app, "picture_to_map_map") == [1.5, 2.5, 0.5, 1.5]
    assert frame(app, "picture_to_map_input") == [1.5, 4.5, 0.5, 3.5]
    np.testing.assert_array_equal(trace(app, "picture_to_map_input")["z"], way("Cat").image)


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
    assert way("Brick wall").stop(app.slider(key="picture_to_map_step").value - 1).output < -1


def test_nothing_moves_unless_play_was_pressed():
    app = opened("picture_to_map")
    step = app.slider(key="picture_to_map_step").value
    again(app)
    assert app.slider(key="picture_to_map_step").value == step
    assert app.button(key="picture_to_map_play").label == "Play"


def test_play_goes_on_step_by_step_and_pause_holds():
    app = at(opened("picture_to_map"), 20)
    again(app.button(key="picture_to_map_play").click())
    assert app.slider(key="picture_to_map_step").value == 21
    again(app)
    assert app.slider(key="picture_to_map_step").value == 22
    assert app.button(key="picture_to_map_play").label == "Pause"
    again(app.button(key="picture_to_map_play").click())
    again(app)
    assert app.slider(key="picture_to_map_step").value == 22


def test_play_stops_at_the_end_and_begins_again_from_the_start():
    app = at(opened("picture_to_map"), 62)
    again(app.button(key="picture_to_map_play").click())
    for _ in range(3):
        again(app)
    assert app.slider(key="picture_to_map_step").value == 64
    assert app.button(key="picture_to_map_play").label == "Play"
    again(app.button(key="picture_to_map_play").click())
    assert app.slider(key="picture_to_map_step").value == 2


def there_and_back():
    import streamlit as st

    from explorer.ui.pages.chapters import picture_to_map

    if not st.toggle("away", key="away"):
        picture_to_map.PAGE.demonstrate()


def test_who_comes_back_while_it_played_finds_it_at_rest():
    app = again(AppTest.from_function(there_and_back))
    again(app.button(key="picture_to_map_play").click())
    assert app.button(key="picture_to_map_play").label == "Pause"
    again(app.toggle(key="away").set_value(True))
    again(app.toggle(key="away").set_value(False))
    assert app.button(key="picture_to_map_play").label == "Play"


@pytest.mark.parametrize("shape", [(3, 3), (3, 40), (4, 4)])
def test_a_picture_as_small_as_can_be_still_has_stops(shape):
    app = opened("picture_to_map", own=np.full(shape, 0.5, np.float32))
    assert app.slider(key="picture_to_map_step").max > 1
    assert "no sum is negative" in said(app)
