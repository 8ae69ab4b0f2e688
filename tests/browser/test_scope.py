"""The three linked maps and the live profile, driven as a visitor drives them."""

import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

import numpy as np
import pytest
from playwright.sync_api import expect

from explorer.view import readouts
from explorer.view.settings import Settings, showing
from tests.browser.explorer_page import (
    SMALL,
    TRACES,
    ExplorerPage,
    assert_profile,
    assert_shows,
    eventually,
    expect_text,
    expected_profile,
)

START = Settings()
WALL = Settings(**showing("Brick wall"))
LARGE = (
    replace(WALL, padding="zeros", bias=0.3, activation="GELU", palette="Signed grey"),
    replace(START, picture="Cat", stride=2, padding="circular", activation="PReLU", negative_slope=-0.4),
)


@pytest.fixture
def open_small(open_page):
    """Open the app on a small picture, with these settings changed."""
    return lambda more="", **options: open_page(
        urlencode(SMALL.to_query() | dict(parse_qsl(more))), **options
    )


def test_the_page_opens_on_two_lobes_of_which_one_is_erased_and_on_one_corner(open_page):
    shown = open_page(device_scale_factor=2)  # so that every colour can be checked
    profile = expected_profile(START)
    said = readouts.headline(profile, direction="Row", activation="ReLU")
    expect(shown.headline).to_have_text(said)
    assert set(shown.profile()["marks"][0][:2]) == {255.5}  # one corner
    assert_shows(shown, START)
    expect(shown.page.locator(".scope-tagline")).to_have_text(readouts.TAGLINE)
    expect(shown.page.locator(".scope-hint")).to_be_visible()
    expect_text(shown.page.locator(".scope-verdict"), "What is new is a corner")
    for settings in LARGE:
        shown.go_to(settings)
        assert_shows(shown, settings)


def test_the_profile_follows_the_mouse_before_it_is_released(visit):
    shown = visit()
    mouse = shown.page.mouse
    mouse.move(*shown.place("signed", 62, 75, SMALL))
    mouse.down()
    for row in (45, 30, 22):
        mouse.move(*shown.place("signed", row, 75, SMALL))
        assert_shows(shown, replace(SMALL, row=row))
        assert shown.query["row"] == str(SMALL.row)
    mouse.up()
    expect(shown.line_field("Row")).to_have_value("22")
    shown.wait_for_query(row="22", col="75")
    assert_shows(shown, replace(SMALL, row=22))


# Notes every path that is given to a line, by the index of its trace, or to the filled area, as -1.
NOTE_PATHS = """() => {
    const traces = () => [...document.querySelectorAll('.scope-profile .scatterlayer .trace')]
    window.noted = []
    window.observer = new MutationObserver((changes) => {
        for (const { target } of changes) {
            if (!target.matches(".js-fill, .js-line")) continue
            const k = target.matches(".js-fill") ? -1 : traces().indexOf(target.closest(".trace"))
            noted.push([k, target.getAttribute("d")])
        }
    })
    observer.observe(document.querySelector(".scope-profile"), { attributeFilter: ["d"], subtree: true })
}"""


def corners(path: str) -> np.ndarray:
    return np.array([point.split(",") for point in re.split("[MLZ]", path) if point], float)


