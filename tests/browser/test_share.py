"""The link, its QR code and what a teacher hides, in a browser."""

from dataclasses import replace
from urllib.parse import urlencode

import cv2
import numpy as np
from playwright.sync_api import expect

from explorer.view.controls import CONTROLS
from explorer.view.settings import Settings
from tests.browser.explorer_page import ExplorerPage, assert_shows

VIEW = Settings(picture="Siemens star", size=256, bias=0.5, row=100, col=200, palette="Signed grey", w11=3.0)
QUERY = urlencode(VIEW.to_query())
ALL = ",".join(CONTROLS)


def open_dialog(shown):
    shown.page.get_by_role("button", name="Share", exact=True).click()
    dialog = shown.page.get_by_role("dialog")
    expect(dialog.get_by_role("img")).to_be_visible()
    expect(dialog.get_by_role("textbox")).not_to_have_value("")
    return dialog


def said(query: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in query.split("&"))


def scanned(dialog) -> str:
    """Read the QR code off the screen, as a telephone does."""
    picture = dialog.get_by_role("img").screenshot()
    return cv2.QRCodeDetectorAruco().detectAndDecode(cv2.imdecode(np.frombuffer(picture, np.uint8), 0))[0]


def close(dialog):
    dialog.page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_the_link_on_the_wall_opens_the_same_view_without_what_is_marked(visit, address):
    shown = visit(VIEW)
    shown.page.emulate_media(color_scheme="dark")
    dialog = open_dialog(shown)
    box = dialog.get_by_role("img").bounding_box()
    assert min(box["width"], box["height"]) >= 380
    assert scanned(dialog) == dialog.get_by_role("textbox").input_value() == f"{address}?{QUERY}"
    dialog.get_by_role("button", name="Bias").click()
    link = f"{address}?{QUERY}&hide=bias"
    expect(dialog.get_by_role("textbox")).to_have_value(link)
    expect(dialog).to_contain_text("The link hides: Bias.")
    shown.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    assert scanned(dialog) == link
    shown.page.goto(link)
    shown.wait_until_drawn()
    assert_shows(shown, VIEW)
    assert shown.query == VIEW.to_query() | {"hide": "bias"}
    expect(shown.slider("bias")).to_be_hidden()
    shown.page.emulate_media(color_scheme="light")


def test_a_link_of_the_page_without_a_server_opens_the_same_view(visit, address):
    page = visit().page
    page.goto(f"{address}#{QUERY}&hide=bias")
    shown = ExplorerPage(page)
    expect(page.locator(".scope-chain")).to_contain_text(VIEW.picture)
    shown.wait_until_drawn()
    assert_shows(shown, VIEW)
    assert shown.query == VIEW.to_query() | {"hide": "bias"}


def test_the_button_copies_the_link_and_says_so(visit):
    """Over plain http a browser has no clipboard, and a class has often no other page."""
    shown = visit()
    shown.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    dialog = open_dialog(shown)
    for is_secure in (True, False):
        if not is_secure:
            shown.page.evaluate(
                "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined })"
            )
            shown.page.evaluate("document.oncopy = () => { window.taken = document.activeElement.value }")
        dialog.get_by_role("button", name="Copy link").press("Enter")
        expect(dialog.get_by_role("status").filter(has_text="✓ Copied")).to_be_visible()
        taken = shown.page.evaluate("navigator.clipboard.readText()" if is_secure else "window.taken")
        assert taken == dialog.get_by_role("textbox").input_value()
        dialog.get_by_role("button", name="Bias").click()
        expect(dialog.get_by_text("✓ Copied")).to_have_count(0)
    shown.page.evaluate("delete navigator.clipboard, document.oncopy = null")
    shown.page.context.clear_permissions()
    close(dialog)


def test_hidden_controls_keep_what_they_stand_for_through_drags_pages_and_their_return(visit):
    shown = visit(VIEW, hide=ALL)
    expect(shown.page.locator(".workbench > .controls")).to_be_hidden()
    shown.page.mouse.click(*shown.place("input", 150, 40, VIEW))
    moved = replace(VIEW, row=150, col=40)
    shown.page.wait_for_url("**row=150*")
    assert shown.query == moved.to_query() | {"hide": ALL}
    shown.page.get_by_role("button", name="More", exact=True).click()
    shown.page.get_by_text("Sources", exact=True).click()
    expect(shown.page.get_by_role("heading").first).to_be_visible()
    shown.page.get_by_test_id("stTopNavLink").filter(has_text="Explorer").click()
    shown.page.wait_for_url("**row=150*")
    shown.wait_until_drawn()
    assert_shows(shown, moved)
    shown.wait_for_query(**moved.to_query(), hide=ALL)  # a run that is lost may leave it bare for a second
    shown.page.get_by_role("button", name="Show all controls").click()
    expect(shown.line_field("Row")).to_have_value("150")
    expect(shown.weight("w11")).to_have_value("3")
    shown.wait_until_drawn()
    assert_shows(shown, moved)
    assert shown.query == moved.to_query()


def test_a_phone_shows_the_dialog_and_the_way_back_without_scrolling_sideways(visit_phone):
    shown = visit_phone(hide="bias")
    expect(shown.page.get_by_role("button", name="Show all controls")).to_be_in_viewport()
    dialog = open_dialog(shown)
    assert scanned(dialog) == dialog.get_by_role("textbox").input_value()
    assert shown.page.evaluate("document.documentElement.scrollWidth") == 390
    close(dialog)
