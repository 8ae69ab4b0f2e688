"""Whether what is said to be the tutorial's wording is it.

The passages of `Quote` were compared with the tutorial itself, letter by letter; the tutorial is not ours to
keep here. These tests hold the texts of the app against the passages.
"""

import ast
import re
from pathlib import Path

import pytest

from explorer.lessons.claims import CLAIMS
from explorer.lessons.sources import SOURCES
from explorer.lessons.tutorial import TITLE, Quote

ROOT = Path(__file__).parents[2]
TEXTS = [ROOT / "README.md", *sorted((ROOT / "assets").rglob("*.md"))]
CODE = sorted((ROOT / "explorer").rglob("*.py"))
NAMES = {*map(str, Quote), TITLE}
QUOTED = re.compile('[“"]([^“”"]+)[”"]')
OF_OTHERS = re.compile("OpenCV|opencv|Streamlit")  # who have tutorials, too


def quoted(text):
    return [" ".join(passage.split()) for passage in QUOTED.findall(text)]


def on_the_tutorial(paragraphs):
    about = re.compile("tutorial|SuperDataScience")
    return [text for text in paragraphs if about.search(text) and not OF_OTHERS.search(text)]


def paragraphs_of(text):
    return re.split(r"\n\s*\n|\n(?=[*-] )", text)


def strings_of(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_a_claim_of_the_tutorial_quotes_it_and_ours_does_not():
    for row in CLAIMS:
        found = quoted(row.claim)
        assert bool(found) != row.is_ours, row.key
        assert set(found) <= NAMES, row.key
        assert quoted(row.what_is_so) == [], row.key


def test_every_passage_is_quoted_by_one_claim():
    found = [passage for row in CLAIMS for passage in quoted(row.claim)]
    assert sorted(found) == sorted(map(str, Quote))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_what_a_text_quotes_from_the_tutorial_is_there(path):
    for text in on_the_tutorial(paragraphs_of(path.read_text(encoding="utf-8"))):
        assert set(quoted(text)) <= NAMES, text


def test_what_the_code_quotes_from_the_tutorial_is_there():
    strings = [text for path in CODE for text in strings_of(path)]
    texts = on_the_tutorial(part for text in strings for part in paragraphs_of(text))
    assert texts
    for text in texts:
        assert set(quoted(text)) <= NAMES, text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The tutorial says “black and\nwhite image”.", ["black and white image"]),
        ('It is in "a tutorial", and “another”.', ["a tutorial", "another"]),
        ("The tutorial’s greys", []),
    ],
)
def test_passages_are_found_in_either_marks(text, found):
    assert quoted(text) == found


def test_no_passage_is_long_and_the_tutorial_is_not_in_the_repository():
    assert max(len(quote.split()) for quote in Quote) <= 20
    assert [path for path in ROOT.rglob("TUTORIAL*") if ".git" not in path.parts] == []


def test_the_sources_name_it_by_its_title():
    assert next(source.title for source in SOURCES if source.key == "tutorial") == TITLE
