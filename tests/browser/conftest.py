"""A real server and a real browser, shared by all browser tests."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from benchmarks.servers import serve
from tests.browser.explorer_page import ExplorerPage

CHROMIUM = shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="chromium is not installed"))


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Start the app on a free port; what it prints must hold no traceback."""
    with serve() as server:
        yield server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "The browser tests need chromium: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, address) -> Iterator[Callable[..., ExplorerPage]]:
    """Open the app in a browser profile of its own; fail on errors in the console and foreign requests."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def watch(page: Page) -> None:
        page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: _check_host(request.url))

    def _check_host(url: str) -> None:
        if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
            problems.append(f"request to {url}")

    def open_one(
        query: str = "", *, is_phone: bool = False, context: BrowserContext | None = None, **options
    ):
        size = {"width": 390, "height": 844} if is_phone else {"width": 1440, "height": 900}
        if context is None:
            context = browser.new_context(
                **{"viewport": size, "has_touch": is_phone, "is_mobile": is_phone, **options}
            )
            contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        watch(page)
        page.goto(address + (f"?{query}" if query else ""))
        shown = ExplorerPage(page)
        shown.wait_until_drawn()
        return shown

    yield open_one
    for context in contexts:
        context.close()
    assert not problems, problems
