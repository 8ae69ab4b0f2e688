"""The explorer in one file, in the words of the main page: the same parts, but no run of Streamlit."""

from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import TimeoutError

from explorer.view.settings import Settings
from tests.browser.explorer_page import ExplorerPage

# Closes and turns off what a test may leave behind.
RESET = """() => {
    document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close())
    document.querySelectorAll("details[open]").forEach((details) => (details.open = false))
    document.activeElement.blur()
    document.querySelector("[data-zoom='0']").click()
    const pressed = [".scope[data-pinned] .scope-pin", ".scope-wipe[aria-pressed=true]"]
    document.querySelectorAll(pressed).forEach((button) => button.click())
    scrollTo({ top: 0, behavior: "instant" })
}"""
# Goes to another address of the page; `isThere` tells whether the answer for it has come.
GO_TO = """(given) => {
    const sorted = (query) => [...new URLSearchParams(query)].map(String).sort().join()
    const before = window.heldModel?.number
    const isAnswered = () => window.heldModel && heldModel.number !== before && !heldModel.owner.isAhead
    window.isThere = () => isAnswered() && sorted(location.hash.slice(1)) === sorted(given)
    history.pushState(null, "", `#${given}`)
    dispatchEvent(new PopStateEvent("popstate"))
}"""


class FilePage(ExplorerPage):
    """The page in one file, whose model is held by `benchmarks.agreement.HOLD_MODEL`."""

    def wait_until_drawn(self) -> None:
        """Wait until the maps and the profile show one view, and the page has nothing to add."""
        self.page.wait_for_selector(".scope[data-state=answered]", state="attached")
        self.wait_until_painted()

    def go_to(self, settings: Settings, **options: str) -> None:
        """Show another view, as a step of the history does, with nothing in focus, zoomed or pinned.

        The options are those of a link: `present="1"`.
        """
        self.page.mouse.move(0, 0)
        self.page.evaluate(RESET)
        self.wait_until_drawn()
        self.page.evaluate(GO_TO, urlencode(settings.to_query() | options))
        self.page.wait_for_function("() => isThere()")
        self.wait_until_drawn()

    @property
    def query(self) -> dict[str, str]:
        return written_in(self.page.url)

    def wait_for_query(self, **values: str) -> None:
        """Wait until these values stand in the address."""
        try:
            self.page.wait_for_url(lambda url: values.items() <= written_in(url).items())
        except TimeoutError as problem:
            raise AssertionError((values, self.page.url)) from problem


def written_in(url: str) -> dict[str, str]:
    """Return the view that stands after the number sign of an address.

    >>> written_in("file:///explorer.html#row=3&col=4")
    {'row': '3', 'col': '4'}
    """
    return {name: values[0] for name, values in parse_qs(urlsplit(url).fragment).items()}
