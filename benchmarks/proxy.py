"""Caddy in front of servers of this machine, set up by deploy/Caddyfile as in front of the web."""

import hmac
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.servers import ROOT, Server, free_port, running

NEWEST = shutil.which("caddy", path=str(Path(sys.executable).parent))
"""The one of requirements-dev.txt."""
CADDY = shutil.which("caddy") or NEWEST
CADDYFILE = ROOT / "deploy" / "Caddyfile"
MISSING = "Caddy is missing: apt-get install caddy (on Debian), or see https://caddyserver.com"
COOKIE = "relu_replica"
SECRET = "for this machine only"


def name_of(port: int) -> str:
    """Return what the cookie of Caddy says for the server on a port of this machine."""
    return hmac.new(SECRET.encode(), f"127.0.0.1:{port}".encode(), "sha256").hexdigest()


def variables(ports: Sequence[int], folder: Path, **settings: str) -> dict[str, str]:
    """Return the environment of a Caddy that listens on this machine alone, without encryption.

    ``RELU_HTTP_PORT`` is where it listens. `settings` are further variables of deploy/Caddyfile. What it
    keeps goes to the folder.
    """
    return {
        **os.environ,
        "RELU_ADDRESS": "http://127.0.0.1",
        "RELU_REPLICAS": " ".join(f"127.0.0.1:{port}" for port in ports),
        "RELU_COOKIE_SECRET": SECRET,
        "RELU_BIND": "127.0.0.1",
        "RELU_HTTP_PORT": str(free_port()),
        "RELU_HTTPS_PORT": str(free_port()),
        "RELU_ADMIN": "off",
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
        **settings,
    }


@contextmanager
def proxied(ports: Sequence[int], *, program: str | None = CADDY, **settings: str) -> Iterator[Server]:
    """Start Caddy in front of the servers on these ports; yield it as a server; stop it at the end."""
    if not program:
        raise RuntimeError(MISSING)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = variables(ports, folder, **settings)
        port = int(environment["RELU_HTTP_PORT"])
        log = folder / "log.txt"
        command = [program, "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
        with running(command, port, log, environment) as server:
            yield server
