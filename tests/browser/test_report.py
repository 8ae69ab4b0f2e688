"""The report, opened from disk without a network, and driven as a visitor drives it."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

from explorer.core.layer import forward
from explorer.core.paint import PALETTES
from explorer.view.settings import Settings
from tests.browser.explorer_page import ExplorerPage, assert_shows, expected_image, expected_profile

START = Settings()
DRAWN = "document.querySelector('.scope-profile')?.data?.[2]?.y?.length > 0"

COLOURS = """(places) => {
    const canvas = document.querySelector("[data-panel=rectified] canvas")
    const pen = canvas.getContext("2d")
    const at = (pixel, size) => Math.floor(((pixel + 0.5) * size) / 512)
    const dot = ([row, col]) => pen.getImageData(at(col, canvas.width), at(row, canvas.height), 1, 1).data
    return places.map((place) => Array.from(dot(place)).slice(0, 3))
}"""


@pytest.fixture(scope="module")
def file(browser, address, tmp_path_factory):
    """Download the report from the app, as a visitor does."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{address}?take=true")
    with page.expect_download() as download:
        page.get_by_role("button", name="Live report").click(timeout=20_000)
    path = tmp_path_factory.mktemp("report") / "report.html"
    download.value.save_as(path)
    page.close()
    return path


@pytest.fixture
def open_report(browser, file) -> Iterator:
    contexts, problems = [], []

    def open_one(**options):
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda r: _check(r.url))
        page.goto(file.as_uri())
        page.wait_for_function(DRAWN)
        return ExplorerPage(page)

    def _check(url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:")):
            problems.append(f"request to {url}")

    yield open_one
    for context in contexts:
        context.close()
    assert not problems, problems


def choose(shown, name, option):
    count = shown.messages()
    shown.page.locator(f"select[name={name}]").select_option(label=option)
    wait_until_settled(shown, count)


def wait_until_settled(shown, count):
    """The maps are painted at once, the profile two frames later."""
    shown.page.wait_for_function(
        "(count) => Number(document.querySelector('.scope').dataset.messages) > count", arg=count
    )
    shown.page.evaluate(
        "new Promise((done) => { let k = 4; const f = () => k-- ? requestAnimationFrame(f) : done(); f() })"
    )


def test_it_is_small_and_opens_on_the_view(open_report, file):
    assert file.stat().st_size < 7_000_000
    shown = open_report()
    expect(shown.headline).to_have_text("Sobel right, then ReLU")
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
    expected = expected_profile(replace(START, row=120, activation="GELU"))
    drawn = shown.profile()
    np.testing.assert_allclose(drawn["signed"][1], expected.signed, atol=2e-6)
    np.testing.assert_allclose(drawn["rectified"][1], expected.rectified, atol=2e-4)


def test_slope_direction_and_activation_give_the_numbers_of_numpy(open_report):
    shown = open_report()
    choose(shown, "activation", "PReLU")
    slope = shown.page.locator("[name=slope]")
    slope.focus()
    for key, steps in (("Home", 0), ("ArrowRight", 3)):
        for _ in range(max(steps, 1)):
            count = shown.messages()
            slope.press(key)
            wait_until_settled(shown, count)
    expect(shown.page.locator("output")).to_have_text("−0.7")
    assert_shows(shown, replace(START, activation="PReLU", negative_slope=-0.7))
    choose(shown, "direction", "Column")
    assert_shows(shown, replace(START, activation="PReLU", negative_slope=-0.7, direction="Column"))
    choose(shown, "activation", "Step")
    expect(slope).to_be_hidden()
    assert_shows(shown, replace(START, activation="Step", direction="Column"))


@pytest.mark.parametrize("palette", ["Signed grey", "Auto-scaled grey"])
def test_another_palette_paints_the_maps_in_its_colours(open_report, palette):
    shown = open_report(device_scale_factor=2)  # more dots than pixels: each pixel has its own colour
    choose(shown, "palette", palette)
    layer = forward(expected_image(START), **START.layer())
    is_scaled = palette == "Auto-scaled grey"
    values = layer.activation_map
    low, high = (values.min(), values.max()) if is_scaled else (-layer.shared_limit, layer.shared_limit)
    places = np.random.default_rng(0).integers(0, 512, (300, 2))
    painted = shown.page.evaluate(COLOURS, places.tolist())
    shades = (values[tuple(places.T)].astype(float) - low) * (255 / (high - low))
    wanted = PALETTES[palette].table[np.clip(shades, 0, 254).astype(int)]
    np.testing.assert_allclose(painted, wanted, atol=1)
    expect(shown.page.locator(".scope-warning")).to_be_visible(visible=is_scaled)


def test_it_fits_a_phone_in_the_dark(open_report):
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    shown = open_report(color_scheme="dark", **phone)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert shown.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 17, 23)"
    colour = "document.querySelector('.scope-profile').layout.font.color"
    assert shown.page.evaluate(colour) == "#fafafa"
    shown.page.emulate_media(color_scheme="light")
    shown.page.wait_for_function(f"{colour} === '#31333f'")
