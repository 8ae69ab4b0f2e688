"""What a real server counts and writes into its log, with nothing in it that a visitor has brought."""

import asyncio
import json
import struct
import zlib
from contextlib import suppress
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

import cv2
import numpy as np
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin, Subprotocol

import explorer
from benchmarks.network_visitor import NetworkVisitor
from benchmarks.servers import ROOT, serve
from benchmarks.visitor import Trouble
from explorer.ui.server import environment, operations
from tests.ui.test_crowd import Guest
from tests.ui.test_visitor import visit

NAME = "Erika Mustermann-1964"
"""What a visitor brings: in addresses, in files and their names, in headers and broken messages."""


def page(port, accept=""):
    address = f"http://127.0.0.1:{port}/_stcore/metrics"
    with urlopen(Request(address, headers={"Accept": accept})) as answer:
        return answer.headers["Content-Type"], answer.read()


def metrics(port):
    """Read the page as Prometheus does, and return the samples; each has labels of its own."""
    kind, text = page(port)
    assert kind.startswith("application/openmetrics-text")
    families = list(text_string_to_metric_families(text.decode()))
    assert len({family.name for family in families}) == len(families)
    samples = [(each.name, *each.labels.values()) for family in families for each in family.samples]
    assert len(set(samples)) == len(samples)
    assert all(family.documentation for family in families)
    return {
        (each.name, *map(str, each.labels.values())): each.value
        for family in families
        for each in family.samples
    }


def picture():
    """Make a PNG that holds the name, as cameras and programs write it."""
    noise = np.random.default_rng(3).integers(0, 256, (40, 60), np.uint8)
    data = cv2.imencode(".png", noise)[1].tobytes()
    note = b"tEXtAuthor\0" + NAME.encode()
    return (
        data[:33] + struct.pack(">I", len(note) - 4) + note + struct.pack(">I", zlib.crc32(note)) + data[33:]
    )


def ask_for_much(port):
    """Ask for what is not there and may not be, each time with the name."""
    for path in ("", "_stcore/upload_file/a/", "media/", "app/static/", "component/", "static/"):
        for method in ("GET", "PUT", "DELETE"):
            headers = {"User-Agent": NAME, "X-Forwarded-For": NAME, "Cookie": f"name={NAME}"}
            asked = Request(f"http://127.0.0.1:{port}/{path}{quote(NAME)}?name={quote(NAME)}", b"", headers)
            asked.method = method
            try:
                with urlopen(asked) as answer:
                    answer.read()
            except HTTPError as refusal:
                refusal.close()


async def send_nonsense(port, token):
    """Open sessions that say what is no message, and one from another site."""
    host = f"127.0.0.1:{port}"
    names = [Subprotocol("streamlit"), Subprotocol(token)]
    for message in (NAME, NAME.encode(), b"\x0a\xff" + NAME.encode()):
        address = f"ws://{host}/_stcore/stream?name={quote(NAME)}"
        async with connect(address, origin=Origin(f"http://{host}"), subprotocols=names) as socket:
            await socket.send(message)
            with suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    await socket.wait_closed()
    with pytest.raises(InvalidStatus):
        await connect(f"ws://{host}/_stcore/stream", origin=Origin("http://erika-mustermann.example"))


@pytest.fixture(scope="module")
def visited(tmp_path_factory):
    """Let visitors come to a server for two of them; return what it counted before, meanwhile and at the end,
    its log, and what it may not have written."""
    found = {}

    async def script(first, second, third):
        await first.open()
        for bias in (0.25, 0.5, 0.75):
            await first.change(bias=bias)
        await first.change(picture="Cat")  # draws the whole page
        await first.upload(f"{NAME}.png", picture())
        first.timeout = 3  # the maps stay as they are, so no answer comes
        with pytest.raises(Trouble):
            await first.upload(f"{NAME}.jpg", b"\xff\xd8\xff" + NAME.encode())
        await second.open()
        await second.change(change="Negative")
        assert await third.is_refused()
        found["meanwhile"] = metrics(first.host.split(":")[1])
        await send_nonsense(first.host.split(":")[1], first.token)
        found["names"] = [NAME, *(each.session for each in (first, second, third)), first.token]

    with pytest.MonkeyPatch.context() as patch:
        for name, value in ((environment.VISITORS, "2"), (environment.MEMORY, "4000")):
            patch.setenv(name, value)
        patch.setenv(environment.LOG, "json")
        patch.setenv("STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE", "true")
        with serve(ROOT / "preview_app.py") as server:
            found["before"] = metrics(server.port)
            kinds = iter([Guest, NetworkGuest, Guest])
            query = f"name={quote(NAME)}&picture={quote(NAME)}&bias={quote(NAME)}&kernel={quote(NAME)}"
            visit(server.port, script, query, "", query, kind=lambda *given: next(kinds)(*given))
            ask_for_much(server.port)
            found["after"], found["page"] = metrics(server.port), page(server.port)[1].decode()
            found["protobuf"] = page(server.port, "application/x-protobuf")
    return found | {"log": server.log.read_text()}


