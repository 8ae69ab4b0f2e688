"""The reducer of the settings: the same cases in Python and in JavaScript, which Playwright's Node runs."""

import json
import subprocess
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from explorer.view.settings import DEFAULTS, DOMAINS, Between, Settings, apply
from tests.parity.node import NODE

HERE = Path(__file__).parent
MODULE = HERE.parents[1] / "static" / "core" / "settings.js"
CASES = json.loads((HERE / "apply_cases.json").read_text(encoding="utf-8"))
PROGRAM = f"""
import {{ readFileSync }} from "node:fs";
import {{ apply }} from {json.dumps(MODULE.as_uri())};
const {{ domains, questions }} = JSON.parse(readFileSync(0, "utf-8"));
const answers = questions.map(([settings, patch]) => apply(settings, patch, domains));
const isSound = answers.every((answer) => Object.values(answer).every((value) => !Object.is(value, -0)));
process.stdout.write(JSON.stringify({{ answers, isSound }}));
"""


def domain_for_javascript(name):
    domain = DOMAINS[name]
    limits = (
        {"low": domain.low, "high": domain.high}
        if isinstance(domain, Between)
        else {"names": list(domain.names)}
    )
    return {"kind": type(DEFAULTS[name]).__name__, **limits}


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_python(case):
    before = Settings(**case.get("before", {}))
    found = apply(before, case["patch"])
    assert found == Settings(**case["changes"])
    assert "-0.0" not in map(str, asdict(found).values())


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 10**400])
def test_what_json_cannot_write_is_refused_in_python(value):
    assert apply(Settings(), {"bias": value, "row": value, "weights": [value] * 9}) == Settings()


def test_javascript():
    questions = [[asdict(Settings(**case.get("before", {}))), case["patch"]] for case in CASES]
    domains = {name: domain_for_javascript(name) for name in DEFAULTS}
    run = subprocess.run(
        [NODE, "--input-type=module", "--eval", PROGRAM],
        input=json.dumps({"domains": domains, "questions": questions}),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert found["isSound"], "a zero is negative"
    for case, answer in zip(CASES, found["answers"], strict=True):
        assert replace(Settings(), **answer) == Settings(**case["changes"]), case["says"]
