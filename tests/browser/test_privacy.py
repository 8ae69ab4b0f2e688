"""What a visitor made to take along goes with their session."""

import time
from urllib.error import HTTPError
from urllib.request import urlopen

from benchmarks.servers import serve
from tests.browser.explorer_page import ExplorerPage

AT_MOST = 25  # seconds


def is_served(address: str) -> bool:
    try:
        urlopen(address).close()
    except HTTPError as problem:
        if problem.code != 404:
            raise
        return False
    return True


def test_a_file_to_take_along_is_gone_when_its_session_is_over(browser, monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL", "5")
    with serve() as server:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{server.address}?size=256&take=true")
        ExplorerPage(page).wait_until_drawn()
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV").click()
        address = download.value.url
        assert address.startswith(f"{server.address}media/")
        assert is_served(address)
        context.close()
        end = time.monotonic() + AT_MOST
        while is_served(address):
            assert time.monotonic() < end, "the file is still served"
            time.sleep(0.5)
