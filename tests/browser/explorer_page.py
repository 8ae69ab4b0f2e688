"""What a visitor can see and do, in words of the page."""

import base64
import json
import time
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from urllib.parse import parse_qs, urlencode, urlsplit

import numpy as np
from playwright.sync_api import Locator, Page, TimeoutError, expect

from benchmarks.agreement import ARGUMENT, BROWSER_VIEW, assert_agrees
from benchmarks.rounding import rounding
from explorer.core import profiles
from explorer.core.activations import ACTIVATIONS, values_at_zero
from explorer.core.layer import forward
from explorer.core.paint import GREY, INK, PALETTES, QUIET, colour_index, colour_range
from explorer.images import samples
from explorer.view import comparison
from explorer.view.settings import Settings

SMALL = Settings(picture="Brick wall", size=128, row=63, col=47)
"""A picture of which a laptop shows every value as a dot or more, so that every colour can be checked."""
NEXT_FRAME = """() => new Promise((done, fail) => {
    setTimeout(() => fail(new Error("for 30 s the page has painted nothing")), 30_000)
    requestAnimationFrame(() => requestAnimationFrame(done))
})"""
TRACES = ("input", "negative", "signed", "rectified", "marks")


def of_model(body: str) -> str:
    """Return a JavaScript function of `given`, with the `explorer` that the parts of the page share."""
    return f"""async (given) => {{
        const loaded = performance.getEntriesByType("resource").map(({{ name }}) => name)
        const {{ explorer }} = await import(loaded.find((name) => name.endsWith("/components/explorer.js")))
        {body}
    }}"""


# Goes to another address of the page; `isThere` tells whether the run of the whole page for it has come.
GO_TO = of_model("""
    const sorted = (query) => [...new URLSearchParams(query)].map(String).sort().join()
    const before = explorer.run
    window.isThere = () => explorer.run !== before && sorted(explorer.query) === sorted(given)
    history.pushState(null, "", `${location.pathname}?${given}`)
    dispatchEvent(new PopStateEvent("popstate"))
""")
BELIEFS = of_model("""
    const { query, settings, number, owner, reporter } = explorer
    const active = document.activeElement.outerHTML.slice(0, 99)
    return { query, settings, number, isAhead: owner.isAhead, isSettled: reporter.isSettled, active }
""")
TO_THE_TOP = """() => {
    document.activeElement.blur()
    for (const part of document.querySelectorAll("[data-testid=stMain], .controls")) {
        part.scrollTo(0, 0)
    }
}"""


# Reads colours from canvases: all of them, or those in the middle of the values of a map, if they are seen.
COLOURS = """(maps) => {
    const read = ({ panel, count, shape, stride, offset }) => {
        const canvas = document.querySelector(`[data-panel=${panel}] canvas`)
        const sides = [canvas.height, canvas.width]
        const all = new Uint32Array(
            canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer
        )
        if (!count) return all
        const [rows, cols] = sides.map((side, k) => {
            const middle = (place) => Math.floor((place * stride + offset + 0.5) * side / shape[k])
            return Uint32Array.from({ length: count[k] }, (_, place) => middle(place))
        })
        // what does not fit is averaged
        const isSeen = sides.every((side, k) => side * stride >= shape[k])
        const found = new Uint32Array(isSeen ? rows.length * cols.length : 0)
        let k = 0
        if (isSeen) for (const row of rows) for (const col of cols) found[k++] = all[row * canvas.width + col]
        return found
    }
    const written = (colours) => new Promise((done) => {
        const reader = new FileReader()
        reader.onload = () => done(reader.result.split(",")[1])
        reader.readAsDataURL(new Blob([colours]))
    })
    return Promise.all(maps.map((one) => written(read(one))))
}"""


