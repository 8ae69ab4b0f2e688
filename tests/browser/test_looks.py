"""What can only be seen: contrast, overflow, themes, names for those who do not see."""

import pytest

from explorer.view.settings import Settings
from tests.browser.boxes import CONTRAST

TEXTS = (
    ".scope figcaption, .scope-value, .scope-verdict, .scope-readout th, .scope-readout td, "
    ".scope-colours [data-end], .scope-zoom button, .scope-hint, .picture, .scope-full, .scope-strong, "
    ".scope-legend span, .scope-scale span, .scope-scale b, .pixel p, .pixel td, .pixel caption"
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_of_ours_is_legible(open_page, scheme):
    shown = open_page(color_scheme=scheme)
    measured = shown.page.evaluate(CONTRAST, TEXTS)
    assert len(measured) > 40
    for contrast, size, what in measured:
        assert contrast >= 4.5, what
        assert size >= 14, what


def test_nothing_is_wider_than_the_screen(open_page):
    shown = open_page()
    for width, height in ((1440, 900), (1920, 1080), (390, 844)):
        shown.page.set_viewport_size({"width": width, "height": height})
        shown.page.wait_for_function(
            """(width) => innerWidth === width &&
                [...document.querySelectorAll(".scope, .scope *, .pixel, .whole, .chart, .picture")]
                    .filter((e) => !e.closest(".scope-stage"))
                    .every((e) => e.getBoundingClientRect().right <= width + 1)""",
            arg=width,
        )


def test_the_first_screen_tells_the_whole_story(visit):
    """At 1440 by 900 the maps and the profile are seen without scrolling."""
    shown = visit(Settings())
    for selector in (".scope-maps", ".scope-profile", ".scope-readout"):
        box = shown.page.locator(selector).bounding_box()
        assert box["y"] + box["height"] <= 900, selector


def test_the_legend_runs_from_the_negative_end_over_zero_to_the_positive(visit):
    shown = visit()
    low, zero, high = shown.page.locator(".scope-colours [data-end]").all_inner_texts()
    assert low.startswith("\N{MINUS SIGN}")
    assert zero == "0"
    assert high.startswith("+")
    assert high[1:] == low[1:]
    assert shown.page.locator(".scope-word").all_inner_texts() == ["negative ", " positive"]


def test_the_theme_reaches_the_profile(open_page):
    colour = "document.querySelector('.scope-profile').layout.font.color"
    shown = open_page()
    before = shown.page.evaluate(colour)
    shown.page.emulate_media(color_scheme="dark")
    shown.page.wait_for_function(f"(before) => {colour} !== before", arg=before)


def test_the_line_can_be_told_by_a_screen_reader(visit):
    shown = visit(Settings())
    slider = shown.page.get_by_role("slider", name="Selected line")
    assert slider.get_attribute("aria-valuenow") == "256"
    assert slider.get_attribute("aria-valuetext") == (
        "row 256, column 332: input 0.587, before −0.05054, after 0.00000"
    )
    assert shown.page.get_by_role("img", name="The curve of ReLU").count() == 1
    for number in range(9):
        name = f"Weight in row {number // 3 + 1}, column {number % 3 + 1}"
        assert shown.page.get_by_role("spinbutton", name=name).count() == 1


@pytest.mark.parametrize("width", [390, 1440])
def test_the_dotted_line_stands_at_the_selected_pixel_of_the_profile(open_page, width):
    shown = open_page(viewport={"width": width, "height": 900})
    drawn, meant = shown.page.evaluate(
        """(col) => {
            const plot = document.querySelector(".scope-profile")
            const axis = plot._fullLayout.xaxis
            const left = (element) => element.getBoundingClientRect().left
            return [left(document.querySelector(".scope-place")), left(plot) + axis._offset + axis.d2p(col)]
        }""",
        arg=Settings().col,
    )
    assert abs(drawn - meant) < 1
