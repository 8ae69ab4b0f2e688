"""The presenter view, its keys and the wipe, driven as a teacher drives them."""

from dataclasses import replace
from urllib.parse import urlencode

import cv2
import numpy as np
import pytest
from playwright.sync_api import expect

from explorer.view.experiments import EXPERIMENTS
from explorer.view.settings import YOUR_PICTURE, Settings
from tests.browser.explorer_page import SMALL, assert_shows, lose_first
from tests.browser.profiles import LAPTOP

START = SMALL
QUERY = urlencode(SMALL.to_query())


def painted(shown, panel: str) -> np.ndarray:
    """Take a picture of a map as it is on the screen, without what stands above it."""
    stage = shown.stage(panel)
    style = ".scope-line, .scope-cross, .scope-divider { visibility: hidden }"
    return cv2.imdecode(np.frombuffer(stage.screenshot(style=style), np.uint8), cv2.IMREAD_COLOR)


def wait_until_it_covers(shown) -> None:
    """Wait until what is laid over the last map is the map before, pixel by pixel."""
    shown.page.wait_for_function(
        """() => {
            const read = (selector) => {
                const canvas = document.querySelector(selector)
                const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
                return new Uint32Array(data.buffer)
            }
            const [over, before] = [read(".scope-before"), read("[data-panel=signed] canvas")]
            return over.length === before.length && over.every((colour, k) => colour === before[k])
        }"""
    )


def hold(shown, key: str) -> None:
    """Hold a key down over the maps."""
    shown.page.locator(".scope-maps").focus()
    shown.page.keyboard.down(key)
    expect(shown.page.locator("[data-panel=rectified] figcaption")).to_have_text("Feature map before ReLU")


def places(page) -> list[list[float]]:
    """Return where on the workbench the maps and the parts of the dock stand, however far it is scrolled."""
    return page.evaluate(
        """() => {
            const box = (e) => e.getBoundingClientRect()
            const { top } = box(document.querySelector(".workbench"))
            const boxes = [...document.querySelectorAll(".dock > *, .scope-stage")].map(box)
            const seen = boxes.filter(({ width }) => width > 0)
            return seen.map(({ x, y, width, height }) => [x, y - top, width, height])
        }"""
    )


def type_size(shown) -> float:
    return float(shown.headline.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)"))


def test_one_click_enlarges_the_page_and_hides_the_controls_and_escape_brings_it_back(visit):
    settings = replace(SMALL, activation="PReLU", negative_slope=0.5, w11=3.0, row=77)
    shown = visit(settings)
    shown.page.set_viewport_size({"width": 1920, "height": 1080})
    controls = shown.page.locator(".workbench > .controls")
    small = type_size(shown)
    shown.page.get_by_role("button", name="Present").click()
    expect(controls).to_be_hidden()
    shown.wait_for_query(present="1")
    expect(shown.headline).to_have_css("font-size", "27px")
    size = "document.querySelector('.scope-profile').layout.font.size"
    assert shown.page.evaluate(size) == pytest.approx(14 * 1.43)
    assert_shows(shown, settings)
    shown.page.keyboard.press("Escape")
    expect(controls).to_be_visible()
    expect(controls.get_by_label("Weight in row 2, column 2")).to_have_value("3")
    shown.page.wait_for_url(lambda url: "present" not in url)
    assert type_size(shown) == small
    assert shown.page.evaluate(size) == 14
    assert_shows(shown, settings)
    shown.page.set_viewport_size(LAPTOP)


def test_the_address_opens_the_presenter_view_and_the_keys_lead_through_the_experiments(visit, address):
    shown = visit()
    page = shown.page
    page.goto(f"{address}?{QUERY}&present=1")
    shown.wait_until_drawn()
    expect(page.locator(".workbench > .controls")).to_be_hidden()
    label = page.locator(".scope-experiment")
    for key, place in (("n", 0), ("n", 1), ("p", 0), ("p", len(EXPERIMENTS) - 1)):
        page.keyboard.press(key)
        expect(label).to_contain_text(f"Experiment {place + 1} of {len(EXPERIMENTS)}")
        expect(label).to_contain_text(EXPERIMENTS[place].question)
        shown.wait_until_drawn()
        assert_shows(shown, EXPERIMENTS[place].settings)
    assert shown.query["present"] == "1"


