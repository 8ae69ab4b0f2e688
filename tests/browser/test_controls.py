"""Kernel, activation and pictures, driven as a visitor drives them."""

from base64 import b64encode
from dataclasses import replace

import cv2
import numpy as np
from playwright.sync_api import expect

from explorer.core.kernels import KERNELS
from explorer.images import decode, samples
from explorer.view.settings import weight_values
from tests.browser.explorer_page import SMALL, assert_shows, expect_text


def test_a_new_weight_repaints_the_maps_and_turns_the_menu_to_custom(visit):
    shown = visit()
    before = {panel: shown.painted(panel) for panel in ("input", "signed", "rectified")}
    shown.set_weight("w11", "3")
    shown.wait_until_drawn()
    assert shown.painted("input") == before["input"]
    assert shown.painted("signed") != before["signed"]
    assert shown.painted("rectified") != before["rectified"]
    expect_text(shown.kernel_menu, "Custom")
    assert_shows(shown, replace(SMALL, w11=3.0))
    assert shown.query == replace(SMALL, w11=3.0).to_query()


def test_a_refused_weight_says_so_and_the_old_one_stays(visit):
    shown = visit(replace(SMALL, w00=2.0))
    said = shown.page.get_by_role("alert").first
    for typed in ("", "1e999"):
        shown.set_weight("w00", typed)
        expect_text(said, "A weight is a number from −100 to 100, so 2 stays.")
        expect(shown.weight("w00")).to_have_value("2")
        assert_shows(shown, replace(SMALL, w00=2.0))
        shown.set_weight("w00", "3")
        expect(said).to_have_count(0)
        shown.set_weight("w00", "2")


def test_weights_are_read_as_people_write_them(visit_file):
    shown = visit_file()
    for typed, weight in (("0,5", "0.5"), ("\u22121", "\u22121"), (" 1 / 9 ", "0.11111"), ("+.25", "0.25")):
        shown.set_weight("w00", typed)
        shown.weight("w00").press("Tab")
        expect(shown.weight("w00")).to_have_value(weight)


def test_arrows_step_a_weight_there_and_back(visit_file):
    shown = visit_file(replace(SMALL, w00=0.1))
    field = shown.weight("w00")
    for key, weight in (("ArrowUp", "0.35"), ("ArrowUp", "0.6"), ("ArrowDown", "0.35"), ("ArrowDown", "0.1")):
        field.press(key)
        expect(field).to_have_value(weight)


DROP_TEXT = """(field, text) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.setData("text", text)
    field.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }))
}"""


def test_nine_cells_of_a_table_are_pasted_as_a_kernel(visit):
    shown = visit()
    shown.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown.page.evaluate("navigator.clipboard.writeText('0\\t-1\\t0\\n-1\\t5\\t-1\\n0\\t-1\\t0\\n')")
    shown.weight("w11").focus()
    shown.page.keyboard.press("Control+v")
    expect_text(shown.kernel_menu, "Sharpen")
    shown.page.wait_for_url("**w11=5*")
    shown.page.context.clear_permissions()
    shown.weight("w11").evaluate(DROP_TEXT, "{1.0f, 2.0f, 1.0f, 0, 0, 0, -1, -2, -1}")
    expect_text(shown.kernel_menu, "Sobel top")
    shown.weight("w11").evaluate(DROP_TEXT, "1,000.5")
    expect(shown.page.get_by_role("alert").first).to_contain_text("so nothing has changed")


def test_the_nine_weights_are_seen_as_a_grid(visit, visit_phone):
    assert_weights_are_a_grid(visit())
    phone = visit_phone()
    phone.page.locator("[data-opens=kernel]").click()
    assert_weights_are_a_grid(phone)
    phone.page.locator("[data-opens=kernel]").click()


def assert_weights_are_a_grid(shown):
    shown.weight("w00").click(trial=True)
    sheet = shown.page.locator(".sheet[data-sheet=kernel]").bounding_box()
    boxes = [[shown.weight(f"w{r}{c}").bounding_box() for c in range(3)] for r in range(3)]
    for row in boxes:
        assert row[0]["x"] < row[1]["x"] < row[2]["x"]
        assert row[2]["x"] + row[2]["width"] <= sheet["x"] + sheet["width"]
        assert len({box["y"] for box in row}) == 1


def test_a_preset_writes_its_weights(visit):
    shown = visit()
    shown.choose_kernel("Box blur")
    shown.wait_until_drawn()
    assert_shows(shown, replace(SMALL, **weight_values(KERNELS["Box blur"].weights)))
    expect_text(shown.page.locator("body"), "ReLU changes nothing in this map: no value is negative.")


def test_the_kernel_can_be_flipped_and_reset(visit):
    shown = visit()
    shown.page.get_by_role("button", name="Flip the sign of every weight").click()
    expect_text(shown.kernel_menu, "Sobel left")
    shown.page.get_by_role("button", name="Reset").click()
    expect_text(shown.kernel_menu, "Sobel right")
    shown.page.wait_for_url(lambda url: "w00" not in url)


