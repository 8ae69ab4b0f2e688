"""What Prometheus is given: its own tool reads configuration and alarms, and sounds each where it should.

Beside them docs/OPERATIONS.md is held to what the page has.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from explorer.ui.server import metrics, operations
from tests.ui.page import ROOT

RULES = ROOT / "deploy" / "prometheus" / "alerts.yml"
CONFIGURATION = RULES.with_name("prometheus.yml")
TEXT = (ROOT / "docs" / "OPERATIONS.md").read_text(encoding="utf-8")
TOOL = shutil.which("promtool")
ENDINGS = {"counter": ("_total",), "gauge": ("",), "histogram": ("_bucket", "_sum", "_count")}


def rows(heading, columns):
    """Return the rows of the first table under a heading of the page."""
    table = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    found = re.findall(r"^\|" + r" (.*?) \|" * columns + "$", table, re.MULTILINE)
    return [tuple(cell.strip("`") for cell in row) for row in found if set(row[0]) != {"-"}][1:]


@pytest.fixture(scope="module")
def families():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations.streamlit_internals, "count_sessions", dict)
        return operations.families()


def test_the_table_of_metrics_is_what_the_page_has(families):
    assert rows("The page for Prometheus", 3) == [(each.name, each.kind, each.help) for each in families]
    assert tuple(each.name for each in families) == operations.NAMES


def test_the_alarms_that_are_explained_are_those_of_the_rules():
    names = re.findall(r"- alert: (\w+)", RULES.read_text())
    assert [row[0] for row in rows("What to alarm on", 3)] == names


def test_rules_and_page_name_metrics_that_there_are(families):
    ours = {each.name + end for each in families for end in ENDINGS[each.kind]}
    for text in (RULES.read_text(), TEXT.split("## What to alarm on")[1]):
        used = set(re.findall(r"\b(?:relu_explorer|process)_\w+", text))
        assert used
        assert used <= ours
    assert metrics.SLOW == 2.5  # as the page says
    assert "metrics_path: /_stcore/metrics" in CONFIGURATION.read_text()


@pytest.mark.skipif(TOOL is None, reason="promtool is not installed: Debian has it in the package prometheus")
@pytest.mark.parametrize(
    "task",
    [("check", "config", CONFIGURATION), ("test", "rules", Path(__file__).with_name("alerts_test.yml"))],
)
def test_prometheus_reads_them_and_each_alarm_sounds(task):
    done = subprocess.run([TOOL, *task], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
