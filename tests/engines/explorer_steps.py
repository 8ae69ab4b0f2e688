"""What a visitor does on the page of the explorer, from a link to the link that is passed on."""

import re
from urllib.parse import parse_qsl, urlsplit

import numpy as np
from PIL import Image

from explorer.core.kernels import KERNELS
from explorer.images import decode
from explorer.images.menu import place_in
from explorer.view.experiments import EXPERIMENTS
from explorer.view.link import read_link
from explorer.view.settings import YOUR_PICTURE, showing, weight_values
from tests.engines.app import Steps
from tests.engines.one_file import CLIP_IS, LAPTOP, MAPS, PAGE_COLOURS, PART_IS, SIZES, TITLE_IS

STEPS = Steps()
OUTLINE = weight_values(KERNELS["Outline"].weights)
SOBEL_LEFT = weight_values(KERNELS["Sobel left"].weights)
SLOPE = ".controls [data-part=negative_slope] input[type=range]"
BIAS = ".controls [data-part=bias] input"
IS_WIDER = "() => document.documentElement.scrollWidth > innerWidth"
PART_IS_LESS = """(width) => {
    const [low, high] = document.querySelector(".scope-profile").layout.xaxis.range
    return high - low < width
}"""
# The number that a drag has ended at: Python writes it into the address then.
DRAGGED = """(selector, name, before) => {
    const found = Number(document.querySelector(selector).value)
    const written = Number(new URLSearchParams(location.search).get(name) ?? before)
    return found !== before && found === written && { found }
}"""
IS_PINNED = "(is) => document.querySelector('.scope').hasAttribute('data-pinned') === is"
IS_PRESENTING = "(is) => document.querySelector('.scope').hasAttribute('data-presenting') === is"
IS_PRESSED = "(selector, is) => document.querySelector(selector).getAttribute('aria-pressed') === String(is)"
FILE = "[role=dialog] input[type=file]"
LINK = "() => document.querySelector('[role=dialog] .copy input')?.value"
HIDES = "() => new URL(document.querySelector('[role=dialog] .copy input').value).searchParams.get('hide')"


@STEPS("test_scope.py::test_the_browser_shows_the_numbers_and_colours_of_python")
def see_pythons_numbers_and_colours(visit):
    visit.expect_drawn()


@STEPS("test_layout.py::test_on_a_desk_everything_is_in_one_window")
def see_square_maps_in_windows_of_every_size(visit):
    engine = visit.app.engine
    for size in SIZES:
        engine.size(*size)
        visit.assert_undistorted()
        assert not engine.run(IS_WIDER), size
    engine.size(*LAPTOP)
    visit.assert_undistorted()


@STEPS("test_scope.py::test_the_profile_follows_the_mouse_before_it_is_released")
def drag_the_line(visit):
    engine = visit.app.engine
    engine.press(*visit.app.place("signed", 62, 75))
    engine.move(*visit.app.place("signed", 22, 75))
    visit.expect(row=22, col=75)
    assert "row" not in visit.app.query() or visit.app.query()["row"] != "22"
    engine.release()
    visit.app.wait_for_address(row="22", col="75")
    visit.expect_drawn()


@STEPS("test_scope.py::test_the_arrow_keys_move_the_line")
def move_the_line_by_keys(visit):
    visit.app.press(MAPS, "ArrowUp", "ArrowRight", "ArrowRight", "Shift+ArrowDown")
    visit.expect(row=31, col=77)


@STEPS("test_scope.py::test_zooming_is_linked_and_a_double_click_shows_everything_again")
def zoom_by_the_wheel_and_control(visit):
    engine = visit.app.engine
    x, y = visit.app.place("signed", 40, 60)
    engine.control_wheel(x, y, -200)
    engine.wait(PART_IS_LESS, 120)
    assert engine.run("() => devicePixelRatio") == 1  # the page itself is not zoomed
    visit.app.press(MAPS, "0")
    engine.wait(PART_IS, 128)


@STEPS("test_scope.py::test_zooming_is_linked_and_a_double_click_shows_everything_again")
def zoom_by_keys_and_a_button(visit):
    visit.app.press(MAPS, "+", "+")
    visit.app.engine.wait(PART_IS, 128 / 1.5**2)
    visit.app.click("[data-zoom='0.6667']")
    visit.app.engine.wait(PART_IS, 128 / 1.5)
    visit.app.press(MAPS, "0")
    visit.app.engine.wait(PART_IS, 128)
    visit.expect()


