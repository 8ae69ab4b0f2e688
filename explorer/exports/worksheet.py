"""The questions of all lessons on paper: a worksheet for the class, and the answers for the teacher.

Both are web pages that need nothing but themselves, for the browser to print: black on white, without
controls on paper.
"""

from collections.abc import Sequence
from html import escape
from string import Template
from typing import NamedTuple

from explorer.exports.single_file import icon_address, text_of

PAGES = 2
"""Sheets of paper sides that the worksheet fills, A4 or Letter."""
LETTERS = "ABCD"
"""What the options are called, as on the lesson's own page."""


class Question(NamedTuple):
    """The question of a lesson, and what answers it."""

    title: str
    question: str
    options: tuple[str, ...]
    answer: str
    """The right option."""
    claim: str
    """What the lesson shows, in one sentence."""


def worksheet(questions: Sequence[Question], *, app: str = "") -> str:
    """Write the worksheet: every question with its options and a line to write on, no answer.

    `app` is the address at which the class finds the lessons, if it is known.
    """
    half = -(-len(questions) // PAGES)
    where = f" at <b>{escape(app)}</b>" if app else ""
    first = (
        "<header><h1>ReLU: guess first, then look</h1>"
        "<p class=fields><span>Name</span><span>Class</span><span>Date</span></p>"
        f"<p>Tick your guess. Then open the lesson{where}, press <b>Reveal</b> and look. "
        "Write down what you saw: a number from the screen is best.</p></header>"
    )
    second = "<header><p class=fields><span>Name</span></p></header>"
    sides = (
        _side(first, questions[:half], start=1, page=1),
        _side(second, questions[half:], start=half + 1, page=2),
    )
    return _document("Worksheet", "".join(sides))


def answers(questions: Sequence[Question]) -> str:
    """Write the answer of every question, with what the lesson shows in one sentence."""
    rows = "".join(
        f"<li><p><b>{escape(row.title)}.</b> {escape(row.question)}</p>"
        f"<p class=answer><b>{letter_of(row)}: {escape(row.answer)}.</b> {escape(row.claim)}.</p></li>"
        for row in questions
    )
    head = "<header><h1>Answers, for the teacher</h1></header>"
    return _document("Answers", f"<article class=answers>{head}<ol>{rows}</ol></article>")


def letter_of(question: Question) -> str:
    """Return the letter of the right option.

    >>> letter_of(Question("Sums", "1 + 1?", ("1", "2"), "2", "1 + 1 = 2"))
    'B'
    """
    return LETTERS[question.options.index(question.answer)]


def _side(head: str, questions: Sequence[Question], *, start: int, page: int) -> str:
    """Write one side of paper; its first question has the number `start`."""
    items = "".join(map(_item, questions))
    return (
        f'<article class=side>{head}<ol start="{start}" style="--start: {start}">{items}</ol>'
        f"<footer>Page {page} of {PAGES}</footer></article>"
    )


def _item(row: Question) -> str:
    options = "".join(
        f"<li><span class=box>{letter}</span> {escape(option)}</li>"
        for letter, option in zip(LETTERS, row.options, strict=False)
    )
    return (
        f"<li><p><b>{escape(row.title)}.</b> {escape(row.question)}</p>"
        f"<ul>{options}</ul><p class=line>I saw:</p></li>"
    )


def _document(title: str, main: str) -> str:
    return Template(text_of("sheets/sheet.html")).substitute(
        title=title,
        icon=icon_address(),
        style=text_of("sheets/sheet.css"),
        main=main,
    )
