"""The dialog for a picture of one's own in the page in one file, with a host that only remembers."""

import base64

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from explorer.images import decode
from explorer.images.refusals import REFUSALS
from tests.browser.modules import serve_modules
from tests.browser.profiles import PHONE
from tests.images.hostile import drawn, saved

HTML = """<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="/standalone/own_picture.css"><dialog></dialog>"""
OPEN = """async () => {
  const { decode } = await import("/images/decoding.js");
  const { OwnPicture } = await import("/standalone/own_picture.js");
  class Host extends EventTarget {
    options = { source: "Gallery" };
    taken = [];
    setOptions(patch) {
      this.options = { ...this.options, ...patch };
      this.dispatchEvent(new Event("options"));
    }
    takePicture(picture) {
      this.taken.push(picture);
    }
  }
  window.host = new Host();
  window.panel = new OwnPicture(document.querySelector("dialog"), host, decode, "A note.");
  panel.open();
}"""
GIVE = """([kind, name, data]) => {
  const transfer = new DataTransfer();
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  if (name) transfer.items.add(new File([bytes], name, { type: "image/png" }));
  else transfer.setData("text/plain", "a text");
  const options = { bubbles: true, cancelable: true, dataTransfer: transfer, clipboardData: transfer };
  const event = kind === "paste" ? new ClipboardEvent(kind, options) : new DragEvent(kind, options);
  const target = kind === "paste" ? document.body : document.querySelector("dialog");
  return target.dispatchEvent(event);
}"""
TRACKS = """() => {
  window.tracks = [];
  window.asks = 0;
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (...asked) => {
    window.asks += 1;
    const stream = await real(...asked);
    tracks.push(...stream.getTracks());
    return stream;
  };
}"""
# The last picture that the host took: its values as text, and the size of the file's.
TAKEN = """async () => {
  const { image, height, width } = host.taken.at(-1);
  const text = await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",")[1]);
    reader.readAsDataURL(new Blob([image.values]));
  });
  return [text, height, width];
}"""
GOOD = saved(drawn(size=(700, 300)), "PNG")


@pytest.fixture
def open_dialog(profiles):
    pages = []

    def open_one(before="", **options):
        page = profiles.take(permissions=["camera"], is_for_app=False, **options)
        pages.append(page)
        serve_modules(page, HTML)
        if before:
            page.evaluate(before)
        page.evaluate(OPEN)
        return page

    yield open_one
    for page in pages:
        profiles.give_back(page)


@pytest.fixture
def page(open_dialog):
    return open_dialog()


def choose(page, data, name="mine.png"):
    page.locator("input[type=file]:visible").set_input_files(
        {"name": name, "mimeType": "image/png", "buffer": data}
    )


def source(page):
    return page.evaluate("host.options.source")


def assert_closed(page):
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.wait_for_function("host.options.source === 'Gallery'")


def assert_taken(page, data):
    """Check that the last picture that the host took is the one in a file, and that the dialog is gone."""
    assert_closed(page)
    values, height, width = page.evaluate(TAKEN)
    expected = decode(data, long_side=512)
    found = np.frombuffer(base64.b64decode(values), np.float32).reshape(expected.shape)
    np.testing.assert_array_equal(found, expected)
    assert (width, height) == (700, 300)


def problem(page):
    return page.get_by_role("alert")


def test_a_file_is_taken_and_the_dialog_closes(page):
    dialog = page.get_by_role("dialog", name="A picture of yours")
    expect(dialog).to_contain_text("It stays in this page and is sent nowhere.")
    expect(page.get_by_role("radio", name="File")).to_be_focused()
    assert source(page) == "Upload"
    choose(page, GOOD)
    assert_taken(page, GOOD)
    expect(page.locator("input[accept*=png]")).to_have_value("")  # or the same file could not be chosen again


