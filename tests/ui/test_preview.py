"""The layer that gives messengers something to show beside a link to the app."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import streamlit

from explorer.lessons.chapters import CHAPTERS
from explorer.site import pictures
from explorer.ui.server.preview import Preview
from explorer.ui.server.site import VARIABLE
from explorer.ui.server.streamlit_internals import CONNECTION
from explorer.view.readouts import TAGLINE
from tests.test_hygiene import STATIC

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()


def answer(path, method="GET", kind="http", **headers):
    """Return the status, the headers and the body of an answer, and the headers that Streamlit was told."""
    told, sent = [], []

    async def streamlit_server(scope, receive, send):
        told.extend(scope.get("headers", ()))
        start = [(b"content-length", b"%d" % len(INDEX)), (b"etag", b"1"), (b"x-other", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": start})
        await send({"type": "http.response.body", "body": INDEX[:50], "more_body": True})
        await send({"type": "http.response.body", "body": INDEX[50:]})

    async def send(message):
        sent.append(message)

    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": method, "path": path, "scheme": "http", "headers": given}
    with ThreadPoolExecutor(1) as thread:  # this one may have a loop of Playwright's that is running
        thread.submit(asyncio.run, Preview(streamlit_server)(scope, None, send)).result()
    body = b"".join(message.get("body", b"") for message in sent)
    return dict(sent[0]["headers"]), body, dict(told)


def test_every_page_has_a_name_a_sentence_and_a_picture_with_its_whole_address():
    headers, body, told = answer(
        "/relu/bank", host="school.example", accept_encoding="gzip", range="bytes=0-9"
    )
    page = body.decode()
    assert "<title>ReLU Explorer</title>" in page
    assert "<title>Streamlit" not in page
    assert f'property="og:description" content="{TAGLINE}"' in page
    assert 'property="og:image" content="http://school.example/relu/preview.png"' in page
    assert headers == {b"content-length": str(len(body)).encode(), b"x-other": b"2"}
    assert told == {b"host": b"school.example"}
    assert len(body) > len(INDEX)


def test_the_page_says_that_it_loads_where_streamlit_will_put_it():
    _, body, _ = answer("/")
    assert re.search(rb'<div id="root"><p [^>]*>Loading</p></div>', body)


def test_a_lesson_has_its_title_and_a_proxy_says_where_it_is():
    name, chapter = next(iter(CHAPTERS.items()))
    proxied = {"x_forwarded_host": "relu.example", "x_forwarded_proto": "https"}
    page = answer(f"/{name}", host="10.0.0.1:8501", **proxied)[1].decode()
    assert f'property="og:title" content="{chapter.title} · ReLU Explorer"' in page
    assert "https://relu.example/preview.png" in page


@pytest.mark.parametrize(
    ("prefix", "folder"), [("/relu", "/relu"), ("/a/b", "/a/b"), ("", ""), ('/"><script>', ""), ("relu", "")]
)
def test_a_proxy_that_takes_a_folder_off_the_path_says_which(prefix, folder):
    page = answer("/bank", host="school.example", x_forwarded_prefix=prefix)[1].decode()
    assert f'content="http://school.example{folder}/preview.png"' in page


def test_a_page_that_cannot_connect_says_so_by_a_script_that_knows_the_site(monkeypatch):
    monkeypatch.setenv(VARIABLE, 'https://school.example/relu"><b>/')
    page = answer("/rectifier")[1].decode()
    (tag,) = re.findall("<script[^>]*blocked[^>]*>", page)
    assert (STATIC / re.search('app/static/([^ "]*)', tag).group(1)).is_file()
    assert 'data-site="https://school.example/relu' in tag
    assert "<b>" not in page
    assert f'data-value="{CONNECTION["value"]}"' in tag


@pytest.mark.parametrize("host", ['x"><script>', "a b", "", "é.example"])
def test_a_host_that_is_none_is_not_repeated(host):
    assert b'content="preview.png"' in answer("/", host=host)[1]


def test_the_picture_is_that_of_the_site():
    headers, body, _ = answer("/preview.png")
    assert headers[b"content-type"] == b"image/png"
    assert body == pictures.preview()


@pytest.mark.parametrize(
    ("path", "more"),
    [("/_stcore/stream", {"kind": "websocket"}), ("/_stcore/health", {}), ("/static/js/index.js", {}),
     ("/media/1", {}), ("/favicon.png", {}), ("/_stcore/upload_file/1/2", {"method": "PUT"})],
)  # fmt: skip
def test_all_else_is_streamlits(path, more):
    headers, body, told = answer(path, range="bytes=0-9", **more)
    assert (body, told) == (INDEX, {b"range": b"bytes=0-9"})
    assert headers[b"etag"] == b"1"
