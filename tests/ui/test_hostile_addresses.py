"""Addresses that nobody should type: the page opens, and every setting is one that it can hold."""

from dataclasses import replace
from itertools import cycle, product
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from explorer.lessons.chapters import CHAPTERS
from explorer.view import options
from explorer.view.network import DEFAULTS as NETWORK_DEFAULTS
from explorer.view.network import NetworkSettings
from explorer.view.settings import DEFAULTS, DOMAINS, Settings
from tests.ui.page import ENTRY, facts_of, open_app, run, settings_of

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
    assert facts_of(app)["headline"]
    return shown


def test_nonsense_for_one_setting_leaves_the_others():
    for (what, nonsense), name in product(NONSENSE.items(), DEFAULTS):
        other = "stride" if name == "bias" else "bias"
        read = Settings.from_query({name: nonsense, other: "2"})
        assert getattr(read, other) == 2, (what, name)
        assert getattr(read, name) in DOMAINS[name], (what, name)
        assert replace(read, **{other: DEFAULTS[other], name: DEFAULTS[name]}) == Settings(), (what, name)


def test_what_is_no_value_gives_the_default():
    nonsense = ["nan", "inf", "-inf", "1e999", "", "<script>", "9999999999", "2²", "1 2", "1_0", "0x1"]
    for text, name in product(nonsense, DEFAULTS):
        assert Settings.from_query({name: text}) == Settings(), (name, text)


@pytest.mark.parametrize("what", ["nothing", "more than a float", "huge", "10 kB", "a script", "a zero byte"])
def test_nonsense_everywhere_at_once_opens_the_page(what):
    assert_opens(dict.fromkeys(DEFAULTS, NONSENSE[what]))


def test_settings_named_twice_open_the_page():
    assert_opens({name: ["1", "2"] for name in DEFAULTS})


@pytest.mark.parametrize("what", ["nothing", "10 kB", "a script", "true", "a list"])
def test_parameters_that_are_no_settings_are_left_alone(what):
    names = (*options.DEFAULTS, "hide", NONSENSE[what] or "x")
    assert assert_opens(dict.fromkeys(names, NONSENSE[what])) == Settings()


def test_nonsense_for_the_options_of_the_page_gives_their_defaults():
    for (what, nonsense), name in product(NONSENSE.items(), options.DEFAULTS):
        if nonsense not in options.TEXTS[name]:
            assert options.Options.from_query({name: nonsense}) == options.Options(), (what, name)


@pytest.mark.parametrize("page", ["bank", "network", "experiments", "teacher", "sources", *CHAPTERS])
def test_nonsense_opens_every_other_page(page):
    names = (*DEFAULTS, *NETWORK_DEFAULTS, "hide", *NONSENSE.values())
    app = AppTest.from_file(ENTRY, default_timeout=30)
    app._page_hash = calc_hash(page)  # AppTest itself switches between files only
    for name, nonsense in zip(filter(None, names), cycle(NONSENSE.values()), strict=False):
        app.query_params[name] = nonsense
    run(app)
    assert app.session_state["view"].page == page
    if page == "network":
        assert app.session_state["network_view"].settings == NetworkSettings()
        assert app.session_state["network_view"].notice.startswith("Not understood in the link: ")


def test_nonsense_for_one_setting_of_the_network_leaves_the_others():
    for (what, nonsense), name in product(NONSENSE.items(), NETWORK_DEFAULTS):
        other = "change" if name == "picture" else "picture"
        text = {"change": "Negative", "picture": "Cat"}[other]
        read = NetworkSettings.from_query({name: nonsense, other: text})
        assert getattr(read, other) == text, (what, name)
        assert NetworkSettings.from_query(read.to_query()) == read, (what, name)
