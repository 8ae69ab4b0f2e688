"""A page with our modules and nothing else, for tests of one of them; no server is started."""

from pathlib import Path

from playwright.sync_api import Page, Route

STATIC = Path(__file__).parents[2] / "static"
ADDRESS = "http://modules.localhost/"
TYPES = {".js": "text/javascript", ".css": "text/css"}


def serve_modules(page: Page, html: str = "") -> None:
    """Open a page of this content that may load every file of static/ by its place there, with any query."""

    def answer(route: Route) -> None:
        path = STATIC / route.request.url.removeprefix(ADDRESS).partition("?")[0]
        if path.is_file():
            route.fulfill(path=path, content_type=TYPES[path.suffix])
        else:
            route.fulfill(body=f"<!doctype html><title>Modules</title>{html}", content_type="text/html")

    page.route("**/*", lambda route: route.abort())  # nothing leaves the page
    page.route(f"{ADDRESS}**", answer)
    page.goto(ADDRESS)
