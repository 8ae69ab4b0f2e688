"""What the browser reports, without a browser: what is believed, what is answered, what the address says."""

from dataclasses import asdict, replace
from urllib.parse import parse_qsl

import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.view.experiments import EXPERIMENTS
from explorer.view.settings import (
    DEFAULT_KERNEL,
    DEFAULTS,
    KERNEL,
    PARAMETERS,
    WEIGHTS,
    YOUR_PICTURE,
    Settings,
    showing,
    weight_values,
)
from tests.ui.components import answer, change, command, compare, pick, report, send, set_weights
from tests.ui.page import open_app, png, run, sent, settings_of, upload

SMALL = {"size": "256"}
START = Settings(**showing("Soft blob", 256))


def test_the_first_answer_has_the_settings_of_the_address_and_has_seen_nothing():
    app = open_app(SMALL | {"w00": "2.5", "w22": "-0.1234567891", "negative_slope": "-0.5"})
    said = answer(app)
    wanted = replace(START, w00=2.5, w22=-0.12345679, negative_slope=-0.5)
    assert (said["settings"], said["seen"]) == (asdict(wanted), 0)
    names = ("settings", "seen", "session", "number", "opened", "run", "isWhole", "upload", "query", "notice")
    assert set(said) == set(names)
    assert said["notice"] == ""
    assert dict(parse_qsl(said["query"])) == dict(app.query_params)


def test_every_session_has_a_token_of_its_own():
    assert answer(open_app(SMALL))["session"] != answer(open_app(SMALL))["session"]


def test_answers_are_numbered_and_grow_whatever_made_python_answer():
    app = open_app(SMALL)
    numbers = [answer(app)["number"]]
    for act in (
        lambda: run(app),
        lambda: change(app, w11=3.0),
        lambda: send(app, {"w11": 4.0}, revision=1),
        lambda: pick(app, "Cat"),
        lambda: compare(app, "pin"),
        lambda: compare(app, "unpin"),
    ):
        act()
        numbers.append(answer(app)["number"])
    assert numbers == sorted(set(numbers))


def test_the_answer_counts_the_views_that_were_opened_and_not_the_changes_of_one():
    app = open_app(SMALL)
    change(app, bias=0.5)
    pick(app, "Cat")
    assert answer(app)["opened"] == 1
    command(app, "next")
    assert answer(app)["opened"] == 2


def test_a_report_is_the_view_and_the_answer_names_it():
    app = open_app(SMALL)
    send(app, {KERNEL: list(range(9)), "bias": 0.5}, revision=1_700_000_000_000)
    named = dict(zip(WEIGHTS, map(float, range(9)), strict=True))
    assert settings_of(app) == replace(START, bias=0.5, **named)
    assert answer(app)["seen"] == 1_700_000_000_000
    run(app)
    assert answer(app)["seen"] == 1_700_000_000_000


@pytest.mark.parametrize("name", list(DEFAULTS))
def test_every_setting_can_be_reported(name):
    other = {**asdict(EXPERIMENTS[-1].settings), "picture": "Cat", "size": 128, "stride": 3}
    other |= {"row": 3, "col": 4, "direction": "Column", "palette": "Signed grey", "activation": "GELU"}
    other |= {
        "stretch": "yes",
        "bias": 0.75,
        "padding": "reflect",
        **dict.fromkeys(WEIGHTS, 0.5),
        **dict.fromkeys(PARAMETERS, 0.5),
    }
    app = open_app({})
    change(app, **{name: other[name]})
    assert asdict(settings_of(app)) == {**DEFAULTS, name: other[name]} != DEFAULTS
    kept = {"row", "col"} if name in ("picture", "size") else set()  # another picture implies other ones
    assert set(app.query_params) == {name} | kept


HOSTILE = [
    float("nan"),
    float("inf"),
    -float("inf"),
    10**400,
    -(10**400),
    None,
    True,
    "0.5",
    "",
    [],
    [1.0],
    {},
]


def test_a_value_that_a_setting_cannot_have_changes_nothing_and_is_answered():
    """Several in one report: each is judged for itself, as the next test says."""
    app = open_app(SMALL | {"w00": "2.5", "bias": "0.25"})
    before = settings_of(app)
    names = (KERNEL, "w00", "bias", "stride", "row", "size", "picture", "activation", "palette")
    for value in (*HOSTILE, 1e308, -100.5):
        change(app, **dict.fromkeys(names, value))
        assert settings_of(app) == before, value


def test_a_value_that_is_refused_leaves_the_others_of_its_report():
    app = open_app(SMALL)
    change(app, bias=float("nan"), stride=2, w00=10**400, colour="red", __class__=1, picture="../secret")
    assert settings_of(app) == replace(START, stride=2)


def test_settings_that_are_no_record_change_nothing_and_are_answered():
    app = open_app(SMALL)
    for seen, settings in enumerate([None, 3, "bias", [], [["bias", 0.5]], True], start=1):
        send(app, settings)
        assert (settings_of(app), answer(app)["seen"]) == (START, seen)


