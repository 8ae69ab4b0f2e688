"""What the app counts: visitors, changes, refusals, errors, for those who watch over a server.

Streamlit's page for Prometheus, /_stcore/metrics, has all of it: docs/OPERATIONS.md. A label is a name of
ours, and never anything that a visitor has brought.
"""

import bisect
import math
import threading
from collections.abc import Mapping, Sequence
from typing import NamedTuple

BOUNDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds; the budgets of docs/PERFORMANCE.md lie between them."""
SLOW = 2.5
"""Seconds, one of `BOUNDS`; what takes longer is a line of the log."""
_lock = threading.Lock()

Labels = Mapping[str, str]


class Distribution(NamedTuple):
    """How long something took, as a histogram of Prometheus has it."""

    buckets: tuple[tuple[float, int], ...]
    """Seconds, and how many took no longer; the last are infinity and all."""
    seconds: float
    """All together."""


class Family(NamedTuple):
    """One metric of the page: what it means, and its values by their labels."""

    name: str
    kind: str
    """counter, gauge or histogram."""
    help: str
    samples: Sequence[tuple[Labels, int | Distribution]]


class Counter:
    """Counts, by the values of one label, if it has one."""

    def __init__(self, name: str, help: str, label: str = "", values: Sequence[str] = ()) -> None:
        self.name, self.help, self.label = name, help, label
        self._counts = dict.fromkeys(values if label else [""], 0)

    def add(self, value: str = "") -> None:
        """Count one more."""
        with _lock:
            self._counts[value] = self._counts.get(value, 0) + 1

    def counts(self) -> dict[str, int]:
        """Return the counts by the value of the label."""
        with _lock:
            return dict(self._counts)

    def family(self) -> Family:
        """Return what the page says of it."""
        samples = [(_labels(self.label, value), count) for value, count in self.counts().items()]
        return Family(self.name, "counter", self.help, samples)


class Histogram:
    """Counts how long things took, by the values of one label, if it has one."""

    def __init__(self, name: str, help: str, label: str = "", values: Sequence[str] = ()) -> None:
        self.name, self.help, self.label = name, help, label
        self._seconds = dict.fromkeys(values if label else [""], 0.0)
        self._counts = {value: [0] * (len(BOUNDS) + 1) for value in self._seconds}

    def observe(self, seconds: float, value: str = "") -> None:
        """Count one more that took so long."""
        place = bisect.bisect_left(BOUNDS, seconds)
        with _lock:
            self._counts[value][place] += 1
            self._seconds[value] += seconds

    def slow(self) -> dict[str, int]:
        """Return how many took longer than `SLOW`, by the value of the label."""
        first = BOUNDS.index(SLOW) + 1
        with _lock:
            return {value: sum(counts[first:]) for value, counts in self._counts.items()}

    def family(self) -> Family:
        """Return what the page says of it."""
        with _lock:
            known = {value: (list(counts), self._seconds[value]) for value, counts in self._counts.items()}
        samples = [(_labels(self.label, value), _distribution(*each)) for value, each in known.items()]
        return Family(self.name, "histogram", self.help, samples)


def _labels(name: str, value: str) -> Labels:
    return {name: value} if name else {}


def _distribution(counts: Sequence[int], seconds: float) -> Distribution:
    bounds = (*BOUNDS, math.inf)
    return Distribution(tuple((bound, sum(counts[: k + 1])) for k, bound in enumerate(bounds)), seconds)


ADMISSIONS = Counter("relu_explorer_admissions", "Visitors admitted.")
REFUSALS = Counter(
    "relu_explorer_refusals",
    "Visitors (full, memory) and files (upload_memory, too_large, unreadable) refused.",
    "reason",
    ("full", "memory", "upload_memory", "too_large", "unreadable"),
)
PAGES = Counter("relu_explorer_pages", "Pages opened.", "page")
UPLOADS = Counter("relu_explorer_uploads", "Files of visitors that have become pictures.")
ERRORS = Counter("relu_explorer_errors", "Exceptions that nothing in the app has caught.")
CHANGES = Histogram(
    "relu_explorer_change_seconds",
    "Time to answer a change: from the begin of the run that receives it until its answer is written.",
    "page",
    ("explorer", "network", "lesson"),
)
SEARCHES = Histogram(
    "relu_explorer_search_seconds", "Time to search a picture for faces with the real network."
)
COUNTED = (ADMISSIONS, REFUSALS, PAGES, UPLOADS, ERRORS, CHANGES, SEARCHES)