class ExplorerPage:
    """The main page in a browser."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def wait_until_drawn(self) -> None:
        """Wait until the maps and the profile show one view, and the server has nothing to add."""
        self.page.wait_for_selector(".scope[data-state=answered]", state="attached")
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
        self.wait_until_painted()

    def wait_until_painted(self) -> None:
        """Wait until the maps and the profile show one view."""
        self.page.wait_for_function(
            """() => {
                const [maps, profile] = [".scope", ".scope-profile"].map((name) =>
                    document.querySelector(name)?.dataset.revision)
                return maps && profile === maps
            }"""
        )

    def go_to(self, settings: Settings, **options: str) -> None:
        """Show another view, as a step of the browser's history does, with nothing in focus.

        The options are those of a link: `present="1"`.
        """
        self.page.mouse.move(0, 0)
        self.page.evaluate(TO_THE_TOP)
        self.wait_until_drawn()
        self.page.evaluate(GO_TO, urlencode(settings.to_query() | options))
        self.page.wait_for_function("isThere()")
        self.wait_until_drawn()

    def next_frame(self) -> None:
        """Wait until what has been asked for is painted: the scope paints once a frame."""
        self.page.evaluate(NEXT_FRAME)

    @property
    def headline(self) -> Locator:
        return self.page.locator(".scope-headline")

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def wait_for_query(self, **values: str) -> None:
        """Wait until these values stand in the address; a failure tells what the page believes."""
        try:
            self.page.wait_for_url(
                lambda url: (
                    values.items() <= {n: v[0] for n, v in parse_qs(urlsplit(url).query).items()}.items()
                )
            )
        except TimeoutError as problem:
            raise AssertionError((values, self.page.url, self.page.evaluate(BELIEFS))) from problem

    def reported_row(self, before: int) -> int:
        """Wait until Python has written another row than the one before into the address; return it."""
        self.page.wait_for_url(
            lambda url: parse_qs(urlsplit(url).query).get("row", [str(before)]) != [str(before)]
        )
        return int(self.query["row"])

    def stage(self, panel: str) -> Locator:
        return self.page.locator(f"[data-panel={panel}] .scope-stage")

    def profile(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Read the numbers back from the Plotly graph: name of the trace -> x, y."""
        traces = self.page.evaluate(
            "document.querySelector('.scope-profile').data.map((t) => [Array.from(t.x), Array.from(t.y)])"
        )
        arrays = [(np.array(x, np.float64), np.array(y, np.float64)) for x, y in traces]
        arrays[-1] = (arrays[-1][0][3:], arrays[-1][1][3:])  # its first mark is outside of the chart
        names = TRACES if len(arrays) == len(TRACES) else (*TRACES[:-1], "a", TRACES[-1])
        return dict(zip(names, arrays, strict=True))

    def painted(self, panel: str) -> str:
        """Return a digest of what is painted on the canvas of a panel.

        Where two were not equal, pytest would compare a million numbers line by line, for minutes.
        """
        return sha256(self.colours({"panel": panel})[0].tobytes()).hexdigest()

    def colours(self, *maps: dict[str, object]) -> list[np.ndarray]:
        """Read back colours as `COLOURS` does: red, green, blue and opacity of each."""
        found = self.page.evaluate(COLOURS, maps)
        return [np.frombuffer(base64.b64decode(one), np.uint8).reshape(-1, 4) for one in found]

    def set_weight(self, name: str, text: str) -> None:
        field = self.weight(name)
        field.fill(text)
        field.press("Enter")

    def weight(self, name: str) -> Locator:
        """Find the field of a weight by its name in the address."""
        return self.page.get_by_label(f"Weight in row {int(name[1]) + 1}, column {int(name[2]) + 1}")

    @property
    def kernel_menu(self) -> Locator:
        """Find the button of the menu, which says the kernel's name."""
        return self.page.locator(".controls-menu summary")

    def choose_kernel(self, name: str) -> None:
        self.kernel_menu.click()
        self.page.locator(".controls-menu label").filter(has=self.page.get_by_text(name, exact=True)).click()

    @property
    def picture_button(self) -> Locator:
        """Find the link of the chain that opens the gallery and says the picture's name."""
        return self.page.locator("[data-opens=picture]")

    def open_gallery(self) -> None:
        """Show the gallery, unless it is open."""
        if self.picture_button.get_attribute("aria-expanded") == "false":
            self.picture_button.click()

    def gallery_button(self, name: str) -> Locator:
        """Find the button of a picture in the gallery."""
        return self.page.locator(f".gallery button[data-name='{name}']")

    def open_own_picture(self, source: str = "Upload") -> None:
        """Open the dialog for a picture of one's own, unless it is open."""
        if not self.page.get_by_role("dialog").count():
            self.open_gallery()
            self.page.get_by_role("button", name="A picture of yours").click()
        if source != "Upload":
            self.page.get_by_role("dialog").get_by_text(source, exact=True).click()

    def upload(self, name: str, data: bytes) -> None:
        """Give the page a picture of one's own."""
        self.open_own_picture()
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        self.page.get_by_role("dialog").locator("input[type=file]").set_input_files(file)

    def choose(self, name: str, option: str) -> None:
        """Choose the activation, the padding, the stride, the direction or the palette."""
        menu = self.page.locator(f"select[name={name}]")
        button = self.page.locator(f".segments label:has(input[name={name}][value='{option}'])")
        if menu.count():
            menu.select_option(option)
        elif button.count():
            button.click()
        else:
            self.page.get_by_label("More activations").select_option(option)

    def slider(self, name: str) -> Locator:
        """Find the slider of the bias or of a parameter."""
        return self.page.locator(f"[data-part={name}] input[type=range]")

    def line_field(self, name: str) -> Locator:
        """Find the field of the row ("Row") or of the column ("Column")."""
        return self.page.locator(".numbers-place").get_by_label(name, exact=True)

    @property
    def line(self) -> Locator:
        """Find the arithmetic of the selected pixel."""
        return self.page.locator(".pixel-line")

    def place(self, panel: str, row: int, col: int, settings: Settings) -> tuple[float, float]:
        """Find the middle of a pixel of the picture on the screen, with nothing zoomed."""
        height, width = expected_image(settings).shape
        box = self.stage(panel).bounding_box()
        return box["x"] + box["width"] * (col + 0.5) / width, box["y"] + box["height"] * (row + 0.5) / height


