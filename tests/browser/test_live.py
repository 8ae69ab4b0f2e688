"""The layer in the hand: every control follows the finger, before the server has heard of it."""

from dataclasses import replace
from urllib.parse import urlsplit

import numpy as np
import pytest
from playwright.sync_api import expect

from benchmarks.latency import slow_network
from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import digits_for, number
from explorer.view import readouts
from explorer.view.settings import Settings, weight_values
from tests.browser.explorer_page import (
    ExplorerPage,
    assert_painted,
    assert_shows,
    drawn_line,
    eventually,
    expect_text,
    expected_image,
    expected_profile,
    of_model,
)

START = Settings(picture="Cat", size=128, row=60, col=60)
QUERY = "picture=Cat&size=128&row=60&col=60"
ROTATED = weight_values(KERNELS["Sobel bottom"].weights)
UNTIL_NOON = 60.0  # seconds each way: what is seen meanwhile is the browser's own


@pytest.fixture
def alone(profiles, address):
    """Open the page, and take the server out of reach."""
    with slow_network(urlsplit(address).port) as network:
        page = profiles.take()
        page.set_default_timeout(15_000)
        page.goto(f"{network.address}?{QUERY}")
        shown = ExplorerPage(page)
        shown.wait_until_drawn()
        network.delay = UNTIL_NOON
        yield shown
        network.delay = 0.0
        profiles.give_back(page)


def assert_follows(shown, settings):
    """Check in the next frame that the whole page shows the settings, and that Python has not answered."""
    shown.next_frame()
    image = expected_image(settings)
    layer = forward(image, **settings.layer())
    line = expected_profile(settings)
    said = readouts.headline(line, direction=settings.direction, activation=settings.activation)
    assert shown.headline.inner_text() == said
    assert shown.page.locator(".scope").get_attribute("data-state") == "ahead"
    revisions = [
        shown.page.locator(part).get_attribute("data-revision") for part in (".scope", ".scope-profile")
    ]
    assert revisions[0] == revisions[1]
    end = shown.page.locator(".scope-colours [data-end]").last.inner_text()
    if settings.palette != "Auto-scaled grey":
        assert end == f"+{number(layer.shared_limit, digits_for(layer.shared_limit))}"
    assert_painted(shown, settings, image)
    drawn = drawn_line(settings, line)
    eventually(shown, lambda: assert_drawn(shown, drawn))  # Plotly's own redrawing comes a little later


def assert_drawn(shown, line):
    np.testing.assert_allclose(shown.profile()["rectified"][1], line.rectified, atol=1e-5)


def test_every_control_is_followed_without_a_server(alone):
    page, wanted = alone.page, START
    alone.weight("w11").focus()
    page.keyboard.press("ArrowUp")
    wanted = replace(wanted, w11=0.25)
    assert_follows(alone, wanted)
    alone.choose_kernel("Outline")
    wanted = replace(wanted, **weight_values(KERNELS["Outline"].weights))
    assert_follows(alone, wanted)
    page.get_by_role("button", name="Flip the sign of every weight").click()
    wanted = replace(wanted, **weight_values(-KERNELS["Outline"].weights))
    assert_follows(alone, wanted)
    for name, option in (("activation", "GELU"), ("activation", "PReLU"), ("padding", "zeros")):
        alone.choose(name, option)
        wanted = replace(wanted, **{name: option})
        assert_follows(alone, wanted)
    for name, step in (("bias", 0.05), ("negative_slope", 0.01)):
        alone.slider(name).press("ArrowRight")
        wanted = replace(wanted, **{name: round(getattr(wanted, name) + step, 8)})
        assert_follows(alone, wanted)
    alone.choose("stride", "2")
    wanted = replace(wanted, stride=2)
    assert_follows(alone, wanted)
    for name, option in (("palette", "Signed grey"), ("direction", "Column")):
        alone.choose(name, option)
        wanted = replace(wanted, **{name: option})
        assert_follows(alone, wanted)
    assert alone.query == START.to_query()


def drag(shown, locator, across, down=0, *, steps=4):
    """Press on an element, move, and do not let go."""
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    x, y = round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2)
    shown.page.mouse.move(x, y)
    shown.page.mouse.down()
    shown.page.mouse.move(x + across, y + down, steps=steps)


def shown_settings(shown) -> Settings:
    """Read what the controls say."""
    fields = {name: shown.weight(name).input_value() for name in ("w00", "w11", "w22")}
    sliders = {name: shown.slider(name).input_value() for name in ("bias", "negative_slope")}
    numbers = {name: float(text.replace("−", "-")) for name, text in (fields | sliders).items()}
    chosen = shown.page.locator("input[name=activation]:checked").input_value()
    return replace(START, **numbers, activation=chosen)


def test_a_weight_is_dragged_sideways_and_counts_when_it_is_let_go(visit):
    shown = visit(START)
    drag(shown, shown.weight("w11"), 40)
    wanted = replace(START, w11=2.0)
    assert_shows(shown, wanted)
    assert shown.query == START.to_query()
    shown.page.mouse.up()
    shown.page.wait_for_url("**w11=2*")
    shown.wait_until_drawn()
    assert_shows(shown, wanted)