@STEPS("test_profile.py::test_a_click_chooses_the_place_along_the_line")
def click_a_place_of_the_profile(visit):
    x, y, width, height = visit.app.box(".scope-glass")
    visit.app.engine.click(x + 32.5 / 128 * width, y + height / 2)
    visit.expect(col=32)


@STEPS(
    "test_profile.py::test_a_drag_across_zooms_profile_and_maps_into_the_stretch_and_a_double_click_shows_all"
)
def drag_across_the_profile_to_zoom(visit):
    x, y, width, height = visit.app.box(".scope-glass")
    visit.app.engine.drag((x + width / 2, y + height / 2), (x + 0.75 * width, y + height / 2))
    visit.app.engine.wait(PART_IS, 32)
    visit.app.click("[data-zoom='0']")
    visit.app.engine.wait(PART_IS, 128)


@STEPS("test_controls.py::test_weights_are_read_as_people_write_them")
def type_a_weight_with_a_comma(visit):
    visit.app.type("[data-name=w11]", "0,5")
    visit.expect(w11=0.5)
    visit.app.wait_for_text(".controls-menu summary", "Custom")


@STEPS("test_live.py::test_a_weight_is_dragged_sideways_and_counts_when_it_is_let_go")
def drag_a_weight_sideways(visit):
    x, y, width, height = visit.app.box("[data-name=w00]")
    middle = (x + width / 2, y + height / 2)
    visit.app.engine.drag(middle, (middle[0] + 20, middle[1]))
    visit.expect(w00=0.0)


@STEPS("test_live.py::test_the_menu_shows_every_kernel_as_a_picture_and_the_arrow_keys_try_them")
def choose_a_kernel_from_its_menu(visit):
    visit.app.choose_kernel("Outline")
    visit.expect_drawn(**OUTLINE)
    assert visit.app.text(".controls-menu summary > :last-child") == "Outline"


@STEPS("test_live.py::test_undo_and_redo_by_keys_but_not_in_a_field")
def undo_and_redo_by_keys(visit):
    after = visit.view
    visit.app.press(MAPS, "Control+z")
    visit.expect(w00=0.0, w01=0.0, w02=1.0, w10=-2.0, w11=0.5, w12=2.0, w20=-1.0, w21=0.0, w22=1.0)
    visit.app.press(MAPS, "Control+y")
    visit.view = after
    visit.expect()


@STEPS("test_live.py::test_every_control_is_followed_without_a_server")
def choose_an_activation(visit):
    visit.app.click(".controls-activation label", "PReLU")
    visit.expect(activation="PReLU")


@STEPS("test_live.py::test_a_slider_is_followed_while_it_is_held")
def step_the_slope_by_keys(visit):
    visit.app.press(SLOPE, "ArrowLeft", "ArrowLeft")
    visit.expect(negative_slope=0.23)
    visit.app.press(SLOPE, "Home")
    visit.expect_drawn(negative_slope=-1.5)


@STEPS("test_live.py::test_the_arm_of_the_curve_bends_relu_to_prelu")
def bend_the_curve(visit):
    visit.app.click(".controls-activation label", "ReLU")
    visit.expect(activation="ReLU")
    x, y, _, _ = visit.app.box(".curve-grip")
    visit.app.engine.drag((x + 8, y + 8), (x + 8, y + 28))
    slope = visit.app.engine.wait(DRAGGED, SLOPE, "negative_slope", -1.5)["found"]
    visit.expect_drawn(activation="PReLU", negative_slope=slope)
    assert 0 < slope < 1


@STEPS("test_live.py::test_the_curve_is_shifted_sideways_and_the_sea_falls_as_the_bias_rises")
def shift_the_curve(visit):
    x, y, _, _ = visit.app.box(".curve-handle")
    visit.app.engine.drag((x + 10, y + 5), (x + 40, y + 5))
    bias = visit.app.engine.wait(DRAGGED, f"{BIAS}[type=range]", "bias", 0)["found"]
    visit.expect_drawn(bias=bias)
    assert bias < 0


