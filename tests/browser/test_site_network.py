"""The real network in the site: from a disk, without Python, against Python's own counts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explorer.images import samples
from explorer.networks.cascade import detect
from explorer.networks.changes import CHANGES
from explorer.networks.slopes import read_slopes, write_slopes
from explorer.networks.stages import LAYERS
from explorer.site import build
from explorer.view.network import SENTENCES, TOO_SMALL, NetworkSettings, view_of_channel
from explorer.view.network_experiments import NETWORK_EXPERIMENTS
from explorer.view.settings import YOUR_PICTURE
from tests.browser.explorer_page import ExplorerPage, assert_shows
from tests.browser.network_page import NetworkPage, found_in
from tests.browser.spoken import Reader

WINDOW = {"width": 1366, "height": 768}
STAR = NetworkSettings(picture="Siemens star")
DRAWN = [row.name for row in samples().values() if row.file is None]
PHOTOGRAPHS = [row.name for row in samples().values() if row.file]
COUNTS = re.compile(r"([\d,]+) of ([\d,]+) places look")


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build.write(folder, build.files(app="https://relu.example"))
    return folder


@pytest.fixture
def problems() -> Iterator[list[str]]:
    """Collect the errors and the requests of the pages that a test sees; it must have none."""
    found: list[str] = []
    yield found
    assert not found, found


@pytest.fixture
def open_network(profiles, folder, problems):
    """Open the page from disk in an empty profile."""
    page = profiles.take(viewport=WINDOW, is_for_app=False)
    listeners = listen(page, problems, folder)

    def open_one(settings: NetworkSettings = STAR, *, file: str = "network.html") -> NetworkPage:
        page.goto(f"{(folder / file).as_uri()}#{urlencode(settings.to_query())}")
        return NetworkPage(page)

    yield open_one
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    profiles.give_back(page)


def listen(page: Page, problems: list[str], folder: Path) -> dict[str, Callable]:
    """Note what goes wrong on a page, and what it asks for that is not of the folder."""
    here = ("data:", "blob:", folder.as_uri())
    listeners: dict[str, Callable] = {
        "console": lambda message: problems.append(message.text) if message.type == "error" else None,
        "pageerror": lambda error: problems.append(str(error)),
        "request": lambda request: None if request.url.startswith(here) else problems.append(request.url),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    return listeners


@pytest.fixture(scope="module")
def held(browser) -> Iterator[Page]:
    """Hold the page that `visit_network` uses over many tests."""
    with browser.new_context(viewport=WINDOW) as context:
        yield context.new_page()


@pytest.fixture
def visit_network(held, folder, problems):
    """Show a view on a page that tests share, and in which the link of a view is followed."""
    listeners = listen(held, problems, folder)

    def visit_one(settings: NetworkSettings = STAR) -> NetworkPage:
        query = urlencode(settings.to_query())
        if held.url == "about:blank":
            held.goto(f"{(folder / 'network.html').as_uri()}#{query}")
        held.evaluate("(query) => { location.hash = query }", query)
        shown = NetworkPage(held)
        expect_at_rest(shown, settings)
        return shown

    yield visit_one
    for event, listener in listeners.items():
        held.remove_listener(event, listener)


def said(cells: int, places: int) -> str:
    look = "looks" if cells == 1 else "look"
    return SENTENCES["all"].format(cells=f"{cells:,}", places=f"{places:,}", look=look)


def expect_at_rest(shown: NetworkPage, settings: NetworkSettings) -> None:
    """Expect Python's count in the sentence, and the settings in the address."""
    found = found_in(settings)
    expect(shown.sentence).to_have_text(said(found.cells, found.places))
    shown.page.wait_for_url(lambda url: written_in(url) == settings.to_query())


def written_in(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).fragment))


def choose(shown: NetworkPage, name: str) -> None:
    shown.page.locator(".network-picture").select_option(name)
    expect(shown.page.locator(".network-faces img")).to_have_attribute("alt", name)


def drag(shown: NetworkPage, layer: int, channel: int, dy: float) -> None:
    """Press a handle and move it, without letting go."""
    x, y = shown.grip(layer, channel)
    shown.page.mouse.move(x, y)
    shown.page.mouse.down()
    shown.page.mouse.move(x, y + dy, steps=6)


def test_a_drawn_picture_has_exactly_pythons_count(visit_network):
    shown = visit_network()
    for name in DRAWN[::2]:
        choose(shown, name)
        expect_at_rest(shown, NetworkSettings(picture=name))


def test_a_photograph_has_nearly_pythons_count(visit_network):
    """A browser and OpenCV may decode a JPEG file to levels that differ by one."""
    shown = visit_network()
    for name in PHOTOGRAPHS[::2]:
        choose(shown, name)
        expect(shown.sentence).to_have_text(re.compile(f"^{COUNTS.pattern}"))
        cells, places = (
            int(text.replace(",", "")) for text in COUNTS.search(shown.sentence.text_content()).groups()
        )
        found = found_in(NetworkSettings(picture=name))
        assert places == found.places
        assert cells == pytest.approx(found.cells, rel=0.02)


