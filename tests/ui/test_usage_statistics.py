"""Where Streamlit's usage statistics are on, the page says so as it takes a picture."""

from pathlib import Path

import pytest
import streamlit
from streamlit import config
from streamlit.testing.v1 import AppTest

TOLD = ("contextPageUrl:window.location.href", "contextLocale:", "contextUserAgent:")
"""The address with its settings, the language and the kind of browser, in the words of Streamlit's script."""


def _script():
    from explorer.ui.features import pictures

    pictures.own_picture_for(lambda: None)


def dialog(source):
    app = AppTest.from_function(_script, default_timeout=30)
    app.session_state["own_picture_open"] = True
    app.session_state["own_source"] = source
    app.run()
    assert not app.exception
    return " ".join(caption.value for caption in app.caption)


@pytest.mark.parametrize("source", ["Upload", "Camera"])
@pytest.mark.parametrize("on", [False, True])
def test_the_dialog_says_what_streamlit_is_told_where_it_is(monkeypatch, source, on):
    get = config.get_option
    told = {"browser.gatherUsageStats": on}
    monkeypatch.setattr(config, "get_option", lambda name: told.get(name, get(name)))
    monkeypatch.setattr(streamlit, "get_option", config.get_option)
    text = dialog(source)
    assert "It stays in this session and is stored nowhere." in text
    assert ("Your browser tells Streamlit" in text) is on


def test_streamlit_still_sends_what_we_say_it_does():
    scripts = Path(streamlit.__file__).parent.glob("static/static/js/index.*.js")
    code = "".join(script.read_text(encoding="utf-8") for script in scripts)
    assert all(part in code for part in TOLD)
