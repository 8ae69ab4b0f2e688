"""Live lessons: the parts follow the slider before the server has heard of it, and nothing is lost."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, TimeoutError, expect

from explorer.core import sound
from explorer.core.kernels import KERNELS
from explorer.images import samples
from explorer.lessons.discarded import LEAK, WHICH
from explorer.lessons.harmonics import BENT_ROW, HARMONICS
from explorer.lessons.parts import Tones
from explorer.lessons.sliding import SLIDING, crop, data_of
from explorer.ui.features.pictures import LESSON_PICTURE, LESSON_SIZE
from tests.browser import lesson_page
from tests.browser.explorer_page import eventually
from tests.browser.lesson_page import settle
from tests.browser.live_page import LivePage
from tests.browser.profiles import kept
from tests.browser.sounds import heard, record
from tests.browser.spoken import Reader

UNTIL_NOON = 60.0  # seconds each way: what is seen meanwhile is the browser's own
IMAGE = samples()[LESSON_PICTURE].load(LESSON_SIZE)
LEAKING = {"image": IMAGE, "weights": KERNELS[WHICH[0]].weights.ravel()}


@pytest.fixture
def lesson(request, profiles, network, behind) -> Iterator[Callable[..., Page]]:
    """Show a lesson behind the network, its answer revealed; its sliders are where they were left."""

    def show(name: str) -> Page:
        if behind:
            lesson_page.go_to(behind[0], name)
        else:
            behind.append(profiles.take())
            behind[0].set_default_timeout(40_000)
            lesson_page.open_at(behind[0], network.address, name)
        lesson_page.reveal(behind[0])
        return behind[0]

    with kept(behind, profiles, request.session):
        yield show
        network.delay = 0.0


def drawn(shown: LivePage) -> LivePage:
    """Wait until every figure of a demonstration is drawn."""
    shown.wait_until_confirmed()
    for figure in shown.root.locator(".live-plot, .live-bars").all():
        expect(figure.locator(".main-svg").first).to_be_attached()
    return shown


def waves(page: Page) -> LivePage:
    return drawn(LivePage(page, HARMONICS, {}))


def row(page: Page) -> LivePage:
    return drawn(LivePage(page, BENT_ROW, {"image": IMAGE}, place=1))


def choose(page, menu, name):
    """Choose from the menu; a run that ends closes it, so it is opened again."""
    for patience in (5_000, 5_000, 5_000, 20_000):  # ms
        page.get_by_label(menu).click()
        try:
            return page.get_by_role("option", name=name).click(timeout=patience)
        except TimeoutError:
            settle(page)
    raise AssertionError("the menu did not open")


def test_maps_follow_the_hand_and_behind_a_slow_network_no_answer_undoes_a_later_drag(lesson, network):
    shown = drawn(LivePage(lesson("discarded"), LEAK, LEAKING))
    before = shown.assert_shows_its_values()["slope"]
    shown.drag("slope", 0.3)
    held = shown.assert_shows_its_values()
    assert held["slope"] > before
    shown.page.mouse.up()
    shown.wait_until_confirmed()
    assert shown.assert_shows_its_values() == held
    network.delay = 0.075
    shown.drag("slope", 0.2)
    shown.page.mouse.up()
    first = shown.values["slope"]
    shown.drag("slope", -0.2)
    second = shown.assert_shows_its_values()["slope"]
    assert 0 < second < first
    # The answer to the first drag comes while the slider is held: it changes nothing.
    shown.page.wait_for_function("() => document.querySelector('.live').dataset.state === 'ahead'")
    settle(shown.page)
    assert shown.assert_shows_its_values() == {"slope": second}
    shown.page.mouse.up()
    shown.wait_until_confirmed()
    assert shown.assert_shows_its_values() == {"slope": second}
    choose(shown.page, "Kernel K", "Outline")  # another run of the page: Python has the value
    expect(shown.root.locator(".live-words")).to_contain_text("All is still there")
    other = LivePage(shown.page, LEAK, LEAKING | {"weights": KERNELS["Outline"].weights.ravel()})
    expect(shown.page.get_by_text("Feature map before ReLU")).to_be_visible()
    eventually(shown, other.assert_shows_its_values)
    assert other.assert_shows_its_values() == {"slope": second}


def test_a_slider_has_its_keys_and_says_its_value(lesson):
    page = lesson("frequencies")
    shown = waves(page)
    slider = shown.slider("cycles")
    slider.focus()
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(slider).to_have_value("4")
    expect(slider).to_have_attribute("aria-valuetext", "4")
    reader = Reader(page)
    page.keyboard.press("End")
    expect(slider).to_have_value("8")
    shown.wait_until_confirmed()
    label = slider.get_attribute("aria-label")
    assert reader.hears().startswith(f"{label} 8.")  # once, and not again when Python answers
    assert shown.assert_shows_its_values()["cycles"] == 8
    assert page.url.endswith("/frequencies")
    shown.slider("offset").focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(shown.slider("offset")).to_have_attribute("aria-valuetext", "−0.95")


def test_what_a_menu_makes_of_the_sentences_is_spoken(lesson):
    page = lesson("learned-slope")
    reader = Reader(page)
    choose(page, "What the unit is asked to make of the map", "Edge strength")
    reader.waits_for("leaves an error of")


def test_a_value_comes_back_with_the_lesson(lesson):
    page = lesson("frequencies")
    shown = waves(page)
    shown.drag("slope", 0.2)
    page.mouse.up()
    values = shown.values
    page.get_by_role("button", name="Next").first.click()
    expect(page.locator(".live")).to_have_count(0)
    settle(page)
    page.get_by_role("button", name="Back").click()
    shown = waves(page)
    assert shown.assert_shows_its_values() == values


def test_a_slider_plays_to_and_fro_until_anything_is_touched(lesson):
    page = lesson("frequencies")
    shown = waves(page)
    slider = shown.slider("cycles")
    before = slider.input_value()
    shown.root.get_by_role("button", name="Play: waves across the picture to and fro").click()
    expect(slider).not_to_have_value(before)
    page.keyboard.press("Shift")
    shown.wait_until_confirmed()
    shown.assert_shows_its_values()
    assert_is_heard(shown)
    slider.focus()
    page.keyboard.press("Home")  # another wave: not the one that is heard
    expect(shown.root.locator(".live-tones [aria-pressed=true]")).to_have_count(0)


def assert_is_heard(shown: LivePage) -> None:
    """Press the buttons of both rows: they play Python's tones; the second, which ends the first, goes on."""
    record(shown.page, is_held=True)
    rows = shown.demonstration.show(shown.values, shown.data)
    (tones,) = (part for row in rows for part in row if isinstance(part, Tones))
    limit = max(sound.swing(row) for _, row in tones.groups)
    pressed = shown.root.locator(".live-tones [aria-pressed=true]")
    for name, row in tones.groups:
        shown.root.get_by_role("button", name=f"Listen: {name}").click()
        expect(pressed).to_have_text([f"Listen: {name}"])
        samples, rate = heard(shown.page)
        expected = sound.tone(row, waves=tones.waves, limit=limit, rate=rate)
        np.testing.assert_allclose(samples, expected, rtol=0, atol=1e-5)
    shown.page.keyboard.press("Escape")
    expect(pressed).to_have_count(0)
    shown.root.get_by_role("button", name="Listen: before").click()
    expect(pressed).to_have_count(1)


