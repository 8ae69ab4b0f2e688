import numpy as np
import pytest

from explorer.lessons import initialisation as lesson
from explorer.ui.pages.chapters import start_right
from explorer.ui.pages.chapters.start_right import scientific
from tests.chapters.opened import again, curve, is_sound, opened, said, told

CHART = "start_right_variance"


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


@pytest.mark.parametrize("slope", [0.0, 0.25, 1.0])
def test_the_lines_and_the_shades_are_those_of_the_lesson(slope):
    app = at(slope)
    band = lesson.band([lesson.variances(seed, slope=slope) for seed in range(start_right.SEEDS)])
    for place, rule in enumerate(lesson.RULES):
        if rule.name not in traces(app):
            continue
        assert curve(app, CHART, rule.name)["y"] == pytest.approx(band.middle[place])
        low, high, _ = [t for t in told(app)[CHART]["figure"]["data"] if t["name"] == rule.name]
        assert low["y"] == pytest.approx(band.low[place])
        assert high["y"] == pytest.approx(band.high[place])
        assert app.metric[place].value == scientific(band.middle[place, -1])
    assert told(app)[CHART]["figure"]["layout"]["yaxis"]["type"] == "log"


def test_the_third_rule_is_drawn_where_it_is_a_rule_of_its_own():
    assert traces(at(0.0)) == {"Xavier", "He"}
    assert traces(at(0.5)) == {"Xavier", "He", "He for PReLU"}


def test_what_is_said_follows_the_slope():
    assert "**1.9 × 10⁻⁹** of the variance of He's" in said(at(0.0))
    quarter = 1.0625**29
    assert f"**{quarter:.2f}** times as strong" in said(at(0.25))
    assert "makes He's signal **5.4 × 10⁸** times as strong" in said(at(1.0))


@pytest.mark.parametrize("slope", [0.0, 0.25, 1.0])
def test_the_expected_factors_are_those_of_the_paper(slope):
    factors = [metric.delta for metric in at(slope).metric]
    expected = [(1 + slope**2) / 2, 1 + slope**2, 1.0]
    assert [float(text.split()[1]) for text in factors] == pytest.approx(expected, rel=1e-3)


def test_numbers_are_written_with_powers_of_ten_only_where_they_help():
    assert scientific(1.0) == "1.00"
    assert scientific(999.0) == "999.00"
    assert scientific(0.02) == "2.0 × 10⁻²"
    assert scientific(np.float64(12345.0)) == "1.2 × 10⁴"
