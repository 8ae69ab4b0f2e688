"""How the tests run: side by side by file, without deadlines, and skipping nothing in CI."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("suite", deadline=None, print_blob=True)  # how long an example takes is no result
settings.load_profile("suite")

BROWSER = Path(__file__).parent / "browser"
MAY_BE_MISSING = re.compile(r"could not import '(torch|keras)'")


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file in one process, and all of the browser, which take longest, in the first."""
    items.sort(key=lambda item: BROWSER not in item.path.parents)
    for item in items:
        group = "browser" if BROWSER in item.path.parents else item.nodeid.partition("::")[0]
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    return refuse_skip(report)


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    report = yield
    return refuse_skip(report)


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> pytest.TestReport | pytest.CollectReport:
    """Turn a skip into a failure where CI is set, unless an optional library is missing."""
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not MAY_BE_MISSING.search(reason):
            report.outcome = "failed"
            report.longrepr = f"CI skips nothing, but here: {reason}"
    return report
