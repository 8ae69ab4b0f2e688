"""The page of the real network in a browser: slopes dragged, and let go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.async_api import Page

from benchmarks.browser_tables import DRAG, EACH_WAY, WARM_UP
from benchmarks.browsing import VIEWPORT, Visit, browsing, drag, open_in
from benchmarks.latency import slow_network
from benchmarks.measure import REPETITIONS, Timing
from benchmarks.pages import Action, Change, Gesture, Script
from benchmarks.servers import Server

SCALES = {"the largest size": 1, "all sizes, the strongest answer": 0}
# Notes when maps are painted while a slope is dragged. The meter's own times come late here: the browser puts
# its messages off while the mouse moves and the page computes.
PAINTED = """
window.painted = []
const { putImageData } = CanvasRenderingContext2D.prototype
CanvasRenderingContext2D.prototype.putImageData = function (...given) {
  const isDragged = document.querySelector(".slopes-column[data-dragged]")
  if (isDragged && this.canvas.closest(".network-answers")) window.painted.push(performance.now())
  return putImageData.apply(this, given)
}
"""


def grip(channel: int) -> str:
    """Return the handle of a channel of the first layer."""
    return f".slopes-column[aria-label='Slope of channel {channel} in layer 1'] .slopes-grip"


def drag_and_release(channel: int) -> Action:
    """Drag a slope to where it has not been, and let go; 0, the learned slope, ±1 catch what is near."""

    async def commit(page: Page, k: int) -> None:
        handle = page.locator(grip(channel))
        await handle.scroll_into_view_if_needed()
        box = await handle.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        await page.mouse.move(x, y)
        await page.mouse.down()
        await page.mouse.move(x, y + place(k) - (place(k - 1) if k else 0), steps=4)
        await page.evaluate("() => new Promise((done) => requestAnimationFrame(done))")
        await page.mouse.up()

    return commit


def place(k: int) -> int:
    """Return how far below its first place a handle is let go for the k-th time, in pixels.

    >>> [place(k) for k in range(5)]
    [5, -5, 6, -6, 7]
    """
    return (5 + k // 2) * (-1) ** k


NETWORK = Script(
    {
        "map": "{ isAny: true, mark: () => [window.painted.length] }",
        "answer": "{ mark: () => meter.texts('.network-spoken') }",
    },
    {"faces": "{ mark: () => meter.attributes('.network-box', 'title') }"},
    {  # channels of their own, so that no answer is there already
        "near": Change("answer", "pointerup", drag_and_release(4)),
        "far": Change("answer", "pointerup", drag_and_release(6)),
    },
    {"slope": Gesture(grip(1), "map", (0, 1))},
)


@dataclass(frozen=True)
class Handled:
    """What a hand on the slopes meets with."""

    dragged: Mapping[str, Sequence[float]]
    """When new maps were painted, in ms, by what is shown."""
    released: Mapping[str, Timing]
    """From letting go to the painted faces: "near", and "far" behind a slow network."""
    lost: int


async def handle(server: Server) -> Handled:
    with slow_network(server.port) as network:
        async with browsing() as profiles:
            dragged = {}
            for name, scale in SCALES.items():
                context = await profiles.browser.new_context(viewport=VIEWPORT)
                await context.add_init_script(PAINTED)
                visit, _ = await open_in(context, NETWORK, f"{server.address}network?scale={scale}")
                await visit.settle(1000)
                await drag(visit, NETWORK.drags["slope"], seconds=DRAG / 2)
                await visit.page.evaluate("painted.length = 0")
                await drag(visit, NETWORK.drags["slope"], seconds=DRAG)
                dragged[name] = await visit.page.evaluate("painted")
                await context.close()
            visits = {}
            for name, address in {"near": server.address, "far": network.address}.items():
                context = await profiles.browser.new_context(viewport=VIEWPORT)
                visits[name], _ = await open_in(context, NETWORK, f"{address}network")
                await visits[name].settle(1000)
            network.delay = EACH_WAY / 1000
            released = await release(visits)
    return Handled(dragged, released, sum(len(visit.lost) for visit in visits.values()))


async def release(visits: Mapping[str, Visit]) -> dict[str, Timing]:
    """Let slopes go in all pages in turn; return the times to the painted faces."""
    times: dict[str, list[float]] = {name: [] for name in visits}
    for k in range(WARM_UP + REPETITIONS):
        for name, visit in visits.items():
            times[name].append(await visit.measure(name, k))
    return {name: Timing(taken[WARM_UP:]) for name, taken in times.items()}
