"""A slow network: a proxy on this machine that hands every byte on, in order, some time later."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

CHUNK = 65536  # bytes


@dataclass
class SlowNetwork:
    """A proxy that listens on `port`; `delay` is in seconds each way and may be changed at any time."""

    port: int
    delay: float = 0.0
    loop: asyncio.AbstractEventLoop | None = None
    connections: set[asyncio.Task[None]] = field(default_factory=set)

    def drop(self) -> None:
        """Cut every connection; new ones are accepted."""
        for connection in list(self.connections):
            self.loop.call_soon_threadsafe(connection.cancel)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def slow_network(target: int) -> Iterator[SlowNetwork]:
    """Put a slow network in front of a port of this machine."""
    network = SlowNetwork(0)
    is_ready, is_over = threading.Event(), asyncio.Event()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection("127.0.0.1", target)
        connection = asyncio.current_task()
        network.connections.add(connection)
        try:
            await asyncio.gather(_pump(network, reader, to_server), _pump(network, from_server, writer))
        except asyncio.CancelledError:  # the network is taken away while a browser is still connected
            pass
        finally:
            network.connections.discard(connection)
            for end in (writer, to_server):
                end.transport.abort()

    async def serve() -> None:
        server = await asyncio.start_server(connect, "127.0.0.1", 0)
        network.port = server.sockets[0].getsockname()[1]
        network.loop = asyncio.get_running_loop()
        is_ready.set()
        await is_over.wait()
        server.close()
        connections = asyncio.all_tasks() - {asyncio.current_task()}
        for task in connections:
            task.cancel()
        await asyncio.gather(*connections, return_exceptions=True)
        await asyncio.sleep(0)  # transports close in the next turn of the loop

    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(asyncio.run, serve())
        is_ready.wait()
        try:
            yield network
        finally:
            network.loop.call_soon_threadsafe(is_over.set)
            running.result(10)


async def _pump(network: SlowNetwork, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hand bytes on, each `delay` seconds after they came, until one side closes."""
    clock = asyncio.get_running_loop().time
    waiting: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def read() -> None:
        data = b"-"
        while data:
            try:
                data = await reader.read(CHUNK)
            except ConnectionError:
                data = b""
            waiting.put_nowait((clock() + network.delay, data))

    async def write() -> None:
        with suppress(ConnectionError):
            while True:
                due, data = await waiting.get()
                await asyncio.sleep(max(due - clock(), 0))
                if not data:
                    break
                writer.write(data)
                await writer.drain()
        writer.close()

    await asyncio.gather(read(), write())
