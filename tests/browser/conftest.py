"""A real server and a real browser, shared by all browser tests."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from benchmarks.servers import serve
from tests.browser.explorer_page import ExplorerPage, assert_browser_computes_as_python

TIMEOUT = 40_000  # ms; no test of speed: the machine may be busy with other tests
expect.set_options(timeout=TIMEOUT / 2)
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


@pytest.fixture(scope="session")
def warm(browser) -> Iterator[BrowserContext]:
    """Return a profile that has the scripts of the app; a test opens pages of its own in it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


@pytest.fixture(scope="session")
def idle() -> dict[str, list[Page]]:
    """Return the pages that nobody uses, by the options of their profile; see `ready_again`."""
    return {}


@pytest.fixture
def open_page(browser, address, idle) -> Iterator[Callable[..., ExplorerPage]]:
    """Open the app in a browser profile of its own; fail on errors in the console and foreign requests.

    A profile that an earlier test has finished with is used again once it is empty, because Chromium then
    keeps the compiled scripts: the app opens with a third of the work.
    """
    used: list[tuple[str, Page, Callable[[], bool]]] = []
    listening: list[tuple[Page, str, Callable]] = []
    problems: list[str] = []

    def watch(page: Page) -> None:
        for event, handler in (
            ("console", lambda m: problems.append(m.text) if m.type == "error" else None),
            ("pageerror", lambda error: problems.append(str(error))),
            ("request", lambda request: _check_host(request.url)),
        ):
            page.on(event, handler)
            listening.append((page, event, handler))

    def _check_host(url: str) -> None:
        if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:")):
            problems.append(f"request to {url}")

    def open_one(
        query: str = "", *, is_phone: bool = False, context: BrowserContext | None = None, **options
    ):
        if context is None:
            size = {"width": 390, "height": 844} if is_phone else {"width": 1440, "height": 900}
            profile = {"viewport": size, "has_touch": is_phone, "is_mobile": is_phone, **options}
            key = json.dumps(profile, sort_keys=True)
            page = idle[key].pop() if idle.get(key) else browser.new_context(**profile).new_page()
            used.append((key, page, note_changes(page)))
        else:
            page = context.new_page()
        page.set_default_timeout(TIMEOUT)
        watch(page)
        page.goto(address + (f"?{query}" if query else ""))
        shown = ExplorerPage(page)
        shown.wait_until_drawn()
        return shown

    yield open_one
    for page in {page for page, *_ in listening}:
        if not page.is_closed() and page.url.startswith(address):
            assert_browser_computes_as_python(page)
    for page, event, handler in listening:
        page.remove_listener(event, handler)
    for key, page, is_changed in used:
        if ready_again(page) and not is_changed():
            idle.setdefault(key, []).append(page)
        else:
            page.context.close()
    assert not problems, problems


LASTING = (
    "add_init_script",
    "emulate_media",
    "expose_binding",
    "expose_function",
    "grant_permissions",
    "new_cdp_session",
    "route",
    "route_from_har",
    "route_web_socket",
    "set_extra_http_headers",
    "set_offline",
    "set_viewport_size",
)


def note_changes(page: Page) -> Callable[[], bool]:
    """Return a function that tells whether something was called that outlives the document.

    It does not see `page.clock`: a test that sets the clock makes a context of its own.
    """
    called = []

    def noting(name: str, method: Callable) -> Callable:
        return lambda *given, **options: (called.append(name), method(*given, **options))[1]

    for owner in (page, page.context):
        for name in LASTING:
            if hasattr(type(owner), name):
                setattr(owner, name, noting(name, getattr(type(owner), name).__get__(owner)))
    return lambda: bool(called)


def ready_again(page: Page) -> bool:
    """Empty a profile of storage, cookies, held keys and other pages; tell whether that could be done."""
    if page.is_closed():
        return False
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
    page.goto("about:blank")
    page.context.clear_cookies()
    for key in ("b", "Shift", "Control", "Alt", "Meta"):
        page.keyboard.up(key)
    page.mouse.up()
    page.mouse.move(0, 0)
    return True
