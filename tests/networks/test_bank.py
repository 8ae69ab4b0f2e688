"""The filter bank: its numbers, and its page through the real entry."""

import re
from itertools import cycle

import hypothesis.strategies as st
import numpy as np
import pytest
import streamlit
from hypothesis import given
from hypothesis.extra.numpy import arrays
from streamlit.util import calc_hash

from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import conv2d
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number, percent
from explorer.images import samples
from explorer.images.scenes import DARK, LIGHT
from explorer.networks import bank
from explorer.networks.bank import COMBINATIONS, LARGEST_BANK, MENU, MOST_INPUTS, SMALLEST_BANK
from explorer.networks.learned import LEARNED
from explorer.ui.pages import bank as page
from explorer.view.settings import DOMAINS, Settings
from tests.ui.page import run, sent, settings_of
from tests.ui.test_lessons import opened

PICTURE = samples()["Cat"].load(64)
pictures = arrays(np.float32, (6, 7), elements=st.floats(0, 1, width=32))
kernels = st.sampled_from(list(MENU))


@pytest.fixture(autouse=True)
def fresh_caches():
    yield
    streamlit.cache_data.clear()


def sobel(name):
    return conv2d(PICTURE, KERNELS[name].weights) / np.float32(8)


def total(name, image=PICTURE):
    """Set an example up as the page does."""
    row = COMBINATIONS[name]
    maps = [bank.rectified(image, kernel) for kernel, _ in row.inputs]
    bias = bank.bias_that_needs_all(maps) if row.needs_all else 0.0
    return maps, bank.second_layer(maps, [weight for _, weight in row.inputs], bias=bias)


@given(pictures, kernels)
def test_no_answer_of_a_bank_leaves_minus_one_to_one(image, name):
    (card,) = bank.filter_bank(image, [name])
    assert np.abs(card.before).max() <= 1 + 1e-6
    assert np.abs(card.after).max() <= 1 + 1e-6


def test_the_most_silenced_map_comes_first():
    cards = bank.filter_bank(PICTURE, list(MENU))
    shares = [card.zero_fraction for card in cards]
    assert shares == sorted(shares, reverse=True)
    assert {card.name for card in cards} == set(MENU)
    for card in cards:
        below = conv2d(PICTURE, MENU[card.name]) < 0
        assert card.zero_fraction == below.mean()


@pytest.mark.parametrize("bias", [-0.1, 0.1])
def test_the_bias_weighs_alike_for_strong_and_weak_kernels(bias):
    sobel, threefold = KERNELS["Sobel right"].weights, 3 * KERNELS["Sobel right"].weights
    for name in MENU:
        (card,) = bank.filter_bank(PICTURE, [name], bias=bias)
        assert card.bias in DOMAINS["bias"]
    one, other = (
        forward(PICTURE, weights, bias=bias * bank.reach(weights)).pre_activation / bank.reach(weights)
        for weights in (sobel, threefold)
    )
    np.testing.assert_allclose(one, other, atol=1e-6)


@given(pictures, kernels)
def test_a_kernel_and_its_negative_add_up_to_the_absolute_value(image, name):
    signed = conv2d(image, MENU[name])
    plus, minus = (np.maximum(conv2d(image, sign * MENU[name]), 0) for sign in (1, -1))
    np.testing.assert_array_equal(bank.second_layer([plus, minus], [1, 1]).after, np.abs(signed))
    np.testing.assert_array_equal(bank.second_layer([plus, minus], [1, -1]).before, signed)


def test_the_examples_are_what_they_say():
    across, down = np.abs(sobel("Sobel right")), np.abs(sobel("Sobel bottom"))
    np.testing.assert_array_equal(total("An edge of either sign")[1].after, across)
    np.testing.assert_array_equal(total("What ReLU took, put back")[1].before, sobel("Sobel right"))
    np.testing.assert_allclose(total("Any edge")[1].after, across + down, atol=1e-6)
    upright = total("Vertical edges only")[1].after
    np.testing.assert_allclose(upright, np.maximum(across - down, 0), atol=1e-6)


@pytest.mark.parametrize("picture", list(samples()))
def test_the_and_answers_only_where_both_maps_do(picture):
    maps, unit = total("Lighter to the right and downwards", samples()[picture].load(128))
    assert all((values[unit.after > 0] > 0).all() for values in maps)


def test_the_and_finds_the_corner_of_a_light_square_and_nothing_else():
    square = np.full((20, 20), DARK, np.float32)
    square[5:15, 5:15] = LIGHT
    _, unit = total("Lighter to the right and downwards", square)
    assert set(zip(*np.nonzero(unit.after), strict=True)) <= {(4, 4), (4, 5), (5, 4), (5, 5)}
    assert unit.after[4, 4] > 0 or unit.after[5, 5] > 0


