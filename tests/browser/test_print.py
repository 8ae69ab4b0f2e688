"""The explorer and a lesson on paper: whole, on white, nothing over anything; and the screen as it was."""

import re
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

import cv2
import numpy as np
import pypdfium2
import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from explorer.ui.features.share import link
from explorer.ui.pages.chapters import CHAPTER_PAGES
from explorer.view.settings import Settings
from tests.browser import lesson_page

A4, LETTER = (210, 297), (215.9, 279.4)  # mm
POINTS = 72 / 25.4  # in a millimetre
MARGIN = 12  # mm
LARGEST = 5e6  # bytes
NOISY = Settings(
    picture="Brick wall", size=512, w11=0.25, bias=-0.5, activation="PReLU", negative_slope=0.3, row=100
)
SIZES = {"portrait": (703, 930), "landscape": (1032, 703)}  # of what lies within the margins, px
# What of the sheet lies over something else, or sticks out.
PROBLEMS = """(width) => {
    const box = (e) => e.getBoundingClientRect()
    const style = (e) => getComputedStyle(e)
    const isThere = (e) => box(e).width > 0 && box(e).height > 0 && style(e).position !== "absolute"
    const meets = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
    const name = (e) => `${e.tagName} ${e.getAttribute("class")} ${e.textContent.slice(0, 30)}`
    const sheet = document.querySelector(".paper")
    const parts = sheet.querySelectorAll("*:not(svg, svg *, .scope-stage *, .scope-plot *)")
    const all = [sheet, ...parts].filter(isThere)
    const over = all.flatMap((parent) => {
        const children = [...parent.children].filter((e) => all.includes(e) && style(e).display !== "inline")
        const pairs = children.flatMap((a, k) => children.slice(k + 1).map((b) => [a, b]))
        return pairs.filter(([a, b]) => meets(box(a), box(b))).map((pair) => pair.map(name).join(" over "))
    })
    return [...over, ...all.filter((e) => box(e).left < -1 || box(e).right > width + 1).map(name)]
}"""
# Everything that is on the screen, and where.
SCREEN = """() => [document.body.childElementCount, document.querySelector("main").outerHTML,
    [...document.querySelectorAll("main *")].map((e) => Object.values(e.getBoundingClientRect().toJSON()))]"""


class Printed(NamedTuple):
    """What came out of the printer."""

    pages: int
    size: tuple[float, float]
    """Width and height of a page in mm."""
    bytes: int
    text: str
    picture: np.ndarray
    """The first page: grey, 0 to 255."""
    last: np.ndarray
    """The last page."""


def printed(page, paper="A4", *, is_landscape=False):
    file = page.pdf(format=paper, landscape=is_landscape)
    pdf = pypdfium2.PdfDocument(file)
    text = " ".join(one.get_textpage().get_text_range() for one in pdf)
    width, height = pdf[0].get_size()
    first, last = (pdf[k].render(scale=200 / 72, grayscale=True).to_numpy() for k in (0, len(pdf) - 1))
    size = (width / POINTS, height / POINTS)
    return Printed(len(pdf), size, len(file), " ".join(text.split()), first, last)


def assert_white(sheet):
    """Check that the margins are blank, and that most of the page is white."""
    height, width = sheet.picture.shape
    free = int(width / sheet.size[0] * (MARGIN - 1))
    inside = np.zeros((height, width), bool)
    inside[free:-free, free:-free] = True
    assert (sheet.picture[~inside] == 255).all()
    assert np.median(sheet.picture) == 255


def texts(page, *selectors):
    """Return what stands on the screen in all elements of the page that selectors find."""
    return [
        " ".join(text.split())
        for selector in selectors
        for text in page.locator(selector).all_text_contents()
        if text.strip()
    ]


def assert_says(sheet, wanted):
    """Check that the paper says each text; a printer may part words elsewhere."""
    joined = sheet.text.replace("\ufffe", "-").replace(" ", "")  # a hyphen at the end of a line
    assert [text for text in wanted if text.replace(" ", "") not in joined] == []


