"""What a visitor made to take along goes with their session."""

from urllib.request import urlopen

from benchmarks.servers import serve
from tests.browser.explorer_page import ExplorerPage

AT_MOST = 25_000  # ms


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
        urlopen(address).close()  # raises unless the file is there
        context.close()
        asking = browser.new_page()
        asking.goto(f"{server.address}_stcore/health")
        gone = "async (address) => (await fetch(address)).status === 404"
        asking.wait_for_function(gone, arg=address, polling=500, timeout=AT_MOST)
        asking.close()
