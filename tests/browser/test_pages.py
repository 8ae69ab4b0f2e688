"""The looks of all pages but the explorer: their boxes at every size, and their colours in both themes."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from explorer.ui.pages.bank import DEFAULT
from tests.browser.accessibility import assert_accessible
from tests.browser.boxes import assert_boxes_are_in_order, assert_legible, change_scheme
from tests.browser.profiles import LAPTOP, kept

SIZES = ((1366, 768), (740, 360), (390, 844), (360, 640))
SCHEMES = ("light", "dark")
BESIDE = {"experiments": ".cards img", "bank": ".st-key-unit img", "teacher": "h1", "sources": "h1"}
"""The pages beside the lessons, and what is on each when it is drawn."""


@pytest.fixture(scope="module")
def held() -> list[Page]:
    """Hold the page that all tests use: each leaves nothing behind but another address, size and scheme."""
    return []


@pytest.fixture
def page(request, held, profiles, watch) -> Iterator[Page]:
    """Show a page on which two requests may fail: Streamlit looks for its server below the page's address."""
    if not held:
        held.append(profiles.take())
    watch(held[0], but_about="_stcore")
    held[0].set_viewport_size(LAPTOP)
    held[0].emulate_media(color_scheme="light")
    with kept(held, profiles, request.session):
        yield held[0]


@pytest.fixture
def opened(page, address) -> Callable[[str], Page]:
    """Open one of the pages, unless it is there from the test before."""

    def open_one(name: str) -> Page:
        if page.url != address + name:
            page.goto(address + name)
        page.locator(BESIDE[name]).first.wait_for()
        settled(page)
        return page

    return open_one


def settled(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_function("[...document.images].every((image) => image.complete)")


@pytest.mark.parametrize("name", ["teacher", "sources"])
def test_a_page_is_in_order_at_every_size(opened, name):
    page = opened(name)
    assert_accessible(page)
    assert_in_order_at_every_size(page)


def assert_in_order_at_every_size(page: Page) -> None:
    for size in SIZES:
        assert_boxes_are_in_order(page, *size)


def test_a_question_is_in_order_at_every_size(page, address):
    """All questions have one form; the walk of `test_lessons` shows each where it has least room."""
    page.goto(address + "corner")
    expect(page.get_by_role("button", name="Reveal")).to_be_visible()
    settled(page)
    assert_in_order_at_every_size(page)


def test_an_answer_is_a_card_that_a_finger_hits_and_legible_in_both_themes(page, address):
    if page.url != address + "corner":  # where the test before has left it
        page.goto(address + "corner")
    cards = page.locator(".question label")
    expect(cards).to_have_count(3)
    for card in cards.all():
        assert card.bounding_box()["height"] >= 48
    assert page.locator(".question legend").evaluate("(e) => getComputedStyle(e).fontSize") == "24px"
    box = cards.nth(1).bounding_box()
    page.mouse.click(box["x"] + box["width"] - 8, box["y"] + 8)  # the whole card, not its words alone
    expect(page.get_by_role("radio").nth(1)).to_be_checked()

    page.set_viewport_size(LAPTOP)
    for scheme in SCHEMES:
        change_scheme(page, scheme)
        assert_legible(page, ".question :is(legend, label, .question-letter, button, kbd)", least=9)
        assert_legible(page, ".stButton kbd, .stButton p", least=2)


def test_the_bank_is_in_order_at_every_size_and_legible_in_both_themes(opened):
    page = opened("bank")
    assert_accessible(page)
    assert_in_order_at_every_size(page)
    page.set_viewport_size(LAPTOP)
    expect(page.locator(".st-key-bank button")).to_have_count(len(DEFAULT))
    page.get_by_role("button", name=f"Kernels: {len(DEFAULT)}").click()
    expect(page.locator(".st-key-bank_kernels button").first).to_be_visible()
    assert_accessible(page, ".st-key-bank_kernels")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-bank_kernels button").first).to_be_hidden()


def test_the_controls_of_the_bank_stand_in_one_row(opened):
    page = opened("bank")
    assert_boxes_are_in_order(page, 1366, 768)
    boxes = [
        page.locator(f".st-key-{key} {part}").first.bounding_box()
        for key, part in (
            ("lesson_picture", "[role=group]"),
            ("bank_activation", "[role=group]"),
            ("bank_kernels_menu", "button"),
        )
    ]
    assert len({round(box["y"] + box["height"]) for box in boxes}) == 1, boxes
    assert len({round(box["height"]) for box in boxes}) == 1, boxes


def test_a_phone_shows_two_kernels_of_the_bank_side_by_side(opened):
    page = opened("bank")
    assert_boxes_are_in_order(page, 390, 844)
    cards = page.locator(".st-key-bank .bank-card")
    expect(cards).to_have_count(len(DEFAULT))
    first, second = (card.bounding_box() for card in cards.all()[:2])
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] < second["x"]


def test_the_experiments_are_in_order_at_every_size_and_legible_in_both_themes(opened):
    page = opened("experiments")
    assert_accessible(page)
    assert_in_order_at_every_size(page)


def test_the_cards_of_a_row_have_their_lines_on_one_height(opened):
    page = opened("experiments")
    assert_boxes_are_in_order(page, 1366, 768)
    rows = page.locator(".cards ul").evaluate_all(
        """(lists) => lists.flatMap((list) => {
            const [one, ...others] = [...list.children].slice(0, 3)
            const tops = (card) => [...card.children].slice(1).map((e) => e.getBoundingClientRect().top)
            return others.map((other) => tops(other).map((top, k) => Math.abs(top - tops(one)[k])))
        })"""
    )
    assert len(rows) > 8
    assert max(map(max, rows)) < 1
