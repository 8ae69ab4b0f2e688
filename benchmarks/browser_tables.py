"""The tables and the budgets of what was measured in the browser."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.browsing import VIEWPORT, Drag
from benchmarks.measure import REPETITIONS, Budget, Part, Table, Timing, shown
from benchmarks.pages import EXPLORER, SCRIPTS

WARM_UP = 3
DRAG = 3  # seconds
EACH_WAY = 75  # ms that the slow network takes
OPENINGS = 10  # a page takes seconds
COUNTED = 3  # repetitions of what is counted in bytes, which is not timed, as counting takes time

PREVIEW_BUDGET = (17, 34)  # ms, median and p95
ANSWER_BUDGET = (80, 160)
ROW_BUDGET = (12.5, 21)
FRAMES_BUDGET = 55  # a second, while the layer is dragged
ROW_FRAMES_BUDGET = 59
OPENING_BUDGET = {"warm": 800, "cold": 1400}  # ms

Both = Mapping[str, Timing]  # name of the page -> its times

PREVIEWS = {
    "weight": "one weight, typed",
    "weight by arrow": "one weight, by an arrow key",
    "bias": "bias, by an arrow key",
    "slope": "slope of the negative side, by an arrow key",
    "kernel": "another kernel",
    "transform": "the kernel negated by a button",
    "activation": "another activation, by a button",
    "more activations": "another activation, in the menu",
    "padding": "another padding",
    "stride": "another stride",
}
ANSWERS = {
    "bias released": "the bias, let go after a drag",
    "button pressed": "the kernel negated by a button",
}
OTHERS = {
    "row": "row, by an arrow key, to the painted profile",
    "hover": "mouse over a map, to the written value",
}
COLUMNS = ["what", "the app", "plain page", "plain page / app"]
FAR_COLUMNS = ["what", "the app", f"the app, {EACH_WAY} ms away", "plain page", "plain page / app"]
ABOUT = (
    "The app beside the page that a Streamlit tutorial would write for the same lesson "
    "(`benchmarks/baseline_app.py`: sliders, `st.data_editor`, three Plotly heatmaps, a Plotly profile), "
    f"both with the same picture of 512 x 512 pixels, each on its own server, in turn in one Chromium, "
    f"{VIEWPORT['width']} x {VIEWPORT['height']} pixels, without a graphics card. "
    "Times are in ms, median / 95th percentile. The clock starts at the time stamp of the key, the click "
    "or the mouse move; for both pages it stops when the main thread has finished the first animation "
    "frame with the new pixels, script, layout and painting, and goes on to the next task. What remains, "
    "putting the frame together and showing it, is done by other threads and is not seen by a page. The "
    "remote control of the browser reads along whatever the server sends, which costs both pages a little."
)

NO_DRAGS = " The plain page has nothing that follows the mouse: its sliders tell the server on release."


@dataclass(frozen=True)
class Measured:
    """Everything that was timed and counted in the browser, by what was done."""

    changes: Mapping[
        str, Both
    ]  # the app near by and far away, and where it has such a control the plain page
    lost: Mapping[str, int]  # inputs without an answer, by page
    drags: Mapping[str, Drag]
    openings: Mapping[str, Both]
    received: Mapping[str, Both]  # bytes


def part(measured: Measured) -> Part:
    tables = [
        previews_table(measured),
        answers_table(measured),
        others_table(measured),
        drag_table(measured.drags, more=NO_DRAGS),
        openings_table(measured.openings),
        received_table(measured.received),
    ]
    return Part("In the browser", ABOUT, tables, budgets(measured))


def name_of(change: str) -> str:
    return {**PREVIEWS, **ANSWERS, **OTHERS}[change]


def previews_table(measured: Measured) -> Table:
    return Table(
        "Preview: from the input to the painted maps and profile",
        f"{REPETITIONS} repetitions each after {WARM_UP} that do not count, all on a quiet page. The app "
        "computes and paints a change itself; the plain page shows nothing before its server has answered. "
        "A preview counts if its pixels are new and those of the page after Python has answered, and if the "
        "browser's maps are then Python's to the rounding of float32. The app is measured once more behind "
        f"a network that takes {EACH_WAY} ms each way. Inputs without an answer, made again: "
        f"{measured.lost['explorer'] + measured.lost['far']} of the app, "
        f"{measured.lost['baseline']} of the plain page.",
        FAR_COLUMNS,
        [compared_far(PREVIEWS[name], measured.changes[name]) for name in PREVIEWS],
    )


def answers_table(measured: Measured) -> Table:
    return Table(
        "Answer: from the release to Python's answer on the page",
        "Python computes what the browser shows already, and the page then says that it is confirmed. The "
        "plain page has no answer apart: what the table above says of it is the time of its answer.",
        FAR_COLUMNS,
        [compared_far(ANSWERS[name], measured.changes[name]) for name in ANSWERS],
    )


def others_table(measured: Measured) -> Table:
    ours, plain = measured.drags["row"].latency, measured.changes["row"]["baseline"]
    rows = [compared(OTHERS[name], measured.changes[name]) for name in OTHERS]
    rows.append(["row, by dragging, to the painted profile", str(ours), "—", "—"])
    rows.append(["row, the best that each has: drag, key", str(ours), str(plain), ratio(ours, plain)])
    text = (
        "While a line moves, the page draws the profile by hand, and once more with Plotly when it rests; "
        "the first counts."
    )
    return Table("Looking", text, COLUMNS, rows)


def drag_table(drags: Mapping[str, Drag], title: str = "Dragging", *, more: str = "") -> Table:
    rows = [
        [what, str(one.latency), str(one.handling), shown(one.moves), shown(one.changed), shown(one.frames)]
        for what, one in drags.items()
    ]
    return Table(
        title,
        f"For {DRAG} seconds, with a mouse that does not wait for the page. Ms from the mouse move to the "
        "painted maps and profile (for the row: to the profile), of which the page works and does not wait "
        "for the next frame of the display; a second: mouse moves, frames with something new, all animation "
        f"frames.{more}",
        ["what", "to the painted frame", "of which work", "moves", "new frames", "all frames"],
        rows,
    )


def openings_table(openings: Mapping[str, Both]) -> Table:
    return Table(
        "Opening the page",
        f"From the start of the navigation, on a running server; {OPENINGS} times each, so that the "
        "second number is the slowest. Cold: a new browser profile, with nothing stored, no compiled "
        "code either. Warm: a profile on disk that has seen the page before.",
        COLUMNS,
        [compared(what, both) for what, both in openings.items()],
    )


def received_table(received: Mapping[str, Both]) -> Table:
    return Table(
        "Received",
        "Kilobytes that the browser receives, compressed as they travel, until the page is quiet; "
        f"median of {COUNTED}.",
        COLUMNS,
        [
            [what, *(kilobytes(both[page]) for page in SCRIPTS), ratio(*(both[page] for page in SCRIPTS))]
            for what, both in received.items()
        ],
    )


def compared(what: str, both: Both) -> list[str]:
    return [what, *(str(both[page]) for page in SCRIPTS), ratio(*(both[page] for page in SCRIPTS))]


def compared_far(what: str, both: Both) -> list[str]:
    ours, far, plain = both["explorer"], both["far"], both.get("baseline")
    rest = [str(plain), ratio(ours, plain)] if plain else ["—", "—"]
    return [what, str(ours), str(far), *rest]


def ratio(ours: Timing, plain: Timing) -> str:
    return shown(plain.median / ours.median) if ours.median else "—"


def kilobytes(received: Timing) -> str:
    return shown(received.median / 1000)


def budgets(measured: Measured) -> list[Budget]:
    changes = measured.changes
    answers = [
        within(f"{ANSWERS[name]}, answer", changes[name]["explorer"], ANSWER_BUDGET) for name in ANSWERS
    ]
    return [
        *preview_budgets(changes, "explorer"),
        *preview_budgets(changes, "far", f", {EACH_WAY} ms away"),
        *drag_budgets(measured.drags),
        *answers,
        *(opening(kind, measured.openings[f"{kind}, maps"]["explorer"]) for kind in OPENING_BUDGET),
    ]


def preview_budgets(changes: Mapping[str, Both], page: str, where: str = "") -> list[Budget]:
    return [
        within(f"{PREVIEWS[name]}, preview{where}", changes[name][page], PREVIEW_BUDGET) for name in PREVIEWS
    ]


def drag_budgets(drags: Mapping[str, Drag], where: str = "") -> list[Budget]:
    return [
        *(frames(name + where, drags[name], FRAMES_BUDGET) for name in EXPLORER.drags if name != "row"),
        within(f"row drag to painted profile{where}", drags["row"].latency, ROW_BUDGET),
        frames(f"row{where}", drags["row"], ROW_FRAMES_BUDGET),
    ]


def within(what: str, timing: Timing, limits: tuple[float, float]) -> Budget:
    median, p95 = limits
    is_met = timing.median <= median and timing.p95 <= p95
    return Budget(f"{what}, median / p95", f"{median:g} / {p95:g} ms", f"{timing} ms", is_met)


def frames(name: str, dragged: Drag, limit: float) -> Budget:
    what = f"new frames a second, dragged: {name}"
    return Budget(what, f"{limit}", shown(dragged.changed), dragged.changed >= limit)


def opening(kind: str, taken: Timing) -> Budget:
    limit = OPENING_BUDGET[kind]
    what = f"opening, {kind} cache, to the first maps, median"
    return Budget(what, f"{limit} ms", f"{shown(taken.median)} ms", taken.median <= limit)
