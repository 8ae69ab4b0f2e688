"""The page of the real network under the hand, and behind a slow network."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlencode

import cv2
import numpy as np
import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from explorer.networks.cascade import THRESHOLD, detect, pyramid
from explorer.networks.changes import CHANGES
from explorer.networks.forward import proposals
from explorer.networks.slopes import PRESETS, read_slopes, write_slopes
from explorer.networks.stages import LAYERS
from explorer.view.network import NetworkSettings, sentence
from explorer.view.settings import YOUR_PICTURE
from tests.browser.accessibility import assert_accessible
from tests.browser.boxes import change_scheme
from tests.browser.explorer_page import ExplorerPage
from tests.browser.network_page import GO_TO, NetworkPage, found_in, levels_of
from tests.browser.profiles import PHONE, kept
from tests.browser.spoken import Reader

SMALL = NetworkSettings(picture="Rocket")
LAPTOP = {"width": 1366, "height": 768}
# The two figures are as wide as their places, here px; each name lies within its figure.
ARE_DRAWN = """wide => [...document.querySelectorAll(".js-plotly-plot")].every((figure) => {
    const box = (e) => e.getBoundingClientRect()
    const end = box(figure.querySelector(".main-svg"))
    const names = [...figure.querySelectorAll(".xtick text")]
    return end.width === wide && names.length && names.every((e) => box(e).bottom < end.bottom + 1)
})"""
MARGIN = 12 / 25.4 * 72  # of paper, in points
FIGURES = """() => JSON.stringify(
    [...document.querySelectorAll(".js-plotly-plot *")].map((e) => e.getBoundingClientRect()))"""


@pytest.fixture
def slow_page(request, profiles, network, behind) -> Iterator[NetworkPage]:
    """Show the start behind a network, which from then on is 300 ms slow each way."""
    if behind:
        NetworkPage(behind[0]).go_to(SMALL)
    else:
        behind.append(profiles.take(viewport=LAPTOP))
        behind[0].goto(f"{network.address}network?{urlencode(SMALL.to_query())}")
        NetworkPage(behind[0]).expect_shows(SMALL)
    network.delay = 0.3
    with kept(behind, profiles, request.session):
        yield NetworkPage(behind[0])
        network.delay = 0


@pytest.fixture(scope="module")
def shared() -> list[Page]:
    """Hold the page that `visit_network` uses over many tests."""
    return []


@pytest.fixture
def visit_network(request, profiles, shared, watch, address) -> Iterator[Callable[..., NetworkPage]]:
    """Show a view on a page that tests share."""

    def visit_one(settings=SMALL) -> NetworkPage:
        if not shared:
            shared.append(profiles.take(viewport=LAPTOP))
            shared[0].goto(f"{address}network?{urlencode(settings.to_query())}")
            NetworkPage(shared[0]).expect_shows(settings)
        watch(shared[0], but_about="_stcore")
        shown = NetworkPage(shared[0])
        shown.go_to(settings)
        return shown

    with kept(shared, profiles, request.session):
        yield visit_one


def test_the_face_is_framed_and_the_places_are_marked(visit_network):
    shown = visit_network(NetworkSettings())
    (face,) = found_in(NetworkSettings()).faces
    stage, box = (
        shown.page.locator(name).bounding_box() for name in (".network-faces .network-stage", ".network-box")
    )
    scale = stage["width"] / 512
    assert box["x"] - stage["x"] == pytest.approx(face.left * scale, abs=1)
    assert box["y"] - stage["y"] == pytest.approx(face.top * scale, abs=1)
    assert box["width"] == pytest.approx((face.right - face.left) * scale, abs=1)
    assert box["height"] == pytest.approx((face.bottom - face.top) * scale, abs=1)


def test_it_is_accessible_with_a_channel_open(visit_network):
    page = visit_network(replace(SMALL, channel="1.4")).page
    assert_accessible(page)
    change_scheme(page, "light")


class Place(NamedTuple):
    """Where a text ends on paper, in points; heights are from the lower edge of its page."""

    page: int
    right: float
    bottom: float
    top: float


def test_the_legend_keeps_the_colours_of_the_marks_where_colours_are_forced(visit_network):
    page = visit_network().page
    keys = page.locator(".network-legend i")
    colours = "(keys) => keys.map((key) => getComputedStyle(key).backgroundColor)"
    own = keys.evaluate_all(colours)
    page.emulate_media(forced_colors="active")
    forced = keys.evaluate_all(colours)
    page.emulate_media(forced_colors="none")
    assert len(set(own)) == 2
    assert forced == own


def found_on(sheets: pypdfium2.PdfDocument, text: str) -> Place:
    """Return where a text is on paper."""
    for number, sheet in enumerate(sheets):
        words = sheet.get_textpage()
        if found := words.search(text).get_next():
            _, bottom, right, top = words.get_charbox(sum(found) - 1)
            return Place(number, right, bottom, top)
    raise LookupError(text)


def test_the_figures_go_below_each_other_on_a_phone_and_on_paper_and_come_back(visit_network):
    page = visit_network().page
    page.set_viewport_size(PHONE)
    page.wait_for_function(ARE_DRAWN, arg=PHONE["width"] - 32)
    before = page.evaluate(FIGURES)
    sheets = pypdfium2.PdfDocument(page.pdf(format="Letter"))
    caption, legend, last = (found_on(sheets, text) for text in ("MTCNN, the", "one slope a layer", "fc2"))
    assert caption.page == legend.page == last.page
    assert caption.bottom > legend.top
    assert last.right < sheets[0].get_width() - MARGIN
    page.wait_for_function(f"before => ({FIGURES})() === before", arg=before)
    page.set_viewport_size(LAPTOP)


def test_a_slope_that_is_dragged_changes_the_map_before_it_is_let_go(visit_network):
    shown = visit_network()
    page = shown.page
    before = shown.answers.get_attribute("aria-label")
    x, y = shown.grip(2, 3)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 40, steps=8)
    expect(page.locator(".network-faces[data-old]")).to_have_count(1)
    expect(shown.answers).not_to_have_attribute("aria-label", before)
    assert shown.query == SMALL.to_query()
    page.mouse.up()
    slope = shown.slope(2, 3)
    values = list(read_slopes(""))
    values[LAYERS[0] + 2] = slope
    shown.expect_shows(replace(SMALL, slopes=write_slopes(values), channel="2.3"))


def test_each_change_is_one_click_and_stands_beside_the_picture_as_it_is(visit_network):
    shown = visit_network()
    for name in list(CHANGES)[1:]:
        shown.change(name)
        shown.expect_shows(replace(SMALL, change=name))
        expect(shown.page.locator(".network-compared")).to_contain_text("The picture as it is")
    shown.change("As it is")
    shown.expect_shows(SMALL)
    expect(shown.page.locator(".network-compared")).to_be_empty()


def test_every_preset_is_what_python_finds_with_it(visit_network):
    shown = visit_network()
    for row in PRESETS[1:]:
        shown.page.locator(".slopes-presets button", has_text=row.name).click()
        shown.expect_shows(replace(SMALL, slopes=row.text))


def test_undo_and_redo_and_back_and_forward_go_through_the_changes(visit_network):
    shown = visit_network()
    page = shown.page
    steps = [SMALL, replace(SMALL, change="Grey"), replace(SMALL, change="Grey", slopes="0")]
    reader = Reader(page)
    shown.change("Grey")
    shown.expect_shows(steps[1])
    reader.waits_for("Change Grey")  # what is said of the view before goes before it, or with it
    page.locator(".slopes-presets button", has_text="ReLU").click()
    shown.expect_shows(steps[2])
    assert reader.hears() == f"All slopes ReLU: {shown.sentence.text_content()}"
    page.get_by_role("button", name="Undo").click()
    shown.expect_shows(steps[1])
    assert reader.hears() == f"All slopes Learned: {shown.sentence.text_content()}"
    page.keyboard.press("Control+z")
    shown.expect_shows(steps[0])
    page.keyboard.press("Control+Shift+z")
    shown.expect_shows(steps[1])
    page.go_back()
    shown.expect_shows(steps[0])
    page.go_forward()
    shown.expect_shows(steps[1])


def test_a_size_shows_its_own_answers_and_the_sentence_still_counts_all(visit_network):
    shown = visit_network()
    shown.page.locator(".network-scale").select_option("3")
    shown.expect_shows(replace(SMALL, scale=3))
    level = pyramid(levels_of(SMALL))[2]
    face = proposals(level.levels).face
    rows, cols = level.levels.shape[:2]
    expect(shown.page.locator(".network-scale option:checked")).to_have_text(f"{cols} × {rows}")
    count = f"{np.count_nonzero(face > THRESHOLD):,} of {face.size:,} places"
    expect(shown.answers).to_have_attribute("aria-label", f"{count} are marked")
    expect(shown.page.locator(".network-title")).to_contain_text(f"at this size: {count}")


def test_the_answer_under_the_pointer_is_said(visit_network):
    shown = visit_network(NetworkSettings())
    box = shown.answers.bounding_box()
    shown.page.mouse.move(box["x"] + box["width"] * 221 / 512, box["y"] + box["height"] * 114 / 512)
    here = shown.page.locator(".network-here")
    expect(here).to_be_visible()
    assert float(here.inner_text()) > 0.6  # the middle of the face
    shown.page.mouse.move(0, 0)
    expect(here).to_be_hidden()


def test_a_channel_opens_in_the_explorer_and_back_returns_to_it(visit_network):
    shown = visit_network(replace(SMALL, channel="1.4"))
    shown.page.get_by_role("button", name="Open in the explorer").click()
    explorer = ExplorerPage(shown.page)
    explorer.wait_until_drawn()
    assert explorer.query["activation"] == "PReLU"
    assert explorer.query["negative_slope"] == "0.441"
    shown.page.go_back()
    shown.expect_shows(replace(SMALL, channel="1.4"))


def take(shown, levels):
    """Bring a picture of one's own, and expect what is found in it."""
    shown.page.get_by_role("button", name="A picture of yours").click()
    file = cv2.imencode(".png", levels[..., ::-1])[1].tobytes()
    field = shown.page.locator("[role=dialog] [data-testid=stFileUploader] input")
    field.set_input_files({"name": "me.png", "mimeType": "image/png", "buffer": file})
    expect(shown.page.locator("[role=dialog]")).to_have_count(0)
    expect_own(shown, levels)


