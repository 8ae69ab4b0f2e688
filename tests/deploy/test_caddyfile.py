"""deploy/Caddyfile in Caddy itself, before servers that stand in for the app's replicas."""

import base64
import hashlib
import http.client
import json
import os
import re
import ssl
import subprocess
import time
from contextlib import closing, contextmanager
from http.cookies import SimpleCookie
from pathlib import Path

import pytest
import streamlit

from benchmarks.proxy import CADDY, CADDYFILE, MISSING, NEWEST, proxied, variables
from benchmarks.servers import PATIENCE, free_port
from tests.deploy.upstream import upstreams

pytestmark = pytest.mark.skipif(not CADDY, reason=MISSING)

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text()
LIMIT = 1024**2 + 104_857
"""Bytes of a request where a file may have 1 MB, as Streamlit counts: with 0.1 MB for what is around it."""
PROGRAMS = {"of this system": CADDY, "newest": NEWEST}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Server": None,
    "Strict-Transport-Security": None,  # without encryption browsers are to ignore it
}


@pytest.fixture(scope="module", params=PROGRAMS)
def program(request):
    return PROGRAMS[request.param]


@pytest.fixture(scope="module")
def before(program):
    """Start Caddy, of each version, before servers."""

    @contextmanager
    def start(replicas, **settings):
        with proxied([one.server_port for one in replicas], program=program, **settings) as caddy:
            yield caddy

    return start


@pytest.fixture(scope="module")
def lite(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lite")
    (folder / "index.html").write_text("the site")
    return folder


@pytest.fixture(scope="module")
def caddy(before, lite):
    with upstreams() as replicas, before(replicas, RELU_LITE=str(lite)) as one:
        yield one.port


@pytest.fixture(scope="module")
def in_a_folder(before, lite):
    settings = {
        "RELU_LITE": str(lite),
        "RELU_BASE_PATH": "/relu",
        "RELU_FRAME_ANCESTORS": "'self' https://moodle.example",
        "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": "1",
    }
    with upstreams(1) as replicas, before(replicas, **settings) as one:
        yield one.port


@pytest.fixture(scope="module")
def encrypted(before):
    port = free_port()
    settings = {"RELU_ADDRESS": "localhost", "RELU_HTTPS_PORT": str(port)}
    with upstreams(1) as replicas, before(replicas, **settings) as one:
        end = time.monotonic() + PATIENCE
        while not has_certificate(port):
            assert time.monotonic() < end, one.log.read_text()
        yield one.port, port


def has_certificate(port):
    try:
        return ask_encrypted(port, f"localhost:{port}").status == 200
    except ssl.SSLError:
        return False


def ask_encrypted(port, host):
    """Return the answer to a request for a host, sent to the server that has the certificate of localhost."""
    context = ssl._create_unverified_context()
    with closing(http.client.HTTPSConnection("localhost", port, timeout=20, context=context)) as connection:
        connection.request("GET", "/", headers={"Host": host})
        return connection.getresponse()


def ask(port, path="/", method="GET", body=None, **headers):
    """Return the answer to a request, and its body; the names of headers are written with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return answer, answer.read()


def told(port, path="/", **headers):
    """Return what the replica says that it was asked."""
    return json.loads(ask(port, path, **headers)[1])


def cookie_of(answer):
    """Return the cookie that names a replica, with its attributes."""
    kept = SimpleCookie()
    for line in answer.headers.get_all("Set-Cookie"):
        kept.load(line.replace("2|1", "1"))
    return kept["relu_replica"]


def policy(answer):
    """Return the directives of the answer's Content-Security-Policy."""
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {name: values for name, *values in map(str.split, parts)}


def said(answer, body):
    """Return the sentence of a page that Caddy itself has made, with its tags if it has any."""
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert policy(answer)["default-src"] == ["'none'"]
    assert answer.headers["Cache-Control"] == "no-store"
    return re.search("<p>(.*)</p>", body.decode())[1]


def run(*command, environment):
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)


def test_it_is_valid_and_formatted(program, tmp_path):
    environment = variables([1, 2], tmp_path)
    command = (program, "validate", "--config", str(CADDYFILE), "--adapter", "caddyfile")
    found = run(*command, environment=environment)
    assert found.returncode == 0, found.stderr
    assert "Valid configuration" in found.stdout + found.stderr
    assert run(program, "fmt", str(CADDYFILE), environment=environment).stdout == CADDYFILE.read_text()


