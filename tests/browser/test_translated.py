"""Pages that the browser translates while they are used, and pages that run from right to left."""

import re
from collections.abc import Callable, Iterator

from playwright.sync_api import Locator, Page

from tests.browser import lesson_page
from tests.browser.explorer_page import SMALL, ExplorerPage
from tests.browser.file_page import FilePage, written_in
from tests.browser.translator import said, translated, translations

Steps = Callable[[], Iterator[None]]

MIRROR = "(direction) => (document.documentElement.dir = direction)"
DIRECTION = "(part) => getComputedStyle(part).direction"
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def assert_stays_true(
    page: Page, start: Callable[[], None], use: Steps, *, has_elements: bool = True, pause: int = 1000
) -> None:
    """Check that a page says the same after each step, translated or not; numbers and names stay."""
    start()
    truth = [said(page, pause=pause) for _ in use()]
    start()
    with translated(page, has_elements=has_elements):
        assert len(translations(page)) > 30
        seen = [said(page, pause=pause) for _ in use()]
        texts = translations(page)
    for there, here in zip(seen, truth, strict=True):
        assert [text for text in there if text not in here] == [text for text in here if text not in there]
    assert [text for text in texts if not re.search(r"[a-zA-Z][a-z]", text) or "max(" in text] == []


def explore(shown: ExplorerPage) -> Iterator[None]:
    """Change what the sentences are about."""
    for name, option in {"activation": "PReLU", "direction": "Column"}.items():
        shown.choose(name, option)
    shown.set_weight("w00", "3")
    shown.wait_until_drawn()
    yield
    shown.choose("activation", "ELU")
    shown.wait_until_drawn()
    yield


def test_the_explorer_survives_its_translation(visit):
    """View A is pinned: Streamlit's own paragraphs say what differs, and change in place."""
    shown = visit()
    assert shown.page.locator("html").get_attribute("lang") == "en"

    def use() -> Iterator[None]:
        shown.page.locator(".scope-pin").click()
        shown.page.locator(".st-key-compared").wait_for()
        yield from explore(shown)
        shown.page.locator(".scope-pin").click()
        shown.page.locator(".st-key-compared").wait_for(state="detached")
        shown.wait_until_drawn()
        yield

    assert_stays_true(shown.page, lambda: shown.go_to(SMALL), use)


def test_the_file_survives_its_translation(visit_file):
    shown = visit_file()
    assert shown.page.locator("html").get_attribute("lang") == "en"
    assert_stays_true(shown.page, lambda: shown.go_to(SMALL), lambda: explore(shown))


def test_a_lesson_survives_its_translation(visit_lesson):
    """Streamlit changes its sentences and numbers in place, and the heading on the way to another one."""
    page = visit_lesson("collapse")
    lesson_page.reveal(page)

    def use() -> Iterator[None]:
        for words in ("With ReLU between the layers", "No ReLU between the layers"):
            page.locator("[data-testid=stCheckbox] label").click()
            page.get_by_role("paragraph").filter(has_text=words).first.wait_for()
            lesson_page.settle(page)
            yield
        lesson_page.go_to(page, "claims")
        yield
        lesson_page.go_to(page, "collapse")

    assert_stays_true(page, lambda: None, use, has_elements=False, pause=100)


def test_what_a_lesson_draws_runs_from_left_to_right_in_every_language(visit_lesson):
    """So do the words that Plotly measures apart to find room for them."""
    page = visit_lesson("collapse")
    lesson_page.reveal(page)
    page.locator(".chart svg").first.wait_for()
    page.evaluate(MIRROR, "rtl")
    try:
        directions = [
            page.locator(one).first.evaluate(DIRECTION) for one in (".chart svg", "#js-plotly-tester")
        ]
    finally:
        page.evaluate(MIRROR, "")
    assert directions == ["ltr", "ltr"]


def touch(shown: FilePage) -> list[object]:
    """Press and drag at given places; return each view that this makes, and where things are."""
    page, found = shown.page, [shown.query]

    def press(target: Locator, share: float, *, drag: int = 0) -> None:
        box = target.bounding_box()
        x, y = box["x"] + share * box["width"], box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + drag, y)
        page.mouse.up()
        note()

    def note() -> None:
        page.wait_for_url(lambda url: written_in(url) != found[-1])
        found.append(shown.query)

    press(shown.stage("input"), 0.25)
    press(page.locator(".scope-glass"), 0.75)
    page.locator(".scope-maps").press("ArrowRight")
    note()
    press(shown.slider("bias"), 0.6)
    press(page.locator(".curve-handle"), 0.5, drag=20)
    places = [shown.weight(name).bounding_box() for name in ("w00", "w02")]
    return [*found, *places, page.evaluate(OVERHANG)]


def test_pictures_axes_and_sliders_run_from_left_to_right_in_every_language(visit_file):
    shown = visit_file()
    expected = touch(shown)
    shown.go_to(SMALL)
    shown.page.evaluate(MIRROR, "rtl")
    try:
        assert touch(shown) == expected
        selectors = (
            ".scope-headline",
            ".scope-maps",
            ".scope [data-measure]",
            ".histogram svg",
            ".pixel-line",
        )
        directions = [shown.page.locator(one).first.evaluate(DIRECTION) for one in selectors]
        assert directions == ["rtl", "ltr", "ltr", "ltr", "rtl"]
    finally:
        shown.page.evaluate(MIRROR, "")
