import itertools
import re
from dataclasses import asdict

import numpy as np
import pytest

from explorer.core.activations import ACTIVATIONS
from explorer.view import predictions
from explorer.view.predictions import PREDICTIONS, Score
from explorer.view.selected_line import selected_index
from tests.parity import cases
from tests.parity.node import ask, call
from tests.parity.test_readouts import layer_of, views

MODULE = "core/predictions"
SHAPES = [(1, 1), (1, 90), (90, 1), (2, 3), (16, 64), (18, 65), (33, 20), (40, 130), (60, 64)]


def maps(seed=0):
    """Return pairs of maps, before and after an activation: noise, ties, plains, tiny and large numbers."""
    rng = np.random.default_rng(seed)
    kinds = {
        "noise": lambda shape: rng.normal(size=shape),
        "few values": lambda shape: rng.integers(-2, 3, shape),
        "stripes": lambda shape: np.tile(rng.choice([-1, 0, 1, 1], shape[1]), (shape[0], 1)),
        "one swing": lambda shape: np.where(np.arange(shape[1]) < shape[1] * 0.7, 1, -1) * np.ones(shape),
        "faint": lambda shape: rng.normal(size=shape) * rng.choice([0.02, 1], shape),
        "thirds": lambda shape: rng.integers(-4, 5, shape) / 3,
        "plain": lambda shape: np.full(shape, rng.choice([-1, 0, 2])),
        "positive": lambda shape: rng.random(shape),
        "tiny": lambda shape: rng.normal(size=shape) * 1e-41,
        "large": lambda shape: rng.normal(size=shape) * 1e18,  # has squares
    }
    functions = itertools.cycle(row.function for row in ACTIVATIONS.values())
    found = []
    for shape, make in itertools.product(SHAPES, kinds.values()):
        for order in "CF":
            signed = np.asarray(make(shape), np.float32, order=order)
            found.append((signed, np.asarray(next(functions)(signed), np.float32, order=order)))
    return found


def test_the_same_stretch_is_chosen_whatever_the_map():
    rng = np.random.default_rng(1)
    given = [
        (signed, rectified, int(rng.integers(signed.shape[0])), int(rng.integers(signed.shape[1])))
        for signed, rectified in maps()
    ]
    found = ask(call(MODULE, "chooseStretch", *one) for one in given)
    assert found == [asdict(predictions.choose_stretch(*one)) for one in given]
    assert len({(one["index"], one["start"]) for one in found}) > 50


def test_of_lines_that_are_worth_the_same_both_choose_the_first():
    signed = np.tile(np.float32([1, -1]), (50, 40))
    for index, place in ((20, 0), (24, 1), (0, 40), (49, 79), (30, 41)):
        given = (signed, np.maximum(signed, 0), index, place)
        assert ask([call(MODULE, "chooseStretch", *given)]) == [asdict(predictions.choose_stretch(*given))]


def test_lines_are_ordered_by_sums_that_round_alike():
    """The lines hold the same numbers in other orders: their sums differ by the order of rounding alone."""
    rng = np.random.default_rng(2)
    line = (rng.normal(size=64) * 10.0 ** rng.integers(-12, 3, 64)).astype(np.float32)
    for _ in range(20):
        signed = np.array([rng.permutation(line) for _ in range(40)])
        signed[:, ::2], signed[:, 1::2] = np.abs(signed[:, ::2]) + 1, -np.abs(signed[:, 1::2]) - 1
        for values in (signed, np.asfortranarray(signed)):
            given = (values, np.maximum(values, 0), 20, 30)
            assert ask([call(MODULE, "chooseStretch", *given)]) == [
                asdict(predictions.choose_stretch(*given))
            ]


def test_the_same_swings_are_too_faint_to_count():
    """Of two lines, one swings often by just a tenth of the largest value, or by the float32 below."""
    given = []
    for largest in np.random.default_rng(5).uniform(1, 9, 40).astype(np.float32):
        tenth = np.float32(0.1) * largest
        for size in (np.nextafter(tenth, np.float32(0)), tenth, np.nextafter(tenth, np.float32(9))):
            signed = np.full((50, 64), largest)
            signed[20, ::2], signed[20, 1::2] = size, -size
            signed[30, 10:20] = -largest
            given.append((signed, np.maximum(signed, 0), 0, 32))
    found = ask(call(MODULE, "chooseStretch", *one) for one in given)
    assert found == [asdict(predictions.choose_stretch(*one)) for one in given]
    assert [one["index"] for one in found] == [30, 20, 20] * 40


