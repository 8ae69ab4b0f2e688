"""The kernels that are shipped, and how they came about."""

import json

import numpy as np

from explorer.networks.bank import nearest_preset
from explorer.networks.learned import FILE, LEARNED, TRAINING, read


def test_the_kernels_are_read_as_they_were_written():
    assert read(FILE.read_text(encoding="utf-8")).losses == TRAINING.losses
    assert list(LEARNED) == [f"Learned {place}" for place in range(1, 9)]
    for row in LEARNED.values():
        assert row.weights.shape == (3, 3)
        assert not row.weights.flags.writeable
        assert np.abs(row.weights).max() > 0.1  # none has died
        assert set(row.answers_to) <= set(TRAINING.kinds)


def test_each_kernel_is_named_for_the_drawings_it_answers_to_most():
    answers = json.loads(FILE.read_text(encoding="utf-8"))["answers"]
    for row, means in zip(LEARNED.values(), answers, strict=True):
        first, second = (means[TRAINING.kinds.index(kind)] for kind in row.answers_to)
        assert [first, second] == sorted(means)[:-3:-1]


def test_the_log_shows_a_training_that_went_well():
    assert len(TRAINING.losses) == len(TRAINING.unseen_losses) == TRAINING.plan["epochs"] + 1
    assert TRAINING.losses[-1] < TRAINING.losses[0] / 4
    assert TRAINING.unseen_losses[-1] < TRAINING.unseen_losses[0] / 4
    assert TRAINING.right > 0.95


def test_some_kernels_are_what_people_had_drawn_up_by_hand():
    alike = [nearest_preset(row.weights) for row in LEARNED.values()]
    assert sum(how_much > 0.85 for _, how_much in alike) >= 4