def test_a_dragged_line_is_drawn_by_hand_exactly_where_plotly_draws_it(visit_file):
    shown = visit_file(WALL)
    mouse = shown.page.mouse
    mouse.move(*shown.place("signed", 250, 300, WALL))
    mouse.down()
    mouse.move(*shown.place("signed", 200, 300, WALL))
    eventually(shown, lambda: assert_profile(shown, replace(WALL, row=200)))
    shown.page.evaluate(NOTE_PATHS)
    mouse.move(*shown.place("signed", 120, 300, WALL))
    eventually(
        shown, lambda: assert_profile(shown, replace(WALL, row=120))
    )  # Plotly knows it: the line rests
    shown.next_frame()
    noted = shown.page.evaluate("() => { observer.disconnect(); return noted }")
    mouse.up()
    assert {index for index, _ in noted} == {-1, *range(len(TRACES))}
    for line in (-1, TRACES.index("input"), TRACES.index("signed"), TRACES.index("rectified")):
        first, *_, last = (path for index, path in noted if index == line)
        assert first != last
        ours, its = corners(first), corners(last)  # Plotly leaves out points that hardly show
        assert len(ours) >= len(its) > 100
        distance = np.abs(ours[:, None] - its).max(axis=2).min(axis=0)
        assert np.quantile(distance, 0.95) < 0.02
        assert distance.max() < 2
    assert_shows(shown, replace(WALL, row=120))


def test_the_arrow_keys_move_the_line(visit):
    shown = visit()
    shown.page.locator(".scope-maps").focus()
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowDown", "PageUp", "ArrowUp", "ArrowRight"):
        shown.page.keyboard.press(key)
    shown.wait_for_query(row=str(SMALL.row + 1), col=str(SMALL.col + 1))
    expect(shown.line_field("Row")).to_have_value(str(SMALL.row + 1))
    assert_shows(shown, replace(SMALL, row=SMALL.row + 1))


def test_the_row_field_moves_the_line(visit_file):
    shown = visit_file()
    field = shown.line_field("Row")
    field.fill("33")
    field.press("Enter")
    expect(shown.line_field("Row")).to_have_value("33")
    assert_shows(shown, replace(SMALL, row=33))


def test_a_column_profile_reads_down_the_picture(visit_file):
    shown = visit_file(replace(SMALL, direction="Column", col=85))
    assert_shows(shown, replace(SMALL, direction="Column", col=85))
    expect(shown.line_field("Column")).to_have_value("85")
    mouse = shown.page.mouse
    mouse.click(*shown.place("input", 10, 19, SMALL))
    expect(shown.line_field("Column")).to_have_value("19")
    assert_shows(shown, replace(SMALL, direction="Column", col=19))


def test_valid_padding_and_a_stride_keep_the_samples_over_their_pixels(visit_file):
    settings = replace(SMALL, padding="valid", stride=3, row=25)
    shown = visit_file(settings)
    assert_shows(shown, settings)
    assert shown.profile()["signed"][0][:2].tolist() == [1, 4]


def test_every_strong_crossing_has_its_mark(visit_file):
    settings = Settings(picture="Sine grating", row=100)
    shown = visit_file(settings)
    strokes = shown.profile()["marks"][0].reshape(-1, 3)  # up, down, a gap
    np.testing.assert_array_equal(strokes[:, 0], strokes[:, 1])
    marks = strokes[:, 0]
    signed = expected_profile(settings).signed
    assert len(marks) == 16 == np.count_nonzero(signed[:-1] * signed[1:] < 0)
    np.testing.assert_allclose(np.diff(marks), 32, atol=0.01)


def test_a_step_is_said_to_jump_and_relu_is_not(visit_file):
    shown = visit_file(replace(SMALL, picture="Sine grating", activation="Step"))
    expect_text(shown.page.locator(".scope-verdict"), "the result jumps")
    shown.choose("activation", "ReLU")
    expect_text(shown.page.locator(".scope-verdict"), "What is new is a corner")


def test_zooming_is_linked_and_a_double_click_shows_everything_again(visit_file):
    shown = visit_file()
    before = {panel: shown.painted(panel) for panel in ("input", "signed", "rectified")}
    shown.page.get_by_role("button", name="Zoom in").click()
    shown.next_frame()
    assert all(shown.painted(panel) != picture for panel, picture in before.items())
    low, high = shown.page.evaluate("document.querySelector('.scope-profile').layout.xaxis.range")
    assert 127 / 1.6 < high - low < 128 / 1.4
    shown.stage("signed").dblclick()
    shown.next_frame()
    assert shown.painted("input") == before["input"]


