"""The pictures beside the questions: the contract of all rows."""

import numpy as np
import pytest

from explorer.lessons import teasers
from explorer.lessons.chapters import CHAPTERS

every_teaser = pytest.mark.parametrize(
    "teaser", [row.teaser for row in CHAPTERS.values()], ids=list(CHAPTERS)
)


@every_teaser
def test_a_teaser_can_be_painted_beside_its_question(teaser):
    values = teaser.draw()
    height, width = values.shape
    assert 0.5 <= width / height <= 3
    assert max(values.shape) <= 600
    painted = values[~np.isnan(values)]
    assert painted.size > 0.8 * values.size
    assert np.ptp(painted) > 0  # there is something to see
    assert teaser.is_signed or (painted.min() >= 0 and painted.max() <= 1)
    colours = teaser.painted()
    assert (colours.shape, colours.dtype) == ((*values.shape, 3), np.uint8)
    assert (colours[np.isnan(values)] == teasers.BLANK).all()


@every_teaser
def test_the_words_of_a_teaser_are_few(teaser):
    for text in (teaser.caption, teaser.alt):
        assert 3 <= len(text) <= 110
        assert text[-1] in ".?"
    assert teaser.caption != teaser.alt


def test_no_two_lessons_have_the_same_teaser():
    captions = {row.teaser.caption for row in CHAPTERS.values()}
    assert len(captions) == len(CHAPTERS)


def test_the_weights_of_the_second_rule_have_twice_the_variance_of_the_first():
    both = teasers.two_weights()
    side = (both.shape[1] - np.isnan(both[0]).sum()) // 2
    first, second = both[:, :side], both[:, -side:]
    assert second.var() / first.var() == pytest.approx(2)
    np.testing.assert_array_equal(np.sign(first), np.sign(second))


def test_blank_lines_stand_between_cells_and_blocks_and_parts():
    cells = teasers.cells(np.ones((2, 4)), block=2)
    assert np.flatnonzero(np.isnan(cells).all(axis=0)).tolist() == [2 * teasers.CELL]
    assert not np.isnan(cells).all(axis=1).any()
    both = teasers.beside(np.zeros((2, 24)), np.ones((2, 24)))
    assert np.flatnonzero(np.isnan(both[0])).tolist() == [24, 25]
