"""The page of the real network, without a browser: what it sends, what it answers, what its address says."""

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from explorer.images import samples
from explorer.networks.cascade import detect, pyramid
from explorer.networks.changes import CHANGES
from explorer.networks.slopes import PRESETS, read_slopes
from explorer.networks.stages import P_NET
from explorer.ui.state import address, network_session
from explorer.view.network import NetworkSettings, sentence
from explorer.view.settings import YOUR_PICTURE
from tests.images.hostile import saved
from tests.messages.reader import taken_apart
from tests.ui.components import component, report
from tests.ui.page import ENTRY, png, run

KEY, NAME = network_session.REPORT
SMALL = {"picture": "Step edge"}


def open_network(query=None):
    app = AppTest.from_file(ENTRY, default_timeout=30)
    app._page_hash = calc_hash("network")  # AppTest itself switches between files only
    for name, value in (query or {}).items():
        app.query_params[name] = value
    return run(app)


def message(app):
    """Return the header and the arrays of what the browser was sent last."""
    header, arrays, _ = taken_apart(component(app, KEY).bytes)
    return header, arrays


def send(app, settings, **other):
    """Report settings as the browser would; `other` replaces the parts of the report beside them."""
    said = message(app)[0]["answer"]
    sent = {"settings": settings, "revision": said["seen"] + 1, "session": said["session"], "isTyping": False}
    return report(app, KEY, {NAME: sent | other})


def shown(app):
    return NetworkSettings(**message(app)[0]["answer"]["settings"])


def test_the_page_opens_on_the_astronaut_with_the_face_found():
    app = open_network()
    header, _ = message(app)
    levels = samples()["Astronaut"].load_colours(512)
    found = detect(levels)
    assert shown(app) == NetworkSettings()
    assert header["found"]["sentence"] == sentence(found, levels.shape[:2])
    assert header["found"]["sentence"].startswith("The network marks 1 face. ")
    assert header["found"]["compared"] == ""
    assert [tuple(face.values()) for face in header["found"]["faces"]] == [tuple(map(float, found.faces[0]))]
    assert app.query_params == {}


def test_the_picture_is_sent_at_every_size_with_the_weights():
    header, arrays = message(open_network({"picture": "Cat", "change": "Negative"}))
    levels = CHANGES["Negative"].apply(samples()["Cat"].load_colours(512))
    for place, level in enumerate(pyramid(np.ascontiguousarray(levels))):
        np.testing.assert_array_equal(arrays[f"scale{place}"], level.levels.ravel())
        assert header["picture"]["scales"][place] == {
            "scale": level.scale, "rows": level.levels.shape[0], "cols": level.levels.shape[1],
        }  # fmt: skip
    for place, layer in enumerate((*P_NET.layers, P_NET.face), 1):
        name = "face" if place == 4 else f"conv{place}"
        np.testing.assert_array_equal(arrays[f"{name}.weight"], layer.weights.ravel())
        np.testing.assert_array_equal(arrays[f"{name}.bias"], layer.bias)


def test_a_picture_that_the_browser_has_is_not_sent_again():
    app = open_network(SMALL)
    name = message(app)[0]["picture"]["id"]
    send(app, {"slopes": "0"}, has=[name])
    header, arrays = message(app)
    assert (header["shown"], header["picture"], arrays) == (name, None, {})
    report(app, KEY, {"lacks": name})
    assert message(app)[0]["picture"]["id"] == name
    send(app, {"change": "Negative"}, has=[name])
    header, arrays = message(app)
    assert header["picture"]["id"] != name
    assert arrays


@pytest.mark.parametrize("preset", [row.name for row in PRESETS])
def test_what_is_reported_is_found_with_these_slopes_and_stands_in_the_address(preset):
    text = {row.name: row.text for row in PRESETS}[preset]
    app = open_network({"picture": "Cat"})
    send(app, {"slopes": text, "change": "Grey"})
    levels = np.ascontiguousarray(CHANGES["Grey"].apply(samples()["Cat"].load_colours(512)))
    found = detect(levels, read_slopes(text))
    header, _ = message(app)
    assert header["found"]["sentence"] == sentence(found, levels.shape[:2])
    assert len(header["found"]["faces"]) == len(found.faces)
    assert header["found"]["compared"].startswith("The picture as it is, with the learned slopes: ")
    assert dict(app.query_params) == {"picture": "Cat", "change": "Grey"} | ({"slopes": text} if text else {})