def test_the_explorer_is_one_page_and_the_screen_stays(visit_file):
    shown = visit_file(NOISY)
    page = shown.page
    page.locator(".chain-quick img").first.wait_for(state="attached")  # the gallery comes last
    page.emulate_media(color_scheme="dark")
    shown.next_frame()
    told = re.compile("along row 100. Before PReLU")  # after a rest, as what is spoken
    expect(page.locator(".scope-profile")).to_have_attribute("aria-label", told)
    expect(page.locator(".scope-spoken[role=status]")).not_to_be_empty()
    before = page.evaluate(SCREEN)
    wanted = [
        *texts(page, ".scope-headline", ".scope figcaption", ".scope-value", ".scope-legend span"),
        *texts(page, ".scope-verdict", ".scope-readout td", ".pixel-line", ".statistics-message"),
        *texts(page, ".statistics td"),
        "max(0, z) + α min(0, z) with α = 0.3. Slope at 0: 0.3 on the left, 1 on the right.",
        "Bias −0.5.",
        "relu-explorer.html#picture=Brick",
    ]
    assert len(wanted) > 30
    sheet = printed(page)
    assert sheet.pages == 1
    assert sheet.size == pytest.approx(A4, abs=1)
    assert sheet.bytes < LARGEST
    assert_white(sheet)
    assert_says(sheet, wanted)
    with suppress(PlaywrightTimeout):  # the line below says what differs
        page.wait_for_function(
            f"(before) => JSON.stringify(({SCREEN})()) === JSON.stringify(before)", arg=before
        )
    assert page.evaluate(SCREEN) == before
    page.emulate_media(color_scheme="light")


def test_nothing_on_the_sheet_lies_over_anything_and_what_is_hidden_is_not_on_it(visit_file):
    """With A and B, which take more room than one view: also on the lower paper, and on the wider one."""
    shown = visit_file(NOISY)
    page, window = shown.page, shown.page.viewport_size
    page.locator(".scope-pin").click()
    shown.choose_kernel("Sobel left")
    shown.wait_until_drawn()
    for width, height in SIZES.values():
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="print")
        page.locator(".paper").wait_for()  # the page is told of its medium with the next frame
        assert page.evaluate(PROBLEMS, width) == []
        page.emulate_media(media="null")
        page.locator(".paper").wait_for(state="detached")
    page.set_viewport_size(window)
    for options, size in (({"paper": "Letter"}, LETTER), ({"is_landscape": True}, A4[::-1])):
        sheet = printed(page, **options)
        assert sheet.pages == 1
        assert sheet.size == pytest.approx(size, abs=1)
        assert_white(sheet)
        assert_says(sheet, ["A: Custom", "B: Sobel left"])

    said = printed(visit_file(NOISY, hide="weights,negative_slope,bias,share").page).text
    assert "PReLU" in said
    assert [hidden for hidden in ("0.25", "Bias", "α", "html") if hidden in said] == []


def test_a_camera_finds_the_view_from_paper(visit, address):
    settings = replace(NOISY, size=128, row=60)
    shown = visit(settings)
    sheet = printed(shown.page)
    assert sheet.pages == 1
    target = link(address, settings)
    assert cv2.QRCodeDetectorAruco().detectAndDecode(sheet.picture)[0] == target
    assert_says(sheet, [target, "This link works on this computer only."])


def test_a_revealed_lesson_is_whole_and_as_wide_as_the_page(visit_lesson):
    page = visit_lesson("corner")
    lesson_page.reveal(page)
    chart = page.locator(".js-plotly-plot .main-svg").first
    chart.wait_for()
    width = chart.bounding_box()["width"]
    sheet = printed(page)
    row = CHAPTER_PAGES["corner"]
    assert sheet.pages <= 2
    assert sheet.bytes < LARGEST
    assert_white(sheet)
    assert_says(sheet, [row.claim, row.question, row.answer, *texts(page, ".live-table td")])
    assert_says(sheet, [page.url, "This link works on this computer only."])
    assert cv2.QRCodeDetectorAruco().detectAndDecode(sheet.last)[0] == page.url
    assert "Open in the explorer" not in sheet.text
    assert "Filter bank" not in sheet.text
    page.wait_for_function(
        "(wide) => document.querySelector('.js-plotly-plot .main-svg').clientWidth === wide", arg=width
    )
