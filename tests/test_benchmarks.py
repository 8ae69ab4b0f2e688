import random
import re
import sys
from dataclasses import replace
from types import SimpleNamespace
from urllib.request import urlopen

import numpy as np
import pytest

from benchmarks import __main__ as command
from benchmarks import browser_tables as tables
from benchmarks import core, network, network_page, standalone
from benchmarks import standalone_tables as one_file
from benchmarks.agreement import SAMPLES, assert_agrees
from benchmarks.browsing import Drag, swing
from benchmarks.measure import Budget, Part, Table, Timing, repeat, shown
from benchmarks.network_visitor import any_slope
from benchmarks.pages import BASELINE, EXPLORER, STANDALONE
from benchmarks.report import duration, report
from benchmarks.visitor import Change as Answered
from benchmarks.visitors import Load
from explorer.core.layer import forward
from explorer.images import samples
from explorer.networks.slopes import read_slopes
from explorer.view.settings import Settings

KEPT = Budget("opening", "at most 2 s", "1.5 s", True)
MISSED = Budget("a drag", "at most 20 ms", "25 ms", False)
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the report reads /proc")
TABLE = Table("Times", "In ms.", ["size", "ours"], [["1 x 1", "2"], ["2 x 2", "4"]])


def found(ours, **others):
    row = {core.OURS: ours, core.COPIES: 1.0, **others}
    return {core.COPIES_SIDE: {name: Timing([time]) for name, time in row.items()}}


@pytest.mark.parametrize(
    ("times", "median", "p95"),
    [([7], 7, 7), ([3, 1, 2], 2, 3), (range(20, 0, -1), 10.5, 19), (range(1, 101), 50.5, 95)],
)
def test_the_median_is_in_the_middle_and_five_in_a_hundred_are_above_p95(times, median, p95):
    timing = Timing(list(times))
    assert (timing.median, timing.p95) == (median, p95)


@pytest.mark.parametrize(
    ("value", "text"), [(0.012345, "0.0123"), (1.5, "1.5"), (99.96, "100"), (12345.6, "12346")]
)
def test_a_number_is_shown_with_three_digits_that_count(value, text):
    assert shown(value) == text


def test_a_table_is_written_as_markdown():
    assert TABLE.markdown() == (
        "### Times\n\nIn ms.\n\n| size | ours |\n| --- | --- |\n| 1 x 1 | 2 |\n| 2 x 2 | 4 |\n"
    )


def test_actions_take_turns_and_the_warm_up_is_not_counted():
    calls = []
    timings = repeat({name: lambda name=name: calls.append(name) for name in "ab"}, times=4, warm_up=2)
    assert "".join(calls) == "ab" * 6
    assert {name: len(timing.times) for name, timing in timings.items()} == {"a": 4, "b": 4}


@on_linux
def test_the_report_says_which_budgets_are_missed():
    text = report([Part("One", "", [TABLE], [KEPT]), Part("Two", "Why.", [], [MISSED])], seconds=61)
    lines = text.splitlines()
    assert "| opening | at most 2 s | 1.5 s | met |" in lines
    assert "| a drag | at most 20 ms | 25 ms | **missed** |" in lines
    assert "1 of 2 are met." in lines
    assert f"| numpy | {np.__version__} |" in lines
    assert "| duration | 1 min 1 s |" in lines
    headings = [line for line in lines if line.startswith("#")]
    assert headings == ["# Benchmarks", "## Machine", "## Budgets", "## One", "### Times", "## Two"]


def test_a_short_duration_has_no_minutes():
    assert duration(59.4) == "59 s"


@pytest.fixture
def parts(monkeypatch, tmp_path):
    """Replace every part by one that only notes its name."""
    ran = []
    for name in command.PARTS:
        module = SimpleNamespace(run=lambda name=name: ran.append(name) or Part(name, "", [], []))
        monkeypatch.setitem(sys.modules, f"benchmarks.{name}", module)
    monkeypatch.setattr(command, "REPORT", tmp_path / "BENCHMARKS.md")
    return ran


@on_linux
def test_without_a_name_every_part_runs_and_the_report_is_written(parts):
    command.main([])
    assert parts == list(command.PARTS)
    assert "## visitors" in command.REPORT.read_text(encoding="utf-8")


def test_one_part_runs_alone_and_writes_nothing(parts, capsys):
    command.main(["core"])
    assert parts == ["core"]
    assert "## core" in capsys.readouterr().out
    assert not command.REPORT.exists()


def test_an_unknown_part_is_refused(parts):
    with pytest.raises(SystemExit):
        command.main(["core", "kernel"])
    assert parts == []


