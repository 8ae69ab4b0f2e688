"""Live lessons: the parts follow the slider before the server has heard of it, and nothing is lost."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from benchmarks.latency import SlowNetwork, slow_network
from explorer.core.kernels import KERNELS
from explorer.images import samples
from explorer.lessons.discarded import LEAK, WHICH
from explorer.lessons.harmonics import BENT_ROW, HARMONICS
from explorer.lessons.sliding import SLIDING, crop, data_of
from explorer.ui.features.pictures import LESSON_PICTURE, LESSON_SIZE
from tests.browser.explorer_page import eventually
from tests.browser.live_page import LivePage

UNTIL_NOON = 60.0  # seconds each way: what is seen meanwhile is the browser's own
IMAGE = samples()[LESSON_PICTURE].load(LESSON_SIZE)
LEAKING = {"image": IMAGE, "weights": KERNELS[WHICH[0]].weights.ravel()}


@pytest.fixture
def network(address) -> Iterator[SlowNetwork]:
    """Put a network in front of the app; it is quick until a test makes it slow."""
    with slow_network(urlsplit(address).port) as network:
        yield network


@pytest.fixture
def lesson(profiles, network) -> Iterator[Callable[..., Page]]:
    """Open a lesson behind the network, and reveal its answer."""
    taken: list[Page] = []

    def open_one(address: str, **options) -> Page:
        page = profiles.take(**options)
        taken.append(page)
        page.set_default_timeout(40_000)
        page.goto(network.address + address)
        page.get_by_role("button", name="Reveal").click()
        expect(page.get_by_role("button", name="Open in the explorer")).to_be_visible()
        settle(page)
        return page

    yield open_one
    network.delay = 0.0
    for page in taken:
        profiles.give_back(page)


def settle(page: Page) -> None:
    """Wait until no run of the page is under way."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")


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


def test_the_parts_follow_the_hand_without_a_server(lesson, network):
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


def test_maps_follow_the_hand_and_python_confirms_them(lesson):
    shown = drawn(LivePage(lesson("discarded"), LEAK, LEAKING))
    assert shown.assert_shows_its_values() == {"slope": 0.0}
    shown.drag("slope", 0.3)
    held = shown.assert_shows_its_values()
    assert held["slope"] > 0
    shown.page.mouse.up()
    shown.wait_until_confirmed()
    assert shown.assert_shows_its_values() == held


def choose_kernel(page, name):
    """Choose from the menu; a run that ends closes it, so it is opened again."""
    for patience in (5_000, 5_000, 5_000, 20_000):  # ms
        page.get_by_label("Kernel K").click()
        try:
            return page.get_by_role("option", name=name).click(timeout=patience)
        except TimeoutError:
            settle(page)
    raise AssertionError("the menu did not open")


def test_behind_a_slow_network_a_second_drag_is_not_undone_by_the_answer_to_the_first(lesson, network):
    shown = drawn(LivePage(lesson("discarded"), LEAK, LEAKING))
    network.delay = 0.075
    shown.drag("slope", 0.5)
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
    choose_kernel(shown.page, "Outline")  # another run of the page: Python has the value
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
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(slider).to_have_value("7")
    expect(slider).to_have_attribute("aria-valuetext", "7")
    page.keyboard.press("End")
    expect(slider).to_have_value("8")
    shown.wait_until_confirmed()
    assert shown.assert_shows_its_values()["cycles"] == 8
    assert page.url.endswith("/frequencies")
    shown.slider("offset").focus()
    page.keyboard.press("ArrowLeft")
    expect(shown.slider("offset")).to_have_attribute("aria-valuetext", "−0.05")


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
    shown.root.get_by_role("button", name="Play: waves across the picture to and fro").click()
    expect(slider).not_to_have_value("4")
    page.keyboard.press("Shift")
    shown.wait_until_confirmed()
    shown.assert_shows_its_values()


def test_a_walk_follows_the_hand_and_plays_to_its_end_without_a_server(lesson, network):
    page = lesson("picture-to-map")
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


def test_a_slider_is_large_enough_for_a_finger(lesson):
    page = lesson("discarded", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    shown = drawn(LivePage(page, LEAK, LEAKING))
    shown.slider("slope").scroll_into_view_if_needed()
    box = shown.slider("slope").bounding_box()
    assert box["height"] >= 24
    page.touchscreen.tap(box["x"] + 0.75 * box["width"], box["y"] + box["height"] / 2)
    shown.wait_until_confirmed()
    assert shown.assert_shows_its_values()["slope"] == pytest.approx(0.75, abs=0.05)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
