"""What a visitor waits for: the app and a plain Streamlit page, in turn in the same browser."""

import argparse
import asyncio
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from playwright.async_api import Browser

from benchmarks.browser_tables import (
    COUNTED,
    DRAG,
    EACH_WAY,
    OPENINGS,
    WARM_UP,
    Both,
    Measured,
    name_of,
    part,
)
from benchmarks.browsing import VIEWPORT, Drag, Profiles, Visit, Wire, browsing, drag, open_in
from benchmarks.latency import SlowNetwork, slow_network
from benchmarks.measure import REPETITIONS, Part, Timing, shown
from benchmarks.pages import EXPLORER, PAUSE, SCRIPTS
from benchmarks.servers import serve

BASELINE_APP = Path(__file__).parent / "baseline_app.py"
VIEW = "?picture=Brick+wall"  # the picture of the plain page
COUNTING = 500  # ms without a change, after which nothing more is received

Addresses = Mapping[str, str]  # of the pages of SCRIPTS, by name


async def measure_changes(visits: Mapping[str, Visit], names: Iterable[str]) -> dict[str, Both]:
    """Let the pages take turns, so that whatever else the machine does meets them alike.

    A page that has no such control is left out.
    """
    found = {}
    for name in names:
        able = {page: visit for page, visit in visits.items() if name in visit.script.changes}
        times: dict[str, list[float]] = {page: [] for page in able}
        for k in range(WARM_UP + REPETITIONS):
            for page, visit in able.items():
                times[page].append(await visit.measure(name, k))
        found[name] = {page: Timing(values[WARM_UP:]) for page, values in times.items()}
    return found


async def measure_drags(visit: Visit, names: Iterable[str]) -> dict[str, Drag]:
    """Drag one thing after the other, each for a short time first."""
    found = {}
    for name in names:
        gesture = visit.script.drags[name]
        await drag(visit, gesture, seconds=DRAG / 6)
        found[name] = await drag(visit, gesture, seconds=DRAG)
    return found


async def measure_openings(profiles: Profiles, addresses: Addresses) -> dict[str, Both]:
    """Open the pages in turn; return the times to all that is painted, by kind of cache."""
    found: dict[str, dict[str, list[float]]] = {}
    for k in range(1 + OPENINGS):
        for page, kind in product(addresses, ("cold", "warm")):
            for what, taken in (await open_once(profiles, kind, page, addresses[page])).items():
                if k:
                    found.setdefault(f"{kind}, {what}", {}).setdefault(page, []).append(taken)
    return timings(found)


async def count_openings(profiles: Profiles, addresses: Addresses) -> dict[str, Both]:
    found: dict[str, dict[str, list[float]]] = {}
    for _, page, kind in product(range(COUNTED), addresses, ("cold", "warm")):
        wire = Wire()
        await open_once(profiles, kind, page, addresses[page], wire)
        found.setdefault(kind, {}).setdefault(page, []).append(wire.bytes)
    return timings(found)


async def open_once(
    profiles: Profiles, kind: str, page: str, address: str, wire: Wire | None = None
) -> dict[str, float]:
    """Open and close a page, with a cold or a warm cache."""
    context = profiles.warm if kind == "warm" else await profiles.browser.new_context(viewport=VIEWPORT)
    visit, taken = await open_in(context, SCRIPTS[page], address, wire)
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


async def visit_all(browser: Browser, addresses: Addresses, network: SlowNetwork) -> dict[str, Visit]:
    """Open the pages, and the app once more ("far") behind a network that becomes slow when it is there."""
    visits = {}
    for page, address in {
        "explorer": addresses["explorer"],
        "far": network.address + VIEW,
        **addresses,
    }.items():
        context = await browser.new_context(viewport=VIEWPORT)
        visits[page], _ = await open_in(context, SCRIPTS.get(page, EXPLORER), address)
        await visits[page].settle(1000)
    network.delay = EACH_WAY / 1000
    return visits


async def measure_all(addresses: Addresses, network: SlowNetwork) -> Part:
    async with browsing() as profiles:
        visits = await visit_all(profiles.browser, addresses, network)
        changes = await measure_changes(visits, EXPLORER.changes)
        lost = {page: len(visit.lost) for page, visit in visits.items()}
        drags = await measure_drags(visits["explorer"], EXPLORER.drags)
        near = {page: visits[page] for page in addresses}
        received = {
            "a changed weight": await count_bytes(near, "weight"),
            "a moved row": await count_bytes(near, "row"),
        }
        for visit in visits.values():
            await visit.page.context.close()
        openings = await measure_openings(profiles, addresses)
        opened = await count_openings(profiles, addresses)
    received = {f"opening, {kind} cache": both for kind, both in opened.items()} | received
    return part(Measured(changes, lost, drags, openings, received))


@contextmanager
def serving(*, is_alone: bool = False) -> Iterator[tuple[dict[str, str], SlowNetwork]]:
    """Serve the app, what makes it slow, and unless it `is_alone` the plain page."""
    with serve() as ours, slow_network(ours.port) as network:
        addresses = {"explorer": ours.address + VIEW}
        if is_alone:
            yield addresses, network
            return
        with serve(BASELINE_APP) as plain:
            yield {**addresses, "baseline": plain.address}, network


def run() -> Part:
    with serving() as (addresses, network):
        return asyncio.run(measure_all(addresses, network))


async def measure_some(
    addresses: Addresses, network: SlowNetwork, changes: Sequence[str], drags: Sequence[str], *, is_far: bool
) -> None:
    async with browsing() as profiles:
        visits = await visit_all(profiles.browser, addresses, network)
        if not is_far:
            await visits.pop("far").page.context.close()
        await print_some(visits, changes, visits["explorer"], drags)


async def print_some(
    visits: Mapping[str, Visit], changes: Sequence[str], dragged: Visit, drags: Sequence[str]
) -> None:
    """Print what some changes take in pages that are open, then some drags in one of them."""
    for name in changes:
        both = (await measure_changes(visits, [name]))[name]
        times = ", ".join(f"{page} {timing}" for page, timing in both.items())
        print(f"{name_of(name)}: {times} ms", flush=True)
    for name, found in (await measure_drags(dragged, drags)).items():
        print(f"{name}: {shown(found.changed)} a second, {found.latency} ms", flush=True)


def main(arguments: Sequence[str]) -> None:
    """Measure a few things in the app alone, and print them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.browser", description=main.__doc__)
    parser.add_argument(
        "changes", nargs="*", metavar="change", help=f"some of: {', '.join(EXPLORER.changes)}"
    )
    parser.add_argument("--drag", nargs="*", default=[], help=f"some of: {', '.join(EXPLORER.drags)}")
    parser.add_argument("--far", action="store_true", help=f"also behind {EACH_WAY} ms each way")
    chosen = parser.parse_args(arguments)
    with serving(is_alone=True) as (addresses, network):
        asyncio.run(measure_some(addresses, network, chosen.changes, chosen.drag, is_far=chosen.far))


if __name__ == "__main__":
    main(sys.argv[1:])
