"""The app as three replicas behind Caddy: where a visitor's requests go, and what a dead replica costs."""

import threading
import time
from collections import Counter
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import expect

from benchmarks.proxy import CADDY, COOKIE, MISSING, name_of
from benchmarks.visitor import Change, Visitor
from tests.browser import lesson_page
from tests.browser.explorer_page import ExplorerPage, eventually
from tests.deploy.fleet import COUNT, fleet
from tests.images.hostile import drawn, saved
from tests.ui.test_visitor import visit

# Six starts of a server and two pages: more than two minutes where other work leaves little of the machine.
pytestmark = [pytest.mark.skipif(not CADDY, reason=MISSING), pytest.mark.alone, pytest.mark.timeout(300)]

VIEW = "picture=Brick+wall&size=256&w11=3&bias=0.5&activation=PReLU&negative_slope=-0.5&row=77&take=true"
LESSON = "rectifier"
BACK = 10.0
"""So many seconds at most until a visitor is back at the view, after the replica was killed."""
CROWD, AT_WORK = 150, 30
"""Visitors who are connected, and of them those who open the page and change something."""
PATIENCE = 20
"""So many seconds at most until an answer comes, whatever it is."""
LISTEN = """
window.violations = [];
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
    violations.push(`${effectiveDirective}: ${blockedURI}`));
"""
AT_REST = "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
# Notes that the connection is lost, however soon the page has another one.
WATCH = """() => {
    const app = document.querySelector("[data-testid=stApp]")
    const look = () => { window.wasCut ||= app.dataset.testConnectionState !== "CONNECTED" }
    window.wasCut = false
    new MutationObserver(look).observe(app, { attributes: true })
}"""
OF_ONE_SESSION = ("scope", "anywhere_notice", "guesses_of_tab")
"""The components that are told the name of the session, or the address of the page."""


PAGES, CHANGES = "relu_explorer_pages_total", "relu_explorer_change_seconds_count"


class Waiting(Visitor):
    """A visitor who connects, and asks for no page."""

    async def _rerun(self, fragment, answer):
        return Change(0, 0)


@pytest.fixture(scope="module")
def replicas():
    with fleet() as started:
        yield started


def home_of(visitor, replicas):
    return replicas.home(SimpleCookie(visitor.cookie)[COOKIE].value)


def test_150_visitors_are_spread_and_each_is_answered_by_the_replica_of_its_cookie(replicas):
    replicas, caddy = replicas
    found, at_work = Counter(), Counter()
    before = {name: replicas.counted(name) for name in (PAGES, CHANGES)}

    async def script(*visitors):
        found.update(home_of(visitor, replicas) for visitor in visitors)
        assert replicas.counted("active_sessions") == found
        for k, visitor in enumerate(visitors[:AT_WORK]):
            await visitor.change(w11=k / 100, row=k)
            visitor.compare()
            at_work[home_of(visitor, replicas)] += 1

    def kind(port, query):
        return (Visitor if query else Waiting)(port, query)

    visit(caddy.port, script, *["size=64"] * AT_WORK, *[""] * (CROWD - AT_WORK), kind=kind)
    assert len(found) == COUNT
    # Each takes one at random: 50 on the average, with a deviation of 6.
    assert min(found.values()) >= 20, found
    assert [replicas.counted(name) - before[name] for name in (PAGES, CHANGES)] == [at_work] * 2


def test_replicas_say_the_same_under_the_same_names(replicas):
    replicas, _ = replicas
    said = []

    async def script(visitor):
        elements = {}
        for name, message in visitor.shown.items():
            element = getattr(message.delta.new_element, message.delta.new_element.WhichOneof("type"))
            if name in OF_ONE_SESSION:
                element.ClearField("bytes")
            elements[name] = element.SerializeToString(deterministic=True)
        said.append(elements)

    for port in replicas.ports:
        visit(port, script, "picture=Cat")
    assert {"scope", "numbers", "shown", "gallery"} <= said[0].keys()
    assert said[1:] == said[:1] * 2


def test_an_upload_goes_to_the_replica_of_its_session(replicas):
    replicas, caddy = replicas
    homes = set()

    async def script(*visitors):
        for k, visitor in enumerate(visitors):
            await visitor.upload("mine.png", saved(drawn(size=(30 + k, 20)), "PNG"))
            await visitor.change(bias=k / 10)
            said = visitor.message("scope").header["description"]
            assert said == f"Your picture, {30 + k} × 20 pixels."
            homes.add(home_of(visitor, replicas))

    visit(caddy.port, script, *[""] * 6)
    assert len(homes) > 1