@pytest.mark.parametrize("side", [3, 32])
@pytest.mark.parametrize("peer", [core.scipy, *core.NUMPY.values()])
def test_peers_agree_with_ours(peer, side):
    image = core.picture(side)
    core.check("peer", peer(image), core.ours(image))


def test_pytorch_agrees_with_ours():
    pytest.importorskip("torch")
    image = core.picture(32)
    core.check("PyTorch", core.pytorch()(image), core.ours(image))


def test_a_peer_that_computes_something_else_is_found_out():
    image = core.picture(8)
    sums, rectified = core.ours(image)
    for wrong in [(-sums, rectified), (sums, sums), (sums * np.nan, rectified)]:
        with pytest.raises(ValueError, match="apart"):
            core.check("peer", wrong, (sums, rectified))
    with pytest.raises(ValueError, match="float64"):
        core.check("peer", (sums.astype(float), rectified), (sums, rectified))


@pytest.mark.parametrize(("ours", "met"), [(2.9, True), (3.1, False)])
def test_the_budget_of_copies_is_three_of_two(ours, met):
    assert core.near_copies(found(ours)).met is met


def test_one_faster_peer_misses_the_budget_and_is_named():
    assert core.no_slower(found(2.0, SciPy=4.0, NumPy=2.0)).met
    lost = core.no_slower(found(2.0, SciPy=4.0, NumPy=1.0))
    assert not lost.met
    assert f"faster than ours: NumPy at {core.COPIES_SIDE}" in lost.measured


def test_the_exponent_of_a_known_power_is_found():
    sides = {side: {core.OURS: Timing([1e-6 * side**2.4])} for side in core.SIDES}
    assert core.exponent(sides) == pytest.approx(1.2)


def test_the_core_part_fills_both_tables(monkeypatch):
    for name, value in {"SIDES": (8, 16), "CONTEST_SIDE": 8, "LINEAR_FROM": 8, "COPIES_SIDE": 16}.items():
        monkeypatch.setattr(core, name, value)
    monkeypatch.setattr(core, "REPETITIONS", 1)
    monkeypatch.setattr(core, "torch", None)
    part = core.run()
    assert [len(table.rows) for table in part.tables] == [2, 2]
    for table in part.tables:
        assert {len(row) for row in table.rows} == {len(table.columns)}
        column = list(table.columns).index(next(name for name in table.columns if core.TORCH in name))
        assert {row[column] for row in table.rows} == {"not installed"}
    assert len(part.budgets) == 2


def test_a_peer_too_slow_to_repeat_is_left_out(monkeypatch):
    monkeypatch.setattr(core, "PATIENCE", 0.0)
    assert core.quick({"SciPy": core.scipy}, core.picture(8)) == {}
    assert core.cell({}, "SciPy") == "–"


def measured(*, preview=10.0, far=10.0, answer=70.0, frames=60.0, opening=700.0):
    """Return what a run in the browser finds where everything of a kind takes the same time."""

    def taken(name):
        ours = answer if name in tables.ANSWERS else preview
        times = {"explorer": Timing([ours] * 30), "far": Timing([far] * 30)}
        return times | ({"baseline": Timing([500.0])} if name in BASELINE.changes else {})

    dragged = Drag(Timing([12.0]), Timing([5.0]), 125.0, frames, 60.0)
    both = {"explorer": Timing([opening]), "baseline": Timing([3000.0])}
    return tables.Measured(
        {name: taken(name) for name in EXPLORER.changes},
        {"explorer": 0, "far": 1, "baseline": 2},
        dict.fromkeys(EXPLORER.drags, dragged),
        {f"{kind}, maps": both for kind in tables.OPENING_BUDGET},
        {"a moved row": both},
    )


def missed(found):
    return [budget.what for budget in tables.budgets(found) if not budget.met]


def test_every_change_of_the_app_has_a_title_in_one_table():
    assert sorted([*tables.PREVIEWS, *tables.ANSWERS, *tables.OTHERS]) == sorted(EXPLORER.changes)
    assert set(BASELINE.changes) <= set(EXPLORER.changes)
    assert all(EXPLORER.changes[name].sees == "maps" for name in tables.PREVIEWS)
    assert all(EXPLORER.changes[name].sees == "answer" for name in tables.ANSWERS)


def test_what_is_within_every_budget_misses_none():
    assert missed(measured()) == []
    assert len(tables.budgets(measured())) == 2 * len(tables.PREVIEWS) + len(EXPLORER.drags) + 5


