"""What whoever runs the app may set: defaults, limits, and one sentence for what means nothing."""

import re
import sys
import tomllib

import numpy as np
import pytest
import streamlit

from explorer.images import MAX_BYTES
from explorer.ui.server import admission, environment, metrics, operations, process
from explorer.ui.server.environment import LOG, MEGA, MEMORY, UPLOAD, VISITORS, WrongSetting, limits, log_form
from explorer.ui.server.site import VARIABLE as SITE
from tests.ui.page import ROOT, open_app, png, sent, upload

ROW = re.compile(r"^\| `([A-Z_]+)` \| `?([^|]+?) \| [^|]+ \|$", re.MULTILINE)
SIZE = "server.maxUploadSize"


@pytest.fixture(autouse=True)
def no_container(monkeypatch):
    monkeypatch.setattr(environment, "container_memory", lambda: 0)


def test_nothing_need_be_set(monkeypatch):
    assert limits() == (150, 0)
    for name in (VISITORS, MEMORY):
        monkeypatch.setenv(name, "  ")
    assert limits() == (150, 0)


def test_what_is_set_counts(monkeypatch):
    monkeypatch.setenv(VISITORS, "30")
    monkeypatch.setenv(MEMORY, " 600 ")
    assert limits() == (30, 600)


@pytest.mark.parametrize("name", [VISITORS, MEMORY])
@pytest.mark.parametrize(
    "value", ["0", "-1", "many", "1.5", "1e3", "９９９", "9" * 30, "30 MB", "299999999999999"]
)
def test_a_number_that_is_none_is_named_with_its_cure(name, value, monkeypatch):
    monkeypatch.setenv(name, value)
    with pytest.raises(WrongSetting) as found:
        limits()
    sentence = str(found.value)
    assert sentence.startswith(f'{name} is "{value}": set it to a whole number from ')
    assert sentence.endswith(".")
    with pytest.raises(SystemExit, match=name):
        operations.check()
    assert open_app_with_problem() == f"Whoever runs this server has to change a setting. {sentence}"


def open_app_with_problem():
    app = open_app()
    assert not app.get("bidi_component")
    return app.error[0].value


def test_a_form_of_the_log_that_is_none_is_named_with_its_cure(monkeypatch):
    monkeypatch.setenv(LOG, "xml")
    with pytest.raises(
        WrongSetting, match='RELU_EXPLORER_LOG is "xml": set it to json or text, or leave it out'
    ):
        log_form()
    assert "json or text" in open_app_with_problem()


@pytest.mark.parametrize(
    "nonsense", ["school.example", "javascript://a/%0aalert(1)", "ftp://nas/relu", "https://["]
)
def test_an_address_of_the_site_that_is_none_is_named_with_its_cure(nonsense, monkeypatch):
    monkeypatch.setenv(SITE, nonsense)
    with pytest.raises(SystemExit) as found:
        operations.check()
    said = (
        f'{SITE} is "{nonsense}": set it to an address that begins with https:// or http://, or leave it out.'
    )
    assert str(found.value) == said
    assert open_app_with_problem().endswith(said)


@pytest.mark.parametrize("megabytes", [0, -5])
def test_a_limit_that_no_file_could_keep_is_named_with_its_cure(megabytes, monkeypatch):
    monkeypatch.setattr(environment.st, "get_option", {SIZE: megabytes}.get)
    with pytest.raises(SystemExit, match=f"{UPLOAD} is {megabytes}: set it to 1 or more, or leave it out"):
        operations.check()


def test_a_wait_of_less_than_nothing_is_named_with_its_cure(monkeypatch):
    options = {SIZE: 20, "server.disconnectedSessionTTL": -1}
    monkeypatch.setattr(environment.st, "get_option", options.get)
    with pytest.raises(SystemExit, match=f"{environment.WAIT} is -1: set it to 0 or more, or leave it out"):
        operations.check()


def test_lines_are_json_where_no_terminal_shows_them(monkeypatch):
    monkeypatch.delenv(LOG)
    assert log_form() == "json"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert log_form() == "text"
    monkeypatch.setenv(LOG, "json")
    assert log_form() == "json"


