"""Many visitors at once: how long a change takes them, and what they cost the server."""

import asyncio
import itertools
import os
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from websockets.exceptions import ConnectionClosed

from benchmarks.measure import Budget, Part, Table, Timing, shown
from benchmarks.proxy import proxied
from benchmarks.servers import Server, serve
from benchmarks.visitor import Change, Trouble, Visitor
from explorer.view.settings import WEIGHTS

SEED = 2012
LIMIT = 30.0  # seconds that an answer may take
ARRIVING = 3  # pages that load at the same time
AWAY = 330.0  # seconds after all have left: a session waits for its browser for 300


@dataclass(frozen=True)
class Case:
    """So many visitors, each with a change every so many seconds, for some time; no pause is 0."""

    visitors: int
    every: float
    seconds: float

    def __str__(self) -> str:
        return f"{self.visitors}, {f'every {self.every:g} s' if self.every else 'without a pause'}"


ALONE = Case(1, 0.3, 15)
TEN = Case(10, 1, 15)
SATURATED = Case(10, 0, 15)
THIRTY = Case(30, 3, 60)
HUNDRED = Case(100, 5, 60)
HUNDRED_SHORT = Case(100, 5, 30)


@dataclass
class Load:
    """What the visitors of one case met with."""

    case: Case
    maps: list[Change] = field(default_factory=list)
    moves: list[Change] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0
    clients: float = 0  # share of one core
    servers: float = 0
    memory: float = 0  # the most of all servers together, in MB

    @property
    def rate(self) -> float:
        return (len(self.maps) + len(self.moves)) / self.seconds

    @property
    def p95(self) -> float:
        """Return the longer of the two times within which 95 in 100 changes and moves are answered."""
        return max(answered(self.maps).p95, answered(self.moves).p95)

    def row(self, name: str = "") -> list[str]:
        finished = Timing([1000 * change.finished for change in self.maps + self.moves])
        numbers = [answered(self.maps), answered(self.moves), finished, shown(self.rate), len(self.errors)]
        shares = [f"{100 * share:.0f} %" for share in (self.servers, self.clients)]
        return [name or str(self.case), *map(str, numbers), *shares]


COLUMNS = [
    "visitors, a change",
    "to new maps, ms",
    "to a moved line's numbers, ms",
    "to the end of the run, ms",
    "changes a second",
    "errors",
    "server's CPU",
    "visitors' CPU",
]


def answered(changes: Sequence[Change]) -> Timing:
    return Timing([1000 * change.answered for change in changes])


def run() -> Part:
    return asyncio.run(measure())


async def measure() -> Part:
    with serve() as server:
        fresh = server.memory()
        async with Visitor(server.port):
            pass
        before = server.memory()
        visitors: list[Visitor] = []
        loads = []
        for case in (ALONE, TEN, SATURATED, THIRTY, HUNDRED):
            visitors += await arrive(server.port, case.visitors - len(visitors))
            loads.append(await load(visitors, case, [server]))
        await asyncio.gather(*(visitor.close() for visitor in visitors))
        left = time.monotonic()
        several = await measure_several()
        await asyncio.sleep(max(0.0, left + AWAY - time.monotonic()))
        after = server.memory()
    return part(fresh, before, after, loads, several)


async def measure_several() -> list[Load]:
    """Measure two servers behind one address."""
    with serve() as one, serve() as other, proxied([one.port, other.port]) as proxy:
        servers = [one, other]
        visitors = await arrive(proxy.port, SATURATED.visitors)
        saturated = await load(visitors, SATURATED, servers)
        visitors += await arrive(proxy.port, HUNDRED_SHORT.visitors - len(visitors))
        many = await load(visitors, HUNDRED_SHORT, servers)
        await asyncio.gather(*(visitor.close() for visitor in visitors))
    return [saturated, many]


async def arrive(port: int, count: int) -> list[Visitor]:
    """Open pages, a few at a time."""
    free = asyncio.Semaphore(ARRIVING)

    async def open_one() -> Visitor:
        async with free:
            visitor = Visitor(port, "activation=PReLU", timeout=LIMIT)
            await visitor.open()
            return visitor

    return await asyncio.gather(*(open_one() for _ in range(count)))


async def load(visitors: Sequence[Visitor], case: Case, servers: Sequence[Server]) -> Load:
    """Let the visitors do what the case says."""
    found = Load(case)
    with cpu(found, servers):
        watching = asyncio.create_task(watch(found, servers))
        end = time.monotonic() + case.seconds
        chances = [random.Random(SEED + k) for k in range(len(visitors))]
        await asyncio.gather(*(visit(*pair, found, end) for pair in zip(visitors, chances, strict=True)))
        watching.cancel()
    return found


@contextmanager
def cpu(found: Load, servers: Sequence[Server]) -> Iterator[None]:
    """Measure how long it takes, and the share of one core that both sides use meanwhile."""
    clock, own, theirs = time.monotonic(), time.process_time(), sum(map(spent, servers))
    yield
    found.seconds = time.monotonic() - clock
    found.clients = (time.process_time() - own) / found.seconds
    found.servers = (sum(map(spent, servers)) - theirs) / found.seconds


def spent(server: Server) -> float:
    """Return the seconds of processor time that a server has used so far."""
    fields = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def watch(found: Load, servers: Sequence[Server]) -> None:
    while True:
        found.memory = max(found.memory, sum(server.memory() for server in servers))
        await asyncio.sleep(0.5)


async def visit(visitor: Visitor, chance: random.Random, found: Load, end: float) -> None:
    """Change a weight, the slope, the row, and so on, from a random moment and place in the round."""
    every = found.case.every
    due = time.monotonic() + chance.uniform(0, every)
    for kind in itertools.islice(itertools.cycle(("weight", "slope", "row")), chance.randrange(3), None):
        if due >= end:
            return
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        try:
            change = await act(visitor, kind, chance)
            visitor.compare()
        except (Trouble, ConnectionClosed) as problem:
            found.errors.append(f"{kind}: {problem}")
        else:
            (found.moves if kind == "row" else found.maps).append(change)
        due = max(due + every, time.monotonic())


async def act(visitor: Visitor, kind: str, chance: random.Random) -> Change:
    if kind == "row":
        return await visitor.change(row=chance.randrange(512), col=chance.randrange(512))
    name = "negative_slope" if kind == "slope" else chance.choice(WEIGHTS)
    now = getattr(visitor.settings(), name)
    steps = [step for step in range(-100, 101) if step / 100 != now]
    return await visitor.change(**{name: chance.choice(steps) / 100})


def part(fresh: float, before: float, after: float, loads: Sequence[Load], several: Sequence[Load]) -> Part:
    _, _, saturated, thirty, hundred = loads
    timed = Table(
        "Changes",
        "One server. Median and 95th percentile, from sending a change to the arrival of its answer: of all "
        "that the new maps are painted from, or of the numbers of a moved line; and to the end of the run. "
        "CPU is the share of one core.",
        COLUMNS,
        [found.row() for found in loads],
    )
    steps = [("before the first visitor", fresh), ("after one visitor", before)]
    steps += [(str(found.case), found.memory) for found in loads]
    steps += [(f"{AWAY:g} s after all have left", after)]
    memory = Table(
        "Memory of the server",
        "The most during each case; sessions of the last case are those of the earlier ones and more.",
        ["when", "MB"],
        [[when, f"{megabytes:.0f}"] for when, megabytes in steps],
    )
    pairs = list(zip((saturated, hundred), several, strict=True))
    compared = Table(
        "One process or two",
        "Two servers behind Caddy, which keeps each visitor at one of them, on the same two cores as the "
        "visitors; memory is that of all servers.",
        [*COLUMNS, "memory, MB"],
        [
            [*found.row(f"{name}: {found.case}"), f"{found.memory:.0f}"]
            for pair in pairs
            for name, found in zip(("one", "two"), pair, strict=True)
        ],
    )
    errors = [error for found in (*loads, *several) for error in found.errors]
    text = (
        "Each visitor is a session of its own over Streamlit's WebSocket protocol, in a process that is not "
        "the server's: it sends what a browser sends, keeps what a browser keeps, and changes a weight, the "
        "slope of PReLU, and the row, in turn. After every change it compares the settings of the answer "
        "with what was reported, and the headline with the numbers of `explorer.core`; anything wrong is an "
        "error. "
        + (f"The errors were: {'; '.join(sorted(set(errors)))}." if errors else "There was no error.")
    )
    return Part("Many visitors", text, [timed, memory, compared], [
        latency(thirty, 250),
        latency(hundred, 120),
        Budget("memory with 100 visitors", "210 MB", f"{hundred.memory:.0f} MB", hundred.memory <= 210),
        Budget("changes a second, one process", "60", shown(saturated.rate), saturated.rate >= 60),
        Budget(
            f"memory {AWAY:g} s after they left, above that after one visitor",
            "60 MB", f"{after - before:.0f} MB", after - before <= 60,
        ),
    ])  # fmt: skip


def latency(found: Load, limit: float) -> Budget:
    measured = f"{shown(found.p95)} ms, {len(found.errors)} errors"
    is_met = found.p95 <= limit and not found.errors
    return Budget(f"change with {found.case} each, p95", f"{limit} ms, no error", measured, is_met)