@pytest.mark.parametrize(
    ("worse", "count"),
    [
        ({"preview": 17.1}, len(tables.PREVIEWS)),
        ({"far": 17.1}, len(tables.PREVIEWS)),
        ({"answer": 80.1}, len(tables.ANSWERS)),
        ({"frames": 54.9}, len(EXPLORER.drags)),
        ({"frames": 58.9}, 1),
        ({"opening": 801.0}, 1),
        ({"opening": 1401.0}, 2),
    ],
)
def test_each_budget_is_missed_by_what_it_limits_alone(worse, count):
    assert len(missed(measured(**worse))) == count


def test_one_slow_preview_in_ten_misses_the_95th_percentile():
    found = measured()
    slow = found.changes["bias"] | {"explorer": Timing([10.0] * 27 + [35.0] * 3)}
    found = replace(found, changes={**found.changes, "bias": slow})
    assert missed(found) == ["bias, by an arrow key, preview, median / p95"]


def test_preview_and_answer_stand_in_tables_of_their_own():
    part = tables.part(measured(preview=10.0, far=11.0, answer=70.0))
    previews, answers = part.tables[:2]
    assert ["bias, by an arrow key", "10 / 10", "11 / 11", "500 / 500", "50"] in previews.rows
    assert ["another stride", "10 / 10", "11 / 11", "—", "—"] in previews.rows
    assert answers.rows[0] == ["the bias, let go after a drag", "70 / 70", "11 / 11", "—", "—"]
    assert "made again: 1 of the app, 2 of the plain page" in previews.text
    for table in part.tables:
        assert {len(row) for row in table.rows} == {len(table.columns)}


def of_one_file(*, megabytes=3.5, opening=700.0, preview=10.0, frames=60.0):
    """Return what a run finds of the page in one file where everything of a kind takes the same."""
    size = one_file.File(round(megabytes * 1e6), 2_500_000)
    moments = {name: Timing([opening] * 10) for name in one_file.MOMENTS}
    return one_file.Measured(
        {"as it is": one_file.File(3_000_000, 2_000_000), "with noise": size},
        {"first": Timing([1200.0]), "again": Timing([7.0])},
        dict.fromkeys(standalone.OPENED, moments),
        {name: Timing([preview] * 30) for name in STANDALONE.changes},
        3,
        dict.fromkeys(STANDALONE.drags, Drag(Timing([12.0]), Timing([5.0]), 125.0, frames, 60.0)),
        {"after opening": one_file.Memory(20.0, 150.0)},
    )


def test_all_changes_and_drags_of_the_app_are_made_in_the_page_in_one_file_but_for_the_answers():
    assert sorted(STANDALONE.changes) == sorted([*tables.PREVIEWS, *tables.OTHERS])
    assert STANDALONE.drags == EXPLORER.drags
    assert STANDALONE.is_checked


@pytest.mark.parametrize(
    ("worse", "count"),
    [
        ({}, 0),
        ({"megabytes": 4.0}, 1),
        ({"opening": 1000.5}, 1),
        ({"preview": 17.1}, len(tables.PREVIEWS)),
        ({"frames": 54.9}, len(EXPLORER.drags)),
    ],
)
def test_the_page_in_one_file_has_the_budgets_of_the_app_and_those_of_its_own(worse, count):
    budgets = one_file.budgets(of_one_file(**worse))
    assert (
        len(budgets) == len({row.what for row in budgets}) == 3 + len(tables.PREVIEWS) + len(EXPLORER.drags)
    )
    assert sum(not row.met for row in budgets) == count


def test_the_page_in_one_file_has_a_table_of_each_kind():
    part = one_file.part(of_one_file())
    files, openings, changes, _, memory = part.tables
    assert files.rows == [["as it is", "3", "2"], ["with noise", "3.5", "2.5"]]
    assert "first 1200 / 1200 ms, again 7 / 7 ms" in files.text
    assert openings.rows[0] == ["from disk", *["700 / 700"] * 4]
    assert "10 times each" in openings.text
    assert ["bias, by an arrow key", "10 / 10"] in changes.rows
    assert "made again: 3." in changes.text
    assert memory.rows == [["after opening", "20", "150"]]
    for table in part.tables:
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_file_has_its_size_and_that_of_what_is_sent():
    found = one_file.File.of(b"abc" * 1000)
    assert found.plain == 3000
    assert 20 < found.compressed < 100


