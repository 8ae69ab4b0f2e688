"""What a visitor waits for: the app and a plain Streamlit page, in turn in the same browser."""

import asyncio
import base64
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, Error, Page, TimeoutError, async_playwright

from benchmarks.measure import REPETITIONS, Budget, Part, Table, Timing, shown
from benchmarks.servers import Server, serve

BASELINE_APP = Path(__file__).parent / "baseline_app.py"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
VIEWPORT = {"width": 1440, "height": 900}
WARM_UP = 3
TRIES = 5
PAUSE = 60  # ms in which nothing on the page changes, before and after every repetition
MOVES = 125  # a second, as an ordinary mouse reports them
DRAG = 2  # seconds
OPENINGS = 10  # a page takes seconds
COUNTED = 3  # repetitions of what is counted in bytes, which is not timed, as counting takes time
COUNTING = 500  # ms without a change, after which nothing more is received
PROFILE_BUDGET = (17, 34)  # ms, median and p95
FRAMES_BUDGET = 50  # a second
MAPS_BUDGET = (80, 160)  # ms, median and p95
OPENING_BUDGET = {"warm": 1500, "cold": 2500}  # ms

# Runs in every page before the page's own scripts. A watcher looks at `mark`, which is cheap and new after
# every change of what it watches. It takes the time when the main thread has finished the first animation
# frame with the change: that very frame if the change is made by one of its callbacks, else the next one.
# `state`, what is really painted, is read after the time has been taken. The answer is the first frame that
# looks as the page does when it is quiet, or, where any change is an answer (`isAny`), the first that is new.
METER = """
window.meter = (() => {
  const nextFrame = window.requestAnimationFrame.bind(window)
  const { port1, port2 } = new MessageChannel()
  const watchers = []
  const waiting = []
  let touched = 0

  const same = (a, b) => a.length === b.length && a.every((value, k) => value === b[k])

  class Watcher {
    constructor({ mark, state, isAny }, event) {
      Object.assign(this, { mark, state: state ?? mark, isAny, frames: [] })
      Object.assign(this, { first: null, since: null, heard: null })
      this.last = mark()
      this.before = this.state()
      this.changed = new Promise((resolve, reject) => {
        this.tell = resolve
        setTimeout(() => reject(new Error("Nothing new has been painted.")), 5000)
      })
      this.changed.catch(() => {}) // who waits for it hears of it
      const listen = ({ timeStamp }) => {
        this.first ??= timeStamp
        this.since ??= timeStamp
        this.heard ??= performance.now()
      }
      if (event) window.addEventListener(event, listen, { capture: true })
      this.stop = () => {
        if (event) window.removeEventListener(event, listen, { capture: true })
        if (watchers.includes(this)) watchers.splice(watchers.indexOf(this), 1)
      }
      watchers.push(this)
    }
    look() {
      const now = this.mark()
      if (same(now, this.last)) return []
      const { since, heard } = this
      Object.assign(this, { last: now, since: null, heard: null })
      return [{ watcher: this, since, heard }]
    }
    taken() {
      this.stop()
      const after = this.state()
      const isAnswer = this.isAny ? (state) => !same(state, this.before) : (state) => same(state, after)
      const found = this.frames.find(({ state }) => isAnswer(state))
      if (this.first === null) throw new Error("The event did not come.")
      if (same(after, this.before)) throw new Error("Nothing has changed.")
      if (!found) throw new Error("What is painted now was in none of the frames that were looked at.")
      return found.time - this.first
    }
  }

  const look = () => watchers.flatMap((watcher) => watcher.look())
  const inFrame = (found) => {
    if (!found.length) return
    waiting.push(...found)
    port2.postMessage(null)
  }
  port1.onmessage = () => {
    const time = performance.now()
    for (const { watcher, since, heard } of waiting.splice(0)) {
      watcher.frames.push({ since, heard, time, state: watcher.state() })
      watcher.tell(time)
    }
  }
  window.requestAnimationFrame = (callback) => nextFrame((time) => {
    callback(time)
    inFrame(look())
  })
  new MutationObserver(() => {
    touched = performance.now()
    const found = look()
    if (found.length) nextFrame(() => inFrame(found))
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["data-messages", "data-key", "d", "href"],
  })

  // Nothing, until there are enough of them.
  const all = (selector, read, enough = 0) => {
    const found = Array.from(document.querySelectorAll(selector), read).filter((value) => value !== null)
    return found.length < enough ? [] : found
  }
  const checksum = (canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
    return new Uint32Array(data.buffer).reduce((sum, word) => (Math.imul(sum, 31) + word) | 0, 0)
  }
  return {
    Watcher,
    texts: (selector) => all(selector, (element) => element.textContent),
    attributes: (selector, name, enough) => all(selector, (element) => element.getAttribute(name), enough),
    pixels: (selector) => all(selector, checksum),
    quiet: (pause) => new Promise((resolve) => {
      const timer = setInterval(() => {
        const isIdle = document.querySelector("[data-testid=stApp][data-test-script-state=notRunning]")
        if (!isIdle) touched = performance.now()
        else if (performance.now() - touched > pause) resolve(clearInterval(timer))
      }, 10)
    }),
    countFrames: () => {
      const counted = { times: [], isOver: false }
      const count = (time) => {
        counted.times.push(time)
        if (!counted.isOver) nextFrame(count)
      }
      nextFrame(count)
      return counted
    },
  }
})()
"""

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


