"""An upload lives in its visitor's session and nowhere else: a server's memory is searched for it."""

import sys
import threading
import time
from collections.abc import Iterator, Sequence
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
AT_MOST = 100.0  # seconds; it takes ten where nothing runs beside it
PIECE = 1 << 24
"""Bytes of memory that are read at once."""
PAUSE = 0.25  # seconds between two looks at the places where the picture was

Places = dict[int, bytes]
"""The left end of a row, by the address where it stands."""


def pieces(pid: int, overlap: int) -> Iterator[tuple[int, bytes]]:
    """Read all that a process may write to; a piece begins with the end of the one before it."""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as everything:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            place, rights = line.split()[:2]
            low, high = (int(end, 16) for end in place.split("-"))
            if not rights.startswith("rw"):
                continue
            for start in range(low, high, PIECE):
                with suppress(OSError):  # a piece that the process has given back meanwhile
                    everything.seek(start)
                    yield start, everything.read(min(PIECE + overlap, high - start))


def search(pid: int, arrays: Sequence[np.ndarray]) -> list[Places]:
    """Find the rows of arrays in a process's memory by their left ends; by chance they are nowhere else.

    All rows of an array begin alike, so that one search finds the places to look at.
    """
    same = [rows[0, :SAME].tobytes() for rows in arrays]
    ends = [{row[: SAME + OWN].tobytes() for row in rows} for rows in arrays]
    found: list[Places] = [{} for _ in arrays]
    for start, piece in pieces(pid, overlap=max(len(end) for one in ends for end in one)):
        for places, begin, known in zip(found, same, ends, strict=True):
            length = len(begin) // SAME * (SAME + OWN)
            place = piece.find(begin)
            while place >= 0:
                if piece[place : place + length] in known:
                    places[start + place] = piece[place : place + length]
                place = piece.find(begin, place + len(begin))
    return found


def still_there(places: Places, pid: int) -> Places:
    """Return those of the places where the same row still stands."""
    found = {}
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as everything:
        for place, end in places.items():
            with suppress(OSError):
                everything.seek(place)
                if everything.read(len(end)) == end:
                    found[place] = end
    return found


def count(places: Places) -> int:
    """Count the different rows."""
    return len(set(places.values()))


def noise(seed: int) -> np.ndarray:
    """Draw a picture that is found again: its rows begin alike, and go on each in its own way."""
    picture = np.random.default_rng(seed).integers(0, 256, (512, 512), np.uint8)
    picture[:, :SAME] = picture[0, :SAME]
    return picture


def bmp(picture: np.ndarray) -> bytes:
    """Write a file whose palette begins with white, so that its bytes are not those of the picture."""
    palette = np.zeros((256, 4), np.uint8)
    palette[:, :3] = np.arange(255, -1, -1)[:, None]
    file = bytearray(cv2.imencode(".bmp", 255 - picture)[1].tobytes())
    file[54 : 54 + palette.size] = palette.tobytes()
    return bytes(file)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.timeout(AT_MOST + 60)
def test_an_upload_is_gone_from_the_server_s_memory_when_its_session_is_over(monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL", str(int(STAYS)))
    monkeypatch.setenv("MALLOC_PERTURB_", "85")  # what is given back is written over: what is found is held
    picture = noise(2012)
    decoded = decode_colours(bmp(picture), long_side=512)
    arrays = 255 - picture, picture, *decoded  # the file, what the browser is sent, what the session holds
    few = len(picture) / 8  # small pieces may still stand in memory that is free
    end = time.monotonic() + AT_MOST

    with serve() as server:

        async def come(visitor):
            await visitor.upload("mine.bmp", bmp(picture))
            file, _, *held = search(server.pid, arrays)
            assert [count(one) for one in held] == [len(picture)] * 2
            while count(still_there(file, server.pid)) == len(picture):
                assert time.monotonic() < end, "the file is kept though it has become a picture"
                threading.Event().wait(PAUSE)

        async def stay(visitor):
            """Wait for the end of the other session: as nobody leaves, Streamlit itself would keep it."""
            while (left := sum(map(count, places := search(server.pid, arrays)))) > few:
                assert time.monotonic() < end, f"{left} rows of the picture are still there"
                wait_until_fewer(places, few)

        def wait_until_fewer(places, few):
            """Look where rows were until few of them are left there: a search of everything takes longer."""
            while sum(count(still_there(one, server.pid)) for one in places) > few:
                assert time.monotonic() < end, "rows of the picture are still where they were"
                threading.Event().wait(PAUSE)

        visit(server.port, come)
        visit(server.port, stay)
