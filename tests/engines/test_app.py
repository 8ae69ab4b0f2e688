"""The app behind Caddy in Firefox and WebKit: a visit of many steps, from a link to the real network.

Each step is a test of its own, but they are one visit: if one fails, those after it mean nothing.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from benchmarks.proxy import CADDY, proxied
from benchmarks.servers import serve
from tests.browser.explorer_page import SMALL
from tests.engines import explorer_steps, lesson_steps, network_steps
from tests.engines.app import App, Step, Visit
from tests.engines.one_file import LAPTOP

STEPS = (*explorer_steps.STEPS, *lesson_steps.STEPS, *network_steps.STEPS)
LISTENING_APP = Path(__file__).with_name("listening_app.py")
CHROMIUM = Path(__file__).parents[1] / "browser"


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    """Start the app on a free port, behind Caddy if it is there: the page has to bear the headers.

    What the app prints must hold no traceback.
    """
    with serve(LISTENING_APP) as server:
        if CADDY or os.environ.get("CI"):
            with proxied([server.port]) as caddy:
                yield caddy.address
        else:
            yield server.address


@pytest.fixture(scope="module")
def visit(engine, app) -> Visit:
    """Open the app at a small view, on a laptop in light colours."""
    engine.scheme("light")
    engine.size(*LAPTOP)
    begun = Visit(App(engine, app))
    begun.app.open(urlencode(SMALL.to_query()))
    return begun


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_visit(visit, step):
    assert not visit.failed, f"an earlier step has failed: {visit.failed}"
    visit.failed = step.name
    step.act(visit)
    assert visit.app.take_problems() == []
    visit.failed = ""


def test_the_visit_has_30_steps_and_more_and_each_once():
    names = [step.name for step in STEPS]
    assert len(set(names)) == len(names) >= 30


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_chromium_does_each_step_in_a_test_of_its_own(step: Step):
    file, name = step.in_chromium.split("::")
    assert f"\ndef {name}(" in (CHROMIUM / file).read_text(encoding="utf-8")
