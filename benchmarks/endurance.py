"""A hundred visitors for five minutes, photographs among what they bring; half of them vanish without a word.

Not part of `make bench`: run it with `python -m benchmarks endurance`.
"""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import Budget, Part, Table, shown
from benchmarks.servers import serve
from benchmarks.upload import SIZES, photograph
from benchmarks.visitor import Change, Visitor
from benchmarks.visitors import AWAY, COLUMNS, Case, Load, answered, arrive, load
from explorer.view.settings import YOUR_PICTURE

CASE = Case(100, 5, 300)
UPLOADERS = 4
BETWEEN = 15.0  # seconds from one photograph of an uploader to the next
LIMIT = 600  # MB


def run() -> Part:
    return asyncio.run(measure())


async def measure() -> Part:
    with tempfile.TemporaryDirectory() as folder, serve() as server:
        files = [photograph(Path(folder), *size).path.read_bytes() for size in SIZES["12 MP"]]
        async with Visitor(server.port):
            pass
        before = server.memory()
        visitors = await arrive(server.port, CASE.visitors - UPLOADERS)
        uploaders = await arrive(server.port, UPLOADERS)
        found, *uploads = await asyncio.gather(
            load(visitors, CASE, [server]), *(bring(uploader, files) for uploader in uploaders)
        )
        for k, visitor in enumerate([*visitors, *uploaders]):
            if k % 2:
                visitor.socket.transport.abort()
            else:
                await visitor.close()
        await asyncio.sleep(AWAY)
        after = server.memory()
    return part(found, [change for changes in uploads for change in changes], before, after)


async def bring(visitor: Visitor, files: Sequence[bytes]) -> list[Change]:
    """Upload one photograph after the other, and see that each is shown."""
    changes = []
    for k in range(int(CASE.seconds // BETWEEN)):
        changes.append(await visitor.upload(f"{k}.jpg", files[k % len(files)]))
        if visitor.settings().picture != YOUR_PICTURE:
            raise RuntimeError("an uploaded picture is not shown")
        await asyncio.sleep(max(0.0, BETWEEN - changes[-1].finished))
    return changes


def part(found: Load, uploads: Sequence[Change], before: float, after: float) -> Part:
    rows = [found.row()]
    told = Table("Changes", "As under “Many visitors”, the uploads not among them.", COLUMNS, rows)
    memory = Table(
        "Memory of the server", "Half of the visitors close their page, half vanish.", ["when", "MB"],
        [
            ["after one visitor", shown(before)],
            ["at most", shown(found.memory)],
            [f"{AWAY:g} s after all have left", shown(after)],
        ],
    )  # fmt: skip
    text = (
        f"{CASE.visitors} sessions for {CASE.seconds / 60:g} minutes, a change every {CASE.every:g} s each; "
        f"{UPLOADERS} of them bring {len(uploads)} photographs of 12 megapixels, to new maps in "
        f"{answered(uploads)} ms. Every change is checked against `explorer.core.layer`; the log must hold "
        f"no traceback. Errors: {'; '.join(sorted(set(found.errors))) or 'none'}."
    )
    return Part("Endurance", text, [told, memory], [
        Budget("errors", "0", str(len(found.errors)), not found.errors),
        Budget("memory", f"{LIMIT} MB", f"{found.memory:.0f} MB", found.memory < LIMIT),
        Budget("memory kept after all have left", "60 MB", f"{after - before:.0f} MB", after - before <= 60),
    ])  # fmt: skip
