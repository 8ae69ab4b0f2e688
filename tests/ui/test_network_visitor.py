"""Real sessions of the page of the real network: each visitor gets what is found in their own picture."""

import asyncio

import numpy as np
import pytest

from benchmarks.network_visitor import NetworkVisitor
from benchmarks.visitor import Trouble
from explorer.images import samples
from explorer.networks.cascade import pyramid
from explorer.view.network import NetworkSettings
from explorer.view.settings import YOUR_PICTURE
from tests.ui.page import png
from tests.ui.test_visitor import visit


def meet(port, script, *queries):
    """Let a script run with one visitor of the page for each address."""
    visit(port, script, *queries, kind=NetworkVisitor)


def assert_has(visitor, picture):
    """Check that the browser was just sent these pixels, at every size."""
    message = visitor.message(visitor.report[0])
    for place, level in enumerate(pyramid(picture)):
        np.testing.assert_array_equal(message.array(f"scale{place}"), level.levels.ravel())


def noise(number, rows=60, cols=80):
    return np.random.default_rng(number).integers(0, 256, (rows + number, cols, 3), np.uint8)


def face(rows, cols):
    """Return a part of the astronaut with the face in it."""
    return np.ascontiguousarray(samples()["Astronaut"].load_colours(512)[:rows, 120 : 120 + cols])


def file_of(levels):
    return png(levels[..., ::-1])


def test_a_visitor_of_the_network_gets_the_faces_of_the_address(port):
    async def script(visitor):
        assert visitor.network_settings() == NetworkSettings(picture="Cat", slopes="0")
        visitor.compare_faces()
        assert_has(visitor, samples()["Cat"].load_colours(512))

    meet(port, script, "picture=Cat&slopes=0")


def test_two_visitors_at_once_get_what_is_found_with_their_own_slopes(port):
    async def script(*visitors):
        for texts in (("0", "1"), ("1:1", "2:1"), ("3.7:-0.5", "")):
            await asyncio.gather(
                *(one.change(slopes=text) for one, text in zip(visitors, texts, strict=True))
            )
            for one, text in zip(visitors, texts, strict=True):
                assert one.network_settings() == NetworkSettings(slopes=text)
                one.compare_faces()
        sentences = [one.header()["found"]["sentence"] for one in visitors]
        assert sentences[0] != sentences[1]

    meet(port, script, "", "")


def test_two_visitors_change_the_same_picture_each_for_themselves(port):
    async def script(*visitors):
        changes = ("Negative", "Brighter")
        await asyncio.gather(*(one.change(change=name) for one, name in zip(visitors, changes, strict=True)))
        for one, name in zip(visitors, changes, strict=True):
            assert one.network_settings().change == name
            one.compare_faces()

    meet(port, script, "", "")


def test_pictures_of_their_own_never_reach_another_visitor(port):
    """Four at once, two rounds, one without a picture: all search at the same time, with the same slopes."""

    async def script(*visitors):
        *owners, stranger = visitors
        for k in range(2):
            pictures = [face(200 + 10 * n, 180) if n == k else noise(4 * k + n) for n in range(len(owners))]
            await asyncio.gather(
                *(one.upload("mine.png", file_of(own)) for one, own in zip(owners, pictures, strict=True))
            )
            for one, picture in zip(owners, pictures, strict=True):
                assert_has(one, picture)
            await asyncio.gather(*(one.change(slopes=f"1.1:0.{k + 1}") for one in visitors))
            for one, picture in zip(owners, pictures, strict=True):
                wanted = NetworkSettings(picture=YOUR_PICTURE, slopes=f"1.1:0.{k + 1}")
                assert one.network_settings() == wanted
                one.compare_faces(picture)
            await stranger.change(picture=YOUR_PICTURE)
            assert stranger.header()["hasOwn"] is False
            assert stranger.header()["shown"] == "Your picture As it is"
            stranger.compare_faces(samples()["Astronaut"].load_colours(512))

    meet(port, script, *[""] * 4)


def test_faces_that_are_not_those_of_the_picture_are_noticed(port):
    async def script(visitor):
        visitor.compare_faces()
        with pytest.raises(Trouble, match="said is"):
            visitor.compare_faces(noise(1))
        header = visitor.header()
        found = header["found"] | {"faces": [dict(header["found"]["faces"][0], left=0.0)]}
        visitor.header = lambda: header | {"found": found}
        with pytest.raises(Trouble, match="the faces are"):
            visitor.compare_faces()

    meet(port, script, "")
