"""The notice about a picture that is dropped on any page or pasted, with a page that has nothing else."""

import base64

import pytest
from playwright.sync_api import expect

from explorer.messages import binary
from tests.browser.modules import serve_modules
from tests.images.hostile import drawn, saved

HTML = """<link rel="stylesheet" href="/components/anywhere.css"><input aria-label="Another field">
<dialog><button>In the dialog</button></dialog>
<div class="st-key-anywhere"><input type="file"></div>"""
OPEN = """async () => {
  const { Anywhere } = await import("/components/anywhere.js");
  window.anywhere = new Anywhere();
  document.body.append(anywhere.root);
  window.said = 0;
  window.given = null;
  anywhere.tell = (lost) => (window.given = lost);
  window.hear = (text, holding, isNew = true) => {
    said += isNew ? 1 : 0;
    const nothing = { session: "one", upload: 0, files: {}, pinned: null };
    anywhere.receive({ number: said, text, offers: false, holding: { ...nothing, ...holding }, waits: 300 });
  };
  hear("", {}, false);
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
  let last = 0;
  window.setTimeout = (go, ms) => (ms < 1000 ? real(go, ms) : waiting.set(--last, go) && last);
  window.clearTimeout = (one) => (waiting.delete(one) ? undefined : stop(one));
  window.pass = () => {
    const due = [...waiting.values()];
    waiting.clear();
    return due.map((go) => go()).length;
  };
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
            assert page.evaluate("pass()") == 2  # the field may have lost it, and it is late
            expect(notice).to_contain_text("drop it once more")
        else:
            page.evaluate("(text) => hear(text)", answer)
            assert page.evaluate("pass()") == 0
            expect(notice).to_be_visible() if answer else expect(notice).to_be_hidden()


RENEW = """() => {
  const field = Object.assign(document.createElement("input"), { type: "file" });
  document.querySelector(".st-key-anywhere input").replaceWith(field);
}"""
GIVEN = "document.querySelector('.st-key-anywhere input').files.length"
BREAK = """async () => {
  const { silence } = await import("/page/silence.js");
  for (const isConnected of [true, false, true]) silence.look(isConnected);
}"""


def test_a_picture_goes_to_the_field_that_has_come_in_the_place_of_the_first_until_it_is_taken(page):
    """Streamlit makes the field anew where other parts come before it, and drops what that was sending."""
    page.evaluate(DROP, GOOD)
    page.wait_for_function(f"{GIVEN} === 1")
    page.evaluate(RENEW)
    assert page.evaluate(GIVEN) == 0
    page.evaluate("hear('', {}, false)")
    assert page.evaluate(GIVEN) == 1
    page.evaluate("hear('Taken.')")
    page.evaluate(RENEW)
    page.evaluate("hear('Taken.', {}, false)")
    assert page.evaluate(GIVEN) == 0


def test_a_picture_that_was_on_its_way_when_the_line_broke_is_sent_again(page):
    page.evaluate(DROP, GOOD)
    page.wait_for_function(f"{GIVEN} === 1")
    page.evaluate("document.querySelector('.st-key-anywhere input').value = ''")  # it is gone
    page.evaluate(BREAK)
    assert (page.evaluate("pass()"), page.evaluate(GIVEN)) == (1, 1)
    page.evaluate("hear('Taken.')")
    page.evaluate("document.querySelector('.st-key-anywhere input').value = ''")
    page.evaluate(BREAK)
    assert (page.evaluate("pass()"), page.evaluate(GIVEN)) == (0, 0)


HELD = """{
  session: "one", upload: 8, pinned: { settings: {}, upload: 7 },
  files: { a: [[7, 0, "white"]], b: [[8, 0, "white"]] },
}"""
NAMES = "[...document.querySelector('.st-key-anywhere input').files].map((file) => file.name)"


def test_what_a_session_held_is_given_to_the_next_one_file_by_file_in_the_order_of_their_numbers(page):
    notice = page.locator(".anywhere-notice")
    page.evaluate("['b', 'a'].map((name) => anywhere.kept.keep(name, new File(['x'], `my ${name}`)))")
    page.evaluate(f"hear('', {HELD}, false)")
    page.evaluate("said = 0; hear('', { session: 'two' }, false)")
    assert page.evaluate("given") == page.evaluate(f"({{ ...{HELD}, session: 'two' }})")
    assert page.evaluate(NAMES) == ["a"]
    page.evaluate("hear('', { session: 'two', files: { c: [[7, 0, 'white']] } })")
    assert page.evaluate(NAMES) == ["b"]
    expect(notice).to_be_hidden()
    page.evaluate("hear('', { session: 'two', files: { c: [[7, 0, 'white']], d: [[8, 0, 'white']] } })")
    expect(notice).to_contain_text("had forgotten your picture and view A. This page has given them back.")
    page.evaluate("given = null; said = 0; hear('', { session: 'three' }, false)")
    expect(notice).to_contain_text("Choose your picture again.")  # no file was kept under these names
    assert page.evaluate("Object.keys(given.files)") == ["c", "d"]


def test_a_new_picture_counts_more_than_what_is_being_given_back(page):
    page.evaluate("anywhere.kept.keep('a', new File(['x'], 'my a'))")
    page.evaluate("hear('', { files: { a: [[7, 0, 'white']] } }, false)")
    page.evaluate("said = 0; hear('', { session: 'two' }, false)")
    page.evaluate(DROP, GOOD)
    page.wait_for_function(f"{NAMES}[0] === 'mine.png'")
    page.evaluate("hear('Taken.', { session: 'two', files: { new: [[9, 0, 'white']] } })")
    expect(page.locator(".anywhere-notice")).to_contain_text("Taken.")


def test_a_page_that_cannot_send_says_so_with_a_way_out(page):
    notice = page.locator(".anywhere-notice")
    page.evaluate("anywhere.problem = 'In a frame.'")
    page.evaluate(DROP, GOOD)
    expect(notice).to_contain_text("In a frame.")
    expect(notice.get_by_role("link", name="Open this page alone")).to_have_attribute("target", "_blank")
    page.evaluate("hear('Another word.')")
    expect(notice.get_by_role("link")).to_have_count(0)


def test_a_file_that_has_arrived_and_that_nobody_looks_at_is_asked_for_twice(page):
    page.evaluate("anywhere.ask = () => (asked += 1); window.asked = 0")
    page.evaluate("anywhere.expect('a')")
    assert [page.evaluate("[pass(), asked]") for _ in range(3)] == [[1, 1], [1, 2], [0, 2]]
    page.evaluate("hear('', { files: { a: [[7, 0, 'white']] } }, false); anywhere.expect('a')")
    assert page.evaluate("[pass(), asked]") == [1, 2]  # it is a picture
    page.evaluate("document.querySelector('dialog').showModal(); anywhere.expect('b')")
    page.evaluate("document.querySelector('dialog').innerHTML = '<p role=alert>Not a picture</p>'")
    assert page.evaluate("[pass(), asked]") == [1, 2]


FAIL = """(status) => {
  const field = document.querySelector(".st-key-anywhere input");
  field.value = "";
  anywhere.fail(mine, status);
}"""


def test_a_file_that_does_not_arrive_is_sent_again_over_another_connection(page):
    notice = page.locator(".anywhere-notice")
    page.evaluate("anywhere.renew = () => (renewed += 1); window.renewed = 0")
    page.evaluate("window.mine = new File(['x'], 'mine.png'); anywhere.keep('a', mine)")
    page.evaluate(FAIL, 413)
    assert page.evaluate(f"[pass(), {GIVEN}, renewed]") == [0, 0, 0]  # too large: the field says so
    page.evaluate(FAIL, 502)
    expect(notice).to_contain_text("sends it again")
    assert page.evaluate(f"[pass(), {GIVEN}, renewed]") == [1, 1, 0]
    page.evaluate(FAIL, 400)
    assert page.evaluate(f"[{GIVEN}, renewed]") == [0, 1]
    page.evaluate("said = 0; hear('', { session: 'two' }, false)")
    assert page.evaluate(NAMES) == ["mine.png"]
    page.evaluate("hear('', { session: 'two', files: { b: [[7, 0, 'white']] } })")
    expect(notice).to_be_hidden()
    assert page.evaluate("pass()") == 0
    for _ in range(5):
        page.evaluate(FAIL, 0)
    expect(notice).to_contain_text("Load this page again")
    assert page.evaluate("pass()") == 0
    page.evaluate(FAIL, 0)
    page.evaluate("anywhere.keep('c', new File(['y'], 'other.png'))")  # a newer choice
    expect(notice).to_be_hidden()
    assert page.evaluate(f"[pass(), {GIVEN}]") == [0, 0]


CHOOSE = """() => {
  const field = document.querySelector("dialog input");
  const transfer = new DataTransfer();
  transfer.items.add(new File(["x"], "mine.png"));
  field.files = transfer.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}"""
SEND = "anywhere.keep('a', new File(['x'], 'mine.png'))"


def test_a_file_that_a_dialog_has_lost_is_sent_without_it(page):
    page.evaluate("document.querySelector('dialog').innerHTML = '<input type=file>'")
    page.evaluate(CHOOSE)
    assert page.evaluate(f"[pass(), {NAMES}]") == [1, ["mine.png"]]  # nobody has sent it
    page.evaluate("hear('')")
    page.evaluate("document.querySelector('.st-key-anywhere input').value = ''")

    page.evaluate(CHOOSE)
    page.evaluate(SEND)
    assert page.evaluate(f"[pass(), {NAMES}]") == [0, []]
    page.evaluate("said = 0; hear('', { session: 'two' }, false)")  # it was not a picture yet
    assert page.evaluate(NAMES) == ["mine.png"]
    page.evaluate("hear('', { session: 'two', files: { b: [[7, 0, 'white']] } })")
    page.evaluate("document.querySelector('.st-key-anywhere input').value = ''")

    page.evaluate(CHOOSE)
    page.evaluate(SEND)
    page.evaluate("hear('', { session: 'two', files: { a: [[8, 0, 'white']] } }, false)")
    page.evaluate("said = 0; hear('', { session: 'three', files: { a: [[8, 0, 'white']] } }, false)")
    assert page.evaluate(f"[pass(), {NAMES}]") == [0, []]

    page.evaluate("anywhere.keep('older', new File(['xy'], 'older.png')); anywhere.expect('older')")
    page.evaluate(CHOOSE)
    page.evaluate("anywhere.keep('older', new File(['xy'], 'older.png')); anywhere.expect('older')")
    page.evaluate("hear('', { session: 'three', files: { older: [[9, 0, 'white']] } }, false)")
    assert page.evaluate(f"[pass(), {NAMES}]") == [2, ["mine.png"]]  # only the older one is a picture
    page.evaluate("hear('No picture.', { session: 'three', files: { older: [[9, 0, 'white']] } })")
    expect(page.locator(".anywhere-notice")).to_contain_text("No picture.")
    page.evaluate("document.querySelector('.st-key-anywhere input').value = ''")

    page.evaluate("anywhere.maxBytes = 0")
    page.evaluate(CHOOSE)
    expect(page.locator(".anywhere-notice")).to_be_hidden()  # it was of the file before
    assert page.evaluate(f"[pass(), {NAMES}]") == [0, []]  # too large: the dialog says so


MOUNT = """async ([version, data]) => {
  const { mount } = await import(`/components/anywhere.js?${version}`);
  const place = Object.assign(document.createElement("div"), { innerHTML: "<div class=anywhere></div>" });
  document.body.append(place);
  const setStateValue = (name, value) => (window.told = { ...window.told, [name]: value });
  mount({ data: new Uint8Array(data), parentElement: place, setStateValue });
}"""
HEARD = {
    "number": 0,
    "text": "",
    "offers": False,
    "uploads": "/upload/",
    "cookie": "",
    "page": "",
    "waits": 300,
}
NOTHING = {"upload": 0, "files": {}, "pinned": None}


def test_a_newer_version_of_the_page_gives_back_what_the_older_one_has_sent(page):
    """A server that is replaced by one of another version brings its modules to the pages that are open."""

    def mount(version, **holding):
        message = {**HEARD, "maxBytes": 10_000, "waits": 300, "holding": {**NOTHING, **holding}}
        page.evaluate(MOUNT, [version, list(binary.pack(message, {}))])

    page.evaluate("anywhere.leave()")  # that of the fixture
    mount(1, session="one")
    page.evaluate("document[Symbol.for('relu-explorer-anywhere')].kept.keep('a', new File(['x'], 'my a'))")
    mount(1, session="one", files={"a": [[7, 0, "white"]]})
    mount(2, session="two")
    assert page.evaluate("told.givenBack.files") == {"a": [[7, 0, "white"]]}
    assert page.evaluate(NAMES) == ["a"]
    page.evaluate(DROP, GOOD)
    page.wait_for_function(f"{NAMES}[0] === 'mine.png'")
    assert page.evaluate("pass()") == 2  # of one module: the field may have lost it, and it is late
