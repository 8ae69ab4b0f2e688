"""Behind a slow or broken network nothing that was entered is lost, and all of the page agrees on it."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import WebSocket, expect

from benchmarks.rounding import rounding
from explorer.core.convolution import window
from explorer.core.kernels import flip_sign, rotate, transpose
from explorer.core.layer import forward
from explorer.images import samples
from explorer.ui.components.component import LOADING
from explorer.view.readouts import pixel_arithmetic
from explorer.view.settings import WEIGHTS, Settings, weight_values
from tests.browser.explorer_page import (
    ExplorerPage,
    assert_compared,
    drawn_line,
    eventually,
    expected_image,
    expected_profile,
)
from tests.browser.profiles import kept
from tests.browser.spoken import Reader
from tests.browser.visitor import ROUND, Visitor

EACH_WAY = (0.075, 1.0)  # seconds: answers come between the inputs, or after all of them
SCREEN = {"width": 1024, "height": 600}
START = Settings(picture="Cat", size=128, row=60, col=60)
AGREES = """({ fields, query, signed, line, error }) => {
    const sorted = (pairs) => JSON.stringify([...pairs].sort())
    const isNear = (found, wanted, within) =>
        found.length === wanted.length && found.every((value, k) => Math.abs(value - wanted[k]) < within)
    const inputs = [...document.querySelectorAll("input[aria-label^='Weight in row']")]
    return (
        document.querySelector(".scope")?.dataset.state === "answered" &&
        isNear(inputs.map((input) => Number(input.value.replace("\u2212", "-"))), fields, 1e-4) &&
        sorted(new URLSearchParams(location.search)) === sorted(Object.entries(query)) &&
        isNear(Array.from(document.querySelector(".scope-profile").data?.[2].y ?? []), signed, error) &&
        document.querySelector(".pixel-line")?.textContent === line
    )
}"""

CHOOSE_PICTURES = """() => {
    const picture = (name) => document.querySelector(`.gallery button[data-name="${name}"]`).click()
    const size = (side) => document.querySelector(`.pictures input[value="${side}"]`).click()
    picture("Rocket")
    picture("Siemens star")
    size(256)
    picture("Handwritten digit")
    size(512)
}"""


@pytest.fixture(params=EACH_WAY, ids=lambda delay: f"{1000 * delay:g}ms")
def slow_page(request, profiles, network, behind) -> Iterator[ExplorerPage]:
    """Show the start behind a network, which becomes slow as soon as it is there."""
    is_new = not behind
    if is_new:
        behind.append(profiles.take(viewport=SCREEN, device_scale_factor=0.25))
        behind[0].set_default_timeout(40_000)
        behind[0].goto(f"{network.address}?{urlencode(START.to_query())}")
    page, problems = behind[0], []
    listeners = {
        "console": lambda message: problems.append(message.text) if "disagree" in message.text else None,
        "pageerror": lambda error: problems.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    shown = ExplorerPage(page)
    shown.wait_until_drawn()
    if not is_new:
        shown.go_to(START)
    network.delay = request.param
    with kept(behind, profiles, request.session):
        yield shown
        network.delay = 0.0
        for event, listener in listeners.items():
            page.remove_listener(event, listener)
    assert not problems, problems


@pytest.fixture
def new_page(behind, profiles) -> None:
    """Let `slow_page` open a new page, which has nothing to undo; name it first."""
    if behind:
        profiles.give_back(behind.pop())


def wait_until_all_agree(shown, settings):
    """Wait until fields, address, maps and Python's own numbers are those of the settings."""
    image = expected_image(settings)
    layer = forward(image, **settings.layer())
    row, col = layer.nearest(settings.row, 0), layer.nearest(settings.col, 1)
    arithmetic = pixel_arithmetic(
        window(image, 3, row, col, stride=settings.stride, padding=settings.padding),
        settings.weights,
        bias=settings.bias,
        pre_activation=float(layer.pre_activation[row, col]),
        activation_map=float(layer.activation_map[row, col]),
        activation=settings.activation,
        limit=layer.shared_limit,
    )
    shown.page.wait_for_function(
        AGREES,
        arg={
            "fields": [getattr(settings, name) for name in WEIGHTS],
            "query": settings.to_query(),
            "signed": drawn_line(settings, expected_profile(settings)).signed.tolist(),
            "error": rounding(settings) + 1e-9,
            "line": arithmetic.line,
        },
        polling=50,  # ms; in every frame it would make the frames
    )


