"""Real servers on free ports of this machine: of the app, of the baseline, of the files of a folder."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import urlopen

from explorer.ui.server.environment import LOG

ROOT = Path(__file__).parents[1]
APP = ROOT / "streamlit_app.py"
PATIENCE = 60.0  # seconds for the start, and for the end: a busy machine takes half of them
PREVIEW_APP = ROOT / "preview_app.py"


@dataclass(frozen=True)
class Server:
    """A running server; memory is that of its process, as Linux counts it."""

    port: int
    pid: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def counted(self, name: str) -> int:
        """Return what its page for Prometheus says of a metric, all labels together."""
        with urlopen(f"{self.address}_stcore/metrics", timeout=PATIENCE) as page:
            found = re.findall(rf"^{name}(?:{{.*}})? (\d+)", page.read().decode(), re.MULTILINE)
        return sum(map(int, found))

    def memory(self) -> float:
        """Return the resident memory now, in MB."""
        return memory_of(self.pid)

    def peak_memory(self) -> float:
        """Return the largest resident memory so far, in MB."""
        return memory_of(self.pid, "VmHWM")


def memory_of(pid: int, field: str = "VmRSS") -> float:
    """Return what Linux reports of a process, in MB: the resident memory now, or another field."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) / 1024
    raise LookupError(f"Linux reports no {field} for process {pid}")


@contextmanager
def serve(
    script: Path = APP,
    *,
    folder: Path = ROOT,
    port: int = 0,
    within: Sequence[str] = (),
    patience: float = PATIENCE,
) -> Iterator[Server]:
    """Start Streamlit on a script; stop it at the end, and fail if it has printed a traceback.

    It has the settings that `explorer.ui.server.environment` finds here, but for a log with tracebacks.

    It runs in the folder that the package lies in, and listens on a free port unless one is given. `within`
    is a command that becomes the one after it. `patience` is in seconds: for the start, and for the end.
    """
    port = port or free_port()
    log = Path(tempfile.mkdtemp()) / "log.txt"
    options = {"port": port, "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
    flags = [f"--server.{name}={value}" for name, value in options.items()]
    command = [*within, sys.executable, "-m", "streamlit", "run", str(script), *flags]
    environment = {LOG: "text"} | os.environ
    with running(command, port, log, environment, folder=folder, patience=patience) as server:
        yield server
    if "Traceback" in log.read_text():
        raise RuntimeError(log.read_text())


@contextmanager
def running(
    command: Sequence[str],
    port: int,
    log: Path,
    environment: Mapping[str, str],
    *,
    folder: Path = ROOT,
    patience: float = PATIENCE,
) -> Iterator[Server]:
    """Start a server; yield it when it listens on its port; stop it at the end."""
    with log.open("w") as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env=environment
        )
        try:
            wait_for(port, process, log, patience)
            yield Server(port, process.pid, log)
        finally:
            process.terminate()
            try:
                process.wait(patience)
            except subprocess.TimeoutExpired:
                process.kill()
                raise RuntimeError(f"not ended after {patience:g} s: {log.read_text()}") from None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            raise RuntimeError(f"ended with {process.returncode}: {log.read_text()}")
        if time.monotonic() > deadline:
            raise RuntimeError(f"does not listen on port {port} after {patience:g} s: {log.read_text()}")
        time.sleep(0.1)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, *given: object) -> None:
        pass


@contextmanager
def serve_folder(folder: str | Path) -> Iterator[str]:
    """Serve the files of a folder, as they are; yield the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
