"""A and B on the page, without a browser."""

import base64
from dataclasses import replace

import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.paint import GREY, colour_index
from explorer.ui.features import compare
from explorer.view import comparison
from explorer.view.settings import Settings
from tests.messages.reader import taken_apart
from tests.ui.components import change, pick, set_weights
from tests.ui.page import open_app, passed, png, run, settings_of, texts, upload

SMALL = {"size": "128"}


def messages(app):
    """Return what the components are sent: key -> header and arrays."""
    protos = [element.proto for element in app.get("bidi_component")]
    return {proto.id.rpartition("-")[2]: taken_apart(proto.bytes) for proto in protos}


def pinned(query=None):
    app = open_app(query or SMALL)
    return run(app.button(key="pin").click())


def expected_levels(view, limit, *, before=False):
    _, layer = passed(view)
    values = layer.pre_activation if before else layer.activation_map
    return colour_index(values, len(GREY), (-limit, limit))


def test_without_a_pin_there_is_one_button_and_nothing_else():
    app = open_app(SMALL)
    assert app.button(key="pin").label == "Pin as A"
    assert not {"compare_A", "compare_B", "overlay"} & set(messages(app))
    assert "pinned" not in app.session_state


def test_what_is_pinned_first_equals_what_is_on_the_page():
    app = pinned()
    sent = messages(app)
    np.testing.assert_array_equal(sent["compare_A"][1]["levels"], sent["compare_B"][1]["levels"])
    assert "A and B are the same so far." in texts(app)
    assert "A and B have the same value everywhere." in texts(app)
    limit = passed(settings_of(app))[1].shared_limit
    np.testing.assert_array_equal(
        sent["compare_A"][1]["levels"], expected_levels(settings_of(app), limit).ravel()
    )


def test_a_stays_while_b_changes_and_both_share_one_scale():
    app = pinned()
    a = settings_of(app)
    set_weights(app, KERNELS["Sobel left"].weights.ravel())
    change(app, bias=0.5)
    b = settings_of(app)
    assert "**Kernel:** Sobel right → Sobel left" in texts(app)
    assert "**Bias:** 0 → 0.5" in texts(app)
    limit = comparison.shared_limit(passed(a)[1], passed(b)[1])
    for stage, before in ((compare.AFTER, False), (compare.BEFORE, True)):
        run(app.segmented_control(key="compared").set_value(stage))
        sent = messages(app)
        for name, view in (("compare_A", a), ("compare_B", b)):
            levels = expected_levels(view, limit, before=before).ravel()
            np.testing.assert_array_equal(sent[name][1]["levels"], levels)
        assert sent["compare_A"][0]["legend"] == sent["compare_B"][0]["legend"]


@pytest.mark.parametrize("key", ["back_to_a", "swap"])
def test_back_to_a_restores_exactly_what_was_pinned(key):
    view = Settings(
        picture="Cat", size=128, w00=0.11111111, w22=-7.0, bias=-0.25, padding="valid", stride=2,
        activation="PReLU", negative_slope=-0.3, row=33, col=41, direction="Column", palette="Signed grey",
    )  # fmt: skip
    app = open_app(view.to_query())
    view = settings_of(app)
    run(app.button(key="pin").click())
    set_weights(app, KERNELS["Outline"].weights.ravel())
    change(app, bias=1.0)
    change(app, padding="zeros")
    change(app, stride=1)
    change(app, activation="GELU")
    change(app, direction="Row")
    change(app, palette="Diverging")
    pick(app, "Photographer")
    change(app, row=5)
    changed = settings_of(app)
    run(app.button(key=key).click())
    assert settings_of(app) == view
    if key == "swap":
        run(app.button(key="swap").click())
        assert replace(settings_of(app), negative_slope=changed.negative_slope) == changed


def test_the_line_and_the_colours_are_those_of_the_page_for_both():
    app = pinned()
    change(app, row=7)
    change(app, palette="Signed grey")
    assert "A and B are the same so far." in texts(app)
    assert "Along row 7, after the activation" in texts(app)
    sent = messages(app)
    assert sent["compare_A"][0]["palette"] == sent["compare_B"][0]["palette"] == "Signed grey"


def test_another_picture_or_another_grid_is_shown_and_not_compared_value_by_value():
    app = pinned()
    change(app, stride=2)
    assert "cannot be compared value by value" in texts(app)
    pick(app, "Cat")
    assert "different pictures" in texts(app)
    change(app, size=256)
    sent = messages(app)
    assert sent["compare_A"][0]["width"] == 128
    assert sent["compare_B"][0]["width"] == 256


def test_the_lines_are_those_of_the_maps_and_a_is_stretched_to_the_length_of_b():
    app = pinned({"size": "256"})
    change(app, size=128)
    change(app, row=50)
    set_weights(app, KERNELS["Sobel left"].weights.ravel())
    lines = {"A": (passed(Settings(size=256))[1], 101), "B": (passed(settings_of(app))[1], 50)}
    for stage in (compare.AFTER, compare.BEFORE):
        run(app.segmented_control(key="compared").set_value(stage))
        traces = {trace["name"]: trace for trace in messages(app)["overlay"][0]["figure"]["data"]}
        for name, (layer, row) in lines.items():
            values = layer.pre_activation if stage == compare.BEFORE else layer.activation_map
            drawn = np.frombuffer(base64.b64decode(traces[name]["y"]["bdata"]), "<f4")
            np.testing.assert_array_equal(drawn, values[row])
        assert (traces["A"]["x0"], traces["A"]["dx"]) == (-0.25, 0.5)
        assert (traces["B"]["x0"], traces["B"]["dx"]) == (0, 1)
    assert "Along row 50 of B and row 101 of A, before the activation" in texts(app)
    assert "stretched to the length of B's" in texts(app)


def test_the_line_is_small_enough_for_the_browser_to_keep():
    app = pinned({})
    [overlay] = [e.proto for e in app.get("bidi_component") if e.proto.id.endswith("-overlay")]
    assert len(overlay.bytes) < 10_000


def test_unpinning_keeps_nothing():
    app = pinned()
    assert type(app.session_state["pinned"]) is Settings
    assert app.button(key="pin").label == "Unpin A"
    run(app.button(key="pin").click())
    assert "pinned" not in app.session_state
    assert "pinned_upload" not in app.session_state
    assert not {"compare_A", "compare_B", "overlay"} & set(messages(app))


def test_a_stays_the_first_upload_when_another_one_comes():
    first, second = (np.random.default_rng(seed).integers(0, 256, (40, 60), np.uint8) for seed in (1, 2))
    app = upload(open_app(SMALL), "first.png", png(first))
    run(app.button(key="pin").click())
    upload(app, "second.png", png(second))
    a, b = (messages(app)[f"compare_{name}"][1]["levels"] for name in "AB")
    assert (a != b).mean() > 0.5
    assert "A and B differ in the picture" in texts(app)
    run(app.button(key="back_to_a").click())
    np.testing.assert_array_equal(messages(app)["compare_B"][1]["levels"], a)
    np.testing.assert_array_equal(messages(app)["compare_A"][1]["levels"], a)


def test_the_share_set_to_zero_is_that_of_each_map():
    app = pinned()
    change(app, activation="Identity")
    _, layer = passed(Settings(size=128))
    share = np.mean((layer.activation_map == 0) & (layer.pre_activation != 0))
    assert f"| Set to zero by the activation | {share:.0%}".replace("%", " %") + " | 0 % |" in texts(app)
