"""The tests of the browser's modules in tests/node, run by the node in Playwright's package."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.parity.node import NODE

TESTS = sorted((Path(__file__).parents[1] / "node").glob("*.test.mjs"))


@pytest.mark.parametrize("file", TESTS, ids=lambda path: path.name)
def test_the_modules_pass_their_own_tests(file):
    """In one process a file: each is started afresh by pytest."""
    command = [NODE, "--test", "--test-isolation=none", file]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60)
    assert run.returncode == 0, run.stdout + run.stderr
    assert int(re.search(r"\bpass (\d+)", run.stdout)[1]) > 0