def test_the_identity_looks_different_from_relu(visit_file):
    shown = visit_file()
    rectified, signed = shown.painted("rectified"), shown.painted("signed")
    shown.choose("activation", "Identity")
    shown.wait_until_drawn()
    assert shown.painted("rectified") != rectified
    assert shown.painted("signed") == signed == shown.painted("rectified")


def test_the_gallery_shows_another_picture(visit):
    shown = visit()
    shown.open_gallery()
    card = shown.gallery_button("Street at dusk")
    card.focus()
    shown.page.keyboard.press("Enter")
    expect(shown.page.locator(".picture")).to_contain_text("128 × 128 pixels")
    expect(card).to_have_attribute("aria-pressed", "true")
    telling = samples()["Street at dusk"]
    settings = replace(
        SMALL, picture="Street at dusk", row=round(telling.row * 127), col=round(telling.col * 127)
    )
    shown.wait_for_query(**settings.to_query())
    assert_shows(shown, settings)
    shown.page.keyboard.press("Escape")


# Drops a file on an element, or, without its bytes, a picture of another page: that is an address only.
DROP = """([selector, data]) => {
    const transfer = new DataTransfer()
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))
    if (data) transfer.items.add(new File([bytes], "mine.png"))
    else transfer.setData("text/uri-list", "https://example.org/cat.png")
    const event = { bubbles: true, cancelable: true, dataTransfer: transfer }
    return document.querySelector(selector).dispatchEvent(new DragEvent("drop", event))
}"""


def test_a_picture_of_each_format_is_read(visit_own):
    """The last ones are dropped, on a map and on the dialog's page. PNG is what other tests bring."""
    shown = visit_own()
    notice = shown.page.locator(".anywhere-notice")
    shown.page.wait_for_selector(".st-key-anywhere input[type=file]", state="attached")
    assert not shown.page.evaluate(DROP, ["[data-panel=signed]", ""])  # or the browser would leave the page
    expect(notice).to_contain_text("save the picture first")
    assert not shown.page.evaluate(DROP, ["[data-panel=signed]", b64encode(b"this is no picture").decode()])
    expect(notice).to_contain_text("not a picture that can be read")
    for more, ending in enumerate((".jpg", ".tiff", ".gif")):
        rows, cols = np.mgrid[0 : 80 + 2 * more, 0:120]
        colour = np.stack([cols, rows, (cols + 2 * rows) % 256], axis=2).astype(np.uint8)
        data = cv2.imencode(ending, colour)[1].tobytes()
        if ending in (".tiff", ".gif"):
            if ending == ".gif":
                shown.open_own_picture()
                expect(shown.page.get_by_role("dialog").locator("input[type=file]")).to_be_attached()
            shown.page.evaluate(DROP, ["[data-panel=signed]", b64encode(data).decode()])
        else:
            shown.upload(f"gradient{ending}", data)
        said = f"Your picture, 120 × {80 + 2 * more} pixels."
        expect(shown.page.locator(".picture")).to_have_text(said)
        expect(shown.page.get_by_role("dialog")).to_have_count(0)
        row = int(shown.line_field("Row").input_value())
        assert_shows(shown, replace(SMALL, row=row), decode(data, long_side=128))
    expect(notice).to_be_hidden()


def test_an_unreadable_file_is_refused_and_the_picture_stays(visit_own):
    shown = visit_own()
    shown.upload("notes.png", b"this is not a picture")
    alert = shown.page.get_by_test_id("stAlert")
    expect(alert).to_be_visible()
    assert alert.inner_text().strip().endswith(".")
    assert "Traceback" not in shown.page.content()
    assert_shows(shown, SMALL)
    shown.page.keyboard.press("Escape")
    expect(shown.page.get_by_role("dialog")).to_have_count(0)


def test_the_camera_takes_a_picture(visit_own):
    shown = visit_own()
    shown.page.context.grant_permissions(["camera"])
    shown.open_own_picture("Camera")
    shown.page.wait_for_function("document.querySelector('video')?.readyState >= 2")
    shown.page.get_by_role("button", name="Take photo").click()
    expect(shown.page.locator(".picture")).to_contain_text("Your picture")
    shown.wait_for_query(picture="Your picture")  # Streamlit may write it after the picture has come
    expect(shown.page.get_by_role("dialog")).to_have_count(0)
    shown.page.context.clear_permissions()


def test_quick_changes_end_on_the_last_one(visit):
    shown = visit()
    field = shown.weight("w11")
    for weight in range(1, 9):
        field.fill(str(weight))
        field.press("Enter")
    shown.page.wait_for_url("**w11=8*")
    shown.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    assert_shows(shown, replace(SMALL, w11=8.0))


def test_the_browser_forgets_old_maps(visit):
    """It names the large messages that it keeps in every report; their number must not grow."""
    shown = visit()
    sizes: list[int] = []
    session = shown.page.context.new_cdp_session(shown.page)
    session.on("Network.webSocketFrameSent", lambda e: sizes.append(len(e["response"]["payloadData"])))
    session.send("Network.enable")
    for weight in range(1, 9):
        shown.set_weight("w11", str(weight % 7 + 1))
        shown.wait_until_drawn()
    assert len(sizes) >= 8
    assert max(sizes[4:]) < min(sizes) + 400, sizes
