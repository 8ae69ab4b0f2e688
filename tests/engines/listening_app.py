"""The app of preview_app.py with a listener before everything that could go wrong in its pages.

The listener is a file: the headers that Caddy sends allow no script of ours within a page.
"""

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import Response

from benchmarks.servers import APP
from explorer.ui.server.preview import Preview
from tests.engines.engine import LISTEN

NAME = "listener.js"
TAG = f'<script src="/{NAME}"></script>'.encode()


class Listening:
    """Writes the listener into every page of another server, and answers for it."""

    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http" and scope["path"] == f"/{NAME}":
            await Response(LISTEN, media_type="text/javascript")(scope, receive, send)
            return
        start = {}

        async def write(message):
            """Hold the start of a page, which says how long it is, until all of it has come."""
            if message["type"] == "http.response.start" and is_page(message):
                start.update(message)
                return
            if start:
                page = message["body"].replace(b"<head>", b"<head>" + TAG, 1)
                kept = [each for each in start["headers"] if each[0] != b"content-length"]
                await send({**start, "headers": [*kept, (b"content-length", str(len(page)).encode())]})
                message = {**message, "body": page}
            await send(message)

        await self.app(scope, receive, write)


def is_page(message):
    return dict(message["headers"]).get(b"content-type", b"").startswith(b"text/html")


app = st.App(APP, middleware=[Middleware(Listening), Middleware(Preview)])