def test_the_page_is_opened_from_disk_and_from_a_server(capfd):
    with standalone.kept(b"all of it") as addresses:
        assert list(addresses) == list(standalone.OPENED)
        for address in addresses.values():
            with urlopen(address) as answer:
                assert answer.read() == b"all of it"
        schemes = [re.match(r"\w+", address)[0] for address in addresses.values()]
    assert schemes == ["file", "file", "http"]
    assert addresses["from disk, a photograph"].endswith("relu-explorer.html#picture=Brick+wall")
    assert capfd.readouterr().err == ""


def of_network(*, learned=40.0, memory=20.0, rate=25.0, answer=20.0, errors=()):
    """Return what a run finds of the real network where everything of a kind takes the same."""
    searches = {
        name: network.Search(Timing([learned if name == "Learned" else 400.0]), 10.0, memory)
        for name in network.MEASURED
    }
    painted = [1000 * k / rate for k in range(10)]
    handled = network.Handled(
        dict.fromkeys(network_page.SCALES, painted), {"near": Timing([90.0]), "far": Timing([240.0])}, 1
    )

    def load_of(taken, problems=()):
        changes = [Answered(taken / 1000, taken / 1000)] * 20
        return Load(network.LOAD, changes, list(changes), list(problems), 30.0, 0.1, 0.5, 150.0)

    crowd = network.Crowd(load_of(15.0), load_of(answer, errors), load_of(800.0), 140.0)
    return searches, handled, crowd


@pytest.mark.parametrize(
    ("worse", "count"),
    [
        ({}, 0),
        ({"learned": 150.5}, 1),
        ({"memory": 60.5}, 1),
        ({"rate": 19.5}, 1),
        ({"answer": 250.5}, 1),
        ({"errors": ["slopes: late"]}, 1),
    ],
)
def test_each_budget_of_the_network_is_missed_by_what_it_limits_alone(worse, count):
    budgets = network.budgets(*of_network(**worse))
    assert len({row.what for row in budgets}) == 4
    assert sum(not row.met for row in budgets) == count


def test_the_network_has_a_table_of_each_kind():
    searches, dragged, released, crowd = network.part(*of_network(errors=["slopes: late"])).tables
    assert searches.rows[0] == ["Learned", "40 / 40", "10", "20"]
    assert dragged.rows[0] == ["the largest size", "25", "40 / 40"]
    assert released.rows == [["90 / 90", "240 / 240"]]
    assert crowd.rows[2] == ["network, beside the explorer", "800 / 800", "800 / 800", "1.33", "50 %"]
    assert crowd.text.endswith("Errors: slopes: late.")
    for table in (searches, dragged, released, crowd):
        assert {len(row) for row in table.rows} == {len(table.columns)}


def test_a_visitor_of_the_network_sets_slopes_that_the_page_reads():
    texts = [any_slope(random.Random(k)) for k in range(40)]
    assert len(set(texts)) > 35
    assert all(read_slopes(text) for text in texts)


def test_a_slope_is_never_let_go_where_it_was_before():
    places = [network_page.place(k) for k in range(60)]
    assert len(set(places)) == 60
    assert min(map(abs, places)) > 3.5  # nearer, a handle jumps back to the learned slope


def test_a_drag_swings_from_its_start_to_either_side_and_back():
    assert [swing(k, 4) for k in range(9)] == [0, 2, 4, 2, 0, -2, -4, -2, 0]


def page_of(settings):
    """Return what the browser would say of these settings if it computed as Python does."""
    layer = forward(samples()[settings.picture].load(settings.size), **settings.layer())
    rows, cols = layer.pre_activation.shape
    places = [(k * 7919) % (rows * cols) for k in range(SAMPLES)]
    return {
        "settings": {name: getattr(settings, name) for name in Settings.__dataclass_fields__},
        "own": None,
        "places": places,
        "rows": rows,
        "cols": cols,
        "limits": [layer.limit, layer.shared_limit],
        "before": layer.pre_activation.flat[places].tolist(),
        "after": layer.activation_map.flat[places].tolist(),
    }


def test_a_page_with_the_numbers_of_python_agrees():
    assert_agrees(page_of(Settings(picture="Cat", size=128, stride=2, bias=0.5)))


@pytest.mark.parametrize("name", ["before", "after", "limits"])
def test_one_number_that_is_a_thousandth_off_does_not_agree(name):
    found = page_of(Settings(picture="Cat", size=128))
    found[name][-1] += 1e-3
    with pytest.raises(AssertionError):
        assert_agrees(found)


def test_a_page_that_shows_the_view_before_does_not_agree():
    found = page_of(Settings(picture="Cat", size=128))
    with pytest.raises(AssertionError):
        assert_agrees({**found, "settings": {**found["settings"], "bias": 0.05}})
