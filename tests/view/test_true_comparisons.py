"""Every sentence about two views and about a prediction is held to its own claim.

The checkers read the arrays, and nothing of the rules that choose the sentences.
"""

import random
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS, name_of
from explorer.core.notation import number
from explorer.images import samples
from explorer.view import predictions
from explorer.view.comparison import COMPARISONS, compared
from explorer.view.description import DESCRIPTIONS, describe_own, describe_sample
from explorer.view.predictions import PREDICTIONS
from explorer.view.selected_line import selected_index
from explorer.view.settings import LABELS, YOUR_PICTURE, Settings, weight_values
from explorer.view.view import view_of
from tests.view.checks import Checks
from tests.view.seen import BIASES, SLOPES, views
from tests.view.templates import is_share, made_from, numbers_in, reader

CHECKS = Checks()
PARTS = {"KERNEL", "OWN_KERNEL", "MANY_WEIGHTS", "PARAMETER", "AFTER"}
ROWS = {"SMALLEST", "LARGEST", "SET_TO_ZERO"}
SENTENCES = {name: text for name, text in COMPARISONS.items() if name not in PARTS | ROWS}
READERS = {name: reader(text) for name, text in SENTENCES.items()}


@CHECKS.check("DIFFERENCE")
def _(a, b, said):
    assert said["a"] != said["b"] or "weights differ" in said["b"]
    if said["name"] == "Kernel":
        one, other = (name_of(view.settings.weights) or COMPARISONS["OWN_KERNEL"] for view in (a, b))
        differ = int(np.count_nonzero(a.settings.weights != b.settings.weights))
        assert said["a"] == one
        assert said["b"] in (other, f"{other} ({differ} of 9 weights differ)")
        return
    [name] = [name for name, label in LABELS.items() if label == said["name"]]
    for view, text in ((a, said["a"]), (b, said["b"])):
        value = getattr(view.settings, name)
        assert text.startswith(value) if isinstance(value, str) else numbers_in(text) == pytest.approx(value)


@CHECKS.check("SAME")
def _(a, b, said):
    np.testing.assert_array_equal(a.image, b.image)
    np.testing.assert_array_equal(a.layer.pre_activation, b.layer.pre_activation)
    np.testing.assert_array_equal(a.layer.activation_map, b.layer.activation_map)


@CHECKS.check("OWN_PICTURES")
def _(a, b, said):
    assert a.settings.picture == b.settings.picture == YOUR_PICTURE
    assert not np.array_equal(a.image, b.image)


@CHECKS.check("OTHER_PICTURE")
def _(a, b, said):
    assert not np.array_equal(a.image, b.image)


@CHECKS.check("OTHER_SIZE")
def _(a, b, said):
    for view, text in ((a, said["a"]), (b, said["b"])):
        cols, rows = map(int, text.split(" × "))
        assert view.layer.activation_map.shape == (rows, cols)
    assert said["a"] != said["b"]


@CHECKS.check("OTHER_PIXELS")
def _(a, b, said):
    assert a.layer.activation_map.shape == b.layer.activation_map.shape
    places = []
    for view in (a, b):  # as shares of the picture's height
        rows, height = view.layer.activation_map.shape[0], view.image.shape[0]
        places.append([(view.layer.centre(row) + 0.5) / height for row in range(rows)])
    assert places[0] != places[1]


@CHECKS.check("EQUAL")
def _(a, b, said):
    np.testing.assert_array_equal(a.layer.activation_map, b.layer.activation_map)


