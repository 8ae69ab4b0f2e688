import json
from dataclasses import asdict, replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from explorer.view.link import HIDE, Opened, read_link, write_link
from explorer.view.options import Options
from explorer.view.settings import Settings

CASES = json.loads((Path(__file__).parents[1] / "parity" / "link_cases.json").read_text(encoding="utf-8"))
"""Queries and what they open, for both languages: what differs from a plain page."""


def parameters_of(query):
    """Return the parameters of a query as the page does: the last, but all that is hidden."""
    found = parse_qs(query, keep_blank_values=True)
    return {name: values[-1] for name, values in found.items()} | {HIDE: ",".join(found.get(HIDE, []))}


def opened_by(case):
    settings, options = replace(Settings(), **case["settings"]), replace(Options(), **case["options"])
    return Opened(settings, options, tuple(case["hidden"]))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"])
def test_a_query_opens_what_it_names(case):
    assert read_link(parameters_of(case["query"])) == opened_by(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"])
def test_what_is_opened_is_written_so_that_it_is_read_again(case):
    opened = opened_by(case)
    written = write_link(*opened)
    assert read_link(written) == opened
    changed = {name for name, value in asdict(opened.settings).items() if value != asdict(Settings())[name]}
    assert set(written) <= changed | set(case["options"]) | {HIDE} | {"row", "col"}
