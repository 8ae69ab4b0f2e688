"""Pages that are open in a browser: opened, changed, dragged, and counted while the clock runs."""

import asyncio
import base64
import json
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Error, Page, async_playwright

from benchmarks.agreement import ARGUMENT, BROWSER_VIEW, assert_agrees
from benchmarks.measure import Timing
from benchmarks.pages import PAUSE, TRIES, Change, Gesture, Script

METER = (Path(__file__).parent / "meter.js").read_text(encoding="utf-8")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
VIEWPORT = {"width": 1440, "height": 900}
MOVES = 125  # a second, as an ordinary mouse reports them
OPENING = (
    120_000  # ms that a page may take to open: on a busy machine several times what it takes on an idle one
)


@dataclass(frozen=True)
class Visit:
    """A page that is open in the browser."""

    script: Script
    page: Page
    lost: list[str] = field(default_factory=list)

    async def settle(self, pause: int = PAUSE) -> float:
        """Wait until the page is quiet; return the milliseconds from its navigation to its last change."""
        last: float = await self.page.evaluate(f"meter.quiet({pause})")
        return last

    async def measure(self, name: str, k: int) -> float:
        """Do something for the k-th time; return the milliseconds from the event to the painted answer.

        A page may lose an input: it is noted, and made again.
        """
        for _ in range(TRIES):
            try:
                return await self.attempt(self.script.changes[name], k)
            except Error as error:
                problem = f"{self.page.url}: {name}, repetition {k}: {error.message}"
                self.lost.append(problem)
        raise RuntimeError(problem)

    async def attempt(self, change: Change, k: int) -> float:
        await change.prepare(self.page, k)
        await self.settle()
        await self.page.evaluate(
            f"window.watcher = new meter.Watcher({self.script.seen[change.sees]}, '{change.event}'), 0"
        )
        await change.commit(self.page, k)
        try:
            await self.page.evaluate("watcher.changed")
            await self.settle()
            taken: float = await self.page.evaluate("watcher.taken()")
        finally:
            await self.page.evaluate("watcher.stop()")
        await self.check()
        return taken

    async def check(self) -> None:
        """Compare the maps of a page that computes them with those of Python, once it has confirmed them."""
        if self.script.is_checked:
            found = await self.page.wait_for_function(BROWSER_VIEW, arg=ARGUMENT, polling=PAUSE)
            assert_agrees(json.loads(await found.json_value()))


class Wire:
    """Counts the bytes that pages receive: bodies and headers as they travel, and WebSocket messages."""

    def __init__(self) -> None:
        self.bytes = 0

    async def listen(self, page: Page) -> None:
        session = await page.context.new_cdp_session(page)
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketFrameReceived", self._told)
        await session.send("Network.enable")

    def _loaded(self, event: dict[str, Any]) -> None:
        self.bytes += round(event["encodedDataLength"])

    def _told(self, event: dict[str, Any]) -> None:
        message = event["response"]
        is_binary = message["opcode"] == 2
        data = message["payloadData"]
        self.bytes += len(base64.b64decode(data) if is_binary else data.encode())


@dataclass(frozen=True)
class Profiles:
    """A browser each of whose contexts begins with nothing stored, and one that stores on disk."""

    browser: Browser
    warm: BrowserContext


@asynccontextmanager
async def browsing() -> AsyncIterator[Profiles]:
    chromium = {"executable_path": shutil.which("chromium"), "args": FLAGS}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(**chromium)
            warm = await playwright.chromium.launch_persistent_context(folder, viewport=VIEWPORT, **chromium)
            yield Profiles(browser, warm)
            await warm.close()
            await browser.close()


async def open_in(
    context: BrowserContext, script: Script, address: str, wire: Wire | None = None
) -> tuple[Visit, dict[str, float]]:
    """Open a page; return it with the milliseconds from the start of the navigation to what is painted."""
    page = await context.new_page()
    if wire:
        await wire.listen(page)
    watchers = ", ".join(
        f"{name}: new meter.Watcher({{ patience: {OPENING}, ...{seen} }})"
        for name, seen in script.ready.items()
    )
    await page.add_init_script(f"{METER}\nwindow.opening = {{ {watchers} }}")
    await page.goto(address, wait_until="commit")
    times = {name: await page.evaluate(f"opening.{name}.changed") for name in script.ready}
    await page.evaluate("for (const watcher of Object.values(opening)) watcher.stop()")
    return Visit(script, page), times


@dataclass(frozen=True)
class Drag:
    """A drag: from the event, and from its handling, to the frame; and counts a second."""

    latency: Timing
    handling: Timing
    moves: float
    changed: float
    frames: float


async def drag(visit: Visit, gesture: Gesture, *, seconds: float) -> Drag:
    """Drag something to and fro, with a mouse that does not wait for the page."""
    page = visit.page
    await gesture.prepare(page, 0)
    session = await page.context.new_cdp_session(page)
    await page.locator(gesture.selector).scroll_into_view_if_needed()
    box = await page.locator(gesture.selector).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    await visit.settle()
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.evaluate(
        f"window.watcher = new meter.Watcher({visit.script.seen[gesture.sees]}, 'pointermove');"
        "window.counted = meter.countFrames(); 0"
    )
    sent = []
    start = time.perf_counter()
    for k in range(1, round(seconds * MOVES) + 1):
        away = swing(k, gesture.reach)
        place = {"x": x + away * gesture.along[0], "y": y + away * gesture.along[1]}
        event = {"type": "mouseMoved", **place, "button": "left", "buttons": 1}
        sent.append(asyncio.create_task(session.send("Input.dispatchMouseEvent", event)))
        await asyncio.sleep(max(0, start + k / MOVES - time.perf_counter()))
    moves = len(sent) / (time.perf_counter() - start)
    await asyncio.gather(*sent)
    await page.evaluate("counted.isOver = true, watcher.stop()")
    frames = await page.evaluate("watcher.frames.map(({ since, heard, time }) => [time, [since, heard]])")
    every = await page.evaluate("counted.times")
    await page.mouse.up()
    await session.detach()
    await visit.settle()
    await visit.check()
    first = dict(reversed(frames))  # the page may draw more than once in a frame
    latency, handling = (
        Timing([painted - events[k] for painted, events in first.items() if events[k]]) for k in (0, 1)
    )
    return Drag(latency, handling, moves, rate(sorted(first)), rate(every))


def swing(k: int, reach: int) -> int:
    """Return where the k-th move is: 2 pixels further each time, between `reach` on either side of 0.

    >>> [swing(k, 3) for k in range(7)]
    [0, 2, 2, 0, -2, -2, 0]
    """
    return abs((2 * k + 3 * reach) % (4 * reach) - 2 * reach) - reach


def rate(times: Sequence[float]) -> float:
    """Return how many there were in a second, from the first to the last."""
    return 1000 * (len(times) - 1) / (times[-1] - times[0])
