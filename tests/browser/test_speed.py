"""How fast it is, written into the log; the budgets themselves are the benchmarks' business."""

import statistics
import sys
import time

from explorer.settings import Settings

START = Settings()

PAINTED = """() => new Promise((resolve) => {
    const scope = document.querySelector(".scope")
    const before = scope.dataset.messages
    const start = performance.now()
    const look = () => scope.dataset.messages === before
        ? requestAnimationFrame(look)
        : requestAnimationFrame(() => resolve(performance.now() - start))
    requestAnimationFrame(look)
})"""
WATCH_DRAG = """() => {
    window.dragged = []
    let moved = 0
    document.addEventListener("pointermove", () => { moved = performance.now() }, { capture: true })
    const update = window.Plotly.update
    window.Plotly.update = (...given) => {
        const result = update(...given)
        window.dragged.push(performance.now() - moved)
        return result
    }
}"""


def _report(record_property, what: str, times: list[float]) -> None:
    ordered = sorted(times)
    line = f"{statistics.median(ordered):.0f} ms median, {ordered[int(0.95 * len(ordered))]:.0f} ms p95"
    record_property(what, line)
    sys.stderr.write(f"{what}: {line} of {len(ordered)}\n")


def test_how_fast_it_is(open_page, record_property, capsys):
    shown = open_page()
    opened = []
    for _ in range(5):
        start = time.perf_counter()
        shown.page.goto(shown.page.url)
        shown.page.wait_for_function("document.querySelector('[data-panel=rectified] canvas')?.dataset.key")
        opened.append(1000 * (time.perf_counter() - start))
        shown.wait_until_drawn()
    shown.page.wait_for_timeout(1000)
    shown.page.evaluate(WATCH_DRAG)
    shown.page.mouse.move(*shown.place("signed", 20, 100, START))
    shown.page.mouse.down()
    for row in range(22, 182, 2):
        shown.page.mouse.move(*shown.place("signed", row, 100, START))
        shown.page.wait_for_timeout(20)
    shown.page.mouse.up()
    dragged = shown.page.evaluate("window.dragged")
    shown.page.wait_for_timeout(1000)
    changed = []
    field = shown.page.locator(".st-key-w11 input")
    for k in range(20):
        field.fill(str(k % 5 + 1))
        painted = shown.page.evaluate_handle("window.painted = (" + PAINTED + ")(), 0")
        field.press("Enter")
        changed.append(shown.page.evaluate("window.painted"))
        painted.dispose()
        shown.page.wait_for_timeout(300)
    with capsys.disabled():
        _report(record_property, "opening, warm cache, to the first maps", opened)
        _report(record_property, "drag, from the pointer event to the new profile", dragged)
        _report(record_property, "weight to repaint", changed)
    assert len(dragged) >= 40
    assert shown.messages() >= 20
