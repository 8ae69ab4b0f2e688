"""The explorer in one file, as a visitor of any browser sees it, in words of the page."""

import base64
from dataclasses import asdict
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import numpy as np

from explorer.core.arrays import Map
from explorer.view.facts import facts
from explorer.view.link import write_link
from explorer.view.options import Options
from explorer.view.settings import Settings
from explorer.view.view import View, view_of
from tests.browser.explorer_page import COLOURS, SMALL, TRACES, assert_shows, expected_image
from tests.browser.file_page import RESET
from tests.engines.engine import PATIENCE, Engine

LAPTOP = (1366, 768)
SIZES = (LAPTOP, (1920, 1080), (1024, 700), (768, 1000), (450, 844))
MAPS = ".scope-maps"
# How often the height of each map goes into its width.
PROPORTIONS = (
    "() => [...document.querySelectorAll('.scope-stage')].map((one) => one.clientWidth / one.clientHeight)"
)
# The colour behind everything, and that of the words in the graph.
PAGE_COLOURS = """() => [
    getComputedStyle(document.body).backgroundColor,
    document.querySelector(".scope-profile").layout.font.color,
]"""
TITLE_IS = "(text) => document.querySelector('[data-panel=rectified] figcaption').textContent === text"
CLIP_IS = """(percent) => {
    const { clipPath } = document.querySelector(".scope-before").style
    const [, right] = /inset\\(0(?:px|%)? ([\\d.]+)(?:px|%)? /.exec(clipPath)
    return Math.abs(right - percent) < 1
}"""
PART_IS = """(width) => {
    const [low, high] = document.querySelector(".scope-profile").layout.xaxis.range
    return Math.abs(high - low - width) < 1
}"""
# What the controls are set to, by the names of `Settings`.
READ_SETTINGS = """() => {
    const one = (selector) => document.querySelector(selector)
    const field = (label) => one(`.controls [aria-label='${label}, as a number']`)
    const number = (input) => Number(input.value.replace("−", "-"))
    const chosen = (place, other) => (one(`${place} input:checked`) ?? one(other)).value
    const [row, col] = document.querySelectorAll(".numbers-place input")
    const weights = [...document.querySelectorAll(".controls-weights input")]
    return {
        picture: one("[data-opens=picture] .chain-name").textContent,
        size: Number(one(".pictures-size input:checked").value),
        stretch: one(".picture").textContent.includes("It is stretched:") ? "yes" : "no",
        ...Object.fromEntries(weights.map((input) => [input.dataset.name, number(input)])),
        bias: number(field("Bias, added to every sum")),
        padding: one("select[name=padding]").value,
        stride: Number(one("select[name=stride]").value),
        activation: chosen(".controls-activation", "[aria-label='More activations']"),
        negative_slope: number(field("Slope of the negative side")),
        row: number(row),
        col: number(col),
        direction: chosen("[data-part=direction]"),
        palette: one(".scope select[name=palette]").value,
    }
}"""
# What is said of the view.
READ_WORDS = """() => {
    const text = (selector) => document.querySelector(selector).textContent
    const cells = (row) => [...row.querySelectorAll("th, td")].map((one) => one.textContent)
    return {
        headline: text(".scope-headline"),
        line: text(".pixel-line"),
        curve: document.querySelector("svg.curve").getAttribute("aria-label"),
        map: text(".statistics-message"),
        rows: [...document.querySelectorAll(".statistics tbody tr")].map(cells),
    }
}"""
READ = f"() => ({{ ...({READ_SETTINGS})(), ...({READ_WORDS})() }})"
# Tells whether what is read is what is expected.
HOLDS = f"""(expected) => {{
    const found = ({READ})()
    const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other)
    return Object.keys(expected).every((name) => isSame(found[name], expected[name]))
}}"""
PROFILE = """() => {
    const { data } = document.querySelector(".scope-profile")
    return data.map(({ x, y }) => [Array.from(x), Array.from(y)])
}"""
IS_PAINTED = """() => {
    const revision = (name) => document.querySelector(name).dataset.revision
    const isOpen = revision(".scope") && !document.querySelector(".page-notice")
    return (isOpen && revision(".scope") === revision(".scope-profile")) || problems.length > 0
}"""
# Returns the box of an element, scrolled to if need be, once it rests and a press in its middle meets it.
REACH = """async (selector, text) => {
    const isIt = (one) => text === null || one.textContent.trim() === text
    const isSeen = (one) => one.getClientRects().length > 0
    const found = [...document.querySelectorAll(selector)].find((one) => isIt(one) && isSeen(one))
    if (!found) return null
    const box = () => {
        const { x, y, width, height } = found.getBoundingClientRect()
        const met = document.elementFromPoint(x + width / 2, y + height / 2)
        return found.contains(met) && [x, y, width, height]
    }
    if (!box()) found.scrollIntoView({ block: "center", behavior: "instant" })
    const before = box()
    for (let frame = 0; frame < 3; frame += 1) { // a list may go on scrolling
        await new Promise(requestAnimationFrame)
        if (String(before) !== String(box())) return null
    }
    return before
}"""
# Chooses an option of a menu: each browser shows its own list, which no script can reach.
CHOOSE = """(selector, value) => {
    const menu = document.querySelector(selector)
    menu.value = value
    menu.dispatchEvent(new Event("change", { bubbles: true }))
    return menu.value === value
}"""
FOREIGN = """() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) =>
    !/^(data|blob):/.test(name) && new URL(name).origin !== location.origin)"""