def test_escape_takes_a_drag_back(visit_file):
    shown = visit_file(START)
    drag(shown, shown.weight("w11"), 40)
    shown.page.keyboard.press("Escape")
    expect(shown.weight("w11")).to_have_value("0")
    shown.page.mouse.up()
    shown.wait_until_drawn()
    assert_shows(shown, START)
    assert shown.query == START.to_query()


def test_a_press_without_a_drag_marks_the_number(visit_file):
    shown = visit_file(START)
    shown.weight("w11").click()
    shown.page.keyboard.type("3")
    expect(shown.weight("w11")).to_have_value("3")
    assert shown.page.evaluate("document.activeElement.dataset.name") == "w11"


@pytest.mark.parametrize("name", ["bias", "negative_slope"])
def test_a_slider_is_followed_while_it_is_held(visit_file, name):
    shown = visit_file(replace(START, activation="PReLU"))
    drag(shown, shown.slider(name), 23)
    wanted = shown_settings(shown)
    assert getattr(wanted, name) not in (0, 0.25)
    assert_shows(shown, wanted)
    assert name not in shown.query
    shown.page.mouse.up()
    shown.page.wait_for_url(f"**{name}=*")


def test_the_arm_of_the_curve_bends_relu_to_prelu(visit):
    shown = visit(START)
    shown.page.locator(".curve-grip").scroll_into_view_if_needed()
    before = shown.page.locator(".curve-grip").bounding_box()
    drag(shown, shown.page.locator(".curve-grip"), 0, 12)
    expect(shown.page.locator("input[name=activation]:checked")).to_have_value("PReLU")
    wanted = shown_settings(shown)
    assert 0 < wanted.negative_slope < 1
    grip = shown.page.locator(".curve-grip").bounding_box()  # nothing above the curve has made it jump
    assert abs(grip["y"] + grip["height"] / 2 - before["y"] - before["height"] / 2 - 12) < 6
    assert_shows(shown, wanted)
    assert shown.query == START.to_query()
    shown.page.mouse.up()
    shown.page.wait_for_url("**activation=PReLU*")
    shown.wait_until_drawn()
    shown.page.get_by_role("button", name="Undo", exact=True).click()
    assert_shows(shown, START)


def test_the_curve_is_shifted_sideways_and_the_sea_falls_as_the_bias_rises(visit_file):
    shown = visit_file(START)
    drag(shown, shown.page.locator(".curve-handle"), -20)
    wanted = shown_settings(shown)
    assert wanted.bias > 0
    level = f"{-wanted.bias:.2f}".replace("-", "−")
    expect_text(shown.page.locator(".curve-level-label"), level)
    expect_text(shown.page.locator(".controls-level"), "A higher bias lowers the sea.")
    assert_shows(shown, wanted)
    shown.page.mouse.up()


def test_a_control_that_a_link_hides_is_not_moved_by_the_curve(visit):
    shown = visit(START, hide="negative_slope,bias")
    for handle in (".curve-handle", ".curve-grip"):
        expect(shown.page.locator(handle)).to_be_hidden()
    drag(shown, shown.page.locator(".curve"), -20, 14)
    shown.page.mouse.up()
    shown.wait_until_drawn()
    assert_shows(shown, START)


def test_the_bias_plays_to_and_fro_until_anything_is_touched(visit):
    shown = visit(START)
    slider = shown.slider("bias")
    shown.page.get_by_role("button", name="Play: bias to and fro").click()
    expect(slider).not_to_have_value("0")
    before = slider.input_value()
    expect(slider).not_to_have_value(before)
    shown.page.keyboard.press("Shift")
    expect(shown.page.get_by_role("button", name="Play: bias to and fro")).to_be_visible()
    shown.wait_until_drawn()
    bias = float(slider.input_value())
    assert shown.query == replace(START, bias=bias).to_query()


def test_the_line_plays_over_the_picture(visit_file):
    shown = visit_file(START)
    shown.page.get_by_role("button", name="Play: the line to and fro").click()
    shown.line_field("Row").scroll_into_view_if_needed()  # out of sight it waits for the end
    expect(shown.line_field("Row")).not_to_have_value("60")
    shown.page.keyboard.press("Shift")
    shown.page.wait_for_url(lambda url: "row=60" not in url)


def test_who_wants_less_motion_sees_the_bias_leap_and_not_glide(visit_file):
    shown = visit_file(START)
    shown.page.emulate_media(reduced_motion="reduce")
    shown.page.evaluate(
        """() => {
            window.seen = new Set()
            const slider = document.querySelector("[data-part=bias] input[type=range]")
            const note = () => { if (window.seen?.add(slider.value)) requestAnimationFrame(note) }
            note()
        }"""
    )
    shown.page.get_by_role("button", name="Play: bias to and fro").click()
    shown.page.wait_for_function("() => window.seen.size === 3")
    shown.page.keyboard.press("Shift")
    first, second, third = sorted(map(float, shown.page.evaluate("[...window.seen]")))
    shown.page.evaluate("window.seen = null")
    shown.page.emulate_media(reduced_motion="no-preference")
    assert second - first == pytest.approx(0.8) == third - second


