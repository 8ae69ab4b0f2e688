"""Browser profiles that one test after another uses, each time as good as new."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Error, Page

LAPTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}

LASTING = (
    "add_init_script",
    "expose_binding",
    "expose_function",
    "fast_forward",
    "install",
    "pause_at",
    "route_from_har",
    "route_web_socket",
    "set_extra_http_headers",
    "set_fixed_time",
    "set_system_time",
)
"""What outlives the document and is not taken back: a profile on which one was called is thrown away."""

# Streamlit fades what it shows anew and slides what opens, in dozens of frames of the whole window: a tenth
# of the work of a page. Here it does so at once, to the same end; what waits before it fades still waits.
AT_ONCE = """{
    const style = new CSSStyleSheet()
    style.replaceSync(`*, ::before, ::after {
        transition-duration: 0s !important;
        animation-duration: 1ms !important;
        animation-iteration-count: 1 !important;
    }`)
    document.adoptedStyleSheets = [style]
}"""


class Profiles:
    """Hands out blank pages of empty profiles, and takes them back.

    Chromium keeps the compiled scripts with a page: on a used one the app opens with a quarter of the work.
    So size, colours, motion, network and permissions are set on a used page; other options get a profile of
    their own.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._idle: dict[str, list[Page]] = {}
        self._used: dict[Page, tuple[str, Changes]] = {}

    def take(
        self,
        *,
        viewport: dict[str, int] = LAPTOP,
        color_scheme: str = "light",
        reduced_motion: str = "no-preference",
        forced_colors: str = "none",
        offline: bool = False,
        permissions: Iterable[str] = (),
        is_for_app: bool = True,
        **fixed: Any,
    ) -> Page:
        """Return a blank page of a profile that has these options of `Browser.new_context`.

        Say if it is not for the app: it loses the app's scripts then, and tests of the app get others.
        """
        fixed = {"has_touch": False, "is_mobile": False, **fixed}
        key = json.dumps([is_for_app, fixed], sort_keys=True)
        if self._idle.get(key):
            page = self._idle[key].pop()
        else:
            context = self._browser.new_context(viewport=LAPTOP, **fixed)
            context.add_init_script(AT_ONCE)
            page = context.new_page()
        if page.viewport_size != viewport:
            page.set_viewport_size(viewport)
        page.emulate_media(
            media="null",
            color_scheme=color_scheme,
            reduced_motion=reduced_motion,
            forced_colors=forced_colors,
        )
        page.context.set_offline(offline)
        page.context.grant_permissions(list(permissions))
        self._used[page] = key, note_changes(page)
        return page

    def give_back(self, page: Page) -> None:
        """Keep a page for another test, or close its profile if it cannot be made as good as new."""
        key, changes = self._used.pop(page)
        try:
            is_blank = not changes.lasting and make_blank(page, changes.sessions)
        except Error:  # it does not answer in time: no other test may have to wait for it
            is_blank = False
        if is_blank:
            self._idle.setdefault(key, []).append(page)
        else:
            page.context.close()


@contextmanager
def kept(pages: list[Page], profiles: Profiles, session: pytest.Session) -> Iterator[None]:
    """Keep the page in a list for the next test, unless this one fails: it may have left anything behind."""
    failed = session.testsfailed
    yield
    if pages and session.testsfailed > failed:
        profiles.give_back(pages.pop())


@dataclass
class Changes:
    """What a test has done to a profile."""

    lasting: list[str] = field(default_factory=list)
    """The names of what was called that outlives the document."""
    sessions: list[CDPSession] = field(default_factory=list)
    """Sessions of Chromium's own protocol; what they ask for ends with them."""


def note_changes(page: Page) -> Changes:
    """Return what changes a profile, to which is added whatever is called from now on."""
    changes = Changes()

    def noting(name: str, method: Callable) -> Callable:
        return lambda *given, **options: (changes.lasting.append(name), method(*given, **options))[1]

    for owner in (page, page.context, page.clock):
        for name in LASTING:
            if hasattr(type(owner), name):
                setattr(owner, name, noting(name, getattr(type(owner), name).__get__(owner)))
    start = type(page.context).new_cdp_session.__get__(page.context)

    def start_noting(*given) -> CDPSession:
        changes.sessions.append(start(*given))
        return changes.sessions[-1]

    page.context.new_cdp_session = start_noting
    return changes


def make_blank(page: Page, sessions: Iterable[CDPSession]) -> bool:
    """Empty a page of history, storage, routes, held keys and what else it has; tell whether that worked."""
    if page.is_closed():
        return False
    for session in sessions:
        session.detach()
    for other in page.context.pages:
        if other is not page:
            other.close()
    if page.url != "about:blank":  # which has no storage
        page.evaluate("addEventListener('pagehide', () => { localStorage.clear(); sessionStorage.clear() })")
    page.unroute_all()
    page.goto("about:blank")
    page.context.clear_cookies()
    page.context.clear_permissions()
    for key in ("b", "Shift", "Control", "Alt", "Meta"):
        page.keyboard.up(key)
    page.mouse.up()
    page.mouse.move(0, 0)
    browser = type(page.context).new_cdp_session(page.context, page)
    browser.send("Page.resetNavigationHistory")  # it ends at 50 steps
    browser.detach()
    return True