def test_every_example_fits_the_controls():
    for row in COMBINATIONS.values():
        names = [name for name, _ in row.inputs]
        assert len(set(names)) == len(names) <= MOST_INPUTS
        assert set(names) <= set(MENU)
        assert all(-2 <= weight <= 2 for _, weight in row.inputs)
    assert SMALLEST_BANK <= len(page.DEFAULT) <= LARGEST_BANK
    assert set(page.DEFAULT) <= set(MENU)


def test_the_sentence_counts_what_speaks_for_the_unit():
    maps, unit = total("Vertical edges only")
    said = bank.sentence(maps, [1, 1, -1, -1], unit)
    assert said.startswith(
        f"The unit is above 0 at {np.count_nonzero(unit.after):,} of {unit.after.size:,} places ("
    )
    either = float(((maps[0] > 0) | (maps[1] > 0)).mean())
    assert f"at 0 %, at least one of them at {percent(either)}." in said
    silent = bank.second_layer(maps, [0, 0, 0, 0])
    assert "0 everywhere" in bank.sentence(maps, [0, 0, 0, 0], silent)


@given(st.sampled_from(list(KERNELS.values())), st.floats(0.1, 50))
def test_a_preset_is_most_like_itself_however_strong(row, strength):
    if row.weights.any():
        name, alike = bank.nearest_preset(strength * row.weights)
        assert alike == pytest.approx(1, abs=1e-5)
        np.testing.assert_allclose(
            bank._direction(KERNELS[name].weights), bank._direction(row.weights), atol=1e-6
        )


def test_random_kernels_are_as_like_a_preset_as_the_page_says():
    drawn = np.random.default_rng(7).normal(size=(2000, 9))
    alike = np.full(len(drawn), -1.0)
    for weights in (row.weights.ravel() for row in KERNELS.values() if row.weights.any()):
        sizes = np.sqrt((drawn**2).sum(axis=1) * (weights**2).sum())
        alike = np.maximum(alike, drawn @ weights / sizes)
    assert bank.likeness_by_chance() == pytest.approx(np.mean(alike), abs=0.01)
    said = [text for card in sent(opened("bank"))["learned"]["cards"] for text in card["words"]]
    by_chance = number(float(np.mean(alike)), 2)
    assert sum(text.endswith(f"(by chance {by_chance})") for text in said) == len(LEARNED)


@pytest.mark.parametrize("example", list(COMBINATIONS))
@pytest.mark.parametrize("picture", list(samples()))
def test_what_is_said_of_a_unit_is_true_on_every_picture(example, picture):
    maps, unit = total(example, samples()[picture].load(64))
    weights = [weight for _, weight in COMBINATIONS[example].inputs]
    said = bank.sentence(maps, weights, unit)
    if not unit.after.any():
        assert said.startswith("After ReLU the unit is 0 everywhere")
        assert (unit.before <= 0).all()
        assert bank.second_layer(maps, weights, bias=1.0).after.any()
        return
    speaking = np.array([values > 0 for values, weight in zip(maps, weights, strict=True) if weight > 0])
    shares = [float((unit.before > 0).mean()), float(speaking.all(axis=0).mean())]
    shares += [float(speaking.any(axis=0).mean())] if len(speaking) > 1 else []
    told = re.findall(r"less than 1 %|more than 99 %|\d+ %", said)
    assert told == [percent(share) for share in (shares if len(speaking) > 1 else shares[:1])]


@pytest.mark.parametrize("bias", [0.0, 0.05])
@pytest.mark.parametrize("activation", list(ACTIVATIONS))
def test_what_is_said_of_the_order_is_true_for_every_activation(activation, bias):
    cards = bank.filter_bank(PICTURE, page.DEFAULT, activation=activation, bias=bias)
    shares, order = bank.shares(cards, activation)
    changed = [card.layer.activation_map != card.layer.pre_activation for card in cards]
    zeroed = [made & (card.layer.activation_map == 0) for card, made in zip(cards, changed, strict=True)]
    is_zeroed = any(map(np.any, zeroed))
    assert (f"share that {activation} set to zero" in order) is is_zeroed
    assert (f"{activation} set nothing to zero." in order) is not is_zeroed
    sizes = [float(flags.mean()) for flags in (zeroed if is_zeroed else changed)]
    assert sizes == sorted(sizes, reverse=True)
    assert shares == [f"{percent(size)} {'set to zero' if is_zeroed else 'changed'}" for size in sizes]
    ends = [
        f"{card.name} with {percent(size)}" for card, size in ((cards[0], sizes[0]), (cards[-1], sizes[-1]))
    ]
    assert order.endswith((f": from {ends[0]} down to {ends[1]}.", f": {percent(sizes[0])} for all."))