def test_a_link_may_open_it_on_the_camera(open_dialog):
    page = open_dialog()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.evaluate("host.setOptions({ source: 'Camera' })")
    expect(page.get_by_role("radio", name="Camera")).to_be_focused()
    expect(page.get_by_role("radio", name="Camera")).to_be_checked()


def test_a_refusal_stays_until_another_attempt(page):
    choose(page, b"not a picture")
    expect(problem(page)).to_have_text(REFUSALS["UNKNOWN"])
    expect(page.get_by_role("progressbar")).to_be_hidden()
    choose(page, b"")
    expect(problem(page)).to_have_text(REFUSALS["EMPTY"])
    choose(page, GOOD)
    assert_taken(page, GOOD)
    page.evaluate("panel.open()")
    expect(problem(page)).to_be_empty()


def test_a_file_may_be_dropped_or_pasted(page):
    assert page.evaluate(GIVE, ["dragover", "mine.png", ""]) is False  # the browser may not open it
    for taken, kind in ((0, "drop"), (2, "paste")):
        if taken:
            page.evaluate("panel.open()")
        page.evaluate(GIVE, [kind, "", ""])
        expect(problem(page)).to_contain_text("no picture file")
        page.evaluate(GIVE, [kind, "mine.png", base64.b64encode(GOOD).decode()])
        page.wait_for_function(f"host.taken.length === {taken + 1}")
        assert_taken(page, GOOD)
        page.evaluate(GIVE, [kind, "", ""])  # the dialog is closed: a text is none of ours
        assert_closed(page)
        page.evaluate(GIVE, [kind, "mine.png", base64.b64encode(GOOD).decode()])
        page.wait_for_function(f"host.taken.length === {taken + 2}")
        assert_taken(page, GOOD)


GIVE_ANY = """([kind, { files, html, text, target }]) => {
  const transfer = new DataTransfer();
  for (let k = 0; k < files; k += 1) transfer.items.add(new File(["a"], `${k}.png`));
  if (html) {
    transfer.setData("text/html", html);
    transfer.setData("text/uri-list", "https://example.org/cat.png");
  }
  if (text) transfer.setData("text/plain", text);
  const options = { bubbles: true, cancelable: true, dataTransfer: transfer, clipboardData: transfer };
  const event = kind === "paste" ? new ClipboardEvent(kind, options) : new DragEvent(kind, options);
  return document.querySelector(target).dispatchEvent(event);
}"""
PICTURE_OF_A_PAGE = {
    "files": 0,
    "html": "<img src='https://example.org/cat.png'>",
    "text": "",
    "target": "body",
}


def test_what_cannot_be_taken_is_refused_in_one_sentence_and_the_page_stays(page):
    """A drop that is not prevented makes the browser leave the page."""
    page.keyboard.press("Escape")
    assert_closed(page)
    for kind in ("drop", "paste"):
        is_left = page.evaluate(GIVE_ANY, [kind, PICTURE_OF_A_PAGE])
        assert kind == "paste" or not is_left
        expect(problem(page)).to_contain_text("save the picture first")
        page.evaluate(GIVE_ANY, [kind, PICTURE_OF_A_PAGE | {"files": 3}])
        expect(problem(page)).to_have_text("These are 3 files: drop or paste one picture at a time.")
        page.keyboard.press("Escape")
        assert_closed(page)


def test_a_text_for_a_field_stays_one_and_so_does_what_is_dragged_within_the_page(page):
    page.keyboard.press("Escape")
    assert_closed(page)
    page.evaluate("document.body.append(document.createElement('textarea'))")
    cells = {"files": 1, "html": "<img>", "text": "1\t2", "target": "textarea"}  # as a table program copies
    assert page.evaluate(GIVE_ANY, ["paste", cells])
    assert page.evaluate(GIVE_ANY, ["drop", cells | {"files": 0}])
    page.evaluate("document.body.dispatchEvent(new Event('dragstart', { bubbles: true }))")
    assert not page.evaluate(GIVE_ANY, ["drop", PICTURE_OF_A_PAGE])
    page.evaluate("document.body.dispatchEvent(new Event('dragend', { bubbles: true }))")
    assert_closed(page)
    assert page.evaluate("host.taken.length") == 0


