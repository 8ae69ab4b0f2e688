"""What the menu says of a kernel, checked on pictures made for it."""

import re

import numpy as np
import pytest

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import conv2d
from explorer.core.kernels import KERNELS
from tests.view.checks import Checks

CHECKS = Checks()
PICTURE = np.random.default_rng(4).random((24, 24)).astype(np.float32)
DOWN, ACROSS = np.mgrid[0:9, 0:9].astype(np.float32)
COMPASS = {"north": (-1, 0), "south": (1, 0), "east": (0, 1), "west": (0, -1)}
TOWARDS = {
    "left to right": ACROSS, "right to left": -ACROSS, "top to bottom": DOWN, "bottom to top": -DOWN,
    **{
        f"{down}{dash}{across}": COMPASS[down][0] * DOWN + COMPASS[across][1] * ACROSS
        for down in ("north", "south") for across in ("east", "west") for dash in ("-",)
    },
    **{name: down * DOWN + across * ACROSS for name, (down, across) in COMPASS.items()},
}  # fmt: skip
LINES = {
    "run across": DOWN == 4,
    "run up and down": ACROSS == 4,
    "rise from the bottom left": DOWN + ACROSS == 8,
    "fall from the top left": DOWN == ACROSS,
}


def answers(name, picture):
    return conv2d(np.asarray(picture, np.float32), KERNELS[name].weights, padding="valid")


def mean_around():
    ring = np.ones((3, 3), np.float32) / 8
    ring[1, 1] = 0
    return conv2d(PICTURE, ring, padding="valid")


@CHECKS.check("Leaves the picture as it is")
def _(name, caption):
    np.testing.assert_array_equal(answers(name, PICTURE), PICTURE[1:-1, 1:-1])


@CHECKS.check("mean of the nine")
def _(name, caption):
    windows = np.lib.stride_tricks.sliding_window_view(PICTURE, (3, 3))
    np.testing.assert_allclose(answers(name, PICTURE), windows.mean(axis=(2, 3)), rtol=1e-5)


@CHECKS.check("Softens")
def _(name, caption):
    assert np.abs(np.diff(answers(name, PICTURE))).mean() < np.abs(np.diff(PICTURE)).mean()
    assert KERNELS[name].weights.argmax() == 4


@CHECKS.check("differ more from its neighbours")
def _(name, caption):
    assert np.abs(np.diff(answers(name, PICTURE))).mean() > np.abs(np.diff(PICTURE)).mean()


@CHECKS.check("Adds back what a blur would take away")
def _(name, caption):
    kept = PICTURE[1:-1, 1:-1]
    taken = kept - answers("Gaussian blur", PICTURE)
    np.testing.assert_allclose(answers(name, PICTURE), kept + taken, atol=1e-6)


@CHECKS.check("gets lighter")
def _(name, caption):
    course = re.search(r"lighter (?:from|towards the) ([a-z-]+(?: to [a-z]+)?)", caption).group(1)
    found = {where: float(answers(name, picture)[3, 3]) for where, picture in TOWARDS.items()}
    assert found[course] > 0
    straight = {where: value for where, value in found.items() if ("-" in where) == ("-" in course)}
    assert found[course] == max(straight.values())


@CHECKS.check("on the dark side of an edge and negative on its bright side")
def _(name, caption):
    edge = np.where(ACROSS < 4, 0.25, 0.75)
    assert answers(name, edge)[3].tolist() == [0, 0, 0.5, -0.5, 0, 0, 0]


@CHECKS.check("darker than the mean of the eight")
def _(name, caption):
    np.testing.assert_array_equal(answers(name, PICTURE) > 0, PICTURE[1:-1, 1:-1] < mean_around())


@CHECKS.check("lighter than the mean of the eight")
def _(name, caption):
    np.testing.assert_array_equal(answers(name, PICTURE) > 0, PICTURE[1:-1, 1:-1] > mean_around())


@CHECKS.check("as if lit from one corner")
def _(name, caption):
    from_above, from_below = (answers(name, np.where(DOWN + ACROSS < 8, *pair)) for pair in ((0, 1), (1, 0)))
    assert from_above.max() > 1
    assert from_below.min() < 0


@CHECKS.check("thin light lines")
def _(name, caption):
    found = {where: float(answers(name, line)[3, 3]) for where, line in LINES.items()}
    [mine] = [where for where in LINES if where in caption]
    assert found[mine] > 0
    assert all(value < found[mine] for where, value in found.items() if where != mine)


@CHECKS.check("Answers 0 to everything")
def _(name, caption):
    assert not answers(name, PICTURE).any()


@pytest.mark.parametrize("name", list(KERNELS))
def test_the_caption_of_a_kernel_is_true(name):
    caption = KERNELS[name].caption
    [check] = [check for words, check in CHECKS.items() if words in caption]
    check(name, caption)


def test_every_kind_of_caption_is_used():
    captions = [row.caption for row in KERNELS.values()]
    assert all(any(words in caption for caption in captions) for words in CHECKS)


Z = np.linspace(-6, 6, 1201)


def test_the_captions_of_activations_are_true():
    made = {name: row.function(Z) for name, row in ACTIVATIONS.items()}
    for name, row in ACTIVATIONS.items():
        said = row.caption
        if "Keeps positive numbers" in said:
            np.testing.assert_array_equal(made[name][Z > 0], Z[Z > 0])
        if "negative ones into 0" in said:
            assert not made[name][Z < 0].any()
        if "to a hundredth" in said:
            np.testing.assert_allclose(made[name][Z < 0], Z[Z < 0] / 100)
        if "never pass −1" in said:
            assert (made[name] >= -1).all()
            assert made[name].min() < -0.99
        if "dipping a little below 0" in said:
            assert -0.3 < made[name].min() < 0
        if "Drops the minus sign" in said:
            np.testing.assert_allclose(made[name], made[name][::-1], rtol=1e-9)
        if "Changes nothing" in said:
            np.testing.assert_array_equal(made[name], Z)
        if "yes (1)" in said:
            assert set(made[name]) == {0.0, 1.0}
