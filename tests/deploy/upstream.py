"""Servers that stand in for the app's replicas: each answers with its name and with what it was asked."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LONG = "A long answer of words is packed. " * 100


class Upstream(ThreadingHTTPServer):
    """One replica: it knows the health check, files that are there, and files that are not."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})
        self.thread.start()

    def end(self) -> None:
        """Refuse all that comes from now on, as a process that was killed."""
        if self.thread.is_alive():
            self.shutdown()
            self.thread.join()
            self.server_close()


class Handler(BaseHTTPRequestHandler):
    """Tells a request back, unless its path is broken."""

    server: Upstream

    def answer(self) -> None:
        if "broken" in self.path:
            self.close_connection = True
            return
        length = int(self.headers["Content-Length"] or 0)
        told = {"port": self.server.server_port, "path": self.path, "headers": dict(self.headers.items())}
        told["length"] = len(self.rfile.read(length))
        body = json.dumps({**told, "long": LONG}).encode()
        moved = self.path.partition("?")[0].endswith("bank/")
        self.send_response(301 if moved else 404 if "missing" in self.path else 200)
        if moved:
            self.send_header("Location", self.path.replace("/?", "?"))
        self.send_header("Content-Type", "image/png" if self.path.endswith(".png") else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", "_streamlit_xsrf=2|1; Path=/; SameSite=Lax")
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_PUT = do_POST = do_DELETE = answer

    def log_message(self, *given: object) -> None:
        pass


@contextmanager
def upstreams(count: int = 3) -> Iterator[list[Upstream]]:
    """Start so many; end those that the test has not ended."""
    started = [Upstream() for _ in range(count)]
    try:
        yield started
    finally:
        for one in started:
            one.end()
