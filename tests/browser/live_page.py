"""A live demonstration of a lesson, as one sees it."""

from base64 import b64decode

import cv2
import numpy as np
from playwright.sync_api import Locator, Page, expect

from explorer.core.paint import PALETTES, painted
from explorer.lessons.parts import Bars, Data, Demonstration, Grid, Maps, Numbers, Plot, Table, Tones, Words

KINDS = (Words, Numbers, Table, Maps, Plot, Bars, Grid, Tones)
CLASSES = {kind: f"live-{kind.__name__.lower()}" for kind in KINDS}
FEW = 0.002  # of the pixels: where the browser's float32 is on the other side of a step of the colours
READ_MAP = """canvas => ({
    png: canvas.toDataURL("image/png"),
    title: canvas.closest("figure").querySelector("figcaption").textContent,
    row: canvas.parentElement.querySelector("i:not([hidden])")?.style.top ?? null,
})"""
READ_TRACES = "plot => plot.data.map(({ name, x, y, z }) => ({ name, x, y, z: z ?? null }))"


class LivePage:
    """One demonstration of a lesson whose answer is revealed: the first, the second …"""

    def __init__(self, page: Page, demonstration: Demonstration, data: Data, place: int = 0) -> None:
        self.page, self.demonstration, self.data = page, demonstration, data
        self.root = page.locator(".live").nth(place)

    def slider(self, name: str) -> Locator:
        label = next(one.label for one in self.demonstration.sliders(self.data) if one.name == name)
        return self.root.get_by_role("slider", name=label)

    @property
    def values(self) -> dict[str, float]:
        """Read where the sliders are; what is written beside each says the same."""
        sliders = self.demonstration.sliders(self.data)
        read = self.root.locator(".live-sliders input").evaluate_all("all => all.map(({ value }) => value)")
        texts = self.root.locator("output").all_inner_texts()
        assert [float(text.replace("−", "-")) for text in texts] == [float(value) for value in read]
        return {slider.name: float(value) for slider, value in zip(sliders, read, strict=True)}

    def wait_until_confirmed(self) -> None:
        expect(self.root).to_have_attribute("data-state", "confirmed")

    def next_frame(self) -> None:
        self.page.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def drag(self, name: str, across: float) -> None:
        """Press a slider where it is, move sideways by a share of its width, and do not let go."""
        slider = self.slider(name)
        slider.scroll_into_view_if_needed()
        box, (low, high) = slider.bounding_box(), (float(slider.get_attribute(end)) for end in ("min", "max"))
        x = box["x"] + 8 + (box["width"] - 16) * (float(slider.input_value()) - low) / (high - low)
        y = box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + across * box["width"], y, steps=5)

    def assert_shows_its_values(self) -> dict[str, float]:
        """Check that every part is Python's for the values that the sliders show; return the values."""
        self.next_frame()
        values = self.values
        rows = self.demonstration.show(values, self.data)
        places = self.root.locator(".live-parts > .live-row")
        expect(places).to_have_count(len(rows))
        for row, place in zip(rows, places.all(), strict=True):
            for part, element in zip(row, place.locator("> *").all(), strict=True):
                assert CLASSES[type(part)] in element.get_attribute("class")
                _assert_part(element, part)
        return values


def _assert_part(element: Locator, part: object) -> None:
    if isinstance(part, Words):
        assert element.inner_text() == part.text.replace("**", "")
    elif isinstance(part, Numbers):
        assert list(zip(texts(element, "dt"), texts(element, "dd"), strict=True)) == list(part.rows)
    elif isinstance(part, Table):
        assert texts(element, "th, td") == [cell for row in (part.head, *part.rows) for cell in row]
    elif isinstance(part, Maps):
        assert_maps([canvas.evaluate(READ_MAP) for canvas in element.locator("canvas").all()], part)
    elif isinstance(part, Tones):
        assert texts(element, "p, button") == [part.text, *(f"Listen: {name}" for name, _ in part.groups)]
    elif isinstance(part, Grid):
        _assert_grid(element, part)
    else:
        assert element.get_attribute("aria-label") == part.alt
        _assert_traces(element, part)


def texts(element: Locator, selector: str) -> list[str]:
    return element.locator(selector).evaluate_all("all => all.map(({ textContent }) => textContent)")


def pixels_of(address: str) -> np.ndarray:
    """Read a PNG at a data address: rows x columns x red, green, blue."""
    file = np.frombuffer(b64decode(address.partition(",")[2]), np.uint8)
    return cv2.imdecode(file, cv2.IMREAD_COLOR)[..., ::-1]


def assert_maps(found: list[dict[str, str]], part: Maps) -> None:
    """Check that canvases, as `READ_MAP` has read them, show a part of a demonstration."""
    assert [one["title"] for one in found] == [image.title for image in part.images]
    for one, image in zip(found, part.images, strict=True):
        values = np.asarray(image.values, np.float64)
        limit = part.limit or float(np.abs(values).max()) or 1.0
        wanted = painted(values, PALETTES[image.palette].table, image.span or (-limit, limit))
        pixels = pixels_of(one["png"])
        assert pixels.shape == wanted.shape
        assert (pixels != wanted).any(axis=-1).mean() < FEW
        assert (one["row"] is None) == (part.row is None)
        if part.row is not None:
            assert float(one["row"].removesuffix("%")) == round(100 * (part.row + 0.5) / len(values), 4)


def _assert_grid(element: Locator, part: Grid) -> None:
    cells, values = element.locator(".live-cells"), np.asarray(part.values, np.float64)
    assert element.locator("figcaption").inner_text() == part.title.replace("**", "")
    assert cells.get_attribute("aria-label") == part.alt
    assert texts(cells, "span") == [text for row in part.words or () for text in row]
    assert cells.locator("i:not([hidden])").count() == (part.frame is not None)
    pixels = pixels_of(cells.locator("canvas").evaluate("canvas => canvas.toDataURL()"))
    wanted = painted(values, PALETTES[part.palette].table, part.span)
    is_there = ~np.isnan(values)
    assert pixels.shape == wanted.shape
    assert (pixels != wanted)[is_there].any(axis=-1).mean() < FEW


def _assert_traces(element: Locator, part: Plot | Bars) -> None:
    traces = element.evaluate(READ_TRACES)
    if isinstance(part, Bars):
        wanted = [(name, None, values) for name, values in part.groups]
    else:
        wanted = [(line.name, line.x, line.y) for line in part.lines]
    for trace, (name, x, y) in zip(traces, wanted, strict=False):
        assert trace["name"] == name
        if x is not None:
            np.testing.assert_allclose(trace["x"], x, atol=1e-5)
        np.testing.assert_allclose(trace["y"], y, atol=1e-4)
    strips = getattr(part, "strips", ())
    assert len(traces) == len(wanted) + bool(strips)
    if strips:
        np.testing.assert_allclose(traces[-1]["z"], [values for _, values in strips], atol=1)
