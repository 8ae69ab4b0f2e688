"""Every chapter through the real entry: question, guess, demonstration, the way on."""

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from explorer.lessons.chapters import CHAPTERS
from explorer.lessons.sources import FACTS
from explorer.ui.pages import chapters
from explorer.ui.pages.chapters import CHAPTER_PAGES
from explorer.ui.pages.lesson import ChapterPage
from explorer.ui.server.assets import LESSON_TEXTS
from explorer.view.settings import showing
from tests.ui.components import pick, report
from tests.ui.page import ENTRY, open_app, run, sent, settings_of

PAGES = list(CHAPTER_PAGES.values())
KEPT = "guesses_of_tab"
FOLDER = Path(chapters.__file__).parent

every_chapter = pytest.mark.parametrize("chapter", PAGES, ids=lambda chapter: chapter.address)


@pytest.fixture(autouse=True)
def fresh_caches():
    yield
    streamlit.cache_data.clear()


def opened(address: str) -> AppTest:
    """Open a page of the app by its address."""
    app = AppTest.from_file(ENTRY, default_timeout=30)
    app._page_hash = calc_hash(address)  # AppTest itself switches between files only
    return run(app)


def reveal(app: AppTest, chapter: ChapterPage, guess: str | None = None) -> AppTest:
    """Report what the browser does when the answer is to be revealed."""
    place = None if guess is None else chapter.options.index(guess)
    return report(app, question_key(chapter), {"revealed": {"place": place}})


def question_key(chapter: ChapterPage) -> str:
    return f"question_{chapter.address.replace('-', '_')}"


def test_every_chapter_has_a_page_of_its_own_address():
    assert [page.address for page in PAGES] == list(CHAPTERS)
    assert {path.stem for path in FOLDER.glob("[!_]*.py")} == {name.replace("-", "_") for name in CHAPTERS}
    assert {path.stem for path in LESSON_TEXTS.glob("*.md")} == {*CHAPTERS, "teacher"}


@every_chapter
def test_a_chapter_is_short_and_complete(chapter):
    spoken = " ".join([chapter.title, chapter.question, *chapter.options, chapter.words()])
    assert len(spoken.split()) <= 120
    assert 2 <= len(chapter.options) <= 4
    assert chapter.answer in chapter.options
    assert chapter.question.endswith("?")
    assert len(chapter.why()) > 100


@every_chapter
def test_the_words_of_a_teaser_do_not_give_the_answer_away(chapter):
    teaser = CHAPTERS[chapter.address].teaser
    words = f"{teaser.caption} {teaser.alt}".lower()
    assert chapter.answer.lower() not in words
    assert chapter.claim.lower() not in words


@every_chapter
def test_a_formula_on_lines_of_its_own_ends_on_the_line_it_begins_on(chapter):
    """Streamlit shows all that follows another one as an error."""
    lines = [line for line in f"{chapter.words()}\n{chapter.why()}".split("\n") if "$$" in line]
    assert all(line.count("$$") % 2 == 0 for line in lines)


@every_chapter
def test_a_chapter_asks_first_and_then_shows(chapter):
    app = opened(chapter.address)
    assert app.title[0].value == chapter.title
    asked = sent(app)[question_key(chapter)]
    assert (asked["question"], tuple(asked["options"])) == (chapter.question, chapter.options)
    assert asked["teaser"]["src"].startswith("data:image/jpeg;base64,")
    assert len(asked["teaser"]["src"]) < 100_000
    assert chapter.words() not in [text.value for text in app.markdown]
    assert chapter.claim not in str(app.main)
    assert not [button for button in app.button if button.key.startswith("open")]
    wrong = next(option for option in chapter.options if option != chapter.answer)
    reveal(app, chapter, wrong)
    assert chapter.words() in [text.value for text in app.markdown]
    assert any(chapter.why() in text.value for text in app.markdown)
    assert app.title[0].value == chapter.claim
    keys = [button.key for button in app.button]
    assert "Next" in keys
    assert ("next-below" in keys) == (chapter is not PAGES[-1])
    assert wrong in app.warning[0].value
    assert chapter.answer in app.warning[0].value
    order = [element.value for element in app.main if element.type == "markdown"]
    words = order.index(chapter.words())  # it stands before what is to be seen
    assert all(place > words for place, text in enumerate(order) if text.startswith("|"))


def test_a_right_guess_and_none_are_told_apart():
    first, second = PAGES[:2]
    app = opened(first.address)
    reveal(app, first, first.answer)
    assert app.success[0].value.startswith("Guessed")
    app = reveal(opened(second.address), second)
    assert app.info[0].value.startswith("Nobody guessed")


@pytest.mark.parametrize(
    ("query", "picked", "shown"),
    [
        ({}, (), "Brick wall"),
        ({"picture": "Cat"}, (), "Cat"),
        ({}, ("Cat", "Soft blob"), "Soft blob"),
    ],
)
def test_a_lesson_shows_a_photograph_until_a_picture_has_been_chosen(query, picked, shown):
    app = open_app(query)
    for name in picked:
        pick(app, name)
    app._page_hash = calc_hash("pooling")
    run(app)
    reveal(app, CHAPTER_PAGES["pooling"])
    assert app.selectbox(key="lesson_picture").value == shown


