"""Real sessions of a real server, without a browser: what one visitor does, others never see."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import asdict, replace
from pathlib import Path
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from benchmarks.visitor import Trouble, Visitor
from explorer.core.layer import forward
from explorer.core.measures import summary
from explorer.core.notation import digits_for, number
from explorer.images import decode, samples
from explorer.view import readouts
from explorer.view.settings import YOUR_PICTURE, Settings

START = Settings()


def visit(port, script, *queries, kind=Visitor):
    """Let a script run with one visitor for each address."""

    async def run():
        async with AsyncExitStack() as stack:
            visitors = [await stack.enter_async_context(kind(port, query)) for query in queries or ("",)]
            await script(*visitors)

    with ThreadPoolExecutor() as pool:  # this thread may have Playwright's loop already
        pool.submit(lambda: asyncio.run(run())).result()


def assert_shows(visitor, settings, image=None):
    """Check that the page holds these settings, and that the browser is told them and numbers of them."""
    assert visitor.settings() == settings
    image = samples()[settings.picture].load(settings.size) if image is None else image
    layer = forward(image, **settings.layer())
    scope, shown = visitor.message("scope").header, visitor.message("shown")
    assert scope["answer"]["settings"] == asdict(settings)
    assert shown.header["id"] == scope["picture"]
    np.testing.assert_array_equal(shown.array("image"), image.ravel())
    found = summary(layer.pre_activation, layer.activation_map)
    assert scope["facts"]["map_message"] == readouts.map_message(found, activation=settings.activation)
    at = layer.nearest(settings.row, 0), layer.nearest(settings.col, 1)
    value = number(float(layer.activation_map[at]), digits_for(layer.shared_limit))
    assert scope["facts"]["pixel"]["line"].endswith(f"→ {value}")


def test_a_page_opens_with_the_maps_of_the_default_settings(port):
    async def script(visitor):
        assert_shows(visitor, START)

    visit(port, script)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_server_loads_no_pandas_to_draw_a_page(server):
    """It would cost every server 80 MB, and every run a longer garbage collection."""

    async def script(visitor):
        assert_shows(visitor, START)
        await visitor.change(w11=3.0)

    visit(server.port, script)
    loaded = Path(f"/proc/{server.pid}/maps").read_text()
    assert "numpy" in loaded
    assert "pandas" not in loaded
    assert "pyarrow" not in loaded


def test_a_change_of_the_layer_is_answered_by_its_numbers(port):
    async def script(visitor):
        await visitor.change(w11=3.0)
        assert_shows(visitor, replace(START, w11=3.0))
        await visitor.change(activation="PReLU")
        change = await visitor.change(negative_slope=-0.5)
        assert_shows(visitor, replace(START, w11=3.0, activation="PReLU", negative_slope=-0.5))
        visitor.compare()
        assert 0 < change.answered <= change.finished
        assert visitor.query == {"w11": "3", "activation": "PReLU", "negative_slope": "-0.5"}

    visit(port, script)


def test_a_moved_line_comes_back_and_the_picture_is_not_sent_again(port):
    async def script(visitor):
        before = visitor.shown["shown"]
        await visitor.change(row=77, col=123)
        assert_shows(visitor, replace(START, row=77, col=123))
        assert visitor.shown["shown"].hash == before.hash
        await visitor.change(row=511, col=0)
        assert_shows(visitor, replace(START, row=511, col=0))

    visit(port, script)


def test_a_report_of_another_picture_redraws_the_whole_page(port):
    async def script(visitor):
        await visitor.change(picture="Cat", size=256, bias=0.5)  # as Undo does
        assert_shows(visitor, replace(START, picture="Cat", size=256, bias=0.5))

    visit(port, script)


def test_visitors_at_the_same_time_get_the_maps_of_their_own_weights(port):
    async def script(*visitors):
        for k in range(4):
            await asyncio.gather(*(one.change(w00=float(10 * n + k)) for n, one in enumerate(visitors, 1)))
            for n, one in enumerate(visitors, 1):
                assert_shows(one, replace(START, w00=float(10 * n + k), bias=n / 2))

    visit(port, script, "bias=0.5", "bias=1")


def test_an_uploaded_picture_is_shown_to_nobody_else(port):
    rows, cols = np.mgrid[0:90, 0:140]
    data = cv2.imencode(".png", ((rows * cols) % 256).astype(np.uint8))[1].tobytes()
    mine = replace(START, picture=YOUR_PICTURE, row=44, col=70)

    async def script(owner, other):
        await owner.upload("mine.png", data)
        assert owner.message("scope").header["description"] == "Your picture, 140 × 90 pixels."
        assert_shows(owner, mine, decode(data))
        await other.change(picture=YOUR_PICTURE)
        assert "is not here" in other.message("scope").header["description"]
        await other.change(w11=1.0)
        np.testing.assert_array_equal(
            other.message("shown").array("image"), samples()[START.picture].load(START.size).ravel()
        )

    visit(port, script, "", "")


def test_a_wrong_view_or_headline_is_noticed(port):
    async def script(visitor):
        visitor.compare()
        header = visitor.message("scope").header

        def tell(**parts):
            visitor.message = lambda name: SimpleNamespace(header=header | parts)

        tell(picture="Cat 512")
        with pytest.raises(Trouble, match="the picture is"):
            visitor.compare()
        other = asdict(replace(START, activation="Identity"))
        tell(answer=header["answer"] | {"settings": other})
        with pytest.raises(Trouble, match="the headline is"):
            visitor.compare()

    visit(port, script)


def test_a_report_that_is_refused_is_noticed(port):
    async def script(visitor):
        with pytest.raises(Trouble, match="but the page has"):
            await visitor.change(w11=1000.0)

    visit(port, script)


def test_an_answer_that_does_not_come_is_noticed(port):
    async def script(visitor):
        visitor.timeout = 0.5
        with pytest.raises(Trouble, match="no upload within"):
            await visitor.command("present", answer="upload")

    visit(port, script)


def test_many_visitors_with_pictures_of_their_own_never_see_each_other_s(port):
    """Six at once, three rounds: each finds its own pixels, and their maps, after every change."""

    def bytes_of(n, k):
        noise = np.random.default_rng([n, k]).integers(0, 256, (60 + n, 80), np.uint8)
        return cv2.imencode(".png", noise)[1].tobytes()

    async def script(*visitors):
        for k in range(3):
            files = [bytes_of(n, k) for n in range(len(visitors))]
            await asyncio.gather(*(one.upload(f"{n}.png", files[n]) for n, one in enumerate(visitors)))
            await asyncio.gather(*(one.change(w11=float(n)) for n, one in enumerate(visitors, 10 * k + 1)))
            for n, one in enumerate(visitors):
                picture = decode(files[n])
                np.testing.assert_array_equal(one.message("shown").array("image"), picture.ravel())
                wanted = replace(
                    START, picture=YOUR_PICTURE, w11=10.0 * k + n + 1, row=one.settings().row, col=40
                )
                assert_shows(one, wanted, picture)

    visit(port, script, *[""] * 6)
