"""Three replicas of the app behind Caddy, any of which can be killed, ended and started again."""

import hmac
import os
import re
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.request import urlopen

import pytest

from benchmarks.proxy import SECRET, proxied
from benchmarks.servers import PREVIEW_APP, Server, free_port, serve

COUNT = 3
COOKIE = "relu_replica"
CONNECTED = re.compile(r"^active_sessions(?:\{[^}]*\})? (\d+)", re.MULTILINE)


class Fleet:
    """Replicas by their ports; all are started when this is made."""

    def __init__(self) -> None:
        self.ports = [free_port() for _ in range(COUNT)]
        self.servers: dict[int, Server] = {}
        self._running: dict[int, ExitStack] = {}
        for port in self.ports:
            self.start(port)

    def start(self, port: int) -> None:
        """Start a replica and wait until it listens."""
        stack = ExitStack()
        self.servers[port] = stack.enter_context(serve(PREVIEW_APP, port=port))
        self._running[port] = stack

    def end(self, port: int) -> None:
        """Ask a replica to end, as an orchestrator does, and wait until it has."""
        self._running.pop(port).close()

    def kill(self, port: int) -> None:
        """End a replica at once, in the middle of whatever it does."""
        os.kill(self.servers[port].pid, signal.SIGKILL)
        self.end(port)

    def close(self) -> None:
        for port in tuple(self._running):
            self.end(port)

    def name(self, port: int) -> str:
        """Return what Caddy writes into the cookie of a replica's visitors."""
        return hmac.new(SECRET.encode(), f"127.0.0.1:{port}".encode(), "sha256").hexdigest()

    def home(self, cookie: str) -> int:
        """Return the port of the replica that a cookie of Caddy names."""
        return next(port for port in self.ports if self.name(port) == cookie)

    def sessions(self, port: int) -> int:
        """Return how many visitors a replica says are connected with it."""
        with urlopen(f"http://127.0.0.1:{port}/_stcore/metrics?families=active_sessions") as page:
            return int(CONNECTED.search(page.read().decode())[1])


@contextmanager
def fleet() -> Iterator[tuple[Fleet, Server]]:
    """Start the replicas and Caddy before them; end them all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", SECRET)
        replicas = Fleet()
        try:
            with proxied(replicas.ports) as caddy:
                yield replicas, caddy
        finally:
            replicas.close()
