"""What a visitor can see and do, in words of the page."""

import base64
from urllib.parse import parse_qs, urlsplit

import numpy as np
from playwright.sync_api import Locator, Page, expect

from explorer.core import profiles
from explorer.core.layer import forward
from explorer.images import samples
from explorer.view.settings import Settings

TRACES = ("input", "negative", "signed", "rectified", "marks")


class ExplorerPage:
    """The main page in a browser."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def wait_until_drawn(self) -> None:
        self.page.wait_for_function(
            "document.querySelector('.scope-profile')?.data?.[2]?.y?.length > 0"
            " && document.querySelector('[data-panel=rectified] canvas').dataset.key"
        )
        self.page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")

    @property
    def headline(self) -> Locator:
        return self.page.locator(".scope-headline")

    @property
    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlsplit(self.page.url).query).items()}

    def stage(self, panel: str) -> Locator:
        return self.page.locator(f"[data-panel={panel}] .scope-stage")

    def profile(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Read the numbers back from the Plotly graph: name of the trace -> x, y."""
        traces = self.page.evaluate(
            "document.querySelector('.scope-profile').data.map((t) => [Array.from(t.x), Array.from(t.y)])"
        )
        return {
            name: (np.array(x, np.float64), np.array(y, np.float64))
            for name, (x, y) in zip(TRACES, traces, strict=True)
        }

    def pixels(self, panel: str) -> bytes:
        """Read back what is painted on the canvas of a panel."""
        text = self.page.evaluate(
            """(panel) => {
                const canvas = document.querySelector(`[data-panel=${panel}] canvas`)
                const { width, height } = canvas
                const { data } = canvas.getContext("2d").getImageData(0, 0, width, height)
                return new Promise((done) => {
                    const reader = new FileReader()
                    reader.onload = () => done(reader.result)
                    reader.readAsDataURL(new Blob([data]))
                })
            }""",
            panel,
        )
        return base64.b64decode(text.split(",")[1])

    def messages(self) -> int:
        """Count the messages from Python that the scope has shown."""
        return int(self.page.locator(".scope").get_attribute("data-messages"))

    def wait_for_message_after(self, count: int) -> None:
        self.page.wait_for_function(
            "(count) => Number(document.querySelector('.scope').dataset.messages) > count", arg=count
        )
        self.wait_until_drawn()
        self.page.wait_for_timeout(100)

    def set_weight(self, name: str, text: str) -> None:
        field = self.weight(name)
        field.fill(text)
        field.press("Enter")

    def weight(self, name: str) -> Locator:
        """Find the field of a weight by its name in the address."""
        return self.page.get_by_label(f"Weight in row {int(name[1]) + 1}, column {int(name[2]) + 1}")

    @property
    def kernel_menu(self) -> Locator:
        return self.page.locator(".kernel select")

    def choose(self, key: str, option: str) -> None:
        """Choose from one of Streamlit's menus."""
        self.page.locator(f".st-key-{key} input").click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def press_segment(self, key: str, option: str) -> None:
        self.page.locator(f".st-key-{key}").get_by_text(option, exact=True).click()

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


def assert_shows(shown: ExplorerPage, settings: Settings, image: np.ndarray | None = None) -> None:
    """Check that the graph holds Python's own arrays for the selected line."""
    expected = expected_profile(settings, image)
    drawn = shown.profile()
    np.testing.assert_allclose(drawn["input"][1], expected.input, atol=1e-6)
    np.testing.assert_array_equal(drawn["signed"][0], expected.position)
    np.testing.assert_allclose(drawn["signed"][1], expected.signed, atol=2e-6)
    np.testing.assert_allclose(drawn["rectified"][1], expected.rectified, atol=2e-6)
    np.testing.assert_allclose(drawn["negative"][1], np.minimum(expected.signed, 0), atol=2e-6)


def expect_text(locator: Locator, text: str) -> None:
    expect(locator).to_contain_text(text)