@CHECKS.check("LARGEST_DIFFERENCE")
def _(a, b, said):
    row, col = int(said["row"]), int(said["col"])
    row, col = ((place - b.layer.offset) // b.layer.stride for place in (row, col))
    one, other = (view.layer.activation_map.astype(float) for view in (a, b))
    apart = np.abs(one - other)
    assert apart[row, col] == apart.max() > 0
    assert numbers_in(said["difference"]) == pytest.approx(apart.max(), rel=1e-3)
    assert numbers_in(said["a"]) == pytest.approx(one[row, col], abs=0.06, rel=1e-3)
    assert numbers_in(said["b"]) == pytest.approx(other[row, col], abs=0.06, rel=1e-3)


CHANGES = {
    "size": (64, 128), "bias": BIASES, "padding": list(PADDINGS), "stride": (1, 2, 3, 4),
    "activation": list(ACTIVATIONS), "negative_slope": SLOPES, "w00": (0.0, 1.0, -2.5), "row": (0, 9),
}  # fmt: skip


def pairs(count=250, seed=0):
    """Yield pairs of views, from equal ones to such that differ in much."""
    drawn = random.Random(seed)
    own = [np.random.default_rng(place).random((40, 50)).astype(np.float32) for place in range(2)]

    def image(settings):
        if settings.picture == YOUR_PICTURE:  # smaller than any size
            return own[drawn.randrange(2)]
        return samples()[settings.picture].load(settings.size)

    for _ in range(count):
        a = Settings(picture=drawn.choice(["Cat", "Thin bar", YOUR_PICTURE]), size=64, row=5, col=5)
        a = replace(a, **weight_values(KERNELS[drawn.choice(list(KERNELS))].weights))
        a = replace(a, **{name: drawn.choice(CHANGES[name]) for name in drawn.sample(list(CHANGES), 2)})
        b = replace(a, **{name: drawn.choice(CHANGES[name]) for name in drawn.sample(list(CHANGES), 3)})
        if drawn.random() < 0.2:
            b = replace(b, **weight_values(KERNELS[drawn.choice(list(KERNELS))].weights))
        if drawn.random() < 0.1:
            b = replace(a, picture="Cat", stride=4, padding="valid")
        if drawn.random() < 0.1:
            a = replace(b, padding="replicate")
        if drawn.random() < 0.1:
            b = a
        yield view_of(a, image(a)), view_of(b, image(b))


def test_no_sentence_about_two_views_lacks_a_checker():
    assert set(CHECKS) == set(SENTENCES)


def test_every_sentence_about_two_views_is_true_and_each_is_said():
    reached = set()
    for a, b in pairs():
        found = compared(a, b)
        for text in (*found.differences, found.message):
            name, said = made_from(text, READERS)
            reached.add(name)
            try:
                CHECKS[name](a, b, said)
            except AssertionError as error:
                raise AssertionError(f"{text!r} is not true of {a.settings} and {b.settings}") from error
    assert reached == set(CHECKS)


def test_the_table_of_two_views_says_what_is_in_their_maps():
    for pair in pairs(count=40, seed=1):
        table = {label: texts for label, *texts in compared(*pair).rows}
        assert set(table) == {COMPARISONS[name] for name in ROWS}
        for view, place in zip(pair, range(2), strict=True):
            before, after = view.layer.pre_activation, view.layer.activation_map
            lowest, highest = (
                numbers_in(table[COMPARISONS[name]][place]) for name in ("SMALLEST", "LARGEST")
            )
            assert lowest == pytest.approx(np.sort(after, None)[0], abs=0.06, rel=1e-3)
            assert highest == pytest.approx(np.sort(after, None)[-1], abs=0.06, rel=1e-3)
            assert is_share(table[COMPARISONS["SET_TO_ZERO"]][place], (before != 0) & (after == 0))


PREDICTED = Checks()
WORDS = ("EXACT", "VERY_CLOSE", "CLOSE", "PARTLY", "NO_NEARER", "WELL_SEEN", "DASHED_WAS_IT")
PREDICTION_READERS = {name: reader(PREDICTIONS[name]) for name in ("OFF", "NOTHING_CHANGED")}
TASK_READERS = {name: reader(PREDICTIONS[name]) for name in ("DASHED", "OTHER_LINE", "REQUEST")}


def of_change(drawn):
    """Return by which share of what the activation did a drawing is off."""
    off, moved = (np.abs(one - drawn.after).mean() for one in (drawn.line, drawn.before))
    return off / moved


@PREDICTED.check("EXACT")
def _(drawn):
    np.testing.assert_array_equal(drawn.line, drawn.after)


@PREDICTED.check("VERY_CLOSE")
def _(drawn):
    assert 0 < of_change(drawn) <= 0.1001


@PREDICTED.check("CLOSE")
def _(drawn):
    assert 0.0999 < of_change(drawn) <= 0.3001


@PREDICTED.check("PARTLY")
def _(drawn):
    assert 0.2999 < of_change(drawn) < 1.0001


@PREDICTED.check("NO_NEARER")
def _(drawn):
    assert of_change(drawn) > 0.9999


@PREDICTED.check("WELL_SEEN")
def _(drawn):
    np.testing.assert_array_equal(drawn.before, drawn.after)
    assert np.abs(drawn.line - drawn.after).mean() <= 0.0101 * drawn.limit


@PREDICTED.check("DASHED_WAS_IT")
def _(drawn):
    np.testing.assert_array_equal(drawn.before, drawn.after)


def test_no_word_about_a_prediction_lacks_a_checker():
    assert set(PREDICTED) == set(WORDS)
    assert {*WORDS, *PREDICTION_READERS, *TASK_READERS} == set(PREDICTIONS)


def test_every_word_about_a_prediction_is_true_and_each_is_said():
    rng = np.random.default_rng(0)
    reached = set()
    for seen in views(count=0, seed=2):
        task = predictions.task_of(seen.settings, seen.layer)
        before, after = task.before.astype(float), task.after.astype(float)
        for share in (0.0, 0.002, 0.09, 0.13, 0.28, 0.34, 0.95, 1.0, 1.5):
            line = (after + share * (before - after) * rng.choice([1, 0.99], len(after))).astype(np.float32)
            line += np.float32(share * task.limit / 50) * (before == after).all()
            scored = predictions.score(line, task.before, task.after)
            text = predictions.verdict(scored, limit=task.limit, activation=seen.settings.activation)
            name, said = made_from(text, PREDICTION_READERS)
            assert said["error"] == number(scored.error, task.digits)
            assert scored.error == pytest.approx(np.abs(line - after).mean())
            assert (name == "NOTHING_CHANGED") == (before == after).all()
            [word] = [word for word in WORDS if PREDICTIONS[word] == said["word"]]
            PREDICTED[word](
                SimpleNamespace(line=line.astype(float), before=before, after=after, limit=task.limit)
            )
            reached.add(word)
    assert reached == set(WORDS)


def test_what_is_said_of_the_dashed_line_is_true():
    reached = set()
    for seen in views(count=0, seed=3):
        task = predictions.task_of(seen.settings, seen.layer)
        selected = selected_index(seen.settings, seen.layer)
        said = predictions.task_message(
            task, selected=selected, activation=seen.settings.activation, is_drawn=False
        )
        dashed, *others = said.replace(". It", ".\nIt").replace(". Draw", ".\nDraw").split("\n")
        name, told = made_from(dashed, TASK_READERS)
        assert name == "DASHED"
        is_row = told["line"] == "row"
        lines = seen.map if is_row else seen.map.T
        index = (int(told["place"]) - seen.layer.offset) // seen.layer.stride
        first, last = ((int(told[end]) - seen.layer.offset) // seen.layer.stride for end in ("first", "last"))
        np.testing.assert_array_equal(lines[index, first : last + 1], task.before)
        for text in others:
            name, _ = made_from(text, TASK_READERS)
            reached.add(name)
            if name == "OTHER_LINE":
                cursor = seen.settings.row if is_row else seen.settings.col
                assert int(told["place"]) != cursor
    assert reached == {"OTHER_LINE", "REQUEST"}


def test_what_is_said_of_a_picture_is_its_size_and_whose_it_is():
    for row in samples().values():
        rows, cols = row.load(64).shape
        said = describe_sample(row.caption, row.credit, (rows, cols))
        assert f"{cols} × {rows} pixels" in said
        assert row.credit in said
        assert bool(row.credit) == (" Photograph: " in said)
    assert describe_own(None, (9, 9)) == DESCRIPTIONS["MISSING"]
    assert "3 × 2" in describe_own((2, 3), (2, 3))
    assert "900 × 600" in (reduced := describe_own((600, 900), (341, 512)))
    assert "512 × 341" in reduced