@pytest.fixture(scope="module")
def given():
    return views()


def asked(task):
    """Return a task as JavaScript has it."""
    return {**asdict(task), "positions": list(task.positions), "ends": list(task.ends)}


def test_the_same_is_asked_about_every_view(given):
    settings = [asdict(view.settings) for view in given]
    found = ask(
        call(MODULE, "taskOf", one, layer_of(view)) for one, view in zip(settings, given, strict=True)
    )
    for task, view in zip(found, given, strict=True):
        expected = asked(predictions.task_of(view.settings, view.layer))
        for name in ("before", "after"):
            np.testing.assert_array_equal(task.pop(name), expected.pop(name))
        assert task == expected


def test_the_task_and_the_verdict_are_said_in_the_same_words(given):
    rng = np.random.default_rng(3)
    calls, expected = [], []
    for view in given:
        task = predictions.task_of(view.settings, view.layer)
        selected = selected_index(view.settings, view.layer)
        activation = view.settings.activation
        for is_drawn in (False, True):
            options = {"selected": selected, "activation": activation}
            calls.append(call(MODULE, "taskMessage", asked(task), options | {"isDrawn": is_drawn}))
            expected.append(predictions.task_message(task, **options, is_drawn=is_drawn))
        share = rng.choice([0, 1e-9, 0.1, 0.2, 0.5, 1, 2])
        drawn = (task.after + (task.before - task.after) * share).astype(np.float32)
        drawn += np.float32(rng.choice([0, 0, 1e-4, 0.1]) * task.limit)
        scored = predictions.score(drawn, task.before, task.after)
        calls.append(call(MODULE, "score", drawn, task.before, task.after))
        expected.append(asdict(scored))
        options = {"limit": task.limit, "activation": activation}
        calls.append(call(MODULE, "verdict", asdict(scored), options))
        expected.append(predictions.verdict(scored, **options))
    assert ask(calls) == expected
    said = "\n".join(sentence for sentence in expected if isinstance(sentence, str))
    for name, sentence in PREDICTIONS.items():
        pattern = re.sub(r"\\{\w+\\}", ".+", re.escape(sentence))
        assert re.search(pattern, said), name


def test_the_verdict_is_the_same_at_its_borders():
    errors = [0.0, *(near for border in (0.1, 0.3, 1.0) for near in around(border)), 5.0]
    scores = [Score(error * change, change) for error in errors for change in (1.0, 0.1, 3.0)]
    scores += [Score(error, 0.0) for error in (0.0, *around(0.04), *around(0.01))]
    for limit in (1.0, 4.0):
        options = {"limit": limit, "activation": "ReLU"}
        found = ask(call(MODULE, "verdict", asdict(one), options) for one in scores)
        assert found == [predictions.verdict(one, **options) for one in scores]


def around(border):
    return np.nextafter(border, -1).item(), border, np.nextafter(border, 9).item()


def test_scores_are_equal_to_the_last_bit():
    rng = np.random.default_rng(4)
    lines = [line for line in cases.lines() if np.abs(line).max() < 1e30]
    given = [
        ((rng.normal(size=len(line)) * np.abs(line).max()).astype(np.float32), line, np.maximum(line, 0))
        for line in lines
    ]
    found = ask(call(MODULE, "score", *one) for one in given)
    assert found == [asdict(predictions.score(*one)) for one in given]


SENT = ([1, 2], [0.5, -9], [-0.0, 4], [3e300, -3e300], [1e-50, 0.1], None, 3, "12", {}, [], [1], [1, 2, 3])


@pytest.mark.parametrize(
    "sent", [*SENT, *([1, end] for end in (float("nan"), float("inf"), None, True, "2", [2]))]
)
def test_what_is_no_line_is_refused_and_what_is_one_is_clipped(sent):
    (found,) = ask([call(MODULE, "checked", sent, {"count": 2, "limit": 4})])
    expected = predictions.checked(sent, count=2, limit=4)
    assert (found is None) == (expected is None)
    if expected is not None:
        np.testing.assert_array_equal(found, expected)
