"""What a visitor does on the page of the real network: slopes, changes, channels, and the way back."""

from dataclasses import replace

from explorer.networks.slopes import read_slopes, write_slopes
from explorer.view.network import NetworkSettings, sentence
from tests.browser.network_page import counted, found_in, levels_of
from tests.engines.app import Steps, Visit

STEPS = Steps()
AT_FIRST = NetworkSettings()
COLUMN = "[aria-label='Slope of channel 3 in layer 1']"
SHOWS = """({ said, boxes, label }) =>
    document.querySelector(".network-sentence")?.textContent === said
    && !document.querySelector(".network-faces[data-old]")
    && document.querySelectorAll(".network-box").length === boxes
    && document.querySelector(".network-answers canvas").getAttribute("aria-label") === label"""
LABEL_IS_NOT = (
    "(label) => document.querySelector('.network-answers canvas').getAttribute('aria-label') !== label"
)
SLOPE = f"() => Number(document.querySelector({COLUMN!r}).getAttribute('aria-valuenow'))"
IS_SQUARE = """() => {
    const stage = document.querySelector(".network-answers .network-stage")
    return Math.abs(stage.clientWidth / stage.clientHeight - 1) < 0.01
}"""


def expect(visit: Visit, settings: NetworkSettings) -> None:
    """Expect Python's answer on the page, the same counts in the browser, and the address."""
    found = found_in(settings)
    said = sentence(found, levels_of(settings).shape[:2])
    shown = {"said": said, "boxes": len(found.faces), "label": counted(settings)}
    visit.app.engine.wait(SHOWS, shown)
    visit.app.wait_for_address(**dict.fromkeys(("slopes", "change", "channel")) | settings.to_query())


def changed(visit: Visit) -> NetworkSettings:
    """Return the settings with the slope that the handle says."""
    values = list(read_slopes(""))
    values[2] = visit.app.engine.run(SLOPE)
    return replace(AT_FIRST, channel="1.3", slopes=write_slopes(values))


@STEPS("test_real_network.py::test_the_face_is_framed_and_the_places_are_marked")
def open_the_page_of_the_network(visit):
    visit.app.click("[data-testid=stTopNavLink]", "A real network")
    expect(visit, AT_FIRST)
    assert visit.app.engine.run(IS_SQUARE)  # as the astronaut is


@STEPS("test_real_network.py::test_a_slope_that_is_dragged_changes_the_map_before_it_is_let_go")
def drag_a_slope_of_the_network(visit):
    x, y, width, height = visit.app.box(f"{COLUMN} .slopes-grip")
    visit.app.engine.press(x + width / 2, y + height / 2)
    visit.app.engine.move(x + width / 2, y + height / 2 + 60)
    visit.app.engine.wait(LABEL_IS_NOT, counted(AT_FIRST))
    assert "slopes" not in visit.app.query()
    visit.app.engine.release()
    expect(visit, changed(visit))


@STEPS("test_real_network.py::test_undo_and_redo_and_back_and_forward_go_through_the_changes")
def undo_the_slope_and_redo_it(visit):
    dragged = changed(visit)
    visit.app.click(".network-undo")
    expect(visit, AT_FIRST)
    visit.app.click(".network-redo")
    expect(visit, dragged)


@STEPS("test_network_slopes.py::test_the_keys_of_a_handle")
def step_a_slope_of_the_network_by_keys(visit):
    before = visit.app.engine.run(SLOPE)
    visit.app.press(COLUMN, "Shift+ArrowUp")
    assert visit.app.engine.run(SLOPE) > before
    expect(visit, changed(visit))
    visit.app.press(COLUMN, "Delete")
    expect(visit, replace(AT_FIRST, channel="1.3"))


@STEPS("test_real_network.py::test_each_change_is_one_click_and_stands_beside_the_picture_as_it_is")
def turn_the_picture_into_its_negative(visit):
    visit.app.click(".network-changes label", "Negative")
    expect(visit, replace(AT_FIRST, channel="1.3", change="Negative"))
    visit.app.wait_for_text(".network-compared", "The picture as it is")


@STEPS("test_real_network.py::test_undo_and_redo_and_back_and_forward_go_through_the_changes")
def go_back_in_the_browser_on_the_network(visit):
    visit.app.engine.run("() => history.back()")
    expect(visit, replace(AT_FIRST, channel="1.3"))
    visit.app.wait_for_text(".channel-title", "Layer 1, channel 3")


@STEPS("test_share.py::test_hidden_controls_keep_what_they_stand_for_through_drags_pages_and_their_return")
def return_to_the_explorer(visit):
    visit.app.click("[data-testid=stTopNavLink]", "Explorer")
    visit.expect_drawn()
    visit.app.wait_for_address(padding="circular")