def test_the_explorer_opens_with_the_settings_of_the_chapter_and_the_picture_of_the_visitor():
    app = open_app({"picture": "Cat", "w11": "7", "bias": "1"})
    app._page_hash = calc_hash("pooling")
    run(app)
    reveal(app, CHAPTER_PAGES["pooling"])
    assert app.selectbox(key="lesson_picture").value == "Cat"
    run(app.button(key="open-pooling").click())
    wanted = replace(CHAPTER_PAGES["pooling"].settings, **showing("Cat"))
    assert settings_of(app) == wanted


@pytest.mark.parametrize(("here", "there"), list(itertools.pairwise(PAGES)), ids=lambda row: row.address)
def test_the_buttons_walk_through_the_chapters(here, there):
    assert run(opened(here.address).button(key="Next").click()).title[0].value == there.title
    assert run(opened(there.address).button(key="Back").click()).title[0].value == here.title


def test_the_first_chapter_has_no_way_back_and_the_last_no_way_on():
    assert opened(PAGES[0].address).button(key="Back").disabled
    assert opened(PAGES[-1].address).button(key="Next").disabled


def test_the_end_of_a_chapter_leads_to_the_next_one():
    here, there, last = PAGES[0], PAGES[1], PAGES[-1]
    app = reveal(opened(here.address), here)
    assert run(app.button(key="next-below").click()).title[0].value == there.title
    assert "next-below" not in [button.key for button in reveal(opened(last.address), last).button]


@pytest.mark.parametrize("place", [-1, 3, True, "1", 1.0, [0]])
def test_an_answer_that_is_none_of_the_options_is_no_guess(place):
    chapter = CHAPTER_PAGES["corner"]
    app = report(opened("corner"), "question_corner", {"revealed": {"place": place}})
    assert app.info[0].value == f"Nobody guessed. The answer: **{chapter.answer}**"


def test_a_guess_stays_when_one_comes_back():
    row = PAGES[1]
    app = opened(row.address)
    reveal(app, row, row.options[-1])
    run(app.button(key="Next").click())
    run(app.button(key="Back").click())
    assert row.options[-1] in [*app.success, *app.warning][0].value


@pytest.mark.parametrize("address", ["sources", "teacher"])
def test_the_pages_beside_the_chapters_open(address):
    assert len(opened(address).markdown) > 5


def test_no_fact_is_on_screen_that_is_only_remembered():
    """SCIENCE marks some numbers of the papers as not seen in a source: they must not be shown as facts."""
    texts = "\n".join(row.words() + row.why() for row in PAGES) + "\n".join(fact.text for fact in FACTS)
    assert "37.36" not in texts


def test_the_hands_of_a_class_are_shown_with_the_answer():
    chapter = PAGES[0]
    app = opened(chapter.address)
    hands = list(range(1, len(chapter.options) + 1))
    report(app, question_key(chapter), {"revealed": {"place": None, "hands": hands}})
    right = hands[chapter.options.index(chapter.answer)]
    (said,) = [info.value for info in app.info if "Hands" in info.value]
    assert said.startswith(f"Hands for the right answer: **{right} of {sum(hands)}**.")
    assert all(
        f"{count} for “{option}”" in said for option, count in zip(chapter.options, hands, strict=True)
    )


@pytest.mark.parametrize("hands", [[0, 0, 0], [1], [1, -1, 0], [1, 2.5, 0], [1, 1000, 0], "123", None, {}])
def test_hands_that_nobody_counted_are_not_shown(hands):
    chapter = PAGES[0]
    app = opened(chapter.address)
    report(app, question_key(chapter), {"revealed": {"place": 0, "hands": hands}})
    assert not [info for info in app.info if "Hands" in info.value]
    assert app.title[0].value == chapter.claim


def told(app: AppTest) -> dict:
    """Return what the browser is told to keep."""
    return {name: sent(app)[KEPT][name] for name in ("guesses", "isNew")}


def test_a_new_session_takes_back_what_the_tab_has_kept_and_the_next_class_begins_anew():
    first, second, third = PAGES[:3]
    app = opened(first.address)
    assert told(app) == {"guesses": {}, "isNew": True}
    reveal(app, first, first.options[0])
    one = {"place": 0, "hands": []}
    assert told(app) == {"guesses": {first.address: one}, "isNew": True}
    kept = {first.address: {"place": 1}, second.address: one, "nonsense": one, third.address: "nonsense"}
    report(app, KEPT, {"kept": kept})
    assert f"Guessed: **{first.options[0]}**" in (app.success or app.warning)[0].value
    none = {"place": None, "hands": []}
    expected = {first.address: one, second.address: one, third.address: none}
    assert told(app) == {"guesses": expected, "isNew": False}
    report(app, "forget_guesses", {"forgotten": True})
    assert told(app) == {"guesses": {}, "isNew": False}
    assert app.title[0].value == first.title
    report(app, KEPT, {"kept": kept})
    assert app.title[0].value == first.title