def test_the_question_stays_in_other_colours_and_goes_with_another_kernel(visit_file):
    shown = visit_file(present="1")
    label = shown.page.locator(".scope-experiment")
    shown.page.keyboard.press("n")
    expect(label).to_contain_text(EXPERIMENTS[0].question)
    shown.wait_until_drawn()
    for key, option in (("palette", "Auto-scaled grey"), ("direction", "Column")):
        shown.choose(key, option)
        shown.wait_until_drawn()
        expect(label).to_contain_text(EXPERIMENTS[0].question)
    shown.page.keyboard.press("Escape")
    shown.set_weight("w11", "9")
    expect(label).to_be_empty()


def test_a_picture_that_is_gone_is_told_where_its_description_has_no_room(visit_file):
    """As after a reload of the page in one file."""
    shown = visit_file(Settings(picture=YOUR_PICTURE), present="1")
    label = shown.page.locator(".scope-experiment")
    expect(label).to_have_text("Your picture is not here. Another one is shown.")
    shown.page.keyboard.press("Escape")
    expect(label).to_be_empty()
    expect(shown.page.locator(".picture")).to_contain_text("Your picture is not here")


def test_arrows_move_the_line_without_a_focus_while_presenting_only(visit_file):
    shown = visit_file(present="1")
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowRight", "ArrowUp"):
        shown.page.keyboard.press(key)
    expect(shown.line_field("Row")).to_have_value(str(START.row + 1))
    shown.wait_for_query(col=str(START.col + 10))
    shown.page.keyboard.press("Escape")
    expect(shown.page.locator(".workbench > .controls")).to_be_visible()
    before = shown.page.locator("[data-panel=input] .scope-value").inner_text()
    shown.page.keyboard.press("ArrowDown")
    shown.next_frame()
    assert shown.page.locator("[data-panel=input] .scope-value").inner_text() == before


def test_a_command_that_is_lost_on_its_way_is_sent_again(visit):
    shown = visit(present="1")
    lose_first(shown, "leave")
    shown.page.keyboard.press("Escape")
    expect(shown.page.locator(".workbench > .controls")).to_be_visible()
    assert shown.page.evaluate("lost") == 1


def test_the_minute_runs_pauses_begins_again_and_moves_nothing(visit_file):
    shown = visit_file(present="1")
    page = shown.page
    digits = page.get_by_role("timer")
    said = page.locator(".dock-timer [role=status]")
    expect(digits).to_have_text("1:00")
    before = places(shown.page)
    page.keyboard.press("t")
    expect(page.get_by_role("button", name="Pause the time")).to_be_visible()
    expect(digits).to_have_text("0:59")
    assert said.inner_text() == ""
    assert places(shown.page) == before
    page.get_by_role("button", name="Pause the time").press("Enter")
    expect(page.get_by_role("button", name="Start the time")).to_be_focused()
    page.get_by_role("button", name="The whole minute again").click()
    expect(digits).to_have_text("1:00")
    page.keyboard.press("t")
    page.evaluate("performance.now = ((now) => () => now() + 60_000)(performance.now.bind(performance))")
    expect(said).to_have_text("The time is over.")
    expect(digits).to_have_text("0:00")
    assert places(shown.page) == before
    page.keyboard.press("Escape")
    expect(digits).to_be_hidden()


