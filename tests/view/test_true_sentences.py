"""Every sentence about a line, a pixel and a map is held to its own claim, over what the menus offer.

The checkers read the arrays, and nothing of the rules that choose the sentences.
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from explorer.core.activations import corner, slopes_at_zero
from explorer.core.layer import forward
from explorer.core.notation import number
from explorer.core.profiles import Verdict, corners, verdict
from explorer.view import readouts
from explorer.view.facts import facts
from explorer.view.readouts import FALLING_SLOPE, READOUTS, RISING_SLOPE, SLOPES, VERDICTS
from tests.view.checks import Checks
from tests.view.seen import views
from tests.view.templates import is_share, made_from, numbers_in, reader

CHECKS = Checks()
PARTS = {"ALL", "BIAS_ADDED", "BIAS_TAKEN_AWAY", "NEGATIVE", "POSITIVE", "ZERO"}
"""Words that stand within sentences."""
LABELS = {"SMALLEST", "LARGEST", "NEGATIVE_SHARE", "ZERO_SHARE"}
TEMPLATES = {
    **{name: template for name, template in READOUTS.items() if name not in PARTS | LABELS},
    **{kind.name: sentence for kind, sentence in VERDICTS.items()},
    **{f"SLOPE {slope:g}": sentence for slope, sentence in SLOPES.items()},
    "FALLING_SLOPE": FALLING_SLOPE,
    "RISING_SLOPE": RISING_SLOPE,
}
READERS = {name: reader(template) for name, template in TEMPLATES.items()}


def changed_part(seen, said):
    """Return the values before and after of the line or the map that a sentence is about."""
    pairs = {"map": (seen.map, seen.map_after)}
    before, after = pairs.get(said["line"], (seen.line, seen.line_after))
    assert said["line"] in ("map", seen.settings.direction.lower())
    assert said["activation"] == seen.settings.activation
    return before, after


def changes(seen, said):
    before, after = changed_part(seen, said)
    is_changed = before != after
    assert is_share(said["share"], is_changed)
    return before[is_changed], after[is_changed]


@CHECKS.check("ERASES")
def _(seen, said):
    was, now = changes(seen, said)
    assert was.all()
    assert not now.any()


@CHECKS.check("SHRINKS")
def _(seen, said):
    was, now = (values.astype(float) for values in changes(seen, said))
    assert ((now / was > 0) & (now / was < 1)).all()


@CHECKS.check("CHANGES")
def _(seen, said):
    was, now = changes(seen, said)
    assert len(was)
    assert (was != now).all()


@CHECKS.check("KEEPS")
def _(seen, said):
    before, after = changed_part(seen, said)
    np.testing.assert_array_equal(before, after)


@CHECKS.check("KEEPS_EVERYTHING")
def _(seen, said):
    CHECKS["KEEPS"](seen, said)
    anything = np.linspace(-100, 100, 801)
    np.testing.assert_array_equal(seen.activate(anything), anything)


@CHECKS.check("KEEPS_NEGATIVES")
def _(seen, said):
    CHECKS["KEEPS"](seen, said)
    assert (changed_part(seen, said)[0] < 0).any()


@CHECKS.check("KEEPS_ZEROS")
def _(seen, said):
    CHECKS["KEEPS"](seen, said)
    assert not changed_part(seen, said)[0].any()


@CHECKS.check("NO_NEGATIVES")
def _(seen, said):
    CHECKS["KEEPS"](seen, said)
    assert (changed_part(seen, said)[0] >= 0).all()
    anything = np.linspace(0, 100, 401)  # that none is negative is a reason
    np.testing.assert_array_equal(seen.activate(anything), anything)


@CHECKS.check("MAP_SILENCED")
def _(seen, said):
    assert seen.map.max() <= 0
    assert not seen.map_after.any()
    assert forward(seen.image, **replace(seen.settings, bias=4.0).layer()).activation_map.any()


@CHECKS.check("MAP_SET_TO_ZERO")
def _(seen, said):
    assert is_share(said["share"], (seen.map != 0) & (seen.map_after == 0))


@CHECKS.check("MAP_CHANGED")
def _(seen, said):
    assert is_share(said["share"], seen.map != seen.map_after)
    assert seen.map_after[seen.map != 0].all()


@CHECKS.check("ONE_CROSSING")
def _(seen, said):
    assert len(seen.turns) == 1


@CHECKS.check("CROSSINGS")
def _(seen, said):
    assert len(seen.turns) == int(said["count"])


@CHECKS.check("STRONG_AND_FAINT")
def _(seen, said):
    assert len(seen.turns) == int(said["strong"]) + int(said["faint"])
    assert int(said["faint"])
    far = [value for value in seen.line.astype(float) if abs(value) >= 0.2 * np.abs(seen.line).max()]
    swings = sum(one * other < 0 for one, other in pairwise(far))
    assert swings == int(said["strong"])


@CHECKS.check("WHAT_IS_STRONG")
def _(seen, said):
    assert said["share"] == "20 %"  # STRONG_AND_FAINT counts with it


@CHECKS.check("SEA_LEVEL")
def _(seen, said):
    level = numbers_in(said["level"])
    sums = forward(seen.image, **replace(seen.settings, bias=0.0).layer()).pre_activation
    is_clear = np.abs(sums - level) > seen.rounding
    assert ((sums > level) == (seen.map > 0))[is_clear].all()
    assert ((sums < level) == (seen.map < 0))[is_clear].all()
    assert -level == pytest.approx(seen.settings.bias)


@CHECKS.check("PLACE")
def _(seen, said):
    assert (int(said["row"]), int(said["col"])) == (seen.settings.row, seen.settings.col)


@CHECKS.check("SUM")
def _(seen, said):
    sign, bias, total = said["added"][0], said["added"].split()[-1], numbers_in(said["total"])
    added = numbers_in(bias) if sign == "+" else -numbers_in(bias)
    assert added == pytest.approx(seen.settings.bias, abs=1e-5)
    result = numbers_in(said["result"])
    assert total + added == pytest.approx(result, abs=1.001 * seen.unit)
    word = {"negative": -1, "positive": 1, "zero": 0}[said["sign"]]
    assert result * word >= 0
    around = seen.activate([result - seen.unit, result, result + seen.unit])
    assert around.min() - seen.unit <= numbers_in(said["after"]) <= around.max() + seen.unit


@CHECKS.check("CURVE")
def _(seen, said):
    row, col = (seen.layer.nearest(place, axis) for axis, place in enumerate(cursor(seen)))
    assert said["before"] == number(float(seen.map[row, col]), seen.digits)
    assert said["after"] == number(float(seen.map_after[row, col]), seen.digits)


def cursor(seen):
    return seen.settings.row, seen.settings.col


@CHECKS.check("FLAT")
def _(seen, said):
    assert max(np.ptp(seen.line), np.ptp(seen.line_after)) <= 0.5001 * seen.unit


@CHECKS.check("UNCHANGED")
def _(seen, said):
    np.testing.assert_array_equal(seen.line, seen.line_after)


@CHECKS.check("JUMPS")
def _(seen, said):
    below, above = seen.activate([-1e-9, 1e-9])
    assert above - below > 0.5
    turns = np.diff(seen.line > 0)
    assert turns.any()
    assert (np.abs(np.diff(seen.line_after))[turns] > 0.5).all()


@CHECKS.check("SILENCED")
def _(seen, said):
    assert not seen.line_after.any()


def steps_did_not_grow(seen):
    before, after = seen.steps()
    return after <= before or number(after, seen.digits) == number(before, seen.digits)


@CHECKS.check("CORNERS")
def _(seen, said):
    before, after = seen.kinks
    assert steps_did_not_grow(seen)
    assert before <= 0.5 * seen.unit + seen.rounding
    assert after >= 0.5 * seen.unit - seen.rounding


@CHECKS.check("SHARPER")
def _(seen, said):
    before, after = seen.kinks
    assert steps_did_not_grow(seen)
    assert after > before >= 0.5 * seen.unit - seen.rounding


@CHECKS.check("SMOOTH")
def _(seen, said):
    left, here, right = seen.activate([-1e-6, 0, 1e-6])
    assert (right - here) / 1e-6 == pytest.approx((here - left) / 1e-6, abs=1e-4)
    before, after = seen.kinks
    assert after <= before + seen.rounding
    assert seen.turns


@CHECKS.check("RESTS")
def _(seen, said):
    assert seen.turns
    assert all(not seen.line[left + 1 : right].any() and right - left > 2 for left, right in seen.turns)


@CHECKS.check("BENT")
def _(seen, said):
    before, after = seen.kinks
    assert seen.turns
    assert after <= before + seen.unit


@CHECKS.check("GENTLE")
def _(seen, said):
    assert not seen.turns


@CHECKS.check("OTHER")
def _(seen, said):
    assert (seen.line != seen.line_after).any()


def negative_values_after(seen):
    return seen.map[seen.map < 0].astype(float), seen.map_after[seen.map < 0].astype(float)


@CHECKS.check("SLOPE 1")
def _(seen, said):
    np.testing.assert_array_equal(seen.map, seen.map_after)
    np.testing.assert_allclose(np.diff(seen.activate(np.linspace(-2, 2, 9))), 0.5)


@CHECKS.check("SLOPE 0")
def _(seen, said):
    np.testing.assert_array_equal(seen.map_after, np.where(seen.map > 0, seen.map, 0))


@CHECKS.check("SLOPE -1")
def _(seen, said):
    np.testing.assert_array_equal(seen.map_after, np.where(seen.map < 0, -seen.map, seen.map))


@CHECKS.check("FALLING_SLOPE")
def _(seen, said):
    before, after = negative_values_after(seen)
    assert (after > 0).all()
    np.testing.assert_allclose(after, -before * numbers_in(said["factor"]), rtol=1e-4)


@CHECKS.check("RISING_SLOPE")
def _(seen, said):
    before, after = negative_values_after(seen)
    assert (after < 0).all()
    np.testing.assert_allclose(after, before * numbers_in(said["factor"]), rtol=1e-4)


def verdict_of(seen):
    """Return the verdict as the page finds it."""
    name, params = seen.settings.activation, seen.settings.hyperparameters()
    measured = corners(seen.line, seen.line_after, slopes=slopes_at_zero(name, **params))
    bend = corner(name, **params)
    return verdict(seen.line, seen.line_after, measured, corner=bend, digits=seen.digits)


def said_of(seen):
    """Return every sentence that the page says about a view."""
    found = facts(seen.view)
    said = [found.headline, found.place, found.pixel.line, found.curve_alt, found.map_message]
    said += [*readouts.crossings_message(seen.line), VERDICTS[verdict_of(seen)]]
    said.append(readouts.bias_message(seen.settings.bias))
    said += [
        readouts.PARAMETER_MESSAGES[name](value) for name, value in seen.settings.hyperparameters().items()
    ]
    return [text for text in said if text]


def test_no_sentence_lacks_a_checker():
    assert set(CHECKS) == set(TEMPLATES)
    assert {kind.name for kind in Verdict} <= set(CHECKS)


def test_every_sentence_is_true_of_what_it_is_about_and_each_is_said():
    reached = set()
    for seen in views(count=250):
        for text in said_of(seen):
            name, said = made_from(text, READERS)
            reached.add(name)
            try:
                CHECKS[name](seen, said)
            except AssertionError as error:
                raise AssertionError(f"{text!r} is not true of {seen.settings}") from error
    assert reached == set(CHECKS)


def test_the_table_of_a_map_says_what_is_in_it():
    for seen in views(count=60, seed=1):
        table = {label: texts for label, *texts in facts(seen.view).map_rows}
        assert set(table) == {READOUTS[name] for name in LABELS}
        maps = (seen.map, seen.map_after)
        assert table[READOUTS["SMALLEST"]] == [
            number(float(np.sort(one, None)[0]), seen.digits) for one in maps
        ]
        assert table[READOUTS["LARGEST"]] == [
            number(float(np.sort(one, None)[-1]), seen.digits) for one in maps
        ]
        for text, one in zip(table[READOUTS["NEGATIVE_SHARE"]], maps, strict=True):
            assert is_share(text, one < 0)
        assert is_share(table[READOUTS["ZERO_SHARE"]][1], (seen.map != 0) & (seen.map_after == 0))
