"""The explorer in one file, in Firefox and WebKit, against Python's own numbers.

All of it from disk, and from a server what depends on where the page comes from. Here is what the page has of
its own, and what engines may do otherwise with it: opening, layout, drawing, files, history. The same parts
obey every pointer and key in the visit to the app (`test_app`), at five sizes; the rest is in tests/browser.
"""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
import pytest
from PIL import Image

from benchmarks.rounding import rounding
from explorer.core.kernels import KERNELS
from explorer.exports.tables import line_csv
from explorer.images import decode
from explorer.images.menu import place_in
from explorer.site.pages import INDEX
from explorer.view.experiments import EXPERIMENTS
from explorer.view.link import read_link, write_link
from explorer.view.predictions import score, task_of, verdict
from explorer.view.settings import YOUR_PICTURE, Settings, weight_values
from explorer.view.view import view_of
from tests.browser.explorer_page import SMALL, expected_image, expected_profile
from tests.engines.one_file import (
    LAPTOP,
    PAGE_COLOURS,
    PROPORTIONS,
    SIZES,
    OneFile,
)

NONSENSE = "picture=Nothing&w00=abc&row=9999"
OUTLINE = weight_values(KERNELS["Outline"].weights)
IS_THERE = "(selector) => document.querySelector(selector) !== null"


def table(data: bytes) -> np.ndarray:
    return np.genfromtxt(data.decode().splitlines(), delimiter=",", skip_header=1)


@pytest.fixture(scope="module")
def opened(engine, folder) -> OneFile:
    """Open an experiment of the site from disk, in light colours."""
    engine.scheme("light")
    engine.size(*LAPTOP)
    engine.open(f"{folder.as_uri()}/experiments.html")
    shown = OneFile(engine, f"{folder.as_uri()}/{INDEX}")
    shown.click(f"a[href^='{INDEX}#']", EXPERIMENTS[0].name)
    shown.wait_until_painted()
    return shown


@pytest.fixture
def shown(opened) -> Iterator[OneFile]:
    """Show a small view at the size of a laptop; in the end nothing may have gone wrong or been asked for."""
    opened.show()
    yield opened
    assert opened.take_problems() == []


def test_an_experiment_of_the_site_opens_its_view_and_a_link_of_nonsense_the_first_one(opened):
    """The first test of the page: what the others see comes after its opening."""
    opened.expect(EXPERIMENTS[0].settings)
    assert opened.engine.run(PAGE_COLOURS) == ["rgb(255, 255, 255)", "#111111"]
    opened.engine.run("(query) => { location.hash = query }", NONSENSE)
    opened.expect(Settings())
    assert opened.text(".scope-headline") == "ReLU erases 50 % of this row."


def test_the_maps_are_square_on_a_wide_screen_on_a_phone_and_beside_a_view_that_is_pinned(shown):
    for size in (SIZES[1], SIZES[-1]):
        shown.engine.size(*size)
        shown.wait_until_painted()
        assert shown.engine.run(PROPORTIONS) == pytest.approx([1, 1, 1], abs=0.01), size
    shown.engine.size(*LAPTOP)
    shown.click(".scope-pin")
    shown.engine.wait("() => document.querySelector('.scope').hasAttribute('data-pinned')")
    shown.wait_until_painted()
    assert shown.engine.run(PROPORTIONS) == pytest.approx([1, 1, 1], abs=0.01)


def test_every_colour_and_the_line_are_pythons(shown):
    shown.expect_drawn(SMALL)
    leaky = {"activation": "PReLU", "negative_slope": -0.5, "direction": "Column", "palette": "Signed grey"}
    other = replace(SMALL, **OUTLINE | leaky, bias=0.25, padding="zeros")
    shown.show(other)
    shown.expect_drawn(other)


