"""What several tests of the page without a browser need."""

import pytest
import streamlit

from benchmarks.servers import serve


@pytest.fixture(scope="session")
def server():
    """Start one server for all visitors of these tests; each has a session of their own."""
    with serve() as server:
        yield server


@pytest.fixture(scope="session")
def port(server):
    return server.port


@pytest.fixture
def writes(monkeypatch):
    """Collect what is written to the address, one entry an update."""
    found = []
    original = type(streamlit.query_params).from_dict

    def from_dict(self, values):
        found.append(dict(values))
        original(self, values)

    monkeypatch.setattr(type(streamlit.query_params), "from_dict", from_dict)
    return found