def expected_image(settings: Settings) -> np.ndarray:
    return samples()[settings.picture].load(settings.size)


def expected_profile(settings: Settings, image: np.ndarray | None = None) -> profiles.RowProfile:
    """Compute in Python what the profile of a view has to show."""
    image = expected_image(settings) if image is None else image
    layer = forward(image, **settings.layer())
    axis = 0 if settings.direction == "Row" else 1
    return profiles.row_profile(
        image,
        layer.pre_activation,
        layer.activation_map,
        layer.nearest((settings.row, settings.col)[axis], axis),
        stride=layer.stride,
        offset=layer.offset,
        direction=settings.direction,
    )


def drawn_line(settings: Settings, line: profiles.RowProfile) -> profiles.DrawnLine:
    """Return the line as the profile draws it, with a point wherever it crosses zero."""
    params = {name: getattr(settings, name) for name in ACTIVATIONS[settings.activation].takes}
    return profiles.with_crossings(line, at_zero=values_at_zero(settings.activation, **params))


def eventually(shown: ExplorerPage, check: Callable[[], None], *, seconds: float = 5) -> None:
    """Repeat a check in every frame until it passes; after some seconds its failure is that of the test."""
    end = time.monotonic() + seconds
    while True:
        try:
            return check()
        except AssertionError:
            if time.monotonic() > end:
                raise
        shown.next_frame()


def assert_shows(shown: ExplorerPage, settings: Settings, image: np.ndarray | None = None) -> None:
    """Check that the page shows Python's own numbers: the line, and the maps, which must not be zoomed."""
    image = expected_image(settings) if image is None else image
    eventually(shown, lambda: assert_profile(shown, settings, image))
    shown.wait_until_painted()
    assert_painted(shown, settings, image)


def assert_profile(shown: ExplorerPage, settings: Settings, image: np.ndarray | None = None) -> None:
    """Check that the graph holds Python's own arrays for the selected line."""
    image = expected_image(settings) if image is None else image
    expected = expected_profile(settings, image)
    near = {"rtol": 0, "atol": rounding(settings)}
    line = drawn_line(settings, expected)
    drawn = shown.profile()
    np.testing.assert_array_equal(drawn["input"][1], expected.input)
    np.testing.assert_allclose(drawn["signed"][0], line.position, rtol=0, atol=settings.stride)
    np.testing.assert_allclose(drawn["signed"][1], line.signed, **near)
    np.testing.assert_allclose(drawn["rectified"][1], line.rectified, **near)
    np.testing.assert_allclose(drawn["negative"][1], np.minimum(line.signed, 0), **near)


def assert_painted(shown: ExplorerPage, settings: Settings, image: np.ndarray) -> None:
    """Check the colour of every value of the maps, where the screen has a dot for each."""
    layer = forward(image, **settings.layer())
    grid = {"panel": "input", "count": image.shape, "shape": image.shape, "stride": 1, "offset": 0}
    _assert_colours(shown.colours(grid)[0], image, GREY, (0, 1), error=0)
    for panel, values in (("signed", layer.pre_activation), ("rectified", layer.activation_map)):
        _assert_map(shown, panel, values, settings, image, limits=(layer.limit, layer.shared_limit))


