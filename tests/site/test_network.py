"""The real network as a page of the site: what stands in it, and what it may load."""

import re
import zlib

import numpy as np
import pytest

from explorer.images import samples
from explorer.networks.stages import P_NET
from explorer.site import network
from explorer.site.pages import NAVIGATION
from tests.exports.pages import bytes_of, data_of, modules_of, parts_of

APP = "https://relu.example/"


@pytest.fixture(scope="module")
def html():
    return network.page().decode()


def test_it_is_light_and_equal_inputs_give_equal_bytes():
    one = network.page(app=APP, address="https://school.example/relu/")
    assert one == network.page(app=APP, address="https://school.example/relu/")
    assert len(one) < 1_600_000


def test_it_may_load_nothing(html):
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', html)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == rules["font-src"] == "data:"
    assert not re.search(r"https?:|\*|unsafe-eval|connect", policy)
    without = html.replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"https?:(?://|%2F)[^\s\"'<)]+", without) == []


def test_the_app_is_named_where_it_is_known(html):
    assert data_of(network.page(app=APP).decode())["app"] == APP.rstrip("/")
    assert data_of(html)["app"] == ""


def test_every_picture_of_the_gallery_is_in_it_or_drawn_by_it(html):
    data, parts = data_of(html), parts_of(html)
    assert set(parts) - {"weights"} | set(data["scenes"]) == set(samples())
    for name in data["photographs"]:
        assert bytes_of(parts[name]) == samples()[name].file.read_bytes()
    drawing = modules_of(html)["images/scenes.js"]
    assert all(f"export function {scene}(" in drawing for scene in data["scenes"].values())


def test_the_weights_are_those_of_the_first_stage(html):
    message = zlib.decompress(bytes_of(parts_of(html)["weights"]))
    weights = [*(part for layer in P_NET.layers for part in (layer.weights, layer.bias))]
    for values in weights:
        assert np.asarray(values, np.float32).tobytes() in message


def test_what_the_first_picture_needs_comes_before_the_font(html):
    early, _, _ = html.partition("@font-face")
    assert set(parts_of(early)) == {"weights", "Astronaut"}


def test_it_says_which_page_it_is(html):
    links = re.findall(r'<a href="([^"]+)"( aria-current=page)?>([^<]+)</a>', html)
    assert tuple((text, href) for href, _, text in links[: len(NAVIGATION)]) == NAVIGATION
    assert [href for href, current, _ in links if current] == ["network.html"]
