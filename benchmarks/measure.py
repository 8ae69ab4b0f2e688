"""Times, tables, budgets: what every part of the benchmarks reports."""

import math
import statistics
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

REPETITIONS = 30


@dataclass(frozen=True)
class Timing:
    """Times of the same thing done again and again, in milliseconds."""

    times: Sequence[float]

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """The shortest time that at least 95 in 100 do not exceed."""
        return sorted(self.times)[math.ceil(95 * len(self.times) / 100) - 1]

    def __str__(self) -> str:
        return f"{shown(self.median)} / {shown(self.p95)}"


@dataclass(frozen=True)
class Table:
    """One table of the report, with a sentence on what was done."""

    title: str
    text: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> str:
        return paragraphs([f"### {self.title}", self.text, grid(self.columns, self.rows)])


@dataclass(frozen=True)
class Budget:
    """What was promised, what was measured, and whether the promise is kept."""

    what: str
    limit: str
    measured: str
    met: bool


@dataclass(frozen=True)
class Part:
    """What one module of the benchmarks found out."""

    title: str
    text: str
    tables: Sequence[Table]
    budgets: Sequence[Budget]

    def markdown(self) -> str:
        return paragraphs([f"## {self.title}", self.text, *(table.markdown() for table in self.tables)])


def paragraphs(texts: Iterable[str]) -> str:
    """Set the texts one below the other, an empty line between; leave out empty ones."""
    return "\n\n".join(text.strip() for text in texts if text.strip()) + "\n"


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table in Markdown."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def shown(value: float) -> str:
    """Write a number with three digits that count."""
    return f"{value:.3g}" if abs(value) < 100 else f"{value:.0f}"


def repeat(
    actions: Mapping[str, Callable[[], object]], *, times: int = REPETITIONS, warm_up: int = 3
) -> dict[str, Timing]:
    """Time several actions in turn, so that whatever else the machine does meets all of them alike."""
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for k in range(warm_up + times):
        for name, action in actions.items():
            start = time.perf_counter()
            action()
            if k >= warm_up:
                taken[name].append(1000 * (time.perf_counter() - start))
    return {name: Timing(values) for name, values in taken.items()}
