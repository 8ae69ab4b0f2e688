"""The app, as a visitor of any browser sees it, and the steps of a visit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from explorer.core.arrays import Map
from explorer.view.settings import Settings
from tests.browser.explorer_page import SMALL, expected_image
from tests.browser.profiles import AT_ONCE
from tests.engines.one_file import PROPORTIONS, OneFile

IS_ANSWERED = """() => document.querySelector(".scope")?.dataset.state === "answered"
    && document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]") !== null"""
IS_WRITTEN = """(wanted) => {
    const found = Object.fromEntries(new URLSearchParams(location.search))
    return Object.entries(wanted).every(([name, value]) => (found[name] ?? null) === value)
}"""
TEXT_IS = """(selector, text) => [...document.querySelectorAll(selector)].some((one) =>
    one.getClientRects().length > 0 && one.textContent.includes(text))"""
IS_GONE = (
    "(selector) => [...document.querySelectorAll(selector)].every((one) => !one.getClientRects().length)"
)
FIRST_PAGE = 40
"""The first page of a server waits so many seconds at most."""


class App(OneFile):
    """The app in one engine: the same parts, but a run of Streamlit for every change."""

    def open(self, query: str = "") -> None:
        """Open the explorer at a view, which the server has confirmed when this returns."""
        self.engine.open(f"{self.address}?{query}")
        self.engine.wait(IS_ANSWERED, within=FIRST_PAGE)
        self.engine.run(f"() => {AT_ONCE}")
        self.wait_until_painted()

    def wait_for_address(self, **wanted: str | None) -> None:
        """Wait until Python has written these values into the address; None for a name that is not there."""
        self.engine.wait(IS_WRITTEN, wanted)

    def wait_for_text(self, selector: str, text: str) -> None:
        """Wait until a visible element of a selector contains a text."""
        self.engine.wait(TEXT_IS, selector, text)

    def wait_until_gone(self, selector: str) -> None:
        self.engine.wait(IS_GONE, selector)

    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.engine.run("() => location.href")).query))


@dataclass
class Visit:
    """A visit: the page, and the view that the steps so far have asked for."""

    app: App
    view: Settings = SMALL
    image: Map | None = None
    """The picture, if it is the visitor's own."""
    link: str = ""
    """What was shared."""
    failed: str = ""
    """The step that has failed: what comes after it means nothing."""

    def expect(self, **changes: Any) -> None:
        """Expect the view with these changes: its controls, and Python's words and numbers."""
        self.view = replace(self.view, **changes)
        self.app.expect(self.view, self.image)

    def expect_drawn(self, **changes: Any) -> None:
        """Expect the view with these changes, in every colour and value."""
        self.view = replace(self.view, **changes)
        self.app.expect_drawn(self.view, self.image)

    def assert_undistorted(self) -> None:
        """Check that the maps are as wide and as high as the picture is: each value is square."""
        self.app.wait_until_painted()
        height, width = (expected_image(self.view) if self.image is None else self.image).shape
        assert self.app.engine.run(PROPORTIONS) == pytest.approx([width / height] * 3, rel=0.01)


@dataclass(frozen=True)
class Step:
    """One thing that a visitor does, and what has to come of it."""

    name: str
    act: Callable[[Visit], None]
    in_chromium: str
    """The test of the same in Chromium: a file of tests/browser, two colons, and its name."""


class Steps(list[Step]):
    """The steps of one page in order; `steps("test_scope.py::test_it")` adds a function to them."""

    def __call__(self, in_chromium: str) -> Callable[[Callable[[Visit], None]], Callable[[Visit], None]]:
        def add(act: Callable[[Visit], None]) -> Callable[[Visit], None]:
            self.append(Step(act.__name__.replace("_", " "), act, in_chromium))
            return act

        return add