# The point of the picture that is painted under a place of the window, and the width of a pixel there.
POINT_UNDER = """([x, y]) => {
    const canvas = document.querySelector("[data-panel=signed] canvas")
    const box = canvas.getBoundingClientRect()
    const [left, top, width, height] = canvas.dataset.key.split(",").slice(3, 7).map(Number)
    const scale = box.width / width
    return [left + (x - box.x) / scale, top + (y - box.y) / box.height * height, scale]
}"""


def test_ctrl_and_the_wheel_keep_what_is_under_the_pointer(visit_file):
    """To a pixel of the screen, at every step in and, as long as the border is not met, out again."""
    shown = visit_file(replace(SMALL, row=5, col=5))
    box = shown.stage("signed").bounding_box()
    for share in ((0.9, 0.1), (0.31, 0.64)):
        place = (round(box["x"] + share[0] * box["width"]), round(box["y"] + share[1] * box["height"]))
        shown.page.mouse.move(*place)
        before = shown.page.evaluate(POINT_UNDER, place)
        shown.page.keyboard.down("Control")
        for turn in (-100, -100, -53, -200, 100, 153):
            shown.page.mouse.wheel(0, turn)
            shown.next_frame()
            now = shown.page.evaluate(POINT_UNDER, place)
            assert np.hypot(now[0] - before[0], now[1] - before[1]) * now[2] < 1, (share, turn)
        shown.page.keyboard.up("Control")
        assert now[2] > 1.5 * before[2]  # it has zoomed
        shown.stage("signed").dblclick(position={"x": 9, "y": 9})
        shown.next_frame()


def test_what_is_said_of_a_thing_covers_neither_it_nor_what_it_changes(visit_file):
    shown = visit_file()
    tip = shown.page.locator(".tip")
    weights = shown.page.locator(".controls-weights").bounding_box()
    rotate = shown.page.get_by_role("button", name="Rotate")
    for thing in (rotate, shown.page.locator(".scope-glass"), shown.page.locator(".scope-full svg")):
        thing.hover()
        expect(tip).to_be_visible()
        box = tip.bounding_box()
        for covered in (thing.bounding_box(), weights):
            across = min(box["x"] + box["width"], covered["x"] + covered["width"]) - max(
                box["x"], covered["x"]
            )
            down = min(box["y"] + box["height"], covered["y"] + covered["height"]) - max(
                box["y"], covered["y"]
            )
            assert min(across, down) <= 0, (tip.inner_text(), box, covered)
        tip.hover()  # it stays for who wants to read it large
        expect(tip).to_be_visible()
        shown.page.mouse.move(2, 2)
        expect(tip).to_have_count(0)
    shown.page.keyboard.press("Shift")
    rotate.focus()
    expect(tip).to_be_visible()
    shown.page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    shown.page.locator(".scope-pin").focus()
    assert rotate.get_attribute("title")  # who cannot see it is told as before


def test_a_plain_wheel_scrolls_and_does_not_zoom(visit):
    shown = visit()
    before = shown.painted("input")
    shown.page.mouse.move(*shown.place("input", 50, 50, SMALL))
    shown.page.mouse.wheel(0, 200)
    shown.page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 0")
    shown.next_frame()
    assert shown.painted("input") == before


def test_zero_has_one_colour_in_both_maps(visit_file):
    """Where ReLU made a zero, its map has the colour that zero has in the legend."""
    shown = visit_file(replace(SMALL, picture="Step edge", w01=0.0))
    for palette, grey in (("Diverging", (250, 250, 248)), ("Signed grey", (128, 128, 128))):
        shown.choose("palette", palette)
        shown.next_frame()
        flat = [colours[0].tolist() for colours in shown.colours({"panel": "signed"}, {"panel": "rectified"})]
        assert flat[0] == flat[1]
        np.testing.assert_allclose(flat[0][:3], grey, atol=1)


