"""From choosing a large photograph to painted maps, in a real browser."""

import itertools
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import Page, sync_playwright

from benchmarks.measure import REPETITIONS, Budget, Part, Table, Timing, shown
from benchmarks.servers import ROOT, Server, serve

PHOTOGRAPH = ROOT / "assets" / "photos" / "coffee.jpg"
NOISE = 8  # levels, as of a small sensor by daylight
QUALITY = 94
SIZES = {"12 MP": ((4000, 3000), (4032, 3024)), "48 MP": ((8000, 6000), (8064, 6048))}
WARM_UP = 2
LIMIT = 1000  # ms

# The clock starts when the browser tells the page which file was chosen. It stops in the frame after the one
# that shows new maps beneath the description of the new picture.
PAINTED = """(size) => new Promise((resolve) => {
    const scope = document.querySelector(".scope")
    const before = scope.dataset.revision
    let start = null
    document.addEventListener("change", () => { start = performance.now() }, { capture: true, once: true })
    const isShown = () => start !== null && scope.dataset.revision !== before
        && document.querySelector(".picture").textContent.includes(size)
    const look = () => requestAnimationFrame(
        isShown() ? () => resolve(performance.now() - start) : look)
    look()
})"""


@dataclass(frozen=True)
class Photograph:
    """A file, and its size as the page tells it."""

    path: Path
    size: str
    megabytes: float


@dataclass(frozen=True)
class Found:
    """What was measured for one size: times, and the memory of the server in MB, before and at most."""

    times: Timing
    files: Sequence[Photograph]
    before: float
    peak: float


def run() -> Part:
    found = {}
    with tempfile.TemporaryDirectory() as folder, serve() as server:
        for name, sizes in SIZES.items():
            files = [photograph(Path(folder), *size) for size in sizes]
            with open_page(server) as page:
                found[name] = measure(page, files, server)
    rows = [
        [
            name,
            " and ".join(f"{file.megabytes:.1f}" for file in one.files),
            str(one.times),
            str(len(one.times.times)),
            f"{one.before:.0f}",
            f"{one.peak:.0f}",
        ]
        for name, one in found.items()
    ]
    columns = [
        "photograph",
        "MB of the files",
        "to painted maps, ms",
        "times",
        "memory before, MB",
        "at most, MB",
    ]
    text = (
        "Two JPEG photographs of nearly the same size are chosen in turn, so that nothing is there already. "
        "Median and 95th percentile, from the browser's notice of the file to the frame after the maps of "
        "the new picture were painted; memory is that of the server."
    )
    twelve = found["12 MP"].times
    budget = Budget(
        "12-megapixel photograph to painted maps, p95",
        f"{LIMIT} ms",
        f"{shown(twelve.p95)} ms",
        twelve.p95 <= LIMIT,
    )
    return Part("A visitor's photograph", text, [Table("Upload", "", columns, rows)], [budget])


def photograph(folder: Path, width: int, height: int) -> Photograph:
    """Blow a small photograph up, and add what makes files of real ones large: noise."""
    colours = cv2.resize(cv2.imread(str(PHOTOGRAPH)), (width, height), interpolation=cv2.INTER_CUBIC)
    noise = np.empty(colours.shape, np.int8)
    cv2.setRNGSeed(width)
    cv2.randn(noise, (0,) * 3, (NOISE,) * 3)
    path = folder / f"{width}.jpg"
    noisy = cv2.add(colours, noise, dtype=cv2.CV_8U)
    cv2.imwrite(str(path), noisy, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return Photograph(path, f"{width} × {height}", path.stat().st_size / 1e6)


@contextmanager
def open_page(server: Server) -> Iterator[Page]:
    """Open the app in a new browser."""
    chromium = shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(server.address)
        page.wait_for_function("document.querySelector('[data-panel=rectified] canvas')?.dataset.key")
        yield page
        browser.close()


def measure(page: Page, files: Sequence[Photograph], server: Server) -> Found:
    Path(f"/proc/{server.pid}/clear_refs").write_text("5")  # the peak is counted from now on
    before = server.memory()
    times = [choose(page, file) for file in itertools.islice(itertools.cycle(files), WARM_UP + REPETITIONS)]
    return Found(Timing(times[WARM_UP:]), files, before, server.peak_memory())


def choose(page: Page, file: Photograph) -> float:
    page.locator("[data-opens=picture]").click()
    page.get_by_role("button", name="A picture of yours").click()
    page.wait_for_selector("[role=dialog] input[type=file]", state="attached")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.evaluate(f"window.painted = ({PAINTED})('{file.size}'), 0")
    page.locator("[role=dialog] input[type=file]").set_input_files(file.path)
    taken: float = page.evaluate("window.painted")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    page.wait_for_timeout(100)
    return taken
