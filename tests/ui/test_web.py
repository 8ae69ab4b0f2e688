"""What the server answers to requests that no visitor's page makes."""

import asyncio
import http.client
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus
from websockets.typing import Origin

ROOT = Path(__file__).parents[2]
SECRET = (ROOT / "streamlit_app.py").read_bytes()[:60]


def ask(port, path, method="GET", **headers):
    """Send a path exactly as it is written, dots and all."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.mark.parametrize(
    "path",
    [
        "/app/static/../streamlit_app.py",
        "/app/static/../../streamlit_app.py",
        "/app/static/%2e%2e/streamlit_app.py",
        "/app/static/..%2fstreamlit_app.py",
        "/app/static/%252e%252e/streamlit_app.py",
        "/app/static/..\\streamlit_app.py",
        "/app/static//../streamlit_app.py",
        "/app/static/core/../../streamlit_app.py",
        "/static/../streamlit_app.py",
        "/media/../streamlit_app.py",
        "/component/../streamlit_app.py",
        "/streamlit_app.py",
        "/app/streamlit_app.py",
        "/app/static/%00/streamlit_app.py",
        "/app/static//etc/passwd",
        "/app/static/%2fetc%2fpasswd",
    ],
)
def test_no_path_leads_out_of_the_static_folder(port, path):
    _, body = ask(port, path)
    assert SECRET not in body
    assert b"root:" not in body


FOLDERS = ("core", "scope", "components", "served")


@pytest.mark.parametrize("path", ["", "/", *(f"/{name}/" for name in FOLDERS)])
def test_folders_are_not_listed(port, path):
    _, body = ask(port, f"/app/static{path}")
    names = [file.name.encode() for folder in FOLDERS for file in (ROOT / "static" / folder).iterdir()]
    assert names
    assert not [name for name in names if name in body]


def test_the_static_folder_holds_what_browsers_load_and_nothing_else():
    shared = [file for file in (ROOT / "static").rglob("*") if file.is_file() and file.name != ".gitignore"]
    assert shared
    assert {file.suffix for file in shared} <= {".js", ".css", ".html"}


def test_a_module_is_served_as_a_script_and_never_guessed_at(port):
    response, body = ask(port, "/app/static/scope/scope.js")
    assert response.status == 200
    assert response.headers["Content-Type"].startswith(("application/javascript", "text/javascript"))
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert body == (ROOT / "static" / "scope" / "scope.js").read_bytes()


def test_other_sites_are_not_allowed_to_read_answers(port):
    """Streamlit lets every site read the static folder, which holds nothing but our published code."""
    for path in ("/_stcore/health", "/_stcore/host-config", "/", "/_stcore/upload_file/a/b"):
        response, _ = ask(port, path, Origin="https://evil.example")
        assert response.headers["Access-Control-Allow-Origin"] in (None, ""), path


def test_other_sites_cannot_open_a_session(port):
    async def knock():
        async with connect(f"ws://127.0.0.1:{port}/_stcore/stream", origin=Origin("https://evil.example")):
            pass

    with ThreadPoolExecutor() as pool, pytest.raises(InvalidStatus):
        pool.submit(lambda: asyncio.run(knock())).result()


def test_an_upload_without_the_token_of_a_session_is_refused(port):
    request = Request(f"http://127.0.0.1:{port}/_stcore/upload_file/a/b", b"x", method="PUT")
    with pytest.raises(HTTPError) as refusal:
        urlopen(request)
    with refusal.value as answer:
        assert answer.status == 403


def test_media_of_nobody_is_not_found(port):
    response, _ = ask(port, f"/media/{'0' * 56}.png")
    assert response.status == 404


TOKEN = "2|01020304|a1b2c3d4e5f60718293a4b5c6d7e8f90|1700000000"
OTHER = "2|01020304|00b2c3d4e5f60718293a4b5c6d7e8f90|1700000000"


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize(
    ("said", "cookie"),
    [
        (TOKEN, None),
        (None, TOKEN),
        (TOKEN, OTHER),
        (OTHER, TOKEN),
        ("", ""),
        ("2|zz|zz|1", "2|zz|zz|1"),
        ("2||||", "2||||"),
        ("2|01020304||1700000000", "2|01020304||1700000000"),
        ("\u00ff" * 40, TOKEN),
        (TOKEN * 400, TOKEN),
    ],
)
def test_a_file_with_a_wrong_token_is_refused(port, method, said, cookie):
    headers = {"Cookie": f"_streamlit_xsrf={cookie}"} if cookie is not None else {}
    if said is not None:
        headers["X-Xsrftoken"] = said
    response, _ = ask(port, "/_stcore/upload_file/a/b", method, **headers)
    assert response.status == 403


def test_a_file_with_the_right_token_but_for_no_session_is_refused(port):
    """So a frame of another site that makes a token of its own can send a file to its own session only."""
    headers = {"Cookie": f"_streamlit_xsrf={TOKEN}", "X-Xsrftoken": TOKEN}
    response, body = ask(port, "/_stcore/upload_file/a/b", "PUT", **headers)
    assert response.status == 400
    assert b"session" in body


@pytest.mark.parametrize(
    "path", ["/_stcore/upload_file/a/b", "/_stcore/health", "/_stcore/host-config", "/", "/app/static/"]
)
def test_a_preflight_of_another_site_allows_it_nothing(port, path):
    response, _ = ask(
        port, path, "OPTIONS", Origin="https://evil.example",
        **{"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "x-xsrftoken"},
    )  # fmt: skip
    allowed = response.headers["Access-Control-Allow-Origin"]
    assert allowed is None or "evil" not in allowed
    if allowed == "*":  # our published modules, which anyone may read
        assert path.startswith("/app/static")
        assert "PUT" not in (response.headers["Access-Control-Allow-Methods"] or "")


def test_every_site_may_show_the_page_in_a_frame(port):
    """Streamlit forbids it nobody; docs/EMBEDDING.md relies on that, and says how to forbid it."""
    response, _ = ask(port, "/")
    assert response.status == 200
    assert response.headers["X-Frame-Options"] is None
    assert "frame-ancestors" not in (response.headers["Content-Security-Policy"] or "")


def test_the_cookie_of_the_page_is_for_its_own_site(port):
    response, _ = ask(port, "/_stcore/health")
    name, *attributes = (part.strip() for part in response.headers["Set-Cookie"].split(";"))
    assert name.startswith("_streamlit_xsrf=2|")
    assert "samesite=lax" in (one.lower() for one in attributes)
