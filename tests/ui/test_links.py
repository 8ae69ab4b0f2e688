"""Ways from one page to another."""

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
