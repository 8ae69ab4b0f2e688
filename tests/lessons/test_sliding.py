from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import signal

from explorer.core.arrays import read_only
from explorer.core.convolution import PADDINGS, conv2d
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number, percent
from explorer.images import samples
from explorer.lessons.sliding import SLIDING, TICK, crop, data_of, map_sentence, walk, way_of

quick = settings(deadline=None, max_examples=40)
pictures = hnp.arrays(
    np.float32,
    st.tuples(st.integers(3, 7), st.integers(3, 7)),
    elements=st.integers(0, 255).map(lambda level: level / 255),
).map(read_only)
kernels = hnp.arrays(np.float32, (3, 3), elements=st.integers(-8, 8).map(lambda k: k / 4)).map(read_only)
biases = st.integers(-8, 8).map(lambda k: k / 4)
strides, paddings = st.integers(1, 3), st.sampled_from(list(PADDINGS))

CAT = crop(samples()["Cat"].load(256), 120, 160)
SOBEL = KERNELS["Sobel right"].weights


@given(pictures, kernels, biases, strides, paddings)
@quick
def test_the_products_of_every_stop_add_up_to_the_map(picture, kernel, bias, stride, padding):
    found = walk(picture, kernel, bias=bias, stride=stride, padding=padding)
    expected = conv2d(picture, kernel, bias=bias, stride=stride, padding=padding)
    stops = [found.stop(step) for step in range(len(found))]
    assert [(stop.row, stop.col) for stop in stops] == list(np.ndindex(expected.shape))
    for stop in stops:
        assert stop.output == expected[stop.row, stop.col]
        assert stop.running_sums[0] == bias
        np.testing.assert_allclose(np.diff(stop.running_sums), stop.products.ravel(), atol=1e-12)
        assert stop.running_sums[-1] == pytest.approx(stop.output, abs=1e-4)
        assert stop.raised + stop.lowered + bias == pytest.approx(stop.output, abs=1e-4)
        assert stop.lowered <= 0 <= stop.raised


@given(pictures, kernels)
@quick
def test_the_finished_map_is_that_of_scipy(picture, kernel):
    finished = walk(picture, kernel, padding="valid").layer.pre_activation
    np.testing.assert_allclose(
        finished, signal.correlate2d(picture.astype(float), kernel, mode="valid"), atol=1e-4
    )


@given(pictures, kernels, strides, paddings, st.data())
@quick
def test_the_map_fills_row_by_row_and_what_is_to_come_is_empty(picture, kernel, stride, padding, data):
    found = walk(picture, kernel, stride=stride, padding=padding)
    steps = data.draw(st.integers(0, len(found)))
    partial = found.filled(steps).ravel()
    np.testing.assert_array_equal(partial[:steps], found.layer.pre_activation.ravel()[:steps])
    assert np.isnan(partial[steps:]).all()
    np.testing.assert_array_equal(found.filled(len(found)), found.layer.pre_activation)


@pytest.mark.parametrize(("padding", "stride"), [("valid", 1), ("valid", 2), ("zeros", 3)])
def test_a_window_is_what_stands_around_its_centre(padding, stride):
    found = walk(CAT, SOBEL, padding=padding, stride=stride)
    for step in range(len(found)):
        stop = found.stop(step)
        row, col = stop.centre
        assert stop.window[1, 1] == CAT[row, col]
        if 0 < row < 11 and 0 < col < 11:
            np.testing.assert_array_equal(stop.window, CAT[row - 1 : row + 2, col - 1 : col + 2])


@pytest.mark.parametrize("step", [-1, 4])
def test_there_is_no_stop_before_the_first_or_after_the_last(step):
    found = walk(CAT[:4, :4], SOBEL, padding="valid")
    with pytest.raises(ValueError, match="There is no row"):
        found.stop(step)


@given(st.integers(0, 19), st.integers(0, 29), st.integers(1, 25))
@quick
def test_a_crop_holds_its_pixel_and_stays_inside(row, col, side):
    image = np.arange(600, dtype=np.float32).reshape(20, 30)
    found = crop(image, row, col, side=side)
    assert found.shape == (min(side, 20), side)
    assert image[row, col] in found
    top, left = divmod(int(found[0, 0]), 30)
    np.testing.assert_array_equal(found, image[top : top + side, left : left + side])


@pytest.mark.parametrize("picture", samples())
def test_what_is_said_of_the_whole_map_is_so(picture):
    image = samples()[picture].load(16)
    for kernel, padding in product(KERNELS.values(), PADDINGS):
        weights = kernel.weights
        layer = forward(image, weights, padding=padding)
        said = map_sentence(layer, weights)
        z = layer.pre_activation
        assert ("of the sums are negative" in said) == bool((z < 0).any())
        if "of the sums" in said:
            assert f"{percent(float((z < 0).mean()))} of the sums" in said
            assert f"black stands for {number(-float(np.abs(z).max()))}" in said
        if "this kernel has no negative weight" in said:
            assert (weights >= 0).all()
        if "outweigh" in said:
            assert (weights < 0).any()


def shown(step, data=None):
    (seen, multiplied, made), (running, numbers) = SLIDING.show({"step": step}, data or data_of(CAT, SOBEL))
    return seen, multiplied, made, running, dict(numbers.rows)


@pytest.mark.parametrize("step", [1, 13, 100])
def test_what_is_shown_of_a_stop_is_its_own(step):
    way = walk(CAT, SOBEL, padding="valid")
    stop = way.stop(step - 1)
    seen, multiplied, made, running, numbers = shown(step)
    np.testing.assert_array_equal(seen.values, CAT)
    np.testing.assert_array_equal(multiplied.values, stop.products)
    np.testing.assert_array_equal(made.values, way.filled(step))
    np.testing.assert_array_equal(running.lines[0].y, stop.running_sums)
    assert (seen.frame, made.frame) == ((stop.row, stop.col, 3), (stop.row, stop.col, 1))
    assert multiplied.span == made.span == (-way.layer.limit, way.layer.limit)
    assert numbers == {
        "Positive products": number(stop.raised),
        "Negative products": number(stop.lowered),
        "Their sum, one value of the map": number(stop.output),
    }


def test_every_product_is_written_out():
    _, multiplied, *_ = shown(13)
    pixel, product = (
        float(part[1, 0]) for part in (way_of(data_of(CAT, SOBEL)).stop(12).window, multiplied.values)
    )
    exact = "=" if number(-2 * float(number(pixel, 2)), 2) == number(product, 2) else "≈"
    assert multiplied.words[1][0] == f"{number(pixel, 2)} × −2\n{exact} {number(product, 2)}"
    assert product == pytest.approx(-2 * pixel)


def test_the_walk_plays_from_its_lowest_sum():
    (slider,) = SLIDING.sliders(data_of(CAT, SOBEL))
    sums = walk(CAT, SOBEL, padding="valid").layer.pre_activation
    assert (slider.low, slider.high, slider.tick) == (1, 100, TICK)
    assert sums.flat[slider.value - 1] == sums.min() < 0


@pytest.mark.parametrize("shape", [(3, 3), (3, 40), (4, 4)])
def test_a_picture_as_small_as_can_be_still_has_stops(shape):
    data = data_of(np.full(shape, 0.5, np.float32), SOBEL)
    assert len(way_of(data)) > 1
    seen, *_ = shown(1, data)
    assert seen.frame == ((0, 0, 3) if data["padding"] == "valid" else (-1, -1, 3))
