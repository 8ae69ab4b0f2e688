import re
import zlib

import numpy as np
import pytest

from explorer.exports import standalone
from explorer.exports.standalone import OwnPicture, page
from explorer.images import samples
from explorer.view.experiments import EXPERIMENTS
from explorer.view.options import Options
from explorer.view.settings import YOUR_PICTURE, Settings
from tests.exports.pages import PART, bytes_of, data_of, modules_of, parts_of

WORST = np.random.default_rng(0).integers(0, 256, (512, 512)).astype(np.float32) / np.float32(255)
"""Noise: no picture is harder to pack."""


@pytest.fixture(scope="module")
def plain():
    return page().decode()


def test_it_is_small_whatever_the_picture():
    assert len(page(Settings(picture=YOUR_PICTURE), OwnPicture(WORST, 512, 512))) < 4_000_000
    deep = np.random.default_rng(0).random((512, 512)).astype(np.float32)
    assert len(page(Settings(picture=YOUR_PICTURE), OwnPicture(deep, 512, 512, is_deep=True))) < 5_000_000


def test_equal_arguments_give_equal_bytes(plain):
    assert page().decode() == plain
    assert page(Settings()).decode() != plain
    assert page(app="https://relu.example").decode() != plain


def test_it_names_no_other_host_and_forbids_them_all(plain):
    text = re.sub(r"base64,[\w+/=]*", "", PART.sub("", plain))
    hosts = set(re.findall(r"(?:https?:)?//[\w-]+\.[\w.-]+", text))
    assert {host.split("//")[1] for host in hosts} == {
        "www.w3.org"
    }  # the name of a language, at which nothing is loaded
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', plain)[1]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert not {source for rule in rules.values() for source in rule.split()} - {
        "'none'", "'self'", "'unsafe-inline'", "data:", "blob:", "mediastream:"
    }  # fmt: skip


def test_every_module_is_there_with_those_that_it_imports(plain):
    modules = modules_of(plain)
    for name, code in modules.items():
        imported = re.findall(r'^(?:import|\} from).*?"([^"]+)"', code, re.MULTILINE)
        assert set(imported) <= set(modules), name
    assert {"standalone/standalone.js", "core/layer.js", "core/catalog.js"} <= set(modules)
    assert not any(name.startswith("components/") for name in modules)


def test_a_module_loses_its_comments_and_nothing_else(plain):
    whole = (standalone.STATIC / "core" / "settings.js").read_text(encoding="utf-8")
    kept = modules_of(plain)["core/settings.js"]
    bare = lambda code: re.sub(r"\s+", "", re.sub(r"/\*.*?\*/|^\s*//.*?$", "", code, flags=re.M | re.S))  # noqa: E731
    assert len(kept) < len(whole)
    assert bare(kept).replace('"core/', '"./') == bare(whole)


def test_it_opens_on_the_view_that_it_is_given(plain):
    view = EXPERIMENTS[3].settings
    opens = data_of(page(view, options=Options(code=True), hidden=["bias"]).decode())["opens"]
    assert opens == view.to_query() | {"code": "true", "hide": "bias"}
    assert data_of(plain)["opens"] is data_of(plain)["pinned"] is None
    assert data_of(page(pinned=view).decode())["pinned"] == view.to_query()


def test_it_holds_every_picture_and_every_experiment(plain):
    data, parts = data_of(plain), parts_of(plain)
    assert set(data["pictures"]) == set(samples())
    packed = {name.rsplit(" ", 1)[0] for name in parts} - {"plotly"}
    assert packed | set(data["scenes"]) == set(samples())
    assert not packed & set(data["scenes"])
    assert [Settings.from_query(row["query"]) for row in data["experiments"]] == [
        row.settings for row in EXPERIMENTS
    ]


def test_plotly_is_packed_without_the_function_around_it(plain):
    whole = standalone.PLOTLY.read_text(encoding="utf-8")
    code = zlib.decompress(bytes_of(parts_of(plain)["plotly"])).decode()
    licence, strict, body = code.partition('"use strict";var Plotly=')
    assert licence.startswith("/**\n* plotly.js v")
    assert licence.endswith("*/\n")
    assert body.endswith("window.Plotly = Plotly;\n")
    assert whole.startswith(licence)
    assert strict + body in whole
    assert len(whole) - len(code) < 400
    assert standalone._unwrapped(code) == code


def test_the_small_sizes_of_a_picture_take_little_room(plain):
    """The exact half of a picture of whole levels takes none: of nothing but zeros zlib makes 100 bytes."""
    parts = parts_of(plain)
    assert len(parts["Photographer 256"]) < 200
    large = sum(len(text) for name, text in parts.items() if name.endswith(" 512"))
    small = sum(len(text) for name, text in parts.items() if name.endswith((" 64", " 128", " 256")))
    assert 0 < small < large / 10


def test_what_the_first_picture_needs_comes_before_the_font():
    def first(**values):
        early, _, _ = page(Settings(**values)).decode().partition("@font-face")
        return set(parts_of(early))

    assert first(picture="Cat", size=128) == {"Cat 512", "Cat 128"}
    assert first(picture="Cat", size=512) == {"Cat 512"}
    assert first(picture="Step edge") == set()


def test_what_is_written_into_it_cannot_end_an_element():
    hostile = "</script><script>alert(1)</script>"
    found = page(app=hostile, navigation=[(hostile, '"><b>')]).decode()
    assert "alert(1)</script>" not in found
    assert data_of(found)["app"] == hostile
    assert '"><b>' not in found


def test_no_text_of_a_module_goes_over_two_lines(plain):
    """Its second line would lose the spaces that it begins with."""
    lines = [line for code in modules_of(plain).values() for line in code.splitlines()]
    assert len(lines) > 1000
    assert [line for line in lines if line.count("`") % 2] == []
