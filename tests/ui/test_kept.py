"""What the browser gives back to a session that knows nothing of it."""

import io
from dataclasses import asdict

import numpy as np
import pytest
from PIL import Image
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from explorer.images import Reading
from explorer.view.settings import YOUR_PICTURE, Settings
from tests.ui.components import answer, compare, report
from tests.ui.page import open_app, png, run, sent, settings_of, upload

NOTICE, FILE = "anywhere_notice", "anywhere_file"
MINE = png(np.random.default_rng(3).integers(0, 256, (40, 60), np.uint8))
OTHER = png(np.random.default_rng(4).integers(0, 256, (30, 50), np.uint8))


def moving(frames):
    first, *others = [Image.fromarray(frame) for frame in frames]
    file = io.BytesIO()
    first.save(file, "PNG", save_all=True, append_images=others)
    return file.getvalue()


def holding(app):
    return sent(app)[NOTICE]["holding"]


def give_back(app, held, **changes):
    """Report what the session before held, as the browser does."""
    mine = {**held, "session": answer(app)["session"], **changes}
    return report(app, NOTICE, {"givenBack": mine})


def bring(app, name, data):
    return run(app.file_uploader(key=FILE).upload(name, data, "image/png"))


@pytest.fixture(scope="module")
def lost():
    """Return what a session holds that has two pictures, the first one in view A, and its address."""
    app = compare(upload(open_app({"size": "64"}), "mine.png", MINE), "pin")
    run(app.file_uploader(key=FILE).upload("other.png", OTHER, "image/png"))
    return holding(app), dict(app.query_params)


def test_the_browser_is_told_which_files_and_which_view_a_session_holds(lost):
    held, _ = lost
    ((first, frame, over),), ((second, *_),) = held["files"].values()
    assert (frame, over) == (Reading().frame, Reading().over)
    assert first < second == held["upload"]
    assert held["pinned"]["upload"] == first
    assert held["pinned"]["settings"]["picture"] == YOUR_PICTURE


def test_pictures_view_a_and_place_of_the_cursor_come_back(lost):
    held, query = lost
    app = open_app({**query, "row": "3", "col": "5"})
    assert "is not here" in sent(app)["scope"]["description"]
    give_back(app, held)
    for name in held["files"]:
        is_first = held["files"][name][0][0] == held["pinned"]["upload"]
        bring(app, name, MINE if is_first else OTHER)
    again = holding(app)
    assert sorted(again["files"].values()) == sorted(held["files"].values())
    assert (again["upload"], again["pinned"]) == (held["upload"], held["pinned"])
    assert sent(app)["scope"]["description"] == "Your picture, 50 × 30 pixels."
    assert (settings_of(app).row, settings_of(app).col) == (3, 5)
    assert sent(app)[NOTICE]["text"] == ""


def test_the_browser_may_still_name_a_file_of_the_session_that_is_lost(lost, monkeypatch):
    """Streamlit's page does so until the field has another file, and marks the file as deleted."""
    held, query = lost
    app = open_app(query)
    with monkeypatch.context() as gone:
        gone.setattr(LocalScriptRunner, "register_file", lambda *_: None)
        bring(app, next(iter(held["files"])), MINE)
    assert holding(app)["files"] == {}
    give_back(app, held)
    assert "is not here" in sent(app)["scope"]["description"]
    bring(app, max(held["files"], key=held["files"].get), OTHER)
    assert sent(app)["scope"]["description"] == "Your picture, 50 × 30 pixels."


def test_a_new_picture_and_a_new_view_a_are_not_replaced(lost):
    held, query = lost
    app = compare(upload(open_app(query), "new.png", OTHER), "pin")
    before = holding(app)
    after = holding(give_back(app, held))
    assert (after["upload"], after["pinned"]) == (before["upload"], before["pinned"])


@pytest.mark.parametrize(
    "changes",
    [
        {"session": "another"},
        {"upload": "7", "pinned": [], "files": "a"},
        {"upload": -1, "pinned": {"settings": "x"}, "files": {"a": [[2.5, 0, "white"], 7], "b": [[True]]}},
        {
            "upload": 2**60,
            "pinned": None,
            "files": {"a": [[7, "0", "white"], [7, 0, "<b>"], [0, 0, "white"], None], "b": None},
        },
        {"upload": True, "pinned": None, "files": [1]},
    ],
)
def test_what_is_no_such_report_changes_nothing(lost, changes):
    held, _ = lost
    app = give_back(open_app(), held, **changes)
    found = holding(app)
    assert (found["upload"], found["pinned"], found["files"]) == (0, None, {})
    bring(app, "a", MINE)  # a new file, whatever its name
    assert holding(app)["upload"] > 0


def test_view_a_may_only_have_values_that_a_view_may_have(lost):
    held, _ = lost
    settings = asdict(Settings()) | {"bias": 1e9, "kernel": "<b>", "stride": 2}
    app = give_back(open_app(), held, pinned={"settings": settings, "upload": "x"})
    assert holding(app)["pinned"] == {"settings": asdict(Settings(stride=2)), "upload": 0}


def test_each_picture_that_was_read_from_one_file_comes_back(lost):
    held, query = lost
    film = moving([np.full((30, 40), level, np.uint8) for level in (10, 200)])
    files = {"film": [[5, 0, "white"], [6, 1, "white"], [7, 10**9, "white"]]}
    app = bring(give_back(open_app(query), held, upload=6, files=files, pinned=None), "film", film)
    assert [number for number, *_ in next(iter(holding(app)["files"].values()))] == [5, 6, 7]
    frames = [one.picture.reading.frame for one in app.session_state["uploads"].values()]
    assert frames == [0, 1, 1]
    assert app.session_state["uploads"][6].picture.image.mean() == pytest.approx(200 / 255)