def test_every_change_is_pythons(visit_network):
    shown = visit_network()
    for name in reversed(CHANGES):
        shown.change(name)
        expect_at_rest(shown, replace(STAR, change=name))


def test_a_drag_is_followed_and_let_go_written_undone_and_gone_back_from(visit_network):
    shown = visit_network()
    before = shown.sentence.text_content()
    drag(shown, 1, 3, 60)
    expect(shown.sentence).not_to_have_text(before)
    assert "slopes" not in written_in(shown.page.url)
    shown.page.mouse.up()
    values = list(read_slopes(""))
    values[2] = shown.slope(1, 3)
    changed = replace(STAR, slopes=write_slopes(values), channel="1.3")
    expect_at_rest(shown, changed)
    shown.page.reload()
    expect_at_rest(shown, changed)
    shown.page.go_back()
    expect_at_rest(shown, STAR)
    shown.page.go_forward()
    expect_at_rest(shown, changed)
    shown.page.locator(".network-undo").click()
    expect(shown.sentence).to_have_text(before)


def test_all_slopes_of_a_preset_are_pythons(visit_network):
    shown = visit_network()
    reader = Reader(shown.page)
    shown.page.get_by_role("button", name="ReLU").first.click()
    expect_at_rest(shown, replace(STAR, slopes="0"))
    reader.waits_for(f"All slopes ReLU: {shown.sentence.text_content()}")


def test_a_picture_of_ones_own_is_counted_stays_and_comes_back(visit_network, tmp_path):
    levels = samples()["Astronaut"].load_colours(200)
    file = tmp_path / "own.png"
    file.write_bytes(cv2.imencode(".png", levels[..., ::-1])[1].tobytes())
    shown = visit_network()
    shown.page.get_by_role("button", name="A picture of yours").click()
    shown.page.locator(".own-picture-file input").first.set_input_files(file)
    own, found = shown.page.locator(".network-picture"), detect(np.ascontiguousarray(levels))
    expect(shown.sentence).to_have_text(said(found.cells, found.places))
    expect(own).to_have_value(YOUR_PICTURE)
    shown.page.wait_for_url("**#picture=Your+picture")
    shown.page.go_back()
    expect_at_rest(shown, STAR)
    shown.page.go_forward()
    expect(shown.sentence).to_have_text(said(found.cells, found.places))


def test_a_picture_of_three_pixels_is_too_small(visit_network, tmp_path):
    file = tmp_path / "tiny.png"
    file.write_bytes(cv2.imencode(".png", np.zeros((3, 3, 3), np.uint8))[1].tobytes())
    shown = visit_network()
    shown.page.get_by_role("button", name="A picture of yours").click()
    shown.page.locator(".own-picture-file input").first.set_input_files(file)
    expect(shown.sentence).to_have_text(TOO_SMALL.format(rows=3, cols=3))


def test_without_a_picture_of_ones_own_the_default_stands_for_it(open_network):
    shown = open_network(NetworkSettings(picture=YOUR_PICTURE))
    expect(shown.sentence).to_have_text(re.compile(COUNTS.pattern))
    expect(shown.page.locator(".network[data-waiting]")).to_have_count(0)
    choose(shown, "Astronaut")
    expect(shown.page.locator(".network[data-waiting]")).to_have_count(0)


def test_a_channel_of_the_first_layer_opens_in_the_explorer(open_network):
    settings = replace(STAR, channel="1.4", slopes="1.4:0.5")
    shown = open_network(settings)
    shown.page.get_by_role("button", name="Open in the explorer").click()
    shown.page.wait_for_url("**/index.html#**")
    explorer = ExplorerPage(shown.page)
    explorer.wait_until_painted()
    assert_shows(explorer, view_of_channel("1.4", settings))


def test_an_experiment_opens_its_view(open_network):
    row = NETWORK_EXPERIMENTS[0]
    shown = open_network(file="experiments.html")
    shown.page.get_by_role("link", name=row.name).click()
    shown.page.wait_for_url("**/network.html#**")
    expect(shown.sentence).to_have_text(re.compile("of 9,704 places look like a face"))
    assert len(read_slopes(row.settings.slopes)) == sum(LAYERS)
    expect(shown.handle(1, 1)).to_have_attribute("aria-valuenow", "1")


def test_the_page_says_what_only_the_app_has_and_leads_to_the_same_view_there(visit_network):
    shown = visit_network(replace(STAR, slopes="2:1"))
    caption = shown.page.locator(".network-faces figcaption")
    expect(caption).to_have_text("The full app also marks what both stages take for a face.")
    expect(caption.get_by_role("link")).to_have_attribute(
        "href", "https://relu.example/network?picture=Siemens+star&slopes=2%3A1"
    )
    expect(shown.page.locator(".network-box")).to_have_count(0)
