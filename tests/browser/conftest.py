"""A real server and a real browser, shared by all browser tests."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from benchmarks.agreement import HOLD_MODEL
from benchmarks.latency import SlowNetwork, slow_network
from benchmarks.servers import serve
from explorer.exports import standalone
from explorer.view.settings import Settings
from tests.browser import lesson_page
from tests.browser.explorer_page import SMALL, ExplorerPage, assert_browser_computes_as_python
from tests.browser.file_page import FilePage
from tests.browser.profiles import LAPTOP, PHONE, Profiles, kept

TIMEOUT = 40_000  # ms; no test of speed: the machine may be busy with other tests
expect.set_options(timeout=TIMEOUT / 2)
# The same browser without its own windows and menus takes a quarter less of the machine.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # Both cores are taken: other threads make an opening a fifth dearer, collecting garbage often a tenth.
    "--js-flags=--single-threaded --initial-old-space-size=256 --min-semi-space-size=32",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
AS_PHONE = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM or os.environ.get("CI"):
        return
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Start the app on a free port; what it prints must hold no traceback."""
    with serve() as server:
        yield server.address


@pytest.fixture(scope="session")
def network(address) -> Iterator[SlowNetwork]:
    """Put a network in front of the app; it is quick until a test makes it slow, and after that test."""
    with slow_network(urlsplit(address).port) as network:
        yield network


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "The browser tests need Chromium: apt-get install chromium-headless-shell"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profiles(browser) -> Profiles:
    return Profiles(browser)


@pytest.fixture(scope="module")
def behind(profiles, network) -> Iterator[list[Page]]:
    """Hold a page behind the network over many tests of one file."""
    pages: list[Page] = []
    yield pages
    for page in pages:
        profiles.give_back(page)


@pytest.fixture
def taken(profiles) -> Iterator[list[Page]]:
    """Keep the pages that a test takes, until it ends."""
    pages: list[Page] = []
    yield pages
    for page in pages:
        profiles.give_back(page)


@pytest.fixture
def watch(address, taken) -> Iterator[Callable[..., None]]:
    """Watch a page until the test ends, but no longer than it is taken.

    Errors in the console and requests to another host fail the test, and so do maps that are not Python's.
    An error counts unless the address that it is about contains `but_about`.
    """
    listening: list[tuple[Page, str, Callable]] = []
    problems: list[str] = []

    def watch_one(page: Page, *, but_about: str = "") -> None:
        def note_error(message: ConsoleMessage) -> None:
            is_known = but_about and but_about in message.location["url"]
            if message.type == "error" and not is_known:
                problems.append(message.text)

        page.set_default_timeout(TIMEOUT)
        for event, handler in (
            ("console", note_error),
            ("pageerror", lambda error: problems.append(str(error))),
            ("request", lambda request: check_host(request.url)),
        ):
            page.on(event, handler)
            listening.append((page, event, handler))

    def check_host(url: str) -> None:
        here = (address, address.replace("http", "ws"), "data:", "blob:", "file:", "about:")
        if not url.startswith(here):
            problems.append(f"request to {url}")

    yield watch_one
    for page in {page for page, *_ in listening}:
        if not page.is_closed() and page.url.startswith((address, "file:")):
            assert_browser_computes_as_python(page)
    for page, event, handler in listening:
        page.remove_listener(event, handler)
    assert not problems, problems


@pytest.fixture
def take_page(profiles, taken, watch) -> Callable[..., Page]:
    """Take a blank page of an empty profile, or make one in a given profile; it is watched."""

    def take(*, context: BrowserContext | None = None, but_about: str = "", **options) -> Page:
        if context is None:
            page = profiles.take(**options)
            taken.append(page)
        else:
            page = context.new_page()
        watch(page, but_about=but_about)
        return page

    return take


@pytest.fixture
def open_page(take_page, address) -> Callable[..., ExplorerPage]:
    """Open the app with a query, and wait until it is drawn; the other options are those of `take_page`."""

    def open_one(query: str = "", *, is_phone: bool = False, **options) -> ExplorerPage:
        if is_phone:
            options = {**AS_PHONE, **options}
        page = take_page(**options)
        page.goto(address + (f"?{query}" if query else ""))
        shown = ExplorerPage(page)
        shown.wait_until_drawn()
        return shown

    return open_one


@pytest.fixture(scope="session")
def shared() -> list[Page]:
    """Hold the page that `visit` uses over many tests."""
    return []


