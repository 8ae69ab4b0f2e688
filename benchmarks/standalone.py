"""The explorer in one file: its size, how it opens, what a change takes, and the memory that it needs."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from urllib.parse import urlencode

import numpy as np
from playwright.async_api import Browser, Page

from benchmarks.agreement import HOLD_MODEL
from benchmarks.browser import COUNTING, VIEW, measure_changes, measure_drags, print_some
from benchmarks.browsing import VIEWPORT, Drag, Visit, browsing, open_in
from benchmarks.measure import Part, Timing
from benchmarks.pages import STANDALONE
from benchmarks.servers import memory_of, serve_folder
from benchmarks.standalone_tables import FROM_DISK, MOMENTS, File, Measured, Memory, openings_table, part
from explorer.exports.standalone import OwnPicture, page
from explorer.images import LEVELS, samples
from explorer.view.settings import DEFAULT_PICTURE, Settings, showing

NAME = "relu-explorer.html"
PHOTOGRAPH = VIEW.replace("?", "#")  # the view of the app in `browser`
NOISE = np.random.default_rng(2012).integers(0, LEVELS + 1, (512, 512)).astype(np.float32) / np.float32(
    LEVELS
)
WRITTEN = 5  # times, each in a new process
OPENINGS = 10
OPENED = {FROM_DISK: "", "from disk, a photograph": PHOTOGRAPH, "from a static server": ""}


def run() -> Part:
    html = page()
    files = {
        "as it is": File.of(html),
        "with noise as the own picture": File.of(page(own=OwnPicture(NOISE, 512, 512))),
    }
    with kept(html) as addresses:
        return part(asyncio.run(measure_all(addresses, files)))


@contextmanager
def kept(html: bytes) -> Iterator[dict[str, str]]:
    """Write the page into a folder and serve that; yield the address of each way to open it."""
    with tempfile.TemporaryDirectory() as folder, serve_folder(folder) as server:
        file = Path(folder, NAME)
        file.write_bytes(html)
        yield {
            how: (server + NAME if "server" in how else file.as_uri()) + view for how, view in OPENED.items()
        }


async def measure_all(addresses: Mapping[str, str], files: Mapping[str, File]) -> Measured:
    writing = measure_writing()
    async with browsing() as profiles:
        openings = await measure_openings(profiles.browser, addresses)
        changes, lost, drags = await measure_interactions(profiles.browser, addresses[FROM_DISK] + PHOTOGRAPH)
    async with browsing() as profiles:  # nothing else has been opened in it
        memory = await measure_memory(profiles.browser, addresses[FROM_DISK])
    return Measured(files, writing, openings, changes, lost, drags, memory)


def measure_writing() -> dict[str, Timing]:
    """Write the page twice in each of some new processes."""
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        times = [processes.submit(write_twice).result() for _ in range(WRITTEN)]
    return {
        name: Timing(taken) for name, taken in zip(("first", "again"), zip(*times, strict=True), strict=True)
    }


def write_twice() -> tuple[float, float]:
    """Return the milliseconds that the page takes to be written, and to be written again."""
    start = time.perf_counter()
    page()
    between = time.perf_counter()
    page()
    return 1000 * (between - start), 1000 * (time.perf_counter() - between)


async def measure_openings(
    browser: Browser, addresses: Mapping[str, str], count: int = OPENINGS
) -> dict[str, dict[str, Timing]]:
    """Open the page in each way in turn; the first round does not count."""
    rounds = [
        {how: await open_once(browser, address) for how, address in addresses.items()}
        for _ in range(1 + count)
    ]
    return {
        how: {moment: Timing([found[how][moment] for found in rounds[1:]]) for moment in MOMENTS}
        for how in addresses
    }


async def open_once(browser: Browser, address: str) -> dict[str, float]:
    """Open the page with nothing stored; return the milliseconds of each of `MOMENTS`."""
    context = await browser.new_context(viewport=VIEWPORT)
    visit, taken = await open_in(context, STANDALONE, address)
    quiet = await visit.settle(COUNTING)
    task = await visit.page.evaluate(f"meter.longestTask({taken['maps']})")
    await context.close()
    return {**taken, "quiet": max(quiet, *taken.values()), "task": task}


async def measure_interactions(
    browser: Browser, address: str
) -> tuple[dict[str, Timing], int, dict[str, Drag]]:
    """Change and drag what can be changed in the app; after each the maps are compared with Python's."""
    visit = await open_to_check(browser, address)
    changes = await measure_changes({"one file": visit}, STANDALONE.changes)
    drags = await measure_drags(visit, STANDALONE.drags)
    await visit.page.context.close()
    return {name: both["one file"] for name, both in changes.items()}, len(visit.lost), drags


