"""The pages that are measured: what is watched in them, and how a visitor changes them."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from playwright.async_api import Page, TimeoutError

from explorer.images import samples

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
class Gesture:
    """A drag from the middle of an element to either side, up to `reach` pixels, along a unit vector."""

    selector: str
    sees: str
    along: tuple[int, int]
    reach: int = 40
    prepare: Action = nothing


@dataclass(frozen=True)
class Script:
    """A page: what is watched in it, and how a visitor changes it.

    `seen` holds watchers in JavaScript; `ready` are those that see the page being opened. A page that
    `is_checked` computes its maps itself: after every repetition they are compared with Python's.
    """

    seen: Mapping[str, str]
    ready: Mapping[str, str]
    changes: Mapping[str, Change]
    drags: Mapping[str, Gesture] = field(default_factory=dict)
    is_checked: bool = False


PRESETS = ("Sobel bottom", "Sharpen", "Outline", "Emboss", "Sobel right")
ACTIVATIONS = ("Absolute value", "Identity", "ReLU")


def press(key: str) -> Action:
    return lambda page, k: page.keyboard.press(key)


def click(selector: str) -> Action:
    return lambda page, k: page.locator(selector).click()


def arrow(selector: str, *, key: str = "ArrowRight", sees: str = "maps", before: Action = nothing) -> Change:
    """Move a slider, or the line, by one step; always onwards, so that no result is there already."""

    async def prepare(page: Page, k: int) -> None:
        await before(page, k)
        await page.locator(selector).focus()

    return Change(sees, "keydown", press(key), prepare)


def menu(selector: str, names: Sequence[str]) -> Change:
    """Choose one name after the other from one of Streamlit's menus."""

    async def find(page: Page, k: int) -> None:
        await page.locator(selector).click()
        await page.locator(selector).fill(names[k % len(names)])
        await option(page, k).wait_for()

    def option(page: Page, k: int):
        return page.get_by_role("option", name=names[k % len(names)], exact=True)

    return Change("maps", "click", lambda page, k: option(page, k).click(), find)


def plain_slope(slider: str, activations: str) -> Change:
    """Move the slope of PReLU, which has to be chosen first."""
    choose = menu(activations, ["PReLU"])

    async def before(page: Page, k: int) -> None:
        if k == 0:
            await choose.prepare(page, k)
            await choose.commit(page, k)
            await page.evaluate(f"meter.quiet({PAUSE})")

    return arrow(slider, before=before)


def to_and_fro(selector: str, start: str) -> Change:
    """Go to the name below in a menu of the browser, and back: what it draws itself is not opened."""

    async def prepare(page: Page, k: int) -> None:
        if k == 0:
            await page.locator(selector).select_option(start)
        await page.locator(selector).focus()

    return Change(
        "maps", "keydown", lambda page, k: page.keyboard.press(("ArrowDown", "ArrowUp")[k % 2]), prepare
    )


def hover(selector: str, number: int) -> Change:
    """Move the mouse to another place of a map."""

    async def commit(page: Page, k: int) -> None:
        box = await page.locator(selector).nth(number).bounding_box()
        await page.mouse.move(box["x"] + 20 + 3 * k, box["y"] + 20 + k)

    return Change("value", "pointermove", commit)


def weight(k: int) -> str:
    """Return the text of a weight that was not there before."""
    return str(-1 - k / 4)


WEIGHT = ".controls-weights [data-name=w11]"
BIAS = "[data-part=bias] input[type=range]"
SLOPE = "[data-part=negative_slope] input[type=range]"
FLIP = ".controls-changes button:text-is('K → −K')"  # changes every kernel
DIGITS = "123456789"
SEGMENTS = ("Leaky ReLU", "ReLU", "PReLU")


async def select_weight(page: Page, k: int) -> None:
    """End the edit before, and mark the weight, so that the next digit replaces it."""
    await page.locator(WEIGHT).press("Enter")
    await page.locator(WEIGHT).select_text()


async def type_digit(page: Page, k: int) -> None:
    await page.keyboard.press(DIGITS[k % len(DIGITS)])


async def open_kernels(page: Page, k: int) -> None:
    if not await page.locator(".controls-menu[open]").count():
        await page.locator(".controls-menu summary").click()
    await page.locator(".controls-menu input:focus").wait_for(state="attached")


