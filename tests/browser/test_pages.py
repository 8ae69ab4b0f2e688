"""The looks of all pages but the explorer: their boxes at every size, and their colours in both themes."""

import pytest
from playwright.sync_api import Page, expect

from explorer.lessons.chapters import CHAPTERS
from explorer.ui.pages.bank import DEFAULT
from tests.browser.boxes import assert_boxes_are_in_order, assert_legible

SIZES = ((1366, 768), (390, 844), (360, 640), (740, 360))
BESIDE = {"experiments": ".cards img", "bank": ".st-key-unit img", "teacher": "h1", "sources": "h1"}
"""The pages beside the lessons, and what is on each when it is drawn."""


@pytest.fixture
def page(take_page) -> Page:
    """Take a page on which two requests may fail: Streamlit looks for its server below the page's address."""
    return take_page(but_about="_stcore")


def settled(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_function("[...document.images].every((image) => image.complete)")


@pytest.mark.parametrize("name", BESIDE)
def test_a_page_is_in_order_at_every_size(page, address, name):
    page.goto(address + name)
    expect(page.locator(BESIDE[name]).first).to_be_visible()
    settled(page)
    for size in SIZES:
        assert_boxes_are_in_order(page, *size)


def test_every_question_is_in_order_at_every_size(page, address):
    first, *others = CHAPTERS
    page.goto(address + first)
    for chapter in (first, *others):
        if chapter != first:
            page.get_by_role("button", name="Next").click()
        page.wait_for_url(address + chapter)
        expect(page.locator("h2", has_text=CHAPTERS[chapter].title)).to_be_visible()
        expect(page.get_by_role("button", name="Reveal")).to_be_visible()
        settled(page)
        for size in SIZES:
            assert_boxes_are_in_order(page, *size)


def test_an_answer_is_a_card_that_a_finger_hits(page, address):
    page.goto(address + "corner")
    cards = page.locator(".question label")
    expect(cards).to_have_count(3)
    for card in cards.all():
        assert card.bounding_box()["height"] >= 48
    assert page.locator(".question legend").evaluate("(e) => getComputedStyle(e).fontSize") == "24px"
    box = cards.nth(1).bounding_box()
    page.mouse.click(box["x"] + box["width"] - 8, box["y"] + 8)  # the whole card, not its words alone
    expect(page.get_by_role("radio").nth(1)).to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_is_legible_in_both_themes(take_page, address, scheme):
    page = take_page(but_about="_stcore", color_scheme=scheme)
    page.goto(address + "corner")
    page.locator(".question label").first.click()
    assert_legible(page, ".question :is(legend, label, .question-letter, button, kbd)", least=9)
    assert_legible(page, ".stButton kbd, .stButton p", least=2)
    page.goto(address + "bank")
    expect(page.locator(".st-key-bank button")).to_have_count(len(DEFAULT))
    page.get_by_role("button", name=f"Kernels: {len(DEFAULT)}").click()
    expect(page.locator(".st-key-bank_kernels button").first).to_be_visible()
    assert_legible(page, ".st-key-bank_kernels button p", least=40)
    assert_legible(page, ".bank :is(strong, .bank-words span, .bank-map > span, .bank-tiles span)", least=100)
    page.goto(address + "experiments")
    expect(page.locator(".cards h3").first).to_be_visible()
    assert_legible(page, ".cards :is(h2, a, p, button)", least=100)


def test_the_controls_of_the_bank_stand_in_one_row(page, address):
    page.goto(address + "bank")
    expect(page.locator(".st-key-unit img").first).to_be_visible()
    page.set_viewport_size({"width": 1366, "height": 768})
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


def test_a_phone_shows_two_kernels_of_the_bank_side_by_side(page, address):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "bank")
    cards = page.locator(".st-key-bank .bank-card")
    expect(cards).to_have_count(len(DEFAULT))
    settled(page)
    first, second = (card.bounding_box() for card in cards.all()[:2])
    assert first["y"] == second["y"]
    assert first["x"] + first["width"] < second["x"]


def test_the_cards_of_a_row_have_their_lines_on_one_height(page, address):
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(address + "experiments")
    expect(page.locator(".cards li img").first).to_be_visible()
    settled(page)
    rows = page.locator(".cards ul").evaluate_all(
        """(lists) => lists.flatMap((list) => {
            const [one, ...others] = [...list.children].slice(0, 3)
            const tops = (card) => [...card.children].slice(1).map((e) => e.getBoundingClientRect().top)
            return others.map((other) => tops(other).map((top, k) => Math.abs(top - tops(one)[k])))
        })"""
    )
    assert len(rows) > 8
    assert max(map(max, rows)) < 1
