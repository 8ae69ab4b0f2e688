"""The presenter view without a browser: what its keys ask of Python, and what becomes of the controls."""

from itertools import count

import pytest

from explorer.ui.features import presenter
from explorer.view.experiments import EXPERIMENTS
from explorer.view.settings import Settings
from tests.ui.components import change, report, set_weight
from tests.ui.page import open_app, sent, settings_of

TIMES = count(1)
OTHER = Settings(
    picture="Cat", size=128, w00=7.5, bias=0.5, padding="zeros", stride=2, activation="PReLU",
    negative_slope=-0.5, row=40, col=60, direction="Column", palette="Signed grey",
)  # fmt: skip


def send(app, command):
    """Report what the browser's side of the presenter view would."""
    return report(app, "presenter", {"command": command})


def press(app, what):
    return send(app, {"name": what, "at": next(TIMES)})


@pytest.mark.parametrize(("value", "is_on"), [("1", True), ("0", False), ("", False), ("<script>", False)])
def test_the_address_decides_where_the_controls_stand(value, is_on):
    app = open_app({"present": value, "size": "128"})
    assert sent(app)["presenter"]["isOn"] is is_on
    assert len(app.sidebar.children) == (0 if is_on else 2)
    assert "controls" in sent(app)
    assert ("Controls" in [expander.label for expander in app.expander]) is is_on


def test_presenting_keeps_every_value_and_leaving_does_too():
    app = open_app(OTHER.to_query())
    press(app, "present")
    assert app.query_params["present"] == "1"
    assert not app.sidebar.children
    assert settings_of(app) == OTHER
    press(app, "leave")
    assert "present" not in app.query_params
    assert settings_of(app) == OTHER


def test_the_keys_lead_through_every_experiment_and_round():
    app = open_app({"size": "128"})
    assert sent(app)["scope"]["experiment"] == ""
    for row in (*EXPERIMENTS, EXPERIMENTS[0]):
        press(app, "next")
        assert settings_of(app) == row.settings, row.name
        assert f", {row.name}: {row.question}" in sent(app)["scope"]["experiment"]
    press(app, "previous")
    assert settings_of(app) == EXPERIMENTS[-1].settings


def test_a_change_of_the_view_does_not_lose_the_place():
    app = open_app(EXPERIMENTS[3].settings.to_query())
    change(app, row=9)
    change(app, palette="Signed grey")
    assert sent(app)["scope"]["experiment"] == presenter.title(3)
    press(app, "next")
    assert settings_of(app) == EXPERIMENTS[4].settings
    set_weight(app, "w11", 9.0)
    assert sent(app)["scope"]["experiment"] == ""
    press(app, "next")
    assert settings_of(app) == EXPERIMENTS[5].settings


@pytest.mark.parametrize(
    "nonsense",
    [None, 3, "next", [], {}, {"name": None}, {"name": ["next"]}, {"name": "__init__"}, {"name": "palette"}],
)
def test_what_no_key_asks_for_does_nothing(nonsense):
    app = open_app({"size": "128"})
    before = settings_of(app), app.session_state["view"].options
    send(app, nonsense)
    assert (settings_of(app), app.session_state["view"].options) == before
