"""The training, in small: its slopes, its progress, its sameness, and the file that is shipped."""

import json
from dataclasses import asdict, replace

import numpy as np
import pytest

from explorer.core.convolution import conv2d
from training.train_kernels import (
    FILE,
    KINDS,
    SIDE,
    Network,
    Plan,
    answers_by_kind,
    draw,
    gradient,
    loss,
    record,
    right_share,
    start,
    strongest,
    train,
    windows,
)

SMALL = Plan(drawings=1600, unseen=200, epochs=5)
TINY = Plan(drawings=160, unseen=50, epochs=1)


@pytest.fixture(scope="module")
def shipped():
    return json.loads(FILE.read_text(encoding="utf-8"))


def test_the_drawings_are_pictures_of_every_kind():
    drawings, kinds = draw(np.random.default_rng(0), 500)
    assert drawings.shape == (500, SIDE, SIDE)
    assert drawings.min() >= 0
    assert drawings.max() <= 1
    assert set(kinds) == set(range(len(KINDS)))


@pytest.mark.parametrize(("kind", "sign"), [("lighter to the right", 1), ("lighter to the left", -1)])
def test_an_edge_gets_lighter_where_its_name_says(kind, sign):
    drawings, kinds = draw(np.random.default_rng(1), 500)
    of_kind = drawings[kinds == KINDS.index(kind)]
    assert (sign * (of_kind[:, :, -1].mean(axis=1) - of_kind[:, :, 0].mean(axis=1)) > 0.1).all()


def test_the_first_layer_is_the_layer_of_the_explorer():
    drawings, _ = draw(np.random.default_rng(2), 5)
    network = start(np.random.default_rng(3), 8)
    best, _ = strongest(network.kernels, windows(drawings))
    for k, kernel in enumerate(network.kernels.reshape(-1, 3, 3)):
        maps = [conv2d(drawing, kernel, padding="valid") for drawing in drawings]
        np.testing.assert_allclose(best[:, k], [max(0, values.max()) for values in maps], atol=1e-5)


def test_the_gradient_is_the_slope_of_the_loss():
    random = np.random.default_rng(4)
    drawings, kinds = draw(random, 30)
    seen, network, step = windows(drawings), start(random, 8), 1e-6
    for part, slope in zip(network.parts(), gradient(network, seen, kinds, 0.1), strict=True):
        measured = np.zeros_like(part)
        for place in np.ndindex(part.shape):
            value = part[place]
            part[place] = value + step
            above = loss(network, seen, kinds, 0.1)
            part[place] = value - step
            measured[place] = (above - loss(network, seen, kinds, 0.1)) / (2 * step)
            part[place] = value
        np.testing.assert_allclose(slope, measured, atol=1e-6)


def test_a_short_training_lowers_the_loss_on_drawings_it_never_saw():
    measures = [found for _, found in train(SMALL)]
    assert measures[-1]["loss"] < measures[0]["loss"] / 1.5
    assert measures[-1]["unseen_loss"] < measures[0]["unseen_loss"] / 1.5
    assert measures[-1]["unseen_right"] > 3 / len(KINDS)


def test_the_same_seed_gives_the_same_record_and_another_seed_another():
    found = record(TINY)
    assert record(TINY) == found
    assert record(replace(TINY, seed=1))["kernels"] != found["kernels"]


def test_the_shipped_file_is_what_the_script_writes(shipped):
    written = json.loads(json.dumps(record(TINY)))
    assert written.keys() == shipped.keys()
    assert shipped["plan"] == asdict(Plan())
    assert shipped["kinds"] == list(KINDS)
    assert len(shipped["epochs"]) == Plan().epochs + 1
    assert np.shape(shipped["kernels"]) == (Plan().kernels, 3, 3)


def test_the_shipped_network_is_as_good_as_it_says(shipped):
    network = Network(
        np.array(shipped["kernels"]).reshape(-1, 9), np.array(shipped["output"]), np.array(shipped["bias"])
    )
    fresh, kinds = draw(np.random.default_rng(Plan().seed + 1), Plan().unseen)
    assert right_share(network, windows(fresh), kinds) == pytest.approx(shipped["right"], abs=0.002)
    answers = answers_by_kind(network, windows(fresh), kinds)
    np.testing.assert_allclose(answers, shipped["answers"], atol=0.01)
    assert right_share(network, *_others()) > 0.95


def _others():
    drawings, kinds = draw(np.random.default_rng(99), 1000)
    return windows(drawings), kinds
