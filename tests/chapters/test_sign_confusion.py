from types import SimpleNamespace

import numpy as np
import pytest

from explorer.core.notation import number
from explorer.images import samples
from explorer.lessons import sign_confusion as lesson
from explorer.lessons import sphere
from explorer.ui.pages.chapters import sign_confusion
from tests.chapters.opened import again, captions, heights, is_sound, opened, spoken, tables, told

PICTURES = ["Brick wall", "Slow ramp", "Soft blob", "Handwritten digit"]


def test_the_chapter_is_one():
    assert is_sound(sign_confusion.PAGE)


def test_without_relu_both_windows_convince_the_unit_and_with_relu_one():
    app = opened("sign_confusion")
    products = [row[1:] for row in tables(app)[0][2:]]
    assert products[:3] == [
        ["(+4) × (+1)", "0 × (+1)"],
        ["0 × (−1)", "(−4) × (−1)"],
        ["**+4**", "**+4**"],
    ]
    assert products[3:] == [["(+4) × (+1)", "0 × (+1)"], ["0 × (−1)", "0 × (−1)"], ["**+4**", "**0**"]]
    assert (
        "Without ReLU the unit gives both the same number; with ReLU it gives them different numbers."
        in captions(app)
    )
    assert len(spoken(app)) == 3


def test_with_light_and_dark_exchanged_both_products_turn_negative():
    app = again(opened("sign_confusion").toggle(key="sign_confusion_exchange").set_value(True))
    products = [row[1:] for row in tables(app)[0][2:]]
    assert products[:3] == [
        ["(−4) × (+1)", "0 × (+1)"],
        ["0 × (−1)", "(+4) × (−1)"],
        ["**−4**", "**−4**"],
    ]
    assert products[3:] == [["0 × (+1)", "0 × (+1)"], ["0 × (−1)", "(+4) × (−1)"], ["**0**", "**−4**"]]
    assert (
        "Without ReLU the unit gives both the same number; with ReLU it gives them different numbers."
        in captions(app)
    )


@pytest.mark.parametrize("picture", PICTURES)
def test_the_numbers_of_a_picture_and_its_negative_are_the_lessons(picture):
    app = opened("sign_confusion", picture=picture)
    found = lesson.picture_and_negative(samples()[picture].load(256))
    _, _, linear, sizes, rectified = tables(app)[1]
    assert linear[1:] == ["0", number(found.linear.largest_difference, 0)]
    assert sizes[1:] == [number(found.magnitude.largest_sum, 0), "0"]
    assert rectified[1:] == [
        number(found.rectified.largest_sum, 0),
        number(found.rectified.largest_difference, 0),
    ]
    is_empty = found.linear.largest_difference == found.rectified.largest_difference == 0
    assert ("answers 0 everywhere" in captions(app)) == is_empty
    assert (f"likeness {number(found.rectified.cosine, 2)}" in captions(app)) != is_empty


def test_a_ramp_is_the_counter_example():
    assert "answers 0 everywhere" in captions(opened("sign_confusion", picture="Slow ramp"))


def test_a_picture_too_small_for_two_layers_is_said_to_be():
    app = opened("sign_confusion", own=np.eye(3))
    assert "5 × 5" in app.info[0].value


def test_the_circle_starts_with_the_farthest_pattern_as_strong_as_the_nearest():
    app = opened("sign_confusion")
    assert told(app)["sign_confusion_circle"]["angles"] == [45, 70, 0, 250]
    bars = heights(app, "sign_confusion_bars")
    np.testing.assert_allclose(bars["Correlation"], [0.9063, 0.7071, -0.9063], atol=1e-4)
    np.testing.assert_allclose(bars["After ReLU"], [0.9063, 0.7071, 0], atol=1e-4)
    assert "a₃ is farthest from x (155°), yet by size its correlation, 0.91, is as strong" in captions(app)


@pytest.mark.parametrize(
    ("angles", "said"),
    [
        ((0, 0, 45, 300), "ReLU changes nothing here"),
        ((350, 0, 120, 90), "a₂ is farthest from x (130°) and its correlation is negative"),
        ((10, 100, 100, 100), "ReLU changes nothing here"),
        ((0, 180, 90, 45), "a₁ is farthest from x (180°), yet by size its correlation, 1.00"),
    ],
)
def test_the_bars_follow_the_angles(angles, said):
    app = opened("sign_confusion", sign_confusion_angles=angles)
    found = sphere.circle(angles[0], angles[1:])
    bars = heights(app, "sign_confusion_bars")
    np.testing.assert_array_equal(bars["Correlation"], found.correlations)
    np.testing.assert_array_equal(bars["After ReLU"], found.rectified)
    assert tables(app)[2][2][1:] == [number(value, 2) for value in found.correlations]
    assert said in captions(app)


def test_start_again_puts_the_handles_back_and_tells_the_browser_so():
    app = opened("sign_confusion", sign_confusion_angles=(1, 2, 3, 4))
    before = told(app)["sign_confusion_circle"]
    app = again(app.button(key="sign_confusion_reset").click())
    after = told(app)["sign_confusion_circle"]
    assert after["angles"] == list(sign_confusion.ANGLES)
    assert after["version"] != before["version"]


@pytest.mark.parametrize(
    ("reported", "is_taken"),
    [
        ([1, 2, 3, 359], True),
        ([1, 2, 3], False),
        ([1, 2, 3, 360], False),
        ([1, 2, 3, -1], False),
        ([1, 2, 3, 4.5], False),
        ([1, 2, 3, True], False),
        ([1, 2, 3, float("nan")], False),
        ([1, 2, 3, "4"], False),
        ("1234", False),
        ({"x": 1}, False),
        (None, False),
    ],
)
def test_only_four_whole_angles_are_taken_from_the_browser(monkeypatch, reported, is_taken):
    state = {"sign_confusion_circle": SimpleNamespace(angles=reported)}
    monkeypatch.setattr(sign_confusion, "st", SimpleNamespace(session_state=state))
    sign_confusion._turn()
    assert state.get("sign_confusion_angles") == (tuple(reported) if is_taken else None)
