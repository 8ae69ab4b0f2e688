"""The live profile: its scale, its legend, and what a pointer does over it."""

from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import number
from explorer.core.profiles import fitted_range, full_range, marks
from explorer.view.settings import Settings, weight_values
from tests.browser.explorer_page import (
    SMALL,
    TRACES,
    assert_profile,
    assert_shows,
    eventually,
    expected_image,
    expected_profile,
)

# Reads each label of the upright axes: what it says, and how far it is from where the line has that value.
# The line tells its scale itself, by its highest and its lowest point.
LABELS = """({ values, trace }) => {
    const drawn = document.querySelectorAll(".scope-profile .scatterlayer .trace")[trace]
    const path = drawn.querySelector(".js-line")
    const [low, high] = [Math.min(...values), Math.max(...values)]
    const heights = path.getAttribute("d").match(/,-?[\\d.]+/g).map((part) => Number(part.slice(1)))
    const [top, bottom] = [Math.min(...heights), Math.max(...heights)]
    const origin = path.getCTM().f + document.querySelector(".scope-profile").getBoundingClientRect().top
    return [...document.querySelectorAll(".scope-scale span")].map((label) => {
        const { top: above, height } = label.getBoundingClientRect()
        const value = Number(label.textContent.replace("\u2212", "-"))
        const wanted = origin + top + ((high - value) / (high - low)) * (bottom - top)
        return [label.textContent, above + height / 2 - wanted]
    })
}"""


def assert_scale_is_true(shown, settings):
    """Check that every label of the maps' axis stands where the line has its value; return the labels."""
    given = {"values": expected_profile(settings).signed.tolist(), "trace": TRACES.index("signed")}
    found = shown.page.evaluate(LABELS, given)[2:]  # the first two are those of the input
    texts = [text for text, _ in found]
    assert len(texts) >= 3
    assert "0" in texts
    np.testing.assert_allclose([distance for _, distance in found], 0, atol=0.6)
    return texts


def test_the_labels_of_the_axis_are_true_while_a_weight_moves_and_when_plotly_has_drawn(visit_file):
    shown = visit_file()
    shown.weight("w12").focus()
    for key, weight in (("ArrowUp", 2.25), ("ArrowUp", 2.5), ("ArrowDown", 2.25), ("ArrowDown", 2.0)):
        shown.page.keyboard.press(key)
        shown.next_frame()
        settings = replace(SMALL, w12=weight)
        before = assert_scale_is_true(shown, settings)
        eventually(shown, lambda settings=settings: assert_profile(shown, settings))
        shown.next_frame()
        assert_scale_is_true(shown, settings)
    shown.choose_kernel("Box blur")
    shown.next_frame()
    blurred = replace(SMALL, **weight_values(KERNELS["Box blur"].weights))
    assert assert_scale_is_true(shown, blurred) != before


def drawn_range(shown):
    return shown.page.evaluate("document.querySelector('.scope-profile').layout.yaxis2.range")


def test_the_range_fits_the_line_and_can_be_locked_to_the_full_scale(visit_file):
    settings = Settings(picture="Soft blob", size=128, row=30, col=46)
    shown = visit_file(settings)
    limit = forward(expected_image(settings), **settings.layer()).shared_limit

    def assert_range(expected):
        eventually(shown, lambda: np.testing.assert_allclose(drawn_range(shown), expected, rtol=1e-5))

    def fitted(settings):
        line = expected_profile(settings)
        return fitted_range(line.signed, line.rectified, limit=limit)

    assert_range(fitted(settings))
    assert fitted(settings)[1] < limit / 2
    button = shown.page.get_by_role("button", name="Full scale")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert_range(full_range(limit))
    shown.page.locator(".scope-maps").press("PageDown")
    shown.choose("palette", "Signed grey")
    moved = replace(settings, row=40, palette="Signed grey")
    assert_shows(shown, moved)
    assert_range(full_range(limit))
    assert_scale_is_true(shown, moved)
    button.click()
    assert_range(fitted(moved))


