import re

import pytest

from explorer.exports.prose import html
from explorer.exports.single_file import ASSETS


def test_the_text_of_the_page_is_written_without_a_rest_of_markdown_or_tex():
    text = (ASSETS / "how_it_is_computed.md").read_text(encoding="utf-8")
    found = html(text)
    assert not re.search(r"[$\\*{}^]", found)
    assert found.count("<p>") == found.count("</p>") == len(text.strip().split("\n\n"))
    for tag in ("i", "em", "strong", "sub", "sup", "span"):
        assert found.count(f"</{tag}>") == len(re.findall(rf"<{tag}[ >]", found)) > 0


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("**Why** *not*?", "<strong>Why</strong> <em>not</em>?"),
        ("$x^{2} - 1$", "<i>x</i><sup>2</sup> − 1"),
        (
            r"$\sum_{i=0} |p|\,q \le \max(0, q)$",
            "Σ<sub><i>i</i>=0</sub> |<i>p</i>|\u2009<i>q</i> ≤ max(0, <i>q</i>)",
        ),
        ("$a < b$", "<i>a</i> &lt; <i>b</i>"),
    ],
)
def test_markdown_and_formulas(text, written):
    found = html(text)
    assert re.sub(r"<span class=.formula. [^>]*>|</span>", "", found) == f"<p>{written}</p>\n"


def test_a_sign_that_is_not_known_is_an_error():
    with pytest.raises(KeyError):
        html(r"$\alpha$")
