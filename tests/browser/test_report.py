"""The report, opened from disk without a network, and driven as a visitor drives it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from explorer.core.kernels import KERNELS
from explorer.view.readouts import slope_message
from explorer.view.settings import Settings, weight_values
from tests.browser.explorer_page import ExplorerPage, assert_shows, expect_text, expected_image

START = Settings()


@pytest.fixture(scope="module")
def file(profiles, address, tmp_path_factory):
    """Download the report from the app, as a visitor does."""
    page = profiles.take()
    page.goto(f"{address}?take=true")
    ExplorerPage(page).wait_until_drawn()
    with page.expect_download() as download:
        page.get_by_role("button", name="Live report").click(timeout=20_000)
    path = tmp_path_factory.mktemp("report") / "report.html"
    download.value.save_as(path)
    profiles.give_back(page)
    return path


@pytest.fixture
def open_report(take_page, file) -> Callable[..., ExplorerPage]:
    def open_one(**options) -> ExplorerPage:
        page = take_page(offline=True, **options)
        page.goto(file.as_uri())
        shown = ExplorerPage(page)
        shown.wait_until_painted()
        return shown

    return open_one


def choose(shown, name, option):
    shown.choose(name, option)
    shown.next_frame()
    shown.wait_until_painted()


def test_it_is_small_and_opens_on_the_view(open_report, file):
    assert file.stat().st_size < 7_000_000
    shown = open_report()
    expect_text(shown.headline, "Along row 250 the feature map crosses zero 146 times.")
    expect_text(shown.kernel_menu, "Sobel right")
    expect(shown.page.locator(".report-notice")).to_have_count(0)
    expect(shown.page.locator(".picture")).to_contain_text("512 × 512 pixels")
    assert_shows(shown, START)


def test_the_line_is_dragged_and_the_readout_follows(open_report):
    shown = open_report()
    mouse = shown.page.mouse
    before = shown.page.locator(".scope-crossings").inner_text()
    mouse.move(*shown.place("signed", START.row, 300, START))
    mouse.down()
    mouse.move(*shown.place("signed", 120, 300, START), steps=4)
    mouse.up()
    value = shown.page.locator("[data-panel=input] .scope-value")
    expect(value).to_have_text(f"row 120, column 300: {expected_image(START)[120, 300]:.3f}")
    expect(shown.page.locator(".scope-crossings")).not_to_have_text(before)
    choose(shown, "activation", "GELU")
    expect(value).to_contain_text("row 120, column 300")
    assert_shows(shown, replace(START, row=120, activation="GELU"))


def test_slope_direction_and_activation_give_the_numbers_of_numpy(open_report):
    shown = open_report()
    choose(shown, "activation", "PReLU")
    slope = shown.slider("negative_slope")
    slope.focus()
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowRight"):
        slope.press(key)
    expect(shown.page.get_by_label("Slope of the negative side, as a number")).to_have_value("−0.97")
    expect(shown.page.locator("[data-part=negative_slope] p").last).to_have_text(slope_message(-0.97))
    assert_shows(shown, replace(START, activation="PReLU", negative_slope=-0.97))
    choose(shown, "direction", "Column")
    assert_shows(shown, replace(START, activation="PReLU", negative_slope=-0.97, direction="Column"))
    choose(shown, "activation", "Step")
    expect(slope).to_be_hidden()
    assert_shows(shown, replace(START, activation="Step", direction="Column"))


def test_every_control_of_the_layer_works_and_can_be_undone(open_report):
    shown = open_report()
    shown.choose_kernel("Outline")
    shown.set_weight("w00", "0,5")
    shown.slider("bias").press("ArrowRight")
    choose(shown, "padding", "zeros")
    outline = weight_values(KERNELS["Outline"].weights)
    wanted = replace(START, **outline | {"w00": 0.5}, bias=0.05, padding="zeros")
    assert_shows(shown, wanted)
    undo = shown.page.get_by_role("button", name="Undo", exact=True)
    while undo.is_enabled():
        undo.click()
    assert_shows(shown, START)


@pytest.mark.parametrize("palette", ["Signed grey", "Auto-scaled grey"])
def test_another_palette_paints_the_maps_in_its_colours(open_report, palette):
    shown = open_report(device_scale_factor=2)  # more dots than pixels: each pixel has its own colour
    choose(shown, "palette", palette)
    assert_shows(shown, replace(START, palette=palette))
    expect(shown.page.locator(".scope-warning")).to_be_visible(visible=palette == "Auto-scaled grey")


def test_it_fits_a_phone_in_the_dark(open_report):
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    shown = open_report(color_scheme="dark", **phone)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert shown.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 17, 23)"
    colour = "document.querySelector('.scope-profile').layout.font.color"
    assert shown.page.evaluate(colour) == "#fafafa"
    shown.page.emulate_media(color_scheme="light")
    shown.page.wait_for_function(f"{colour} === '#31333f'")