@STEPS("test_live.py::test_every_control_is_followed_without_a_server")
def type_a_bias(visit):
    visit.app.type(f"{BIAS}:not([type=range])", "0.4")
    visit.expect(bias=0.4)


@STEPS("test_scope.py::test_valid_padding_and_a_stride_keep_the_samples_over_their_pixels")
def choose_padding_and_stride(visit):
    visit.app.choose("select[name=padding]", "valid")
    visit.expect(padding="valid")
    visit.app.choose("select[name=stride]", "2")
    visit.expect_drawn(stride=2)
    visit.app.wait_for_address(padding="valid", stride="2")


@STEPS("test_scope.py::test_a_column_profile_reads_down_the_picture")
def look_along_a_column_in_other_colours(visit):
    visit.app.click("[data-part=direction] label", "Column")
    visit.app.choose(".scope select[name=palette]", "Signed grey")
    visit.expect_drawn(direction="Column", palette="Signed grey")


@STEPS("test_compare.py::test_a_takes_the_place_of_the_input_stays_and_gives_it_back")
def pin_a_and_change_b(visit):
    visit.app.click(".scope-pin")
    visit.app.engine.wait(IS_PINNED, True)
    visit.app.wait_for_text("[data-panel=input] figcaption", "A, pinned")
    visit.app.choose_kernel("Sobel left")
    visit.expect(**SOBEL_LEFT)
    visit.app.wait_for_text("[data-testid=stMain]", "Outline → Sobel left")
    visit.assert_undistorted()


@STEPS("test_compare.py::test_a_takes_the_place_of_the_input_stays_and_gives_it_back")
def go_back_to_a_and_unpin_it(visit):
    visit.app.click(".scope-back")
    visit.expect(**OUTLINE)
    visit.app.click(".scope-pin")
    visit.app.engine.wait(IS_PINNED, False)
    visit.app.wait_for_text("[data-panel=input] figcaption", "Input image")


@STEPS("test_presenter.py::test_the_wipe_shows_before_left_and_after_right_of_its_divider")
def wipe_from_before_to_after(visit):
    visit.app.press(MAPS, "w")
    visit.app.engine.wait(IS_PRESSED, ".scope-wipe", True)
    x, y, width, height = visit.app.box("[data-panel=rectified] .scope-stage")
    visit.app.press(".scope-share", "Home")
    visit.app.engine.drag((x + 4, y + height / 2), (x + width / 4, y + height / 2))
    visit.app.engine.wait(CLIP_IS, 75)
    visit.app.click(".scope-wipe")
    visit.app.engine.wait(IS_PRESSED, ".scope-wipe", False)


@STEPS("test_presenter.py::test_a_held_key_shows_the_map_before_in_the_place_of_the_map_after")
def hold_b_to_see_the_map_before(visit):
    visit.app.focus(MAPS)
    visit.app.engine.key_down("b")
    visit.app.engine.wait(TITLE_IS, "Feature map before PReLU")
    visit.app.engine.key_up("b")
    visit.app.engine.wait(TITLE_IS, "Feature map after PReLU")


@STEPS("test_controls.py::test_the_gallery_shows_another_picture")
def choose_a_picture_of_the_gallery(visit):
    visit.app.click("[data-opens=picture]")
    visit.app.click(".gallery [data-name='Coffee cup']")
    visit.app.press(MAPS, "Escape")
    visit.expect_drawn(**showing("Coffee cup", visit.view.size))
    visit.app.wait_for_address(picture="Coffee cup")


@STEPS("test_history.py::test_a_change_is_one_step_and_back_and_forward_go_over_it")
def go_back_and_forward_in_the_browser(visit):
    after = visit.view
    visit.app.engine.run("() => history.back()")
    visit.app.wait_for_address(picture="Brick wall")
    visit.expect(picture="Brick wall", row=31, col=32)
    visit.app.engine.run("() => history.forward()")
    visit.view = after
    visit.expect_drawn()


@STEPS("test_listen.py::test_the_profile_is_heard_as_python_computes_it_and_says_which_line_plays")
def listen_to_the_line_and_stop(visit):
    visit.app.click(".scope-listen")
    visit.app.engine.wait(IS_PRESSED, ".scope-listen", True)
    visit.app.wait_for_text(".scope-playing", "")
    visit.app.click(".scope-silence")
    visit.app.engine.wait(IS_PRESSED, ".scope-listen", False)


