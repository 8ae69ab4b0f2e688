"""What the page says when the server is full or has not all that it needs."""

import gc
import os
import shutil
import time

import pytest

from explorer.images import menu
from explorer.ui.pages.chapters import CHAPTER_PAGES
from explorer.ui.server import admission, cache, environment, installation, publish
from tests.ui.page import open_app, sent


@pytest.fixture(autouse=True)
def cleared():
    cache.serve_modules.clear()
    yield
    cache.serve_modules.clear()


@pytest.fixture
def places(monkeypatch):
    """Let a test choose how many visitors the server takes, with nobody there yet."""
    gc.collect()
    monkeypatch.setattr(admission, "_taken", type(admission._taken)())
    return lambda count: monkeypatch.setenv(environment.VISITORS, str(count))


def test_the_visitor_after_the_last_is_told_so_and_let_in_when_one_has_left(places):
    places(2)
    first, second = open_app(), open_app()
    third = open_app()
    assert third.info[0].value == "This server is full, with 2 here already. Try again in a minute."
    assert not third.get("link_button")
    assert not third.selectbox
    assert sent(first.run())["scope"]
    assert not second.info
    del first.session_state["seat"]  # as Streamlit forgets all that a session held when it ends
    gc.collect()
    third.button[0].click().run()
    assert not third.info
    assert sent(third)["scope"]


def test_a_visitor_whose_connection_is_lost_takes_no_place_and_is_not_refused(places, monkeypatch):
    """`tests/ui/test_crowd.py` does this over real connections."""
    places(1)
    first = open_app()
    monkeypatch.setattr(admission, "is_connected", lambda session: False)
    second = open_app()
    monkeypatch.setattr(admission, "is_connected", lambda session: True)
    assert not second.info
    assert not first.run().info
    assert open_app().info


def test_one_visitor_takes_one_place_however_often_the_page_runs(places):
    places(1)
    app = open_app()
    for _ in range(3):
        assert not app.run().info


@pytest.mark.parametrize(
    "name",
    [
        "photos/brick.png",
        "lessons/corner.md",
        "how_it_is_computed.md",
        "logo.svg",
        "learned_kernels.json",
        "networks/mtcnn.npz",
        "lessons/teacher.md",
    ],
)
def test_a_missing_file_is_named_and_the_page_ends(name, tmp_path, monkeypatch):
    assets = tmp_path / "assets"
    shutil.copytree(installation.ASSETS, assets)
    (assets / name).unlink()
    monkeypatch.setattr(installation, "ASSETS", assets)
    monkeypatch.setattr(installation, "LESSON_TEXTS", assets / "lessons")
    monkeypatch.setattr(menu, "PHOTOS", assets / "photos")
    app = open_app()
    assert f"Missing: assets/{name}. Install it again" in app.error[0].value
    assert not app.selectbox


def test_nothing_is_missing_here():
    assert all(file.is_file() for file in installation._needed(CHAPTER_PAGES))


def test_a_folder_that_cannot_be_written_to_costs_the_charts_only(tmp_path, monkeypatch):
    blocked = tmp_path / "served"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setattr(cache, "SERVED", blocked)
    app = open_app()
    assert "cannot write to its folder" in app.warning[0].value
    assert cache.serve_modules() == cache.UNCOPIED
    assert sent(app)["scope"]


def test_a_copy_that_is_there_is_used_though_nothing_can_be_written(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "SERVED", tmp_path)
    first = cache.serve_modules()

    def refuse(*_, **__):
        raise PermissionError

    cache.serve_modules.clear()
    monkeypatch.setattr(cache.Path, "touch", refuse)
    monkeypatch.setattr(cache.tempfile, "mkdtemp", refuse)
    assert cache.serve_modules() == first != cache.UNCOPIED


def test_the_copy_can_be_made_before_the_app_starts(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(cache, "SERVED", tmp_path)
    publish.main()
    made = capsys.readouterr().out.strip()
    assert made == str(tmp_path / cache.serve_modules().rpartition("/")[2])
    monkeypatch.setattr(cache, "SERVED", tmp_path / "no" / "folder")
    with pytest.raises(OSError, match="folder"):
        publish.main()


def test_what_was_left_of_a_copy_is_removed_after_a_day(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "SERVED", tmp_path)
    for name, age in (("tmp-old", 2 * cache.DAY), ("tmp-new", 60)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    address = cache.serve_modules()
    assert {folder.name for folder in tmp_path.iterdir()} == {"tmp-new", address.rpartition("/")[2]}


def test_a_disk_that_is_full_leaves_nothing_half_copied(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "SERVED", tmp_path)
    copied = []

    def copy(file, folder):
        copied.append(file)
        if len(copied) == 5:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache.shutil, "copy", copy)
    assert cache.serve_modules() == cache.UNCOPIED
    assert list(tmp_path.iterdir()) == []
