"""Where things are on the page of the real network."""

from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
from playwright.sync_api import Locator, Page, expect

from explorer.images import Colours, samples
from explorer.networks.cascade import THRESHOLD, Detection, detect, pyramid
from explorer.networks.changes import CHANGES
from explorer.networks.forward import proposals
from explorer.networks.slopes import read_slopes
from explorer.view.network import SIZE, NetworkSettings, sentence

GO_TO = """given => {
    document.activeElement.blur()
    history.pushState(null, "", given ? `${location.pathname}?${given}` : location.pathname)
    dispatchEvent(new PopStateEvent("popstate"))
}"""


@cache
def levels_of(settings: NetworkSettings) -> Colours:
    return np.ascontiguousarray(
        CHANGES[settings.change].apply(samples()[settings.picture].load_colours(SIZE))
    )


@cache
def found_in(settings: NetworkSettings) -> Detection:
    return detect(levels_of(settings), read_slopes(settings.slopes))


@cache
def counted(settings: NetworkSettings) -> str:
    """Say what P-Net counts at the sizes that are shown, as the map's label does."""
    sizes = pyramid(levels_of(settings))
    if settings.scale:
        sizes = sizes[settings.scale - 1 : settings.scale]
    faces = [proposals(size.levels, read_slopes(settings.slopes)).face for size in sizes]
    cells, places = sum(int((face > THRESHOLD).sum()) for face in faces), sum(face.size for face in faces)
    return f"{cells:,} of {places:,} places are marked"


class NetworkPage:
    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def sentence(self) -> Locator:
        return self.page.locator(".network-sentence")

    @property
    def answers(self) -> Locator:
        return self.page.locator(".network-answers canvas")

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.page.url).query))

    def go_to(self, settings: NetworkSettings) -> None:
        """Show another view, as a step of the browser's history does, with nothing in focus."""
        self.page.mouse.move(0, 0)
        self.page.evaluate(GO_TO, urlencode(settings.to_query()))
        self.expect_shows(settings)

    def handle(self, layer: int, channel: int) -> Locator:
        return self.page.get_by_role(
            "slider", name=f"Slope of channel {channel} in layer {layer}", exact=True
        )

    def slope(self, layer: int, channel: int) -> float:
        return float(self.handle(layer, channel).get_attribute("aria-valuenow"))

    def change(self, name: str) -> None:
        self.page.locator(".network-changes label", has_text=name).click()

    def grip(self, layer: int, channel: int) -> tuple[float, float]:
        """Return the middle of a handle on the screen, which is scrolled to it."""
        grip = self.handle(layer, channel).locator(".slopes-grip")
        grip.scroll_into_view_if_needed()
        box = grip.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def expect_shows(self, settings: NetworkSettings) -> None:
        """Expect Python's answer on the page, the same counts in the browser, and the address."""
        found = found_in(settings)
        expect(self.sentence).to_have_text(sentence(found, levels_of(settings).shape[:2]))
        expect(self.page.locator(".network-faces[data-old]")).to_have_count(0)
        expect(self.page.locator(".network-box")).to_have_count(len(found.faces))
        expect(self.answers).to_have_attribute("aria-label", counted(settings))
        self.page.wait_for_function(
            "wanted => location.search.slice(1).split('&').filter(Boolean).length === wanted",
            arg=len(settings.to_query()),
        )
        assert self.query == settings.to_query()
