"""The site in a browser: from a server, then without one, and from a disk."""

import pytest
from playwright.sync_api import expect

from benchmarks.servers import serve_folder
from explorer.site import build
from explorer.view.experiments import EXPERIMENTS
from tests.browser.accessibility import assert_accessible
from tests.browser.explorer_page import ExplorerPage, assert_shows

EXPERIMENT = next(row for row in EXPERIMENTS if row.name == "Waiting for the wrong edge")
"""Another picture, size and kernel than those of a plain page; a laptop shows each of its values."""
IS_IN_CONTROL = """async () => {
    await navigator.serviceWorker.ready
    const { serviceWorker } = navigator
    if (!serviceWorker.controller) {
        await new Promise((resolve) => serviceWorker.addEventListener("controllerchange", resolve))
    }
    return serviceWorker.controller.scriptURL
}"""


@pytest.fixture
def page(browser):
    """Open a blank page of a new profile; an error on it fails the test."""
    problems = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        yield page
    assert not problems


def open_experiment(page, *, is_asked=False):
    page.get_by_role("link", name="Experiments").click()
    expect(page.get_by_role("link", name=EXPERIMENT.name)).to_be_visible()
    if is_asked:
        assert_accessible(page, has_known_colours=True)  # as in the app, within the frame of the other page
    page.get_by_role("link", name=EXPERIMENT.name).click()
    page.wait_for_url("**/index.html#**")
    shown = ExplorerPage(page)
    shown.wait_until_painted()
    assert_shows(shown, EXPERIMENT.settings)
    expect(page.locator(".page-notice")).to_have_count(0)


def test_it_works_from_any_folder_of_a_server_then_without_it_and_from_a_disk(page, tmp_path):
    folder = tmp_path / "a" / "b"
    build.write(folder, build.files())
    with serve_folder(tmp_path) as address:
        page.goto(f"{address}a/b/")
        ExplorerPage(page).wait_until_painted()
        assert page.evaluate(IS_IN_CONTROL) == f"{address}a/b/service-worker.js"
    page.reload()
    ExplorerPage(page).wait_until_painted()
    open_experiment(page)
    expect(page.locator("link[rel=manifest]")).to_have_attribute("href", "manifest.webmanifest")
    page.goto((folder / "about.html").as_uri())
    assert_accessible(page)
    expect(page.locator("link[rel=manifest]")).to_have_count(0)  # browsers refuse one from a disk, and say so
    open_experiment(page, is_asked=True)
    assert page.url.startswith((folder / "index.html").as_uri())