def expect_own(shown, levels):
    rows, cols = levels.shape[:2]
    expect(shown.sentence).to_have_text(sentence(detect(levels), (rows, cols)))
    expect(shown.page.locator(".network-scale option").nth(1)).to_have_text(
        f"{-(-cols * 3 // 10)} × {-(-rows * 3 // 10)}"  # 12/40 of the picture, rounded up
    )
    assert shown.page.locator(".network-picture").input_value() == YOUR_PICTURE


def test_pictures_of_one_s_own_are_looked_at_in_colours_and_undo_goes_through_them(visit_network):
    """A link to a picture of one's own shows the default where there is none."""
    shown = visit_network()
    shown.page.evaluate(GO_TO, urlencode(NetworkSettings(picture=YOUR_PICTURE).to_query()))
    expect(shown.sentence).to_have_text(sentence(found_in(NetworkSettings()), (512, 512)))
    shown.page.locator(".network-picture").select_option(SMALL.picture)
    shown.expect_shows(SMALL)
    expect(shown.page.locator(".network[data-waiting]")).to_have_count(0)
    face, helmet = (
        np.ascontiguousarray(levels_of(NetworkSettings())[part])
        for part in (np.s_[40:300, 100:340], np.s_[300:510, 300:500])
    )
    take(shown, face)
    take(shown, helmet)
    undo, redo = (shown.page.get_by_role("button", name=name) for name in ("Undo", "Redo"))
    undo.click()
    expect_own(shown, face)
    undo.click()
    shown.expect_shows(SMALL)
    redo.click()
    expect_own(shown, face)
    redo.click()
    expect_own(shown, helmet)


