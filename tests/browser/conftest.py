"""A real server and a real browser, shared by all browser tests."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.explorer_page import ExplorerPage

ROOT = Path(__file__).parents[2]
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
def address(tmp_path_factory) -> Iterator[str]:
    """Start the app on a free port; say what it printed if it does not come up."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = tmp_path_factory.mktemp("server") / "log.txt"
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    options = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
    flags = [f"--server.{name}={value}" for name, value in options.items()]
    with log.open("w") as output:
        server = subprocess.Popen([*command, *flags], cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 30
        while not _answers(port):
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/"
        server.terminate()
        server.wait(10)
    assert "Traceback" not in log.read_text(), log.read_text()


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


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