def status(address):
    try:
        with urlopen(address, timeout=PATIENCE) as answer:
            return answer.status
    except HTTPError as problem:
        with problem:
            return problem.code


class Asking:
    """Somebody who asks all replicas in turn, through Caddy, all the time."""

    def __init__(self, replicas, caddy):
        self.found = Counter()
        self._cookies = [f"{COOKIE}={name_of(port)}" for port in replicas.ports]
        self._address = f"{caddy.address}_stcore/health"
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._ask)

    def _ask(self):
        while not self._ended.wait(0.1):
            for cookie in self._cookies:
                self.found[status(Request(self._address, headers={"Cookie": cookie}))] += 1

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *problem):
        self._ended.set()
        self._thread.join(COUNT * PATIENCE)
        assert not self._thread.is_alive(), "a question to a replica through Caddy has no end"


@pytest.fixture
def open_behind(profiles, replicas):
    """Open a page behind Caddy that notes what its headers forbid."""
    _, caddy = replicas
    pages = []

    def open_one(path, cookies=(), **options):
        page = profiles.take(**options)
        pages.append(page)
        page.context.add_cookies(list(cookies))
        page.add_init_script(LISTEN)
        page.goto(caddy.address + path)
        return page

    yield open_one
    for page in pages:
        profiles.give_back(page)


def replica_cookie(page):
    return [cookie for cookie in page.context.cookies() if cookie["name"] == COOKIE]


def test_a_replica_dies_in_mid_lesson_and_all_are_replaced(replicas, open_behind):
    replicas, caddy = replicas
    page = open_behind(f"?{VIEW}", permissions=["camera"])
    shown = ExplorerPage(page)
    shown.wait_until_drawn()
    home = replicas.home(replica_cookie(page)[0]["value"])
    shown.upload("mine.png", saved(drawn(size=(70, 30)), "PNG"))
    expect(page.locator(".picture")).to_contain_text("70 × 30")
    shown.wait_until_drawn()

    with page.expect_download() as download:
        page.get_by_role("button", name="Line (CSV)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"row,column")
    file = download.value.url.removeprefix(caddy.address)
    found = {port: status(f"http://127.0.0.1:{port}/{file}") for port in replicas.ports}
    assert found == {port: 200 if port == home else 404 for port in replicas.ports}

    page.get_by_role("button", name="Pin as A").click()
    compared = page.locator(".st-key-compared")
    expect(compared).to_be_visible()
    shown.open_own_picture("Camera")
    expect(page.get_by_role("dialog").locator("video")).to_be_visible()
    page.keyboard.press("Escape")
    shown.set_weight("w00", "2")
    shown.wait_until_drawn()

    lesson = open_behind("network", cookies=replica_cookie(page))
    lesson.locator(".network-sentence").wait_for()
    lesson_page.leave_for(lesson, LESSON)
    lesson_page.reveal(lesson)

    def seen():
        lesson_page.settle(lesson)
        shown.wait_until_drawn()
        addresses = page.url, lesson.url
        return addresses, shown.headline.inner_text(), shown.painted("rectified"), compared.inner_text()

    before = seen()

    def check():
        assert seen() == before

    with Asking(replicas, caddy) as asking:
        for one in (page, lesson):
            one.evaluate(WATCH)
        start = time.monotonic()
        replicas.kill(home)
        for one in (page, lesson):
            one.wait_for_function("() => wasCut")
            one.wait_for_selector(AT_REST)
        expect(page.locator(".anywhere-notice")).to_contain_text("This page has given them back")
        eventually(shown, check, seconds=start + BACK - time.monotonic())
        assert time.monotonic() - start < BACK
        replicas.start(home)
        for port in replicas.others(home):
            replicas.end(port)
            replicas.start(port)
        for one in (page, lesson):
            one.wait_for_selector(AT_REST)
        eventually(shown, check, seconds=3 * BACK)
    assert set(asking.found) == {200}
    expect(lesson.locator(".question")).to_have_count(0)  # what was revealed stays revealed
    shown.set_weight("w00", "-3")
    expect(shown.headline).not_to_have_text(before[1], use_inner_text=True)

    (cookie,) = replica_cookie(page)  # as if another tab had been given to another replica
    elsewhere = name_of(replicas.others(replicas.home(cookie["value"]))[0])
    page.context.add_cookies([cookie | {"value": elsewhere}])
    with page.expect_response(lambda answer: answer.status == 400):
        shown.upload("other.png", saved(drawn(size=(50, 40)), "PNG"))
    expect(page.locator(".picture")).to_contain_text("50 × 40")
    for one in (page, lesson):
        assert one.evaluate("violations") == []
