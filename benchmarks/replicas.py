"""One, two and three replicas behind Caddy: how many changes a second they make, and how long each takes."""

import asyncio
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from benchmarks.measure import Part, Table, shown
from benchmarks.proxy import proxied
from benchmarks.servers import PREVIEW_APP, Server, serve
from benchmarks.visitors import Case, Load, answered, arrive, load, spent

COUNTS = (1, 2, 3)
ROUNDS = 2
CASES = (Case(12, 0, 12), Case(60, 2, 20))
"""As much as goes, and 30 changes a second."""


@dataclass(frozen=True)
class Row:
    """One case with so many replicas."""

    replicas: int
    load: Load
    proxy: float  # share of one core


def run() -> Part:
    """Measure one, two and three replicas in turn, twice, all started before."""
    with ExitStack() as stack:
        servers = [stack.enter_context(serve(PREVIEW_APP)) for _ in range(max(COUNTS))]
        rows = [
            row for _ in range(ROUNDS) for count in COUNTS for row in asyncio.run(measure(servers[:count]))
        ]
    return part([added([row for row in rows if is_of(row, n, case)]) for case in CASES for n in COUNTS])


def is_of(row: Row, replicas: int, case: Case) -> bool:
    return row.replicas == replicas and row.load.case == case


async def measure(servers: Sequence[Server]) -> list[Row]:
    """Measure every case with these replicas, with new visitors and a new Caddy."""
    rows = []
    with proxied([server.port for server in servers]) as proxy:
        for case in CASES:
            visitors = await arrive(proxy.port, case.visitors)
            before = spent(proxy)
            found = await load(visitors, case, servers)
            rows.append(Row(len(servers), found, (spent(proxy) - before) / found.seconds))
            await asyncio.gather(*(visitor.close() for visitor in visitors))
    return rows


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
    return Row(rows[0].replicas, total, sum(row.proxy for row in rows) / len(rows))


def part(rows: Sequence[Row]) -> Part:
    """Write the rows, each with what it is of the row with one replica."""
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
    errors = sorted({error for row in rows for error in row.load.errors})
    text = (
        "Replicas are processes of the app. Caddy stands before them, set up by deploy/Caddyfile, and keeps "
        "each visitor at one of them. "
        + (f"The errors were: {'; '.join(errors)}." if errors else "There was no error.")
    )
    return Part("Replicas behind Caddy", text, [table], [])


def _cells(row: Row, one: Load) -> list[str]:
    found = row.load
    maps = answered(found.maps)
    shares = (found.servers, row.proxy, found.clients)
    return [
        str(found.case), str(row.replicas), shown(found.rate), shown(found.rate / one.rate), str(maps),
        shown(maps.p95 / answered(one.maps).p95), *(f"{100 * share:.0f} %" for share in shares),
        f"{found.memory:.0f}", str(len(found.errors)),
    ]  # fmt: skip