@dataclass(frozen=True)
class Visit:
    """A page that is open in the browser."""

    script: Script
    page: Page
    lost: list[str] = field(default_factory=list)

    async def settle(self, pause: int = PAUSE) -> None:
        await self.page.evaluate(f"meter.quiet({pause})")

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
        return taken


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
    context: BrowserContext, script: Script, server: Server, wire: Wire | None = None
) -> tuple[Visit, dict[str, float]]:
    """Open a page; return it with the milliseconds from the start of the navigation to what is painted."""
    page = await context.new_page()
    if wire:
        await wire.listen(page)
    watchers = ", ".join(f"{name}: new meter.Watcher({seen})" for name, seen in script.ready.items())
    await page.add_init_script(f"{METER}\nwindow.opening = {{ {watchers} }}")
    await page.goto(server.address, wait_until="commit")
    times = {name: await page.evaluate(f"opening.{name}.changed") for name in script.ready}
    await page.evaluate("for (const watcher of Object.values(opening)) watcher.stop()")
    return Visit(script, page), times


@dataclass(frozen=True)
class Drag:
    """A drag of the line: from the event, and from its handling, to the frame; and counts a second."""

    latency: Timing
    handling: Timing
    moves: float
    changed: float
    frames: float


async def drag(visit: Visit, *, seconds: float) -> Drag:
    """Drag the line up and down, with a mouse that does not wait for the page."""
    page = visit.page
    session = await page.context.new_cdp_session(page)
    box = await page.locator("[data-panel=signed] .scope-stage").bounding_box()
    x, top = box["x"] + box["width"] / 2, box["y"] + 20
    await page.mouse.move(x, top)
    await page.mouse.down()
    await visit.settle()
    await page.evaluate(
        f"window.watcher = new meter.Watcher({visit.script.seen['profile']}, 'pointermove');"
        "window.counted = meter.countFrames(); 0"
    )
    sent = []
    start = time.perf_counter()
    for k in range(round(seconds * MOVES)):
        y = top + abs((2 * k + 250) % 500 - 250)
        event = {"type": "mouseMoved", "x": x, "y": y, "button": "left", "buttons": 1}
        sent.append(asyncio.create_task(session.send("Input.dispatchMouseEvent", event)))
        await asyncio.sleep(max(0, start + (k + 1) / MOVES - time.perf_counter()))
    moves = len(sent) / (time.perf_counter() - start)
    await asyncio.gather(*sent)
    await page.evaluate("counted.isOver = true, watcher.stop()")
    frames = await page.evaluate("watcher.frames.map(({ since, heard, time }) => [time, [since, heard]])")
    every = await page.evaluate("counted.times")
    await page.mouse.up()
    await visit.settle()
    first = dict(reversed(frames))  # the page may draw more than once in a frame
    latency, handling = (
        Timing([painted - events[k] for painted, events in first.items() if events[k]]) for k in (0, 1)
    )
    return Drag(latency, handling, moves, rate(sorted(first)), rate(every))


def rate(times: Sequence[float]) -> float:
    """Return how many there were in a second, from the first to the last."""
    return 1000 * (len(times) - 1) / (times[-1] - times[0])


Both = dict[str, Timing]  # name of the page -> its times


async def measure_changes(visits: Mapping[str, Visit], names: Iterable[str]) -> dict[str, Both]:
    """Let the pages take turns, so that whatever else the machine does meets them alike."""
    found = {}
    for name in names:
        times: dict[str, list[float]] = {page: [] for page in visits}
        for k in range(WARM_UP + REPETITIONS):
            for page, visit in visits.items():
                times[page].append(await visit.measure(name, k))
        found[name] = {page: Timing(values[WARM_UP:]) for page, values in times.items()}
    return found


