"""What this process takes of the machine, as Linux counts it; elsewhere less is known."""

import os
import sys
import time
from pathlib import Path

_MEMORY, _FILES, _PROCESS, _MACHINE = (
    Path("/proc") / name for name in ("self/statm", "self/fd", "self/stat", "stat")
)
_SINCE = time.time()


def memory() -> int:
    """Return the bytes of memory that the process holds just now (resident); 0 where it is not known."""
    if sys.platform != "linux":
        return 0
    return int(_MEMORY.read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def open_files() -> int:
    """Return how many files and connections are open; 0 where it is not known."""
    return sum(1 for _ in _FILES.iterdir()) if _FILES.is_dir() else 0


def started() -> float:
    """Return when the process began, in seconds since 1970; where it is not known, when this was imported."""
    if sys.platform != "linux":
        return _SINCE
    ticks = int(_PROCESS.read_text().rpartition(")")[2].split()[19])
    booted = next(row for row in _MACHINE.read_text().splitlines() if row.startswith("btime"))
    return int(booted.split()[1]) + ticks / os.sysconf("SC_CLK_TCK")
