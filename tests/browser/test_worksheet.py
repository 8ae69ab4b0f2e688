"""The worksheet and its answers, as the browser prints them."""

import re

import pytest
from playwright.sync_api import Page, expect

from explorer.exports.worksheet import PAGES
from explorer.ui.pages.chapters import CHAPTER_PAGES
from tests.browser.accessibility import AXE_SCRIPT, BY_TAGS, violations

CHAPTERS = list(CHAPTER_PAGES.values())
PAPERS = {"A4": (210, 297), "Letter": (215.9, 279.4)}
MARGIN = 12  # mm
PIXELS = 96 / 25.4  # of CSS in a millimetre


@pytest.fixture
def opened(take_page, address):
    """Open one of the two from the teacher's page, as a visitor with dark colours does."""
    teacher: list[Page] = []

    def open_one(label):
        if not teacher:
            teacher.append(take_page(but_about="_stcore", color_scheme="dark"))
            teacher[0].goto(address + "teacher")
        (page,) = teacher
        with page.context.expect_page() as other:
            page.get_by_role("link", name=label, exact=True).click()
        other.value.wait_for_load_state()
        return other.value

    return open_one


def count_pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_the_worksheet_is_two_whole_pages_of_a4_and_of_letter_and_the_answers_are_one_page(opened):
    sheet = opened("Worksheet")
    sheet.evaluate(AXE_SCRIPT)
    assert violations(sheet, "html", BY_TAGS) == ([], set())
    for paper in PAPERS:
        assert count_pages(sheet.pdf(format=paper)) == PAGES
    for row in CHAPTERS:
        expect(sheet.get_by_text(row.question)).to_be_visible()
        assert row.claim not in sheet.inner_text("body")
    assert_whole(sheet)
    sheet.close()
    assert_answers_stand_on_one_side(opened("Answers"))


def assert_whole(sheet):
    """Check that nothing on paper is cut off, and that there is room to write."""
    sheet.emulate_media(media="print")
    expect(sheet.get_by_role("button", name="Print")).to_be_hidden()
    assert sheet.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for width, height in PAPERS.values():
        side = {"width": int((width - 2 * MARGIN) * PIXELS), "height": int((height - 2 * MARGIN) * PIXELS)}
        sheet.set_viewport_size(side)
        cut_off = "(e) => e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth"
        found = sheet.locator("article, article *:not(.box)").evaluate_all(
            f"(all) => all.filter((e) => e.tagName !== 'B' && e.tagName !== 'SPAN').filter({cut_off})"
            ".map((e) => e.textContent)"
        )
        assert found == []
        for article in sheet.locator("article").all():
            assert article.bounding_box()["height"] <= side["height"]
        for line in sheet.locator(".line").all():
            assert line.bounding_box()["height"] >= 6 * PIXELS - 1


def assert_answers_stand_on_one_side(sheet):
    for row in CHAPTERS:
        expect(sheet.get_by_text(f"{row.answer}. {row.claim}.")).to_be_visible()
    for paper in PAPERS:
        assert count_pages(sheet.pdf(format=paper)) == 1
