"""What the worksheet says, and what it leaves to the teacher."""

import re
from html import unescape

import pytest

from explorer.exports.worksheet import Question, answers, letter_of, worksheet
from explorer.ui.pages.chapters import CHAPTER_PAGES

ALL = [
    Question(page.title, page.question, page.options, page.answer, page.claim)
    for page in CHAPTER_PAGES.values()
]
SUM = Question("Sums & signs", "Is 1 < 2?", ("No", "Yes, <always>"), "Yes, <always>", "1 is less than 2")


def words(html):
    """Return what is read on a page, without its style."""
    body = html.partition("<body>")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_the_worksheet_asks_every_question_with_its_options_in_order():
    text, place = words(worksheet(ALL)), 0
    for row in ALL:
        for part in (f"{row.title}. {row.question}", *row.options):
            place = text.index(part, place)


def test_the_worksheet_says_nothing_that_depends_on_the_answer():
    for row in ALL:
        moved = [row._replace(answer=other, claim="Another claim") for other in row.options]
        assert len({worksheet([one]) for one in moved}) == 1
        assert row.claim not in words(worksheet(ALL))


def test_the_answers_name_the_right_option_by_its_letter_and_the_reason():
    text = words(answers(ALL))
    for row in ALL:
        assert f"{row.question} {letter_of(row)} {row.answer}. {row.claim}." in text
        assert row.options["ABCD".index(letter_of(row))] == row.answer


@pytest.mark.parametrize("count", [1, 2, 9, 18, 19])
def test_the_questions_are_shared_out_to_two_pages_and_numbered_through(count):
    rows = [SUM._replace(question=f"Question {number}?") for number in range(1, count + 1)]
    first, second = worksheet(rows).split("<article class=side>")[1:]
    found = [re.findall(r"Question (\d+)\?", side) for side in (first, second)]
    assert [int(number) for side in found for number in side] == list(range(1, count + 1))
    assert len(found[0]) - len(found[1]) in (0, 1)
    assert f'<ol start="{len(found[0]) + 1}"' in second


def test_signs_of_the_language_of_pages_are_shown_as_they_are():
    for html in (worksheet([SUM], app="http://class/?<b>"), answers([SUM])):
        assert "<always>" not in html
        assert "Sums & signs. Is 1 < 2?" in words(html)
        assert "Yes, <always>" in words(html)


def test_the_address_of_the_lessons_is_named_if_it_is_known():
    assert "open the lesson at http://school.example/relu , press" in words(
        worksheet(ALL, app="http://school.example/relu")
    )
    assert "open the lesson, press" in words(worksheet(ALL))
