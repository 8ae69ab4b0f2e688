"""The lessons as a class sees them."""

import re

import pytest
from playwright.sync_api import Page, expect

from explorer.ui.pages.chapters import CHAPTER_PAGES
from explorer.view.settings import Settings
from tests.browser.accessibility import ALIKE, assert_accessible
from tests.browser.boxes import CROWDED, assert_boxes_are_in_order
from tests.browser.lesson_page import go_to, heading, reveal, settle
from tests.browser.profiles import LAPTOP

PAGES = list(CHAPTER_PAGES.values())

SIZES = {"phone": (390, 844), "laptop": (1440, 900)}
NARROWEST = (360, 640)
# The kinds of elements of a page: our classes, and Streamlit's names.
KINDS = """() => {
    const isOurs = (name) => !/^st-|^e\\w+\\d$/.test(name)
    return [...document.querySelectorAll("[data-testid=stMain] *:not(svg, svg *, .katex *)")]
        .flatMap((e) => [e.tagName, e.dataset.testid, ...[...e.classList].filter(isOurs)])
}"""
# What of a question is to be seen without scrolling: on a phone up to its first answer, else all answers.
IS_ASKED_IN_ONE_WINDOW = """() => {
    const box = (selector) => document.querySelector(`.question ${selector}`).getBoundingClientRect()
    const [image, height] = [box("img"), Math.min(innerHeight, innerWidth < 640 ? 844 : 768)]
    return document.querySelector(".question img").complete && Math.min(image.width, image.height) >= 48
        && Math.max(image.bottom, box(innerWidth < 640 ? ".question-answer" : "fieldset").bottom) <= height
}"""
LONGEST = max(PAGES, key=lambda chapter: len(chapter.question) + 60 * len(chapter.options))
# What is compared side by side -> how many images of the lesson, also on a phone.
SIDE_BY_SIDE = {"picture-to-map": 3, "collapse": 3, "discarded": 2, "take-the-rectifiers-away": 2}
TOPS = """(count) => [...document.querySelectorAll("[data-testid=stImage] img")].slice(0, count)
    .map((image) => Math.round(image.getBoundingClientRect().top))"""
# Notes what is asked for again and again, as Streamlit does where a page moves by itself.
NOTE_INTERVALS = """() => {
    const { setInterval } = window
    window.intervals = []
    window.setInterval = (...given) => {
        intervals.push(setInterval(...given))
        return intervals.at(-1)
    }
}"""

# Every figure is as wide as its place, and no legend lies over the curves.
LEGENDS_ARE_ABOVE = """() => [...document.querySelectorAll(".js-plotly-plot")].every((figure) => {
    const legend = figure.querySelector("g.legend")
    const bottom = (legend?.getBoundingClientRect().bottom ?? 0) - figure.getBoundingClientRect().top
    const { width, _size } = figure._fullLayout
    return Math.abs(width - figure.clientWidth) <= 1 && bottom <= _size.t + 1
})"""

WIDTH = 620
"""Of figures, in px: of one of two side by side. The walk shows narrower ones and wider ones."""
CROWDED_AT = f"""async (width) => {{
    const figures = [...document.querySelectorAll(".js-plotly-plot")]
    await Promise.all(figures.map((figure) => Plotly.relayout(figure, {{ width }})))
    return ({CROWDED})()
}}"""


@pytest.fixture
def lessons(take_page) -> Page:
    """Take a page on which two requests may fail: Streamlit looks for its server below the page's address."""
    return take_page(but_about="_stcore")


@pytest.fixture(scope="module")
def kinds() -> set[str]:
    """Keep the kinds of elements that a walk has seen in both themes."""
    return set()


