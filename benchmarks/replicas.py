"""One, two and three replicas behind Caddy: how many changes a second they make, and how long each takes.

From what a change, an opening and a visitor cost, `benchmarks.planning` computes what crowds need.
"""

import asyncio
import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http.cookies import SimpleCookie
from pathlib import Path

from benchmarks.browsing import VIEWPORT, Wire, browsing, open_in
from benchmarks.measure import Part, Table, Timing, shown
from benchmarks.pages import EXPLORER, STANDALONE
from benchmarks.planning import Cost, check, plan
from benchmarks.proxy import COOKIE, name_of, proxied
from benchmarks.servers import PREVIEW_APP, Server, serve
from benchmarks.visitors import Case, Load, answered, arrive, load, spent
from explorer.site.build import files, write
from explorer.ui.server import environment

COUNTS = (1, 2, 3)
QUIET = 1500  # ms: a page that has received what it wants
ROUNDS = 2
SATURATED, SIXTY = CASES = (Case(12, 0, 12), Case(60, 2, 20))
"""As much as goes, and 30 changes a second."""
CROWD = Case(150, 5, 5)
"""As many as one process admits; each makes one change."""
PAGES, CHANGES = "relu_explorer_pages_total", "relu_explorer_change_seconds_count"


@dataclass(frozen=True)
class Row:
    """One case with so many replicas."""

    replicas: int
    load: Load
    proxy: float  # share of one core
    opening: float  # seconds of the replicas' processors for one opening


@dataclass(frozen=True)
class Home:
    """What one replica of three had to do with the crowd: visitors by their cookies, and what it counted."""

    visitors: int
    pages: int
    changes: int


@dataclass(frozen=True)
class Spread:
    """The crowd over three replicas."""

    homes: Sequence[Home]
    opening: Timing  # ms to the first maps
    load: Load


@dataclass(frozen=True)
class Weight:
    """Bytes that a browser receives, as Caddy packs them; nothing is kept from before."""

    app: float
    site: float
    change: float


def run() -> Part:
    """Measure one, two and three replicas in turn, twice, all started before and visited once."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(PREVIEW_APP)) for _ in range(max(COUNTS))]
        weight = asyncio.run(weigh(servers))
        process = max(server.memory() for server in servers)
        rows = [
            row for _ in range(ROUNDS) for count in COUNTS for row in asyncio.run(measure(servers[:count]))
        ]
        spread = asyncio.run(crowd(servers))
    rows = [added([row for row in rows if is_of(row, n, case)]) for case in CASES for n in COUNTS]
    return part(rows, cost_of(rows, weight, process), spread)


async def weigh(servers: Sequence[Server]) -> Weight:
    """Open the app at each replica, and the site, in a browser; count what it receives."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), files())
        with proxied([server.port for server in servers], RELU_LITE=folder) as proxy:
            async with browsing() as profiles:
                for server in servers:
                    context = await profiles.browser.new_context(viewport=VIEWPORT)
                    await open_in(context, EXPLORER, server.address)
                    await context.close()
                app, site = Wire(), Wire()
                for script, address, wire in (
                    (STANDALONE, f"{proxy.address}lite/", site),
                    (EXPLORER, proxy.address, app),
                ):
                    context = await profiles.browser.new_context(viewport=VIEWPORT)
                    visit, _ = await open_in(context, script, address, wire)
                    await visit.settle(QUIET)
                opened = app.bytes
                await visit.measure("bias released", 0)
                await visit.settle(QUIET)
                return Weight(opened, site.bytes, app.bytes - opened)


def cost_of(rows: Sequence[Row], weight: Weight, process: float) -> Cost:
    """Return what one replica was measured to cost, with a process of so many MB after its first visitor."""
    busy, sixty = (next(row for row in rows if is_of(row, 1, case)) for case in CASES)
    return Cost(
        change=busy.load.servers / busy.load.rate,
        passing=busy.proxy / busy.load.rate,
        asking=busy.load.clients / busy.load.rate,
        opening=sixty.opening,
        process=process,
        visitor=max(0.0, sixty.load.memory - process) / SIXTY.visitors,
        change_bytes=weight.change,
        opening_bytes=weight.app,
        site_bytes=weight.site,
    )


def is_of(row: Row, replicas: int, case: Case) -> bool:
    return row.replicas == replicas and row.load.case == case


async def measure(servers: Sequence[Server]) -> list[Row]:
    """Measure every case with these replicas, with new visitors and a new Caddy."""
    rows = []
    with proxied([server.port for server in servers]) as proxy:
        for case in CASES:
            closed = sum(map(spent, servers))
            visitors = await arrive(proxy.port, case.visitors)
            opening = (sum(map(spent, servers)) - closed) / case.visitors
            before = spent(proxy)
            found = await load(visitors, case, servers)
            rows.append(Row(len(servers), found, (spent(proxy) - before) / found.seconds, opening))
            await asyncio.gather(*(visitor.close() for visitor in visitors))
    return rows


