"""What messengers show beside a link to the app: a name, a sentence and a picture.

Streamlit's page says "Streamlit" until its script has run, which no messenger waits for. This layer around
the server, for `preview_app.py`, writes the tags into the page on its way out. It also has the page say what
is wrong if a network blocks its connection, in which case nothing else of the app comes.
"""

import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from html import escape
from typing import Any, NamedTuple

from explorer.lessons.chapters import CHAPTERS
from explorer.site import pages, pictures
from explorer.ui.server import site
from explorer.ui.server.streamlit_internals import CONNECTION
from explorer.view.readouts import TAGLINE

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Server = Callable[[Message, Receive, Send], Awaitable[None]]

_STREAMLITS = ("_stcore", "media", "component", "static", "app")
_LESSON = "A lesson: guess first, then see it computed on a picture, then read why."
_HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?|\[[0-9a-fA-F:]+\](:[0-9]+)?")
_PREFIX = re.compile(r"(/[A-Za-z0-9._~-]+)*")
_UNTOLD = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")
"""What Streamlit must not know of a request, so that it answers with the whole page, as it is."""
_TITLE = b"<title>Streamlit</title>"
_ROOT = b'<div id="root"></div>'
_LOADING = b'<div id="root"><p style="margin: 25vh 0; font: 18px Arial; text-align: center">Loading</p></div>'
"""What the page shows until Streamlit's modules are there, which put their own in its place."""
_OF_THE_FILE = (b"content-length", b"etag", b"last-modified", b"accept-ranges")
"""What Streamlit says of its file, which is another one with the tags."""


class Page(NamedTuple):
    """A page of the app, as its address names it."""

    title: str
    sentence: str = TAGLINE


def page_at(path: str) -> Page:
    """Return what is said of the page with a path; the title of a lesson leaves its answer open.

    >>> page_at("/relu/rectifier").title, page_at("/").title
    ('What the rectifier does · ReLU Explorer', 'ReLU Explorer')
    """
    lesson = CHAPTERS.get(path.rstrip("/").rpartition("/")[2])
    return Page(f"{lesson.title} · {pages.TITLE}", _LESSON) if lesson else Page(pages.TITLE)


class Preview:
    """Answers for the picture, and writes the tags into every page of another server."""

    def __init__(self, app: Server) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, as ASGI describes it."""
        path = str(scope.get("path", ""))
        name = path.rpartition("/")[2]
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
        elif name == pages.PREVIEW_FILE:
            await _answer(send, _picture(), b"image/png")
        elif "." in name or path.strip("/").partition("/")[0] in _STREAMLITS:
            await self.app(scope, receive, send)
        else:
            page = page_at(path)
            tags = f"<title>{escape(page.title)}</title>{pages.tags(*page, address=_address(scope))}"
            told = [(key, value) for key, value in scope["headers"] if key not in _UNTOLD]
            await self.app({**scope, "headers": told}, receive, _writing((tags + _watch()).encode(), send))


def _watch() -> str:
    """Write the tag of the script that says why a page does not connect, with what it has to know."""
    data = {**CONNECTION, "site": site.address(), "pages": json.dumps(site.PAGES)}
    told = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    return f'<script type="module" src="./app/static/page/blocked.js"{told}></script>'


def _writing(tags: bytes, send: Send) -> Send:
    """Return what sends a page on, with the tags in the place of its title."""
    start: Message = {}
    body = bytearray()

    async def write(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        whole = bytes(body).replace(_TITLE, tags, 1).replace(_ROOT, _LOADING, 1)
        kept = [each for each in start["headers"] if each[0] not in _OF_THE_FILE]
        length = (b"content-length", str(len(whole)).encode())
        await send({**start, "headers": [*kept, length]})
        await send({"type": "http.response.body", "body": whole})

    return write


async def _answer(send: Send, body: bytes, kind: bytes) -> None:
    length = str(len(body)).encode()
    headers = [(b"content-type", kind), (b"content-length", length), (b"cache-control", b"max-age=86400")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _address(scope: Message) -> str:
    """Return the address of the app's folder as the request names it; "" for a host that is none."""
    headers = {key: value.decode("latin-1") for key, value in scope["headers"]}
    host = headers.get(b"x-forwarded-host", headers.get(b"host", ""))
    scheme = headers.get(b"x-forwarded-proto", scope.get("scheme", "http"))
    if not _HOST.fullmatch(host) or scheme not in ("http", "https"):
        return ""
    prefix = headers.get(b"x-forwarded-prefix", "")
    folder = (prefix if _PREFIX.fullmatch(prefix) else "") + str(scope["path"]).rpartition("/")[0]
    return f"{scheme}://{host}{folder}/"


@cache
def _picture() -> bytes:
    return pictures.preview()
