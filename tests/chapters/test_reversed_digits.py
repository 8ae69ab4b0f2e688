from functools import cache

import numpy as np
import pytest
import streamlit

from explorer.lessons import reversed_digits as lesson
from explorer.lessons.sources import FACTS
from explorer.ui.features import detection
from explorer.ui.pages.chapters import reversed_digits
from explorer.view.network import NetworkSettings
from explorer.view.network_lessons import in_the_negative
from tests.chapters.opened import again, captions, heights, is_sound, opened, said, spoken, tables

# An experiment takes a second: one of a seed serves all tests but that of the computing itself.
experiment = cache(lesson.experiment)


@pytest.fixture(autouse=True)
def known(monkeypatch):
    streamlit.cache_data.clear()
    monkeypatch.setattr(reversed_digits, "experiment", lambda seed, progress: experiment(seed))


def test_the_chapter_is_one():
    assert is_sound(reversed_digits.PAGE)


def test_the_chart_shows_what_the_seed_gives_and_another_seed_gives_another():
    app = opened("reversed_digits")
    for seed in (0, 7):
        if seed:
            app = again(app.slider(key="reversed_digits_seed").set_value(seed))
        found = experiment(seed)
        bars = heights(app, "reversed_digits_bars")
        scores = [score for _, _, score in lesson.networks(found.accuracies)]
        assert bars["Normal digits"] == [score.normal for score in scores]
        assert bars["Reversed digits"] == [score.on_reversed for score in scores]
        curves = heights(app, "reversed_digits_slopes")
        assert curves["Normal digits"] == [point.one_polarity for point in found.sweep]
        assert curves["Both, normal and reversed"] == [point.both_polarities for point in found.sweep]
        assert "does worst at slope 1.00" in captions(app)
        assert "exactly as it named the normal ones" in captions(app)
        assert len(spoken(app)) == 2


def test_the_answer_is_what_the_demonstration_shows():
    app = opened("reversed_digits")
    normal, on_reversed = (
        heights(app, "reversed_digits_bars")[name][0] for name in ("Normal digits", "Reversed digits")
    )
    assert normal > 0.85
    assert 0 < on_reversed < 0.5
    assert reversed_digits.PAGE.answer == "Fewer than half"
    assert tables(app)[0][2][1:] == [f"{100 * normal:.1f} %", f"{100 * on_reversed:.1f} %"]


def test_a_seed_is_computed_once_for_all_visitors(monkeypatch):
    asked = []
    monkeypatch.setattr(reversed_digits, "experiment", lambda seed, _: asked.append(seed) or experiment(seed))
    first, second = opened("reversed_digits"), opened("reversed_digits")
    assert asked == [0]
    assert tables(first) == tables(second)


def test_the_bar_is_gone_when_the_experiment_is_done(monkeypatch):
    monkeypatch.setattr(reversed_digits, "experiment", lesson.experiment)
    for _ in ("computed", "from the cache"):
        assert not opened("reversed_digits").get("progress")


def test_it_is_called_a_toy_and_the_papers_number_is_cited_only():
    app = opened("reversed_digits")
    assert "A toy, not MNIST" in captions(app)
    cited = [element.value for element in app.markdown if "98.94" in element.value]
    assert len(cited) == 1
    for fact in FACTS:
        if fact.chapter == "reversed-digits":
            assert fact.text in cited[0]
    assert "98.94" not in reversed_digits.PAGE.words() + reversed_digits.PAGE.why()


def test_a_network_that_people_use_is_shown_the_negative_of_the_astronaut():
    app = opened("reversed_digits")
    as_it_is, negative = (detection.found(each) for each in (NetworkSettings(), reversed_digits.NEGATIVE))
    assert in_the_negative(as_it_is, negative) in said(app)
    assert len(as_it_is.faces) == 1
    assert not negative.faces


def test_the_strip_of_digits_holds_all_ten_in_order():
    digits = np.arange(10, dtype=np.float32)[:, None, None] / 10 + np.zeros((10, 14, 14), np.float32)
    strip = reversed_digits._strip(digits)
    assert strip.shape == (14 * 6, (10 * 15 - 1) * 6)
    np.testing.assert_allclose(strip[40, 42 :: 15 * 6], np.arange(10) / 10, atol=1e-6)