def test_a_mark_stands_on_the_corner_of_the_drawn_line(visit_file):
    settings = Settings()
    shown = visit_file(settings)
    drawn = shown.profile()
    places = drawn["marks"][0].reshape(-1, 3)[:, 0]
    expected = marks(expected_profile(settings).signed, slopes=(0.0, 1.0))
    np.testing.assert_allclose(places, expected, rtol=0, atol=0.01)
    x, y = drawn["rectified"]
    for place in places:
        assert y[x == place].tolist() == [0]


def glass(shown):
    """Return a function of a share of the plot's width, and where that is on the screen."""
    shown.page.locator(".scope-glass").scroll_into_view_if_needed()
    box = shown.page.locator(".scope-glass").bounding_box()
    return lambda share: (box["x"] + share * box["width"], box["y"] + 0.6 * box["height"])


def test_pointing_at_the_profile_shows_the_place_in_the_maps_and_the_values_of_the_lines(visit_file):
    shown = visit_file()
    at = glass(shown)
    shown.page.mouse.move(*at(0.75))
    shown.page.mouse.move(*at(0.5))
    value = shown.page.locator("[data-panel=input] .scope-value")
    expect(value).to_contain_text(f"row {SMALL.row}, column 64")
    values = shown.page.locator(".scope-profile .hovertext")
    expect(values).to_have_count(3)
    line = expected_profile(SMALL)
    assert line.signed[64] < 0
    wanted = sorted(number(float(one[64])) for one in (line.input, line.signed, line.rectified))

    def assert_values():
        assert sorted(values.all_text_contents()) == wanted

    eventually(shown, assert_values)
    shown.page.mouse.move(at(0.5)[0], at(0.5)[1] - 350)
    shown.page.mouse.move(5, 5)
    expect(value).to_contain_text(f"row {SMALL.row}, column {SMALL.col}:")
    expect(values).to_have_count(0)


@pytest.mark.parametrize(("direction", "name"), [("Row", "col"), ("Column", "row")])
def test_a_click_chooses_the_place_along_the_line(visit, direction, name):
    settings = replace(SMALL, direction=direction)
    shown = visit(settings)
    shown.page.mouse.click(*glass(shown)(0.25))
    shown.wait_for_query(**{name: "32"})
    assert_shows(shown, replace(settings, **{name: 32}))


def test_a_drag_across_zooms_profile_and_maps_into_the_stretch_and_a_double_click_shows_all(visit_file):
    shown = visit_file()
    before = shown.painted("input")
    at = glass(shown)
    shown.page.mouse.move(*at(0.25))
    shown.page.mouse.down()
    shown.page.mouse.move(*at(0.5), steps=3)
    stretch = shown.page.locator(".scope-stretch")
    expect(stretch).to_be_visible()
    shown.page.mouse.up()
    expect(stretch).to_be_hidden()
    ends = "document.querySelector('.scope-profile').layout.xaxis.range"
    shown.next_frame()
    np.testing.assert_allclose(shown.page.evaluate(ends), [31.5, 63.5], atol=0.3)
    assert shown.painted("input") != before
    shown.page.mouse.move(*shown.place("input", 64, 64, SMALL))  # the middle of the panel
    expect(shown.page.locator("[data-panel=input] .scope-value")).to_contain_text(
        f"row {SMALL.row}, column 48:"
    )
    assert shown.query == SMALL.to_query()
    shown.page.mouse.dblclick(*glass(shown)(0.3))
    shown.next_frame()
    assert shown.page.evaluate(ends) == [-0.5, 127.5]
    shown.wait_until_drawn()
    assert_shows(shown, SMALL)
    assert shown.painted("input") == before


def test_a_finger_taps_a_place_and_swipes_the_page_over_the_profile(visit_phone):
    shown = visit_phone()
    x, y = glass(shown)(0.25)
    shown.page.touchscreen.tap(x, y)
    shown.wait_for_query(col="32")
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    before, query = shown.page.evaluate(scrolled), shown.query
    touch = shown.page.context.new_cdp_session(shown.page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x + 50, "y": y}]})
    for k in range(1, 8):
        point = {"x": x + 50, "y": y - 30 * k}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        shown.next_frame()
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    shown.page.wait_for_function(f"(before) => {scrolled} > before", arg=before)
    shown.wait_until_drawn()
    assert shown.query == query


