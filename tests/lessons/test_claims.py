import re

import numpy as np
import pytest

from explorer.core.arrays import read_only
from explorer.images import samples
from explorer.lessons import claims
from explorer.lessons.chapters import CHAPTERS
from explorer.lessons.claims import CLAIMS, Verdict
from tests.lessons.test_sources import UNVERIFIED

CHECKED = [row for row in CLAIMS if row.check]
SIZE = 96
# What a picture cannot show: one without negatives in its map, or with two levels only.
SILENT = {
    "Step edge": {"7", "8", "9", "10"},
    "Slow ramp": {"7", "9", "10"},
    "Checkerboard": {"8"},
}

every_picture = pytest.mark.parametrize("name", samples())


def failing(picture):
    return {row.number for row in CHECKED if not row.check(read_only(picture)).holds}


@every_picture
def test_every_check_holds_on_every_picture_that_can_show_it(name):
    assert failing(samples()[name].load(SIZE)) == SILENT.get(name, set())


@pytest.mark.parametrize("side", [3, 4])
def test_the_smallest_picture_can_be_checked(side):
    noise = np.random.default_rng(1).integers(0, 256, (side, side)) / 255
    assert failing(noise) <= {"7", "9", "10", "13"}


@pytest.mark.parametrize("shade", [0.0, 0.5, 1.0])
def test_a_flat_picture_shows_only_what_holds_everywhere(shade):
    assert failing(np.full((9, 9), shade)) == {"3", "6", "7", "8", "9", "10", "13"}


@pytest.mark.parametrize(
    ("broken", "noticed"),
    [
        (lambda z: np.asarray(z) + 0.0, {"2", "10", "11"}),
        (np.abs, {"2"}),
        (lambda z: -np.minimum(z, 0), {"2", "10b", "12"}),
        (lambda z: np.asarray(z) - 1.0, {"2", "10", "10b", "12"}),
    ],
    ids=["identity", "absolute", "other side", "one lower"],
)
def test_a_rectifier_with_a_fault_is_noticed(monkeypatch, broken, noticed):
    monkeypatch.setattr(claims, "relu", broken)
    assert noticed <= failing(samples()["Cat"].load(SIZE))


def test_every_row_says_what_is_claimed_and_what_is_so():
    for row in CLAIMS:
        assert row.claim.endswith((".", ".”")), row.number
        assert row.what_is_so.endswith("."), row.number
        assert row.what_is_so.count(". ") == 0, row.number  # one sentence
        assert row.claim.count("“") == row.claim.count("”"), row.number
        assert all(len(quote.split()) <= 5 for quote in re.findall("“(.*?)”", row.claim)), row.number
        assert row.chapter in CHAPTERS, row.number
        assert not re.search(UNVERIFIED, row.claim + row.what_is_so), row.number


def test_the_audit_is_complete():
    assert [row.number for row in CLAIMS] == [
        *map(str, range(1, 11)), "10b", *map(str, range(11, 17))
    ]  # fmt: skip
    assert [row.number for row in CLAIMS if row.check is None] == ["14", "15", "16"]
    assert {row.verdict for row in CLAIMS} == set(Verdict)


def measured(number, picture):
    return next(row for row in CLAIMS if row.number == number).check(picture).measured


def test_the_bar_of_the_notes_answers_as_they_say():
    assert "0, 10, 10, 0, −10, −10, 0" in measured("11", samples()["Cat"].load(SIZE))


def test_the_sine_of_the_notes_bends_ten_times_as_much():
    assert "10.2 times" in measured("12", samples()["Cat"].load(SIZE))


@every_picture
def test_every_sentence_shows_numbers_with_a_real_minus(name):
    picture = samples()[name].load(SIZE)
    for row in CHECKED:
        text = row.check(picture).measured
        assert text.endswith(".")
        assert re.search(r"\d", text)
        assert not re.search(r"-\d|nan|inf\b|−0\b", text), text


def test_a_light_bar_is_counted_as_one_streak_in_every_row():
    picture = np.zeros((5, 9), np.float32)
    picture[:, 3:6] = 1
    assert "there are 3 streaks of white, grey and black before ReLU and 0 after" in measured("11", picture)
    assert "from −1,020 to 1,020" in measured("9", picture)


def test_what_a_straight_line_misses_is_what_a_fit_leaves():
    ramp = np.repeat(np.arange(0, 250, 10)[None] / 255, 9, axis=0)
    assert "misses 0 % of" in measured("4", ramp)
    row = np.random.default_rng(7).integers(0, 100, 40) + 3 * np.arange(40)
    assert row.max() < 256
    left = row - np.polyval(np.polyfit(np.arange(40), row, 1), np.arange(40))
    assert f"misses {left.var() / row.var():.0%}".replace("%", " %") in measured("4", row[None] / 255)