def test_one_change_is_one_step_of_the_address(writes):
    app = open_network({"picture": "Step edge", "utm_source": "mail"})
    send(app, {"slopes": "0"})
    send(app, {"scale": 2, "channel": "3.7"})
    assert writes == [
        {"utm_source": "mail", "picture": "Step edge", "slopes": "0"},
        {"utm_source": "mail", "picture": "Step edge", "slopes": "0", "scale": "2", "channel": "3.7"},
    ]


def test_what_is_being_typed_is_not_in_the_address_yet(writes):
    app = open_network(SMALL)
    send(app, {"slopes": "1.1:0.5"}, isTyping=True)
    assert writes == []
    assert shown(app).slopes == "1.1:0.5"
    send(app, {"slopes": "1.1:0.25"})
    assert writes == [SMALL | {"slopes": "1.1:0.25"}]


def test_a_report_that_makes_no_sense_changes_nothing_and_is_answered():
    app = open_network(SMALL)
    seen = message(app)[0]["answer"]["seen"]
    for settings in (
        {"slopes": "9"}, {"slopes": 0}, {"slopes": "4:0"}, {"scale": 99}, {"scale": "1"}, {"channel": "1.99"},
        {"picture": "Dog"}, {"picture": ["Cat"]}, {"change": None}, {"colour": "red"}, None, [], "slopes",
    ):  # fmt: skip
        send(app, settings)
        seen += 1
        assert shown(app) == NetworkSettings(**SMALL), settings
        assert message(app)[0]["answer"]["seen"] == seen, settings


def test_a_report_of_another_session_or_from_before_is_ignored():
    app = open_network(SMALL)
    for other in ({"revision": 0}, {"session": "another"}, {"revision": "1"}, {"revision": 2**60}):
        send(app, {"slopes": "0"}, **other)
        assert shown(app) == NetworkSettings(**SMALL), other


def test_nonsense_in_the_address_is_taken_out(writes):
    app = open_network({"picture": "Dog", "slopes": "steep", "scale": "huge", "mail": "1"})
    assert shown(app) == NetworkSettings()
    assert writes == [{"mail": "1"}]


def test_back_opens_what_the_address_says(monkeypatch, writes):
    app = open_network(SMALL)
    send(app, {"slopes": "0"})
    del app.query_params["slopes"], writes[:]
    with monkeypatch.context() as patch:
        patch.setattr(address, "is_history_navigation", lambda: True)
        run(app)
    assert shown(app) == NetworkSettings(**SMALL)
    assert writes == []


def test_back_to_a_step_with_the_explorer_s_parameters_shows_what_was_shown(monkeypatch):
    app = open_network(SMALL)
    send(app, {"slopes": "0"})
    app.query_params.clear()
    app.query_params["picture"], app.query_params["activation"] = "Cat", "PReLU"
    with monkeypatch.context() as patch:
        patch.setattr(address, "is_history_navigation", lambda: True)
        app.query_params["w11"] = "3"
        app._page_hash = calc_hash("network")
        app.session_state["network_view"].query = None  # as when the page is entered
        run(app)
    assert shown(app) == NetworkSettings(**SMALL, slopes="0")
    assert dict(app.query_params) == SMALL | {"slopes": "0"}


def test_the_view_is_kept_while_another_page_is_looked_at():
    app = open_network(SMALL)
    send(app, {"slopes": "0", "channel": "2.2"})
    app._page_hash = calc_hash("sources")
    run(app)
    app._page_hash = calc_hash("network")
    app.query_params.clear()
    run(app)
    assert shown(app) == NetworkSettings(**SMALL, slopes="0", channel="2.2")
    assert dict(app.query_params) == SMALL | {"slopes": "0", "channel": "2.2"}
    assert message(app)[0]["picture"]  # the browser may have forgotten it