def test_the_page_shows_the_numbers_of_its_cards():
    app = opened("bank")
    image = samples()["Brick wall"].load(page.SIZE)
    cards = bank.filter_bank(image, page.DEFAULT)
    shown = sent(app)["bank"]["cards"]
    assert [card["name"] for card in shown] == [card.name for card in cards]
    assert [card["words"] for card in shown] == [
        [f"{percent(card.zero_fraction)} set to zero"] for card in cards
    ]
    assert [card["name"] for card in sent(app)["learned"]["cards"]] == list(LEARNED)
    said, scale = sent(app)["spoken_bank"]["sentences"]
    assert list(sent(app)).index("spoken_bank") > list(sent(app)).index("learned")
    assert app.caption[0].value.startswith(said)
    assert scale.removeprefix("The scale is ") in app.caption[0].value


@pytest.mark.parametrize("name", ["Kirsch east", "Learned 3"])
@pytest.mark.parametrize("activation", ["ReLU", "Softplus"])
def test_a_card_opens_with_the_same_numbers(name, activation):
    view = page._view("Cat", samples()["Cat"].load(page.SIZE), name, activation, -0.07)
    opened_layer = forward(samples()[view.picture].load(view.size), **view.layer())
    (card,) = bank.filter_bank(samples()["Cat"].load(page.SIZE), [name], activation=activation, bias=-0.07)
    np.testing.assert_array_equal(opened_layer.pre_activation, card.layer.pre_activation)
    np.testing.assert_array_equal(opened_layer.activation_map, card.layer.activation_map)


def test_too_few_kernels_are_answered_with_the_cure():
    app = opened("bank")
    run(app.pills(key="bank_kernels").set_value(["Sobel right"]))
    assert "A bank has at least 6 kernels" in app.error[0].value
    assert "bank" not in sent(app)
    run(app.pills(key="unit_kernels").set_value([]))
    assert "Choose a kernel" in app.error[1].value


def test_too_many_kernels_are_answered_with_the_cure():
    app = opened("bank")
    run(app.pills(key="bank_kernels").set_value(list(bank.MENU)[:17]))
    assert "A bank has at most 16 kernels" in app.error[0].value
    assert "bank" not in sent(app)
    run(app.pills(key="unit_kernels").set_value(list(bank.MENU)[:5]))
    assert "4 kernels at most" in app.error[1].value
    assert "unit" not in sent(app)


@pytest.mark.parametrize(
    ("example", "picture"), [*zip(COMBINATIONS, cycle(["Brick wall", "Step edge", "Rocket"]), strict=False)]
)
def test_every_example_is_shown_with_its_numbers_at_its_strongest_place(example, picture):
    app = opened("bank")
    run(app.selectbox(key="lesson_picture").set_value(picture))
    run(app.selectbox(key="unit_preset").set_value(example))
    _, unit = total(example, samples()[picture].load(page.SIZE))
    mark = sent(app)["unit"]["mark"]
    assert unit.before[tuple(mark)] == unit.before.max()
    (said,) = [text.value for text in app.markdown if text.value.startswith("**At the mark:**")]
    assert f"= {number(float(unit.before.max()))} → ReLU → {number(float(unit.after.max()))}" in said
    assert [card["name"] for card in sent(app)["unit"]["cards"]][-1] == "The unit"
    assert sent(app)["unit"]["spoken"] == [said.replace("**", "")]
    assert picture in sent(app)["unit"]["of"]


def test_the_unit_is_as_it_was_when_the_page_is_opened_again():
    app = opened("bank")
    other = list(COMBINATIONS)[1]
    run(app.selectbox(key="unit_preset").set_value(other))
    run(app.slider(key="unit_bias").set_value(0.25))
    run(app.slider(key="unit_row").set_value(5))
    before = sent(app)["unit"]
    for address in ("sources", "bank"):
        app._page_hash = calc_hash(address)
        run(app)
    assert sent(app)["unit"] == before
    assert app.selectbox(key="unit_preset").value == other
    run(app.button(key="unit_strongest").click())
    assert sent(app)["unit"]["mark"] != before["mark"]


@pytest.mark.parametrize("place", [None, "here", [1], [1, 2, 3], [-1, 2], [1, 10**9], [True, 1], [1.5, 2]])
def test_a_place_that_is_none_is_ignored(place, monkeypatch):
    state = {"unit": type("Told", (), {"place": place}), "unit_row": 7, "unit_col": 8}
    monkeypatch.setattr(page.st, "session_state", state)
    page._move()
    assert (state["unit_row"], state["unit_col"]) == (7, 8)


def test_what_is_no_kernel_cannot_be_opened(monkeypatch):
    for pick in (None, 3, ["Sobel right"], "Nonsense"):
        monkeypatch.setattr(page, "_cards", lambda *_, pick=pick, **__: type("Told", (), {"pick": pick}))
        assert page._pressed("bank", []) is None


def test_the_explorer_holds_what_was_pressed(monkeypatch):
    app = opened("bank")
    monkeypatch.setattr(page, "_bank", lambda *_: ("Sobel top", []))
    run(app)
    monkeypatch.undo()
    shown = settings_of(app)
    assert shown == Settings(
        picture="Brick wall",
        size=page.SIZE,
        row=shown.row,
        col=shown.col,
        **page.weight_values(MENU["Sobel top"]),
    )