class NetworkGuest(NetworkVisitor, Guest):
    """A visitor of the real network who comes when the test says so."""


def test_all_metrics_are_there_before_the_first_visitor(visited):
    before, page = visited["before"], visited["page"]
    for name in operations.NAMES:
        assert f"# TYPE {name} " in page
    counted = {name: value for name, value in before.items() if name[0].endswith(("_total", "_count"))}
    ours = {name: value for name, value in counted.items() if name[0].startswith("relu_explorer_")}
    assert set(ours.values()) == {0.0}
    assert before["relu_explorer_visitors_limit",] == 2
    assert before["relu_explorer_memory_limit_bytes",] == 4000 * 2**20
    assert before["process_resident_memory_bytes",] > 5e7
    versions = next(name for name in before if name[0] == "relu_explorer_build_info")
    assert explorer.VERSION in versions


def test_what_visitors_did_is_counted_once(visited):
    meanwhile = visited["meanwhile"]
    expected = {
        ("relu_explorer_visitors",): 2,
        ("relu_explorer_sessions", "connected"): 3,
        ("relu_explorer_admissions_total",): 2,
        ("relu_explorer_refusals_total", "full"): 1,
        ("relu_explorer_refusals_total", "memory"): 0,
        ("relu_explorer_refusals_total", "unreadable"): 1,
        ("relu_explorer_refusals_total", "too_large"): 0,
        ("relu_explorer_uploads_total",): 1,
        ("relu_explorer_pages_total", "explorer"): 1,
        ("relu_explorer_pages_total", "network"): 1,
        ("relu_explorer_change_seconds_count", "explorer"): 4,
        ("relu_explorer_change_seconds_count", "network"): 1,
        ("relu_explorer_search_seconds_count",): 2,  # as it is, and as its negative
        ("relu_explorer_errors_total",): 0,
        ("session_events_total", "connect"): 3,
    }
    assert {name: meanwhile.get(name) for name in expected} == expected
    assert 0.001 < meanwhile["relu_explorer_change_seconds_sum", "explorer"] / 4 < 5


def test_what_is_no_message_is_a_warning_and_no_error_of_ours(visited):
    assert visited["after"]["relu_explorer_errors_total",] == 0
    lines = [json.loads(line) for line in visited["log"].splitlines()]
    assert [line["event"] for line in lines if line["level"] == "error"] == []
    (text,) = [line for line in lines if line.get("logger") == "uvicorn.error"]
    assert (text["level"], text["event"], text["exception"]) == ("warning", "library", "KeyError")


def test_the_page_has_another_form_for_those_who_ask_for_it(visited):
    kind, data = visited["protobuf"]
    assert kind == "application/x-protobuf"
    assert b"relu_explorer_change_seconds" in data


def test_every_line_of_the_log_is_an_object_with_a_time_a_level_and_an_event(visited):
    lines = [json.loads(line) for line in visited["log"].splitlines()]
    for line in lines:
        assert list(line)[:3] == ["time", "level", "event"]
    assert (lines[0]["event"], lines[-1]["event"]) == ("start", "stop")
    settings = {"version": explorer.VERSION, "visitors": 2, "memory_mb": 4000, "upload_mb": 20}
    assert lines[0].items() >= settings.items()
    assert not [
        line for line in lines if line.get("logger") == "streamlit.net_util"
    ]  # no other computer is asked
    refused = {line["reason"]: line["count"] for line in lines if line["event"] == "refusal"}
    assert refused == {"full": 1, "unreadable": 1}


def test_neither_log_nor_page_holds_anything_of_a_visitor(visited):
    for text in (visited["log"], visited["page"]):
        for name in (*visited["names"], "Erika", "Mustermann", "1964", "127.0.0.1"):
            assert name.lower() not in text.lower()
            assert quote(name).lower() not in text.lower()
