"""What many visitors need, computed from what one of them was measured to cost, and what runs out first."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.measure import Table, shown

CROWDS = (1_000, 100_000, 10_000_000)
EVERY = 5.0  # seconds from one change of a visitor to the next
ARRIVAL = 300.0  # seconds within which a crowd opens the page
BUSY = 0.6  # share of a processor that may be used: beyond it, changes wait for one another
CORES, MEMORY, LINE = 2, 4_096.0, 125e6  # of one computer: cores, MB, bytes a second (1 Gbit/s)


@dataclass(frozen=True)
class Cost:
    """What was measured: processor time in seconds, memory in MB, and bytes that travel to the browser."""

    change: float  # of a replica, for one change
    passing: float  # of the proxy, for one change
    asking: float  # of a simulated visitor, for one change
    opening: float  # of a replica, for one opening of the page
    process: float  # MB of a replica after its first visitor
    visitor: float  # MB that each further visitor adds
    change_bytes: float
    opening_bytes: float  # nothing kept in the browser
    site_bytes: float  # of the site, nothing kept in the browser


def changes_a_second(cost: Cost, replicas: int, cores: int) -> float:
    """Return how many changes fit into a second, if replicas, proxy and simulated visitors share the cores.

    A replica uses one core at most. Two replicas of 10 ms a change, with a proxy and visitors of 5 ms
    together, on two cores: not 200 changes a second, but 2 / 0.015 = 133.

    >>> cost = Cost(0.01, 0.003, 0.002, 0, 0, 0, 0, 0, 0)
    >>> [round(changes_a_second(cost, replicas, cores=2)) for replicas in (1, 2, 3)]
    [100, 133, 133]
    """
    return min(replicas / cost.change, cores / (cost.change + cost.passing + cost.asking))


def of_the_app(cost: Cost, visitors: int, seats: int) -> Mapping[str, float]:
    """Return how many computers each resource asks for, with a replica a core and so many seats a replica.

    The processor is counted while the crowd arrives, when openings and changes come together.
    """
    replicas = visitors / seats
    seconds = visitors * (cost.opening / ARRIVAL + (cost.change + cost.passing) / EVERY)
    sent = visitors * (cost.opening_bytes / ARRIVAL + cost.change_bytes / EVERY)
    return {
        "seats": replicas / CORES,
        "processor": seconds / (BUSY * CORES),
        "memory": (replicas * cost.process + visitors * cost.visitor) / MEMORY,
        "line": sent / LINE,
    }


def of_the_site(cost: Cost, visitors: int) -> Mapping[str, float]:
    """Return the same of the site: whoever has opened it asks for nothing more."""
    return {"line": visitors * cost.site_bytes / ARRIVAL / LINE}


def first(computers: Mapping[str, float]) -> str:
    """Return the resource that runs out first.

    >>> first({"memory": 2.0, "line": 7.5})
    'line'
    """
    return max(computers, key=lambda name: computers[name])


def plan(cost: Cost, seats: int) -> Table:
    """Say what crowds need, as a table."""
    rows = []
    for visitors in CROWDS:
        app, site = of_the_app(cost, visitors, seats), of_the_site(cost, visitors)
        computers = math.ceil(max(app.values()))
        rows.append(
            [
                f"{visitors:,}",
                f"{math.ceil(visitors / seats):,}",
                f"{BUSY * CORES * app['processor']:,.1f}",
                f"{app['memory'] * MEMORY / 1024:,.1f}",
                f"{app['line'] * LINE * 8e-9:,.2f}",
                f"{computers:,}, {first(app)}",
                f"{site['line'] * LINE * 8e-9:,.2f}",
                f"{math.ceil(max(site.values())):,}, {first(site)}",
            ]
        )
    return Table(
        "What crowds need",
        f"Computed from the costs above, for visitors who all open the page within {ARRIVAL / 60:g} minutes, "
        f"nothing kept in their browsers, and make a change every {EVERY:g} s. A computer: {CORES} cores, "
        f"used to {100 * BUSY:.0f} %, {MEMORY / 1024:g} GB, 1 Gbit/s, a replica a core, "
        f"{seats} visitors a replica. "
        "Beside the number of computers stands what runs out first.",
        [
            "visitors at a time",
            "app: replicas",
            "cores busy",
            "memory, GB",
            "Gbit/s",
            "computers",
            "site: Gbit/s",
            "computers",
        ],
        rows,
    )


def check(cost: Cost, measured: Sequence[tuple[int, float]], cores: int) -> Table:
    """Set what was measured with one replica and more beside what the model expects of them."""
    rows = []
    for replicas, rate in measured:
        expected = changes_a_second(cost, replicas, cores)
        rows.append([str(replicas), shown(rate), shown(expected), f"{100 * (rate / expected - 1):+.0f} %"])
    return Table(
        "The model against what was measured",
        f"Changes a second without a pause. Replicas, proxy and visitors share {cores} cores.",
        ["replicas", "measured", "expected", "difference"],
        rows,
    )
