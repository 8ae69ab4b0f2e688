"""The links of the app to the site keep what the page shows."""

import pytest

from explorer.site import pages
from explorer.ui.server import site

VIEW = [("picture", "Brick wall"), ("hide", "kernel,bias")]
FOLDER = "https://school.example/relu"
FILE = "https://school.example/relu-explorer.html"


@pytest.mark.parametrize(
    ("named", "page", "shown"),
    [
        (FOLDER, "https://app.example/", "/#picture=Brick+wall&hide=kernel,bias"),
        (FOLDER, "https://app.example/relu/network", "/network.html#picture=Brick+wall&hide=kernel,bias"),
        (FOLDER, "https://app.example/rectifier", "/"),
        (FOLDER, "", "/#picture=Brick+wall&hide=kernel,bias"),
        (FILE, "https://app.example/", "#picture=Brick+wall&hide=kernel,bias"),
        (FILE, "https://app.example/network", ""),
    ],
)
def test_the_site_opens_on_the_same_view(named, page, shown, monkeypatch):
    monkeypatch.setenv(site.VARIABLE, named)
    assert site.same_view(page, VIEW) == named + shown
    assert site.same_view(page, []) == (named + shown).partition("#")[0]


def test_without_a_site_there_is_no_link(monkeypatch):
    monkeypatch.setenv(site.VARIABLE, "")
    assert site.same_view("https://app.example/", VIEW) == ""


def test_the_files_of_the_site_have_these_names():
    assert site.PAGES["network"] == pages.NETWORK