def test_the_auto_scaled_palette_is_called_misleading(visit_file):
    shown = visit_file(replace(SMALL, palette="Auto-scaled grey"))
    expect_text(shown.page.locator(".scope-warning"), "Misleading")
    shown.choose("palette", "Diverging")
    expect(shown.page.locator(".scope-warning")).to_be_hidden()


def test_the_values_under_the_pointer_are_the_maps_own(visit_file):
    shown = visit_file()
    shown.page.mouse.move(*shown.place("rectified", 40, 60, SMALL))
    profile = expected_profile(replace(SMALL, row=40))
    values = [
        shown.page.locator(f"[data-panel={panel}] .scope-value") for panel in ("input", "signed", "rectified")
    ]
    expect(values[0]).to_have_text(f"row 40, column 60: {profile.input[60]:.3f}")
    expect_text(values[1], f"{profile.signed[60]:.3f}".replace("-", "−"))
    expect_text(values[2], f"{profile.rectified[60]:.3f}")


@pytest.fixture
def phone(visit_phone) -> ExplorerPage:
    """Show the small picture on a phone, from the top of the page, with the hint that a drag takes away."""
    shown = visit_phone()
    shown.page.locator(".scope-hint").evaluate("(hint) => { hint.hidden = false }")
    return shown


def test_a_swipe_over_a_map_scrolls_and_reports_nothing(phone):
    shown = phone
    touch = shown.page.context.new_cdp_session(shown.page)
    x, y = shown.place("input", 112, 75, SMALL)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for k in range(1, 8):
        point = {"x": x, "y": y - 30 * k}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
        shown.next_frame()
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    shown.page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 0")
    shown.wait_until_drawn()
    assert shown.query == SMALL.to_query()
    assert not shown.page.locator(".scope-hint").evaluate("(hint) => hint.hidden")


