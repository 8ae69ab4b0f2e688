"""Ways from one page to another."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from explorer.ui.state import network_session
from explorer.view.network import NetworkSettings


def _script():
    import streamlit as st

    from explorer.ui.features import links
    from explorer.view.network import NetworkSettings

    links.register([st.Page(lambda: None, url_path="network")])
    links.open_network(NetworkSettings(picture="Cat", slopes="2:-1"))


def test_the_real_network_opens_at_a_view_also_if_it_showed_another_one_before(monkeypatch):
    opened = []
    monkeypatch.setattr(st, "switch_page", lambda page, query_params: opened.append((page, query_params)))
    app = AppTest.from_function(_script)
    before = network_session.NetworkState(NetworkSettings(change="Negative"), is_open=True)
    app.session_state[network_session._KEY] = before
    app.run()
    assert not app.exception
    ((page, query),) = opened
    assert page.url_path == "network"
    assert (
        NetworkSettings.from_query(query) == before.settings == NetworkSettings(picture="Cat", slopes="2:-1")
    )


def _misspelt():
    import streamlit as st

    from explorer.ui.features import links

    links.open_meant([st.Page(lambda: None, url_path="take-the-rectifiers-away")])


@pytest.mark.parametrize(
    ("path", "is_meant"),
    [("/relu/Take-The-Rectifiers-Away).", True), ("/take%20the%20rectifiers%20away", True)]
    + [(path, False) for path in ("", "/", "/relu", "/pooling", "/take-the-rectifiers-away")],
)
def test_a_misspelt_page_is_opened_once_with_what_its_address_says(monkeypatch, path, is_meant):
    opened = []
    monkeypatch.setattr(st, "switch_page", lambda page, query_params: opened.append((page, query_params)))
    app = AppTest.from_function(_misspelt)
    app.context = {"url": f"http://localhost{path}"}
    app.query_params["utm_source"] = "mail"
    for _ in range(2):
        app.run()
    assert not app.exception
    wanted = [("take-the-rectifiers-away", {"utm_source": "mail"})] if is_meant else []
    assert [(page.url_path, query) for page, query in opened] == wanted
