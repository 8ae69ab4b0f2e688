import json
from dataclasses import asdict, replace
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from explorer.view.link import HIDE, Opened, parameters_of, read_link, write_link
from explorer.view.options import Options
from explorer.view.settings import Settings
from explorer.view.spelling import not_understood

CASES = json.loads((Path(__file__).parents[1] / "parity" / "link_cases.json").read_text(encoding="utf-8"))
"""Queries, what they open, for both languages: what differs from a plain page; what is said of the rest."""


def parameters(query):
    return parameters_of(parse_qsl(query, keep_blank_values=True))


def opened_by(case):
    settings, options = replace(Settings(), **case["settings"]), replace(Options(), **case["options"])
    return Opened(settings, options, tuple(case["hidden"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"])
def test_a_query_opens_what_it_names(case):
    found = read_link(parameters(case["query"]))
    assert found._replace(unread=()) == opened_by(case)
    assert not_understood(found.unread) == case["said"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"])
def test_what_is_opened_is_written_so_that_it_is_read_again(case):
    opened = opened_by(case)
    written = write_link(opened.settings, opened.options, opened.hidden)
    assert read_link(written) == opened
    changed = {name for name, value in asdict(opened.settings).items() if value != asdict(Settings())[name]}
    assert set(written) <= changed | set(case["options"]) | {HIDE} | {"row", "col"}