def upload(app, name, data):
    report(app, KEY, {"asked": {"name": "upload", "value": "", "at": 1}})
    return run(app.file_uploader(key="upload").upload(name, data, "image/png"))


def test_a_picture_of_the_visitor_s_own_is_looked_at_in_colours():
    levels = np.random.default_rng(5).integers(0, 256, (60, 90, 3), np.uint8)
    app = upload(open_network(SMALL), "mine.png", png(levels[..., ::-1]))
    header, arrays = message(app)
    assert shown(app).picture == YOUR_PICTURE
    assert header["hasOwn"] is True
    np.testing.assert_array_equal(arrays["scale0"], pyramid(levels)[0].levels.ravel())
    assert header["found"]["sentence"] == sentence(detect(levels), (60, 90))


def test_a_frame_and_the_background_of_the_visitor_s_own_file_are_chosen():
    made = [Image.new("RGBA", (9, 7), (level, 0, 0, 51)) for level in (0, 255)]
    data = saved(made[0], "WebP", save_all=True, append_images=made[1:], lossless=True)
    app = upload(open_network(SMALL), "moving.webp", data)
    file = message(app)[0]["file"]
    assert (file["frame"], file["frames"], file["over"]) == (0, 2, "white")
    assert file["said"][0].startswith("It is transparent in places, and over white hardly anything")
    choice = {"upload": file["upload"], "frame": 1, "over": "black"}
    report(app, KEY, {"asked": {"name": "reread", "value": choice, "at": 2}})
    header, _ = message(app)
    assert (header["file"]["frame"], header["file"]["over"]) == (1, "black")
    assert header["shown"] == f"{YOUR_PICTURE} {header['file']['upload']} As it is"
    np.testing.assert_array_equal(uploads_of(app)[header["file"]["upload"]].picture.colours[0, 0], [51, 0, 0])
    report(app, KEY, {"asked": {"name": "reread", "value": "nonsense", "at": 3}})
    assert message(app)[0]["file"] == header["file"]


def uploads_of(app):
    return app.session_state["uploads"]


@pytest.mark.parametrize("shape", [(3, 3), (3, 400), (39, 39), (40, 40)])
def test_small_pictures_work_and_say_so(shape):
    app = upload(open_network(SMALL), "small.png", png(np.full((*shape, 3), 128, np.uint8)))
    header, _ = message(app)
    rows, cols = shape
    is_large_enough = min(shape) == 40
    begins = (
        "The network marks no face. 0 of 1 "
        if is_large_enough
        else f"This picture is {cols} × {rows}: too small."
    )
    assert header["found"]["sentence"].startswith(begins)
    assert len(header["picture"]["scales"]) == is_large_enough


def test_a_file_that_is_no_picture_is_refused_in_the_dialog():
    app = upload(open_network(SMALL), "broken.png", b"not a picture")
    assert app.error
    assert shown(app) == NetworkSettings(**SMALL)


def test_own_without_an_upload_is_the_astronaut():
    header, _ = message(open_network({"picture": YOUR_PICTURE}))
    assert header["hasOwn"] is False
    assert header["found"]["sentence"].startswith("The network marks 1 face. ")


def test_a_channel_of_the_first_layer_opens_in_the_explorer():
    app = open_network({"picture": "Cat"})
    report(app, KEY, {"asked": {"name": "open", "value": "1.4", "at": 1}})
    assert app.session_state["view"].settings.activation == "PReLU"
    assert app.session_state["view"].settings.picture == "Cat"


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "open", "value": "2.1", "at": 1},
        {"name": "open", "at": 1},
        {"name": "delete", "at": 1},
        {"at": "1"},
        "open",
    ],
)
def test_what_the_browser_may_not_ask_for_does_nothing(asked):
    app = open_network(SMALL)
    report(app, KEY, {"asked": asked})
    assert shown(app) == NetworkSettings(**SMALL)