def test_a_sign_is_seen_while_a_file_is_over_the_page(page):
    page.keyboard.press("Escape")
    assert_closed(page)
    sign = page.locator(".drop-sign")
    leave = "document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true }))"
    for end in (leave, None):
        page.evaluate(GIVE_ANY, ["dragover", PICTURE_OF_A_PAGE])
        expect(sign).to_have_count(1)
        page.evaluate(end) if end else page.evaluate(GIVE_ANY, ["drop", PICTURE_OF_A_PAGE])
        expect(sign).to_have_count(0)


def test_progress_is_seen_while_a_large_picture_is_read(page):
    page.evaluate("""() => {
      window.seen = [];
      const bar = document.querySelector("progress");
      const status = document.querySelector("[role=status]");
      const watch = () => seen.push([bar.hidden, bar.value, status.textContent]);
      new MutationObserver(watch).observe(bar, { attributes: true });
    }""")
    choose(page, saved(Image.new("L", (2000, 1500)), "PNG"))
    page.wait_for_function("host.taken.length === 1")
    seen = page.evaluate("seen")
    assert [False, 0, "Reading the picture"] in seen
    assert any(0 < share < 1 for _, share, _ in seen)
    assert seen[-1][0] is True


def test_only_the_last_of_two_files_counts(page):
    page.evaluate("""() => {
      const real = Blob.prototype.arrayBuffer;
      window.waiting = [];
      Blob.prototype.arrayBuffer = async function () {
        if (this.name === "slow.png") await new Promise((go) => waiting.push(go));
        return real.call(this);
      };
    }""")
    choose(page, saved(Image.new("L", (9, 9)), "PNG"), "slow.png")
    choose(page, b"not a picture", "slow.png")
    choose(page, GOOD)
    assert_taken(page, GOOD)
    page.evaluate("waiting.forEach((go) => go())")
    page.evaluate("panel.open()")
    choose(page, saved(Image.new("L", (9, 9)), "PNG"), "slow.png")
    page.keyboard.press("Escape")
    page.evaluate("waiting.at(-1)()")
    page.evaluate("panel.open()")
    choose(page, GOOD)
    page.wait_for_function("host.taken.length === 2")
    assert page.evaluate("host.taken.map(({ width }) => width)") == [700, 700]


def test_it_closes_and_the_camera_goes_off(open_dialog):
    """By a key, by its button, and where Back says that it was not open."""
    page = open_dialog(TRACKS)
    for count, close in enumerate(
        (
            lambda: page.keyboard.press("Escape"),
            lambda: page.get_by_role("button", name="Close").click(),
            lambda: page.evaluate("host.setOptions({ source: 'Gallery' })"),
        ),
        1,
    ):
        if count > 1:
            page.evaluate("panel.open()")
        page.get_by_role("radio", name="Camera").check()
        expect(page.get_by_role("button", name="Take the photograph")).to_be_enabled()
        assert source(page) == "Camera"
        close()
        assert_closed(page)
        # the dialog tells that it is closed when it is
        page.wait_for_function("tracks.every((track) => track.readyState === 'ended')")
        assert page.evaluate("tracks.length") == count


def test_it_may_be_closed_and_opened_in_one_moment(page):
    found = page.evaluate("""async () => {
      const dialog = document.querySelector("dialog");
      const told = new Promise((go) => dialog.addEventListener("close", go));
      dialog.close();
      panel.open();
      await told;
      return [dialog.open, host.options.source];
    }""")
    assert found == [True, "Upload"]
    choose(page, GOOD)
    assert_taken(page, GOOD)


