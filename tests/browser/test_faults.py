"""What a visitor keeps when the server dies, or a file is not a picture; `test_latency` drops the line."""

import os
import re
import signal
from base64 import b64encode

from playwright.sync_api import expect

from benchmarks.servers import free_port, serve
from tests.browser.explorer_page import ExplorerPage, of_model
from tests.browser.test_controls import DROP
from tests.images import hostile
from tests.images.hostile import drawn, saved
from tests.images.test_hostile_files import outcome

APP = "[data-testid=stApp]"
VIEW = (
    "picture=Brick+wall&size=256&w11=3&bias=0.5&activation=PReLU&negative_slope=-0.5&row=77&col=123"
    "&palette=Signed+grey"
)


def test_a_killed_server_that_comes_back_gets_view_picture_and_view_a_from_the_page(profiles):
    port = free_port()
    page = profiles.take()
    with serve(port=port) as server:
        page.goto(f"{server.address}?{VIEW}")
        shown = ExplorerPage(page)
        shown.wait_until_drawn()
        shown.upload("mine.png", saved(drawn(size=(70, 30)), "PNG"))
        page.get_by_role("button", name="Pin as A").click()
        compared = page.locator(".st-key-compared")
        expect(compared).to_be_visible()
        shown.upload("other.png", saved(drawn(size=(50, 40)), "PNG"))
        expect(page.locator(".picture")).to_contain_text("50 × 40")
        shown.wait_until_drawn()
        headline, address, pixels = shown.headline.inner_text(), page.url, shown.painted("rectified")
        difference = compared.inner_text()
        os.kill(server.pid, signal.SIGKILL)
        page.wait_for_selector(f"{APP}:not([data-test-connection-state=CONNECTED])")
    with serve(port=port):
        page.wait_for_selector(f"{APP}[data-test-connection-state=CONNECTED][data-test-script-state=running]")
        page.wait_for_selector(f"{APP}[data-test-script-state=notRunning]")
        expect(page.locator(".anywhere-notice")).to_contain_text(
            "your picture and view A. This page has given them back"
        )
        shown.wait_until_drawn()
        expect(compared).to_have_text(difference, use_inner_text=True)
        expect(shown.headline).to_have_text(headline, use_inner_text=True)
        page.wait_for_url(address)
        assert shown.painted("rectified") == pixels
        page.get_by_label("Weight in row 2, column 2").fill("-3")
        page.get_by_label("Weight in row 2, column 2").press("Enter")
        expect(shown.headline).not_to_have_text(headline)
        profiles.give_back(page)


# Good and bad in turn, so that each outcome can be told from the one before.
FILES = ("zeros as a picture", "JPEG of printing inks", "GIF that claims 60000")
FIELD = "document.querySelector('.st-key-anywhere input[type=file]')"


def test_hostile_files_through_the_page(visit_own):
    found = {file.name: file.data for file in hostile.every()}
    shown = visit_own()
    page = shown.page
    page.evaluate(f"window.field = {FIELD}")
    for name in FILES:
        before = page.locator(".picture").inner_text()
        odd = f'<img src=x onerror="document.title=1">../{name}"&🙂{"n" * 200}.png'
        shown.open_own_picture()
        page.get_by_role("dialog").locator("input[type=file]").set_input_files(
            {"name": odd, "mimeType": "image/png", "buffer": found[name]}
        )
        image, said = outcome(found[name])
        if image is None:
            expect(page.locator("[data-testid=stAlert]")).to_have_text(re.compile(re.escape(said)))
            assert page.locator(".picture").inner_text() == before
        else:
            expect(page.get_by_role("dialog")).to_have_count(0)
            height, width = image.shape
            expect(page.locator(".picture")).to_have_text(f"Your picture, {width} × {height} pixels.")
    assert page.evaluate(f"field === {FIELD}")  # what is dropped while a dialog opens or closes is not lost
    assert page.title() == "ReLU Explorer"
    assert page.locator("img[src=x]").count() == 0


HOLD = """() => {
    const real = window.setTimeout
    const held = []
    window.setTimeout = (go, ms, ...given) => (ms ? real(go, ms, ...given) : held.push(() => go(...given)))
    window.letGo = () => {
        window.setTimeout = real
        for (const go of held) go()
    }
}"""


# The first request for the address of a file: these bytes name its field in Streamlit's protocol.
LOSE = """() => {
    const { send } = WebSocket.prototype
    window.lost = 0
    WebSocket.prototype.send = function (message) {
        const [first, second] = new Uint8Array(message)
        if (!lost && first === 0x82 && second === 0x01) lost = 1
        else send.call(this, message)
    }
}"""


def test_a_file_is_sent_once_more_when_the_answer_to_where_is_lost(visit_own):
    """Streamlit throws that answer away when a run begins in the same instant."""
    shown = visit_own()
    shown.page.wait_for_selector(".st-key-anywhere input[type=file]", state="attached")
    shown.page.evaluate(LOSE)
    data = b64encode(saved(drawn(size=(70, 30)), "PNG")).decode()
    shown.page.evaluate(DROP, ["body", data])
    expect(shown.page.locator(".picture")).to_have_text("Your picture, 70 × 30 pixels.", timeout=15_000)
    assert shown.page.evaluate("lost") == 1
    shown.open_own_picture()
    field = shown.page.get_by_role("dialog").locator("input[type=file]")
    expect(field).to_be_attached()
    shown.page.evaluate("lost = 0")
    picture = saved(drawn(size=(71, 30)), "PNG")
    field.set_input_files({"name": "mine.png", "mimeType": "image/png", "buffer": picture})
    expect(shown.page.locator(".picture")).to_have_text("Your picture, 71 × 30 pixels.", timeout=15_000)
    assert shown.page.evaluate("lost") == 1


def test_a_file_that_is_told_together_with_another_change_is_taken(visit_own):
    """Streamlit then asks for a run of the part that has changed first, and nobody looks at the file."""
    shown = visit_own()
    page = shown.page
    shown.open_own_picture()
    field = page.get_by_role("dialog").locator("input[type=file]")
    expect(field).to_be_attached()
    shown.wait_until_drawn()
    page.evaluate(HOLD)
    page.evaluate(of_model("explorer.commit({ bias: 0.5 })"))
    with page.expect_response(lambda answer: answer.request.method == "PUT") as sent:
        data = saved(drawn(size=(90, 30)), "PNG")
        field.set_input_files({"name": "mine.png", "mimeType": "image/png", "buffer": data})
    sent.value.finished()
    shown.next_frame()
    page.evaluate("letGo()")
    expect(page.locator(".picture")).to_have_text("Your picture, 90 × 30 pixels.")
    expect(page.get_by_role("dialog")).to_have_count(0)
    shown.wait_for_query(bias="0.5")
