"""The gallery of experiments, as a class uses it."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from explorer.images import samples
from explorer.networks.cascade import detect
from explorer.networks.changes import CHANGES
from explorer.networks.slopes import read_slopes
from explorer.view import readouts
from explorer.view.experiments import EXPERIMENTS
from explorer.view.network import NetworkSettings, sentence
from explorer.view.network_experiments import NETWORK_EXPERIMENTS
from explorer.view.settings import Settings
from tests.browser.explorer_page import ExplorerPage, assert_shows, expected_profile

CARDS = len(EXPERIMENTS) + len(NETWORK_EXPERIMENTS)
BY_NAME = {row.name: row for row in EXPERIMENTS}


@pytest.fixture
def gallery(visit) -> Iterator[Page]:
    """Show the gallery on the page that tests share, and in the end the explorer again."""
    page = visit().page
    go_to_gallery(page)
    yield page
    if not page.locator(".scope").count():
        page.get_by_test_id("stTopNavLink").filter(has_text="Explorer").click()


def go_to_gallery(page: Page) -> None:
    """Leave another page for the gallery by the menu."""
    page.get_by_test_id("stTopNavLink").filter(has_text="Experiments").click()
    expect(page.locator(".cards li")).to_have_count(CARDS)


def view_in(url: str) -> Settings:
    """Read an address."""
    return Settings.from_query(dict(parse_qsl(urlsplit(url).query)))


def expect_view(page: Page, name: str) -> None:
    """Check that the explorer shows an experiment: its headline, its numbers, its address."""
    settings = BY_NAME[name].settings
    line = expected_profile(settings)
    said = readouts.headline(line, direction=settings.direction, activation=settings.activation)
    shown = ExplorerPage(page)
    expect(shown.headline).to_have_text(said)
    shown.wait_until_drawn()
    assert_shows(shown, settings)
    page.wait_for_url(lambda url: view_in(url) == settings)


def test_a_click_opens_an_experiment_and_the_next_one_leaves_nothing_of_it(visit):
    page = visit(Settings(picture="Cat", stride=2, size=128)).page
    page.evaluate("window.isSamePage = true")  # a new page would be a new session, without the upload
    for name in ("The island", "A leak one cannot see"):
        go_to_gallery(page)
        page.get_by_role("link", name=name, exact=True).click()
        expect_view(page, name)
        assert page.evaluate("window.isSamePage")


def test_a_card_is_opened_by_the_keyboard(gallery):
    page = gallery
    page.get_by_role("button", name="Traps", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Traps")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="The edge that is not there")).to_be_focused()
    page.keyboard.press("Enter")
    expect_view(page, "The edge that is not there")


def test_a_card_is_a_real_link_to_its_view(gallery):
    page = gallery
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="The bar that vanished").click(modifiers=["ControlOrMeta"])
    wanted = BY_NAME["The bar that vanished"].settings
    opened.value.wait_for_url(lambda url: view_in(url) == wanted, wait_until="commit")
    opened.value.close()
    expect(page.get_by_role("heading", name="Ready-made experiments")).to_be_visible()


def test_the_gallery_fits_and_its_pictures_are_loaded(gallery):
    page = gallery
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("[data-testid=stMain]").evaluate("(e) => e.scrollWidth <= e.clientWidth")
    widths = page.locator(".cards img").evaluate_all("(all) => all.map((image) => image.naturalWidth)")
    assert len(widths) == CARDS
    assert min(widths) > 300
    sizes = page.locator(".cards :is(p, span, a, button)").evaluate_all(
        "(all) => all.map((element) => parseFloat(getComputedStyle(element).fontSize))"
    )
    assert min(sizes) >= 14


def test_a_card_of_the_real_network_opens_its_page_at_its_setting_one_after_the_other(gallery):
    page = gallery
    for row in NETWORK_EXPERIMENTS[:2]:
        settings = row.settings
        page.get_by_role("link", name=row.name, exact=True).click()
        levels = CHANGES[settings.change].apply(samples()[settings.picture].load_colours(512))
        said = sentence(detect(levels, read_slopes(settings.slopes)), levels.shape[:2])
        expect(page.locator(".network-sentence")).to_have_text(said)
        page.wait_for_url(
            lambda url, wanted=settings: (
                NetworkSettings.from_query(dict(parse_qsl(urlsplit(url).query))) == wanted
            )
        )
        go_to_gallery(page)
