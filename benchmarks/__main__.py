"""Measure: `python -m benchmarks` everything, `python -m benchmarks core` one part."""

import argparse
import time
from importlib import import_module
from pathlib import Path

from benchmarks.measure import Part, paragraphs
from benchmarks.report import budget_list, duration, report

PARTS = ("core", "browser", "standalone", "upload", "visitors", "network")
# Too long to be run every time, or in need of another program; the last needs the rights of root.
BESIDE = ("endurance", "replicas", "smallest")
REPORT = Path(__file__).parents[1] / "docs" / "BENCHMARKS.md"


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "parts",
        nargs="*",
        metavar="part",
        help=f"one of: {', '.join(PARTS + BESIDE)}; none for all but {', '.join(BESIDE)}",
    )
    chosen = parser.parse_args(arguments).parts
    if unknown := [name for name in chosen if name not in PARTS + BESIDE]:
        known = ", ".join(PARTS + BESIDE)
        parser.error(f"there is no part called {', '.join(unknown)}; choose from {known}")
    start = time.perf_counter()
    parts = [measure(name) for name in chosen or PARTS]
    if not chosen:
        REPORT.parent.mkdir(exist_ok=True)
        REPORT.write_text(report(parts, seconds=time.perf_counter() - start), encoding="utf-8")
        print(f"Written: {REPORT}")


def measure(name: str) -> Part:
    """Run one part and print what it found; the other parts need not even be importable."""
    start = time.perf_counter()
    part: Part = import_module(f"benchmarks.{name}").run()
    print(paragraphs([part.markdown(), budget_list(part.budgets)]))
    print(f"{name}: {duration(time.perf_counter() - start)}\n", flush=True)
    return part


if __name__ == "__main__":
    main()
