import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number
from explorer.images import samples
from explorer.lessons.pooling import orders
from explorer.ui.pages.chapters import pooling
from tests.chapters.opened import again, curve, is_sound, opened, said
from tests.chapters.shown import collect

PICTURES = ["Brick wall", "Cat", "Slow ramp", "Checkerboard"]


def edges(picture):
    return forward(samples()[picture].load(256), KERNELS["Sobel right"].weights).pre_activation


def look(picture, name="Maximum", slope=0.0):
    app = opened("pooling", picture=picture)
    app.segmented_control(key="pooling_name").set_value(name)
    app.slider(key="pooling_slope").set_value(slope)
    return again(app)


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


@pytest.mark.parametrize("picture", PICTURES)
@pytest.mark.parametrize("name", ["Maximum", "Average"])
@pytest.mark.parametrize("slope", [0.0, -0.5, 0.5])
def test_what_is_shown_and_said_are_both_orders(picture, name, slope, monkeypatch):
    shown = collect(monkeypatch)
    app = look(picture, name, slope)
    found = orders(edges(picture), name, negative_slope=slope)
    first, last, apart = shown[-1].values()
    np.testing.assert_array_equal(first, found.activation_first)
    np.testing.assert_array_equal(last, found.pooling_first)
    np.testing.assert_array_equal(apart, found.difference)
    if found.largest_difference > 1e-9:
        assert f"values differ by up to **{number(found.largest_difference)}**" in said(app)
    else:
        assert "The order matters" not in said(app)
    assert ("same map, number for number" in said(app)) == (name == "Maximum" and slope >= 0)


@pytest.mark.parametrize("picture", PICTURES)
def test_the_curves_are_the_largest_differences_for_every_slope(picture):
    app = look(picture, slope=-0.25)
    for name in ("Maximum", "Average"):
        drawn = curve(app, "pooling_curve", name)
        expected = [
            orders(edges(picture), name, negative_slope=slope).largest_difference for slope in drawn["x"]
        ]
        np.testing.assert_allclose(drawn["y"], expected)
    here = curve(app, "pooling_curve", "This slope")
    assert here["x"] == [-0.25, -0.25]
    found = [orders(edges(picture), name, negative_slope=-0.25) for name in ("Maximum", "Average")]
    assert here["y"] == [each.largest_difference for each in found]


def test_the_difference_of_averages_is_a_straight_line_that_ends_at_slope_1():
    x, y = (np.array(curve(look("Cat"), "pooling_curve", "Average")[axis]) for axis in "xy")
    np.testing.assert_allclose(y, (1 - x) * y[x == 0], atol=1e-12)


@pytest.mark.parametrize("name", ["Maximum", "Average"])
@pytest.mark.parametrize("slope", [0.0, -1.0])
def test_the_block_is_worked_out_in_both_orders(name, slope):
    text = said(look("Brick wall", name, slope))
    block = next(line for line in text.split("\n") if line.startswith("One block"))
    four = np.array([float(part.replace("−", "-")) for part in block.split(": ")[1].rstrip(".").split(", ")])
    reduce = {"Maximum": np.max, "Average": np.mean}[name]
    activate = lambda z: np.where(z > 0, z, slope * z)  # noqa: E731
    results = [
        float(line.strip("| ").split("|")[-1].replace("−", "-"))
        for line in text.split("\n")
        if line.startswith(("| ReLU,", "| PReLU,", f"| {name},"))
    ]
    np.testing.assert_allclose(results, [reduce(activate(four)), activate(reduce(four))], atol=0.011)
    assert (results[0] == results[1]) == (name == "Maximum" and slope == 0)


def test_slope_1_changes_nothing():
    assert "cannot matter: difference 0" in said(look("Cat", "Average", 1.0))


def test_a_picture_as_small_as_can_be_is_not_an_error():
    opened("pooling", own=np.full((3, 3), 0.5, np.float32))