def test_nothing_is_lost_behind_a_slow_network(slow_page):
    shown = slow_page
    page, chance, wanted = shown.page, random.Random(7), SMALL
    for _ in range(12):
        kind = chance.choice(("preset", "change", "key", "picture", "scale"))
        if kind == "preset":
            row = chance.choice(PRESETS)
            page.locator(".slopes-presets button", has_text=row.name).click()
            wanted = replace(wanted, slopes=row.text)
        elif kind == "change":
            name = chance.choice(list(CHANGES))
            shown.change(name)
            wanted = replace(wanted, change=name)
        elif kind == "picture":
            name = chance.choice(("Cat", "Rocket", "Step edge"))
            page.locator(".network-picture").select_option(name)
            wanted = replace(wanted, picture=name)
        elif kind == "scale":
            page.locator(".network-scale").select_option("1")
            wanted = replace(wanted, scale=1)
        else:
            layer = chance.randint(1, 3)
            channel = chance.randint(1, LAYERS[layer - 1])
            shown.handle(layer, channel).press("0")
            values = list(read_slopes(wanted.slopes))
            values[sum(LAYERS[: layer - 1]) + channel - 1] = 0.0
            wanted = replace(wanted, slopes=write_slopes(values))
    wanted = replace(wanted, channel=shown.query.get("channel", wanted.channel))
    expect(page.locator(".network-faces[data-old]")).to_have_count(0)
    shown.expect_shows(replace(wanted, channel=shown.query.get("channel", SMALL.channel)))


def test_a_change_right_before_a_reload_is_not_lost(slow_page):
    slow_page.change("Negative")
    slow_page.page.reload()
    slow_page.expect_shows(replace(SMALL, change="Negative"))


def test_the_view_is_kept_while_another_page_is_looked_at(visit_network):
    shown = visit_network()
    shown.change("Mirrored")
    shown.expect_shows(replace(SMALL, change="Mirrored"))
    shown.page.get_by_role("button", name="More", exact=True).click()
    shown.page.get_by_text("Sources", exact=True).click()
    expect(shown.page.get_by_role("heading", name="Sources", exact=True)).to_be_visible()
    shown.page.get_by_role("link", name="A real network").click()
    shown.expect_shows(replace(SMALL, change="Mirrored"))


def test_nothing_is_wider_than_the_window(visit_network):
    shown = visit_network()
    for width, height in ((1366, 768), (390, 844), (740, 360), (1024, 768), (1920, 1080)):
        shown.page.set_viewport_size({"width": width, "height": height})
        wide = "document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth"
        shown.page.wait_for_function(f"innerWidth === {width} && {wide}")
    shown.page.set_viewport_size(LAPTOP)