def test_who_types_a_letter_asks_for_nothing(visit_file):
    shown = visit_file()
    shown.line_field("Row").focus()
    for place in (shown.line_field("Row"), shown.page.get_by_role("button", name="Keys")):
        place.focus()
        for key in ("n", "p", "c", "w", "b", "t", "?"):
            shown.page.keyboard.press(key)
    shown.page.locator(".scope-maps").focus()
    shown.page.keyboard.press("n")
    shown.page.keyboard.press("c")  # and this one does
    expect(shown.page.locator("select[name=palette]")).to_have_value("Signed grey")
    shown.wait_until_drawn()
    assert shown.query == SMALL.to_query() | {"palette": "Signed grey"}
    expect(shown.page.get_by_role("button", name="Wipe")).to_have_attribute("aria-pressed", "false")


def test_a_held_key_shows_the_map_before_in_the_place_of_the_map_after(visit_file):
    shown = visit_file()
    after = painted(shown, "rectified")
    hold(shown, "b")
    wait_until_it_covers(shown)
    assert (painted(shown, "rectified") != after).mean() > 0.2
    shown.page.keyboard.up("b")
    expect(shown.page.locator("[data-panel=rectified] figcaption")).to_have_text("Feature map after ReLU")
    np.testing.assert_array_equal(painted(shown, "rectified"), after)


def test_the_wipe_shows_before_left_and_after_right_of_its_divider(visit_file):
    shown = visit_file(replace(SMALL, direction="Column", palette="Signed grey"))
    page = shown.page
    page.get_by_role("button", name="Zoom in").click()
    after = painted(shown, "rectified")
    hold(shown, "b")
    before = painted(shown, "rectified")
    page.keyboard.up("b")
    page.get_by_role("button", name="Wipe").click()
    divider = page.get_by_role("slider", name="Divider")
    box = shown.stage("rectified").bounding_box()
    place = shown.line_field("Column").input_value()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.25 * box["width"], box["y"] + 60, steps=4)
    page.mouse.up()
    expect(divider).to_have_value("25")
    expect(divider).to_be_focused()
    wait_until_it_covers(shown)
    wiped, edge = painted(shown, "rectified"), before.shape[1] // 4
    np.testing.assert_array_equal(wiped[:, : edge - 2], before[:, : edge - 2])
    np.testing.assert_array_equal(wiped[:, edge + 2 :], after[:, edge + 2 :])
    assert (before != after).mean() > 0.2
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    expect(divider).to_have_value("26")
    shown.page.locator(".scope-maps").focus()
    page.keyboard.press("w")
    expect(divider).to_be_hidden()
    np.testing.assert_array_equal(painted(shown, "rectified"), after)
    assert shown.line_field("Column").input_value() == place


def test_the_map_before_is_never_an_old_one(visit_file):
    """What was covered while the wipe was off is painted anew when it comes back."""
    shown = visit_file()
    shown.page.locator(".scope-maps").focus()
    for _ in range(2):
        shown.page.keyboard.press("w")
    shown.choose("palette", "Signed grey")
    shown.wait_until_drawn()
    hold(shown, "b")
    wait_until_it_covers(shown)
    shown.page.keyboard.up("b")


def test_a_finger_drags_the_divider_and_the_line_stays(visit_phone):
    shown = visit_phone()
    page = shown.page
    page.get_by_role("button", name="Wipe").tap()
    page.locator("[data-panel=rectified]").scroll_into_view_if_needed()
    box = shown.stage("rectified").bounding_box()
    touch = page.context.new_cdp_session(page)
    y = box["y"] + box["height"] / 4
    for kind, share in (("touchStart", 0.5), ("touchMove", 0.6), ("touchMove", 0.8), ("touchEnd", None)):
        points = [] if share is None else [{"x": box["x"] + share * box["width"], "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(page.get_by_role("slider", name="Divider")).to_have_value("80")
    assert shown.query == SMALL.to_query()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Wipe").tap()


def test_a_sheet_names_the_keys_and_takes_them_while_it_is_open(visit_file):
    shown = visit_file(present="1")
    page = shown.page
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_contain_text("next and previous experiment")
    page.keyboard.press("w")
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Wipe")).to_have_attribute("aria-pressed", "false")
    assert shown.query == SMALL.to_query() | {"present": "1"}
    page.get_by_role("button", name="Keys").click()
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_be_hidden()
