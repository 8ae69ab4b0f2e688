"""The page that the benchmarks compare with really is the same lesson, and works."""

import numpy as np
import pytest
from playwright.sync_api import expect

from benchmarks.browser import BASELINE_APP
from benchmarks.servers import serve
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.images import samples

# What Plotly has decoded of what it was sent: some rows of the three heatmaps, then the three lines.
STEP = 37
DRAWN = f"""() => Array.from(
    document.querySelectorAll(".js-plotly-plot"), (plot) => plot._fullData
).flat().map(({{ z, y }}) => z
    ? Array.from(z).filter((_, k) => k % {STEP} === 0).map((row) => Array.from(row))
    : Array.from(y))"""
# What one sees of them: the three heatmaps, then the three lines.
SEEN = """() => [[".heatmaplayer image", "href"], [".scatterlayer .js-line", "d"]].flatMap(([s, name]) =>
    Array.from(document.querySelectorAll(s), (element) => element.getAttribute(name)))"""


@pytest.fixture
def page(profiles):
    with serve(BASELINE_APP) as server:
        page = profiles.take()
        page.goto(server.address)
        page.wait_for_function(f"({SEEN})().length === 6")
        yield page
        expect(page.locator("[data-testid=stException], [data-testid=stAlert]")).to_have_count(0)
        profiles.give_back(page)


def change(page, act):
    """Do something, and wait until all is drawn anew but the heatmap of the input."""
    page.evaluate(f"window.before = ({SEEN})()")
    act()
    page.wait_for_function(
        f"""() => {{
            const now = ({SEEN})()
            return now.length === 6 && now.every((value, k) => (value === before[k]) === (k === 0))
        }}"""
    )
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def edit_centre(page, text):
    page.locator("[data-testid=stDataFrame] .dvn-scroller").click(position={"x": 120, "y": 87})
    page.keyboard.press("Enter")
    field = page.locator("#portal input")
    field.fill(text)
    expect(field).to_have_value(text)
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    page.keyboard.press("Enter")


def assert_shows(page, kernel):
    image = samples()["Brick wall"].load(512)
    layer = forward(image, kernel, activation="ReLU", padding="replicate")
    maps = (image, layer.pre_activation, layer.activation_map)
    expected = (*(values[::STEP] for values in maps), *(values[250] for values in maps))
    for drawn, values in zip(page.evaluate(DRAWN), expected, strict=True):
        np.testing.assert_allclose(drawn, values, atol=1e-5)


def test_it_computes_what_the_app_computes_and_a_changed_kernel_changes_both_maps(page):
    kernel = np.array(KERNELS["Sobel right"].weights)
    assert_shows(page, kernel)
    change(page, lambda: edit_centre(page, "-3.5"))
    kernel[1, 1] = -3.5
    assert_shows(page, kernel)

    def choose():
        page.locator("input[aria-label=Kernel]").click()
        page.get_by_role("option", name="Sharpen", exact=True).click()

    change(page, choose)
    assert_shows(page, KERNELS["Sharpen"].weights)
