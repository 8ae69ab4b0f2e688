"""axe-core finds nothing on the explorer, whatever is open; other tests ask it about the pages they open."""

import pytest
from playwright.sync_api import expect

from explorer.view.settings import Settings
from tests.browser.accessibility import CODE, FILES, assert_accessible, assert_focus_is_seen
from tests.browser.boxes import change_scheme
from tests.browser.explorer_page import SMALL

VIEW = Settings(picture="Brick wall", size=128, row=63, col=47, activation="PReLU")
"""A view with all that a page can show at once: strong corners, a slope, a hatching."""
PANELS = ("Predict", "Show the code", "Take it along", "How it is computed")


@pytest.fixture
def explorer(visit):
    """Show the view on the shared page, and give it back in light colours."""
    shown = visit(VIEW)
    yield shown
    change_scheme(shown.page, "light")


def test_the_explorer_with_its_menu_and_its_gallery(explorer):
    page = explorer.page
    assert_accessible(page)
    explorer.kernel_menu.click()
    assert_accessible(page, ".controls-menu")
    page.keyboard.press("Escape")
    assert_focus_is_seen(page, "header", least=6)
    assert_focus_is_seen(page, "main", least=40)
    explorer.open_gallery()
    assert_accessible(page, ".pictures")


def test_the_dialogs_and_the_menus_of_pages(explorer):
    page = explorer.page
    explorer.open_own_picture()
    expect(page.get_by_role("dialog").locator("input[type=file]")).to_be_attached()
    assert_accessible(page, "[role=dialog]", theirs=(FILES,))
    close_dialog(page)
    explorer.wait_until_drawn()
    page.get_by_role("button", name="Share", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("img")).to_be_visible()
    assert_accessible(page, "[role=dialog]")
    close_dialog(page)
    for name in ("Lessons", "More"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("menuitem").first).to_be_visible()
        assert_accessible(page, "[data-floating-ui-portal]", has_known_colours=name == "More")
        page.keyboard.press("Escape")
        expect(page.get_by_role("menuitem")).to_have_count(0)


def close_dialog(page):
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_panels_below_the_maps(explorer):
    page = explorer.page
    for name in PANELS:
        page.locator("[data-testid=stExpander] summary").filter(has_text=name).click()
    expect(page.locator("[data-testid=stCode] .token").first).to_be_visible()
    expect(page.locator(".predict-chart svg, svg.predict-chart")).to_be_visible()
    expect(page.get_by_role("button", name="The explorer (HTML)")).to_be_visible()
    explorer.wait_until_drawn()
    assert_accessible(page, "[data-testid=stExpander]", theirs=(CODE,))
    for name in PANELS:
        page.locator("[data-testid=stExpander] summary").filter(has_text=name).click()


def test_a_and_b_the_wipe_the_sound_and_the_presenter(explorer):
    page = explorer.page
    page.get_by_role("button", name="Pin as A").click()
    explorer.slider("bias").press("ArrowRight")
    explorer.wait_until_drawn()
    assert_accessible(page, "[data-testid=stMain]")
    page.get_by_role("button", name="Present").click()
    explorer.wait_for_query(present="1")
    explorer.wait_until_drawn()
    assert_accessible(page, ".workbench")
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "present" not in url)
    page.locator(".scope[data-pinned] .scope-pin").click()


def test_a_phone_with_its_sheets(visit_phone):
    shown = visit_phone(SMALL)
    page = shown.page
    assert_accessible(page)
    for name in ("picture", "kernel", "activation"):
        page.locator(f"[data-opens={name}]").click()
        assert_accessible(page, ".sheet[data-shown]", has_known_colours=name != "picture")
        page.keyboard.press("Escape")
    change_scheme(page, "light")
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_test_id("stSidebarNavItems").first).to_be_visible()
    assert_accessible(page, has_known_colours=True)
    page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    expect(page.get_by_test_id("stSidebarNavItems").first).to_be_hidden()


def test_the_explorer_in_one_file(visit_file):
    shown = visit_file(VIEW)
    page = shown.page
    for summary in page.locator("details[data-panel] summary").all():
        summary.click()
    assert_accessible(page)
    page.get_by_role("button", name="Share", exact=True).click()
    assert_accessible(page, "dialog[open]", has_known_colours=True)  # all are of one form
    change_scheme(page, "light")
