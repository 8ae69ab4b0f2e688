"""The reducer of the settings: the same cases in Python and in JavaScript, which Playwright's Node runs."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from explorer.view.settings import DEFAULTS, DOMAINS, Between, Settings, apply
from tests.parity.node import ask, call, constant

HERE = Path(__file__).parent
CASES = json.loads((HERE / "apply_cases.json").read_text(encoding="utf-8"))
MODULE = "core/settings"


def domain_for_javascript(name):
    domain = DOMAINS[name]
    limits = (
        {"low": domain.low, "high": domain.high, "step": domain.step}
        if isinstance(domain, Between)
        else {"names": list(domain.names)}
    )
    return {"kind": type(DEFAULTS[name]).__name__, **limits}


def test_both_know_the_same_defaults_and_domains():
    defaults, domains = ask([constant(MODULE, "DEFAULTS"), constant(MODULE, "DOMAINS")])
    assert defaults == dict(DEFAULTS)
    assert list(defaults) == list(DEFAULTS)
    assert domains == {name: domain_for_javascript(name) for name in DEFAULTS}


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
    questions = [(asdict(Settings(**case.get("before", {}))), case["patch"]) for case in CASES]
    answers = ask(call(MODULE, "apply", *question) for question in questions)
    for case, answer in zip(CASES, answers, strict=True):
        assert answer == asdict(Settings(**case["changes"])), case["says"]
        assert "-0.0" not in map(str, answer.values()), case["says"]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_json_cannot_write_is_refused_in_javascript(value):
    patch = {"bias": value, "row": value, "weights": [value] * 9}
    (answer,) = ask([call(MODULE, "apply", asdict(Settings()), patch)])
    assert answer == asdict(Settings())