def test_the_keys_say_what_a_pointer_does_over_the_profile(visit_file):
    shown = visit_file()
    said = "click to choose a place, drag across to zoom in, double click to show everything"
    expect(shown.page.locator(".scope-keys")).to_contain_text(said)
    hint = "Click: choose this place. Drag across: zoom in. Double click: show everything."
    expect(shown.page.locator(".scope-glass")).to_have_attribute("title", hint)


def test_the_legend_is_one_line_in_full_at_every_width(visit_file):
    shown = visit_file()
    legend = shown.page.locator(".scope-legend")
    for activation in ("Absolute value", "ReLU"):
        shown.choose("activation", activation)
        for width in (340, 390, 768, 1440):
            shown.page.set_viewport_size({"width": width, "height": 900})
            names = ["Input", "Negative part", "Before", f"After {activation}", "Corner"]
            expect(legend.locator("span")).to_have_text(names)
            eventually(shown, lambda: assert_one_line(legend))


def assert_one_line(legend):
    right, end, tops, height, size = legend.evaluate(
        """(legend) => {
            const all = [...legend.children].map((e) => e.getBoundingClientRect())
            const { right, height } = legend.getBoundingClientRect()
            const size = parseFloat(getComputedStyle(legend).fontSize)
            return [right, all.at(-1).right, all.map(({ top }) => top), height, size]
        }"""
    )
    assert end <= right
    assert len(set(tops)) == 1
    assert height <= 1.6 * size
    assert size >= 9


# Reads where every word of the chart stands within it: without the spare height above and below digits.
WORDS = """() => {
    const chart = document.querySelector(".scope-chart").getBoundingClientRect()
    const words = ".scope-legend span, .scope-scale span, .scope-scale b, .xtick text, .xtitle"
    return [...document.querySelectorAll(words)].map((word) => {
        const { left, right, top, bottom } = word.getBoundingClientRect()
        const spare = (bottom - top) / 5
        const [from, to] = [top - chart.top + spare, bottom - chart.top - spare]
        return [word.textContent, left - chart.left, from, right - chart.left, to]
    })
}"""


@pytest.mark.parametrize(("options", "scale"), [({}, 1), ({"present": "1"}, 1.43)])
def test_no_word_of_the_chart_touches_another_or_is_cut_off_at_any_size(visit_file, options, scale):
    shown = visit_file(replace(SMALL, picture="Soft blob", size=512), **options)
    svg, plot = (shown.page.locator(name) for name in (".scope-profile .main-svg", ".scope-plot"))
    for width in (390, 1440) if scale == 1 else (1440,):
        shown.page.set_viewport_size({"width": width, "height": 900})
        for height in (scale * 150, scale * 240, scale * 300, scale * 500):
            style = f"document.querySelector('.scope-chart').style.height = '{height}px'"
            shown.page.evaluate(style)
            eventually(shown, lambda: assert_as_large(svg.first, plot))
            assert_words_are_apart(shown, height, scale)
    shown.page.evaluate("document.querySelector('.scope-chart').style.height = ''")


def assert_as_large(svg, plot):
    box = plot.bounding_box()
    assert abs(float(svg.get_attribute("height")) - box["height"]) < 1
    assert abs(float(svg.get_attribute("width")) - box["width"]) < 1


def assert_words_are_apart(shown, height, scale):
    chart = shown.page.locator(".scope-chart").bounding_box()
    assert chart["height"] == pytest.approx(height, abs=0.1)
    words = shown.page.evaluate(WORDS)
    seen = {text for text, *_ in words}
    assert {"feature map", "0", "Corner"} <= seen
    assert ("column of the picture" in seen) is (height > 200 * scale)
    for place, (text, left, top, right, bottom) in enumerate(words):
        assert min(left, top) >= -0.5, text
        assert right <= chart["width"] + 0.5, text
        assert bottom <= height + 0.5, text
        for other, *box in words[:place]:
            is_apart = left >= box[2] or box[0] >= right or top >= box[3] or box[1] >= bottom
            assert is_apart, (text, other, height)