@pytest.fixture
def visit(request, profiles, shared, watch, address) -> Iterator[Callable[..., ExplorerPage]]:
    """Show a view on a page that tests share: a quarter of the work of opening one.

    For tests of what comes after the opening that leave nothing behind but another view.
    """

    with kept(shared, profiles, request.session):
        yield partial(show, shared, profiles.take, watch, address)


def show(
    pages: list[Page], take: Callable[[], Page], watch: Callable[..., None], address: str,
    settings: Settings = SMALL, **options: str,
) -> ExplorerPage:  # fmt: skip
    """Show a view on the one page in a list, with these options of a link; if there is no page, take one."""
    if not pages:
        pages.append(take())
        pages[0].goto(address)
    watch(pages[0])
    shown = ExplorerPage(pages[0])
    shown.wait_until_drawn()
    shown.go_to(settings, **options)
    return shown


@pytest.fixture(scope="session")
def shared_phone() -> list[Page]:
    """Hold the page that `visit_phone` uses over many tests."""
    return []


@pytest.fixture
def visit_phone(request, profiles, shared_phone, watch, address) -> Iterator[Callable[..., ExplorerPage]]:
    """Show a view on a phone that tests share, as `visit` does on a laptop."""
    with kept(shared_phone, profiles, request.session):
        yield partial(show, shared_phone, partial(profiles.take, **AS_PHONE), watch, address)


@pytest.fixture(scope="session")
def shared_own() -> list[Page]:
    """Hold the page that `visit_own` uses over many tests."""
    return []


@pytest.fixture
def visit_own(request, profiles, shared_own, watch, address) -> Iterator[Callable[..., ExplorerPage]]:
    """Show a view on a page that tests share which bring pictures of their own; one may be there already."""
    with kept(shared_own, profiles, request.session):
        yield partial(show, shared_own, profiles.take, watch, address)


@pytest.fixture(scope="session")
def shared_lesson() -> list[Page]:
    """Hold the page that `visit_lesson` uses over many tests."""
    return []


@pytest.fixture
def visit_lesson(request, profiles, shared_lesson, watch, address) -> Iterator[Callable[..., Page]]:
    """Show a lesson on a page that tests share, revealed if a test before has done so.

    If it `is_asked`, it is not: the page is opened anew where it has to be. Two requests may fail: Streamlit
    looks for its server below the page's address.
    """

    def visit_one(name: str, *, is_asked: bool = False) -> Page:
        if shared_lesson:
            watch(shared_lesson[0], but_about="_stcore")
            lesson_page.go_to(shared_lesson[0], name)
            if is_asked and not lesson_page.is_asked(shared_lesson[0]):
                profiles.give_back(shared_lesson.pop())  # a tab keeps what was guessed in it over a reload
        if not shared_lesson:
            shared_lesson.append(profiles.take())
            watch(shared_lesson[0], but_about="_stcore")
            lesson_page.open_at(shared_lesson[0], address, name)
        return shared_lesson[0]

    with kept(shared_lesson, profiles, request.session):
        yield visit_one


@pytest.fixture(scope="session")
def one_file(tmp_path_factory) -> Path:
    """Write the explorer in one file."""
    file = tmp_path_factory.mktemp("page") / "relu-explorer.html"
    file.write_bytes(standalone.page())
    return file


@pytest.fixture(scope="session")
def shared_file() -> list[Page]:
    """Hold the page that `visit_file` uses over many tests."""
    return []


@pytest.fixture
def visit_file(request, browser, shared_file, watch, one_file) -> Iterator[Callable[..., FilePage]]:
    """Show a view on the explorer in one file, as `visit` does on the app.

    For tests of what Python has no part in: no run of Streamlit makes half of the work of each change.
    """

    def visit_one(settings: Settings = SMALL, **options: str) -> FilePage:
        if not shared_file:
            shared_file.append(browser.new_context(viewport=LAPTOP, offline=True).new_page())
            shared_file[0].goto(one_file.as_uri())
            shared_file[0].evaluate(HOLD_MODEL)
        watch(shared_file[0])
        shown = FilePage(shared_file[0])
        shown.wait_until_drawn()
        shown.go_to(settings, **options)
        return shown

    failed = request.session.testsfailed
    yield visit_one
    if shared_file and request.session.testsfailed > failed:  # it may have left anything behind
        shared_file.pop().context.close()
