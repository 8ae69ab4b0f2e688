"""The filter bank as a class sees it."""

import math
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explorer.core.kernels import KERNELS
from explorer.images import samples
from explorer.networks import bank
from explorer.ui.pages.bank import DEFAULT, SIZE
from explorer.view.settings import Settings, showing, weight_values
from tests.browser.explorer_page import ExplorerPage, assert_shows, expect_text
from tests.browser.profiles import kept
from tests.browser.spoken import Reader

MENU_CARDS = ".st-key-bank button.bank-card"


@pytest.fixture(scope="module")
def shared() -> list[Page]:
    """Hold the page that `visit_bank` uses over many tests."""
    return []


@pytest.fixture
def visit_bank(request, profiles, shared, watch, address) -> Iterator[Callable[..., Page]]:
    """Show the bank on a page that tests share, with all of its kernels.

    Two requests may fail: Streamlit looks for its server below the page's address.
    """

    def visit_one() -> Page:
        if shared:
            page = shared[0]
            watch(page, but_about="_stcore")
            page.get_by_role("link", name="Filter bank").click()
        else:
            shared.append(page := profiles.take())
            watch(page, but_about="_stcore")
            page.goto(address + "bank")
        expect(page.locator(MENU_CARDS)).to_have_count(len(DEFAULT))
        settled(page)
        return page

    with kept(shared, profiles, request.session):
        yield visit_one


def settled(page: Page) -> None:
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


def test_every_map_is_painted_the_loss_is_drawn_and_a_press_on_a_map_moves_the_mark(visit_bank):
    page = visit_bank()
    images = page.locator(".bank-frame img")
    assert images.count() == 2 * len(DEFAULT) + 4
    page.wait_for_function(
        "[...document.querySelectorAll('.bank-frame img')].every((e) => e.complete && e.naturalWidth"
        " && (e.alt || e.closest('button').ariaDescription))"
    )
    expect(page.get_by_role("img", name="The loss").locator(".main-svg").first).to_be_attached()
    reader = Reader(page)
    frame = page.locator(".st-key-unit .bank-frame").last
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 4
    page.mouse.click(
        math.ceil(x), math.ceil(y)
    )  # a click is told in whole pixels, and a value has one or more
    row, col = (page.get_by_role("slider", name=f"{name} of the mark") for name in ("Row", "Column"))
    expect(row).to_have_value(str(SIZE // 4))
    expect(col).to_have_value(str(SIZE // 2))
    image = samples()["Brick wall"].load(SIZE)
    value = float(bank.rectified(image, "Sobel right")[SIZE // 4, SIZE // 2])
    arithmetic = page.get_by_role("paragraph").filter(has_text="At the mark:")
    expect(arithmetic).to_contain_text(f"1 × {value:.3f}")
    assert reader.hears() == arithmetic.text_content()
    page.get_by_role("button", name="To the strongest place").click()
    expect(row).not_to_have_value(str(SIZE // 4))
    settled(page)
    assert reader.hears() == arithmetic.text_content()


def test_another_bias_for_all_is_spoken_once_with_the_new_order(visit_bank):
    page = visit_bank()
    reader = Reader(page)
    bias = page.get_by_role("slider", name="Bias for all")
    bias.press("ArrowRight")
    order = page.get_by_role("paragraph").filter(has_text="Sorted by the share that ReLU set to zero")
    said = reader.hears()
    assert said.startswith("Sorted by the share that ReLU set to zero: from ")
    expect(order).to_contain_text(said)
    bias.press("ArrowLeft")
    reader.waits_for("Sorted by")
    settled(page)


def test_a_learned_kernel_goes_to_the_editor(visit_bank):
    page = visit_bank()
    page.locator(".st-key-learned button.bank-card", has_text="Learned 4").click()
    ExplorerPage(page).wait_until_drawn()
    expect_text(page.locator(".controls-menu summary"), "Custom")
    fields = page.locator(".controls-weights input").all()
    typed = [float(field.input_value().replace("−", "-")) for field in fields]
    np.testing.assert_allclose(typed, bank.MENU["Learned 4"].ravel(), atol=1e-4)


def test_a_card_opens_in_the_explorer_by_keyboard_and_the_bank_is_kept_meanwhile(visit_bank):
    page = visit_bank()
    page.get_by_role("button", name=f"Kernels: {len(DEFAULT)}").click()
    outline = page.locator(".st-key-bank_kernels").get_by_role("button", name="Outline")
    outline.click()
    expect(page.locator(MENU_CARDS)).to_have_count(len(DEFAULT) - 1)
    page.keyboard.press("Escape")
    card = page.locator(MENU_CARDS, has_text="Sobel bottom")
    card.focus()
    page.keyboard.press("Enter")
    shown = ExplorerPage(page)
    shown.wait_until_drawn()
    expect_text(page.locator(".controls-menu summary"), "Sobel bottom")
    weights = weight_values(KERNELS["Sobel bottom"].weights)
    assert_shows(shown, Settings(**showing("Brick wall", SIZE), **weights))
    page.get_by_role("link", name="Filter bank").click()
    expect(page.locator(MENU_CARDS)).to_have_count(len(DEFAULT) - 1)
    settled(page)
    page.get_by_role("button", name=f"Kernels: {len(DEFAULT) - 1}").click()
    outline.click()
    expect(page.locator(MENU_CARDS)).to_have_count(len(DEFAULT))
    page.keyboard.press("Escape")
    settled(page)
