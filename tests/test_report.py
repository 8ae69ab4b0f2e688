"""The report as a file: what is in it, and that it is the same whenever it is made."""

import base64
import json
import re
import subprocess
import zlib
from dataclasses import replace

import numpy as np
import pytest

from explorer.core.activations import ACTIVATIONS
from explorer.core.layer import forward
from explorer.exports import report
from explorer.images import samples
from explorer.messages import scope as scope_message
from explorer.messages.binary import pack
from explorer.view.settings import PALETTES, Settings
from tests.messages.reader import taken_apart
from tests.test_javascript import node as node

PLOTLY = b"window.Plotly = {}"
VIEW = Settings(picture="Cat", size=128, activation="PReLU", negative_slope=0.33, stride=2, padding="valid")
IMAGE = samples()["Cat"].load(128)


def made(settings=VIEW, description="A cat."):
    return report.page(settings, IMAGE, description=description, plotly=PLOTLY).decode()


@pytest.fixture(scope="module")
def page():
    return made()


def part(page, name):
    text = re.search(f'<script type="text/plain" data-part="{name}">([^<]*)</script>', page)[1]
    return zlib.decompress(base64.b64decode(text))


def test_the_same_view_gives_the_same_bytes(page):
    assert made() == page
    assert made(replace(VIEW, row=3)) != page


def test_the_picture_and_the_sums_are_the_messages_that_the_page_gets(page):
    layer = forward(IMAGE, **VIEW.layer())
    assert part(page, "picture") == scope_message.picture(IMAGE, "A cat.")
    assert part(page, "sums") == scope_message.sums(layer)
    assert part(page, "plotly") == PLOTLY


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("direction", ["Row", "Column"])
def test_every_choice_makes_the_message_that_the_page_would_get(page, activation, direction):
    header, arrays, _ = taken_apart(part(page, "views"))
    _, lines, _ = taken_apart(part(page, "lines"))
    (found,) = (row["variants"] for row in header["activations"] if row["name"] == activation)
    slopes = [variant["slope"] for variant in found]
    assert len(found) == (22 if ACTIVATIONS[activation].takes else 1)
    for variant in found[::7]:
        for palette in PALETTES:
            view = replace(
                VIEW,
                activation=activation,
                negative_slope=variant["slope"],
                direction=direction,
                palette=palette,
            )
            layer = forward(IMAGE, **view.layer())
            wanted, tables, _ = taken_apart(scope_message.maps(view, IMAGE, layer))
            del wanted["arrays"]
            assert (
                variant["header"] | variant["directions"][direction] | variant["palettes"][palette] == wanted
            )
            for side in ("left", "right"):
                rise = arrays.get(f"{activation} {side} rise", 0)
                table = arrays[f"{activation} {side}"] + variant["slope"] * rise
                np.testing.assert_allclose(table, tables[side], rtol=1e-15, atol=0)
            np.testing.assert_array_equal(arrays[f"palette {palette}"], tables["palette"])
            assert lines[wanted["lines"]].tobytes() == scope_message.lines(view, layer)
    assert slopes == sorted(slopes)


def test_the_slope_of_the_view_is_one_of_those_to_choose(page):
    assert 'type="range" min="0" max="21" step="1" value="14"' in page
    assert '<option value="1" selected>PReLU</option>' in page


def test_words_from_outside_are_no_markup():
    page = made(description="</script><script>alert(1)</script>")
    assert "alert" not in page
    assert page.count("<script") == page.count("</script>") == 7


def test_nothing_in_it_points_outside(page):
    assert not re.search(r"(?:src|href)\s*=|https?://|url\(|@import", page)
    imports = json.loads(re.search(r'<script type="importmap">(.*?)</script>', page)[1])["imports"]
    for address in imports.values():
        code = base64.b64decode(address.removeprefix("data:text/javascript;base64,")).decode()
        code = re.sub(r"/\*.*?\*/|^\s*//.*?$", "", code, flags=re.DOTALL | re.MULTILINE)
        assert set(re.findall(r'\bfrom "([^"]+)"', code)) <= set(imports)
        assert "fetch(" not in code


def test_the_settings_are_told_in_words(page):
    for label, text in (
        ("Stride", "2"),
        ("Activation", "PReLU"),
        ("Negative slope", "0.33"),
        ("Line", "Row 250"),
    ):
        assert f"<dt>{label}</dt><dd>{text}</dd>" in page


NODE = """
import { pack, sloped } from "REPORT";
import { unpack } from "UNPACK";
const { header, arrays } = unpack(Uint8Array.from(Buffer.from("MESSAGE", "base64")));
delete header.arrays;
const again = unpack(pack(header, { ...arrays, left: sloped(arrays.left, arrays.right, 0.5) }));
const told = ([name, values]) => [name, values.constructor.name, [...values]];
const plain = Object.entries(again.arrays).map(told);
process.stdout.write(JSON.stringify([again.header, plain]));
"""


def test_the_browser_packs_what_it_unpacks(node):
    arrays = {"left": np.arange(3.0), "right": np.ones(3), "grey": np.arange(5, dtype=np.uint8)}
    message = base64.b64encode(pack({"title": "before − after", "limit": 0.1}, arrays)).decode()
    script = NODE.replace("MESSAGE", message)
    for name, path in (("REPORT", "report/report.js"), ("UNPACK", "scope/unpack.js")):
        script = script.replace(name, (report.STATIC / path).as_uri())
    done = subprocess.run(
        [node, "--input-type=module", "--eval", script], capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    header, found = json.loads(done.stdout)
    assert (header["title"], header["limit"]) == ("before − after", 0.1)
    assert found == [
        ["left", "Float64Array", [0.5, 1.5, 2.5]],
        ["right", "Float64Array", [1, 1, 1]],
        ["grey", "Uint8Array", [0, 1, 2, 3, 4]],
    ]
