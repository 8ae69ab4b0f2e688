"""The prediction on the page, without a browser."""

import re

import numpy as np

from explorer.view import predictions
from explorer.view.settings import YOUR_PICTURE, Settings
from tests.messages.reader import taken_apart
from tests.ui.components import change
from tests.ui.page import open_app, passed, png, upload


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


def test_the_opening_view_asks_about_its_corner_and_says_which_row_it_is():
    app = open_app({"predict": "true"})
    sent = line(app)
    before = np.array(sent["before"])
    assert before[0] > 0 > before[-1]
    (said,) = [one.value for one in app.markdown if "dashed line" in one.value]
    first, last = sent["positions"][0], sent["positions"][-1]
    row = int(re.search(r"row (\d+)", said)[1])
    assert abs(row - Settings().row) >= predictions.FAR
    np.testing.assert_array_equal(before, passed(Settings())[1].pre_activation[row, first : last + 1])
    assert f"columns {first} to {last}." in said
    assert "It is not the row in the maps" in said
    change(app, row=row)
    (said,) = [one.value for one in app.markdown if "dashed line" in one.value]
    assert f"row {row} " in said
    assert "It is not the row in the maps" not in said


def test_the_only_line_of_a_map_is_not_called_another_one():
    app = open_app({"predict": "true", "picture": YOUR_PICTURE})
    upload(app, "strip.png", png(np.arange(3 * 64, dtype=np.uint8).reshape(3, 64)))
    change(app, padding="valid")
    (said,) = [one.value for one in app.markdown if "dashed line" in one.value]
    assert "row 1 " in said
    assert "It is not the row" not in said
