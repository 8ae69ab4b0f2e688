"""What axe-core cannot judge: words over pictures, colours that a system forces, the focus, room for text."""

import cv2
import numpy as np
import pytest
from playwright.sync_api import expect

from explorer.view.settings import Settings
from tests.browser.accessibility import ALIKE, assert_focus_is_seen
from tests.browser.boxes import COLOUR_SUMS
from tests.browser.profiles import LAPTOP

BRIGHT, DARK = Settings(picture="Brick wall", size=64), Settings(picture="Siemens star", size=64)

# The words that lie over a picture, and how well their own opaque plate sets them off; 0 without one.
OVER_PICTURES = (
    "() => {"
    + COLOUR_SUMS
    + """
    const isShown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.clientWidth > 1
    const pictures = [...document.querySelectorAll("canvas, img")].filter(isShown)
    const hasWords = (e) => [...e.childNodes].some((one) => one.nodeType === 3 && one.data.trim())
    const box = (e) => e.getBoundingClientRect()
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
    const plate = (e, picture) => {
        for (let at = e; at && !at.contains(picture); at = at.parentElement) {
            const [r, g, b, a = 1] = parse(getComputedStyle(at).backgroundColor)
            if (a === 1) return [r, g, b]
        }
        return null
    }
    const words = [...document.querySelectorAll(".workbench *")].filter((e) => isShown(e) && hasWords(e))
    return words.flatMap((e) => pictures.filter((one) => meet(box(e), box(one))).map((picture) => {
        const below = plate(e, picture)
        return [e.outerHTML.slice(0, 120), below ? contrast(parse(getComputedStyle(e).color), below) : 0]
    }))
}"""
)
# WCAG 1.4.12: what a reader may ask of all text, without losing any.
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
# Words that are cut off: they are wider than what hides the rest of them, or higher.
CUT = """() => {
    const isCut = (e) => {
        const { overflowX, overflowY } = getComputedStyle(e)
        return (/hidden|clip/.test(overflowX) && e.scrollWidth > e.clientWidth + 1)
            || (/hidden|clip/.test(overflowY) && e.scrollHeight > e.clientHeight + 1)
    }
    const hasWords = (e) => e.textContent.trim() && !e.querySelector("canvas, svg")
    return [...document.querySelectorAll("main *, header *")]
        .filter((e) => e.checkVisibility() && e.clientWidth > 1 && hasWords(e))
        .filter((e) => !e.closest(".scope-stage, select") && isCut(e))
        .map((e) => `${e.className}: ${e.textContent.slice(0, 60)}`)
}"""

# Words and controls that lie over each other.
OVERLAPS = """() => {
    // on pictures, in charts, over the page by intention
    const elsewhere = "svg, label:has([type=radio]), .scope-stage, .scope-profile, .scope-scale, "
        + ".scope-listening, .scope-chain, [aria-hidden=true]"
    const hasWords = (e) => [...e.childNodes].some((one) => one.nodeType === 3 && one.data.trim())
    const found = [...document.querySelectorAll("main *, header *")].filter((e) => e.clientWidth > 1
        && e.checkVisibility({ visibilityProperty: true }) && (e.matches("input, select") || hasWords(e))
        && !e.closest(elsewhere))
    const extent = (e) => {
        const range = document.createRange()
        range.selectNodeContents(e)
        return (e.matches("input, select") ? e : range).getBoundingClientRect()
    }
    const boxes = found.map((e) => [e, extent(e)])
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3
    const said = (e) => `${e.className} ${e.textContent.slice(0, 40)}`
    return boxes.flatMap(([a, one], k) => boxes.slice(k + 1)
        .filter(([b, other]) => !a.contains(b) && !b.contains(a) && over(one, other))
        .map(([b]) => `${said(a)} and ${said(b)}`))
}"""

# Parts of the bar and of the menu of kernels that are higher than what they stand in.
STICKS_OUT = """() => ["scope-chain .chain-names", "controls-menu summary .tiles i"].flatMap((path) => {
    const [place, ...rest] = path.split(" ")
    return [...document.querySelectorAll(`.${place}`)].flatMap((outer) => {
        const { top, bottom } = outer.getBoundingClientRect()
        const parts = [...outer.querySelectorAll(rest.join(" "))].filter((e) => e.checkVisibility())
        const boxes = parts.map((e) => e.getBoundingClientRect())
        return boxes.filter((one) => one.top < top - 1 || one.bottom > bottom + 1).map(() => path)
    })
})"""


