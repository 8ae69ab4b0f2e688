import numpy as np
import pytest

from explorer.images import samples
from explorer.lessons.chapters import CHAPTERS
from explorer.lessons.claims import CLAIMS, Verdict
from explorer.ui.pages.chapters import claims
from tests.chapters.opened import again, is_sound, links, opened, said

CANNOT = "This picture cannot show it"


def test_the_chapter_is_sound():
    assert is_sound(claims.PAGE)


def test_the_answer_is_the_count_of_what_is_right():
    assert claims.PAGE.answer == str([row.verdict for row in CLAIMS].count(Verdict.RIGHT))
    assert not any(option == str(len(CLAIMS)) for option in claims.PAGE.options)


@pytest.mark.parametrize("picture", ["Brick wall", "Cat", "Step edge", "Slow ramp", "Checkerboard"])
def test_every_claim_stands_there_with_its_verdict_and_what_is_measured(picture):
    app = opened("claims", picture=picture)
    text = said(app)
    image = samples()[picture].load(256)
    found = {row.number: row.check(image) for row in CLAIMS if row.check}
    for row in CLAIMS:
        assert f"{claims.SYMBOLS[row.verdict]} **Claim {row.number}**\n\n{row.claim}" in text
        assert row.what_is_so in text
        assert row.check is None or found[row.number].measured in text
    assert text.count(CANNOT) == sum(not evidence.holds for evidence in found.values())
    assert (CANNOT in text) == (picture not in ("Brick wall", "Cat"))


def test_a_flat_picture_of_ones_own_is_not_an_error():
    assert CANNOT in said(opened("claims", own=np.full((3, 3), 0.5, np.float32)))


def test_a_verdict_is_told_by_a_word_and_a_mark():
    marks = set()
    for verdict in Verdict:
        _, _, inside = claims.SYMBOLS[verdict].rstrip("]").partition("[")
        mark, _, word = inside.partition(" ")
        assert word == verdict.value
        marks.add(mark)
    assert len(marks) == len(Verdict)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_menu_leaves_the_claims_of_one_verdict(verdict):
    app = opened("claims")
    again(app.selectbox(key="claims_verdict").set_value(verdict))
    shown = [row.number for row in CLAIMS if f"**Claim {row.number}**" in said(app)]
    assert shown == [row.number for row in CLAIMS if row.verdict is verdict]


def test_every_claim_links_to_the_chapter_that_shows_it():
    pages, _ = links(opened("claims"))
    assert pages == [row.chapter for row in CLAIMS if row.chapter != "claims"]
    assert set(pages) <= set(CHAPTERS)
