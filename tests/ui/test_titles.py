"""No lesson gives its answer away before it is revealed: not in title, address, menu, links or buttons."""

import re

import pytest
import streamlit as st

from explorer.lessons.chapters import CHAPTER_ROWS, CHAPTERS
from explorer.ui.pages.chapters import CHAPTER_PAGES
from tests.ui.test_lessons import every_chapter, opened, reveal


def words(text):
    """Return the beginnings of the words of a text, so that "rectifies" is the word "rectifier".

    >>> sorted(words("A bent Line; bending"))
    ['a', 'bend', 'bent', 'line']
    """
    return {word[:4] for word in re.findall(r"[\w−]+", text.lower())}


def telling(chapter):
    """Return the words of the right option that neither the question nor another option has."""
    others = " ".join(option for option in chapter.options if option != chapter.answer)
    return words(chapter.answer) - words(others) - words(chapter.question)


@pytest.fixture
def menus(monkeypatch):
    """Collect the titles that the menu has had, run by run."""
    seen = []
    navigation = st.navigation

    def noting(groups, **options):
        seen.append([page.title for page in groups["Lessons"]])
        return navigation(groups, **options)

    monkeypatch.setattr(st, "navigation", noting)
    return seen


@every_chapter
def test_neither_title_nor_address_holds_a_word_of_the_answer(chapter):
    assert telling(chapter) & words(f"{chapter.title} {chapter.address}") == set()


@every_chapter
def test_the_title_is_not_the_claim(chapter):
    assert chapter.title != chapter.claim
    assert len(chapter.title) <= 45
    assert not chapter.title.endswith((".", "?"))


def test_titles_and_claims_are_told_apart():
    names = [name for row in CHAPTER_ROWS for name in (row.title, row.claim)]
    assert len(set(names)) == len(names)


def test_the_menu_names_the_claim_of_a_chapter_that_this_visitor_has_revealed(menus):
    titles = [f"{number}. {row.title}" for number, row in enumerate(CHAPTER_ROWS, 1)]
    app = opened("pooling")
    assert menus[-1] == titles
    reveal(app, CHAPTER_PAGES["pooling"])
    place = list(CHAPTERS).index("pooling")
    titles[place] = f"{place + 1}. {CHAPTERS['pooling'].claim}"
    assert menus[-1] == titles
    opened("pooling")  # by another visitor
    assert menus[-1][place] == f"{place + 1}. {CHAPTERS['pooling'].title}"


@pytest.mark.parametrize("address", ["teacher", "sources"])
def test_links_name_no_claim(address):
    said = [caption.value for caption in opened(address).caption]
    assert not {row.claim for row in CHAPTER_ROWS} & set(said)
    assert {row.title for row in CHAPTER_ROWS} & set(said)
