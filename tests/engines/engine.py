"""A browser engine as the tests see it: opens pages, moves the pointer, presses keys, runs scripts."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.engines.drivers import KEYS

ROOT = Path(__file__).parents[2]
PATIENCE = 20
"""So many seconds something may take that is waited for: the machine may be busy with other tests."""
ANSWER = 40
"""An engine that has not answered after so many seconds hangs, and is killed."""
LISTEN = """
window.problems = [];
const tell = (problem) => problems.push(String(problem).slice(0, 300)); // a module's address may be its code
addEventListener("error", ({ message, target }) => {
    // a hint of Streamlit's that Firefox does not take; if the module itself does not come, its import fails
    if (target.rel !== "modulepreload") tell(message || target.outerHTML);
}, true);
addEventListener("unhandledrejection", (event) => tell(`unhandled: ${event.reason}`));
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    tell(`refused by ${effectiveDirective}: ${blockedURI}`));
console.error = (...words) => tell(words.join(" "));
"""
"""Collects what goes wrong in a page; it stands in the page because WebKit keeps its console to itself."""
# A frame is painted after the callbacks of the next one are called.
NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
BOX = """(selector) => {
    const { x, y, width, height } = document.querySelector(selector).getBoundingClientRect()
    return [x, y, width, height]
}"""
# Runs a function once a frame until its result holds, or the time is over; returns the last result.
REPEAT = """async (milliseconds, ...args) => {
    const holds = %s
    const end = performance.now() + milliseconds
    for (;;) {
        const found = await holds(...args)
        if (found || performance.now() > end) return found
        await new Promise(requestAnimationFrame)
    }
}"""


def with_listener(page: str) -> str:
    """Return a page with the listener before everything that could go wrong.

    >>> with_listener("<html><head><title>Zero</title>").startswith("<html><head><script>")
    True
    """
    before, head, after = page.partition("<head>")
    assert head, "the page needs a <head>"
    return f"{before}{head}<script>{LISTEN}</script>{after}"


def strokes(name: str) -> list[tuple[str, str]]:
    """Return how a key is pressed and released, or several that are held at once.

    >>> strokes("Shift+a")
    [('Down', 'Shift'), ('Down', 'a'), ('Up', 'a'), ('Up', 'Shift')]
    >>> strokes("+")
    [('Down', '+'), ('Up', '+')]
    """
    names = name.split("+") if name != "+" else [name]
    assert all(len(one) == 1 or one in KEYS for one in names), name
    return [*(("Down", one) for one in names), *(("Up", one) for one in reversed(names))]


class EngineError(Exception):
    """An engine could not do what was asked of it."""


class Engine:
    """One browser with one page. Functions are written as for Playwright: ``"(a, b) => a + b"``."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        self.log = (folder / "log.txt").open("w")
        command = [sys.executable, "-W", "ignore", "-m", "tests.engines.drivers", name, str(folder)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=self.log, start_new_session=True
        )
        self._unread = b""
        self._problems: list[str] = []

    def _do(self, command: str, *args: Any) -> Any:
        self.process.stdin.write(json.dumps([command, args]).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self._line())
        if "problem" in answer:
            raise EngineError(f"{self.name}, {command}{args}: {answer['problem']}")
        return answer["value"]

    def _line(self) -> bytes:
        end = time.monotonic() + ANSWER
        while b"\n" not in self._unread:
            ready, _, _ = select.select([self.process.stdout], [], [], end - time.monotonic())
            read = os.read(self.process.stdout.fileno(), 1 << 16) if ready else b""
            if not read:
                self.kill()
                raise EngineError(f"{self.name} does not answer:\n{Path(self.log.name).read_text()}")
            self._unread += read
        line, _, self._unread = self._unread.partition(b"\n")
        return line

    def open(self, url: str) -> None:
        """Go to an address, and wait until its page is loaded."""
        self.errors()
        self._do("open", url)

    def reload(self) -> None:
        self.errors()
        self._do("reload")

    def run(self, function: str, *args: Any) -> Any:
        """Run a function in the page, and return its result, or what it promises."""
        return self._do("run", function, args)

    def wait(self, function: str, *args: Any, within: float = PATIENCE) -> Any:
        """Run a function in every frame until its result is true; return it.

        It also waits for a page that is being loaded.
        """
        end = time.monotonic() + within
        while True:
            try:
                found = self.run(REPEAT % function, 1000 * (end - time.monotonic()), *args)
            except EngineError as problem:  # the page went away
                found = problem
            if found and not isinstance(found, EngineError):
                return found
            if time.monotonic() > end:
                told = f"{self.name}: not within {within} s: {function} of {args}, but {found}"
                raise AssertionError(f"{told}; errors: {self.errors()}")

    def box(self, selector: str) -> tuple[float, float, float, float]:
        """Return the place of the first element of a selector in the window: left, top, width and height."""
        return tuple(self.run(BOX, selector))

    def next_frame(self) -> None:
        self.run(NEXT_FRAME)

    def move(self, x: float, y: float) -> None:
        """Move the pointer to a place of the window."""
        self._do("point", (x, y))

    def press(self, x: float, y: float) -> None:
        """Press the button of the mouse, and hold it."""
        self._do("point", (x, y), "Down")

    def release(self) -> None:
        self._do("point", "Up")

    def click(self, x: float, y: float) -> None:
        self._do("point", (x, y), "Down", "Up")

    def double_click(self, x: float, y: float) -> None:
        self._do("point", (x, y), "Down", "Up", "Down", "Up")

    def drag(self, start: tuple[float, float], end: tuple[float, float], *, steps: int = 4) -> None:
        """Drag from one place of the window to another."""
        (x, y), (right, down) = start, end
        parts = [step / steps for step in range(1, steps + 1)]
        way = [(x + part * (right - x), y + part * (down - y)) for part in parts]
        self._do("point", start, "Down", *way, "Up")

    def control_wheel(self, x: float, y: float, by: int) -> None:
        """Turn the wheel over a place of the window by so many dots downwards, while Control is held."""
        self._do("control_wheel", x, y, by)

    def keys(self, *names: str) -> None:
        """Press keys, one after the other, or several at once: "ArrowLeft", "b", "Control+z"."""
        self._do("keys", *(step for name in names for step in strokes(name)))

    def key_down(self, name: str) -> None:
        self._do("keys", ("Down", name))

    def key_up(self, name: str) -> None:
        self._do("keys", ("Up", name))

    def size(self, width: int, height: int) -> None:
        """Give the page a width and a height; it has them when this returns."""
        self._do("size", width, height)
        self.wait("(width, height) => innerWidth === width && innerHeight === height", width, height)

    def scheme(self, name: str) -> None:
        """Have pages in "light" or "dark"; the page has to be opened again."""
        self.errors()
        self._do("scheme", name)

    def choose_file(self, selector: str, path: Path) -> None:
        """Choose a file in an `<input type=file>`."""
        self._do("choose_file", selector, str(path))

    def downloaded(self, name: str, *, within: float = PATIENCE) -> bytes:
        """Wait until a file is downloaded, take it away, and return what was in it."""
        path = self.folder / name
        end = time.monotonic() + within
        while not (path.exists() and path.stat().st_size and not list(self.folder.glob("*.part"))):
            assert time.monotonic() < end, f"{self.name}: no {name} in {sorted(self.folder.iterdir())}"
            self.next_frame()
        data = path.read_bytes()
        path.unlink()  # or another of this name could not be told from it
        return data

    def screenshot(self, path: Path) -> None:
        self._do("screenshot", str(path))

    def errors(self) -> list[str]:
        """Return the errors of all pages that were opened since the last call of `clear_errors`."""
        self._problems += self.run("() => (window.problems ?? []).splice(0)")
        return self._problems

    def clear_errors(self) -> None:
        self.errors()
        self._problems = []

    def quit(self) -> None:
        """End the browser, and what it has started."""
        self.process.stdin.close()
        try:
            self.process.wait(ANSWER)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process.stdout.close()
        self.log.close()

    def kill(self) -> None:
        while left := self.processes():
            for process in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
        self.process.wait()

    def is_gone(self, seconds: float = 10) -> bool:
        """Tell whether none of its processes runs any more; those that are ending have some time for it."""
        end = time.monotonic() + seconds
        while (left := self.processes()) and time.monotonic() < end:
            pass  # looking takes a while
        return not left

    def processes(self) -> list[int]:
        """Return the processes of this engine that run, as Linux counts them: those of its session."""
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):  # it has just ended
                state, _, _, session = path.read_text().rpartition(")")[2].split()[:4]
                if state != "Z" and int(session) == self.process.pid:
                    found.append(int(path.parent.name))
        return found
