import json

from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.paint import PALETTES
from explorer.messages import catalog
from explorer.view.settings import DEFAULTS
from tests.parity.node import ask, constant


def test_the_committed_module_is_what_python_would_write():
    assert catalog.PATH.read_text(encoding="utf-8") == catalog.written(), (
        f"out of date: run {catalog.COMMAND}"
    )


def test_javascript_reads_what_python_meant():
    (found,) = ask([constant("core/catalog", "*")])
    assert found == json.loads(json.dumps(catalog.entries()))


def test_every_row_and_every_setting_is_there():
    (found,) = ask([constant("core/catalog", "*")])
    assert [row["name"] for row in found["KERNELS"]] == list(KERNELS)
    assert [row["name"] for row in found["PADDINGS"]] == list(PADDINGS)
    assert [row["name"] for row in found["PALETTE_ROWS"]] == list(PALETTES)
    assert {name: row["default"] for name, row in found["SETTINGS"].items()} == dict(DEFAULTS)


def test_only_the_picture_is_called_stretched():
    entries = {name: value for name, value in catalog.entries().items() if name != "DESCRIPTIONS"}
    sentences = [text for text in _texts(entries) if " " in text and len(text) < 1000]
    assert len(sentences) > 200
    assert not [text for text in sentences if "stretch" in text.lower()]


def _texts(value):
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []
