"""The values of the live lessons' sliders: reported, checked, kept, answered."""

import pytest

from tests.chapters.opened import again, live, move, opened, words
from tests.ui.components import report

KEY = "discarded_leak"


def values(app):
    return live(app, KEY)["answer"]["settings"]


def test_a_report_is_answered_and_kept():
    app = opened("discarded", picture="Cat")
    first = live(app, KEY)["answer"]
    assert (values(app), first["seen"]) == ({"slope": 0.0}, 0)
    move(app, KEY, slope=0.25)
    second = live(app, KEY)["answer"]
    assert (second["settings"], second["seen"]) == ({"slope": 0.25}, 1)
    assert second["number"] > first["number"]
    assert second["session"] == first["session"]
    again(app.selectbox(key="discarded_kernel").set_value("Outline"))
    assert values(app) == {"slope": 0.25}
    assert "All is still there" in words(app, KEY)


def test_what_is_no_value_of_a_slider_leaves_it_where_it_is():
    app = move(opened("discarded", picture="Cat"), KEY, slope=0.5)
    nonsense = [{"slope": value} for value in (10**400, "0.3", True, None)] + [{"other": 0.3}, [0.3], None]
    beyond = ({"slope": 0.26}, 0.25), ({"slope": 7}, 1.0), ({"slope": -1}, 0.0)
    for sent, kept in (*((one, 0.5) for one in nonsense), *beyond):
        answer = live(app, KEY)["answer"]
        patch = {"settings": sent, "revision": answer["seen"] + 1, "session": answer["session"]}
        assert values(report(app, KEY, {"patch": patch})) == {"slope": kept}, sent


@pytest.mark.parametrize(
    "change", [{"session": "another"}, {"revision": 1}, {"revision": "9"}, {"revision": 2.5}]
)
def test_a_report_that_is_old_or_of_another_session_changes_nothing(change):
    app = move(opened("discarded", picture="Cat"), KEY, slope=0.5)
    answer = live(app, KEY)["answer"]
    patch = {"settings": {"slope": 0.1}, "revision": 2, "session": answer["session"]} | change
    assert values(report(app, KEY, {"patch": patch})) == {"slope": 0.5}


def test_the_picture_is_a_message_of_its_own_that_a_slider_leaves_alone():
    app = opened("discarded", picture="Cat")
    name, data = live(app, KEY)["data"], live(app, f"{KEY}_data")
    assert data["name"] == name
    move(app, KEY, slope=0.5)
    assert live(app, KEY)["data"] == name
    assert live(app, f"{KEY}_data") == data