def assert_compared(
    shown: ExplorerPage, a: Settings, b: Settings,
    *, a_image: np.ndarray | None = None, b_image: np.ndarray | None = None,
) -> None:  # fmt: skip
    """Check that the page shows A in the place of the input, B, and both lines, as Python has them."""
    a_image = expected_image(a) if a_image is None else a_image
    b_image = expected_image(b) if b_image is None else b_image
    row, col = map(comparison.aligned_place, (b.row, b.col), a_image.shape, b_image.shape)
    a = replace(a, row=row, col=col, direction=b.direction, palette=b.palette)
    one, other = forward(a_image, **a.layer()), forward(b_image, **b.layer())
    limits = max(one.limit, other.limit), comparison.shared_limit(one, other)
    _assert_map(shown, "input", one.activation_map, a, a_image, limits=limits)
    _assert_map(shown, "signed", other.pre_activation, b, b_image, limits=limits)
    _assert_map(shown, "rectified", other.activation_map, b, b_image, limits=limits)
    assert_profile(shown, b, b_image)
    line, along = drawn_line(a, expected_profile(a, a_image)), 1 if b.direction == "Row" else 0
    scale = b_image.shape[along] / a_image.shape[along]
    place, values = shown.profile()["a"]
    places = (np.array(line.position) + 0.5) * scale - 0.5
    np.testing.assert_allclose(place, places, rtol=0, atol=a.stride * scale)
    np.testing.assert_allclose(values, line.rectified, rtol=0, atol=rounding(a))


def _assert_map(
    shown: ExplorerPage, panel: str, values: np.ndarray, settings: Settings, image: np.ndarray,
    *, limits: tuple[float, float],
) -> None:  # fmt: skip
    """Check the colour of every value of a map; `limits` are that of the hatching and that of the colours."""
    layer = forward(image, **settings.layer())
    grid = {"panel": panel, "count": values.shape, "shape": image.shape}
    (colours,) = shown.colours(grid | {"stride": layer.stride, "offset": layer.offset})
    palette = PALETTES[settings.palette]
    _assert_colours(
        colours, values, palette.table, colour_range(values, settings.palette, limit=limits[1]),
        error=rounding(settings), quiet=QUIET * limits[0] if palette.is_hatched else None,
    )  # fmt: skip


def _assert_colours(
    colours: np.ndarray, values: np.ndarray, table: np.ndarray, span: tuple[float, float],
    *, error: float, quiet: float | None = None,
) -> None:  # fmt: skip
    """Compare the colour in the middle of each value with its own, unless the screen has no dot for each.

    A value within the error of the border between two colours may have either; below -quiet, the colour may
    be mixed with up to half of the ink of the hatching.
    """
    if not len(colours):
        return
    found, exact = colours[:, :3].astype(int), values.ravel().astype(np.float64)
    candidates = [table[colour_index(exact + by, len(table), span)] for by in (-error, error)]
    wrong = ~np.any([(found == colour).all(axis=1) for colour in candidates], axis=0)
    if quiet is not None:
        mixed, below = found[wrong], exact[wrong] < -quiet + error
        is_hatched = np.zeros(len(mixed), bool)
        for colour in candidates:
            plain = colour[wrong].astype(int)
            inked = (plain + np.array(INK, int)) // 2
            low, high = np.minimum(plain, inked) - 2, np.maximum(plain, inked) + 2
            is_hatched |= ((mixed >= low) & (mixed <= high)).all(axis=1) & below
        wrong[wrong] = ~is_hatched
    places = np.argwhere(wrong.reshape(values.shape))
    assert not len(places), f"{len(places)} of {wrong.size} values, the first at {places[0]}"


def lose_first(shown: ExplorerPage, part: str) -> None:
    """Lose the first message to the server that holds this text; `lost` in the page counts."""
    shown.page.evaluate(
        """(part) => {
            const { send } = WebSocket.prototype
            const text = (message) => new TextDecoder("latin1").decode(message)
            window.lost = 0
            WebSocket.prototype.send = function (message) {
                if (lost || !text(message).includes(part)) return send.call(this, message)
                window.lost += 1
            }
        }""",
        part,
    )


def expect_text(locator: Locator, text: str) -> None:
    expect(locator).to_contain_text(text)


def assert_browser_computes_as_python(page: Page) -> bool:
    """Compare the maps that the browser shows with Python's; False where no confirmed view is shown."""
    found = page.evaluate(BROWSER_VIEW, ARGUMENT)
    if found is None:
        return False
    assert_agrees(json.loads(found))
    return True
