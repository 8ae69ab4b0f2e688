"""In a frame of another site: what the browser keeps there, and what it lets the page use."""

import pytest

from benchmarks.servers import serve_folder
from tests.test_hygiene import STATIC

NAME = "_streamlit_xsrf"
# 127.0.0.1 and localhost are two sites on one computer, and safe for the browser without encryption.
FRAME = """(address) => new Promise((resolve) => {
  document.body.replaceChildren();
  const frame = document.createElement("iframe");
  Object.assign(frame, { src: address, onload: () => resolve() });
  document.body.append(frame);
})"""
ASK = """async (name) => {
  const page = await import("/page/alone.js");
  return [page.isFramed(), page.ensureCookie(name), page.cameraProblem().split(".")[0]];
}"""


@pytest.fixture
def outer(profiles):
    with serve_folder(STATIC) as address:
        page = profiles.take(is_for_app=False)
        page.goto(f"{address}site/site.css")
        yield page, address.replace("127.0.0.1", "localhost") + "site/site.css"
        profiles.give_back(page)


def test_a_frame_of_another_site_keeps_a_cookie_of_its_own_and_is_told_that_it_has_no_camera(outer):
    page, inner = outer
    page.evaluate(FRAME, inner)
    found = page.frames[1].evaluate(ASK, NAME)
    assert found == [
        True,
        True,
        "This page stands in a frame of another page, and that one does not let it use the camera",
    ]
    value = page.frames[1].evaluate("document.cookie")
    assert value.startswith(f"{NAME}=2|")
    page.evaluate(FRAME, inner)
    page.frames[1].evaluate(ASK, NAME)
    assert page.frames[1].evaluate("document.cookie") == value  # it stays the same
    assert page.evaluate("document.cookie") == ""
