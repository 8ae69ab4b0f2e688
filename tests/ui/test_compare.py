"""A and B on the page, without a browser: what its buttons ask of Python, and what Python answers."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.core.measures import summary
from explorer.core.notation import digits_for, number
from explorer.ui.features import uploads
from explorer.ui.state.session import PinnedView
from explorer.view import comparison
from explorer.view.settings import YOUR_PICTURE, Settings
from tests.messages.reader import taken_apart
from tests.ui.components import answer, change, command, compare, component, pick, set_weights
from tests.ui.page import open_app, passed, png, sent, settings_of, texts, upload

SMALL = {"size": "128"}
OTHER = Settings(
    picture="Cat", size=128, w00=0.11111111, w22=-7.0, bias=-0.25, padding="valid", stride=2,
    activation="PReLU", negative_slope=-0.3, row=33, col=41, direction="Column", palette="Signed grey",
)  # fmt: skip


def pinned(query=None):
    return compare(open_app(query or SMALL), "pin")


def view_a(app):
    """Return the settings of view A that the browser is told, and the name of its picture, or None."""
    told = sent(app)["scope"]["pinned"]
    return told and (Settings(**told["settings"]), told["picture"])


def picture_sent(app, key):
    """Return the name of a picture that is sent, and its pixels."""
    header, arrays, _ = taken_apart(component(app, key).bytes)
    return header["id"], arrays["image"].reshape(header["rows"], header["cols"])


def noise(seed):
    return np.random.default_rng(seed).integers(0, 256, (40, 60), np.uint8)


def test_without_a_pin_the_page_has_no_a():
    app = open_app(SMALL)
    assert view_a(app) is None
    assert "pinned" not in sent(app)
    assert "| A | B |" not in texts(app)


def test_what_is_pinned_first_equals_what_is_on_the_page():
    app = pinned()
    assert view_a(app) == (settings_of(app), sent(app)["scope"]["picture"])
    assert "A and B are the same so far." in texts(app)
    assert "A and B have the same value everywhere." in texts(app)


def test_a_is_what_the_browser_shows_at_the_press_whatever_python_has_received():
    app = open_app(SMALL)
    seen = settings_of(app)
    compare(app, "pin", w11=7.0)
    assert view_a(app)[0] == replace(seen, w11=7.0)
    assert settings_of(app) == seen
    assert "**Weight in row 2, column 2:** 7 → 0" in texts(app)
    change(app, w11=7.0)
    assert "A and B are the same so far." in texts(app)


def test_a_change_that_arrives_with_the_command_is_counted():
    app = open_app(SMALL)
    start = settings_of(app)
    change(app, w11=3.0)
    compare(app, "pin")
    change(app, w11=4.0)
    assert (view_a(app)[0].w11, settings_of(app)) == (3.0, replace(start, w11=4.0))


def test_a_stays_while_b_changes_and_the_differences_are_named():
    app = pinned()
    a = settings_of(app)
    set_weights(app, KERNELS["Sobel left"].weights.ravel())
    change(app, bias=0.5)
    assert view_a(app)[0] == a
    assert "**Kernel:** Sobel right → Sobel left" in texts(app)
    assert "**Bias:** 0 → 0.5" in texts(app)


def test_the_table_holds_the_numbers_of_both_maps_after_the_activation():
    app = pinned()
    a = settings_of(app)
    change(app, activation="Leaky ReLU", bias=-0.5)
    layers = [passed(settings)[1] for settings in (a, settings_of(app))]
    digits = digits_for(comparison.shared_limit(*layers))
    for name, extreme in (("Smallest", np.min), ("Largest", np.max)):
        one, other = (number(float(extreme(layer.activation_map)), digits) for layer in layers)
        assert f"| {name} value | {one} | {other} |" in texts(app)
    one, other = (summary(step.pre_activation, step.activation_map).zero_fraction for step in layers)
    assert one > 0.2 > other
    assert f"| Set to zero by the activation | {one:.0%}".replace("%", " %") in texts(app)
    assert comparison.difference_message(
        *(layer.activation_map for layer in layers), layers[1], limit=comparison.shared_limit(*layers)
    ) in texts(app)


@pytest.mark.parametrize("name", ["back", "swap"])
def test_back_to_a_restores_exactly_what_was_pinned(name):
    app = open_app(OTHER.to_query())
    view = settings_of(app)
    compare(app, "pin")
    set_weights(app, KERNELS["Outline"].weights.ravel())
    change(app, bias=1.0, padding="zeros", stride=1, activation="GELU", direction="Row", palette="Diverging")
    pick(app, "Photographer")
    change(app, row=5)
    changed = settings_of(app)
    compare(app, name)
    assert settings_of(app) == view
    assert view_a(app)[0] == (changed if name == "swap" else view)
    if name == "swap":
        compare(app, "swap")
        assert (settings_of(app), view_a(app)[0]) == (changed, view)


def test_what_was_changed_right_before_a_swap_is_in_the_view_that_becomes_a():
    app = pinned()
    a = settings_of(app)
    compare(app, "swap", w11=9.0)
    assert (settings_of(app), view_a(app)[0]) == (a, replace(a, w11=9.0))


def test_nothing_is_opened_where_nothing_is_pinned():
    app = open_app(SMALL)
    before = settings_of(app)
    for name in ("back", "swap", "unpin"):
        compare(app, name, bias=1.0)
        assert (settings_of(app), view_a(app)) == (before, None)


@pytest.mark.parametrize("given", [{}, {"settings": None}, {"settings": [1]}, {"settings": "w11"}])
def test_a_command_without_a_view_pins_nothing(given):
    app = open_app(SMALL)
    command(app, "pin", **given)
    assert view_a(app) is None


def test_a_view_that_no_browser_sends_is_pinned_as_far_as_it_is_valid():
    app = open_app(SMALL)
    command(app, "pin", settings={"w11": 3.0, "bias": 1e9, "size": 7, "row": "x", "no": 1}, upload=["1"])
    assert view_a(app)[0] == Settings(w11=3.0)


def test_unpinning_keeps_nothing():
    app = pinned()
    assert app.session_state["view"].pinned == PinnedView(settings_of(app), 0)
    compare(app, "unpin")
    assert app.session_state["view"].pinned is None
    assert view_a(app) is None
    assert "| A | B |" not in texts(app)


def test_the_line_and_the_colours_are_no_difference():
    app = pinned()
    change(app, row=7, palette="Signed grey", direction="Column")
    assert "A and B are the same so far." in texts(app)


def test_another_picture_or_another_grid_is_not_compared_value_by_value():
    app = pinned()
    change(app, stride=2)
    assert "cannot be compared value by value" in texts(app)
    pick(app, "Cat")
    assert "different pictures" in texts(app)
    change(app, size=256)
    assert view_a(app)[0].size == 128


def test_the_picture_of_a_travels_only_while_b_has_another_one():
    app = pinned()
    name, pixels = picture_sent(app, "shown")
    assert "pinned" not in sent(app)
    change(app, size=256)
    found, kept = picture_sent(app, "pinned")
    assert (found, view_a(app)[1]) == (name, name)
    np.testing.assert_array_equal(kept, pixels)
    compare(app, "back")
    assert "pinned" not in sent(app)
    assert picture_sent(app, "shown")[0] == name


def test_a_stays_the_first_upload_when_others_come():
    app = upload(open_app(SMALL), "first.png", png(noise(0)))
    compare(app, "pin")
    name, pixels = picture_sent(app, "shown")
    for seed in range(1, uploads.KEPT + 2):
        upload(app, "next.png", png(noise(seed)))
    assert "A and B differ in the picture" in texts(app)
    found, kept = picture_sent(app, "pinned")
    assert (found, view_a(app)[1]) == (name, name)
    np.testing.assert_array_equal(kept, pixels)
    compare(app, "swap")
    assert picture_sent(app, "shown")[0] == name
    assert picture_sent(app, "pinned")[0] not in ("", name)
    assert settings_of(app).picture == YOUR_PICTURE
    compare(app, "back")
    assert picture_sent(app, "shown")[0] == view_a(app)[1] != name


def test_an_upload_is_forgotten_after_a_few_others_once_it_is_no_longer_pinned():
    app = upload(open_app(SMALL), "first.png", png(noise(0)))
    compare(app, "pin")
    number = answer(app)["upload"]
    compare(app, "unpin")
    for seed in range(1, uploads.KEPT + 1):
        upload(app, "next.png", png(noise(seed)))
    assert number not in app.session_state["uploads"]
    assert len(app.session_state["uploads"]) == uploads.KEPT


def test_a_of_a_picture_of_the_gallery_leaves_the_visitors_own_picture_to_choose():
    app = pinned()
    upload(app, "mine.png", png(noise(1)))
    number = answer(app)["upload"]
    compare(app, "back")
    assert (settings_of(app).picture, answer(app)["upload"]) == (Settings().picture, number)
