"""Every sentence of the experiments with the real network, checked by the numbers."""

import re

import pytest

from explorer.images import samples
from explorer.networks.cascade import detect
from explorer.networks.changes import CHANGES
from explorer.networks.slopes import read_slopes
from explorer.view.experiments import EXPERIMENTS
from explorer.view.network import NetworkSettings
from explorer.view.network_experiments import NETWORK_EXPERIMENTS
from tests.view.checks import Checks

BY_NAME = {row.name: row for row in NETWORK_EXPERIMENTS}
CHECKS = Checks()
check = CHECKS.check


def found(settings):
    levels = samples()[settings.picture].load_colours(512)
    return detect(CHANGES[settings.change].apply(levels), read_slopes(settings.slopes))


def numbers(row):
    """The counts that a sentence names."""
    return [int(text.replace(",", "")) for text in re.findall(r"(?<!−)\b\d[\d,]*\d\d\b", row.sentence)]


@check("Without rectifiers")
def _(row):
    assert set(read_slopes(row.settings.slopes)) == {1.0}
    here, learned = found(row.settings), found(NetworkSettings())
    assert numbers(row) == [here.cells, here.places, learned.cells]


@check("The negative of a face")
def _(row):
    assert not found(row.settings).faces
    assert found(NetworkSettings()).faces
    assert (row.settings.change, row.settings.slopes) == ("Negative", "")


@check("One layer is enough")
def _(row):
    learned = read_slopes("")
    slopes = read_slopes(row.settings.slopes)
    assert set(slopes[10:26]) == {-1.0}
    assert (slopes[:10], slopes[26:]) == (learned[:10], learned[26:])
    here = found(row.settings)
    assert here.cells == 0
    assert numbers(row) == [here.places]


@pytest.mark.parametrize("row", NETWORK_EXPERIMENTS, ids=lambda row: row.name)
def test_the_sentence_is_what_the_numbers_say(row):
    CHECKS[row.name](row)


def test_every_experiment_is_checked_and_named_once():
    assert list(CHECKS) == list(BY_NAME)
    assert not {row.name for row in EXPERIMENTS} & set(BY_NAME)


def test_the_words_are_short_and_the_question_is_one():
    for row in NETWORK_EXPERIMENTS:
        assert len(row.sentence.split()) <= 30, row.name
        assert row.sentence.endswith("."), row.name
        assert "?" in row.question, row.name
        assert len(row.question.split()) <= 20, row.name


def test_the_address_of_an_experiment_opens_it_and_no_two_are_the_same():
    for row in NETWORK_EXPERIMENTS:
        assert NetworkSettings.from_query(row.settings.to_query()) == row.settings
        assert row.settings != NetworkSettings()
    assert len({row.settings for row in NETWORK_EXPERIMENTS}) == len(NETWORK_EXPERIMENTS)