async def crowd(servers: Sequence[Server]) -> Spread:
    """Let a crowd open the page, and each of it change one thing; see which replica did what."""
    before = [(server.counted(PAGES), server.counted(CHANGES)) for server in servers]
    with proxied([server.port for server in servers]) as proxy:
        visitors = await arrive(proxy.port, CROWD.visitors)
        found = await load(visitors, CROWD, servers)
        homes = Counter(SimpleCookie(visitor.cookie)[COOKIE].value for visitor in visitors)
        await asyncio.gather(*(visitor.close() for visitor in visitors))
    rows = [
        Home(homes[name_of(server.port)], server.counted(PAGES) - pages, server.counted(CHANGES) - changes)
        for server, (pages, changes) in zip(servers, before, strict=True)
    ]
    return Spread(rows, Timing([1000 * visitor.opened.answered for visitor in visitors]), found)


def added(rows: Sequence[Row]) -> Row:
    """Return what was found in several rounds as one; shares are the means of the rounds."""
    loads = [row.load for row in rows]
    total = Load(
        loads[0].case,
        [change for found in loads for change in found.maps],
        [change for found in loads for change in found.moves],
        [error for found in loads for error in found.errors],
        sum(found.seconds for found in loads),
        sum(found.clients for found in loads) / len(loads),
        sum(found.servers for found in loads) / len(loads),
        max(found.memory for found in loads),
    )
    proxy, opening = (
        sum(shares) / len(rows) for shares in zip(*((r.proxy, r.opening) for r in rows), strict=True)
    )
    return Row(rows[0].replicas, total, proxy, opening)


def part(rows: Sequence[Row], cost: Cost, spread: Spread) -> Part:
    """Write the rows, each with what it is of the row with one replica, and what follows from the cost."""
    first = {str(row.load.case): row.load for row in rows if row.replicas == 1}
    table = Table(
        "Replicas",
        f"The cases in turn with each number of replicas, {ROUNDS} times; visitors, Caddy and replicas share "
        "the cores of this machine. The ratios are to one replica.",
        [
            "visitors, a change", "replicas", "changes a second", "ratio", "to new maps, ms",
            "ratio of the 95th percentiles", "replicas' CPU", "Caddy's CPU", "visitors' CPU", "memory, MB",
            "errors",
        ],
        [_cells(row, first[str(row.load.case)]) for row in rows],
    )  # fmt: skip
    errors = sorted({error for found in (*(row.load for row in rows), spread.load) for error in found.errors})
    text = (
        "Replicas are processes of the app. Caddy stands before them, set up by deploy/Caddyfile, and keeps "
        "each visitor at one of them. "
        + (f"The errors were: {'; '.join(errors)}." if errors else "There was no error.")
    )
    rates = [(row.replicas, row.load.rate) for row in rows if row.load.case == SATURATED]
    cores = len(os.sched_getaffinity(0))
    seats = environment.limits().visitors
    return Part(
        "Replicas behind Caddy",
        text,
        [table, spread_of(spread), costs(cost), check(cost, rates, cores), plan(cost, seats)],
        [],
    )


def spread_of(spread: Spread) -> Table:
    """Write what each replica had to do with the crowd."""
    changes = answered(spread.load.maps + spread.load.moves)
    return Table(
        "A crowd over three replicas",
        f"{CROWD.visitors} visitors open the page, a few at a time, and then each makes one change within "
        f"{CROWD.every:g} s; the page's numbers are compared with Python's. Pages and changes are what the "
        "replicas counted themselves. First maps, median / 95th percentile: "
        f"{spread.opening} ms; a change: {changes} ms; errors: {len(spread.load.errors)}.",
        ["replica", "visitors by their cookies", "pages opened", "changes answered"],
        [
            [str(number), str(home.visitors), str(home.pages), str(home.changes)]
            for number, home in enumerate(spread.homes, 1)
        ],
    )


def costs(cost: Cost) -> Table:
    """Write what one of each costs."""
    rows = [
        ["a change: processor of the replica, ms", shown(1000 * cost.change)],
        ["a change: processor of Caddy, ms", shown(1000 * cost.passing)],
        ["a change: received, kB", shown(cost.change_bytes / 1000)],
        ["an opening: processor of the replica, ms", shown(1000 * cost.opening)],
        ["an opening: received, nothing kept from before, MB", shown(cost.opening_bytes / 1e6)],
        ["an opening of the site: received, MB", shown(cost.site_bytes / 1e6)],
        ["a replica after its first visitor: memory, MB", shown(cost.process)],
        ["a further visitor: memory, MB", shown(cost.visitor)],
    ]
    return Table(
        "What one costs",
        "Of one replica behind Caddy: changes without a pause, memory and openings with "
        f"{SIXTY.visitors} visitors, bytes as a browser receives them through Caddy.",
        ["what", "measured"],
        rows,
    )


def _cells(row: Row, one: Load) -> list[str]:
    found = row.load
    maps = answered(found.maps)
    shares = (found.servers, row.proxy, found.clients)
    return [
        str(found.case), str(row.replicas), shown(found.rate), shown(found.rate / one.rate), str(maps),
        shown(maps.p95 / answered(one.maps).p95), *(f"{100 * share:.0f} %" for share in shares),
        f"{found.memory:.0f}", str(len(found.errors)),
    ]  # fmt: skip