@STEPS("test_presenter.py::test_one_click_enlarges_the_page_and_hides_the_controls_and_escape_brings_it_back")
def present(visit):
    visit.app.click(".scope-present")
    visit.app.engine.wait(IS_PRESENTING, True)
    visit.app.engine.wait("() => document.querySelector('.dock')?.getClientRects().length > 0")
    assert not visit.app.is_visible(".workbench > .controls")
    visit.assert_undistorted()


@STEPS(
    "test_presenter.py::test_the_address_opens_the_presenter_view_and_the_keys_lead_through_the_experiments"
)
def lead_through_the_experiments_and_leave(visit):
    before = visit.view
    visit.app.press(MAPS, "n")
    visit.view = EXPERIMENTS[0].settings
    visit.expect()
    visit.app.wait_for_text(".scope-experiment", EXPERIMENTS[0].name)
    visit.app.press(MAPS, "Escape")
    visit.app.engine.wait(IS_PRESENTING, False)
    visit.app.wait_for_address(present=None)
    visit.app.click(".scope-undo")
    visit.view = before
    visit.expect()


@STEPS("test_controls.py::test_a_picture_of_each_format_is_read")
def upload_a_picture_of_ones_own(visit):
    levels = np.arange(90 * 120).reshape(90, 120) % 251
    file = visit.app.engine.folder / "own.png"
    Image.fromarray(levels.astype(np.uint8)).save(file)
    visit.app.click("[data-opens=picture]")
    visit.app.click(".pictures-own")
    visit.app.engine.wait("(field) => document.querySelector(field) !== null", FILE)
    visit.app.engine.choose_file(FILE, file)
    row, col = place_in(levels.shape)
    visit.image = decode(file.read_bytes(), long_side=visit.view.size)
    visit.expect_drawn(picture=YOUR_PICTURE, row=row, col=col)
    visit.app.wait_until_gone("[role=dialog]")


@STEPS("test_live.py::test_undo_brings_another_picture_back")
def undo_the_upload_and_redo_it(visit):
    own, image = visit.view, visit.image
    visit.app.click(".scope-undo")
    visit.image = None
    visit.expect(**showing("Coffee cup", own.size))
    visit.app.click(".scope-redo")
    visit.view, visit.image = own, image
    visit.expect_drawn()
    visit.app.click(".scope-undo")
    visit.image = None
    visit.expect_drawn(**showing("Coffee cup", own.size))


@STEPS("test_share.py::test_the_link_on_the_wall_opens_the_same_view_without_what_is_marked")
def share_a_link_that_hides_the_bias(visit):
    visit.app.wait_for_address(picture="Coffee cup")
    visit.app.click(".scope-link")
    visit.app.engine.wait(LINK)
    visit.app.click("[role=dialog] button", "Bias")
    assert visit.app.engine.wait(HIDES) == "bias"
    assert visit.app.engine.wait("() => document.querySelector('[role=dialog] img')?.naturalWidth > 0")
    visit.link = visit.app.engine.run(LINK)
    found = read_link(dict(parse_qsl(urlsplit(visit.link).query)))
    assert (found.settings, found.hidden) == (visit.view, ("bias",))
    visit.app.engine.keys("Escape")
    visit.app.wait_until_gone("[role=dialog]")


@STEPS("test_share.py::test_the_link_on_the_wall_opens_the_same_view_without_what_is_marked")
def open_the_link_in_dark_colours(visit):
    engine = visit.app.engine
    assert visit.app.take_problems() == []  # of the page that is left
    engine.scheme("dark")
    engine.size(*LAPTOP)
    visit.app.open(urlsplit(visit.link).query)
    visit.expect_drawn()
    background, text = engine.run(PAGE_COLOURS)
    assert max(map(int, re.findall(r"\d+", background))) < 64
    assert min(bytes.fromhex(text.removeprefix("#"))) > 192
    assert not visit.app.is_visible(".controls [data-part=bias]")


@STEPS("test_share.py::test_hidden_controls_keep_what_they_stand_for_through_drags_pages_and_their_return")
def show_all_controls_again(visit):
    visit.app.click("button", "Show all controls")
    visit.app.engine.wait(f"() => document.querySelector({BIAS!r}).getClientRects().length > 0")
    visit.app.wait_for_address(hide=None)
    visit.expect()
