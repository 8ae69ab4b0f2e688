import numpy as np
import pytest

from explorer.images import samples
from explorer.lessons.chapters import CHAPTERS
from explorer.lessons.claims import CLAIMS, COUNTED, MEANINGS, Verdict, comparison, heading, summary
from explorer.ui.pages.chapters import claims
from tests.chapters.opened import again, is_sound, links, opened, said, spoken

CANNOT = "This picture cannot show it"


def everything(app):
    return again(app.toggle(key="claims_all").set_value(True))


def judge(app, row, verdict):
    return again(app.pills(key=f"claims_judged_{row.key}").set_value(verdict))


def test_the_chapter_is_sound():
    assert is_sound(claims.PAGE)


def test_the_answer_is_what_the_rows_come_to():
    right, count = [row.verdict for row in COUNTED].count(Verdict.RIGHT), len(COUNTED)
    assert 0 < 2 * right < count
    assert claims.PAGE.answer == "Fewer than half of them"
    assert f"into {count} claims" in claims.PAGE.question


def test_at_first_every_claim_stands_there_and_no_verdict_does():
    app = opened("claims")
    text = said(app)
    for row in CLAIMS:
        assert f"**{heading(row)}**\n\n{row.claim}" in text
        assert row.what_is_so not in text
    assert "So it is" not in text
    assert "Measured here" not in text
    assert summary() not in text
    assert all(text.count(claims.SYMBOLS[verdict]) == 1 for verdict in Verdict)  # what the words mean


def test_every_verdict_that_one_may_choose_is_explained():
    app = opened("claims")
    assert list(MEANINGS) == list(Verdict)
    for verdict, meaning in MEANINGS.items():
        assert f"{claims.SYMBOLS[verdict]} {meaning}" in said(app)
    for row in CLAIMS:
        assert app.pills(key=f"claims_judged_{row.key}").options == [verdict.value for verdict in Verdict]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_who_judges_a_claim_sees_ours_of_this_claim_alone(verdict):
    row, app = COUNTED[3], opened("claims")
    judge(app, row, verdict)
    text = said(app)
    assert f"{claims.SYMBOLS[row.verdict]} {comparison(row, verdict)}" in text
    assert text.count("So it is:") == text.count("Measured here") == 1
    assert row.what_is_so in text
    assert len(spoken(app)) == 1
    judge(app, row, None)  # taken back, for the next pair
    assert "So it is:" not in said(app)
    assert spoken(app) == []


def test_what_is_revealed_stays_when_something_else_changes():
    app = opened("claims")
    judge(app, COUNTED[0], Verdict.RIGHT)
    judge(app, COUNTED[1], Verdict.WRONG)
    again(app.selectbox(key="lesson_picture").set_value("Cat"))
    assert said(app).count("So it is:") == 2
    everything(app)
    assert said(app).count("So it is:") == len(CLAIMS)
    again(app.toggle(key="claims_all").set_value(False))
    assert said(app).count("So it is:") == 2


@pytest.mark.parametrize("picture", ["Brick wall", "Cat", "Step edge", "Slow ramp", "Checkerboard"])
def test_all_verdicts_stand_there_with_what_is_measured(picture):
    app = everything(opened("claims", picture=picture))
    text = said(app)
    image = samples()[picture].load(256)
    found = {row.key: row.check(image) for row in CLAIMS if row.check}
    for row in CLAIMS:
        assert row.what_is_so in text
        assert row.check is None or found[row.key].measured in text
    for verdict in Verdict:
        assert text.count(claims.SYMBOLS[verdict]) == 1 + sum(row.verdict is verdict for row in CLAIMS)
    assert summary() in text
    assert text.count(CANNOT) == sum(not evidence.holds for evidence in found.values())
    assert (CANNOT in text) == (picture not in ("Brick wall", "Cat"))


def test_a_flat_picture_of_ones_own_is_not_an_error():
    app = opened("claims", own=np.full((3, 3), 0.5, np.float32))
    assert CANNOT in said(everything(app))


def test_a_verdict_is_told_by_a_word_and_a_mark():
    marks = set()
    for verdict in Verdict:
        _, _, inside = claims.SYMBOLS[verdict].rstrip("]").partition("[")
        mark, _, word = inside.partition(" ")
        assert word == verdict.value
        marks.add(mark)
    assert len(marks) == len(Verdict)


def test_every_claim_links_to_the_chapter_that_shows_it():
    pages, _ = links(opened("claims"))
    assert pages == [row.chapter for row in CLAIMS if row.chapter != "claims"]
    assert set(pages) <= set(CHAPTERS)
