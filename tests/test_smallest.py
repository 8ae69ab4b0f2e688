"""What the benchmark of the smallest cloud makes of what it has measured."""

from pathlib import Path

import pytest

from benchmarks import smallest
from benchmarks.visitor import Change
from benchmarks.visitors import Load
from tests.test_benchmarks import on_linux


def found(share, *, preview=15.0, answer=200.0, peak=140.0, errors=()):
    load = Load(
        smallest.CLASS, [Change(answer / 1000, answer / 1000)] * 20, errors=list(errors), seconds=20.0
    )
    return smallest.Found(share, [2.0], [9.0], [2.5], [800.0], [preview] * 20, [300.0] * 20, load, peak)


@pytest.mark.parametrize(
    ("worse", "count"),
    [
        ({}, 0),
        ({"preview": 22.6}, 1),
        ({"answer": 1000.5}, 1),
        ({"peak": 691.0}, 1),
        ({"errors": ["late"]}, 1),
    ],
)
def test_each_budget_of_the_smallest_cloud_is_missed_by_what_it_limits_alone(worse, count):
    budgets = smallest.budgets([found(0.1, **worse), found(0.5, **worse), found(1.0)])
    assert sum(not budget.met for budget in budgets) == count


def test_each_share_of_a_core_has_a_column():
    part = smallest.part([found(0.1, answer=900.0), found(0.5, errors=["row: late"]), found(1.0)], 1.5)
    (table,) = part.tables
    assert {len(row) for row in table.rows} == {len(table.columns)} == {4}
    assert table.rows[1] == ["start to the first maps, s", *["9 / 9"] * 3]
    assert table.rows[6][1:] == ["900 / 900", "200 / 200", "200 / 200"]
    assert part.text.endswith("was 1.5 at the end. The errors were: row: late.")


def test_what_no_visitor_was_answered_is_no_number():
    assert str(smallest.changes(Load(smallest.CLASS))) == "nan / nan"


@on_linux
def test_the_group_has_the_limits_and_ends(tmp_path, monkeypatch):
    monkeypatch.setattr(smallest, "GROUPS", tmp_path)
    monkeypatch.setattr(Path, "rmdir", Path.exists)  # unlike the files of a group, plain ones would hinder it
    for kind in ("cpu", "memory"):
        (tmp_path / kind).mkdir()
    with smallest.confined(0.1) as command:
        limits = {file.name: file.read_text() for file in tmp_path.glob("*/*/*")}
        assert command[:2] == ["sh", "-c"]
    assert limits == {
        "cpu.cfs_period_us": "100000",
        "cpu.cfs_quota_us": "10000",
        "memory.limit_in_bytes": str(690 * 2**20),
    }