def type_top_row(shown, values, pace):
    field(shown, 0).click(click_count=3)
    for value in values:
        shown.page.keyboard.type(f"{value:g}", delay=pace)
        shown.page.keyboard.press("Tab", delay=pace)


def field(shown, place):
    return shown.page.get_by_label(f"Weight in row {place // 3 + 1}, column {place % 3 + 1}", exact=True)


@pytest.mark.parametrize("slow_page", [0.15], indirect=True)
def test_undo_goes_back_to_the_start_and_redo_to_the_end(new_page, slow_page):
    """First over pictures and sizes chosen at once: each begins at what the one before asks for."""
    page = slow_page.page
    undo, redo = (page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    expect(undo).to_be_disabled()
    page.locator(".gallery button").first.wait_for(state="attached")
    page.evaluate(CHOOSE_PICTURES)
    small = samples()["Handwritten digit"].grid(256)
    row, col = (int((small[name] + 0.5) * 2) for name in ("row", "col"))
    wait_until_all_agree(slow_page, Settings(picture="Handwritten digit", size=512, row=row, col=col))
    page.keyboard.press("Escape")
    while undo.is_enabled():
        undo.click()
    wait_until_all_agree(slow_page, START)
    visitor = Visitor(slow_page, START, seed=7)
    for _ in range(2):
        visitor.press_a_button()
        visitor.choose_a_kernel()
        visitor.choose_from_a_menu()
    while undo.is_enabled():
        undo.click()
    wait_until_all_agree(slow_page, START)
    while redo.is_enabled():
        redo.click()
    wait_until_all_agree(slow_page, visitor.wanted)


@pytest.mark.parametrize("slow_page", [0.15], indirect=True)
def test_nothing_that_was_typed_or_pressed_is_lost_behind_a_slow_network(slow_page):
    wanted = START
    for values, pace in (((3, 4, 5), 100), ((-3, 4.5, -5), 200), ((9, 1, 7), 400)):
        type_top_row(slow_page, values, pace / 2)  # a key goes down and up: twice that time
        wanted = replace(wanted, **dict(zip(WEIGHTS, map(float, values), strict=False)))
        wait_until_all_agree(slow_page, wanted)
    field(slow_page, 4).click()
    for _ in range(6):
        slow_page.page.keyboard.press("ArrowUp", delay=60)
    wanted = replace(wanted, w11=1.5)
    wait_until_all_agree(slow_page, wanted)
    press(slow_page, "Rotate")
    press(slow_page, "Rotate")
    weights = rotate(rotate(wanted.weights))
    wait_until_all_agree(slow_page, replace(wanted, **weight_values(weights)))
    press(slow_page, "Flip the sign of every weight")
    field(slow_page, 8).click(click_count=3)
    slow_page.page.keyboard.type("0.5", delay=50)
    press(slow_page, "Transpose")
    field(slow_page, 0).click(click_count=3)
    slow_page.page.keyboard.type("2", delay=50)
    slow_page.page.keyboard.press("Enter")
    weights = flip_sign(weights)
    weights[2, 2] = 0.5
    weights = transpose(weights)
    weights[0, 0] = 2
    wait_until_all_agree(slow_page, replace(wanted, **weight_values(weights)))


def press(shown, button):
    shown.page.get_by_role("button", name=button, exact=True).click(delay=40)


def test_many_quick_inputs_of_every_kind_end_as_they_were_entered(slow_page, request):
    visitor = Visitor(slow_page, START, seed=len(request.node.name))
    for _ in range(ROUND):
        visitor.act()
    slow_page.page.evaluate("document.activeElement.blur()")
    try:
        wait_until_all_agree(slow_page, visitor.wanted)
    except Exception as problem:
        raise AssertionError((slow_page.query, visitor.wanted.to_query(), visitor.log[-8:])) from problem


@pytest.mark.parametrize("slow_page", [0.05], indirect=True)
def test_a_connection_that_drops_in_the_middle_of_changes_loses_none(slow_page, network):
    lines: list[WebSocket] = []

    def note(line: WebSocket) -> None:
        lines.append(line)

    slow_page.page.on("websocket", note)
    visitor = Visitor(slow_page, START, seed=3)
    for drops in range(1, 3):
        for count in range(8):
            visitor.act()
            if count == 3:
                network.drop()
        slow_page.page.evaluate("document.activeElement.blur()")
        wait_until_all_agree(slow_page, visitor.wanted)
        assert len(lines) >= drops
    slow_page.page.remove_listener("websocket", note)


@pytest.mark.parametrize("slow_page", [0.15], indirect=True)
def test_view_a_is_that_of_the_press(slow_page):
    """A weight is typed right before the press, and another one right after it."""
    page, scope = slow_page.page, slow_page.page.locator(".scope")
    slow_page.weight("w11").fill("5")
    page.locator(".scope-pin").dispatch_event("click")
    slow_page.weight("w11").fill("7")
    slow_page.weight("w11").press("Enter")
    expect(scope).to_have_attribute("data-pinned", "")
    slow_page.wait_for_query(w11="7")
    assert_both(slow_page, replace(START, w11=5.0), replace(START, w11=7.0))
    slow_page.weight("w11").fill("9")
    page.locator(".scope-swap").dispatch_event("click")
    slow_page.wait_for_query(w11="5")
    assert_both(slow_page, replace(START, w11=9.0), replace(START, w11=5.0))
    expect(slow_page.weight("w11")).to_have_value("5")
    page.locator(".scope-pin").dispatch_event("click")
    expect(scope).not_to_have_attribute("data-pinned", "")


def assert_both(shown, a, b):
    shown.wait_until_drawn()
    eventually(shown, lambda: assert_compared(shown, a, b))


@pytest.mark.parametrize("slow_page", [0.075], indirect=True)
def test_pictures_come_as_often_as_they_are_asked_for(slow_page):
    """Also one that the page has had and may have dropped, before the one before has come."""
    page = slow_page.page
    for name, size in (("Rocket", 256), ("Step edge", 128)) * 2:
        slow_page.open_gallery()
        slow_page.gallery_button(name).click()
        slow_page.open_gallery()
        page.locator(".pictures-size").get_by_text(str(size), exact=True).click()
        slow_page.wait_for_query(picture=name, size=str(size))
        slow_page.wait_until_drawn()
        wait_until_all_agree(slow_page, Settings.from_query(slow_page.query))


@pytest.mark.parametrize("slow_page", [0.075], indirect=True)
def test_every_change_is_spoken_once_and_not_again_when_the_server_answers(slow_page):
    reader = Reader(slow_page.page)
    slow_page.choose("activation", "ELU")  # what is said of the opening goes before it, or with it
    reader.waits_for("ELU")
    for name, option in (("stride", "2"), ("padding", "zeros"), ("palette", "Signed grey")):
        slow_page.choose(name, option)
        slow_page.wait_for_query(**{name: option})
        label = "Colours" if name == "palette" else name.capitalize()
        assert reader.hears().startswith(f"{label} {option}")
    slow_page.open_gallery()
    slow_page.gallery_button("Rocket").click()
    assert reader.hears().startswith("Picture Rocket")
    slow_page.wait_until_drawn()
    assert reader.heard == []


@pytest.mark.parametrize("slow_page", [0.15], indirect=True)
def test_a_download_right_after_a_change_has_the_change_in_it(slow_page):
    page = slow_page.page
    page.get_by_text("Take it along").click()
    button = page.get_by_role("button", name="All arrays (NPZ)")
    button.scroll_into_view_if_needed()
    slow_page.wait_until_drawn()
    slow_page.set_weight("w11", "7")
    with page.expect_download() as download:
        button.click()
    with np.load(download.value.path()) as arrays:
        np.testing.assert_array_equal(arrays["kernel"], replace(START, w11=7.0).weights)


@pytest.mark.parametrize("slow_page", [0.075], indirect=True)
def test_a_reload_keeps_what_is_not_in_the_address_yet(slow_page):
    """Also if the address changes while the page is reloaded, which then opens from the one before."""
    field(slow_page, 4).click(click_count=3)
    slow_page.page.keyboard.type("7")
    slow_page.page.reload()
    wait_until_all_agree(slow_page, replace(START, w11=7.0))
    slow_page.set_weight("w11", "8")
    slow_page.page.evaluate("() => void setTimeout(() => location.reload(), 75)")  # the answer is on its way
    slow_page.page.wait_for_event("load")
    wait_until_all_agree(slow_page, replace(START, w11=8.0))


LOSE = """(part) => {
    const { send } = WebSocket.prototype
    const text = (message) => new TextDecoder("latin1").decode(message)
    window.isLosing = true
    WebSocket.prototype.send = function (message) {
        if (!isLosing || !text(message).includes(part)) send.call(this, message)
    }
}"""


def test_reports_that_are_lost_on_their_way_are_made_again_and_the_page_says_meanwhile_that_it_waits(visit):
    shown = visit(START)
    # In the tree for screen readers before it has a text: of one that comes with its text they say nothing.
    note = shown.page.get_by_role("status").and_(shown.page.locator(".slow"))
    expect(note).to_be_empty()
    shown.page.evaluate(LOSE, "w11")
    shown.set_weight("w11", "7")
    expect(note).to_have_text("The server is slow to answer. Picture and maps go on without it.")
    shown.page.evaluate("isLosing = false")
    wait_until_all_agree(shown, replace(START, w11=7.0))
    expect(note).to_be_empty()


# What can be pressed in the line of the navigation, as far as the note lies over it.
COVERED = """() => {
    const note = document.querySelector(".slow").getBoundingClientRect()
    const covers = (box) => box.width && box.left < note.right && box.right > note.left
        && box.top < note.bottom && box.bottom > note.top
    return [...document.querySelectorAll(":is(header, [data-testid=stHeader]) :is(a, button)")]
        .filter((one) => covers(one.getBoundingClientRect())).map((one) => one.outerHTML)
}"""


# What a visitor sees of the workbench until its module is there.
WITHOUT_ITS_MODULE = """(part, loading) => {
    part.parentElement.setAttribute(loading, "")
    const word = getComputedStyle(part.parentElement, "::before").content
    const found = [getComputedStyle(part).visibility, word]
    part.parentElement.removeAttribute(loading)
    return found
}"""


def test_the_page_says_that_it_waits_as_long_as_a_part_of_it_is_loading(visit):
    shown = visit(START)
    note = shown.page.locator(".slow")
    assert shown.page.locator(f"[{LOADING}]").count() == 0
    part = shown.page.locator(".workbench")
    assert part.evaluate(WITHOUT_ITS_MODULE, LOADING) == ["hidden", '"Loading"']
    part.evaluate(f"(part) => part.setAttribute('{LOADING}', '')")
    expect(note).to_have_text("The server is slow to answer. Picture and maps go on without it.")
    size = shown.page.viewport_size
    assert size
    for width in (1366, 1024, 768, 740, 320):
        shown.page.set_viewport_size({"width": width, "height": 768})
        shown.page.wait_for_function(f"({COVERED})().length === 0")  # below 768 the links become a button
    shown.page.set_viewport_size(size)
    part.evaluate(f"(part) => part.removeAttribute('{LOADING}')")
    expect(note).to_be_empty()
