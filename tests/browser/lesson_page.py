"""The page of a lesson: how tests go to it, and reveal its answer."""

from playwright.sync_api import Locator, Page

from explorer.lessons.chapters import CHAPTERS

GO_TO = """(path) => {
    document.activeElement.blur()
    document.querySelector("[data-testid=stMain]").scrollTo(0, 0)
    history.pushState(null, "", path)
    dispatchEvent(new PopStateEvent("popstate"))
}"""

IS_DRAWN = """() => {
    const [isAsked, isRevealed] = [".question button", "[class*=st-key-open-]"].map((end) =>
        document.querySelector(end) !== null)
    return isAsked !== isRevealed && [...document.images].every((image) => image.complete)
}"""


def open_at(page: Page, address: str, name: str) -> None:
    """Open the app at a lesson, which asks its question."""
    page.goto(address + name)
    heading(page, name).wait_for()  # with the patience of the page: it may be its first one
    settle(page)


def go_to(page: Page, name: str) -> None:
    """Show another lesson on a page of the app, as a step of its history does, with nothing in focus."""
    settle(page)
    leave_for(page, name)


def leave_for(page: Page, name: str) -> None:
    """Leave any page of the app for a lesson, as `go_to` leaves another lesson."""
    page.mouse.move(0, 0)
    page.evaluate(GO_TO, f"/{name}")
    heading(page, name).wait_for()
    settle(page)


def heading(page: Page, name: str) -> Locator:
    """Find the heading of a lesson, whether it is revealed or not."""
    row = CHAPTERS[name]
    return page.locator("h1", has_text=row.title).or_(page.locator("h1", has_text=row.claim)).first


def reveal(page: Page) -> None:
    """Reveal the answer, unless it is there."""
    settle(page)  # the heading comes before the question
    if is_asked(page):
        page.get_by_role("button", name="Reveal").click()
    page.get_by_role("button", name="Open in the explorer").wait_for()  # it may have to be computed
    settle(page)


def is_asked(page: Page) -> bool:
    """Tell whether the lesson that is shown still asks its question."""
    return page.locator(".question").count() > 0


def settle(page: Page) -> None:
    """Wait until no run of the page is under way and all of it is drawn, with its pictures.

    It ends with what its question is revealed by, or with the button to the explorer. A picture goes with the
    page: one that is asked for after that is not found.
    """
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_function(IS_DRAWN)
