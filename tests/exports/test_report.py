"""The report as a file: what is in it, and that it is the same whenever it is made."""

import base64
import json
import re
import zlib
from dataclasses import asdict, replace

import numpy as np
import pytest

from benchmarks.rounding import rounding
from explorer.core.layer import forward
from explorer.exports import report
from explorer.images import samples
from explorer.messages import scope as scope_message
from explorer.view.settings import Settings
from tests.messages.reader import taken_apart
from tests.parity.node import ask, call

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


def test_it_holds_the_picture_the_settings_and_the_page_s_own_controls(page):
    assert part(page, "picture") == scope_message.picture(IMAGE, name=report.PICTURE)
    assert part(page, "plotly") == PLOTLY
    told, _, _ = taken_apart(part(page, "view"))
    assert told["settings"] == asdict(VIEW)
    for name in ("controls", "scope"):
        assert (report.STATIC / "components" / f"{name}.html").read_text(encoding="utf-8") in page


def test_the_browser_computes_the_maps_from_what_is_in_it(page):
    messages = [np.frombuffer(part(page, name), np.uint8) for name in ("picture", "view")]
    picture, told = ask(call("page/unpack", "unpack", message) for message in messages)
    image = picture["arrays"]["image"].reshape(picture["header"]["rows"], picture["header"]["cols"])
    np.testing.assert_array_equal(image, IMAGE)
    (found,) = ask([call("../tests/parity/computed", "computed", image, told["header"]["settings"])])
    layer = forward(IMAGE, **VIEW.layer())
    np.testing.assert_allclose(found["activationMap"], layer.activation_map, rtol=0, atol=rounding(VIEW))
    assert VIEW.row > IMAGE.shape[0]  # the settings are of a larger picture, and a line of this one is shown
    np.testing.assert_array_equal(
        found["line"], [layer.centre(k) for k in range(layer.activation_map.shape[1])]
    )


def test_words_from_outside_are_no_markup():
    page = made(description="</script><script>alert(1)</script>")
    assert "<script>alert" not in page
    assert page.count("<script") == page.count("</script>") == 5


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
        ("Line", f"Row {VIEW.row}"),
    ):
        assert f"<dt>{label}</dt><dd>{text}</dd>" in page