async def measure_openings(profiles: Profiles, servers: Mapping[str, Server]) -> dict[str, Both]:
    """Open the pages in turn; return the times to all that is painted, by kind of cache."""
    found: dict[str, dict[str, list[float]]] = {}
    for k in range(1 + OPENINGS):
        for page, kind in product(servers, ("cold", "warm")):
            for what, taken in (await open_once(profiles, kind, page, servers[page])).items():
                if k:
                    found.setdefault(f"{kind}, {what}", {}).setdefault(page, []).append(taken)
    return timings(found)


async def count_openings(profiles: Profiles, servers: Mapping[str, Server]) -> dict[str, Both]:
    found: dict[str, dict[str, list[float]]] = {}
    for _, page, kind in product(range(COUNTED), servers, ("cold", "warm")):
        wire = Wire()
        await open_once(profiles, kind, page, servers[page], wire)
        found.setdefault(kind, {}).setdefault(page, []).append(wire.bytes)
    return timings(found)


async def open_once(
    profiles: Profiles, kind: str, page: str, server: Server, wire: Wire | None = None
) -> dict[str, float]:
    """Open and close a page, with a cold or a warm cache."""
    context = profiles.warm if kind == "warm" else await profiles.browser.new_context(viewport=VIEWPORT)
    visit, taken = await open_in(context, SCRIPTS[page], server, wire)
    await visit.settle(COUNTING if wire else PAUSE)
    await (visit.page if kind == "warm" else context).close()
    return taken


def timings(found: Mapping[str, Mapping[str, Sequence[float]]]) -> dict[str, Both]:
    return {what: {page: Timing(values) for page, values in both.items()} for what, both in found.items()}


async def count_bytes(visits: Mapping[str, Visit], name: str) -> Both:
    """Count what a change makes the browser receive until the page is quiet again."""
    found: dict[str, list[float]] = {page: [] for page in visits}
    for page, visit in visits.items():
        wire = Wire()
        await wire.listen(visit.page)
        for k in range(COUNTED):
            before = wire.bytes
            await visit.measure(name, WARM_UP + REPETITIONS + k)
            await visit.settle(COUNTING)
            found[page].append(wire.bytes - before)
    return {page: Timing(values) for page, values in found.items()}


async def visit_all(browser: Browser, servers: Mapping[str, Server]) -> dict[str, Visit]:
    visits = {}
    for page, server in servers.items():
        context = await browser.new_context(viewport=VIEWPORT)
        visits[page], _ = await open_in(context, SCRIPTS[page], server)
        await visits[page].settle(1000)
    return visits


async def measure_all(servers: Mapping[str, Server]) -> Part:
    async with browsing() as profiles:
        visits = await visit_all(profiles.browser, servers)
        changes = await measure_changes(visits, EXPLORER.changes)
        lost = {page: len(visit.lost) for page, visit in visits.items()}
        await drag(visits["explorer"], seconds=DRAG / 4)
        dragged = await drag(visits["explorer"], seconds=DRAG)
        received = {
            "a changed weight": await count_bytes(visits, "weight"),
            "a moved row": await count_bytes(visits, "row"),
        }
        for visit in visits.values():
            await visit.page.context.close()
        openings = await measure_openings(profiles, servers)
        opened = await count_openings(profiles, servers)
    received = {f"opening, {kind} cache": both for kind, both in opened.items()} | received
    return part(changes, lost, dragged, openings, received)


PROMISED = ("weight", "bias", "slope", "activation")
TITLES = {
    "activation": "another activation, to painted maps",
    "preset": "another kernel, to painted maps",
    "weight": "one weight, to painted maps",
    "bias": "bias, to painted maps",
    "slope": "slope of the negative side, to painted maps",
    "row": "row, by an arrow key, to the painted profile",
    "hover": "mouse over a map, to the written value",
}