def test_a_photograph_is_taken_and_the_camera_goes_off(open_dialog):
    page = open_dialog(TRACKS)
    page.get_by_role("radio", name="Camera").check()
    page.get_by_role("button", name="Take the photograph").click()
    assert_closed(page)
    size, spread = page.evaluate("""() => {
      const [{ image, height, width }] = host.taken;
      const sorted = image.values.slice().sort();
      return [[height, width], sorted.at(-1) - sorted[0]];
    }""")
    assert min(size) >= 240
    assert spread > 0.1  # something is to be seen
    assert page.evaluate("tracks.map((track) => track.readyState)") == ["ended"]


def test_a_camera_that_comes_too_late_goes_off_again(open_dialog):
    page = open_dialog(TRACKS)
    page.evaluate("""() => {
      const real = navigator.mediaDevices.getUserMedia;
      navigator.mediaDevices.getUserMedia = async (...asked) => {
        const stream = await real(...asked);
        await new Promise((go) => (window.go = go));
        return stream;
      };
    }""")
    page.get_by_role("radio", name="Camera").check()
    page.wait_for_function("Boolean(window.go)")
    page.get_by_role("radio", name="File").check()
    page.evaluate("go()")
    page.wait_for_function("tracks[0].readyState === 'ended'")
    assert page.evaluate("document.querySelector('video').srcObject") is None


CURES = {
    "NotAllowedError": "allow it in the browser",
    "NotFoundError": "connect one",
    "NotReadableError": "close other programs",
}


def test_a_camera_that_cannot_be_used_is_said_with_a_cure(open_dialog):
    page = open_dialog("""() => {
      const answer = () => window.fault
        ? Promise.reject(new DOMException("", window.fault))
        : new Promise(() => {});
      navigator.mediaDevices.getUserMedia = answer;
    }""")
    for error, cure in CURES.items():
        page.evaluate("(error) => { window.fault = error }", error)
        page.get_by_role("radio", name="Camera").check()
        expect(problem(page)).to_contain_text(cure)
        expect(problem(page)).to_contain_text("choose")
        expect(page.locator("video")).to_be_hidden()
        page.evaluate("window.fault = ''")
        page.get_by_role("button", name="Try again").click()
        expect(problem(page)).to_be_empty()
        expect(page.locator("video")).to_be_visible()
        expect(page.get_by_role("button", name="Take the photograph")).to_be_disabled()
        page.get_by_role("radio", name="File").check()


def test_a_camera_that_fails_too_late_is_not_said(open_dialog):
    page = open_dialog("""() => {
      navigator.mediaDevices.getUserMedia = () => new Promise((_, fail) => (window.fail = fail));
    }""")
    page.get_by_role("radio", name="Camera").check()
    page.get_by_role("radio", name="File").check()
    page.evaluate("async () => { fail(new Error()); await new Promise((go) => setTimeout(go)) }")
    expect(problem(page)).to_be_empty()


def test_a_page_without_devices_says_what_to_do(open_dialog):
    page = open_dialog("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })")
    page.get_by_role("radio", name="Camera").check()
    expect(problem(page)).to_contain_text("take a photograph with another program")
    page.evaluate("Object.defineProperty(window, 'isSecureContext', { value: false })")
    page.get_by_role("radio", name="File").check()
    page.get_by_role("radio", name="Camera").check()
    expect(problem(page)).to_contain_text("begins with https")
    expect(page.get_by_role("link", name="Open this page alone")).to_be_hidden()  # it is


def test_a_phone_opens_the_program_for_its_camera(open_dialog):
    page = open_dialog(TRACKS, viewport=PHONE, has_touch=True, is_mobile=True)
    assert "Ctrl" not in page.get_by_role("dialog").inner_text()
    page.get_by_role("radio", name="Camera").check()
    expect(page.locator("[capture]")).to_be_visible()
    assert page.evaluate("asks") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    choose(page, GOOD)
    assert_taken(page, GOOD)
