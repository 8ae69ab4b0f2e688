"""The report, opened from disk without a network, and driven as a visitor drives it."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from explorer.core.kernels import KERNELS
from explorer.view.readouts import crossings_message, headline, slope_message
from explorer.view.settings import weight_values
from tests.browser.explorer_page import (
    SMALL,
    ExplorerPage,
    assert_shows,
    expect_text,
    expected_image,
    expected_profile,
)


@pytest.fixture(scope="module")
def file(profiles, address, tmp_path_factory):
    """Download the report from the app, as a visitor does."""
    page = profiles.take()
    page.goto(f"{address}?{urlencode(SMALL.to_query())}&take=true")
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
    profile = expected_profile(SMALL)
    said = headline(profile, direction="Row", activation="ReLU")
    expect(shown.headline).to_have_text(said)
    expect_text(shown.kernel_menu, "Sobel right")
    expect(shown.page.locator(".report-notice")).to_have_count(0)
    expect(shown.page.locator(".picture")).to_contain_text("128 × 128 pixels")
    assert_shows(shown, SMALL)


def test_the_line_is_dragged_and_the_readout_follows(open_report):
    shown = open_report()
    mouse = shown.page.mouse
    mouse.move(*shown.place("signed", SMALL.row, 75, SMALL))
    mouse.down()
    mouse.move(*shown.place("signed", 90, 75, SMALL), steps=4)
    mouse.up()
    value = shown.page.locator("[data-panel=input] .scope-value")
    expect(value).to_have_text(f"row 90, column 75: {expected_image(SMALL)[90, 75]:.3f}")
    counted, explanation = crossings_message(expected_profile(replace(SMALL, row=90)).signed)
    expect(shown.page.locator(".scope-crossings")).to_have_text(counted)
    expect(shown.page.locator(".scope-strong")).to_have_text(explanation)
    choose(shown, "activation", "GELU")
    expect(value).to_contain_text("row 90, column 75")
    assert_shows(shown, replace(SMALL, row=90, activation="GELU"))


def test_slope_direction_and_activation_give_the_numbers_of_numpy(open_report):
    shown = open_report()
    choose(shown, "activation", "PReLU")
    slope = shown.slider("negative_slope")
    slope.focus()
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowRight"):
        slope.press(key)
    expect(shown.page.get_by_label("Slope of the negative side, as a number")).to_have_value("−0.97")
    expect(shown.page.locator("[data-part=negative_slope] p").last).to_have_text(slope_message(-0.97))
    assert_shows(shown, replace(SMALL, activation="PReLU", negative_slope=-0.97))
    choose(shown, "direction", "Column")
    assert_shows(shown, replace(SMALL, activation="PReLU", negative_slope=-0.97, direction="Column"))
    choose(shown, "activation", "Step")
    expect(slope).to_be_hidden()
    assert_shows(shown, replace(SMALL, activation="Step", direction="Column"))


def test_every_control_of_the_layer_works_and_can_be_undone(open_report):
    shown = open_report()
    shown.choose_kernel("Outline")
    shown.set_weight("w00", "0,5")
    shown.slider("bias").press("ArrowRight")
    choose(shown, "padding", "zeros")
    outline = weight_values(KERNELS["Outline"].weights)
    wanted = replace(SMALL, **outline | {"w00": 0.5}, bias=0.05, padding="zeros")
    assert_shows(shown, wanted)
    undo = shown.page.get_by_role("button", name="Undo", exact=True)
    while undo.is_enabled():
        undo.click()
    assert_shows(shown, SMALL)


def test_another_palette_paints_the_maps_in_its_colours(open_report):
    shown = open_report()
    for palette in ("Signed grey", "Auto-scaled grey"):
        choose(shown, "palette", palette)
        assert_shows(shown, replace(SMALL, palette=palette))
        expect(shown.page.locator(".scope-warning")).to_be_visible(visible=palette == "Auto-scaled grey")


def test_it_fits_a_phone_in_the_dark(open_report):
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    shown = open_report(color_scheme="dark", **phone)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(shown.page.locator(".scope-legend span")).to_have_count(5)
    assert shown.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 17, 23)"
    colour = "document.querySelector('.scope-profile').layout.font.color"
    assert shown.page.evaluate(colour) == "#fafafa"
    shown.page.emulate_media(color_scheme="light")
    shown.page.wait_for_function(f"{colour} === '#31333f'")