def test_a_walk_follows_the_hand_and_plays_to_its_end_without_a_server(profiles, network):
    page = profiles.take()  # what it sends would arrive in the middle of other tests
    lesson_page.open_at(page, network.address, "picture-to-map")
    lesson_page.reveal(page)
    sample = samples()[LESSON_PICTURE]
    place = (round(at * (side - 1)) for at, side in zip((sample.row, sample.col), IMAGE.shape, strict=True))
    shown = drawn(
        LivePage(page, SLIDING, data_of(crop(IMAGE, *place, side=10), KERNELS["Sobel right"].weights))
    )
    network.delay = UNTIL_NOON
    first = shown.assert_shows_its_values()["step"]
    shown.drag("step", 0.3)
    assert shown.assert_shows_its_values()["step"] != first
    page.mouse.up()
    shown.slider("step").fill("62")
    shown.root.get_by_role("button", name="Play").click()
    pause = shown.root.get_by_role("button", name="Pause")
    expect(pause).to_be_visible()
    page.mouse.click(5, 300)  # a press elsewhere does not end it
    expect(shown.slider("step")).to_have_value("64")
    expect(pause).to_have_count(0)
    assert shown.assert_shows_its_values() == {"step": 64}
    network.delay = 0.0
    profiles.give_back(page)


def test_a_slider_is_large_enough_for_a_finger(visit_phone):
    phone = visit_phone()
    page = phone.page
    lesson_page.leave_for(page, "discarded")
    lesson_page.reveal(page)
    shown = drawn(LivePage(page, LEAK, LEAKING))
    shown.slider("slope").scroll_into_view_if_needed()
    box = shown.slider("slope").bounding_box()
    assert box["height"] >= 24
    page.touchscreen.tap(box["x"] + 0.75 * box["width"], box["y"] + box["height"] / 2)
    shown.wait_until_confirmed()
    assert shown.assert_shows_its_values()["slope"] == pytest.approx(0.75, abs=0.05)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.go_back()
    phone.wait_until_drawn()


def test_the_parts_follow_the_hand_without_a_server(lesson, network, behind, profiles):
    page = lesson("frequencies")
    shown = [waves(page), row(page)]
    network.delay = UNTIL_NOON
    for one, name in ((shown[0], "offset"), (shown[0], "cycles"), (shown[1], "row"), (shown[1], "slope")):
        before = one.assert_shows_its_values()
        one.drag(name, 0.23)
        assert one.assert_shows_its_values()[name] != before[name]
        expect(one.root).to_have_attribute("data-state", "ahead")
        page.mouse.up()
        assert one.assert_shows_its_values()[name] != before[name]
    profiles.give_back(behind.pop())  # answers are still on their way to it