@pytest.mark.parametrize(
    ("files", "megabytes"),
    [
        ({}, 0),
        ({"memory.max": "max\n"}, 0),
        ({"memory.max": f"{690 * MEGA}\n"}, 690),
        ({"memory.max": "max\n", "app/memory.max": f"{512 * MEGA}", "app/one/memory.max": "max"}, 512),
        ({"memory/memory.limit_in_bytes": "9223372036854771712"}, 0),
        ({f"memory/{place}memory.limit_in_bytes": f"{limit * MEGA}"
          for place, limit in (("", 900), ("pod/", 800))}, 800),
    ],
)  # fmt: skip
def test_the_limit_of_a_container_is_found(files, megabytes, tmp_path, monkeypatch):
    monkeypatch.undo()  # the fixture
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "groups").write_text("4:cpu,memory:/pod\n0::/app/one\n")
    monkeypatch.setattr(environment, "_GROUPS", tmp_path)
    monkeypatch.setattr(environment, "_GROUP", tmp_path / "groups")
    environment.container_memory.cache_clear()
    try:
        assert environment.container_memory() == megabytes
        assert limits().memory == int(0.85 * megabytes)
    finally:
        environment.container_memory.cache_clear()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not say how much memory is held")
def test_short_memory_refuses_new_visitors_and_files_and_nobody_who_is_in(monkeypatch):
    monkeypatch.setenv(MEMORY, "300")
    monkeypatch.setattr(process, "memory", lambda: 299 * MEGA)
    first = open_app()
    assert not admission.is_memory_short()
    monkeypatch.setattr(process, "memory", lambda: 301 * MEGA)
    second = open_app()
    assert "little memory left and lets nobody in" in second.info[0].value
    upload(first, "mine.png", png(np.zeros((9, 9), np.uint8)))
    assert "takes no picture just now. Try again in a minute." in first.error[0].value
    assert sent(first)["scope"]
    monkeypatch.setattr(process, "memory", lambda: 299 * MEGA)
    second.button[0].click().run()
    assert sent(second)["scope"]


def test_who_is_refused_is_shown_the_way_to_the_site_if_there_is_one(monkeypatch):
    monkeypatch.setenv(SITE, "https://school.example/relu")
    monkeypatch.setattr(admission, "count", lambda: 150)
    app = open_app({"picture": "Brick wall", "w11": "3"})
    assert app.info[0].value == "This server is full, with 150 here already. Try again in a minute."
    (link,) = app.get("link_button")
    assert link.proto.url == "https://school.example/relu/#picture=Brick+wall&w11=3"


def test_the_table_of_variables_is_what_the_code_reads_with_its_defaults():
    table = dict(ROW.findall((ROOT / "docs" / "OPERATIONS.md").read_text(encoding="utf-8")))
    texts = [
        path.read_text()
        for path in [*(ROOT / "explorer").rglob("*.py"), *(ROOT / "deploy").rglob("*")]
        if path.is_file()
    ]
    read = {name for text in texts for name in re.findall(r"\bRELU_EXPLORER_[A-Z]+\b", text)}
    assert {name for name in table if name.startswith("RELU_")} == read == {VISITORS, MEMORY, LOG, SITE}
    assert table[VISITORS] == str(limits().visitors)
    assert table[MEMORY] == f"{environment.SHARE:.0%} of the container's".replace("%", " %")
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["server"]
    assert table["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"] == str(config["maxUploadSize"])
    assert table["STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL"] == str(config["disconnectedSessionTTL"])
    known = {option.env_var for option in streamlit.config.get_config_options().values()}
    assert {name for name in table if name.startswith("STREAMLIT_")} <= known


def test_the_size_of_files_follows_its_setting(monkeypatch):
    """`static/images/headers.js` has its own test, and what the browser is told stands here."""
    monkeypatch.setattr(
        streamlit, "get_option", lambda name: 1 if name == SIZE else streamlit.config.get_option(name)
    )
    app = open_app()
    assert sent(app)["anywhere_notice"]["maxBytes"] == 1_000_000
    picture = png(np.zeros((9, 9), np.uint8))
    assert not upload(app, "small.png", picture + bytes(1_000_000 - len(picture))).error
    before = metrics.REFUSALS.counts()["too_large"]
    upload(app, "large.png", picture + bytes(1_000_001 - len(picture)))
    assert app.error[0].value.startswith("This file has 2 MB and the limit is 1 MB: ")
    assert metrics.REFUSALS.counts()["too_large"] == before + 1


def test_a_server_takes_what_the_site_takes_unless_it_is_set_up_otherwise():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())["server"]
    assert config["maxUploadSize"] * 1_000_000 == MAX_BYTES
