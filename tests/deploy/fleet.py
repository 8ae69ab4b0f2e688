"""Three replicas of the app behind Caddy, any of which can be killed, ended and started again."""

import os
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from benchmarks.proxy import SECRET, name_of, proxied
from benchmarks.servers import PREVIEW_APP, Server, free_port, serve

COUNT = 3


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

    def home(self, cookie: str) -> int:
        """Return the port of the replica that a cookie of Caddy names."""
        return next(port for port in self.ports if name_of(port) == cookie)

    def others(self, port: int) -> list[int]:
        """Return the ports of all replicas but one."""
        return [other for other in self.ports if other != port]

    def counted(self, metric: str) -> Counter[int]:
        """Return by their ports what the pages for Prometheus of the replicas say of a metric."""
        return Counter({port: self.servers[port].counted(metric) for port in self.ports})


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
