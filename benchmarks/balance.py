"""One address in front of several servers; a visitor stays with the server that he met first.

It tells visitors apart by the token that Streamlit gives each browser as a cookie. Every connection
carries one request, or one WebSocket.
"""

import asyncio
import contextlib
import itertools
import re
import subprocess
import sys
from asyncio import StreamReader, StreamWriter
from collections.abc import Iterator, Sequence

from streamlit.web.server.starlette.starlette_app_utils import decode_xsrf_token_string

from benchmarks.servers import ROOT, free_port

CHUNK = 2**20


@contextlib.contextmanager
def balanced(ports: Sequence[int]) -> Iterator[int]:
    """Start a balancer in front of servers, in a process of its own; yield its port."""
    port = free_port()
    command = [sys.executable, "-m", "benchmarks.balance", *map(str, (port, *ports))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()
        try:
            yield port
        finally:
            process.terminate()


async def listen(port: int, servers: Sequence[int]) -> None:
    places = itertools.cycle(servers)
    homes: dict[bytes, int] = {}

    async def pass_on(reader: StreamReader, writer: StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        cookie = re.search(rb"_streamlit_xsrf=([^;\s]+)", head)
        token = decode_xsrf_token_string(cookie[1].decode())[0] if cookie else None
        if token and token not in homes:
            homes[token] = next(places)
        if b"upgrade: websocket" not in head.lower():
            head = re.sub(rb"(?i)\r\nconnection:[^\r]*", b"", head)[:-2] + b"Connection: close\r\n\r\n"
        home = homes.get(token or b"", servers[0])
        back_reader, back_writer = await asyncio.open_connection("127.0.0.1", home, limit=CHUNK)
        back_writer.write(head)
        await asyncio.gather(copy(reader, back_writer), copy(back_reader, writer))

    async with await asyncio.start_server(pass_on, "127.0.0.1", port, limit=CHUNK) as server:
        print("ready", flush=True)
        await server.serve_forever()


async def copy(reader: StreamReader, writer: StreamWriter) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(CHUNK):
            writer.write(data)
            await writer.drain()
    writer.close()


if __name__ == "__main__":
    own, *others = map(int, sys.argv[1:])
    asyncio.run(listen(own, others))
