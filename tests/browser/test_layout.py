"""Where the parts of the workbench stand: nothing outside of the window, nothing over anything."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from explorer.view.experiments import EXPERIMENTS
from explorer.view.settings import Settings, showing
from tests.browser.boxes import assert_figures_are_legible
from tests.browser.explorer_page import SMALL, ExplorerPage
from tests.browser.profiles import LAPTOP, PHONE

DESKS = ((1280, 720), (1366, 768), (1440, 900), (1920, 1080))
PROJECTORS = (*DESKS, (1024, 768))
TIGHT = (DESKS[0], PROJECTORS[-1])
"""The projector that is least high, and the least wide one."""
UPRIGHT = ((390, 844), (360, 640))
SIDEWAYS = ((740, 360), (683, 384))  # a phone, and a laptop of 1366 by 768 pixels enlarged twice
SMALLEST_SCREENS = (UPRIGHT[-1], SIDEWAYS[0])
FULL = Settings(**showing("Brick wall"), activation="PReLU")
"""A view that fills the page: many crossings, and an activation with a slope."""

NAMED = [
    row.settings for row in EXPERIMENTS if row.name in ("The same ramp, all kept", "A quarter leaks through")
]
"""Views with the name of an experiment over them, in one line and in two."""

# Every visible element of a selector, by its class, with its box in the window.
BOXES = """(selector) => [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.clientWidth > 1)
    .map((one) => {
        const { left, top, right, bottom } = one.getBoundingClientRect()
        return { name: `${one.className} ${one.ariaLabel ?? one.textContent.trim().slice(0, 20)}`,
                 left, top, right, bottom }
    })"""
PARTS = (
    ".workbench > .controls, .scope-tagline, .scope-experiment, .scope-said, .scope-tools, .scope-chain, "
    ".scope-panel, .scope-bar, .scope-chart, .scope-readout, .workbench > .picture, .dock"
)
# Texts that are wider than their place, and those that are smaller than `least` px.
CUT = """(selector) => [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
    .map((one) => `${one.className}: ${one.textContent}`)"""
TEXTS = (
    ".scope-said, .scope-tagline, figcaption, .scope-value, .scope-verdict, .scope-readout :is(th, td), "
    ".scope-legend, .scope-legend > *, .chain-title, .workbench button, .scope-colours span, .dock span"
)
FIELDS = ".workbench :is(button, input:not([type=radio]), select, summary)"
SMALLEST = """() => {
    const texts = document.querySelectorAll(".scope *, .dock *")
    const isOurs = (one) => one.checkVisibility() && !one.closest("svg, .scope-profile, .scope-keys")
    const own = [...texts].filter((one) => isOurs(one)
        && one.clientWidth > 1
        && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
    return Math.min(...own.map((one) => parseFloat(getComputedStyle(one).fontSize)))
}"""


def boxes(shown: ExplorerPage, selector: str) -> list[dict]:
    found: list[dict] = shown.page.evaluate(BOXES, selector)
    assert found, selector
    return found


def resize(shown: ExplorerPage, width: int, height: int) -> None:
    """Give the window another size, and wait until the workbench has found its place in it."""
    shown.page.set_viewport_size({"width": width, "height": height})
    shown.page.wait_for_function("(width) => innerWidth === width", arg=width)
    shown.next_frame()
    shown.next_frame()


def assert_apart(found: list[dict]) -> None:
    """Check that no two boxes lie over each other, by more than a rounding."""
    for k, one in enumerate(found):
        for other in found[k + 1 :]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            assert min(across, down) <= 1.5, (one["name"], other["name"], across, down)


def assert_inside(found: list[dict], width: float, height: float) -> None:
    for box in found:
        assert -1 <= box["left"] <= box["right"] <= width + 1, box
        assert -1 <= box["top"] <= box["bottom"] <= height + 1, box


def assert_one_row(found: list[dict]) -> None:
    """Check that all boxes have their middles on one line, and none lies over another."""
    middles = [(box["top"] + box["bottom"]) / 2 for box in found]
    assert max(middles) - min(middles) <= 4, found
    assert_apart(found)


def assert_square(shown: ExplorerPage) -> None:
    """Check that the pixels are square: every map has the shape of its picture."""
    ratio = float(
        shown.page.evaluate("document.querySelector('.scope').style.getPropertyValue('--scope-ratio')")
    )
    for box in boxes(shown, ".scope-stage"):
        assert abs((box["right"] - box["left"]) - ratio * (box["bottom"] - box["top"])) <= 1.5, box


def assert_sound(shown: ExplorerPage) -> None:
    """Check what holds at every size."""
    assert_square(shown)
    assert len({round(box["top"]) for box in boxes(shown, ".scope-legend > *")}) == 1
    assert shown.page.evaluate(CUT, TEXTS) == []
    assert_figures_are_legible(shown.page)
    assert shown.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")


@pytest.fixture
def desk(visit) -> Iterator[Callable[..., ExplorerPage]]:
    """Show a view on the page that tests share, whose window is that of a laptop again in the end."""
    desks: list[ExplorerPage] = []

    def show(settings: Settings, **options: str) -> ExplorerPage:
        desks.append(visit(settings, **options))
        return desks[-1]

    yield show
    for shown in desks:
        shown.page.set_viewport_size(LAPTOP)


def test_on_a_desk_everything_is_in_one_window(desk):
    shown = desk(FULL)
    for width, height in DESKS:
        resize(shown, width, height)
        assert_inside(boxes(shown, PARTS), width, height)
        assert_inside(boxes(shown, FIELDS), width, height)
        assert_apart(boxes(shown, PARTS))
        assert_one_row(boxes(shown, ".scope-bar > *"))
        assert_one_row(boxes(shown, ".scope-tools > *"))
        assert_sound(shown)
        assert boxes(shown, ".scope-stage")[0]["right"] - boxes(shown, ".scope-stage")[0]["left"] >= 230
        assert boxes(shown, ".scope-plot")[0]["bottom"] - boxes(shown, ".scope-plot")[0]["top"] >= 110
    shown.page.locator(".scope-wipe").click()
    for width, height in DESKS:
        resize(shown, width, height)
        assert_one_row(boxes(shown, ".scope-bar > *"))
        assert len(boxes(shown, ".scope-zoom button")) == 3
    shown.page.locator(".scope-wipe").click()


@pytest.mark.parametrize(
    ("view", "sizes"),
    [(FULL, PROJECTORS)]
    + [(view, TIGHT) for view in (Settings(**showing("Cat"), palette="Auto-scaled grey"), *NAMED)],
)
def test_on_a_projector_everything_is_in_one_window_and_large(desk, view, sizes):
    shown = desk(view, present="1")
    for width, height in sizes:
        resize(shown, width, height)
        assert_inside(boxes(shown, PARTS), width, height)
        assert_apart(boxes(shown, PARTS))
        assert_apart(boxes(shown, ".dock > *"))
        assert len({round(box["bottom"]) for box in boxes(shown, ".dock > *")}) == 1
        assert_sound(shown)
        assert shown.page.evaluate(SMALLEST) >= 20
        assert boxes(shown, ".scope-stage")[0]["right"] - boxes(shown, ".scope-stage")[0]["left"] >= 150


@pytest.fixture
def small_screen(visit_phone) -> Iterator[Callable[..., ExplorerPage]]:
    """Show the full view on a small screen, from its top: the shared phone, turned and of another size."""
    phones: list[ExplorerPage] = []

    def show(width: int, height: int, **options: str) -> ExplorerPage:
        shown = visit_phone(FULL, **options)
        phones.append(shown)
        resize(shown, width, height)
        shown.wait_until_drawn()
        return shown

    yield show
    for shown in phones:
        shown.page.set_viewport_size(PHONE)


def test_the_links_of_a_closed_sidebar_take_no_focus(small_screen):
    page = small_screen(*UPRIGHT[0]).page
    links = page.locator("#stSidebar a")
    assert links.count() > 20
    assert (
        links.evaluate_all("(links) => links.filter((e) => e.checkVisibility({ visibilityProperty: true }))")
        == []
    )


@pytest.mark.parametrize(("width", "height"), [*UPRIGHT, *SIDEWAYS])
def test_on_a_small_screen_half_a_map_and_the_profile_are_seen_together(small_screen, width, height):
    shown = small_screen(width, height)
    page = shown.page
    bar = boxes(shown, ".scope-chain")[0]
    assert bar["bottom"] == height
    assert [name.inner_text() for name in page.locator(".chain-name").all()] == [
        "Brick wall", "Sobel right", "PReLU",
    ]  # fmt: skip
    assert_sound(shown)
    assert_apart(boxes(shown, ".scope-said, .scope-panel, .scope-bar, .scope-chart, .scope-readout"))
    main = page.get_by_test_id("stMain")
    main.evaluate("(main, by) => main.scrollBy(0, by)", boxes(shown, ".scope-plot")[0]["bottom"] - bar["top"])
    shown.next_frame()
    plot, stage = boxes(shown, ".scope-plot")[0], boxes(shown, "[data-panel=rectified] .scope-stage")[0]
    header = boxes(shown, "[data-testid=stHeader]")[0]["bottom"]
    assert plot["top"] >= header
    assert plot["bottom"] <= bar["top"] + 1
    seen = min(stage["bottom"], bar["top"]) - max(stage["top"], header)
    assert seen >= (stage["bottom"] - stage["top"]) / 2
    expect(page.get_by_test_id("stHeader").get_by_role("img", name="Logo")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), SMALLEST_SCREENS)
def test_a_sheet_leaves_the_maps_in_sight_and_closes(small_screen, width, height):
    shown = small_screen(width, height)
    page = shown.page
    for name in ("picture", "kernel", "activation"):
        opener = page.locator(f"[data-opens={name}]")
        opener.click()
        expect(opener).to_have_attribute("aria-expanded", "true")
        (sheet,) = boxes(shown, ".sheet")
        assert sheet["bottom"] <= boxes(shown, ".scope-chain")[0]["top"] + 1
        assert min((sheet["bottom"] - sheet["top"]) / height, (sheet["right"] - sheet["left"]) / width) <= 0.5
        assert_apart([sheet, *boxes(shown, ".scope-stage")])
        sizes = page.locator(".sheet[data-shown] :is(.controls-weights input, select)").evaluate_all(
            "(fields) => fields.map((one) => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert all(size >= 16 for size in sizes)
        page.keyboard.press("Escape")
        expect(opener).to_have_attribute("aria-expanded", "false")
        expect(opener).to_be_focused()


@pytest.mark.parametrize(("width", "height"), SMALLEST_SCREENS)
def test_a_small_screen_presents_as_it_shows_and_can_leave(small_screen, width, height):
    shown = small_screen(width, height, present="1")
    assert_sound(shown)
    assert_apart(
        boxes(shown, ".scope-said, .scope-panel, .scope-bar, .scope-chart, .scope-readout, .scope-tools")
    )
    shown.page.get_by_role("button", name="Leave").click()
    shown.page.wait_for_url(lambda url: "present" not in url)


def test_a_link_that_hides_all_controls_leaves_the_window_to_the_maps(desk):
    shown = desk(FULL, hide="picture,kernel,weights,changes,activation,negative_slope,bias,padding,stride")
    resize(shown, 1280, 720)
    (scope,) = boxes(shown, ".scope")
    assert scope["right"] - scope["left"] >= 1100
    assert_apart(boxes(shown, PARTS))


def test_a_refused_weight_moves_nothing(visit):
    shown = visit(FULL)
    before = boxes(shown, ".controls-curve, .scope-panel, .controls-pair")
    shown.weight("w11").fill("abc")
    shown.weight("w11").press("Enter")
    expect(shown.page.locator(".controls-kernel .controls-problem")).to_contain_text("so 0 stays")
    assert boxes(shown, ".controls-curve, .scope-panel, .controls-pair") == before


def test_the_chain_opens_the_controls(visit):
    shown = visit(SMALL)
    page = shown.page
    page.locator("[data-opens=kernel]").click()
    expect(shown.kernel_menu).to_be_focused()
    page.locator("[data-opens=activation]").click()
    expect(page.locator(".controls input[name=activation][value=ReLU]")).to_be_focused()
    page.locator("[data-opens=picture]").click()
    expect(page.locator(".gallery button[aria-pressed=true]")).to_be_focused()
    page.mouse.click(5, 400)
    expect(page.locator(".pictures")).to_be_hidden()
    page.locator("[data-opens=picture]").click()
    page.keyboard.press("Escape")
    expect(page.locator(".pictures")).to_be_hidden()
    page.locator("[data-opens=picture]").click()
    page.locator(".pictures-size").get_by_text("256", exact=True).click()
    expect(page.locator(".pictures-size input:checked")).to_have_value("256")
    page.locator(".pictures-own").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".pictures")).to_be_hidden()
    page.get_by_role("button", name="The tutorial's kind of picture").click()
    expect(page.locator("[data-opens=picture]")).to_contain_text("Street at dusk")
    expect(page.locator("select[name=palette]")).to_have_value("Signed grey")
