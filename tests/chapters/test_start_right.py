from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from explorer.lessons import initialisation as lesson
from explorer.lessons.initialisation import scientific
from explorer.ui.pages.chapters import start_right
from tests.chapters.opened import again, curve, is_sound, opened, said, spoken, tables, told

CHART = "start_right_variance"


@pytest.fixture(scope="module", autouse=True)
def one_run_of_a_network():
    """Let every network run once: the page and the tests look at the same ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lesson, "variances", cache(lesson.variances))
        yield


def at(slope):
    app = opened("start_right")
    app.slider(key="start_right_slope").set_value(slope)
    return again(app)


def traces(app):
    return {trace["name"] for trace in told(app)[CHART]["figure"]["data"]}


def test_the_chapter_is_sound():
    assert is_sound(start_right.PAGE)


def test_the_answer_is_what_the_seeds_show():
    ratios = [run[0, -1] / run[1, -1] for run in [lesson.variances(seed) for seed in range(3)]]
    assert start_right.PAGE.answer == "Less than a hundred-millionth"
    assert all(ratio == pytest.approx(2.0**-29) and ratio < 1e-8 for ratio in ratios)


@pytest.mark.parametrize("slope", [0.0, 0.5, 1.0])
def test_lines_shades_and_table_are_those_of_the_lesson(slope):
    app = at(slope)
    band = lesson.band([lesson.variances(seed, slope=slope) for seed in range(start_right.SEEDS)])
    for place, rule in enumerate(lesson.RULES):
        name, factor, mean, median = tables(app)[0][2 + place]
        assert name == f"**{rule.name}**"
        called = f"**{rule.name}**: variance {lesson.weight_variance(rule.gain(slope))}, called {rule.calls}"
        assert any(called in text.value for text in app.markdown)
        assert float(Fraction(factor.removeprefix("× "))) == pytest.approx(
            rule.gain(slope) * (1 + slope**2) / 2, rel=3e-3
        )
        assert (mean, median) == (scientific(band.mean[place, -1]), scientific(band.median[place, -1]))
        if rule.name in traces(app):
            assert curve(app, CHART, rule.name)["y"] == pytest.approx(band.median[place])
            low, high, _ = [t for t in told(app)[CHART]["figure"]["data"] if t["name"] == rule.name]
            assert low["y"] == pytest.approx(band.low[place])
            assert high["y"] == pytest.approx(band.high[place])
    assert told(app)[CHART]["figure"]["layout"]["yaxis"]["type"] == "log"
    sentences = [lesson.sentence(slope, lesson.variances(0, slope=slope)), lesson.spread_sentence(band)]
    assert [text for text in sentences if text not in said(app)] == []
    assert spoken(app) == [text.replace("**", "") for text in sentences]


def test_the_third_rule_is_drawn_where_it_is_a_rule_of_its_own():
    assert traces(at(0.0)) == {"Xavier", "He", "PyTorch’s default"}
    assert traces(at(0.5)) == {"Xavier", "He", "He for PReLU", "PyTorch’s default"}


def test_what_the_text_says_of_mean_and_median_is_so_of_the_networks_shown():
    ends = np.array([lesson.variances(seed, slope=0.0)[lesson.HE, -1] for seed in range(start_right.SEEDS)])
    assert 0.7 < ends.mean() < 1.4  # the mean stays
    assert np.mean(ends < 1) > 0.5  # in most it sinks
    assert 0 < np.mean(ends > 1.5) < 0.25  # in a few networks it grows
    assert np.median(ends) < ends.mean()


def test_the_table_and_the_text_write_the_default_s_factor_in_one_way():
    assert "× 1/6 a layer" in start_right.PAGE.why()
    rows = tables(at(0.0))[0][2 : 2 + len(lesson.RULES)]
    assert [row[1] for row in rows] == ["× 1/2", "× 1", "× 1", "× 1/6"]
