"""What a visitor made to take along goes with their session."""

from urllib.request import urlopen

from benchmarks.servers import serve
from tests.browser.explorer_page import ExplorerPage

AT_MOST = 25_000  # ms


def test_a_file_to_take_along_is_gone_when_its_session_is_over(profiles, monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL", "1")
    with serve() as server:
        page = profiles.take()
        page.goto(f"{server.address}?size=256&take=true")
        ExplorerPage(page).wait_until_drawn()
        with page.expect_download() as download:
            page.get_by_role("button", name="Line (CSV)").click()
        address = download.value.url
        assert address.startswith(f"{server.address}media/")
        urlopen(address).close()  # raises unless the file is there
        page.goto(f"{server.address}_stcore/health")  # which ends the session
        gone = "async (address) => (await fetch(address)).status === 404"
        page.wait_for_function(gone, arg=address, polling=500, timeout=AT_MOST)
        profiles.give_back(page)
