"""Pin a view, change anything, and see both: in the panels, under the wipe and in the one profile."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from playwright.sync_api import expect

from explorer.core.kernels import KERNELS
from explorer.core.layer import forward
from explorer.core.notation import digits_for, number
from explorer.core.profiles import full_range
from explorer.images import sides_within
from explorer.view.settings import Settings, weight_values
from tests.browser.explorer_page import (
    SMALL,
    ExplorerPage,
    assert_compared,
    assert_shows,
    eventually,
    expected_image,
)
from tests.browser.profiles import LAPTOP
from tests.ui.page import png

LEFT = weight_values(KERNELS["Sobel left"].weights)
OVER_IS_A = """() => {
    const read = (selector) => {
        const canvas = document.querySelector(selector)
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
        return new Uint32Array(data.buffer)
    }
    const [over, a] = [read(".scope-before"), read("[data-panel=input] canvas")]
    return over.length === a.length && over.every((colour, k) => colour === a[k])
}"""


def press(shown, name):
    shown.page.locator(".scope-tools").get_by_role("button", name=name, exact=True).click()


def pin(shown):
    press(shown, "Pin as A")
    expect(shown.page.locator(".scope")).to_have_attribute("data-pinned", "")
    shown.wait_until_drawn()


def title(shown, panel):
    return shown.page.locator(f"[data-panel={panel}] figcaption")


@pytest.fixture
def visit(visit) -> Iterator[Callable[..., ExplorerPage]]:
    """Show a view on the page that tests share; what is pinned on it is unpinned in the end."""
    shown: list[ExplorerPage] = []

    def visit_one(settings: Settings = SMALL) -> ExplorerPage:
        shown.append(visit(settings))
        return shown[-1]

    yield visit_one
    for one in shown:
        if one.page.locator(".scope[data-pinned]").count():
            press(one, "Unpin A")
            one.wait_until_drawn()


def assert_both(shown, a, b, **images):
    shown.wait_until_painted()
    eventually(shown, lambda: assert_compared(shown, a, b, **images))


def test_a_takes_the_place_of_the_input_stays_and_gives_it_back(visit):
    shown = visit()
    pin(shown)
    assert_both(shown, SMALL, SMALL)
    expect(title(shown, "input")).to_have_text("A, pinned: after ReLU")
    expect(shown.page.get_by_text("A and B are the same so far.")).to_be_visible()
    shown.choose_kernel("Sobel left")
    shown.choose("activation", "Leaky ReLU")
    shown.wait_until_drawn()
    b = replace(SMALL, activation="Leaky ReLU", **LEFT)
    assert_both(shown, SMALL, b)
    expect(title(shown, "input")).to_have_text("A, pinned: after ReLU")
    expect(title(shown, "rectified")).to_have_text("B, now: after Leaky ReLU")
    expect(shown.page.get_by_text("Sobel right → Sobel left")).to_be_visible()
    press(shown, "Back to A")
    expect(shown.page.get_by_text("A and B are the same so far.")).to_be_visible()
    shown.wait_until_drawn()
    assert_both(shown, SMALL, SMALL)
    assert shown.query == SMALL.to_query()
    press(shown, "Unpin A")
    expect(title(shown, "input")).to_have_text("Input image")
    expect(shown.page.get_by_role("button", name="Swap A and B")).to_be_hidden()
    expect(shown.page.get_by_text("After the activation", exact=True)).to_have_count(0)
    assert_shows(shown, SMALL)


def test_colours_values_and_the_range_are_of_both_views(visit):
    """View B is a hundredth of A: on a scale of its own nobody would see that."""
    shown = visit()
    pin(shown)
    b = replace(SMALL, **{name: weight / 100 for name, weight in LEFT.items()})
    shown.go_to(b)
    a, small = (forward(expected_image(view), **view.layer()) for view in (SMALL, b))
    digits = digits_for(a.shared_limit)
    ends = shown.page.locator(".scope-colours [data-end]")
    expect(ends.last).to_have_text(f"+{number(a.shared_limit, digits)}")
    value = float(a.activation_map[SMALL.row, SMALL.col])
    expect(shown.page.locator("[data-panel=input] .scope-value")).to_have_text(
        f"row {SMALL.row}, column {SMALL.col}: {number(value, digits)}"
    )
    assert_both(shown, SMALL, b)
    line = a.activation_map[SMALL.row]
    low, high = shown.page.evaluate("document.querySelector('.scope-profile').layout.yaxis2.range")
    assert low < small.pre_activation[SMALL.row].min()
    assert line.max() < high < 1.3 * line.max()
    button = shown.page.get_by_role("button", name="Full scale")
    button.click()
    shown.next_frame()
    low, high = shown.page.evaluate("document.querySelector('.scope-profile').layout.yaxis2.range")
    assert (low, high) == pytest.approx(full_range(a.shared_limit))
    button.click()


def test_b_and_both_lines_follow_the_finger_while_a_stays(visit_file):
    shown = visit_file()
    pin(shown)
    mouse = shown.page.mouse
    box = shown.weight("w11").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    for step in (20, 45, 70):
        mouse.move(x + step, y, steps=2)
        w11 = float(shown.weight("w11").input_value().replace("−", "-"))
        assert w11 > 0
        assert_both(shown, SMALL, replace(SMALL, w11=w11))
        assert shown.query == SMALL.to_query()
    mouse.up()
    shown.wait_for_query(w11=f"{w11:g}")
    mouse.move(*shown.place("input", SMALL.row, 20, SMALL))
    mouse.down()
    mouse.move(*shown.place("input", 90, 20, SMALL), steps=3)
    mouse.up()
    shown.wait_for_query(row="90")
    assert_both(shown, SMALL, replace(SMALL, w11=w11, row=90))


def test_swapping_makes_b_of_a_and_undo_brings_the_view_before_back(visit):
    shown = visit()
    pin(shown)
    b = replace(SMALL, bias=0.5, stride=2, direction="Column", **LEFT)
    shown.choose_kernel("Sobel left")
    for name, option in (("stride", "2"), ("direction", "Column")):
        shown.choose(name, option)
    shown.page.get_by_label("Bias, added to every sum, as a number").fill("0.5")
    press(shown, "Swap A and B")
    shown.wait_for_query(row=str(SMALL.row), picture=SMALL.picture)
    expect(shown.kernel_menu).to_contain_text("Sobel right")
    shown.wait_until_drawn()
    assert_both(shown, b, SMALL)
    press(shown, "Undo")
    shown.wait_for_query(stride="2", bias="0.5", direction="Column")
    shown.wait_until_drawn()
    assert_both(shown, b, b)


def test_a_keeps_its_picture_its_size_and_its_grid(visit):
    a = replace(SMALL, stride=2, padding="valid", activation="PReLU", negative_slope=-0.5)
    shown = visit(a)
    pin(shown)
    for b in (
        replace(a, palette="Signed grey"),
        Settings(picture="Cat", size=64, row=20, col=33, bias=-0.25),
        Settings(picture="Cat", size=256, row=200, col=33, direction="Column"),
    ):
        shown.go_to(b)
        assert_both(shown, a, b)
    expect(shown.page.get_by_text("different pictures")).to_be_visible()
    press(shown, "Back to A")
    expect(shown.picture_button).to_contain_text("Brick wall")
    shown.wait_for_query(size="128", stride="2")
    shown.wait_until_drawn()
    assert_both(shown, a, a)


def test_a_picture_of_another_shape_is_drawn_in_the_shape_of_b_and_the_title_says_so(visit_own):
    shown = visit_own()
    first, second = (np.random.default_rng(seed).integers(0, 256, (40, 60), np.uint8) for seed in (1, 2))
    shown.upload("mine.png", png(first))
    expect(shown.page.locator(".picture")).to_contain_text("60 × 40")
    expect(shown.page.get_by_role("dialog")).to_have_count(0)
    shown.wait_until_drawn()
    pin(shown)
    own, thumbnail = shown.query, shown.gallery_button("Your picture").locator("img")
    before = thumbnail.get_attribute("src")
    shown.upload("mine.png", png(second))
    expect(thumbnail).not_to_have_attribute("src", before)
    expect(shown.page.get_by_role("dialog")).to_have_count(0)
    shown.wait_until_drawn()
    row, col = (int(own[name]) for name in ("row", "col"))
    a = replace(SMALL, picture="Your picture", row=row, col=col)
    images = [pixels.astype(np.float32) / np.float32(255) for pixels in (first, second)]
    expect(title(shown, "input")).to_have_text("A, pinned: after ReLU")
    assert sides_within(40, 60, 128) == (40, 60)
    assert_both(shown, a, a, a_image=images[0], b_image=images[1])
    shown.go_to(SMALL)
    expect(title(shown, "input")).to_have_text("A, pinned: after ReLU, in B’s shape")
    assert_both(shown, a, SMALL, a_image=images[0])
    press(shown, "Unpin A")
    shown.wait_until_drawn()


def test_the_wipe_parts_a_from_b_and_the_held_key_still_shows_the_map_before(visit_file):
    shown = visit_file()
    pin(shown)
    shown.choose_kernel("Sobel left")
    page = shown.page
    press_wipe = page.get_by_role("button", name="Wipe")
    press_wipe.click()
    shown.wait_until_drawn()
    expect(page.locator(".scope-divider span")).to_have_text(["A", "B"])
    expect(page.get_by_role("slider", name="Divider: left of it A, right of it B")).to_have_attribute(
        "aria-valuetext", "50 percent of the width show A"
    )
    expect(title(shown, "rectified")).to_have_text("A after ReLU, B after ReLU")
    page.wait_for_function(OVER_IS_A)
    page.get_by_role("button", name="Zoom in").click()
    shown.next_frame()
    page.wait_for_function(OVER_IS_A)
    page.locator(".scope-maps").focus()
    page.keyboard.down("b")
    expect(title(shown, "rectified")).to_have_text("B, now: before ReLU")
    page.wait_for_function(OVER_IS_A.replace("[data-panel=input]", "[data-panel=signed]"))
    page.keyboard.up("b")
    page.wait_for_function(OVER_IS_A)
    press(shown, "Unpin A")
    expect(page.locator(".scope-divider span")).to_have_text(["before", "after"])
    page.wait_for_function(OVER_IS_A.replace("[data-panel=input]", "[data-panel=signed]"))


def test_the_first_panel_shows_the_input_on_request(visit_file):
    shown = visit_file()
    before = shown.painted("input")
    pin(shown)
    choice = shown.page.get_by_role("group", name="The first panel shows")
    choice.get_by_text("Input").click()
    expect(title(shown, "input")).to_have_text("Input image")
    shown.next_frame()
    assert shown.painted("input") == before
    choice.get_by_text("A", exact=True).click()
    expect(title(shown, "input")).to_have_text("A, pinned: after ReLU")
    assert_both(shown, SMALL, SMALL)


SEEN = """() => {
    const boxes = (selector) => [...document.querySelectorAll(selector)]
        .map((one) => one.getBoundingClientRect()).filter(({ width }) => width > 1)
    const middle = ({ top, height }) => top + height / 2
    const lines = (selector) => new Set(boxes(selector).map(middle)).size
    const last = Math.max(...boxes(".scope *").map(({ bottom }) => bottom))
    const right = Math.max(...boxes(".scope *").map(({ right }) => right))
    return [lines(".scope-tools button"), lines(".scope-bar > *"), last > innerHeight, right > innerWidth]
}"""


def test_the_toolbar_is_one_line_and_the_page_one_screen_on_a_small_laptop(visit):
    """A smaller one has two lines: a mouse without a wheel needs the buttons for the zoom."""
    shown = visit()
    shown.page.set_viewport_size({"width": 1280, "height": 720})
    pin(shown)
    shown.page.get_by_role("button", name="Wipe").click()
    assert shown.page.evaluate(SEEN) == [1, 1, False, False]
    shown.page.set_viewport_size({"width": 1024, "height": 768})
    assert shown.page.evaluate(SEEN) == [1, 2, False, False]
    for name in ("Zoom in", "Zoom out", "Whole picture"):
        expect(shown.page.get_by_role("button", name=name)).to_be_visible()
    shown.page.get_by_role("button", name="Wipe").click()
    shown.page.set_viewport_size(LAPTOP)


def test_a_projector_shows_a_first(visit_file):
    shown = visit_file(present="1")
    pin(shown)
    assert_both(shown, SMALL, SMALL)


def test_a_phone_shows_a_first(visit_phone):
    shown = visit_phone()
    pin(shown)
    for scheme in ("dark", "light"):
        shown.page.emulate_media(color_scheme=scheme)
        expect(title(shown, "input")).to_have_text("A, pinned: after ReLU")
        widths = shown.page.evaluate(
            """[...document.querySelectorAll(".workbench *, .st-key-compared *")]
                .map((one) => one.getBoundingClientRect())
                .filter(({ width }) => width > 1)
                .map(({ right }) => right)"""
        )
        assert max(widths) <= 390
    press(shown, "Unpin A")
    shown.wait_until_drawn()
