from itertools import product

import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.notation import number, percent, short
from explorer.images import samples
from explorer.lessons.collapse import best_layer, collapse, superposition
from explorer.ui.pages.chapters import collapse as chapter
from tests.chapters.opened import again, is_sound, metrics, opened, said, spoken, told
from tests.chapters.shown import collect

LARGEST, DIFFER = "Largest difference, in levels", "Places that differ"
BEST = "Missed by the best 5×5 kernel and bias"


def found(picture, first=chapter.FIRST, second=chapter.SECOND, *, rectify=False):
    kernels = KERNELS[first].weights, KERNELS[second].weights
    return collapse(samples()[picture].load(256), *kernels, rectify=rectify)


def test_the_chapter_is_sound():
    assert is_sound(chapter.PAGE)


def test_the_answer_holds_for_every_picture_and_every_pair_of_kernels():
    for sample in samples().values():
        image = sample.load(64)
        for first, second in product(chapter.WHICH, repeat=2):
            pair = collapse(image, KERNELS[first].weights, KERNELS[second].weights)
            assert pair.largest_difference == 0, (sample.name, first, second)


@pytest.mark.parametrize("picture", ["Brick wall", "Cat", "Slow ramp"])
def test_without_relu_nothing_differs(picture, monkeypatch):
    shown = collect(monkeypatch)
    app = opened("collapse", picture=picture)
    assert metrics(app) == {LARGEST: "0", DIFFER: "0 %", BEST: "0 %"}
    assert "equal, number for number" in said(app)
    two, one, apart = shown[0].values()
    np.testing.assert_array_equal(two, found(picture).two_layers)
    np.testing.assert_array_equal(one, two)
    assert not apart.any()


@pytest.mark.parametrize("picture", ["Brick wall", "Thin bar"])
def test_with_relu_no_5_by_5_kernel_does_it(picture, monkeypatch):
    shown = collect(monkeypatch)
    app = opened("collapse", picture=picture)
    again(app.toggle(key="collapse_rectify").set_value(True))
    expected = found(picture, rectify=True)
    residual = best_layer(samples()[picture].load(256), expected.two_layers).residual
    assert metrics(app) == {
        LARGEST: short(expected.largest_difference, 6),
        DIFFER: percent(float((expected.difference != 0).mean())),
        BEST: percent(residual),
    }
    assert residual > 0.1
    assert "Even the best of all 5×5 kernels" in spoken(app)[0]
    assert len(spoken(app)) == 2
    np.testing.assert_array_equal(shown[-2]["Difference"], expected.difference)


def test_of_so_plain_a_picture_another_kernel_does_the_same():
    app = opened("collapse", picture="Step edge")
    app.selectbox(key="collapse_first").set_value("Outline")
    app.toggle(key="collapse_rectify").set_value(True)
    again(app)
    assert metrics(app)[LARGEST] != "0"
    assert metrics(app)[BEST] == "0 %"
    assert "another 5×5 kernel still does the same" in said(app)


@pytest.mark.parametrize("picture", ["Cat", "Checkerboard"])
def test_after_a_blur_relu_is_idle_because_no_weight_is_negative(picture):
    app = opened("collapse", picture=picture)
    app.selectbox(key="collapse_first").set_value("Gaussian blur")
    app.selectbox(key="collapse_second").set_value("Gaussian blur")
    app.toggle(key="collapse_rectify").set_value(True)
    again(app)
    assert metrics(app)[LARGEST] == "0"
    assert "no negative weight" in said(app)
    assert "With ReLU nothing differs either" in said(app)


def test_relu_is_idle_on_a_ramp_because_nothing_negative_comes_out():
    app = opened("collapse", picture="Slow ramp")
    again(app.toggle(key="collapse_rectify").set_value(True))
    assert "the first kernel makes no negative number of it" in said(app)
    assert metrics(app)[LARGEST] == "0"


@pytest.mark.parametrize("first", chapter.WHICH)
@pytest.mark.parametrize("second", ["Sobel right", "Gaussian blur"])
def test_the_one_kernel_is_shown_number_by_number(first, second):
    app = opened("collapse")
    app.selectbox(key="collapse_first").set_value(first)
    app.selectbox(key="collapse_second").set_value(second)
    again(app)
    kernel = found("Brick wall", first, second).kernel
    trace = told(app)["collapse_kernel"]["figure"]["data"][0]
    np.testing.assert_array_equal(trace["z"], kernel)
    assert trace["text"] == [[short(weight) for weight in row] for row in kernel]


@pytest.mark.parametrize("added", ["Photographer", "Cat", "Brick wall"])
def test_the_meter_tells_by_how_much_relu_misses_superposition(added, monkeypatch):
    shown = collect(monkeypatch)
    app = opened("collapse", picture="Brick wall")
    again(app.selectbox(key="collapse_added").set_value(added))
    one, other = (samples()[name].load(256) for name in ("Brick wall", added))
    top = (256 - len(other)) // 2
    expected = superposition(one[top : top + len(other)], other, KERNELS["Sobel right"].weights)
    before, after, apart = shown[-1].values()
    np.testing.assert_array_equal(before, np.maximum(expected.one, 0) + np.maximum(expected.other, 0))
    np.testing.assert_array_equal(after, np.maximum(expected.both, 0))
    np.testing.assert_array_equal(apart, after - before)
    assert (apart <= 0).all()
    assert "The convolution alone differs by 0." in said(app)
    if added == "Brick wall":
        assert not expected.share
        assert "With ReLU nothing differs either" in said(app)
    else:
        assert f"**{percent(expected.share)}** of the places differ" in said(app)
        assert f"by up to {number(expected.largest_deviation, 0)} levels" in said(app)


def test_a_picture_as_small_as_can_be_is_not_an_error():
    app = opened("collapse", own=np.float32(np.eye(3)))
    again(app.toggle(key="collapse_rectify").set_value(True))
