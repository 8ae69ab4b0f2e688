"""docs/BENCHMARKS.md: the machine, every budget, then the parts in order."""

import datetime
import os
import platform
import shutil
import subprocess
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.measure import Budget, Part, grid, paragraphs

PACKAGES = ("streamlit", "numpy", "opencv-python-headless", "plotly", "scipy", "torch")


def report(parts: Sequence[Part], *, seconds: float) -> str:
    """Write the whole document; `seconds` is how long the measuring took."""
    budgets = [budget for part in parts for budget in part.budgets]
    return paragraphs(
        [
            "# Benchmarks",
            "Measured on one machine on one day; `make bench` measures again and rewrites this file.",
            machine(seconds),
            budget_list(budgets),
            *(part.markdown() for part in parts),
        ]
    )


def budget_list(budgets: Sequence[Budget]) -> str:
    met = sum(row.met for row in budgets)
    rows = [[row.what, row.limit, row.measured, "met" if row.met else "**missed**"] for row in budgets]
    table = grid(["what", "budget", "measured", ""], rows)
    return paragraphs(["## Budgets", f"{met} of {len(budgets)} are met.", table])


def machine(seconds: float) -> str:
    rows = [
        ["processor", f"{field('/proc/cpuinfo', 'model name')}, {len(os.sched_getaffinity(0))} cores"],
        ["memory", f"{int(field('/proc/meminfo', 'MemTotal').split()[0]) / 2**20:.1f} GiB"],
        ["system", f"{platform.freedesktop_os_release()['PRETTY_NAME']}, Linux {platform.release()}"],
        ["Python", platform.python_version()],
        *([name, installed(name)] for name in PACKAGES),
        ["Chromium", chromium()],
        ["date", datetime.date.today().isoformat()],
        ["duration", duration(seconds)],
    ]
    return paragraphs(["## Machine", grid(["", ""], rows)])


def field(path: str, name: str) -> str:
    """Return the first value of that name in one of Linux's lists of `name: value`."""
    for line in Path(path).read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return "unknown"


def installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def chromium() -> str:
    path = shutil.which("chromium")
    if not path:
        return "not installed"
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    return said.removeprefix("Chromium ").split()[0]


def duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