def test_the_menu_shows_every_kernel_as_a_picture_and_the_arrow_keys_try_them(visit_file):
    shown = visit_file(START)
    shown.kernel_menu.click()
    choices = shown.page.locator(".controls-menu label")
    expect(choices).to_have_count(len(KERNELS))
    assert shown.page.locator(".controls-menu label .tiles i").count() == 9 * len(KERNELS)
    expect(shown.page.locator(".controls-menu input:checked")).to_be_focused()
    shown.page.keyboard.press("ArrowDown")
    assert_shows(shown, replace(START, **weight_values(KERNELS["Sobel left"].weights)))
    shown.page.keyboard.press("Enter")
    expect(choices.first).to_be_hidden()
    expect(shown.kernel_menu).to_be_focused()
    expect_text(shown.kernel_menu, "Sobel left")
    shown.kernel_menu.press("Enter")
    expect(shown.page.locator(".controls-menu input:checked")).to_be_focused()
    shown.page.keyboard.press("ArrowDown")
    expect_text(shown.kernel_menu, "Sobel bottom")
    shown.page.keyboard.press("Escape")
    expect_text(shown.kernel_menu, "Sobel left")
    shown.kernel_menu.press("Enter")
    shown.headline.click()
    expect(choices.first).to_be_hidden()


def test_undo_and_redo_by_keys_but_not_in_a_field(visit):
    shown = visit(START)
    shown.page.get_by_role("button", name="Rotate").click()
    shown.choose("activation", "Leaky ReLU")
    shown.wait_until_drawn()
    shown.page.evaluate("document.activeElement.blur()")
    shown.page.keyboard.press("Control+z")
    expect(shown.page.locator("input[name=activation]:checked")).to_have_value("ReLU")
    shown.page.keyboard.press("Control+z")
    expect_text(shown.kernel_menu, "Sobel right")
    shown.page.keyboard.press("Control+Shift+z")
    expect_text(shown.kernel_menu, "Sobel bottom")
    shown.wait_until_drawn()
    assert_shows(shown, replace(START, **weight_values(KERNELS["Sobel bottom"].weights)))
    shown.weight("w11").focus()
    shown.page.keyboard.press("Control+z")
    expect_text(shown.kernel_menu, "Sobel bottom")


def test_two_choices_before_the_next_frame_both_count(visit_file):
    shown = visit_file(replace(START, activation="Leaky ReLU", direction="Column"))
    shown.page.evaluate(
        """() => {
            const find = (name, value) => document.querySelector(`input[name=${name}][value='${value}']`)
            const press = (name, value) => find(name, value).click()
            const more = document.querySelector("select[aria-label='More activations']")
            press("direction", "Row")
            more.value = "Softplus"
            more.dispatchEvent(new Event("change", { bubbles: true }))
            press("activation", "Leaky ReLU")
            press("direction", "Column")
        }"""
    )
    shown.wait_for_query(activation="Leaky ReLU", direction="Column")
    expect(shown.page.locator("input[name=activation]:checked")).to_have_value("Leaky ReLU")


def test_what_is_pressed_beside_the_open_menu_is_pressed_though_the_menu_closes(visit_file):
    shown = visit_file(START)
    shown.kernel_menu.click()
    with_mouse(shown, shown.slider("bias"), by=20)
    assert float(shown.slider("bias").input_value()) > 0
    expect(shown.page.locator(".controls-menu[open]")).to_have_count(0)


def with_mouse(shown, target, *, by):
    """Press what is there now, move the mouse sideways, and let go, as a hand does."""
    target.scroll_into_view_if_needed()
    box = target.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    shown.page.mouse.move(x, y)
    shown.page.mouse.down()
    shown.next_frame()
    shown.page.mouse.move(x + by, y, steps=4)
    shown.page.mouse.up()


def test_undo_brings_another_picture_back(visit):
    shown = visit(START)
    shown.open_gallery()
    shown.gallery_button("Rocket").press("Enter")
    expect(shown.picture_button).to_contain_text("Rocket")
    expect(shown.picture_button).to_have_attribute("aria-expanded", "false")
    shown.wait_until_drawn()
    shown.page.get_by_role("button", name="Undo", exact=True).click()
    expect(shown.picture_button).to_contain_text("Cat")
    shown.wait_until_drawn()
    assert_shows(shown, START)
    assert shown.query == START.to_query()
    shown.page.get_by_role("button", name="Rotate").click()
    shown.wait_until_drawn()
    assert shown.query == replace(START, **ROTATED).to_query()


def test_an_answer_does_not_forget_that_a_link_is_pressed(visit):
    shown = visit(START)
    watch = of_model("return explorer.reporter.isLeaving")
    before = shown.page.evaluate_handle(watch)
    shown.set_weight("w11", "3")
    shown.page.wait_for_url("**w11=3*")
    shown.wait_until_drawn()
    assert shown.page.evaluate("([one, other]) => one === other", [before, shown.page.evaluate_handle(watch)])