async def open_to_check(browser: Browser, address: str) -> Visit:
    """Open the page, such that its maps can be compared after every change."""
    context = await browser.new_context(viewport=VIEWPORT)
    visit, _ = await open_in(context, STANDALONE, address)
    await visit.settle(COUNTING)
    await visit.page.evaluate(HOLD_MODEL)
    return visit


async def measure_memory(browser: Browser, address: str) -> dict[str, Memory]:
    """Open the page, then show every picture of the gallery at the largest size."""
    visit = await open_to_check(browser, address)
    opened = await count_memory(browser, visit.page)
    for name in samples():
        if name != DEFAULT_PICTURE:  # which it has opened on
            await show(visit, Settings(**showing(name)))
    found = {"after opening": opened, "after all pictures at 512": await count_memory(browser, visit.page)}
    await visit.page.context.close()
    return found


async def show(visit: Visit, settings: Settings) -> None:
    """Open another view by its link, and compare its maps with Python's."""
    await visit.page.evaluate(f"window.watcher = new meter.Watcher({STANDALONE.seen['frames']}), 0")
    await visit.page.evaluate("(hash) => { location.hash = hash }", urlencode(settings.to_query()))
    await visit.page.evaluate("watcher.changed")
    await visit.page.evaluate("watcher.stop()")
    await visit.settle()
    await visit.check()


async def count_memory(browser: Browser, shown_page: Page) -> Memory:
    """Count what is left after a garbage collection; the process is the largest that shows a page."""
    session = await shown_page.context.new_cdp_session(shown_page)
    await session.send("HeapProfiler.collectGarbage")
    await session.send("Performance.enable")
    metrics = (await session.send("Performance.getMetrics"))["metrics"]
    await session.detach()
    whole = await browser.new_browser_cdp_session()
    processes = (await whole.send("SystemInfo.getProcessInfo"))["processInfo"]
    await whole.detach()
    heap = next(row["value"] for row in metrics if row["name"] == "JSHeapUsedSize")
    resident = max(memory_of(row["id"]) for row in processes if row["type"] == "renderer")
    return Memory(heap / 1e6, resident)


async def measure_some(changes: Sequence[str], drags: Sequence[str], openings: int) -> None:
    with kept(page()) as addresses:
        async with browsing() as profiles:
            if openings:
                found = await measure_openings(profiles.browser, addresses, openings)
                print(openings_table(found).markdown(), flush=True)
            visit = await open_to_check(profiles.browser, addresses[FROM_DISK] + PHOTOGRAPH)
            await print_some({"one file": visit}, changes, visit, drags)


def main(arguments: Sequence[str]) -> None:
    """Measure a few things in the page in one file, and print them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.standalone", description=main.__doc__)
    parser.add_argument(
        "changes", nargs="*", metavar="change", help=f"some of: {', '.join(STANDALONE.changes)}"
    )
    parser.add_argument("--drag", nargs="*", default=[], help=f"some of: {', '.join(STANDALONE.drags)}")
    parser.add_argument("--openings", type=int, default=0, help="how often to open it in each way")
    chosen = parser.parse_args(arguments)
    asyncio.run(measure_some(chosen.changes, chosen.drag, chosen.openings))


if __name__ == "__main__":
    main(sys.argv[1:])
