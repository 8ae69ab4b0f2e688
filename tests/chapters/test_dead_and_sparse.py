import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples
from explorer.lessons import dead_units as lesson
from explorer.networks.cascade import pyramid
from explorer.networks.facts import zero_shares
from explorer.networks.stages import LEARNED_SLOPES
from explorer.ui.pages.chapters import dead_and_sparse
from explorer.view.network_lessons import zeros
from tests.chapters.opened import curve, is_sound, live, move, opened, said, told, words
from tests.chapters.shown import as_sent

SEA, UNIT = "dead_and_sparse_sea", "dead_and_sparse_unit"


def signed(picture):
    image = samples()[picture].load(256)
    return forward(image, KERNELS["Sobel right"].weights).pre_activation


def test_the_chapter_is_sound():
    assert is_sound(dead_and_sparse.PAGE)


@pytest.mark.parametrize("picture", ["Brick wall", "Slow ramp"])
@pytest.mark.parametrize("level", [-1.5, 0.0, 2.0])
def test_the_sea_is_that_of_the_lesson(picture, level):
    app = opened("dead_and_sparse", picture=picture)
    app = move(app, SEA, bias=level)
    shown = lesson.SEA.show({"bias": level}, lesson.sea_data(signed(picture)))
    assert live(app, SEA)["rows"] == as_sent(shown)


def test_a_flat_picture_of_ones_own_has_nothing_to_flood():
    app = opened("dead_and_sparse", own=np.full((20, 30), 0.5, np.float32))
    assert "nothing to flood" in said(app)
    assert SEA not in told(app)


def test_the_unit_that_the_question_is_about_never_moves():
    app = opened("dead_and_sparse")
    assert dead_and_sparse.PAGE.answer == "Nothing at all"
    assert "dead from the start" in words(app, UNIT)
    assert "**Leaky ReLU**: learns" in words(app, UNIT)


@pytest.mark.parametrize(
    ("bias", "rate", "fate"),
    [
        (0.0, 0, "**ReLU**: learns"),
        (0.0, 3, "**ReLU**: dead after step"),
        (0.0, 3, "a leak does not mend steps that are too large"),
        (-2.0, 1, "**Leaky ReLU**: learns"),
    ],
)
def test_what_is_shown_follows_the_training(bias, rate, fate):
    app = move(opened("dead_and_sparse"), UNIT, bias=bias, rate=rate)
    assert fate in words(app, UNIT)
    shown = lesson.UNIT.show({"bias": bias, "rate": rate}, lesson.unit_data())
    assert live(app, UNIT)["rows"] == as_sent(shown)


def test_only_what_has_no_exact_zero_is_said_to_have_none():
    app = opened("dead_and_sparse")
    found = lesson.zero_shares_of_activations()
    assert curve(app, "dead_and_sparse_activations", "zeros")["y"] == list(found.values())
    (line,) = [text.value for text in app.caption if "No exact zero" in text.value]
    named = line.split(": ")[1].rstrip(".").split(", ")
    assert named == [name for name, share in found.items() if share == 0]
    assert {"GELU", "SiLU", "Softplus", "ELU"} <= set(named)


def test_the_trained_networks_are_cited_not_computed():
    app = opened("dead_and_sparse")
    cited = [row.zero_share for row in lesson.TRAINED_SPARSITY]
    assert curve(app, "dead_and_sparse_trained", "zeros")["y"] == cited
    assert "Glorot et al. 2011, as readers report it" in said(app)


def test_the_zeros_of_a_network_that_people_use_are_counted():
    levels = pyramid(samples()["Astronaut"].load_colours(512))[0].levels
    counted = (zero_shares(levels, slopes) for slopes in ([0.0] * 58, LEARNED_SLOPES))
    assert zeros(*counted) in said(opened("dead_and_sparse"))
