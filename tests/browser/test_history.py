"""The browser's Back and Forward: one change of the view is one step."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.explorer_page import expect_text


@pytest.fixture
def fresh(browser) -> Iterator[BrowserContext]:
    """Make a profile of its own: a history ends at 50 steps."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


def steps(shown):
    return shown.page.evaluate("history.length")


def rotate(shown):
    before = shown.page.url
    shown.page.get_by_role("button", name="Rotate", exact=True).click()
    shown.page.wait_for_url(lambda url: url != before)


def change_bias(shown):
    before = shown.page.url
    shown.page.locator(".st-key-bias input").press("ArrowRight")
    shown.page.wait_for_url(lambda url: url != before)


def move_line(shown):
    before = shown.page.url
    shown.page.locator(".scope-maps").press("ArrowDown")
    shown.page.wait_for_url(lambda url: url != before)


@pytest.mark.parametrize("change", [rotate, change_bias, move_line])
def test_a_change_is_one_step_and_back_and_forward_go_over_it(fresh, open_page, change):
    shown = open_page("size=128&row=60&col=60", context=fresh)
    before, count = shown.page.url, steps(shown)
    headline = shown.headline.inner_text()
    change(shown)
    after = shown.page.url
    shown.wait_until_drawn()
    assert steps(shown) == count + 1
    changed = shown.page.locator(".pixel-line").inner_text()
    shown.page.go_back()
    expect(shown.headline).to_have_text(headline)
    assert shown.page.url == before
    shown.page.go_forward()
    expect_text(shown.page.locator(".pixel-line"), changed)
    assert shown.page.url == after
    assert steps(shown) == count + 1


def test_back_from_a_lesson_shows_the_view_that_was_left(open_page):
    shown = open_page("size=128&row=60&col=60&w11=7&bias=1")
    rotate(shown)
    left = shown.page.url
    weights = [shown.page.locator(".kernel input").nth(k).input_value() for k in range(9)]
    shown.page.get_by_role("link", name="Experiments").first.click()
    expect(shown.page.get_by_role("heading", name="Experiments to take home")).to_be_visible()
    shown.page.go_back()
    shown.wait_until_drawn()
    assert shown.page.url == left
    for k in range(9):
        expect(shown.page.locator(".kernel input").nth(k)).to_have_value(weights[k])