def test_its_head_names_every_variable_and_no_other():
    text = CADDYFILE.read_text()
    head, _, rest = text.partition("\n{")
    assert set(re.findall(r"(?:RELU|STREAMLIT)_\w+", head)) == set(re.findall(r"\{\$(\w+)", rest))


def test_without_variables_it_serves_localhost_with_encryption(program):
    plain = {name: value for name, value in os.environ.items() if not name.startswith("RELU_")}
    found = run(program, "adapt", "--config", str(CADDYFILE), "--adapter", "caddyfile", environment=plain)
    servers = json.loads(found.stdout)["apps"]["http"]["servers"]
    assert sorted(server["listen"] for server in servers.values()) == [[":443"], [":80"]]


def test_the_only_script_within_streamlits_page_is_the_one_that_is_allowed(caddy):
    allowed = [one for one in policy(ask(caddy)[0])["script-src"] if one.startswith("'sha256-")]
    within = re.findall(r"<script>(.*?)</script>", INDEX, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in within]
    assert allowed == [f"'sha256-{digest}'" for digest in digests]


def test_the_policy_of_the_app_is_strict(caddy):
    found = policy(ask(caddy)[0])
    assert found["default-src"] == ["'none'"]
    assert found["connect-src"] == ["'self'"]
    assert found["frame-ancestors"] == ["'self'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "data:", "*", "https:"} & set(found["script-src"])


PATHS = ("/", "/bank", "/lite/", "/lite", "/LITE/", "/lite/no", "/_stcore/health", "/_stcore/metrics")


def test_every_answer_has_the_headers(caddy):
    for path in PATHS:
        answer, _ = ask(caddy, path)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS, path
        assert policy(answer)["frame-ancestors"] == ["'self'"], path
        assert "camera=(self)" in answer.headers["Permissions-Policy"], path


def test_all_of_a_visitor_goes_to_one_replica(caddy):
    answer, body = ask(caddy)
    cookie = cookie_of(answer)
    assert (cookie["path"], cookie["samesite"], cookie["httponly"]) == ("/", "Lax", True)
    home = json.loads(body)["port"]
    paths = ("/", "/bank", "/_stcore/stream", "/_stcore/upload_file/a/b", "/media/1.csv", "/app/static/1.js")
    for path in paths * 3:
        assert told(caddy, path, Cookie=f"a=1; relu_replica={cookie.value}")["port"] == home, path


def test_with_encryption_the_cookie_stays_in_a_frame_of_another_site(encrypted):
    answer = ask_encrypted(encrypted[1], f"localhost:{encrypted[1]}")
    cookie, *attributes = answer.headers.get_all("Set-Cookie")[0].split("; ")
    assert cookie.startswith("relu_replica=")
    assert attributes == ["Path=/", "HttpOnly", "Secure", "SameSite=None", "Partitioned"]
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert answer.headers["Alt-Svc"] is None
    assert ask_encrypted(encrypted[1], "evil.example").status == 421


def test_without_encryption_a_page_leads_to_the_one_with_it(encrypted):
    answer, _ = ask(encrypted[0], "/bank", Host="localhost")
    assert (answer.status, answer.headers["Location"]) == (308, "https://localhost/bank")
    assert ask(encrypted[0], "/bank", Host="evil.example")[0].status == 421


def test_visitors_without_a_cookie_of_a_replica_are_spread(caddy):
    assert len({told(caddy)["port"] for _ in range(60)}) == 3
    assert len({told(caddy, Cookie="relu_replica=forged")["port"] for _ in range(60)}) == 3


def test_a_browser_that_keeps_no_cookie_finds_its_session_again(caddy):
    paths = ("/_stcore/stream", "/_stcore/upload_file/a/b", "/media/1.csv")
    assert len({told(caddy, path)["port"] for path in paths * 10}) == 1


@pytest.mark.parametrize("host", ["evil.example", "localhost", "127.0.0.1.evil.example"])
def test_a_wrong_host_is_refused(caddy, host):
    answer, body = ask(caddy, Host=f"{host}:{caddy}")
    assert answer.status == 421
    assert said(answer, body) == "The explorer is not at this address. It is at http://127.0.0.1/"
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


FOREIGN = ("https://evil.example", "null", "http://127.0.0.1.evil.example", "http://127.0.0.1:1")


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_wrong_origin_changes_nothing(caddy, origin):
    for method in ("PUT", "POST", "DELETE"):
        assert ask(caddy, "/_stcore/upload_file/a/b", method, Origin=origin)[0].status == 403
    for more in ({}, {"Upgrade": "websocket"}):
        assert ask(caddy, "/_stcore/stream", Origin=origin, **more)[0].status == 403
    assert ask(caddy, "/app/static/1.js", Origin=origin)[0].status == 200  # which anybody may read


def test_the_right_origin_does(caddy):
    for origin in (f"http://127.0.0.1:{caddy}", f"https://127.0.0.1:{caddy}"):  # a proxy before may encrypt
        assert ask(caddy, "/_stcore/upload_file/a/b", "PUT", Origin=origin)[0].status == 200
        assert ask(caddy, "/_stcore/stream", Upgrade="websocket", Origin=origin)[0].status == 200


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore//metrics", "/metrics"])
def test_the_numbers_of_the_server_are_not_public(caddy, path):
    assert ask(caddy, path)[0].status == 404


def test_text_is_packed_and_pictures_are_not(caddy):
    for kind in ("zstd", "gzip"):
        answer, body = ask(caddy, Accept_Encoding=kind)
        assert answer.headers["Content-Encoding"] == kind
        assert len(body) < 1000
    assert ask(caddy, "/a.png", Accept_Encoding="zstd, gzip")[0].headers["Content-Encoding"] is None
    assert "Accept-Encoding" not in told(caddy)["headers"]  # the replica is not to pack


def test_browsers_keep_modules_whose_address_has_a_digest_but_not_their_absence(caddy):
    kept = ask(caddy, "/app/static/served/012/scope/scope.js")[0].headers["Cache-Control"]
    assert kept == "public, max-age=31536000, immutable"
    for path in ("/app/static/served/missing/scope.js", "/app/static/scope/scope.js", "/"):
        assert ask(caddy, path)[0].headers["Cache-Control"] is None, path


def test_an_upload_has_a_limit(in_a_folder):
    path = "/relu/_stcore/upload_file/a/b"
    assert json.loads(ask(in_a_folder, path, "PUT", bytes(LIMIT))[1])["length"] == LIMIT
    answer, body = ask(in_a_folder, path, "PUT", bytes(LIMIT + 1))
    assert answer.status == 413
    assert "at most 1 MB can be sent" in said(answer, body)


def test_where_there_is_no_page_caddy_says_what_to_do(in_a_folder):
    start = '<a href="/relu/">ReLU Explorer</a>'
    for path, origin, status, sentence in (
        ("/relu/lite/nothing.html", "", 404, "There is no page at this address. Begin at the start:"),
        ("/other", "", 404, "There is no page at this address. Begin at the start:"),
        (
            "/relu/",
            "https://evil.example",
            403,
            "This was asked for by a page of another site. Open the explorer itself:",
        ),
        (
            "/relu/broken",
            "",
            502,
            "The explorer does not answer just now. Wait a minute, and then try again:",
        ),
    ):
        answer, body = ask(in_a_folder, path, "POST" if status in (403, 502) else "GET", Origin=origin)
        assert (answer.status, said(answer, body)) == (status, f"{sentence} {start}")
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_in_capitals_a_folder_leads_to_the_one_in_small_letters(in_a_folder, caddy):
    for path, place in (
        ("/RELU", "/relu"),
        ("/Relu/bank?a=1&b=%20x", "/relu/bank?a=1&b=%20x"),
        ("/relu/LITE?a=1", "/relu/lite?a=1"),
        ("/relu/Lite/about.html", "/relu/lite/about.html"),
    ):
        answer, _ = ask(in_a_folder, path)
        assert (answer.status, answer.headers["Location"]) == (308, place)
    assert ask(caddy, "/LITE/?a=1")[0].headers["Location"] == "/lite/?a=1"
    assert told(caddy, "/BANK?a=1")["path"] == "/BANK?a=1"


def test_slashes_too_many_at_the_start_lead_to_the_page(in_a_folder, caddy):
    for path, place in (("//", "/"), ("///network?a=1", "/network?a=1"), ("//?a=%2F%20", "/?a=%2F%20")):
        answer, _ = ask(caddy, path)
        assert (answer.status, answer.headers["Location"]) == (308, place)
    assert ask(in_a_folder, "//relu//bank")[0].headers["Location"] == "/relu//bank"
    assert ask(caddy, r"//\evil.example")[0].headers["Location"] == "/%5Cevil.example"
    assert told(caddy, "/bank//?a=//")["path"] == "/bank//?a=//"


def test_the_site_is_served_beside_the_app(caddy):
    answer, body = ask(caddy, "/lite/")
    assert (answer.status, body) == (200, b"the site")
    assert policy(answer) == {"frame-ancestors": ["'self'"]}  # its pages have one of their own
    assert answer.headers["Set-Cookie"] is None
    assert ask(caddy, "/lite?a=1")[0].headers["Location"] == "/lite/?a=1"
    assert ask(caddy, "/bank/?a=1")[0].headers["Location"] == "/bank?a=1"
    assert ask(caddy, "/lite/nothing.html")[0].status == 404


def test_a_folder_is_taken_off_the_path(in_a_folder):
    answer, body = ask(in_a_folder, "/relu/bank?a=1")
    asked = json.loads(body)
    assert asked["path"] == "/bank?a=1"
    assert asked["headers"]["X-Forwarded-Prefix"] == "/relu"
    assert cookie_of(answer)["path"] == "/relu/"
    assert policy(answer)["frame-ancestors"] == ["'self'", "https://moodle.example"]
    assert ask(in_a_folder, "/relu?a=1")[0].headers["Location"] == "/relu/?a=1"
    assert ask(in_a_folder, "/relu/bank/?a=1")[0].headers["Location"] == "/relu/bank?a=1"
    assert ask(in_a_folder, "/relu/lite/")[1] == b"the site"
    assert ask(in_a_folder, "/relu/_stcore/metrics")[0].status == 404
    for path in ("/", "/bank", "/relubank", "/lite/"):
        assert ask(in_a_folder, path)[0].status == 404


def test_a_proxy_before_it_may_have_the_encryption(caddy):
    answer, _ = ask(caddy, X_Forwarded_Proto="https")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
    (cookie,) = [one for one in answer.headers.get_all("Set-Cookie") if one.startswith("relu_replica=")]
    assert cookie.endswith("; Path=/; HttpOnly; Secure; SameSite=None; Partitioned")


def test_what_a_visitor_claims_of_proxies_is_not_passed_on(caddy):
    headers = told(caddy, X_Forwarded_Host="evil.example", X_Forwarded_Prefix="/evil")["headers"]
    assert headers["X-Forwarded-Host"] == f"127.0.0.1:{caddy}"
    assert "evil" not in headers.get("X-Forwarded-Prefix", "")


def test_a_replica_that_ends_loses_no_request(before):
    with upstreams() as replicas, before(replicas) as caddy:
        answer, body = ask(caddy.port)
        cookie = f"relu_replica={cookie_of(answer).value}"
        home = json.loads(body)["port"]
        next(one for one in replicas if one.server_port == home).end()
        answer, body = ask(caddy.port, Cookie=cookie)
        assert (answer.status, json.loads(body)["port"] != home) == (200, True)
        assert cookie_of(answer).value != cookie.partition("=")[2]  # from now on this one
        assert "health_checker" not in caddy.log.read_text()  # which would say the same every second


def test_what_goes_wrong_is_logged_without_who_asked_and_what(before):
    with upstreams(1) as replicas, before(replicas) as caddy:
        assert ask(caddy.port, "/broken?picture=Cat", "PUT", b"", User_Agent="me")[0].status == 502
        end = time.monotonic() + PATIENCE
        while '"status":502' not in (log := caddy.log.read_text()):  # it is written after the answer
            assert time.monotonic() < end, log
    assert not re.search("remote_ip|client_ip|picture=Cat|User-Agent", log)
