"""What a visitor waits for: the app and a plain Streamlit page, in turn in the same browser."""

import asyncio
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from playwright.async_api import Browser

from benchmarks.browsing import VIEWPORT, Drag, Profiles, Visit, Wire, browsing, drag, open_in
from benchmarks.measure import REPETITIONS, Budget, Part, Table, Timing, shown
from benchmarks.pages import EXPLORER, PAUSE, SCRIPTS
from benchmarks.servers import Server, serve

BASELINE_APP = Path(__file__).parent / "baseline_app.py"
WARM_UP = 3
DRAG = 2  # seconds
OPENINGS = 10  # a page takes seconds
COUNTED = 3  # repetitions of what is counted in bytes, which is not timed, as counting takes time
COUNTING = 500  # ms without a change, after which nothing more is received
PROFILE_BUDGET = (17, 34)  # ms, median and p95
FRAMES_BUDGET = 50  # a second
MAPS_BUDGET = (80, 160)  # ms, median and p95
OPENING_BUDGET = {"warm": 1500, "cold": 2500}  # ms

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
    return part(Measured(changes, lost, dragged, openings, received))


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


COLUMNS = ["what", "the app", "plain page", "plain page / app"]
ABOUT = (
    "The app beside the page that a Streamlit tutorial would write for the same lesson "
    "(`benchmarks/baseline_app.py`: sliders, `st.data_editor`, three Plotly heatmaps, a Plotly profile), "
    f"both with the same picture of 512 x 512 pixels, each on its own server, in turn in one Chromium, "
    f"{VIEWPORT['width']} x {VIEWPORT['height']} pixels, without a graphics card. "
    "Times are in ms, median / 95th percentile. The clock starts at the time stamp of the key, the click "
    "or the mouse move, and stops when the main thread has finished the first animation frame with "
    "the new pixels; what remains is the compositor's. While a line moves, the page draws the profile by "
    "hand, and once more with Plotly when it rests; the first counts. The remote control of the browser "
    "reads along whatever the server sends, which costs both pages a little."
)


@dataclass(frozen=True)
class Measured:
    """Everything that was timed and counted in the browser, by what was done."""

    changes: Mapping[str, Both]
    lost: Mapping[str, int]  # inputs without an answer, by page
    dragged: Drag
    openings: Mapping[str, Both]
    received: Mapping[str, Both]  # bytes


def part(measured: Measured) -> Part:
    tables = [
        changes_table(measured),
        drag_table(measured.dragged),
        openings_table(measured.openings),
        received_table(measured.received),
    ]
    return Part("In the browser", ABOUT, tables, budgets(measured))


def changes_table(measured: Measured) -> Table:
    ours, plain = measured.dragged.latency, measured.changes["row"]["baseline"]
    rows = [compared(TITLES[name], both) for name, both in measured.changes.items()]
    rows.append(["row, by dragging, to the painted profile", str(ours), "—", "—"])
    rows.append(["row, the best that each has: drag, key", str(ours), str(plain), ratio(ours, plain)])
    return Table(
        "Changes",
        f"{REPETITIONS} repetitions each after {WARM_UP} that do not count, all on a quiet page. "
        "That pixels are new is checked: of the app's canvases, of the plain page's heatmaps. Inputs "
        f"without an answer, made again: {measured.lost['explorer']} of the app, "
        f"{measured.lost['baseline']} of the plain page.",
        COLUMNS,
        rows,
    )


def drag_table(dragged: Drag) -> Table:
    return Table(
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
    )


def openings_table(openings: Mapping[str, Both]) -> Table:
    return Table(
        "Opening the page",
        f"From the start of the navigation, on a running server; {OPENINGS} times each, so that the "
        "second number is the slowest. Cold: a new browser profile, with nothing stored, no compiled "
        "code either. Warm: a profile on disk that has seen the page before.",
        COLUMNS,
        [compared(what, both) for what, both in openings.items()],
    )


def received_table(received: Mapping[str, Both]) -> Table:
    return Table(
        "Received",
        "Kilobytes that the browser receives, compressed as they travel, until the page is quiet; "
        f"median of {COUNTED}.",
        COLUMNS,
        [
            [what, *(kilobytes(both[page]) for page in SCRIPTS), ratio(*both.values())]
            for what, both in received.items()
        ],
    )


def compared(what: str, both: Both) -> list[str]:
    return [what, *(str(both[page]) for page in SCRIPTS), ratio(*(both[page] for page in SCRIPTS))]


def ratio(ours: Timing, plain: Timing) -> str:
    return shown(plain.median / ours.median) if ours.median else "—"


def kilobytes(received: Timing) -> str:
    return shown(received.median / 1000)


def budgets(measured: Measured) -> list[Budget]:
    dragged = measured.dragged
    explorer = {name: both["explorer"] for name, both in {**measured.changes, **measured.openings}.items()}
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
