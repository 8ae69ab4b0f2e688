"""The view that the browser is told, and what a change of it costs."""

from collections import Counter

import numpy as np
import pytest

from explorer.messages import scope as scope_message
from explorer.ui.features import pictures
from explorer.view import view
from explorer.view.settings import DEFAULTS, YOUR_PICTURE
from tests.ui.components import set_weight
from tests.ui.page import open_app, passed, png, run, sent, settings_of, upload


def test_what_follows_the_line_is_too_small_for_the_browser_to_keep():
    app = open_app()
    sizes = {e.proto.id.rpartition("-")[2]: len(e.proto.bytes) for e in app.get("bidi_component")}
    assert sizes["cursor"] < 10_000


def test_the_scope_is_told_the_settings_and_every_other_view_is_another_revision():
    app = open_app({"size": "128"})
    revisions = [sent(app)["scope"]["revision"]]

    def told() -> None:
        scope = sent(app)["scope"]
        del scope["arrays"]
        revisions.append(scope.pop("revision"))
        settings = settings_of(app)
        image, _ = passed(settings)
        assert scope == scope_message.view(settings, image.shape, picture=sent(app)["shown"]["id"])

    run(app)
    told()
    run(app.number_input(key="row").set_value(3))
    told()
    assert len(set(revisions)) == 1  # nothing but the line has changed
    for kind, key, value in (
        ("selectbox", "activation", "GELU"),
        ("segmented_control", "palette", "Signed grey"),
        ("segmented_control", "direction", "Column"),
        ("selectbox", "picture", "Cat"),
    ):
        run(getattr(app, kind)(key=key).set_value(value))
        told()
    for weight in (3.0, 0.0):
        set_weight(app, "w11", weight)
        told()
    assert revisions[2:] == list(range(revisions[0], revisions[0] + 7))


@pytest.mark.parametrize("own", [False, True])
def test_a_change_costs_one_forward_pass_and_one_reduction(monkeypatch, own):
    app = open_app({"size": "128", "code": "true", "take": "true", "predict": "true"})
    if own:
        upload(app, "own.png", png(np.random.default_rng(1).integers(0, 256, (600, 700), np.uint8)))
    counted = Counter()

    def count(module, name):
        function = getattr(module, name)
        monkeypatch.setattr(module, name, lambda *a, **k: (counted.update([name]), function(*a, **k))[1])

    count(view, "forward")
    count(pictures, "reduce")
    for change in (
        lambda: run(app.slider(key="bias").set_value(0.5)),
        lambda: set_weight(app, "w11", 3.0),
        lambda: run(app.selectbox(key="activation").set_value("GELU")),
        lambda: run(app.number_input(key="row").set_value(7)),
    ):
        counted.clear()
        change()
        assert counted == {"forward": 1, **({"reduce": 1} if own else {})}
    run(app.button(key="pin").click())
    counted.clear()
    run(app.slider(key="bias").set_value(0.25))
    assert counted == {"forward": 2, **({"reduce": 2} if own else {})}  # A is another view


def test_every_picture_travels_under_a_name_of_its_own():
    names = []
    app = open_app({"size": "128"})
    for seed in (1, 2):
        picture = np.random.default_rng(seed).integers(0, 256, (140, 260), np.uint8)
        upload(app, f"{seed}.png", png(picture))
        for size in (128, 256):
            run(app.segmented_control(key="size").set_value(size))
            names.append(sent(app)["shown"]["id"])
    for name in ("Cat", "Rocket"):
        run(app.selectbox(key="picture").set_value(name))
        names.append(sent(app)["shown"]["id"])
    assert len(set(names)) == len(names) == 6
    assert sent(app)["scope"]["picture"]["id"] == names[-1]


def test_somebody_elses_upload_travels_under_the_name_of_the_picture_that_is_shown_for_it():
    names = [
        sent(open_app({"picture": name, "size": "128"}))["shown"]["id"]
        for name in (YOUR_PICTURE, DEFAULTS["picture"])
    ]
    assert names[0] == names[1]
