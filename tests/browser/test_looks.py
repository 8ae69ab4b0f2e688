"""What can only be seen: contrast, overflow, themes, names for those who do not see."""

from explorer.view.settings import Settings
from tests.browser.boxes import CONTRAST
from tests.browser.explorer_page import eventually

TEXTS = (
    ".scope figcaption, .scope-value, .scope-verdict, .scope-readout th, .scope-readout td, "
    ".scope-colours [data-end], .scope-zoom button, .scope-hint, .picture, .scope-full, .scope-strong, "
    ".scope-legend span, .scope-scale span, .scope-scale b, .pixel p, .pixel td, .pixel caption"
)

# Tells whether no colour is on its way to another.
RESTS = "() => document.getAnimations().every((one) => !(one instanceof CSSTransition))"


def test_every_word_of_ours_is_legible_in_both_themes_and_the_profile_has_their_colours(visit):
    shown = visit(Settings())
    colour = "document.querySelector('.scope-profile').layout.font.color"
    light = shown.page.evaluate(colour)
    hint = shown.page.locator(".scope-hint")
    was_hidden = hint.evaluate("(hint) => hint.hidden")
    hint.evaluate("(hint) => { hint.hidden = false }")
    for scheme in ("dark", "light"):
        shown.page.emulate_media(color_scheme=scheme)
        is_there = f"([light, isLight]) => ({colour} === light) === isLight"
        shown.page.wait_for_function(is_there, arg=[light, scheme == "light"])
        shown.page.wait_for_function(RESTS)
        measured = shown.page.evaluate(CONTRAST, TEXTS)
        assert len(measured) > 40
        for contrast, size, what in measured:
            assert contrast >= 4.5, (scheme, what)
            assert size >= 14, what
    hint.evaluate("(hint, hidden) => { hint.hidden = hidden }", was_hidden)


def test_nothing_is_wider_than_the_screen_and_the_dotted_line_stands_at_the_selected_pixel(visit):
    shown = visit(Settings())
    for width, height in ((1920, 1080), (390, 844), (1440, 900)):
        shown.page.set_viewport_size({"width": width, "height": height})
        shown.page.wait_for_function(
            """(width) => innerWidth === width &&
                [...document.querySelectorAll(".scope, .scope *, .pixel, .whole, .chart, .picture")]
                    .filter((e) => !e.closest(".scope-stage"))
                    .every((e) => e.getBoundingClientRect().right <= width + 1)""",
            arg=width,
        )
        eventually(shown, lambda: assert_dotted_line_is_at_its_pixel(shown))


def assert_dotted_line_is_at_its_pixel(shown):
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
