"""In a frame of another site: whether the browser keeps the cookie without which the server takes no file.

docs/EMBEDDING.md says what comes of it: the picture is taken, or the page says why not, with a way out.
"""

import shutil

import pytest

from benchmarks.servers import serve_folder
from tests.test_hygiene import STATIC

NAME = "_streamlit_xsrf"
INNER = """<!doctype html><title>Inner</title><script type="module">
import { ensureCookie, isFramed, linkAlone, sendingProblem } from "./page/alone.js";
const cookie = ensureCookie("%s");
parent.postMessage([isFramed(), cookie, sendingProblem("%s"), linkAlone().href], "*");
</script>"""
OUTER = """<!doctype html><title>Outer</title><script>
addEventListener("message", ({ data }) => (window.told = data));
</script><iframe></iframe>"""
SHOW = "(address) => (document.querySelector('iframe').src = address)"
KEEPS = {"Firefox": True, "WebKit": False}
"""Whether an engine keeps a cookie of the frame's own (Partitioned), on a computer that serves itself."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("frames")
    shutil.copytree(STATIC / "page", folder / "page")
    for name, text in (("inner.html", INNER % (NAME, NAME)), ("outer.html", OUTER)):
        (folder / name).write_text(text)
    with serve_folder(folder) as found:
        yield found


def test_a_frame_of_another_site_can_send_a_picture_or_says_why_with_a_way_out(engine, address):
    engine.open(f"{address}outer.html")
    inner = address.replace("127.0.0.1", "localhost") + "inner.html"  # two sites on one computer
    engine.run(SHOW, f"{inner}?picture=Cat&embed=true")
    engine.wait("() => Boolean(window.told)")
    is_framed, keeps, problem, alone = engine.run("() => told")
    assert (is_framed, keeps) == (True, KEEPS[engine.name])
    assert ("Open this page in a tab of its own" in problem) == (not keeps)
    assert alone == f"{inner}?picture=Cat"
