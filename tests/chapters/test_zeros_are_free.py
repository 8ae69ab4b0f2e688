import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import percent
from explorer.images import samples
from explorer.lessons.zeros_are_free import COMPARED, KERNEL, work
from explorer.ui.pages.chapters import zeros_are_free
from tests.chapters.opened import is_sound, live, move, opened, parts, said, words

PHOTOGRAPHS = [name for name, sample in samples().items() if sample.credit]
KEY = "zeros_are_free"


def expected(picture, bias=0.0):
    """Return what is left and what can be skipped after each activation, as the table shows it."""
    rows = []
    for name in COMPARED:
        layer = forward(samples()[picture].load(256), KERNELS[KERNEL].weights, bias=bias, activation=name)
        found = work(layer.activation_map)
        rows.append([name, f"{found.left:,} of {found.total:,}", percent(found.skipped)])
    return rows


def test_the_chapter_is_sound():
    assert is_sound(zeros_are_free.PAGE)


@pytest.mark.parametrize("picture", PHOTOGRAPHS)
def test_the_answer_is_that_of_every_photograph(picture):
    assert zeros_are_free.PAGE.answer == "About half to two thirds"
    after = forward(samples()[picture].load(256), KERNELS[KERNEL].weights, activation="ReLU").activation_map
    assert 0.48 < np.mean(after == 0) < 0.68


@pytest.mark.parametrize("picture", ["Brick wall", "Soft blob", "Slow ramp", "Step edge"])
def test_the_table_counts_on_the_picture_that_is_chosen(picture):
    (table,) = parts(opened("zeros_are_free", picture=picture), KEY, "table")
    assert [list(row) for row in table["rows"]] == expected(picture)


def test_a_bias_that_is_let_go_is_counted_anew():
    app = move(opened("zeros_are_free", picture="Cat"), KEY, bias=-0.25)
    (table,) = parts(app, KEY, "table")
    assert live(app, KEY)["answer"]["settings"] == {"bias": -0.25}
    assert [list(row) for row in table["rows"]] == expected("Cat", -0.25)
    assert f"can skip **{table['rows'][0][2]}** of its multiplications" in words(app, KEY)


def test_a_picture_as_small_as_can_be_is_not_an_error():
    app = opened("zeros_are_free", own=np.full((3, 3), 0.5, np.float32))
    (table,) = parts(app, KEY, "table")
    assert [tuple(row[1:]) for row in table["rows"]] == [("0 of 49", "100 %")] * 5  # all sums are exactly 0


def test_the_lesson_names_its_sources():
    app = opened("zeros_are_free")
    for name in ("Li et al. 2022", "Mirzadeh et al. 2023", "Zhang et al. 2024", "So et al. 2021"):
        assert name in said(app)
