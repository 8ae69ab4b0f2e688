"""An upload lives in its visitor's session and nowhere else: a server's memory is searched for it."""

import sys
import time
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import pytest

from benchmarks.servers import serve
from explorer.images import decode_colours
from tests.ui.test_visitor import visit

SAME, OWN = 12, 12  # pixels at the left of every row: those that all rows share, and the row's own
STAYS = 5.0  # seconds that a session waits for its visitor here: longer than the maintenance pauses
AT_MOST = 60.0  # beside other tests a pass over the memory takes its time


def memory(pid: int) -> bytes:
    """Read all that a process may write to."""
    found = []
    with Path(f"/proc/{pid}/mem").open("rb") as everything:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            place, rights = line.split()[:2]
            low, high = (int(end, 16) for end in place.split("-"))
            if rights.startswith("rw"):
                with suppress(OSError):  # a piece that the process has given back meanwhile
                    everything.seek(low)
                    found.append(everything.read(high - low))
    return b"".join(found)


def rows_in(everything: bytes, rows: np.ndarray) -> int:
    """Count the rows of an array whose left end can be found; by chance it is nowhere else.

    All rows begin alike, so that one search finds the places to look at.
    """
    same = rows[0, :SAME].tobytes()
    own = {row[SAME : SAME + OWN].tobytes() for row in rows}
    length = OWN * rows[0, 0].nbytes
    found = set()
    place = everything.find(same)
    while place >= 0:
        after = place + len(same)
        found.add(everything[after : after + length])
        place = everything.find(same, after)
    return len(found & own)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_an_upload_is_gone_from_the_server_s_memory_when_its_session_is_over(monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL", str(int(STAYS)))
    picture = np.random.default_rng(2012).integers(0, 256, (512, 512), np.uint8)
    picture[:, :SAME] = picture[0, :SAME]
    file = cv2.imencode(".bmp", picture)[1].tobytes()
    kept = picture, *decode_colours(file, long_side=512)

    with serve() as server:

        def rows() -> int:
            everything = memory(server.pid)
            return sum(rows_in(everything, array) for array in kept)

        async def come(visitor):
            await visitor.upload("mine.bmp", file)
            assert rows() == len(kept) * len(picture)

        async def stay(visitor):
            """Use the memory that is free; as nobody leaves, Streamlit itself would keep the session."""
            end = time.monotonic() + AT_MOST
            while rows() > len(picture) / 8:  # small pieces may still stand in memory that is free
                assert time.monotonic() < end, "the picture is still there"
                await visitor.change(w11=round(time.monotonic() % 10, 6))

        visit(server.port, come)
        visit(server.port, stay)
