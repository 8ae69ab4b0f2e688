"""The panels of the code and of the files, beside a host that holds no more than the options."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explorer.core.notation import short
from explorer.exports import images, scripts
from explorer.ui.features import downloads
from explorer.view.options import LIBRARIES
from explorer.view.settings import Settings
from explorer.view.view import view_of
from tests.browser.modules import serve_modules

SETTINGS = Settings(size=64, row=5, col=7, activation="Absolute value")  # has the longest title
IMAGE = np.random.default_rng(0).integers(0, 257, (40, 64)).astype(np.float32) / 256
VIEW = view_of(SETTINGS, IMAGE)
HTML = """<link rel="stylesheet" href="/standalone/code.css">
<details><summary>Show the code</summary><div></div></details>
<details><summary>Take it along</summary><div></div></details>"""
START = """async ({ scripts, settings, rows, cols, values }) => {
  const [{ Model }, { Code }, { Take }] = await Promise.all(
    ["/model/model.js", "/standalone/code.js", "/standalone/take.js"].map((name) => import(name)));
  const host = Object.assign(new EventTarget(), { data: { scripts }, options: { library: "NumPy" } });
  host.setOptions = (patch) => {
    Object.assign(host.options, patch);
    host.dispatchEvent(new Event("options"));
  };
  window.model = new Model();
  const [code, take] = document.querySelectorAll("div");
  new Code(code, model, host);
  new Take(take, model, host);
  model.store.receivePicture("picture", { rows, cols, values: Float32Array.from(values) });
  const answer = { settings, seen: 0, session: "a", number: 1 };
  model.receive({ answer, picture: "picture", facts: null, experiment: "", hidden: [] });
}"""


@pytest.fixture(scope="module")
def page(browser) -> Iterator[Page]:
    """Show both panels, open, in a page from which nothing leaves."""
    page = browser.new_page()
    serve_modules(page, HTML)
    rows, cols = IMAGE.shape
    values = IMAGE.ravel().tolist()
    given = {"scripts": scripts.templates(), "settings": asdict(SETTINGS), "values": values}
    page.evaluate(START, given | {"rows": rows, "cols": cols})
    for summary in page.locator("summary").all():
        summary.click()
    yield page
    page.close()


def code_of(library, settings):
    return scripts.snippet(
        library, weights=settings.weights, bias=settings.bias, padding=settings.padding,
        stride=settings.stride, activation=settings.activation, **settings.hyperparameters(),
    )  # fmt: skip


def change(page, **patch):
    page.evaluate("(patch) => model.change(patch)", patch)


def downloaded(page, label):
    with page.expect_download() as download:
        page.get_by_role("button", name=label, exact=True).click()
    return download.value


def expect_code(page, text):
    page.wait_for_function("(text) => document.querySelector('code').textContent === text", arg=text)


def test_the_code_follows_the_view_and_the_library_while_its_panel_is_open(page):
    summary, limit = page.get_by_text("Show the code"), page.locator(".take-caption").first
    for library in LIBRARIES:
        page.get_by_text(library, exact=True).click()
        expect(page.get_by_role("radio", name=library, exact=True)).to_be_checked()
        expect_code(page, code_of(library, SETTINGS))
    change(page, bias=0.5)
    shown = code_of("Keras", replace(SETTINGS, bias=0.5))
    expect_code(page, shown)
    summary.click()
    change(page, bias=0.0)
    expect(limit).to_contain_text(f"× {short(VIEW.layer.shared_limit, 9)}. Level")  # in the same frame
    assert page.locator("code").text_content() == shown
    summary.click()
    expect_code(page, code_of("Keras", SETTINGS))


def test_the_code_is_copied_without_a_clipboard(page):
    page.get_by_role("button", name="Copy the code").click()
    expect(page.get_by_role("status")).to_have_text("✓ Copied")
    marked = page.evaluate("getSelection().toString()")
    assert marked.strip() == page.locator("code").text_content().strip()
    change(page, stride=2)
    expect(page.get_by_role("status")).to_have_text("")
    change(page, stride=1)


def test_a_map_as_seen_has_its_pixels_its_title_and_its_numbers(page):
    file = downloaded(page, "Before (as seen, PNG)")
    assert file.suggested_filename == "map-before-seen.png"
    found, wanted = (
        cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
        for data in (Path(file.path()).read_bytes(), downloads.MAPS[0].make(VIEW))
    )
    assert found.shape == wanted.shape
    top, left = images.MAP_CORNER
    np.testing.assert_array_equal(found[top:-36], wanted[top:-36])
    own, python = ((picture < 80).any(axis=2) for picture in (found, wanted))  # where letters are
    middle = own.shape[1] // 2
    assert own[:top].sum() > 20
    for columns in np.s_[: left + 70], np.s_[middle - 50 : middle + 50], np.s_[-left - 70 :]:
        feet = [np.flatnonzero(letters[-36:, columns].any(axis=1)).max() for letters in (own, python)]
        assert abs(feet[0] - feet[1]) <= 1
    assert abs(np.nonzero(own[-36:, middle - 50 : middle + 50])[1].mean() - 50) < 2
    assert (found[:, :left] == 255).all()
    assert (found[:, -left:] == 255).all()


def test_every_file_has_its_button_and_its_name(page):
    files = (*downloads.MAPS, *downloads.NUMBERS, *downloads.SCRIPTS)
    buttons = page.locator("details").nth(1).get_by_role("button")
    expect(buttons).to_have_text([file.label for file in files])
    for file in files[-1], files[-5]:
        download = downloaded(page, file.label)
        assert download.suggested_filename == file.name
        assert Path(download.path()).read_bytes() == file.make(VIEW)
    assert downloaded(page, "Download the picture").suggested_filename == "input.npy"
