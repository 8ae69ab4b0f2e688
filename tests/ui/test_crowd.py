"""A server at its limit, and visitors whose line drops: real sessions over real sockets."""

import cv2
import numpy as np
import pytest
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from benchmarks.servers import serve
from benchmarks.visitor import COOKIE, Trouble, Visitor
from explorer.images import decode
from explorer.ui.server.environment import VISITORS
from explorer.view.settings import YOUR_PICTURE
from tests.ui.test_visitor import visit


class Guest(Visitor):
    """A visitor who may be refused, and whose line may drop."""

    async def __aenter__(self):
        return self  # it comes when the test says so

    async def __aexit__(self, *problem):
        if hasattr(self, "socket"):
            await self.close()

    async def is_refused(self):
        self.timeout = 2
        with pytest.raises(Trouble, match="no scope within"):
            await self.open()
        self.timeout = 30
        return True

    def drop(self):
        self.socket.transport.abort()

    async def come_back(self):
        """Connect to the same session, as Streamlit's page does by itself."""
        names = ("streamlit", self.token, self.session)
        self.socket = await connect(
            f"ws://{self.host}/_stcore/stream",
            origin=Origin(f"http://{self.host}"),
            additional_headers={"Cookie": f"{COOKIE}={self.token}"},
            subprotocols=[Subprotocol(name) for name in names],
            max_size=None, compression=None, ping_interval=None,
        )  # fmt: skip
        return await self._rerun("", self.report[0])


def test_a_lost_line_frees_a_place_and_costs_neither_picture_nor_view_a(monkeypatch):
    monkeypatch.setenv(VISITORS, "2")
    noise = np.random.default_rng(5).integers(0, 256, (40, 60), np.uint8)
    data = cv2.imencode(".png", noise)[1].tobytes()

    async def script(first, second, third):
        await first.open()
        await second.open()
        assert await third.is_refused()
        await first.upload("mine.png", data)
        await first.change(bias=0.5)
        said = first.answer()
        pin = {"name": "pin", "at": 2**52, **{name: said[name] for name in ("session", "settings", "upload")}}
        await first.use("presenter", {"commands": [pin]})
        await first.change(bias=1.0)
        token = first.answer()["session"]
        first.drop()
        await third.close()
        await third.open()  # in the place of the first one
        assert third.settings().picture != YOUR_PICTURE
        await first.come_back()  # nobody who was admitted is sent away
        assert first.answer()["session"] == token
        assert first.settings().picture == YOUR_PICTURE
        assert first.message("scope").header["pinned"]["settings"]["bias"] == 0.5
        np.testing.assert_array_equal(first.message("shown").array("image"), decode(data).ravel())
        await first.change(bias=1.5)

    with serve() as server:
        visit(server.port, script, "", "", "", kind=Guest)