@pytest.mark.timeout(600)
@pytest.mark.parametrize("chapters", [PAGES[:9], PAGES[9:]], ids=["first-half", "second-half"])
def test_every_chapter_opens_and_fits(lessons, address, kinds, chapters):
    """The first one also has its charts made ready while the class guesses; questions are one component.

    The colours of a kind of element are looked at in the first lesson that has it.
    """
    lessons.goto(address + chapters[0].address)
    expect(lessons.get_by_role("button", name="Reveal")).to_be_visible()
    lessons.wait_for_function("() => window.Plotly")
    sizes = list(SIZES.values())
    for chapter in chapters:
        expect(lessons.locator("h1", has_text=chapter.title)).to_be_visible()
        expect(lessons.get_by_text(chapter.question)).to_be_visible()
        lessons.wait_for_function(IS_ASKED_IN_ONE_WINDOW)
        if chapter is chapters[0]:
            settle(lessons)
            assert_accessible(lessons)
        assert_boxes_are_in_order(lessons, *NARROWEST)
        width, height = sizes[-1]
        lessons.set_viewport_size({"width": width, "height": height})
        lessons.get_by_role("button", name="Reveal").click()
        expect(lessons.get_by_role("button", name="Open in the explorer")).to_be_visible()
        settle(lessons)
        assert lessons.locator("[data-testid=stException]").count() == 0
        expect(lessons.locator(".live:not([data-state=confirmed])")).to_have_count(0)
        for chart in lessons.locator(".chart").all():
            expect(chart.locator(".main-svg").first).to_be_attached()
        found = set(lessons.evaluate(KINDS))
        assert_accessible(lessons, "[data-testid=stMain]", has_known_colours=found <= kinds)
        kinds |= found
        sizes.reverse()  # so that the window already has the first one
        for width, height in sizes:
            assert_boxes_are_in_order(lessons, width, height)
            lessons.wait_for_function(LEGENDS_ARE_ABOVE)
            if width < 400:
                tops = lessons.evaluate(TOPS, SIDE_BY_SIDE.get(chapter.address, 0))
                assert len(set(tops)) <= 1, (chapter.address, tops)
        assert lessons.evaluate(CROWDED_AT, WIDTH) == []
        lessons.keyboard.press("ArrowRight")  # to the next one; from the last to none


def test_the_longest_question_is_asked_in_one_window_with_its_picture(visit_lesson):
    page = visit_lesson(LONGEST.address, is_asked=True)
    page.get_by_text(LONGEST.options[0], exact=True).click()
    page.emulate_media(forced_colors="active")
    assert page.evaluate(ALIKE) == []
    page.emulate_media(forced_colors="none")
    for width, height in ((1366, 768), (1024, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(IS_ASKED_IN_ONE_WINDOW)
    page.set_viewport_size(LAPTOP)


def test_the_arrow_keys_walk_and_the_guess_stays(visit_lesson, address):
    first, second = PAGES[:2]
    page = visit_lesson(first.address, is_asked=True)
    page.get_by_text(first.options[0], exact=True).click()
    reveal(page)
    expect(page.get_by_text(f"Guessed: {first.options[0]}")).to_be_visible()
    page.locator("h1").first.click()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(address + second.address)
    expect(heading(page, second.address)).to_be_visible()
    settle(page)
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text(f"Guessed: {first.options[0]}")).to_be_visible()


def test_the_menu_calls_a_revealed_chapter_by_its_claim_and_by_the_same_address(visit_lesson, address):
    chapter = PAGES[1]
    page = visit_lesson(chapter.address, is_asked=True)
    steps = page.evaluate("history.length")
    reveal(page)
    expect(page.locator("h1", has_text=chapter.claim)).to_be_visible()
    expect(page).to_have_url(address + chapter.address)
    assert page.evaluate("history.length") == steps
    page.get_by_role("button", name="Lessons").click()
    expect(page.get_by_role("menuitem", name=f"2. {chapter.claim}")).to_be_visible()
    page.get_by_role("menuitem", name=re.compile(r"(^|\D)3\. ")).click()
    expect(heading(page, PAGES[2].address)).to_be_visible()
    page.go_back()
    expect(page.locator("h1", has_text=chapter.claim)).to_be_visible()


def test_the_menu_leads_to_every_chapter_and_one_opens_with_its_own_settings(visit, address):
    """Also after another view has been there: nothing of it stays but the picture."""
    lessons = visit(Settings(picture="Cat", w11=7.0, bias=1.0)).page
    field = lessons.get_by_label("Weight in row 2, column 2")
    expect(field).to_have_value("7")
    lessons.get_by_text("Lessons", exact=True).click()
    for number, chapter in enumerate(PAGES, 1):
        expect(lessons.get_by_text(f"{number}. {chapter.title}")).to_be_visible()
    lessons.get_by_text(f"{len(PAGES)}. {PAGES[-1].title}").click()
    expect(lessons).to_have_url(address + PAGES[-1].address)
    expect(heading(lessons, PAGES[-1].address)).to_be_visible()
    settle(lessons)
    lessons.get_by_role("button", name="Lessons").click()
    lessons.get_by_text(f"2. {PAGES[1].title}").click()
    expect(heading(lessons, PAGES[1].address)).to_be_visible()
    reveal(lessons)
    lessons.get_by_role("button", name="Open in the explorer").click()
    expect(field).to_have_value("0")
    lessons.wait_for_url(lambda url: "picture=Cat" in url and "bias" not in url)
    lessons.go_back()
    expect(lessons).to_have_url(address + PAGES[1].address)  # without the view's parameters, in one step
    expect(lessons.get_by_role("button", name="Open in the explorer")).to_be_visible()
    lessons.go_forward()
    expect(field).to_have_value("0")


def test_the_circle_turns_by_mouse_and_by_keys(visit_lesson, address):
    page = visit_lesson("sign-confusion")
    reveal(page)
    handle = page.get_by_role("slider", name="Direction of x")
    expect(handle).to_be_visible()
    before = float(handle.get_attribute("aria-valuenow"))
    handle.focus()
    page.keyboard.press("ArrowUp")
    expect(handle).not_to_have_attribute("aria-valuenow", f"{before:g}")
    expect(page).to_have_url(address + "sign-confusion")
    box = handle.bounding_box()
    turned = handle.get_attribute("aria-valuenow")
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] - 60, box["y"] + 10, steps=5)
    page.mouse.up()
    expect(handle).not_to_have_attribute("aria-valuenow", turned)


