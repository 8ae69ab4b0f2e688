"""What the buttons under "Take it along" hand out."""

import csv
import io
import json
from dataclasses import asdict, replace

import cv2
import numpy as np

from explorer.core.layer import forward
from explorer.exports.images import png
from explorer.images import samples
from explorer.ui.features import downloads
from explorer.ui.features.current_view import View
from explorer.view.settings import Settings
from tests.exports.pages import data_of
from tests.ui.components import change, compare, pick
from tests.ui.page import open_app, upload

VIEW = Settings(picture="Cat", size=128, direction="Column", col=30, activation="Leaky ReLU")
IMAGE = samples()["Cat"].load(128)


def made(file, settings=VIEW):
    return file.make(View(settings, IMAGE, forward(IMAGE, **settings.layer())))


def test_the_buttons_are_there_only_when_the_part_is_open():
    labels = [file.label for file in (*downloads.MAPS, *downloads.NUMBERS, *downloads.SCRIPTS)]
    query = VIEW.to_query()
    assert not open_app(query).get("download_button")
    app = open_app(query | {"take": "true"})
    shown = [button.proto.label for button in app.get("download_button")]
    assert shown == ["The explorer (HTML)", *labels]
    assert len({file.name for file in (*downloads.MAPS, *downloads.NUMBERS)}) == len(shown) - 5


def test_the_table_follows_the_line_that_was_moved_since():
    app = open_app(VIEW.to_query() | {"take": "true"})
    change(app, col=41)
    file = downloads._made(downloads.NUMBERS[0].make, VIEW, IMAGE, app.session_state["view"])
    lines = list(csv.DictReader(io.StringIO(file.decode())))
    layer = forward(IMAGE, **VIEW.layer())
    assert {line["column"] for line in lines} == {"41"}
    found = np.array([line["rectified"] for line in lines], np.float32)
    np.testing.assert_array_equal(found, layer.activation_map[:, 41])


def test_the_raw_maps_share_one_scale():
    layer = forward(IMAGE, **VIEW.layer())
    for file, values in (
        (downloads.MAPS[1], layer.pre_activation),
        (downloads.MAPS[3], layer.activation_map),
    ):
        level = cv2.imdecode(np.frombuffer(made(file), np.uint8), cv2.IMREAD_UNCHANGED).astype(np.float64)
        found = (level - 32768) / 32767 * layer.shared_limit
        np.testing.assert_allclose(found, values, rtol=0, atol=0.51 / 32767 * layer.shared_limit)


def test_the_pictures_of_the_maps_follow_the_palette():
    pictures = [made(downloads.MAPS[0], replace(VIEW, palette=name)) for name in ("Diverging", "Signed grey")]
    assert pictures[0] != pictures[1]


def test_the_arrays_come_with_their_settings():
    with np.load(io.BytesIO(made(downloads.NUMBERS[2])), allow_pickle=False) as found:
        assert Settings(**json.loads(str(found["settings"]))) == VIEW
        assert asdict(VIEW) == json.loads(str(found["settings"]))
        np.testing.assert_array_equal(found["kernel"], VIEW.weights)


def test_every_script_is_of_this_layer():
    for file in downloads.SCRIPTS:
        code = made(file).decode()
        compile(code, file.name, "exec")
        assert code.startswith("# Sobel right, then Leaky ReLU")


def explorer_of(app):
    """Return what the page in one file holds."""
    now = app.session_state["view"]
    own = app.session_state["uploads"][now.upload] if now.upload else None
    file = downloads._explorer(now.settings, now, own)
    return data_of(file.make(View(now.settings, None, None)).decode())


def test_the_explorer_in_one_file_has_the_view_and_a_and_what_is_hidden():
    app = open_app(VIEW.to_query() | {"take": "true", "hide": "bias"})
    compare(app, "pin")
    change(app, stride=2)
    found = explorer_of(app)
    assert found["opens"] == replace(VIEW, stride=2).to_query() | {"hide": "bias"}
    assert found["pinned"] == VIEW.to_query()
    assert found["own"] is None


def test_a_picture_of_ones_own_goes_along_only_where_it_is_shown():
    app = open_app()
    upload(app, "own.png", png(np.zeros((300, 600))))
    compare(app, "pin")
    found = explorer_of(app)
    sides = {"rows": 256, "cols": 512, "height": 300, "width": 600}
    assert found["own"] == {**sides, "isDeep": False, "notes": []}
    assert found["pinned"]["picture"] == "Your picture"
    pick(app, "Cat")
    found = explorer_of(app)
    assert found["own"] is found["pinned"] is None
