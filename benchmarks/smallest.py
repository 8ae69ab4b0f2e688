"""The smallest cloud: the app in a part of one core and little memory, behind a slow network.

Not part of `make bench`: run it as root with `python -m benchmarks smallest`. It needs Linux with the control
groups of version 1 at /sys/fs/cgroup. Only the server is in the group, not the browser and not the visitors.
"""

import asyncio
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks.browser_tables import EACH_WAY, WARM_UP
from benchmarks.browsing import Profiles, Visit, browsing, open_in
from benchmarks.latency import SlowNetwork, slow_network
from benchmarks.measure import Budget, Part, Table, Timing, shown
from benchmarks.pages import EXPLORER
from benchmarks.servers import Server, serve
from benchmarks.visitors import Case, Load, answered, arrive, load, spent

SHARES = (0.1, 0.5, 1.0)  # of one core
LIMIT = 690  # MB, what the smallest app of Streamlit Community Cloud is given
GROUPS = Path("/sys/fs/cgroup")
PERIOD = 100_000  # microseconds, after which a group gets its share again
PATIENCE = 180.0  # seconds that a start may take
STARTS = 7
CHANGES = 20
CLASS = Case(30, 3, 30)
VIEW = "?picture=Brick+wall"
PREVIEW_BUDGET = 1.5  # times what it takes with a whole core: it does not wait for the server
ANSWER_BUDGET = 1000.0  # ms


def patient(watchers: Mapping[str, str]) -> dict[str, str]:
    return {name: f"{{ patience: {1000 * PATIENCE}, ...{watcher} }}" for name, watcher in watchers.items()}


PAGE = replace(EXPLORER, seen=patient(EXPLORER.seen), ready=patient(EXPLORER.ready), is_checked=False)
"""The maps are not compared with Python's: the answer may come after the next change."""


@dataclass
class Found:
    """What was measured with one share of a core."""

    share: float
    starts: list[float] = field(default_factory=list)  # seconds from the start of the process
    maps: list[float] = field(default_factory=list)  # seconds from there to the first maps
    spent: list[float] = field(default_factory=list)  # seconds of the processor until then
    openings: list[float] = field(default_factory=list)  # ms, from here on
    previews: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    load: Load = field(default_factory=lambda: Load(CLASS))
    peak: float = 0.0  # MB


@contextmanager
def confined(share: float) -> Iterator[Sequence[str]]:
    """Make a group with a share of one core and `LIMIT`; yield the command that starts another one in it."""
    groups = [GROUPS / kind / f"smallest-{os.getpid()}" for kind in ("cpu", "memory")]
    for group in groups:
        group.mkdir()
    (groups[0] / "cpu.cfs_period_us").write_text(str(PERIOD))
    (groups[0] / "cpu.cfs_quota_us").write_text(str(round(share * PERIOD)))
    (groups[1] / "memory.limit_in_bytes").write_text(str(LIMIT << 20))
    enter = " && ".join(f"echo $$ > {group}/tasks" for group in groups)
    try:
        yield ["sh", "-c", f'{enter} && exec "$@"', "sh"]
    finally:
        for group in groups:
            group.rmdir()


@contextmanager
def small(share: float) -> Iterator[tuple[Server, SlowNetwork, float]]:
    """Serve the app in a group, behind the slow network; yield them with the time of the start."""
    with confined(share) as within:
        start = time.perf_counter()
        with serve(within=within, patience=PATIENCE) as server, slow_network(server.port) as network:
            network.delay = EACH_WAY / 1000
            yield server, network, start


def run() -> Part:
    return part([asyncio.run(measure(share)) for share in SHARES], os.getloadavg()[0])


async def measure(share: float) -> Found:
    found = Found(share)
    async with browsing() as profiles:
        for k in range(STARTS):
            with small(share) as (server, network, start):
                found.starts.append(time.perf_counter() - start)
                visit = await first(profiles, network)
                found.maps.append(time.perf_counter() - start)
                found.spent.append(spent(server))
                if k == STARTS - 1:
                    await visit.settle(1000)
                    await measure_page(profiles, visit, network, found)
                await visit.page.context.close()
                if k == STARTS - 1:
                    await measure_class(server, network, found)
    return found