def part(
    changes: Mapping[str, Both],
    lost: Mapping[str, int],
    dragged: Drag,
    openings: Mapping[str, Both],
    received: Mapping[str, Both],
) -> Part:
    ours, plain = dragged.latency, changes["row"]["baseline"]
    rows = [compared(TITLES[name], both) for name, both in changes.items()]
    rows.append(["row, by dragging, to the painted profile", str(ours), "—", "—"])
    rows.append(["row, the best that each has: drag, key", str(ours), str(plain), ratio(ours, plain)])
    columns = ["what", "the app", "plain page", "plain page / app"]
    return Part(
        "In the browser",
        "The app beside the page that a Streamlit tutorial would write for the same lesson "
        "(`benchmarks/baseline_app.py`: sliders, `st.data_editor`, three Plotly heatmaps, a Plotly profile), "
        f"both with the same picture of 512 x 512 pixels, each on its own server, in turn in one Chromium, "
        f"{VIEWPORT['width']} x {VIEWPORT['height']} pixels, without a graphics card. "
        "Times are in ms, median / 95th percentile. The clock starts at the time stamp of the key, the click "
        "or the mouse move, and stops when the main thread has finished the first animation frame with "
        "the new pixels; what remains is the compositor's. While a line moves, the page draws the profile by "
        "hand, and once more with Plotly when it rests; the first counts. The remote control of the browser "
        "reads along whatever the server sends, which costs both pages a little.",
        [
            Table(
                "Changes",
                f"{REPETITIONS} repetitions each after {WARM_UP} that do not count, all on a quiet page. "
                "That pixels are new is checked: of the app's canvases, of the plain page's heatmaps. Inputs "
                f"without an answer, made again: {lost['explorer']} of the app, {lost['baseline']} of the "
                "plain page.",
                columns,
                rows,
            ),
            Table(
                "Dragging the line",
                f"For {DRAG} seconds, with a mouse that does not wait for the page. The plain page has "
                "nothing that follows the mouse: its slider tells the server on release.",
                ["what", "the app"],
                [
                    ["from the mouse move to the painted profile, ms", str(dragged.latency)],
                    [
                        "of which the page works and does not wait for the next frame of the display, ms",
                        str(dragged.handling),
                    ],
                    ["mouse moves a second", shown(dragged.moves)],
                    ["frames a second with a new profile", shown(dragged.changed)],
                    ["all animation frames a second", shown(dragged.frames)],
                ],
            ),
            Table(
                "Opening the page",
                f"From the start of the navigation, on a running server; {OPENINGS} times each, so that the "
                "second number is the slowest. Cold: a new browser profile, with nothing stored, no compiled "
                "code either. Warm: a profile on disk that has seen the page before.",
                columns,
                [compared(what, both) for what, both in openings.items()],
            ),
            Table(
                "Received",
                "Kilobytes that the browser receives, compressed as they travel, until the page is quiet; "
                f"median of {COUNTED}.",
                columns,
                [
                    [what, *(kilobytes(both[page]) for page in SCRIPTS), ratio(*both.values())]
                    for what, both in received.items()
                ],
            ),
        ],
        budgets(changes, dragged, openings),
    )


def compared(what: str, both: Both) -> list[str]:
    return [what, *(str(both[page]) for page in SCRIPTS), ratio(*(both[page] for page in SCRIPTS))]


def ratio(ours: Timing, plain: Timing) -> str:
    return shown(plain.median / ours.median) if ours.median else "—"


def kilobytes(received: Timing) -> str:
    return shown(received.median / 1000)


def budgets(changes: Mapping[str, Both], dragged: Drag, openings: Mapping[str, Both]) -> list[Budget]:
    explorer = {name: both["explorer"] for name, both in (changes | openings).items()}
    return [
        within("row drag to painted profile", dragged.latency, PROFILE_BUDGET),
        Budget(
            "frames a second with a new profile", f"{FRAMES_BUDGET}", shown(dragged.changed),
            dragged.changed >= FRAMES_BUDGET,
        ),
        *(within(TITLES[name], explorer[name], MAPS_BUDGET) for name in PROMISED),
        *(
            Budget(
                f"opening, {kind} cache, to the first maps, median", f"{limit} ms",
                f"{shown(explorer[f'{kind}, maps'].median)} ms", explorer[f"{kind}, maps"].median <= limit,
            )
            for kind, limit in OPENING_BUDGET.items()
        ),
    ]  # fmt: skip


def within(what: str, timing: Timing, limits: tuple[float, float]) -> Budget:
    median, p95 = limits
    is_met = timing.median <= median and timing.p95 <= p95
    return Budget(f"{what}, median / p95", f"{median} / {p95} ms", f"{timing} ms", is_met)


def run() -> Part:
    with serve() as ours, serve(BASELINE_APP) as plain:
        return asyncio.run(measure_all({"explorer": ours, "baseline": plain}))


async def measure_some(servers: Mapping[str, Server], names: Sequence[str]) -> None:
    async with browsing() as profiles:
        visits = await visit_all(profiles.browser, servers)
        for name in names:
            both = (await measure_changes(visits, [name]))[name]
            print(f"{TITLES[name]}: {both['explorer']} ms", flush=True)


def main(names: Sequence[str]) -> None:
    """Measure a few changes in the app alone: `python -m benchmarks.browser weight bias`, or `weights`."""
    chosen = ["activation", "weight", "bias"] if names == ["weights"] else names or list(EXPLORER.changes)
    with serve() as server:
        asyncio.run(measure_some({"explorer": server}, chosen))


if __name__ == "__main__":
    main(sys.argv[1:])
