import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.notation import number, percent
from explorer.images import samples
from explorer.lessons.discarded import WHICH, circular_map, halves
from explorer.ui.pages.chapters import discarded
from tests.chapters.opened import again, is_sound, metrics, move, opened, parts, said, words
from tests.chapters.shown import collect

LEAK_KEY = "discarded_leak"
PICTURES = ["Brick wall", "Cat", "Slow ramp", "Step edge"]
KEPT, LOST = "Kept, all values added", "Set to zero, all values added"
GAP = "First less second differs from the map by"


def mapped(picture, kernel="Sobel right", size=256):
    return circular_map(samples()[picture].load(size), KERNELS[kernel].weights)


def test_the_chapter_is_sound():
    assert is_sound(discarded.PAGE)


@pytest.mark.parametrize("picture", samples())
def test_the_answer_holds_for_every_picture_and_every_kernel_that_adds_up_to_0(picture):
    for kernel in WHICH:
        if KERNELS[kernel].weights.sum() == 0:
            found = halves(mapped(picture, kernel, size=64))
            assert found.kept_mass == found.discarded_mass
        else:
            assert kernel == "Sharpen"


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("kernel", ["Sobel right", "Outline", "Sharpen"])
def test_the_numbers_are_those_of_the_map(picture, kernel):
    app = opened("discarded", picture=picture)
    again(app.selectbox(key="discarded_kernel").set_value(kernel))
    found = halves(mapped(picture, kernel))
    assert metrics(app) == {KEPT: f"{found.kept_mass:,.0f}", LOST: f"{found.discarded_mass:,.0f}", GAP: "0"}
    if kernel == "Sharpen":
        assert f"add up to 1, not to 0: {percent(found.discarded_share)} is lost" in said(app)
        assert metrics(app)[KEPT] != metrics(app)[LOST]
    else:
        assert "**exactly half** is lost" in said(app)
        assert metrics(app)[KEPT] == metrics(app)[LOST]


@pytest.mark.parametrize("picture", PICTURES)
def test_the_pictures_are_the_map_its_halves_and_the_map_again(picture, monkeypatch):
    shown = collect(monkeypatch)
    opened("discarded", picture=picture)
    signed = mapped(picture)
    first, kept, lost, again_ = shown[0].values()
    np.testing.assert_array_equal(first, signed)
    np.testing.assert_array_equal([kept, lost], [np.maximum(signed, 0), np.maximum(-signed, 0)])
    np.testing.assert_array_equal(lost, np.maximum(mapped(picture, "Sobel left"), 0))
    np.testing.assert_array_equal(again_, signed)


@pytest.mark.parametrize("slope", [0.05, 0.25, 1.0])
def test_a_leak_keeps_everything(slope):
    app = move(opened("discarded", picture="Cat"), LEAK_KEY, slope=slope)
    (maps,) = parts(app, LEAK_KEY, "maps")
    assert maps["images"][0]["title"] == f"After the leak, slope {slope:g}"
    assert "differs by 0.000 levels" in words(app, LEAK_KEY)


def test_without_a_leak_the_negative_part_is_missing():
    app = opened("discarded", picture="Cat")
    assert f"up to {number(-mapped('Cat').min(), 0)} levels are gone" in words(app, LEAK_KEY)


def test_a_flat_picture_has_nothing_to_lose():
    app = opened("discarded", own=np.full((3, 5), 0.5, np.float32))
    assert "there is nothing to lose" in said(app)
    assert "nothing is lost even with slope 0" in words(app, LEAK_KEY)
