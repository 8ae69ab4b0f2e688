"""Streamlit may end a run wherever it reads its session: what was asked for then happens in the next run."""

from types import SimpleNamespace

import pytest
import streamlit as st

from explorer.ui.features import presenter
from explorer.ui.state import network_session, session
from explorer.view.experiments import EXPERIMENTS
from explorer.view.link import Opened
from explorer.view.network import NetworkSettings
from explorer.view.options import Options
from explorer.view.settings import Settings

READS = range(16)
"""More than any of these functions makes."""


class Cut(BaseException):
    """Ends a run, as Streamlit's own exception does."""


class Session(dict):
    """A session that ends the run at a reading; `left` is how many readings are still answered."""

    left = 1000

    def _count(self):
        if self.left == 0:
            raise Cut
        self.left -= 1

    def __getitem__(self, key):
        self._count()
        return super().__getitem__(key)

    def __setitem__(self, key, value):
        self._count()
        super().__setitem__(key, value)

    def __contains__(self, key):
        self._count()
        return super().__contains__(key)

    def get(self, key, default=None):
        self._count()
        return super().get(key, default)

    def setdefault(self, key, default=None):
        self._count()
        return super().setdefault(key, default)


@pytest.fixture
def cut(monkeypatch):
    """Return a function that acts in a run that is ended at its n-th reading, and then in another."""

    def run_twice(act, reads, **components):
        state = Session()
        monkeypatch.setattr(st, "session_state", state)
        view = session.state()
        for name, given in components.items():
            for one in given.values():
                for part in one if isinstance(one, list) else [one]:
                    part["session"] = view.token
            dict.__setitem__(state, name, SimpleNamespace(**given))
        state.left = reads
        try:
            act()
            was_cut = False
        except Cut:
            was_cut = True
        state.left = 1000
        act()
        return view, was_cut

    return run_twice


def report(**settings):
    return {"patch": {"settings": settings, "revision": 7, "isTyping": False, "upload": 3}}


def test_a_report_is_not_lost(cut):
    cuts = 0
    for reads in READS:
        view, was_cut = cut(session.commit_report, reads, scope=report(bias=0.5))
        assert (view.settings, view.seen, view.upload) == (Settings(bias=0.5), 7, 3)
        cuts += was_cut
    assert 0 < cuts < len(READS)


def test_a_report_of_the_network_is_not_lost(cut):
    cuts = 0
    for reads in READS:
        given = report(slopes="0", change="Grey")
        visitor, was_cut = cut(network_session.commit_report, reads, network=given)
        view = network_session.state()
        assert (view.settings, view.seen) == (NetworkSettings(slopes="0", change="Grey"), 7)
        assert visitor.upload == 3
        cuts += was_cut
    assert 0 < cuts < len(READS)


def test_an_option_whose_widget_was_changed_is_not_lost(monkeypatch):
    def act():
        session.commit_options(("code", "take"))
        session.prepare_option("code")

    cuts = 0
    for reads in READS:
        state = Session()
        monkeypatch.setattr(st, "session_state", state)
        act()  # which draws the widget, closed
        dict.__setitem__(state, "code", True)
        state.left = reads
        try:
            act()
        except Cut:
            cuts += 1
        state.left = 1000
        act()
        assert session.options() == Options(code=True)
        assert state["code"] is True
        session.set_options(code=False)  # as Back does
        act()
        assert state["code"] is False
        assert session.options() == Options()
    assert 0 < cuts < len(READS)


def test_a_command_is_carried_out_once(cut):
    names = ("next", "next", "present", "previous", "next")
    cuts = 0
    for reads in range(40):
        given = [{"name": name, "at": at} for at, name in enumerate(names, 1)]
        view, was_cut = cut(presenter.obey, reads, presenter={"commands": given})
        assert (view.settings, view.command) == (EXPERIMENTS[1].settings, len(names))
        assert view.options.present
        cuts += was_cut
    assert 0 < cuts < 40


def test_an_address_is_opened_whole(cut):
    def open_once():
        if not session.state().is_open:
            session.open_view(Opened(Settings(bias=0.5), Options(present=True), ("bias",)))

    for reads in READS:
        view, _ = cut(open_once, reads)
        assert (view.settings.bias, view.options.present, view.hidden) == (0.5, True, ("bias",))


def test_a_swap_is_carried_out_once_and_loses_neither_view(cut):
    cuts = 0
    for reads in range(20):
        given = [
            {"name": "pin", "at": 1, "settings": {"bias": 0.25}, "upload": 0},
            {"name": "swap", "at": 2, "settings": {"bias": 0.5}, "upload": 0},
        ]
        view, was_cut = cut(presenter.obey, reads, presenter={"commands": given})
        assert (view.settings, view.pinned.settings) == (Settings(bias=0.25), Settings(bias=0.5))
        cuts += was_cut
    assert 0 < cuts < 20
