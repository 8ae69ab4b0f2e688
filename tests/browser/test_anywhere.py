"""The notice about a picture that is dropped on any page or pasted, with a page that has nothing else."""

import base64

import pytest
from playwright.sync_api import expect

from tests.browser.modules import serve_modules
from tests.images.hostile import drawn, saved

HTML = """<link rel="stylesheet" href="/components/anywhere.css"><input aria-label="Another field">
<dialog><button>In the dialog</button></dialog>
<div class="st-key-anywhere"><input type="file"></div>"""
OPEN = """async () => {
  const { Anywhere } = await import("/components/anywhere.js");
  window.anywhere = new Anywhere();
  document.body.append(anywhere.root);
}"""
DROP = """(data) => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  if (data) transfer.items.add(new File([bytes], "mine.png"));
  else transfer.setData("text/uri-list", "https://example.org/cat.png");
  const options = { bubbles: true, cancelable: true, dataTransfer: transfer };
  document.body.dispatchEvent(new DragEvent("drop", options));
}"""
# What waits for a second or longer waits for `pass()` instead.
WAIT = """() => {
  const real = window.setTimeout;
  const stop = window.clearTimeout;
  const waiting = new Map();
  window.setTimeout = (go, ms) => (ms < 1000 ? real(go, ms) : waiting.set(-1, go) && -1);
  window.clearTimeout = (one) => (waiting.delete(one) ? undefined : stop(one));
  window.pass = () => [...waiting.values()].map((go) => go()).length;
}"""
GOOD = base64.b64encode(saved(drawn(size=(70, 30)), "PNG")).decode()


@pytest.fixture
def page(profiles):
    page = profiles.take(is_for_app=False)
    serve_modules(page, HTML)
    page.evaluate(WAIT)
    page.evaluate(OPEN)
    yield page
    profiles.give_back(page)


def test_the_notice_is_in_the_open_dialog_and_escape_closes_one_thing_at_a_time(page):
    notice, dialog = page.locator(".anywhere-notice"), page.locator("dialog")
    page.evaluate("document.querySelector('dialog').showModal()")
    page.evaluate(DROP, "")
    expect(dialog.locator(".anywhere-notice")).to_contain_text("save the picture first")
    notice.get_by_role("button", name="Close").click()  # behind the dialog it could not be pressed
    expect(notice).to_be_hidden()
    page.evaluate(DROP, "")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(notice).to_be_visible()
    field = page.get_by_label("Another field")
    field.focus()
    page.keyboard.press("Escape")
    expect(notice).to_be_visible()  # it was meant for the field
    field.blur()
    page.keyboard.press("Escape")
    expect(notice).to_be_hidden()
    page.evaluate(DROP, "")
    notice.get_by_role("button", name="Close").focus()
    page.keyboard.press("Escape")
    expect(notice).to_be_hidden()


def test_a_picture_that_does_not_arrive_is_said(page):
    notice = page.locator(".anywhere-notice")
    for answer in (None, "", "Not a picture"):
        page.evaluate(
            "document.querySelector('.st-key-anywhere input').onchange = () => (window.isSent = true)"
        )
        page.evaluate("window.isSent = false")
        page.evaluate(DROP, GOOD)
        page.wait_for_function("isSent")
        expect(notice).to_contain_text("Reading the picture")
        if answer is None:
            assert page.evaluate("pass()") == 1
            expect(notice).to_contain_text("drop it once more")
        else:
            page.evaluate("(text) => anywhere.receive(text.length + 1, text, false)", answer)
            assert page.evaluate("pass()") == 0
            expect(notice).to_be_visible() if answer else expect(notice).to_be_hidden()


RENEW = """() => {
  const field = Object.assign(document.createElement("input"), { type: "file" });
  document.querySelector(".st-key-anywhere input").replaceWith(field);
}"""
GIVEN = "document.querySelector('.st-key-anywhere input').files.length"


def test_a_picture_goes_to_the_field_that_has_come_in_the_place_of_the_first_until_it_is_taken(page):
    """Streamlit makes the field anew where other parts come before it, and drops what that was sending."""
    page.evaluate(DROP, GOOD)
    page.wait_for_function(f"{GIVEN} === 1")
    page.evaluate(RENEW)
    assert page.evaluate(GIVEN) == 0
    page.evaluate("anywhere.receive(0, '', false)")
    assert page.evaluate(GIVEN) == 1
    page.evaluate("anywhere.receive(1, 'Taken.', false)")
    page.evaluate(RENEW)
    page.evaluate("anywhere.receive(1, 'Taken.', false)")
    assert page.evaluate(GIVEN) == 0