async def close_kernels(page: Page, k: int) -> None:
    """Close the menu of kernels, which would lie over the buttons."""
    await page.evaluate("document.querySelector('.controls-menu').open = false")


async def press_segment(page: Page, name: str) -> None:
    await page.locator(f"label:has(input[name=activation][value='{name}'])").click()


async def choose_activation(page: Page, k: int) -> None:
    await press_segment(page, SEGMENTS[k % len(SEGMENTS)])


async def choose_prelu(page: Page, k: int) -> None:
    """Choose PReLU, with the first kernel and no bias: the slope changes nothing where no sum is negative."""
    if k == 0:
        await close_kernels(page, k)
        await page.locator(".controls-changes button:text-is('Reset')").click()
        bias = page.locator("[data-part=bias] input[role=spinbutton]")
        await bias.fill("0")
        await bias.press("Enter")
        await press_segment(page, "PReLU")
        await page.evaluate(f"meter.quiet({PAUSE})")


async def drag_and_release(page: Page, k: int) -> None:
    """Drag the bias to a place where it was not before, see it painted, and let go."""
    slider = page.locator(BIAS)
    await slider.scroll_into_view_if_needed()
    box = await slider.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x + (10, 20, 30)[k % 3], y)
    await page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
    await page.mouse.up()


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
REVISIONS = "meter.attributes('.scope, .scope-profile', 'data-revision')"
# New is a view whose maps and whose profile are both painted.
PREVIEW = (
    f"{{ mark: () => {REVISIONS},"
    f" state: () => [...meter.agree('.scope', '.scope-profile'), ...meter.pixels('{MAPS}')] }}"
)
EXPLORER = Script(
    {
        "maps": PREVIEW,
        "frames": f"{{ isAny: true, mark: () => {REVISIONS} }}",
        "answer": "{ mark: () => meter.attributes('.scope', 'data-state'),"
        f" state: () => [...meter.attributes('.scope', 'data-state'), ...{REVISIONS}] }}",
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
        "weight": Change("maps", "keydown", type_digit, select_weight),
        "weight by arrow": arrow(WEIGHT, key="ArrowUp"),
        "bias": arrow(BIAS),
        "slope": arrow(SLOPE, before=choose_prelu),
        "kernel": Change("maps", "keydown", press("ArrowDown"), open_kernels),
        "transform": Change("maps", "click", click(FLIP), close_kernels),
        "activation": Change("maps", "click", choose_activation, choose_prelu),
        "more activations": to_and_fro("select[aria-label='More activations']", "SiLU"),
        "padding": to_and_fro("select[name=padding]", "reflect"),
        "stride": to_and_fro("select[name=stride]", "1"),
        "bias released": Change("answer", "pointerup", drag_and_release),
        "button pressed": Change("answer", "click", click(FLIP), close_kernels),
        "row": arrow(".scope-maps", key="ArrowDown", sees="profile"),
        "hover": hover("[data-panel=signed] .scope-stage", 0),
    },
    {
        "row": Gesture("[data-panel=signed] .scope-stage", "profile", (0, 1), reach=125),
        "weight": Gesture(WEIGHT, "frames", (1, 0)),
        "bias": Gesture(BIAS, "frames", (1, 0)),
        "slope": Gesture(SLOPE, "frames", (1, 0), prepare=choose_prelu),
        "curve's arm": Gesture(".curve-grip", "frames", (0, 1), reach=30, prepare=choose_prelu),
        "curve sideways": Gesture(".curve-handle", "frames", (1, 0), reach=30),
    },
    is_checked=True,
)
# The app in one file: without Python's answer, and all there only with the small pictures of the gallery.
STANDALONE = replace(
    EXPLORER,
    ready={
        **EXPLORER.ready,
        "gallery": f"{{ mark: () => meter.attributes('.gallery img', 'src', {len(samples())}) }}",
    },
    changes={name: change for name, change in EXPLORER.changes.items() if change.sees != "answer"},
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
        "kernel": menu("input[aria-label=Kernel]", PRESETS),
        "weight": Change("maps", "keydown", press("Enter"), type_weight),
        "bias": arrow("input[aria-label=Bias]"),
        "slope": plain_slope("input[aria-label='Negative slope']", "input[aria-label=Activation]"),
        "row": arrow("input[aria-label=Row]", sees="profile"),
        "hover": hover(".heatmaplayer image", 1),
    },
)


SCRIPTS = {"explorer": EXPLORER, "baseline": BASELINE}