@pytest.fixture
def shown(visit_file):
    """Show the explorer, and give it back as it was."""
    shown = visit_file(BRIGHT)
    yield shown
    shown.page.set_viewport_size(LAPTOP)
    shown.page.emulate_media(forced_colors="none")


def test_words_over_a_map_stand_on_plates_of_their_own(shown):
    page = shown.page
    hint = page.locator(".scope-hint")
    was_hidden = hint.evaluate("(hint) => { const was = hint.hidden; hint.hidden = false; return was }")
    page.locator(".scope-wipe").click()
    found = page.evaluate(OVER_PICTURES)
    assert {text.split('"')[1] for text, _ in found if 'class="' in text} >= {"scope-hint"}
    assert [one for one in found if one[1] < 4.5] == []
    hint.evaluate("(hint, was) => { hint.hidden = was }", was_hidden)


def pixels(shown, style: str) -> np.ndarray:
    """Take a picture of the map before the activation."""
    data = shown.stage("signed").screenshot(style=style)
    return cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR).astype(float)


def luminance(colours: np.ndarray) -> np.ndarray:
    levels = colours / 255
    linear = np.where(levels <= 0.04045, levels / 12.92, ((levels + 0.055) / 1.055) ** 2.4)
    return linear @ (0.0722, 0.7152, 0.2126)  # blue, green, red, as OpenCV has them


@pytest.mark.parametrize("settings", [BRIGHT, DARK])
def test_the_line_and_the_cross_are_seen_on_every_map_where_colours_are_forced(visit_file, shown, settings):
    """Each has two colours of its own, side by side, of 3 to 1: one of them differs from any map."""
    visit_file(settings)
    shown.page.emulate_media(forced_colors="active")
    for part in (".scope-line", ".scope-cross"):
        others = ".scope-line, .scope-cross, .scope-hint { visibility: hidden }"
        alone = pixels(shown, f"{others} {part} {{ visibility: visible }}")
        own = np.any(pixels(shown, others) != alone, axis=2)
        light = luminance(alone)
        rows = np.flatnonzero(own.any(axis=1))
        cols = np.flatnonzero(own.any(axis=0))
        assert len(rows) >= 4
        high = np.where(own, light, 0).max(axis=0)[cols]
        low = np.where(own, light, 1).min(axis=0)[cols]
        assert np.mean((high + 0.05) / (low + 0.05) >= 3) > 0.9, part


def test_cells_keep_their_signs_where_colours_are_forced(shown):
    shown.page.emulate_media(forced_colors="active")
    cells = shown.page.locator(".controls-weights input").evaluate_all(
        "(cells) => cells.map((e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor])"
    )
    assert len({below for _, below in cells}) >= 3
    for pair in cells:
        text, below = (luminance(np.array([*map(float, one[4:-1].split(","))][::-1])) for one in pair)
        assert (max(text, below) + 0.05) / (min(text, below) + 0.05) >= 4.5


def test_what_is_chosen_is_seen_where_colours_are_forced(shown):
    shown.page.emulate_media(forced_colors="active")
    assert shown.page.evaluate(ALIKE) == []


def test_the_focus_is_seen_on_every_control_in_both_themes(shown):
    page = shown.page
    for summary in page.locator("details[data-panel] summary").all():
        summary.click()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert_focus_is_seen(page, "body", least=60)


def test_enlarged_fourfold_the_bar_hides_nothing_that_is_said(shown):
    """A laptop of 1366 by 768 pixels at 400 %."""
    page = shown.page
    page.set_viewport_size({"width": 342, "height": 192})
    headline = page.locator(".scope-headline").bounding_box()
    bar = page.locator(".scope-chain").bounding_box()
    assert headline["y"] + headline["height"] <= 192
    assert bar["y"] + bar["height"] <= headline["y"]
    page.locator("[data-opens=kernel]").click()  # where a sheet is open the bar closes it
    expect(page.locator("[data-name=w00]")).to_be_visible()
    page.locator("[data-opens=kernel]").click()
    expect(page.locator("[data-name=w00]")).to_be_hidden()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844), (683, 384), (320, 256)])
def test_spaced_text_and_text_enlarged_fourfold_lose_nothing(shown, width, height):
    """683 by 384 is a laptop at 200 %, 320 by 256 one of 1280 by 1024 at 400 %."""
    page = shown.page
    page.set_viewport_size({"width": width, "height": height})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    style = page.add_style_tag(content=SPACED)
    shown.next_frame()
    shown.next_frame()
    is_inside = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    found = page.evaluate(CUT), page.evaluate(OVERLAPS), page.evaluate(STICKS_OUT), is_inside
    style.evaluate("(style) => style.remove()")
    assert found == ([], [], [], True)
