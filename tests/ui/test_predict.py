"""The prediction on the page, without a browser."""

from tests.messages.reader import taken_apart
from tests.ui.page import open_app


def line(app):
    found = [e.proto for e in app.get("bidi_component") if e.proto.id.endswith("-prediction")]
    return taken_apart(found[0].bytes)[0] if found else None


def test_a_closed_expander_costs_nothing():
    assert line(open_app({"size": "128"})) is None


def test_the_answer_is_not_sent_before_it_is_revealed():
    sent = line(open_app({"size": "128", "predict": "true"}))
    assert sent["after"] is None
    assert sent["drawn"] is None
    assert len(sent["before"]) == len(sent["positions"]) == 64


def test_another_activation_is_another_task():
    one, same, other = (
        line(open_app({"size": "128", "predict": "true", "activation": a}))["task"]
        for a in ("ReLU", "ReLU", "ELU")
    )
    assert one == same != other


def test_every_kind_of_map_can_be_asked_about():
    column = line(open_app({"size": "128", "predict": "true", "direction": "Column", "stride": "2"}))
    assert column["across"] == "Row"
    assert column["positions"][1] - column["positions"][0] == 2
    flat = line(
        open_app({"size": "128", "predict": "true", **{f"w{k}{j}": "0" for k in range(3) for j in range(3)}})
    )
    assert not any(flat["before"])
