"""Sharing a view, and leaving controls out of it."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import cv2
import hypothesis
import numpy as np
import pytest
from hypothesis import given
from streamlit.testing.v1 import AppTest

from explorer.core.kernels import KERNELS
from explorer.exports import qr
from explorer.ui.features import share
from explorer.ui.server import site
from explorer.ui.server.assets import STATIC
from explorer.view.controls import CONTROLS
from explorer.view.settings import (
    DEFAULT_KERNEL,
    DEFAULTS,
    PARAMETERS,
    WEIGHTS,
    YOUR_PICTURE,
    Settings,
    parsed,
    showing,
    weight_values,
)
from tests.messages.reader import taken_apart
from tests.ui.components import command, set_weights
from tests.ui.page import facts_of, headline, open_app, png, run, sent, settings_of, upload
from tests.view.test_settings import any_settings

ADDRESS = "https://relu.example/"
SMALL = {"size": "256"}
START = showing("Soft blob", 256)
ALL = ",".join(CONTROLS)
VIEW = Settings(
    picture="Cat", size=128, bias=0.5, padding="zeros", stride=2, activation="PReLU", negative_slope=-0.5,
    row=62, col=32, direction="Column", palette="Signed grey", w00=3.0, w11=0.125,
)  # fmt: skip


def scanned(file: bytes) -> str:
    """Read a QR code as a telephone does."""
    return cv2.QRCodeDetectorAruco().detectAndDecode(cv2.imdecode(np.frombuffer(file, np.uint8), 0))[0]


def query_of(link: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(link).query).items()}


def settings_in(query: dict[str, str]) -> Settings:
    return Settings.from_query(query)


def shared(app: AppTest) -> str:
    """Return the link that the open dialog offers."""
    (proto,) = [e.proto for e in app.get("bidi_component") if e.proto.id.endswith("-copy")]
    return taken_apart(proto.bytes)[0]["link"]


def open_dialog(query: dict[str, str] | None = None, address: str = ADDRESS) -> AppTest:
    app = open_app(query)
    app.context = {"url": address}
    return command(app, "share")


@given(any_settings)
@hypothesis.settings(deadline=None)
def test_a_link_says_exactly_the_settings_it_was_made_from(view):
    assert settings_in(query_of(share.link(ADDRESS, view, ["bias"]))) == view


@pytest.mark.parametrize("text", ["nan", "inf", "1e999", "", "<script>", "9" * 5000, "None", "[]"])
@pytest.mark.parametrize("name", list(DEFAULTS))
def test_nonsense_is_parsed_as_nothing(name, text):
    assert parsed(name, text) is None


@pytest.mark.parametrize("view", [Settings(), VIEW, Settings(**dict.fromkeys(WEIGHTS, -12.345678))])
@pytest.mark.parametrize("hide", [(), tuple(CONTROLS)])
def test_the_qr_code_says_the_link_and_nothing_else(view, hide):
    link = share.link(ADDRESS, view, hide)
    assert scanned(qr.png(link)) == link


def test_the_qr_code_is_large_and_has_its_quiet_zone():
    for link in (ADDRESS, share.link(ADDRESS, VIEW, CONTROLS)):
        picture = cv2.imdecode(np.frombuffer(qr.png(link), np.uint8), 0)
        assert set(np.unique(picture)) == {0, 255}
        dark = np.argwhere(picture == 0)
        module = (np.diff(np.flatnonzero(np.diff(picture[dark[0, 0]].astype(int)))).tolist())[0] / 7
        assert module == int(module)
        assert (dark.min(0) == 4 * module).all()
        assert 520 <= len(picture) < 620


def test_a_link_too_long_for_a_qr_code_is_refused():
    with pytest.raises(ValueError, match="Data too large"):
        qr.png(ADDRESS + "a" * 3000)


def test_every_setting_belongs_to_one_control():
    assert sorted(s for row in CONTROLS.values() for s in row.settings) == sorted(DEFAULTS)
    assert all("," not in row.name and row.label for row in CONTROLS.values())


def test_the_dialog_offers_the_view_and_its_link_opens_it():
    app = open_dialog(VIEW.to_query())
    link = shared(app)
    assert link == share.link(ADDRESS, settings_of(app))
    assert settings_of(open_app(query_of(link))) == settings_of(app)
    assert not app.info


def test_the_dialog_says_that_an_upload_does_not_travel():
    app = upload(open_app(SMALL), "mine.png", png(np.full((30, 40), 99, np.uint8)))
    app.context = {"url": ADDRESS}
    command(app, "share")
    assert "does not travel" in app.info[0].value
    assert query_of(shared(app))["picture"] == YOUR_PICTURE


def test_the_dialog_says_when_nobody_else_can_open_the_link():
    app = open_dialog(SMALL, "http://localhost:8501/")
    assert "works on this computer only" in app.info[0].value


def test_only_an_app_that_knows_its_site_offers_a_link_without_a_server(monkeypatch):
    monkeypatch.setenv(site.VARIABLE, "")
    app = open_dialog(SMALL)
    assert shared(app).startswith(ADDRESS)
    assert not [control for control in app.button_group if control.key == "share_runs"]


def test_the_link_without_a_server_opens_the_same_view_of_the_site(monkeypatch):
    monkeypatch.setenv(site.VARIABLE, "https://school.example/relu")
    coded, write_code = [], qr.png
    monkeypatch.setattr(qr, "png", lambda link: (coded.append(link), write_code(link))[1])
    app = open_dialog(VIEW.to_query() | {"hide": "bias"}, "http://localhost:8501/")
    with_app = shared(app)
    assert with_app.startswith("http://localhost:8501/?")
    assert "works on this computer only" in app.info[0].value
    run(app.button_group(key="share_runs").select(share.WITHOUT_SERVER))
    without_server = shared(app)
    assert without_server.startswith("https://school.example/relu/#")
    assert urlsplit(without_server).fragment == urlsplit(with_app).query
    assert coded[-1] == without_server
    assert not app.info  # everybody can open it


def test_an_upload_does_not_travel_to_the_site_either(monkeypatch):
    monkeypatch.setenv(site.VARIABLE, "https://school.example/relu/index.html")
    app = upload(open_app(SMALL), "mine.png", png(np.full((30, 40), 99, np.uint8)))
    app.context = {"url": ADDRESS}
    command(app, "share")
    run(app.button_group(key="share_runs").select(share.WITHOUT_SERVER))
    assert "does not travel" in app.info[0].value
    assert shared(app).startswith("https://school.example/relu/index.html#picture=Your+picture")


NATIVE = {
    "Predict the line after the activation": "predict", "Show the code": "code", "Take it along": "take",
    "How it is computed, and what makes a corner": "why",
}  # fmt: skip
IN_BROWSER = set(CONTROLS) - set(NATIVE.values())
PARTS = re.compile(r'data-part="(\w+)"')


def shown(app: AppTest) -> set[str]:
    """Name the controls that are on the page; the browser leaves out those that it is told to hide."""
    found = {button.key for button in app.button} | {expander.label for expander in app.expander}
    hidden = set(sent(app)["scope"]["hidden"])
    return {NATIVE[key] for key in found & set(NATIVE)} | (IN_BROWSER - hidden)


def test_every_control_in_the_browser_has_a_part_there_that_can_be_hidden():
    html = {
        name: (STATIC / "components" / f"{name}.html").read_text()
        for name in ("pictures", "controls", "scope", "numbers")
    }
    parts = [part for text in html.values() for part in PARTS.findall(text)]
    assert {*parts, *PARAMETERS} == IN_BROWSER


@pytest.mark.parametrize("name", list(CONTROLS))
def test_a_control_is_hidden_alone_and_keeps_its_value(name):
    app = open_app(VIEW.to_query() | {"hide": f"nonsense,{name}"})
    everything = set(CONTROLS)
    assert shown(app) == everything - {name}
    assert settings_of(app) == VIEW
    assert facts_of(app)["headline"] == headline(VIEW)
    assert {n: t for n, t in app.query_params.items() if n != "hide"} == VIEW.to_query()
    assert app.query_params["hide"] == name
    run(app.button(key="show_all").click())
    assert shown(app) == everything
    assert settings_of(app) == VIEW
    assert app.query_params == VIEW.to_query()


def test_everything_can_be_hidden_and_comes_back_with_what_changed_meanwhile():
    app = open_app(VIEW.to_query() | {"hide": ALL})
    assert not shown(app)
    view = app.session_state["view"]
    view.settings = replace(view.settings, row=34, bias=0.25)
    run(app)
    changed = replace(VIEW, row=34, bias=0.25)
    assert {n: t for n, t in app.query_params.items() if n != "hide"} == changed.to_query()
    run(app.button(key="show_all").click())
    assert settings_of(app) == changed
    assert shown(app) == set(CONTROLS)


def test_a_preset_reaches_hidden_weights():
    app = open_app(SMALL | {"hide": "weights", "w00": "7"})
    set_weights(app, weight_values(KERNELS["Box blur"].weights).values())
    blur = Settings(**START, **weight_values(KERNELS["Box blur"].weights))
    assert settings_of(app) == blur
    assert {n: t for n, t in app.query_params.items() if n != "hide"} == blur.to_query()
    set_weights(app, weight_values(KERNELS[DEFAULT_KERNEL].weights).values())
    assert app.query_params == SMALL | {"hide": "weights"}


@pytest.mark.parametrize("hide", ["", "nonsense", ",,", "<script>"])
def test_an_unknown_name_hides_nothing_and_leaves_the_address(hide):
    app = open_app(SMALL | {"hide": hide})
    assert shown(app) == set(CONTROLS)
    assert app.query_params == SMALL
    assert "show_all" not in {button.key for button in app.button}


@pytest.mark.parametrize("name", list(DEFAULTS))
def test_nonsense_for_a_hidden_control_is_the_default(name):
    app = open_app(SMALL | {name: "inf", "hide": ALL})
    others = {other: text for other, text in SMALL.items() if other != name}
    assert settings_of(app) == Settings.from_query(others)
    assert app.query_params.get(name) is None


def test_what_is_marked_in_the_dialog_is_in_the_link_and_hidden_there():
    app = open_dialog(SMALL | {"hide": "why"})
    pills = app.button_group(key="hide_for_class")
    assert query_of(shared(app)) == SMALL | {"hide": "why"}
    run(pills.set_value(["why", "bias", "kernel"]))
    command(app, "share")
    link = shared(app)
    assert link.endswith("&hide=kernel,bias,why")
    assert not {"kernel", "bias", "why"} & shown(open_app(query_of(link)))
