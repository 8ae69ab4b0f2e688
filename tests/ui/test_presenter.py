"""The presenter view without a browser: what its keys ask of Python."""

from dataclasses import replace

import pytest

from explorer.view.experiments import EXPERIMENTS, title
from explorer.view.settings import Settings
from tests.ui.components import answer, change, command, report, set_weight
from tests.ui.page import open_app, run, sent, settings_of

OTHER = Settings(
    picture="Cat", size=128, w00=7.5, bias=0.5, padding="zeros", stride=2, activation="PReLU",
    negative_slope=-0.5, row=40, col=60, direction="Column", palette="Signed grey",
)  # fmt: skip


@pytest.mark.parametrize(("value", "is_on"), [("1", True), ("0", False), ("", False), ("<script>", False)])
def test_the_address_decides_whether_the_page_is_for_a_projector(value, is_on):
    app = open_app({"present": value, "size": "128"})
    assert sent(app)["presenter"]["isOn"] is is_on


def test_presenting_keeps_every_value_and_leaving_does_too():
    app = open_app(OTHER.to_query())
    command(app, "present")
    assert app.query_params["present"] == "1"
    assert settings_of(app) == OTHER
    command(app, "leave")
    assert "present" not in app.query_params
    assert settings_of(app) == OTHER


def test_the_keys_lead_through_every_experiment_and_round():
    app = open_app({"size": "128"})
    assert sent(app)["scope"]["experiment"] == ""
    for row in (*EXPERIMENTS, EXPERIMENTS[0]):
        command(app, "next")
        assert settings_of(app) == row.settings, row.name
        assert f", {row.name}: {row.question}" in sent(app)["scope"]["experiment"]
    command(app, "previous")
    assert settings_of(app) == EXPERIMENTS[-1].settings


def test_a_change_of_the_view_does_not_lose_the_place():
    app = open_app(EXPERIMENTS[3].settings.to_query())
    change(app, row=9)
    change(app, palette="Signed grey")
    assert sent(app)["scope"]["experiment"] == title(3)
    command(app, "next")
    assert settings_of(app) == EXPERIMENTS[4].settings
    set_weight(app, "w11", 9.0)
    assert sent(app)["scope"]["experiment"] == ""
    command(app, "next")
    assert settings_of(app) == EXPERIMENTS[5].settings


def test_what_no_key_asks_for_does_nothing():
    app = open_app({"size": "128"})
    before = settings_of(app), app.session_state["view"].options
    wrong = (
        None, 3, "next", [], {}, {"name": None}, {"name": ["next"]}, {"name": "__init__"},
        {"name": "palette"},
        {"name": "next", "at": "1"}, {"name": "next", "at": -1}, {"name": "next", "at": 2**53},
        {"name": "next", "session": "another"}, {"name": "next", "at": 1.5},
    )  # fmt: skip
    for at, nonsense in enumerate(wrong, start=1):  # each later than the one before, or it was not read
        own = {"at": at, "session": answer(app)["session"]}
        given = own | nonsense if isinstance(nonsense, dict) else nonsense
        report(app, "presenter", {"commands": [given]})
        assert (settings_of(app), app.session_state["view"].options) == before, nonsense


def test_a_command_is_carried_out_once():
    app = open_app({"size": "128"})
    command(app, "next")
    set_weight(app, "w11", 9.0)
    run(app)
    assert settings_of(app) == replace(EXPERIMENTS[0].settings, w11=9.0)
    app.session_state["view"].command = 2**52
    command(app, "next")  # older than the last one
    assert settings_of(app) == replace(EXPERIMENTS[0].settings, w11=9.0)


def test_commands_whose_run_was_cut_off_are_carried_out_in_order_with_the_next_one():
    app = open_app({"size": "128"})
    names = ["next", "next", "present", "previous", "leave", "next"]
    session = answer(app)["session"]
    given = [{"name": name, "at": at, "session": session} for at, name in enumerate(names, 10)]
    report(app, "presenter", {"commands": given[:1]})
    report(app, "presenter", {"commands": given})
    assert settings_of(app) == EXPERIMENTS[1].settings
    assert (sent(app)["presenter"]["isOn"], sent(app)["presenter"]["done"]) == (False, 15)
