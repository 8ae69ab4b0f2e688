"""The view that the browser is told, and what a change of it costs."""

import json
from collections import Counter
from dataclasses import asdict, replace

import numpy as np
import pytest

from explorer.ui.features import pictures
from explorer.view import view
from explorer.view.controls import CONTROLS
from explorer.view.experiments import EXPERIMENTS
from explorer.view.facts import facts
from explorer.view.settings import DEFAULTS, YOUR_PICTURE
from tests.ui.components import change, compare, component, pick, set_weight
from tests.ui.page import facts_of, open_app, passed, png, sent, settings_of, upload


@pytest.mark.parametrize("query", [{}, {"hide": ",".join(CONTROLS), **EXPERIMENTS[-1].settings.to_query()}])
def test_an_answer_is_too_small_for_the_browser_to_keep(query):
    """Streamlit's page keeps large messages for some runs; each answer is another one."""
    assert len(component(open_app(query), "scope").bytes) < 10_000


def test_the_browser_is_told_the_settings_the_picture_and_what_python_says_of_them():
    app = open_app({"size": "128"})

    def assert_told() -> None:
        settings = settings_of(app)
        image, layer = passed(settings)
        told = sent(app)
        assert told["scope"]["picture"] == told["shown"]["id"]
        said = json.loads(json.dumps(asdict(facts(view.View(settings, image, layer)))))
        assert facts_of(app) == said

    assert_told()
    for patch in (
        {"row": 3},
        {"activation": "GELU"},
        {"palette": "Signed grey"},
        {"direction": "Column", "col": 9},
        {"w11": 3.0, "bias": -0.5, "stride": 2, "padding": "valid"},
        {"picture": "Rocket", "row": 70, "col": 66},  # from the gallery
    ):
        change(app, **patch)
        assert replace(settings_of(app), **patch) == settings_of(app)
        assert_told()
    pick(app, "Cat")
    assert_told()


@pytest.mark.parametrize("own", [False, True])
def test_a_change_costs_one_forward_pass_and_no_reduction(monkeypatch, own):
    app = open_app({"size": "128", "code": "true", "take": "true", "predict": "true"})
    if own:
        upload(app, "own.png", png(np.random.default_rng(1).integers(0, 256, (600, 700), np.uint8)))
    counted = Counter()

    def count(module, name):
        function = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *a, **k: (counted.update([name]), function(*a, **k))[1])

    count(view, "forward")
    count(pictures, "reduce")
    for act in (
        lambda: change(app, bias=0.5),
        lambda: set_weight(app, "w11", 3.0),
        lambda: change(app, activation="GELU"),
        lambda: change(app, row=7),
        lambda: change(app, picture="Rocket", row=70, col=66),  # from the gallery
    ):
        counted.clear()
        act()
        assert counted == {"forward": 1}
    compare(app, "pin")
    counted.clear()
    change(app, bias=0.25)
    assert counted == {"forward": 2}  # A is another view


def test_every_picture_travels_under_a_name_of_its_own():
    names = []
    app = open_app({"size": "128"})
    for seed in (1, 2):
        picture = np.random.default_rng(seed).integers(0, 256, (140, 260), np.uint8)
        upload(app, f"{seed}.png", png(picture))
        for size in (128, 256):
            change(app, size=size)
            names.append(sent(app)["shown"]["id"])
    for name in ("Cat", "Rocket"):
        pick(app, name)
        names.append(sent(app)["shown"]["id"])
    assert len(set(names)) == len(names) == 6
    assert sent(app)["scope"]["picture"] == names[-1]


def test_somebody_elses_upload_travels_under_the_name_of_the_picture_that_is_shown_for_it():
    names = [
        sent(open_app({"picture": name, "size": "128"}))["shown"]["id"]
        for name in (YOUR_PICTURE, DEFAULTS["picture"])
    ]
    assert names[0] == names[1]
