import re

import numpy as np
import pytest

from explorer.core.activations import ACTIVATIONS
from explorer.view import alternatives
from explorer.view.alternatives import ALTERNATIVES
from explorer.view.selected_line import selected_index, selected_line
from tests.parity.node import ask, call
from tests.parity.test_readouts import layer_of, views

MODULE = "core/alternatives"


@pytest.fixture(scope="module")
def given():
    return [*views(), *views(1)]


def line_of(view):
    profile = selected_line(*view)
    names = ("position", "input", "signed", "rectified")
    found = {name: np.ascontiguousarray(getattr(profile, name)) for name in names}
    return profile, {**found, "position": found["position"].astype(np.int32)}


def options_of(view):
    return {"activation": view.settings.activation, "limit": view.layer.shared_limit}


def about_line(view):
    place = view.layer.centre(selected_index(view.settings, view.layer))
    return {**options_of(view), "place": place, "direction": view.settings.direction}


def test_each_map_has_the_same_words(given):
    pictures = ask(call(MODULE, "pictureAlternative", view.image) for view in given)
    before = ask(
        call(MODULE, "beforeAlternative", layer_of(view), {"limit": view.layer.shared_limit})
        for view in given
    )
    after = ask(call(MODULE, "afterAlternative", layer_of(view), options_of(view)) for view in given)
    for view, *said in zip(given, pictures, before, after, strict=True):
        options = options_of(view)
        assert said == [
            alternatives.picture_alternative(view.image),
            alternatives.before_alternative(view.layer, limit=options["limit"]),
            alternatives.after_alternative(view.layer, **options),
        ]
    assert {view.settings.activation for view in given} == set(ACTIVATIONS)


def test_each_line_has_the_same_words(given):
    found = ask(call(MODULE, "lineAlternative", line_of(view)[1], about_line(view)) for view in given)
    assert found == [alternatives.line_alternative(line_of(view)[0], **about_line(view)) for view in given]
    for name in ("SPAN", "FLAT", "RANGE", "NO_CROSSING", "CROSSING", "CROSSINGS", "MANY_CROSSINGS"):
        pattern = re.sub(r"\\{\w+\\}", ".+", re.escape(ALTERNATIVES[name]))
        assert any(re.search(pattern, said) for said in found), name


def test_places_without_a_value_are_left_out_alike():
    rng = np.random.default_rng(4)
    maps = [rng.integers(-2, 3, shape).astype(np.float32) for shape in ((3, 4), (1, 6), (1, 1)) * 10]
    for one in maps:
        one[rng.random(one.shape) < rng.choice([0.1, 0.5, 1])] = np.nan
    said = ask(call(MODULE, "extremesMessage", one, {"digits": 1}) for one in maps)
    assert said == [alternatives.extremes_message(one, digits=1) for one in maps]
    assert ALTERNATIVES["NONE"] in said
