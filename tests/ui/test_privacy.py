"""An upload lives in its visitor's session and nowhere else: a server's memory is searched for it."""

import sys
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.servers import serve
from explorer.images import decode
from tests.ui.test_visitor import visit

MARK = 24  # bytes of every row that are looked for; by chance they are nowhere else
STAYS = 5.0  # seconds that a session waits for its visitor here: some rounds of the upkeep
AT_MOST = 25.0


def memory(pid: int) -> bytes:
    """Read all that a process may write to."""
    found = []
    with Path(f"/proc/{pid}/mem").open("rb") as everything:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            place, rights = line.split()[:2]
            low, high = (int(end, 16) for end in place.split("-"))
            if rights.startswith("rw"):
                everything.seek(low)
                found.append(everything.read(high - low))
    return b"".join(found)


def rows_in(pid: int, marks: list[bytes]) -> int:
    """Count the marked rows that can be found."""
    everything = memory(pid)
    return sum(mark in everything for mark in marks)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_an_upload_is_gone_from_the_server_s_memory_when_its_session_is_over(monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL", str(int(STAYS)))
    picture = np.random.default_rng(2012).integers(0, 256, (512, 512), np.uint8)
    file = cv2.imencode(".bmp", picture)[1].tobytes()
    in_file = [row[:MARK].tobytes() for row in picture[::32]]
    in_array = [row[: MARK // 4].tobytes() for row in decode(file)[::32]]

    with serve() as server:

        def rows() -> int:
            return rows_in(server.pid, in_file) + rows_in(server.pid, in_array)

        async def come(visitor):
            await visitor.upload("mine.bmp", file)
            assert rows() == len(in_file) + len(in_array)

        async def stay(visitor):
            """Use the memory that is free; as nobody leaves, Streamlit itself would keep the session."""
            end = time.monotonic() + AT_MOST
            while rows() > len(in_file) / 2:  # pieces may still stand in memory that is free
                assert time.monotonic() < end, "the picture is still there"
                await visitor.change("w11", time.monotonic() % 10)

        visit(server.port, come)
        visit(server.port, stay)