def test_a_finger_drags_the_line_by_its_grip(phone):
    shown = phone
    expect(shown.page.locator(".scope-hint")).to_be_visible()
    shown.page.evaluate("document.querySelector('.scope-maps').scrollIntoView({ block: 'start' })")
    x, y = shown.place("input", SMALL.row, 75, SMALL)
    _, target = shown.place("input", SMALL.row + 25, 75, SMALL)
    touch = shown.page.context.new_cdp_session(shown.page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for k in range(1, 6):
        point = {"x": x, "y": y + (target - y) * k / 5}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(shown.line_field("Row")).not_to_have_value(str(SMALL.row))
    row = shown.reported_row(SMALL.row)
    assert abs(row - SMALL.row - 25) <= 1
    expect(shown.page.locator(".scope-hint")).to_be_hidden()
    assert_shows(shown, replace(SMALL, row=row))


def test_a_finger_taps_on_a_phone(phone):
    shown = phone
    stage = shown.stage("input")
    stage.scroll_into_view_if_needed()
    x, y = shown.place("input", 60, 100, SMALL)
    shown.page.touchscreen.tap(x, y)
    expect(shown.line_field("Row")).to_have_value(re.compile("^(59|6.)$"))
    assert shown.reported_row(SMALL.row) in range(59, 62)
    width = shown.page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_a_second_finger_ends_the_drag_and_the_line_still_obeys(phone):
    shown = phone
    shown.page.evaluate("document.querySelector('.scope-maps').scrollIntoView({ block: 'start' })")
    x, y = shown.place("input", SMALL.row, 75, SMALL)
    touch = shown.page.context.new_cdp_session(shown.page)
    first, second = {"x": x, "y": y, "id": 0}, {"x": x - 60, "y": y - 40, "id": 1}
    moved = {"x": x, "y": y + 20, "id": 0}
    for kind, points in (
        ("touchStart", [first]),
        ("touchMove", [moved]),
        ("touchStart", [moved, second]),
        ("touchEnd", []),
    ):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(shown.line_field("Row")).not_to_have_value(str(SMALL.row))
    assert_shows(shown, replace(SMALL, row=shown.reported_row(SMALL.row)))


def test_reloading_shows_the_same_numbers(visit):
    shown = visit()
    shown.choose("activation", "PReLU")
    shown.wait_until_drawn()
    shown.page.mouse.click(*shown.place("signed", 27, 55, SMALL))
    expect(shown.line_field("Row")).to_have_value("27")
    assert_shows(shown, replace(SMALL, activation="PReLU", row=27))
    before, headline = shown.profile(), shown.headline.inner_text()
    shown.page.reload()
    shown.wait_until_drawn()
    expect(shown.headline).to_have_text(headline)
    for name, (x, y) in shown.profile().items():
        np.testing.assert_array_equal(x, before[name][0])
        np.testing.assert_array_equal(y, before[name][1])


def test_two_tabs_do_not_influence_each_other(visit, open_small):
    first = visit()
    second = open_small(context=first.page.context)
    second.page.mouse.click(*second.place("signed", 100, 5, SMALL))
    expect(second.line_field("Row")).to_have_value("100")
    second.set_weight("w11", "7")
    assert_shows(second, replace(SMALL, row=100, w11=7.0))
    expect(first.line_field("Row")).to_have_value(str(SMALL.row))
    assert_shows(first, SMALL)
    second.page.close()


def test_a_column_of_a_wide_picture_is_as_long_as_the_picture_is_high(visit_file):
    settings = replace(SMALL, picture="Cat", direction="Column", col=30, padding="valid")
    shown = visit_file(settings)
    assert_shows(shown, settings)
    assert len(shown.profile()["input"][1]) == 85


def test_leaving_the_maps_with_a_key_down_still_reports_the_line(visit_file):
    shown = visit_file()
    shown.page.locator(".scope-maps").focus()
    shown.page.keyboard.down("ArrowDown")
    shown.page.get_by_role("button", name="Zoom out").focus()
    shown.page.keyboard.up("ArrowDown")
    expect(shown.line_field("Row")).to_have_value(str(SMALL.row + 1))


def test_a_double_click_leaves_the_line_where_it_was(visit):
    shown = visit()
    shown.page.mouse.dblclick(*shown.place("signed", 80, 80, SMALL))
    shown.next_frame()  # the page says that it is ahead
    shown.wait_until_drawn()  # Python has heard of both
    expect(shown.line_field("Row")).to_have_value(str(SMALL.row))
    assert_shows(shown, SMALL)


VIEWS = (
    replace(SMALL, picture="Street at dusk", size=256, padding="reflect", palette="Auto-scaled grey"),
    replace(SMALL, picture="Sine grating", padding="valid", stride=3, activation="Softplus"),
    replace(SMALL, w11=0.1, w00=-7.25, bias=-1.0, activation="Step", direction="Column"),
    replace(SMALL, picture="Handwritten digit", activation="ELU"),
)


def test_the_browser_shows_the_numbers_and_colours_of_python(visit):
    """Those of large pictures are looked at, at the top, where each value has a dot of the screen."""
    for settings in VIEWS:
        assert_shows(visit(settings), settings)


def test_a_painted_view_names_its_revision(visit):
    shown = visit()
    first = int(shown.page.locator(".scope").get_attribute("data-revision"))
    shown.page.mouse.click(*shown.place("signed", 27, 55, SMALL))
    expect(shown.line_field("Row")).to_have_value("27")
    assert int(shown.page.locator(".scope").get_attribute("data-revision")) == first  # a line is no new view
    shown.choose("activation", "PReLU")
    expect(shown.page.locator(".scope")).to_have_attribute("data-revision", str(first + 1))
    assert_shows(shown, replace(SMALL, row=27, col=55, activation="PReLU"))