def test_step_by_step_moves_only_when_asked(visit_lesson):
    page = visit_lesson("rectifier")
    page.evaluate(NOTE_INTERVALS)
    go_to(page, "picture-to-map")
    reveal(page)
    step = page.get_by_role("slider", name="Step")
    expect(step).to_be_attached()
    before = step.input_value()
    assert page.evaluate("intervals") == []
    page.get_by_role("button", name="Play").click()
    expect(step).not_to_have_value(before)
    assert page.evaluate("intervals") != []
    page.evaluate("intervals.forEach((interval) => clearInterval(interval))")
    settle(page)


def test_a_slider_keeps_its_arrow_keys(visit_lesson, address):
    page = visit_lesson("rectifier")
    reveal(page)
    row = page.locator("input[type=range][aria-label=Row]")
    expect(row).to_be_attached()
    before = int(row.input_value())
    row.focus()
    page.keyboard.press("ArrowRight")
    expect(row).to_have_value(str(before + 1))
    settle(page)
    expect(page).to_have_url(address + "rectifier")


def test_enter_reveals_the_answer_that_was_clicked(visit_lesson):
    chapter = PAGES[2]
    page = visit_lesson(chapter.address, is_asked=True)
    page.get_by_text(chapter.answer, exact=True).click()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Guessed: {chapter.answer}")).to_be_visible()


def test_the_arrow_keys_choose_an_answer_and_enter_reveals_it(visit_lesson, address):
    chapter = PAGES[3]
    page = visit_lesson(chapter.address, is_asked=True)
    page.get_by_role("radio", name=chapter.options[0]).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name=chapter.options[1])).to_be_checked()
    expect(page).to_have_url(address + chapter.address)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Guessed: {chapter.options[1]}")).to_be_visible()


def test_enter_reveals_when_nothing_has_the_focus_and_belongs_to_the_button_that_has_it(visit_lesson):
    here, there = PAGES[6:8]
    page = visit_lesson(here.address, is_asked=True)
    question = page.locator(".question")
    expect(question).to_be_visible()
    page.get_by_role("button", name="Lessons").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name=re.compile(r"(^|\D)3\. "))).to_be_visible()
    expect(question).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1", has_text=there.title)).to_be_visible()
    expect(question).to_contain_text(there.question)
    settle(page)
    page.locator("h1").first.click()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nobody guessed.")).to_be_visible()