def test_a_line_is_drawn_and_the_true_one_revealed(shown):
    shown.click("[data-panel=predict] > summary")
    shown.engine.wait(IS_THERE, ".predict-chart .before")
    x, y, width, height = shown.box(".predict-chart")
    shown.engine.drag((x + 80, y + 0.3 * height), (x + 0.9 * width, y + 0.6 * height), steps=8)
    shown.engine.wait(IS_THERE, ".predict-chart .drawn")
    assert not shown.is_visible(".predict-chart .after")
    shown.click("[data-start=zero]")
    shown.click("[data-do=reveal]")
    shown.engine.wait(IS_THERE, ".predict-chart .after")
    task = task_of(SMALL, view_of(SMALL, expected_image(SMALL)).layer)
    found = score(np.zeros_like(task.before), task.before, task.after)
    said = verdict(found, limit=task.limit, activation=SMALL.activation)
    assert shown.text(".predict-verdict") == said.replace("**", "")


def assert_line_is_downloaded(shown, settings):
    shown.click("[data-panel=take] > summary")
    shown.engine.wait("() => document.querySelector('.take-caption').textContent")  # it moves what is below
    shown.click("[data-panel=take] .download", "Line (CSV)")
    row = view_of(settings, expected_image(settings)).settings.row  # one that the stride has left
    found = shown.engine.downloaded("line.csv")
    wanted = line_csv(expected_profile(settings), index=row, direction="Row")
    assert found.splitlines()[0] == wanted.splitlines()[0]
    np.testing.assert_allclose(table(found), table(wanted), rtol=0, atol=rounding(settings))


def test_the_line_is_downloaded(shown):
    assert_line_is_downloaded(shown, SMALL)


def test_a_picture_of_ones_own_is_shown_and_comes_back_with_redo(shown, tmp_path):
    levels = np.arange(90 * 120).reshape(90, 120) % 251
    Image.fromarray(levels.astype(np.uint8)).save(tmp_path / "own.png")
    row, col = place_in(levels.shape)
    own = replace(SMALL, picture=YOUR_PICTURE, row=row, col=col)
    shown.click("[data-opens=picture]")
    shown.click(".pictures-own")
    shown.engine.choose_file("[data-panel=own] input[type=file]:not([capture])", tmp_path / "own.png")
    image = decode((tmp_path / "own.png").read_bytes(), long_side=SMALL.size)
    shown.expect_drawn(own, image)
    assert not shown.is_visible("[data-panel=own]")
    shown.click(".scope-undo")
    shown.expect(SMALL)
    shown.click(".scope-redo")
    shown.expect(own, image)


def test_a_link_is_shared(shown):
    view = replace(SMALL, bias=0.35, activation="ELU", row=20)
    shown.show(view)
    shown.click(".scope-link")
    shown.click(".share-hide label", "Bias")
    link = shown.engine.wait("() => document.querySelector('[data-panel=share] input').value")
    assert link.startswith(shown.address)
    found = read_link(dict(parse_qsl(urlsplit(link).fragment)))
    assert (found.settings, found.hidden) == (view, ("bias",))
    shown.engine.keys("Escape")
    assert not shown.is_visible("[data-panel=share]")


def test_from_a_server_a_link_opens_in_dark_colours_with_back_forward_reload_and_a_file(engine, server):
    """The last test of the page: it leaves the one from disk."""
    engine.scheme("dark")
    engine.size(*LAPTOP)
    served = OneFile(engine, f"{server}/{INDEX}")
    view = replace(SMALL, bias=0.35, activation="ELU", row=20)
    served.open(urlencode(write_link(view) | {"hide": "bias"}))
    served.expect(view)
    assert engine.run(PAGE_COLOURS) == ["rgb(14, 17, 23)", "#fafafa"]
    assert not served.is_visible(".controls [data-part=bias]")
    served.click(".page-all button")
    assert served.is_visible(".controls [data-part=bias]")

    served.choose("select[name=stride]", "2")
    engine.wait("() => location.hash.includes('stride=2')")
    engine.run("() => history.back()")
    served.expect(view)
    engine.run("() => history.forward()")
    served.expect(replace(view, stride=2))
    served.choose("select[name=stride]", "3")
    served.choose("select[name=padding]", "zeros")
    engine.reload()  # at once: the address may not have the second change yet
    served.wait_until_painted()
    kept = replace(view, stride=3, padding="zeros")
    served.expect_drawn(kept)
    assert_line_is_downloaded(served, kept)
    assert served.take_problems() == []
