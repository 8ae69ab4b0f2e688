import doctest

import pytest

from benchmarks import planning
from benchmarks.planning import Cost, changes_a_second, check, first, of_the_app, of_the_site, plan

COST = Cost(
    change=0.006, passing=0.001, asking=0.001, opening=0.06, process=130, visitor=0.4,
    change_bytes=25_000, opening_bytes=6e6, site_bytes=3e6,
)  # fmt: skip


def test_the_examples_hold():
    assert doctest.testmod(planning).failed == 0


def test_more_replicas_help_until_the_cores_are_used_up():
    rates = [changes_a_second(COST, replicas, cores=2) for replicas in range(1, 6)]
    assert rates == [pytest.approx(rate) for rate in (1000 / 6, 250, 250, 250, 250)]


def test_every_need_grows_with_the_crowd():
    small, large = of_the_app(COST, 1_500, 150), of_the_app(COST, 15_000, 150)
    assert large == {name: pytest.approx(10 * need) for name, need in small.items()}


def test_what_1500_visitors_need_can_be_worked_out_by_hand():
    # 10 replicas on 5 computers; 5 openings of 60 ms and 300 changes of 7 ms a second;
    # 10 x 130 and 1500 x 0.4 MB; 5 x 6 MB and 300 x 25 kB a second
    assert of_the_app(COST, 1_500, 150) == {
        "seats": pytest.approx(5),
        "processor": pytest.approx((5 * 0.06 + 300 * 0.007) / 1.2),
        "memory": pytest.approx(1_900 / 4_096),
        "line": pytest.approx((30e6 + 7.5e6) / 125e6),
    }
    assert of_the_site(COST, 1_500) == {"line": pytest.approx(5 * 3e6 / 125e6)}


@pytest.mark.parametrize(
    ("changed", "resource"),
    [
        ({}, "seats"),
        ({"change": 0.1}, "processor"),
        ({"visitor": 40}, "memory"),
        ({"opening_bytes": 1e9}, "line"),
    ],
)
def test_the_dearest_resource_runs_out_first(changed, resource):
    cost = Cost(**{**vars(COST), **changed})
    assert first(of_the_app(cost, 1_000, 150)) == resource
    assert plan(cost, 150).rows[0][5].endswith(f", {resource}")


def test_the_plan_has_a_row_for_every_crowd_and_counts_whole_replicas():
    table = plan(COST, 150)
    assert [row[0] for row in table.rows] == ["1,000", "100,000", "10,000,000"]
    assert [row[1] for row in table.rows] == ["7", "667", "66,667"]
    assert all(len(row) == len(table.columns) for row in table.rows)


def test_the_check_says_how_far_the_model_is_off():
    assert check(COST, [(1, 1000 / 6), (2, 200)], cores=2).rows == [
        ["1", "167", "167", "+0 %"],
        ["2", "200", "250", "-20 %"],
    ]
