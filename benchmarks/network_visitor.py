"""Visitors of the page of the real network, without a browser, one or many."""

import asyncio
import random
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
from websockets.exceptions import ConnectionClosed

from benchmarks.servers import Server
from benchmarks.visitor import Change, Trouble, Visitor
from benchmarks.visitors import LIMIT, SEED, Case, Load, cpu
from explorer.images import Colours, samples
from explorer.networks.cascade import detect
from explorer.networks.changes import CHANGES
from explorer.networks.slopes import read_slopes, write_slopes
from explorer.networks.stages import LAYERS, LEARNED_SLOPES
from explorer.ui.state import network_session
from explorer.view.network import SIZE, NetworkSettings, sentence


class NetworkVisitor(Visitor):
    """The page of the real network, open in a browser that draws nothing."""

    place = "network"
    report = network_session.REPORT

    def extra(self) -> dict[str, Any]:
        """Say which picture the page has, which Python then does not send again."""
        return {"has": [self.header()["shown"]]}

    def header(self) -> dict[str, Any]:
        """Return what the page was sent last."""
        header: dict[str, Any] = dict(self.message(self.report[0]).header)
        return header

    def network_settings(self) -> NetworkSettings:
        return NetworkSettings(**self.answer()["settings"])

    def has_answer(self) -> bool:
        """Tell whether the answer has come, which is one message."""
        return True

    async def upload(self, name: str, data: bytes) -> Change:
        """Bring a picture of one's own, in the dialog that is opened for it."""
        asked = {"name": "upload", "value": "", "at": time.time_ns() // 1_000_000}
        await self.use(self.report[0], {"asked": asked}, answer="upload")
        return await super().upload(name, data)

    def compare_faces(self, picture: Colours | None = None) -> None:
        """Compare what is said to be found with what is found here, in the gallery's picture or another."""
        settings, header = self.network_settings(), self.header()
        levels = samples()[settings.picture].load_colours(SIZE) if picture is None else picture
        levels = np.ascontiguousarray(CHANGES[settings.change].apply(levels))
        found = detect(levels, read_slopes(settings.slopes))
        said, expected = header["found"]["sentence"], sentence(found, levels.shape[:2])
        if said != expected:
            raise Trouble(f"said is {said!r}, not {expected!r}")
        boxes = [tuple(face.values()) for face in header["found"]["faces"]]
        if not np.allclose(boxes, found.faces, rtol=0, atol=0.01):
            raise Trouble(f"the faces are {boxes}, not {found.faces}")


async def arrive_at_network(port: int, count: int) -> list[NetworkVisitor]:
    visitors = [NetworkVisitor(port, timeout=LIMIT) for _ in range(count)]
    for visitor in visitors:
        await visitor.open()
    return visitors


async def load_network(visitors: Sequence[NetworkVisitor], case: Case, servers: Sequence[Server]) -> Load:
    """Let the visitors change slopes as the case says; at the end each must have been told what is found."""
    found = Load(case)
    with cpu(found, servers):
        end = time.monotonic() + case.seconds
        chances = [random.Random(SEED + k) for k in range(len(visitors))]
        await asyncio.gather(*(visit(*pair, found, end) for pair in zip(visitors, chances, strict=True)))
    for visitor in visitors:
        try:
            visitor.compare_faces()
        except Trouble as problem:
            found.errors.append(str(problem))
    return found


async def visit(visitor: NetworkVisitor, chance: random.Random, found: Load, end: float) -> None:
    """Set one slope after the other, from a random moment on."""
    every = found.case.every
    due = time.monotonic() + chance.uniform(0, every)
    while due < end:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        try:
            found.maps.append(await visitor.change(slopes=any_slope(chance)))
        except (Trouble, ConnectionClosed) as problem:
            found.errors.append(f"slopes: {problem}")
        due = max(due + every, time.monotonic())


def any_slope(chance: random.Random) -> str:
    """Write a slope for one of the channels, all others as learned; hardly ever the same twice."""
    layer = chance.randrange(len(LAYERS))
    channel = chance.randrange(LAYERS[layer])
    values = list(LEARNED_SLOPES)
    values[sum(LAYERS[:layer]) + channel] = chance.randint(-1500, 1500) / 1000
    return write_slopes(values)