class OneFile:
    """The page in one engine; `open` and `show` wait until a view is shown."""

    def __init__(self, engine: Engine, address: str) -> None:
        self.engine = engine
        self.address = address
        self.views = 0

    def open(self, query: str = "") -> None:
        """Open the page with a view after its "#"."""
        self.engine.open("about:blank")  # to an address that differs after "#" only, browsers do not go anew
        self.engine.open(self.address + (f"#{query}" if query else ""))
        self.wait_until_painted()

    def show(self, settings: Settings = SMALL, options: Options | None = None) -> None:
        """Have the page show a view, with nothing in focus, nothing zoomed and nothing pinned."""
        self.engine.move(1, 1)
        self.views += 1  # so that the address is another one, whatever has been written to it
        query = urlencode(write_link(settings, options) | {"view": str(self.views)})
        self.engine.run(f"(query) => {{ ({RESET})(); location.hash = query }}", query)
        self.expect(settings)

    def wait_until_painted(self, within: float = PATIENCE) -> None:
        """Wait until the maps and the profile show one view, and nothing has gone wrong."""
        self.engine.wait(IS_PAINTED, within=within)
        assert self.engine.errors() == []

    def next_frame(self) -> None:
        self.engine.next_frame()

    def click(self, selector: str, text: str | None = None) -> None:
        """Press the middle of the first visible element of a selector, and with this text if one is given."""
        x, y, width, height = self.engine.wait(REACH, selector, text)
        self.engine.click(x + width / 2, y + height / 2)

    def focus(self, selector: str) -> None:
        self.engine.wait("(selector) => (document.querySelector(selector)?.focus(), true)", selector)

    def press(self, selector: str, *keys: str) -> None:
        """Press keys while an element has the focus."""
        self.focus(selector)
        self.engine.keys(*keys)

    def choose(self, selector: str, value: str) -> None:
        assert self.engine.run(CHOOSE, selector, value)

    def choose_kernel(self, name: str) -> None:
        self.click(".controls-menu summary")
        self.engine.wait(
            "() => document.activeElement.matches('.controls-menu input')"
        )  # it has scrolled there
        self.click(".controls-menu label > span", name)

    def type(self, selector: str, text: str) -> None:
        """Replace the text of a field, and press Enter."""
        self.click(selector)
        self.engine.keys("Control+a", *text, "Enter")

    def box(self, selector: str) -> tuple[float, float, float, float]:
        return tuple(self.engine.wait(REACH, selector, None))

    def place(self, panel: str, row: float, col: float, settings: Settings = SMALL) -> tuple[float, float]:
        """Return the middle of a pixel of the picture in the window, with nothing zoomed."""
        height, width = expected_image(settings).shape
        x, y, wide, high = self.box(f"[data-panel={panel}] .scope-stage")
        return x + wide * (col + 0.5) / width, y + high * (row + 0.5) / height

    def text(self, selector: str) -> str:
        return self.engine.run("(selector) => document.querySelector(selector).textContent", selector)

    def attribute(self, selector: str, name: str) -> str | None:
        reading = "(selector, name) => document.querySelector(selector).getAttribute(name)"
        return self.engine.run(reading, selector, name)

    def is_visible(self, selector: str) -> bool:
        reading = "(selector) => (document.querySelector(selector)?.getClientRects().length ?? 0) > 0"
        return self.engine.run(reading, selector)

    def profile(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Read the numbers of the graph, as `ExplorerPage.profile` does."""
        arrays = [(np.array(x, float), np.array(y, float)) for x, y in self.engine.run(PROFILE)]
        arrays[-1] = (arrays[-1][0][3:], arrays[-1][1][3:])  # its first mark is outside of the chart
        names = TRACES if len(arrays) == len(TRACES) else (*TRACES[:-1], "a", TRACES[-1])
        return dict(zip(names, arrays, strict=True))

    def colours(self, *maps: dict[str, object]) -> list[np.ndarray]:
        """Read back the colours of the maps, as `ExplorerPage.colours` does."""
        found = self.engine.run(COLOURS, maps)
        return [np.frombuffer(base64.b64decode(one), np.uint8).reshape(-1, 4) for one in found]

    def expect(self, settings: Settings, image: Map | None = None) -> None:
        """Wait until the page shows a view: its controls, and Python's words and numbers about it."""
        view = _sample(settings) if image is None else view_of(settings, image)
        expected = asdict(view.settings) | expected_words(view)
        try:
            self.engine.wait(HOLDS, expected)
        except AssertionError:
            found = self.engine.run(READ)
            assert {name: found.get(name) for name in expected} == expected, self.engine.errors()

    def expect_drawn(self, settings: Settings, image: Map | None = None) -> None:
        """Wait until the page shows a view, then compare the colour of every value and the whole line."""
        self.expect(settings, image)
        self.next_frame()
        assert_shows(self, settings, image)

    def take_problems(self) -> list[str]:
        """Return what has gone wrong since it was asked last, and what was asked of another host."""
        problems = [*self.engine.errors(), *self.engine.run(FOREIGN)]
        self.engine.clear_errors()
        return problems


@lru_cache(maxsize=64)
def _sample(settings: Settings) -> View:
    return view_of(settings, expected_image(settings))


def expected_words(view: View) -> dict[str, Any]:
    """Return what Python says of a view, as `READ_WORDS` reads it from the page."""
    said = facts(view)
    return {
        "headline": said.headline,
        "line": said.pixel.line,
        "curve": said.curve_alt,
        "map": said.map_message,
        "rows": [list(row) for row in said.map_rows],
    }
