"""The lessons as a class sees them."""

import pytest
from playwright.sync_api import Page, expect

from explorer.ui.pages.chapters import CHAPTER_PAGES
from tests.browser.boxes import assert_boxes_are_in_order

PAGES = list(CHAPTER_PAGES.values())

SIZES = {"phone": (390, 844), "laptop": (1440, 900)}


@pytest.fixture
def lessons(take_page) -> Page:
    """Take a page on which two requests may fail: Streamlit looks for its server below the page's address."""
    return take_page(but_about="_stcore")


def settled(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_function("[...document.images].every((image) => image.complete)")  # they go with the page


def test_every_chapter_opens_and_fits(lessons, address):
    lessons.goto(address + PAGES[0].address)
    for chapter in PAGES:
        expect(lessons.locator("h2", has_text=chapter.title)).to_be_visible()
        lessons.get_by_role("button", name="Reveal").click()
        expect(lessons.get_by_role("button", name="Open in the explorer")).to_be_visible()
        settled(lessons)
        assert lessons.locator("[data-testid=stException]").count() == 0
        for chart in lessons.locator(".chart").all():
            expect(chart.locator(".main-svg").first).to_be_attached()
        for width, height in SIZES.values():
            assert_boxes_are_in_order(lessons, width, height)
        lessons.keyboard.press("ArrowRight")  # to the next one; from the last to none


def test_the_arrow_keys_walk_and_the_guess_stays(lessons, address):
    first, second = PAGES[:2]
    lessons.goto(address + first.address)
    lessons.get_by_text(first.options[0], exact=True).click()
    lessons.get_by_role("button", name="Reveal").click()
    expect(lessons.get_by_text(f"Guessed: {first.options[0]}")).to_be_visible()
    settled(lessons)
    lessons.locator("h2").first.click()
    lessons.keyboard.press("ArrowRight")
    expect(lessons).to_have_url(address + second.address)
    expect(lessons.locator("h2", has_text=second.title)).to_be_visible()
    settled(lessons)
    lessons.keyboard.press("ArrowLeft")
    expect(lessons.get_by_text(f"Guessed: {first.options[0]}")).to_be_visible()


def test_the_menu_leads_to_every_chapter(lessons, address):
    lessons.goto(address)
    lessons.get_by_text("Lessons", exact=True).click()
    for number, chapter in enumerate(PAGES, 1):
        expect(lessons.get_by_text(f"{number}. {chapter.title}")).to_be_visible()
    lessons.get_by_text(f"{len(PAGES)}. {PAGES[-1].title}").click()
    expect(lessons).to_have_url(address + PAGES[-1].address)


def test_the_menu_calls_a_chapter_by_its_claim_once_it_is_revealed_and_by_the_same_address(lessons, address):
    chapter = PAGES[1]
    lessons.goto(address + chapter.address)
    steps = lessons.evaluate("history.length")
    lessons.get_by_role("button", name="Reveal").click()
    expect(lessons.locator("h2", has_text=chapter.claim)).to_be_visible()
    settled(lessons)
    expect(lessons).to_have_url(address + chapter.address)
    assert lessons.evaluate("history.length") == steps
    lessons.get_by_role("button", name="Lessons").click()
    expect(lessons.get_by_role("menuitem", name=f"2. {chapter.claim}")).to_be_visible()
    lessons.get_by_role("menuitem", name=f"3. {PAGES[2].title}").click()
    expect(lessons.locator("h2", has_text=PAGES[2].title)).to_be_visible()
    lessons.go_back()
    expect(lessons.locator("h2", has_text=chapter.claim)).to_be_visible()


def test_a_chapter_opens_in_the_explorer_with_its_own_settings(lessons, address):
    """Also after another view has been there: nothing of it stays but the picture."""
    lessons.goto(address + "?picture=Cat&w11=7&bias=1")
    field = lessons.get_by_label("Weight in row 2, column 2")
    expect(field).to_have_value("7")
    lessons.get_by_text("Lessons", exact=True).click()
    lessons.get_by_text(f"2. {PAGES[1].title}").click()
    lessons.get_by_role("button", name="Reveal").click()
    expect(lessons.get_by_role("button", name="Open in the explorer")).to_be_visible()
    settled(lessons)
    lessons.wait_for_function(
        "[...document.images].every((image) => image.complete)"
    )  # they go with the page
    lessons.get_by_role("button", name="Open in the explorer").click()
    expect(field).to_have_value("0")
    lessons.wait_for_url(lambda url: "picture=Cat" in url and "bias" not in url)


def test_the_circle_turns_by_mouse_and_by_keys(lessons, address):
    lessons.goto(address + "sign-confusion")
    lessons.get_by_role("button", name="Reveal").click()
    handle = lessons.get_by_role("slider", name="Direction of x")
    expect(handle).to_be_visible()
    settled(lessons)
    before = float(handle.get_attribute("aria-valuenow"))
    handle.focus()
    lessons.keyboard.press("ArrowUp")
    expect(handle).not_to_have_attribute("aria-valuenow", f"{before:g}")
    expect(lessons).to_have_url(address + "sign-confusion")
    box = handle.bounding_box()
    turned = handle.get_attribute("aria-valuenow")
    lessons.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    lessons.mouse.down()
    lessons.mouse.move(box["x"] - 60, box["y"] + 10, steps=5)
    lessons.mouse.up()
    expect(handle).not_to_have_attribute("aria-valuenow", turned)


def test_step_by_step_moves_only_when_asked(lessons, address):
    lessons.clock.install()
    lessons.goto(address + "picture-to-map")
    lessons.get_by_role("button", name="Reveal").click()
    step = lessons.get_by_role("slider", name="Step")
    expect(step).to_be_attached()
    settled(lessons)
    before = step.input_value()
    lessons.clock.fast_forward(10_000)
    settled(lessons)
    assert step.input_value() == before
    lessons.get_by_role("button", name="Play").click()
    expect(step).not_to_have_value(before)


def test_a_slider_keeps_its_arrow_keys(lessons, address):
    lessons.goto(address + "rectifier")
    lessons.get_by_role("button", name="Reveal").click()
    row = lessons.locator("input[type=range][aria-label=Row]")
    expect(row).to_be_attached()
    settled(lessons)
    before = int(row.input_value())
    row.focus()
    lessons.keyboard.press("ArrowRight")
    expect(row).to_have_value(str(before + 1))
    settled(lessons)
    expect(lessons).to_have_url(address + "rectifier")


def test_enter_reveals_the_answer_that_was_clicked(lessons, address):
    chapter = PAGES[2]
    lessons.goto(address + chapter.address)
    lessons.get_by_text(chapter.answer, exact=True).click()
    lessons.keyboard.press("Enter")
    expect(lessons.get_by_text(f"Guessed: {chapter.answer}")).to_be_visible()


def test_the_arrow_keys_choose_an_answer_and_enter_reveals_it(lessons, address):
    chapter = PAGES[0]
    lessons.goto(address + chapter.address)
    lessons.get_by_role("radio", name=chapter.options[0]).focus()
    lessons.keyboard.press("ArrowRight")
    expect(lessons.get_by_role("radio", name=chapter.options[1])).to_be_checked()
    expect(lessons).to_have_url(address + chapter.address)
    lessons.keyboard.press("Enter")
    expect(lessons.get_by_text(f"Guessed: {chapter.options[1]}")).to_be_visible()


def test_enter_reveals_when_nothing_has_the_focus_and_belongs_to_the_button_that_has_it(lessons, address):
    here, there = PAGES[:2]
    lessons.goto(address + here.address)
    question = lessons.locator(".question")
    expect(question).to_be_visible()
    settled(lessons)
    lessons.get_by_role("button", name="Lessons").focus()
    lessons.keyboard.press("Enter")
    expect(lessons.get_by_role("menuitem", name=PAGES[2].title)).to_be_visible()
    expect(question).to_be_visible()
    lessons.keyboard.press("Escape")
    lessons.get_by_role("button", name="Next").focus()
    lessons.keyboard.press("Enter")
    expect(lessons.locator("h2", has_text=there.title)).to_be_visible()
    expect(question).to_contain_text(there.question)
    settled(lessons)
    lessons.locator("h2").first.click()
    lessons.keyboard.press("Enter")
    expect(lessons.get_by_text("Nobody guessed.")).to_be_visible()


def test_the_charts_are_made_ready_while_the_class_guesses(lessons, address):
    lessons.goto(address + "rectifier")
    expect(lessons.get_by_role("button", name="Reveal")).to_be_visible()
    lessons.wait_for_function("() => window.Plotly")
