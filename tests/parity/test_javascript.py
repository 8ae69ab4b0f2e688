"""The tests of the browser's modules in tests/node, run by the node in Playwright's package."""

import re
import subprocess
from pathlib import Path

from tests.parity.node import NODE

TESTS = (Path(__file__).parents[1] / "node").glob("*.test.mjs")
RUNNER = Path(__file__).with_name("all_modules.mjs")


def test_the_modules_pass_their_own_tests():
    """In one process: to start one for each file takes longer than all their tests."""
    run = subprocess.run(
        [NODE, "--test-reporter=spec", RUNNER], capture_output=True, encoding="utf-8", timeout=110
    )
    assert run.returncode == 0, run.stdout + run.stderr
    suites = re.findall(r"^▶ (\S+)$", run.stdout, re.MULTILINE)  # a file without a test has no such line
    assert suites == sorted(path.name for path in TESTS)
