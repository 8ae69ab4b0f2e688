"""The tables and the budgets of the explorer in one file."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.browser_tables import OTHERS, PREVIEWS, WARM_UP, drag_budgets, drag_table, preview_budgets
from benchmarks.browsing import VIEWPORT, Drag
from benchmarks.measure import REPETITIONS, Budget, Part, Table, Timing, shown

SIZE_BUDGET = 4  # MB
OPENING_BUDGET = 1000  # ms
FROM_DISK = "from disk"
MOMENTS = {
    "maps": "first maps",
    "profile": "profile",
    "quiet": "all there",
    "task": "longest task after the maps",
}


@dataclass(frozen=True)
class File:
    """The size of a page, in bytes: as a file, and as a static host sends it."""

    plain: int
    compressed: int

    @classmethod
    def of(cls, html: bytes) -> "File":
        return cls(len(html), len(gzip.compress(html, 6)))


@dataclass(frozen=True)
class Memory:
    """What a page needs, in MB: the live objects of its script, and the process that shows it."""

    heap: float
    resident: float


@dataclass(frozen=True)
class Measured:
    """All that was found out of the page in one file."""

    files: Mapping[str, File]
    writing: Mapping[str, Timing]
    openings: Mapping[str, Mapping[str, Timing]]  # how it is opened -> moment -> times
    changes: Mapping[str, Timing]
    lost: int  # inputs without an answer
    drags: Mapping[str, Drag]
    memory: Mapping[str, Memory]


def part(measured: Measured) -> Part:
    tables = [
        files_table(measured),
        openings_table(measured.openings),
        changes_table(measured),
        drag_table(measured.drags, "Dragging in one file"),
        memory_table(measured.memory),
    ]
    text = (
        f"The page that `explorer/exports/standalone.py` writes, in Chromium, {VIEWPORT['width']} x "
        f"{VIEWPORT['height']} pixels, without a graphics card. Times are in ms, median / 95th percentile, "
        "and are taken as those of the app. After every change the maps were compared with Python's."
    )
    return Part("The explorer in one file", text, tables, budgets(measured))


def files_table(measured: Measured) -> Table:
    rows = [
        [what, shown(file.plain / 1e6), shown(file.compressed / 1e6)] for what, file in measured.files.items()
    ]
    times = ", ".join(f"{when} {timing} ms" for when, timing in measured.writing.items())
    return Table(
        "Size",
        "In MB; compressed is by gzip, level 6, as a static host sends it. Noise is what nothing makes "
        f"smaller. To write the page takes a new process: {times}.",
        ["page", "file", "compressed"],
        rows,
    )


def openings_table(openings: Mapping[str, Mapping[str, Timing]]) -> Table:
    rows = [[how, *(str(found[moment]) for moment in MOMENTS)] for how, found in openings.items()]
    count = len(openings[FROM_DISK]["maps"].times)
    return Table(
        "Opening the page in one file",
        f"From the start of the navigation, {count} times each, in turn, each with nothing stored. The "
        "static server is that of Python's standard library, on this machine, without compression. All "
        "there: the last change of the page, with the small pictures of the gallery. The longest task: so "
        "long may an input wait.",
        ["opened", *(f"{name}, ms" for name in MOMENTS.values())],
        rows,
    )


def changes_table(measured: Measured) -> Table:
    rows = [[name, str(measured.changes[change])] for change, name in {**PREVIEWS, **OTHERS}.items()]
    return Table(
        "Changes in one file",
        f"{REPETITIONS} repetitions each after {WARM_UP} that do not count, on the page from disk, with a "
        f"photograph. Inputs without an answer, made again: {measured.lost}.",
        ["what", "to painted maps and profile, ms"],
        rows,
    )


def memory_table(found: Mapping[str, Memory]) -> Table:
    rows = [[when, shown(one.heap), shown(one.resident)] for when, one in found.items()]
    return Table(
        "Memory of the page in one file",
        "In MB, after a garbage collection: live objects of JavaScript, without the numbers of the maps; and "
        "all of the process that shows the page.",
        ["when", "JavaScript", "process"],
        rows,
    )


def budgets(measured: Measured) -> list[Budget]:
    largest = max(file.plain for file in measured.files.values()) / 1e6
    opening = measured.openings[FROM_DISK]["maps"]
    changes = {name: {"one file": timing} for name, timing in measured.changes.items()}
    return [
        Budget("the page in one file, with noise as the own picture", f"under {SIZE_BUDGET} MB",
               f"{largest:.2f} MB", largest < SIZE_BUDGET),
        Budget("opening the one file from disk, to the first maps, median", f"{OPENING_BUDGET} ms",
               f"{shown(opening.median)} ms", opening.median <= OPENING_BUDGET),
        *preview_budgets(changes, "one file", ", one file"),
        *drag_budgets(measured.drags, ", one file"),
    ]  # fmt: skip
