"""The real network: its search for faces, the slopes under the hand, and many visitors at once."""

import asyncio
import multiprocessing
import os
import tracemalloc
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from benchmarks.browser_tables import DRAG, EACH_WAY
from benchmarks.browsing import rate
from benchmarks.measure import REPETITIONS, Budget, Part, Table, Timing, repeat, shown
from benchmarks.network_page import Handled, handle
from benchmarks.network_visitor import arrive_at_network, load_network
from benchmarks.servers import memory_of, serve
from benchmarks.visitors import Case, Load, answered, arrive, latency, load
from explorer.images import samples
from explorer.networks.cascade import detect
from explorer.networks.slopes import PRESETS, read_slopes
from explorer.ui.server import maintenance
from explorer.view.network import DEFAULT_PICTURE, SIZE

MEASURED = ("Learned", "ReLU", "None", "Absolute")
TIME, MEMORY, FRAMES, ANSWER = 150, 60, 20, 250  # ms, MB, a second, ms
LOAD = Case(30, 3, 30)


@dataclass(frozen=True)
class Search:
    """What one search for faces takes: ms, and the MB of its arrays and of the process at most."""

    time: Timing
    arrays: float
    resident: float


@dataclass(frozen=True)
class Crowd:
    """Visitors of the explorer alone, then the same beside as many of the network; memory in MB."""

    alone: Load
    beside: Load
    network: Load
    before: float


def run() -> Part:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as fresh:
        searches = fresh.submit(search).result()
    with serve() as server:
        handled = asyncio.run(handle(server))
    return part(searches, handled, asyncio.run(crowd()))


def search() -> dict[str, Search]:
    """Search in a process of its own, which asks the system for memory as the app does."""
    maintenance.start()
    levels = samples()[DEFAULT_PICTURE].load_colours(SIZE)
    slopes = {row.name: read_slopes(row.text) for row in PRESETS if row.name in MEASURED}
    searches = {name: partial(detect, levels, values) for name, values in slopes.items()}
    times = repeat(searches)
    return {name: Search(times[name], *most_memory(find)) for name, find in searches.items()}


def most_memory(find: partial[object]) -> tuple[float, float]:
    """Return how many MB a search takes at most above what was there: in its arrays, and as Linux counts."""
    tracemalloc.start()
    find()
    arrays = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    Path("/proc/self/clear_refs").write_text("5")  # the most so far is what there is now
    before = memory_of(os.getpid())
    find()
    return arrays, memory_of(os.getpid(), "VmHWM") - before


async def crowd() -> Crowd:
    with serve() as server:
        explorers = await arrive(server.port, LOAD.visitors)
        others = await arrive_at_network(server.port, LOAD.visitors)
        before = server.memory()
        alone = await load(explorers, LOAD, [server])
        beside, network = await asyncio.gather(
            load(explorers, LOAD, [server]), load_network(others, LOAD, [server])
        )
        await asyncio.gather(*(visitor.close() for visitor in (*explorers, *others)))
    return Crowd(alone, beside, network, before)


def part(searches: Mapping[str, Search], handled: Handled, found: Crowd) -> Part:
    text = (
        f"The page “A real network” with {DEFAULT_PICTURE.lower()}, {SIZE} x {SIZE} pixels: P-Net looks at "
        "9,704 places, of all sizes."
    )
    tables = [search_table(searches), drag_table(handled), release_table(handled), crowd_table(found)]
    return Part("The real network", text, tables, budgets(searches, handled, found))


def search_table(searches: Mapping[str, Search]) -> Table:
    return Table(
        "One search for faces",
        f"`detect` with P-Net's slopes as each button sets them, {REPETITIONS} times in turn, in a process "
        "that asks the system for memory as the app does: milliseconds, median / 95th percentile. Memory is "
        "the most above what was there before: of the arrays, and of the process as Linux counts it.",
        ["slopes", "ms", "arrays, MB", "process, MB"],
        [[name, str(row.time), shown(row.arrays), shown(row.resident)] for name, row in searches.items()],
    )


def drag_table(handled: Handled) -> Table:
    return Table(
        "A slope dragged",
        f"A slope of the first layer, for {DRAG} seconds, with a mouse that does not wait for the page; its "
        "channel is open, so its maps are made anew as well.",
        ["what is shown", "new maps a second", "from one map to the next, ms"],
        [
            [name, shown(rate(times)), str(Timing([end - start for start, end in pairwise(times)]))]
            for name, times in handled.dragged.items()
        ],
    )


def release_table(handled: Handled) -> Table:
    return Table(
        "A slope let go",
        f"From letting go to the painted faces and counts of Python, {REPETITIONS} times in turn; far is "
        f"behind {EACH_WAY} ms each way. Every slope is a new one. Inputs that were lost and made again: "
        f"{handled.lost}.",
        ["near, ms", "far, ms"],
        [[str(handled.released["near"]), str(handled.released["far"])]],
    )


def crowd_table(found: Crowd) -> Table:
    rows: Sequence[tuple[str, Load]] = (
        ("explorer alone", found.alone),
        ("explorer, beside the network", found.beside),
        ("network, beside the explorer", found.network),
    )
    errors = sorted({error for _, one in rows for error in one.errors})
    return Table(
        "Many visitors of both pages",
        f"As under “Many visitors”: {LOAD.visitors} on each page, a change every {LOAD.every:g} s each, for "
        f"{LOAD.seconds:g} s. Those of the network set a slope that nobody has set before, so that Python "
        "searches each time. CPU is that of the server, for both pages. Its memory was "
        f"{found.before:.0f} MB with all of them there, and {found.beside.memory:.0f} at most. "
        f"Errors: {'; '.join(errors) or 'none'}.",
        ["page", "to the answer, ms", "to the end of the run, ms", "changes a second", "CPU"],
        [crowd_row(name, one) for name, one in rows],
    )


def crowd_row(name: str, found: Load) -> list[str]:
    changes = [*found.maps, *found.moves]
    finished = Timing([1000 * change.finished for change in changes])
    return [
        name,
        str(answered(changes)),
        str(finished),
        shown(found.rate),
        f"{100 * found.servers:.0f} %",
    ]


def budgets(searches: Mapping[str, Search], handled: Handled, found: Crowd) -> list[Budget]:
    learned = searches["Learned"].time
    most = max(max(row.arrays, row.resident) for row in searches.values())
    maps = rate(handled.dragged["the largest size"])
    beside = latency(found.beside, ANSWER)
    return [
        Budget(
            "search for faces, learned slopes, median / p95",
            f"{TIME} ms",
            f"{learned} ms",
            learned.p95 <= TIME,
        ),
        Budget("memory of one search, any button", f"{MEMORY} MB", f"{shown(most)} MB", most <= MEMORY),
        Budget("a slope dragged, new maps a second", str(FRAMES), shown(maps), maps >= FRAMES),
        Budget(f"explorer beside the network, {beside.what}", beside.limit, beside.measured, beside.met),
    ]
