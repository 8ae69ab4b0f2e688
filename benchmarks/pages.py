"""The two pages that are compared: what is watched in them, and how a visitor changes them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from playwright.async_api import Page, TimeoutError

TRIES = 5
PAUSE = 60  # ms in which nothing on the page changes, before and after every repetition

Action = Callable[[Page, int], Awaitable[object]]


async def nothing(page: Page, k: int) -> None:
    """Prepare nothing."""


@dataclass(frozen=True)
class Change:
    """Something a visitor does again and again; the clock starts with the event that `commit` causes."""

    sees: str
    event: str
    commit: Action
    prepare: Action = nothing


@dataclass(frozen=True)
class Script:
    """One of the two pages, what is watched in it, and how a visitor changes it.

    `seen` holds watchers in JavaScript; `ready` are those that see the page being opened.
    """

    seen: Mapping[str, str]
    ready: Mapping[str, str]
    changes: Mapping[str, Change]


PRESETS = ("Sobel bottom", "Sharpen", "Outline", "Emboss", "Sobel right")
ACTIVATIONS = ("Absolute value", "Identity", "ReLU")


def press(key: str) -> Action:
    return lambda page, k: page.keyboard.press(key)


def arrow(selector: str, *, key: str = "ArrowRight", sees: str = "maps") -> Change:
    """Move a slider, or the line, by one step; always onwards, so that no result is there already."""
    return Change(sees, "keydown", press(key), lambda page, k: page.locator(selector).focus())


def menu(selector: str, names: Sequence[str]) -> Change:
    """Choose one name after the other from one of Streamlit's menus."""

    async def find(page: Page, k: int) -> None:
        await page.locator(selector).click()
        await page.locator(selector).fill(names[k % len(names)])
        await option(page, k).wait_for()

    def option(page: Page, k: int):
        return page.get_by_role("option", name=names[k % len(names)], exact=True)

    return Change("maps", "click", lambda page, k: option(page, k).click(), find)


def slope(slider: str, activations: str) -> Change:
    """Move the slope of PReLU, which has to be chosen first."""
    choose = menu(activations, ["PReLU"])

    async def prepare(page: Page, k: int) -> None:
        if k == 0:
            await choose.prepare(page, k)
            await choose.commit(page, k)
            await page.evaluate(f"meter.quiet({PAUSE})")
        await page.locator(slider).focus()

    return Change("maps", "keydown", press("ArrowRight"), prepare)


def hover(selector: str, number: int) -> Change:
    """Move the mouse to another place of a map."""

    async def commit(page: Page, k: int) -> None:
        box = await page.locator(selector).nth(number).bounding_box()
        await page.mouse.move(box["x"] + 20 + 3 * k, box["y"] + 20 + k)

    return Change("value", "pointermove", commit)


def weight(k: int) -> str:
    """Return the text of a weight that was not there before."""
    return str(-1 - k / 4)


async def fill_weight(page: Page, k: int) -> None:
    await page.get_by_label("Weight in row 2, column 2").fill(weight(k))


async def choose_kernel(page: Page, k: int) -> None:
    await page.locator(".kernel select").select_option(PRESETS[k % len(PRESETS)])


async def type_weight(page: Page, k: int) -> None:
    cell = page.locator("#portal input")
    for _ in range(TRIES):  # a click on a cell that is selected already may open it, and Enter then closes it
        await page.locator("[data-testid=stDataFrame] .dvn-scroller").click(position={"x": 120, "y": 87})
        await page.keyboard.press("Enter")
        with suppress(TimeoutError):
            await cell.wait_for(timeout=1000)
            break
    await cell.fill(weight(k))


MAPS = "[data-panel=signed] canvas, [data-panel=rectified] canvas"
EXPLORER = Script(
    {
        "maps": "{ mark: () => meter.attributes('.scope', 'data-messages'),"
        f" state: () => meter.pixels('{MAPS}') }}",
        # While the line moves it is drawn by hand, and once more by Plotly when it rests.
        "profile": "{ isAny: true,"
        " mark: () => meter.attributes('.scope-profile .scatterlayer .js-line', 'd') }",
        "value": "{ mark: () => meter.texts('[data-panel] .scope-value') }",
    },
    {
        "maps": "{ mark: () => meter.attributes('[data-panel] canvas', 'data-key', 3) }",
        "profile": "{ mark: () => meter.attributes('.scope-profile .scatterlayer .js-line', 'd') }",
    },
    {
        "activation": menu(".st-key-activation input", ACTIVATIONS),
        "preset": Change("maps", "change", choose_kernel),
        "weight": Change("maps", "keydown", press("Enter"), fill_weight),
        "bias": arrow(".st-key-bias input"),
        "slope": slope(".st-key-negative_slope input", ".st-key-activation input"),
        "row": arrow(".scope-maps", key="ArrowDown", sees="profile"),
        "hover": hover("[data-panel=signed] .scope-stage", 0),
    },
)
BASELINE = Script(
    {
        "maps": "{ mark: () => meter.attributes('.heatmaplayer image', 'href') }",
        "profile": "{ mark: () => meter.attributes('.scatterlayer .js-line', 'd') }",
        "value": "{ mark: () => meter.texts('.hoverlayer .hovertext') }",
    },
    {
        "maps": "{ mark: () => meter.attributes('.heatmaplayer image', 'href', 3) }",
        "profile": "{ mark: () => meter.attributes('.scatterlayer .js-line', 'd') }",
    },
    {
        "activation": menu("input[aria-label=Activation]", ACTIVATIONS),
        "preset": menu("input[aria-label=Kernel]", PRESETS),
        "weight": Change("maps", "keydown", press("Enter"), type_weight),
        "bias": arrow("input[aria-label=Bias]"),
        "slope": slope("input[aria-label='Negative slope']", "input[aria-label=Activation]"),
        "row": arrow("input[aria-label=Row]", sees="profile"),
        "hover": hover(".heatmaplayer image", 1),
    },
)


SCRIPTS = {"explorer": EXPLORER, "baseline": BASELINE}
