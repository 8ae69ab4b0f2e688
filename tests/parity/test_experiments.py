from dataclasses import asdict, replace

from explorer.view.experiments import EXPERIMENTS, experiment_shown, title
from explorer.view.settings import Settings
from tests.parity.node import ask, call

MODULE = "core/experiments"
ROWS = [{"name": row.name, "question": row.question, "settings": asdict(row.settings)} for row in EXPERIMENTS]


def test_the_same_experiment_is_recognised():
    views = [row.settings for row in EXPERIMENTS]
    views += [replace(view, row=1, palette="Signed grey") for view in views]
    views += [replace(EXPERIMENTS[3].settings, bias=0.5), Settings()]
    given = [(view, last) for view in views for last in (None, 0, 3, views.index(view) % len(EXPERIMENTS))]
    found = ask(call(MODULE, "experimentShown", ROWS, asdict(view), last) for view, last in given)
    assert found == [experiment_shown(*one) for one in given]
    assert {None, 0, 3} < set(found)


def test_the_same_title_is_written():
    places = [None, *range(len(EXPERIMENTS))]
    assert ask(call(MODULE, "title", ROWS, place) for place in places) == [title(place) for place in places]