def test_one_weight_that_is_refused_refuses_the_kernel():
    app = open_app(SMALL | {"w00": "2.5"})
    for weights in (
        [], [1.0] * 8, [1.0] * 10, [*[1.0] * 8, None], [*[1.0] * 8, "1"], [*[1.0] * 8, float("nan")],
        [*[1.0] * 8, float("inf")], [*[1.0] * 8, 100.5], [*[1.0] * 8, True], [*[1.0] * 8, [1.0]],
        [*[1.0] * 8, 10**400],
    ):  # fmt: skip
        change(app, **{KERNEL: weights})
        assert settings_of(app) == replace(START, w00=2.5), weights


def test_a_report_without_a_number_of_its_own_is_ignored():
    app = open_app(SMALL)
    for revision in (None, "7", 0, -1, 1.5, True, 2**53, 10**400, float("nan"), [1]):
        send(app, {"bias": 0.5}, revision=revision)
        assert (settings_of(app), answer(app)["seen"]) == (START, 0), revision


def test_an_older_report_the_same_one_and_one_of_another_session_are_ignored():
    app = open_app(SMALL)
    send(app, {"bias": 0.5}, revision=7)
    send(app, {"bias": 1.0}, revision=6)
    send(app, {"bias": 1.5}, revision=7)
    for session in ("another", "", None, 3, [answer(app)["session"]]):
        send(app, {"bias": 2.0}, revision=8, session=session)
    assert (settings_of(app).bias, answer(app)["seen"]) == (0.5, 7)


def test_what_is_no_report_changes_nothing():
    app = open_app(SMALL)
    for nonsense in (None, 3, "patch", [], {}, {"settings": {"bias": 0.5}}):
        report(app, "scope", {"patch": nonsense})
        assert (settings_of(app), answer(app)["seen"]) == (START, 0), nonsense


def test_an_upload_leaves_what_was_reported():
    app = open_app(SMALL)
    change(app, w11=9.0)
    upload(app, "mine.png", png(np.zeros((40, 60), np.uint8)))
    assert (settings_of(app).w11, settings_of(app).picture) == (9.0, YOUR_PICTURE)
    assert answer(app)["seen"] == 1


def test_an_experiment_replaces_what_was_reported_before_and_a_later_report_changes_it():
    app = open_app(SMALL)
    change(app, bias=2.0)
    command(app, "next")
    assert settings_of(app) == EXPERIMENTS[0].settings
    change(app, bias=2.0)
    assert settings_of(app).bias == 2.0


def test_a_report_of_several_settings_is_one_step_of_the_address(writes):
    app = open_app(SMALL | {"utm_source": "mail"})
    change(app, w11=3.0, bias=0.5, row=7, col=9, palette="Signed grey")
    assert writes == [
        SMALL
        | {"utm_source": "mail", "w11": "3", "bias": "0.5", "row": "7", "col": "9", "palette": "Signed grey"}
    ]
    change(app, w11=3.0)
    send(app, {"bias": float("nan")})
    assert len(writes) == 1


def test_a_picture_and_a_size_that_are_reported_are_one_step_of_the_address(writes):
    app = open_app({"picture": "Cat", "size": "128"})
    change(app, **showing("Rocket", 256), w11=2.0)  # as Undo does
    assert settings_of(app).picture == "Rocket"
    assert settings_of(app).size == 256
    assert sent(app)["shown"]["id"] == sent(app)["scope"]["picture"] == "Rocket 256"
    assert writes == [{"picture": "Rocket", "size": "256", "w11": "2"}]


def test_while_a_number_is_typed_the_address_waits_for_the_last_report(writes):
    app = open_app(SMALL)
    for bias in (1.0, 1.2, 1.25):
        send(app, {"bias": bias}, isTyping=True)
        assert settings_of(app).bias == bias
    assert writes == []
    send(app, {"bias": 1.25})
    assert writes == [SMALL | {"bias": "1.25"}]


@pytest.mark.parametrize("typing", [None, 1, "true", [True]])
def test_only_true_means_that_a_number_is_typed(writes, typing):
    send(open_app(SMALL), {"bias": 0.5}, isTyping=typing)
    assert writes == [SMALL | {"bias": "0.5"}]


def test_an_upload_ends_the_typing(writes):
    app = open_app(SMALL)
    send(app, {"bias": 0.5}, isTyping=True)
    upload(app, "mine.png", png(np.zeros((40, 60), np.uint8)))
    assert [step["bias"] for step in writes] == ["0.5"]


def test_the_address_names_no_setting_that_is_the_default():
    app = open_app(SMALL | {"w11": "3"})
    set_weights(app, weight_values(KERNELS[DEFAULT_KERNEL].weights).values())
    assert app.query_params == SMALL
    assert settings_of(app) == START


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_weight_keeps_its_eight_decimals_and_no_negative_zero(name):
    app = open_app(SMALL)
    change(app, **{name: -1e-9})
    value = getattr(settings_of(app), name)
    assert value == 0
    assert not np.signbit(value)
    assert (name in app.query_params) == (DEFAULTS[name] != 0)


def test_an_answer_says_whether_the_whole_page_was_drawn_with_it():
    app = open_app(SMALL)
    first = answer(app)
    assert first["isWhole"]
    change(app, bias=0.5)  # Streamlit's test runs the whole page for every change
    assert (answer(app)["run"], answer(app)["isWhole"]) == (first["run"] + 1, True)