async def first(profiles: Profiles, network: SlowNetwork) -> Visit:
    """Open the page in a browser that has stored nothing."""
    context = await profiles.browser.new_context()
    context.set_default_timeout(1000 * PATIENCE)
    visit, _ = await open_in(context, PAGE, network.address + VIEW)
    return visit


async def measure_page(profiles: Profiles, visit: Visit, network: SlowNetwork, found: Found) -> None:
    """Change what the browser computes, then what the server confirms; then open the page again and again."""
    found.previews = [await visit.measure("bias", k) for k in range(WARM_UP + CHANGES)][WARM_UP:]
    found.answers = [await visit.measure("button pressed", k) for k in range(WARM_UP + CHANGES)][WARM_UP:]
    for k in range(1 + STARTS):
        again, taken = await open_in(profiles.warm, PAGE, network.address + VIEW)
        await again.settle(1000)
        await again.page.close()
        found.openings += [taken["maps"]] if k else []


async def measure_class(server: Server, network: SlowNetwork, found: Found) -> None:
    """Let a class change what it sees, by the protocol and without browsers."""
    visitors = await arrive(network.port, CLASS.visitors)
    found.load = await load(visitors, CLASS, [server])
    found.peak = server.peak_memory()
    await asyncio.gather(*(visitor.close() for visitor in visitors))


def part(all_found: Sequence[Found], busy: float) -> Part:
    rows = [
        [
            "start of the process to its first sign, s",
            *(shown(Timing(one.starts).median) for one in all_found),
        ],
        ["start to the first maps, s", *(str(Timing(one.maps)) for one in all_found)],
        ["the processor until then, s", *(shown(Timing(one.spent).median) for one in all_found)],
        ["opening to the first maps, warm, ms", *(str(Timing(one.openings)) for one in all_found)],
        ["bias, by an arrow key, to maps and profile, ms", *(str(Timing(one.previews)) for one in all_found)],
        ["button pressed, to the server’s answer, ms", *(str(Timing(one.answers)) for one in all_found)],
        [f"change with {CLASS} each, ms", *(str(changes(one.load)) for one in all_found)],
        ["their changes a second", *(shown(one.load.rate) for one in all_found)],
        ["their errors", *(str(len(one.load.errors)) for one in all_found)],
        ["memory at most, MB", *(shown(one.peak) for one in all_found)],
    ]
    table = Table(
        "By the share of one core",
        "Median / 95th percentile. The first maps are those in a browser that has stored nothing and asks as "
        "soon as the server listens.",
        ["what", *(f"{one.share:g} of a core" for one in all_found)],
        rows,
    )
    errors = sorted({error for one in all_found for error in one.load.errors})
    text = (
        f"The server is in a control group (version 1) with a part of one core, every {PERIOD // 1000} ms, "
        f"and {LIMIT} MB. Browser and visitors are outside of it, {EACH_WAY} ms each way from it. {STARTS} "
        f"starts of the process, {CHANGES} changes, {STARTS} openings. The load of the machine was "
        f"{shown(busy)} at the end." + (f" The errors were: {'; '.join(errors)}." if errors else "")
    )
    return Part("The smallest cloud", text, [table], budgets(all_found))


def changes(found: Load) -> Timing:
    return answered(found.maps + found.moves) if found.maps + found.moves else Timing([float("nan")])


def budgets(all_found: Sequence[Found]) -> list[Budget]:
    smallest, half, whole = all_found
    times = Timing(smallest.previews).median / Timing(whole.previews).median
    late, errors = changes(half.load).p95, len(half.load.errors)
    peak = max(one.peak for one in all_found)
    return [
        Budget(
            f"preview with {smallest.share:g} of a core, median",
            f"{PREVIEW_BUDGET:g} times that with a whole one",
            f"{shown(times)} times",
            times <= PREVIEW_BUDGET,
        ),
        Budget(
            f"change with {CLASS} each, {half.share:g} of a core, p95", f"{ANSWER_BUDGET:g} ms, no error",
            f"{shown(late)} ms, {errors} errors", late <= ANSWER_BUDGET and not errors,
        ),
        Budget("memory in the smallest cloud", f"{LIMIT} MB", f"{shown(peak)} MB", peak <= LIMIT),
    ]  # fmt: skip
