"""The kernel's controls without a browser: what is reported, what is believed, and what is answered."""

import numpy as np
import pytest

from explorer.core.kernels import KERNELS
from explorer.view.settings import DEFAULT_KERNEL, DEFAULTS, WEIGHTS, Settings, weight_values
from tests.ui.components import kernel_answer, set_weight, set_weights
from tests.ui.page import open_app, run, sent, settings_of

SMALL = {"size": "256"}
START = list(weight_values(KERNELS[DEFAULT_KERNEL].weights).values())


def rows(app):
    return sent(app)["kernel"]["rows"]


def test_the_fields_show_the_weights_of_the_address():
    app = open_app(SMALL | {"w00": "2.5", "w22": "-0.1234567891"})
    assert kernel_answer(app)["value"] == [2.5, *START[1:8], -0.12345679]


def test_the_browser_learns_what_reset_goes_back_to_and_what_a_weight_may_be():
    found = rows(open_app(SMALL))
    assert found["start"] == START
    assert found["range"] == {"low": -100, "high": 100, "step": 0.25}


def test_a_reported_kernel_is_the_layer_s_and_the_answer_names_the_report():
    app = open_app(SMALL)
    set_weights(app, range(9), revision=1_700_000_000_000)
    assert settings_of(app).weights.ravel().tolist() == list(range(9))
    answer = kernel_answer(app)
    assert (answer["value"], answer["seen"]) == (list(range(9)), 1_700_000_000_000)
    assert {name: app.query_params[name] for name in WEIGHTS[3:]} == {
        name: str(k) for k, name in enumerate(WEIGHTS[3:], 3)
    }


def test_the_address_names_no_weight_that_is_the_default():
    app = open_app(SMALL | {"w11": "3"})
    set_weights(app, START)
    assert app.query_params == SMALL
    assert settings_of(app) == Settings(size=256)


@pytest.mark.parametrize(
    "weights",
    [
        None, 3, "nine", {}, [], [1.0] * 8, [1.0] * 10, [*[1.0] * 8, None], [*[1.0] * 8, "1"],
        [*[1.0] * 8, float("nan")], [*[1.0] * 8, float("inf")], [*[1.0] * 8, 100.5], [*[1.0] * 8, True],
        [*[1.0] * 8, [1.0]], [*[1.0] * 8, 10**400],
    ],
)  # fmt: skip
def test_what_is_no_kernel_changes_nothing_and_the_fields_get_the_old_one_back(weights):
    app = open_app(SMALL | {"w00": "2.5"})
    set_weights(app, START, value=weights)
    assert settings_of(app) == Settings(size=256, w00=2.5)
    assert kernel_answer(app)["seen"] == 1
    assert kernel_answer(app)["value"][0] == 2.5


@pytest.mark.parametrize("revision", [None, "7", 0, -1, 1.5, True, 2**53, 10**400])
def test_a_report_without_a_number_of_its_own_is_ignored(revision):
    app = open_app(SMALL)
    set_weights(app, range(9), revision=revision)
    assert settings_of(app) == Settings(size=256)
    assert kernel_answer(app)["seen"] == 0


def test_an_older_report_and_one_of_another_session_are_ignored():
    app = open_app(SMALL)
    set_weights(app, range(9), revision=7)
    set_weights(app, START, revision=6)
    set_weights(app, START, revision=8, session="another")
    assert settings_of(app).w22 == 8
    assert kernel_answer(app)["seen"] == 7


def test_a_change_of_another_control_leaves_the_kernel():
    app = open_app(SMALL)
    set_weight(app, "w11", 9.0)
    run(app.slider(key="bias").set_value(0.5))
    assert settings_of(app) == Settings(size=256, w11=9.0, bias=0.5)
    assert kernel_answer(app)["seen"] == 1


@pytest.mark.parametrize(
    ("hide", "parts"),
    [
        ("", ["menu", "weights", "sum", "problem", "changes"]),
        ("kernel", ["weights", "sum", "problem", "changes"]),
        ("weights,changes", ["menu"]),
    ],
)
def test_parts_of_it_can_be_hidden(hide, parts):
    assert rows(open_app(SMALL | {"hide": hide}))["parts"] == parts


def test_all_of_it_can_be_hidden():
    assert "kernel" not in sent(open_app(SMALL | {"hide": "kernel,weights,changes"}))


@pytest.mark.parametrize("name", WEIGHTS)
def test_a_weight_keeps_its_eight_decimals_and_no_negative_zero(name):
    app = open_app(SMALL)
    set_weight(app, name, -1e-9)
    value = getattr(settings_of(app), name)
    assert value == 0
    assert not np.signbit(value)
    assert (name in app.query_params) == (DEFAULTS[name] != 0)
