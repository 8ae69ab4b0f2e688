"""The page in one file, from disk: history, reloads, what a link leaves out, pictures of one's own."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect

from explorer.exports.images import png
from explorer.exports.standalone import OwnPicture, page
from explorer.images import Reading, read
from explorer.view.settings import YOUR_PICTURE, Settings, showing
from tests.browser.explorer_page import ExplorerPage, assert_shows, eventually
from tests.images.hostile import saved as saved_picture

TALL, WIDE = (
    np.random.default_rng(seed).integers(0, 256, shape).astype(np.float32) / np.float32(255)
    for seed, shape in ((1, (60, 40)), (2, (40, 60)))
)
DROP = """(data) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([Uint8Array.from(data)], "own.png", { type: "image/png" }));
  const options = { bubbles: true, cancelable: true, dataTransfer: transfer };
  document.body.dispatchEvent(new DragEvent("drop", options));
}"""


@pytest.fixture
def open_file(take_page, one_file):
    """Open the page with a view after the number sign, or another file; nothing may go wrong in it."""

    def open_one(view="", path=one_file):
        tab = take_page(viewport={"width": 1280, "height": 720}, offline=True, is_for_app=False)
        tab.goto(f"{path.as_uri()}#{view}" if view else path.as_uri())
        shown = ExplorerPage(tab)
        shown.wait_until_painted()
        return shown

    return open_one


def choose_own(shown, image):
    """Bring a picture of one's own, and wait until it is shown."""
    shown.page.evaluate(DROP, list(png(image)))
    expect(shown.page.locator(".picture")).to_contain_text("{1} × {0} pixels".format(*image.shape))


def test_what_a_link_leaves_out_is_not_there_from_the_beginning(open_file):
    shown = open_file("picture=Cat&hide=predict,take,bias&take=true")
    panels = shown.page.locator("details[data-panel]:visible")
    assert panels.evaluate_all("all => all.map((one) => one.dataset.panel)") == ["code", "why"]
    expect(shown.slider("bias")).to_be_hidden()
    shown.page.get_by_role("button", name="Show all controls").click()
    expect(panels).to_have_count(4)
    expect(shown.page.get_by_role("heading", name="ReLU Explorer")).to_be_focused()


def test_what_is_being_typed_is_there_after_a_reload(open_file):
    shown = open_file("size=64")
    weight = shown.page.locator(".controls-weights input").nth(4)
    weight.fill("3")
    shown.page.reload()
    shown.wait_until_painted()
    assert_shows(shown, Settings(**showing("Soft blob", 64), w11=3.0))


def test_back_and_forward_go_over_pictures_of_ones_own(open_file):
    shown = open_file("size=64")
    choose_own(shown, TALL)
    shown.page.wait_for_url("**#*Your+picture*")
    choose_own(shown, WIDE)
    shown.page.wait_for_url("**col=30*")
    own = Settings(picture=YOUR_PICTURE, size=64)
    shown.page.go_back()
    assert_shows(shown, replace(own, row=30, col=20), TALL)
    shown.page.go_forward()
    assert_shows(shown, replace(own, row=20, col=30), WIDE)
    shown.page.go_back()
    shown.page.go_back()
    assert_shows(shown, Settings(**showing("Soft blob", 64)))


def test_frame_and_background_are_chosen_in_sight_and_back_goes_to_the_frame_before(open_file):
    made = [Image.new("RGBA", (60, 40), (255, 255, 255, 0)) for _ in range(3)]
    for k, one in enumerate(made):
        one.paste((250, 250, 250, 255), (5 * k, 5, 5 * k + 20, 25))
    data = saved_picture(made[0], "WebP", save_all=True, append_images=made[1:], lossless=True)
    shown = open_file("size=64&row=20&col=30")
    shown.page.evaluate(DROP, list(data))
    slider, black = (
        shown.page.get_by_label("Frame"),
        shown.page.get_by_role("button", name="Put it over black"),
    )
    for width, height in ((390, 844), (1366, 768)):
        shown.page.set_viewport_size({"width": width, "height": height})
        for part in (slider, black, shown.page.get_by_text("hardly anything of it can be seen")):
            expect(part).to_be_in_viewport(ratio=1)
        assert shown.page.evaluate("scrollY") == 0
    expect(shown.page.locator(".scope-chart")).to_be_in_viewport(ratio=1)
    slider.fill("3")
    own = Settings(picture=YOUR_PICTURE, size=64, row=20, col=30)
    expect(shown.page.get_by_text("Frame 3 of 3")).to_be_visible()
    assert_shows(shown, own, read(data, long_side=64, reading=Reading(2)).image)
    black.click()
    expect(shown.page.get_by_text("lies over black")).to_be_visible()
    assert_shows(shown, own, read(data, long_side=64, reading=Reading(2, "black")).image)
    shown.page.go_back()
    shown.page.go_back()
    expect(shown.page.get_by_text("Frame 1 of 3")).to_be_visible()
    assert_shows(shown, own, read(data, long_side=64).image)


def test_it_opens_as_it_was_saved_with_its_picture_and_view_a(open_file, tmp_path):
    own = Settings(picture=YOUR_PICTURE, size=64, row=5, col=6, bias=0.25)
    saved = tmp_path / "saved.html"
    saved.write_bytes(page(own, OwnPicture(TALL, 600, 400), pinned=replace(own, stride=2)))
    shown = open_file(path=saved)
    expect(shown.slider("bias")).to_have_value("0.25")
    expect(shown.page.locator(".picture")).to_contain_text("400 × 600 pixels")
    expect(shown.page.locator(".compared")).to_contain_text("Stride: 2 → 1")
    shown.page.get_by_role("button", name="Share", exact=True).click()
    expect(shown.page.get_by_role("dialog")).to_contain_text("Your picture is in this file")


def test_a_link_opens_the_dialog_for_a_picture_of_ones_own_and_back_closes_it(open_file):
    shown = open_file("source=Upload")
    dialog = shown.page.get_by_role("dialog", name="A picture of yours")
    expect(dialog).to_be_visible()
    shown.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    shown.page.wait_for_url(lambda url: "source" not in url)
    shown.page.go_back()
    expect(dialog).to_be_visible()
    shown.page.go_forward()
    expect(dialog).to_be_hidden()


def test_the_profile_takes_the_colours_of_another_theme_at_once(visit_file):
    shown = visit_file()

    def has_colour(wanted):
        assert shown.page.evaluate("document.querySelector('.scope-profile').layout.font.color") == wanted

    for scheme, text in (("dark", "#fafafa"), ("light", "#111111")):
        shown.page.emulate_media(color_scheme=scheme)
        eventually(shown, partial(has_colour, text))
