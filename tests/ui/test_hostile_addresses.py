"""Addresses that nobody should type: the page opens, and every setting is one that it can hold."""

from urllib.parse import quote

import pytest

from explorer.view.settings import DEFAULTS, DOMAINS
from tests.ui.test_app import open_app, sent, settings_of

NONSENSE = {
    "nothing": "",
    "not a number": "nan",
    "infinity": "inf",
    "minus infinity": "-inf",
    "more than a float": "1e999",
    "less than a float": "-1e999",
    "hardly more than zero": "1e-320",
    "huge": "9" * 30,
    "negative": "-1",
    "a fraction": "0.5",
    "digits of another script": "٣",
    "full-width digits": "１２",
    "a superscript": "²",
    "spaces": "  2 ",
    "underscores": "1_0",
    "hexadecimal": "0x10",
    "10 kB": "A" * 10_000,
    "10 kB of digits": "1" * 10_000,
    "markup": "<img src=x onerror=alert(1)>",
    "markdown": "[here](javascript:alert(1)) $x^2$ :material/home:",
    "a script": "</script><script>alert(1)</script>",
    "SQL": "' OR 1=1; DROP TABLE users --",
    "a path": "../../../../etc/passwd",
    "a zero byte": "2\0",
    "escaped twice": quote(quote("<b>")),
    "a list": "[1, 2]",
    "an object": '{"a": 1}',
    "true": "true",
    "None": "None",
}


def assert_opens(query):
    app = open_app(query)
    shown = settings_of(app)
    for name, domain in DOMAINS.items():
        assert getattr(shown, name) in domain, name
    assert sent(app)["scope"]["titles"]
    return shown


@pytest.mark.parametrize("nonsense", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_everywhere_at_once_opens_the_page(nonsense):
    assert_opens(dict.fromkeys(DEFAULTS, nonsense))


@pytest.mark.parametrize("name", DEFAULTS)
@pytest.mark.parametrize("nonsense", ["markup", "10 kB of digits", "more than a float"])
def test_nonsense_for_one_setting_leaves_the_others(name, nonsense):
    shown = assert_opens({name: NONSENSE[nonsense], "bias": "0.5"} if name != "bias" else {name: nonsense})
    assert name == "bias" or shown.bias == 0.5


@pytest.mark.parametrize("name", DEFAULTS)
def test_a_setting_named_twice_opens_the_page(name):
    assert_opens({name: ["1", "2"]})


@pytest.mark.parametrize("nonsense", NONSENSE.values(), ids=NONSENSE)
def test_parameters_that_are_no_settings_are_left_alone(nonsense):
    names = ("source", "code", "library", "why", "hide", "present", "take", "predict", nonsense or "x")
    assert_opens(dict.fromkeys(names, nonsense))
