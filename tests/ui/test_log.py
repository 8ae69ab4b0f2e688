"""Log lines of every origin: none holds a value, and with tracebacks all of them do."""

import json
import subprocess
import sys

import pytest

from tests.ui.page import ROOT

NAME = "Erika Mustermann-1964"
HOSTILE = """
import asyncio, logging, sys, threading, warnings
import starlette.requests, streamlit
from explorer.core.notation import number
from explorer.ui.server import log
from explorer.ui.server.preview import Preview
from explorer.ui.server.streamlit_internals import log_through

form, name = sys.argv[1], "Erika " + "Mustermann-1964"
counted = []
log_through(log.begin(form, lambda: counted.append(1)), alone=form == "json")
log.write("first", numbers={"count": 1})

early, late = streamlit.logger.get_logger("streamlit.error_util"), streamlit.logger.get_logger("made.later")
for logger in early, late, logging.getLogger("another.library"):
    logger.warning("Missing file %s", name)
    logger.warning(f"Missing file {name}")
    logger.warning("Missing file " + name)
    logger.info("Never written")
    try:
        number(name)
    except Exception as problem:
        logger.error("Uncaught app execution", exc_info=problem)
        logger.exception(f"Failed for {name}")

def fail(file=name):
    {}[file]

async def nonsense(scope, *ways):
    starlette.requests.Request(scope)  # it is none

async def broken(*given):
    fail()

for app in nonsense, broken:
    try:
        asyncio.run(Preview(app)({"type": "websocket", "path": name}, None, None))
    except Exception as problem:
        logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=problem)

thread = threading.Thread(target=fail, name=name)
thread.start()
thread.join()

class Unraisable:
    def __del__(self):
        fail()

Unraisable()
warnings.warn(name)
logging.getLogger("another.library").warning("%s of %d", name)
log.write("last", numbers={"count": len(counted)})
fail()
"""


def run(form):
    """Return what a program writes in which everything goes wrong, with the name in it."""
    command = [sys.executable, "-c", HOSTILE, form]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def lines():
    done = run("json")
    assert done.stdout == ""
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_no_line_holds_a_value(lines):
    assert "Erika" not in json.dumps(lines)
    assert "Mustermann" not in json.dumps(lines)


def test_what_can_be_said_is_said(lines):
    events = [line["event"] for line in lines]
    assert (
        events.count("error") == 3 * 2 + 4
    )  # of three loggers, a request, a thread, an object at its end, the program
    assert (events[0], events.count("warning")) == ("first", 1)
    assert next(line for line in lines if line["event"] == "last")["count"] == 3 * 2 + 3
    of_libraries = [line for line in lines if line["event"] == "library"]
    assert {line["logger"] for line in of_libraries} == {
        "streamlit.error_util", "made.later", "another.library", "uvicorn.error",
    }  # fmt: skip
    messages = [line.get("message") for line in of_libraries]
    assert messages == ["Missing file %s", None, None] * 3 + [None, "%s of %d"]
    (unreadable,) = [line for line in of_libraries if line["logger"] == "uvicorn.error"]
    assert (unreadable["level"], unreadable["exception"]) == ("warning", "AssertionError")
    errors = [line for line in lines if line["event"] == "error"]
    assert errors[0]["place"].startswith("explorer/core/notation.py:")
    assert errors[0].keys() == {"time", "level", "event", "exception", "place"}


def test_a_terminal_shows_all_of_it():
    """The program does what it is meant to: the search would find the name."""
    written = run("text").stderr
    assert written.count(NAME) > 10
    assert "Traceback" in written
    assert "INFO first count=1" in written
