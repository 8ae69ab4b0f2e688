import math
import re
from collections import Counter
from urllib.parse import urlsplit

from explorer.lessons.chapters import CHAPTER_ROWS, CHAPTERS
from explorer.lessons.dead_units import TRAINED_SPARSITY
from explorer.lessons.history import HISTORY
from explorer.lessons.learned_slope import START, TABLE_1
from explorer.lessons.sources import FACTS, SOURCES, STARTING_POINTS, Reading, lessons_of_our_own

UNVERIFIED = r"37[.,]36|Fergus|MLSS|[Oo]rthant|\bnecessary"  # known from memory only
BY_KEY = {source.key: source for source in SOURCES}


def text_of(key, where):
    return next(fact.text for fact in FACTS if (fact.source, fact.where) == (key, where))


def test_the_chapters_are_named_once_each():
    assert len(CHAPTERS) == len(CHAPTER_ROWS)
    assert all(re.fullmatch("[a-z-]+", chapter) for chapter in CHAPTERS)


def test_keys_titles_and_addresses_are_unique():
    for field in ("key", "title", "address"):
        assert max(Counter(getattr(source, field) for source in SOURCES).values()) == 1


def test_every_source_is_complete_and_used():
    for source in SOURCES:
        address = urlsplit(source.address)
        assert address.scheme == "https", source.key
        assert "." in address.netloc, source.key
        assert source.chapters, source.key
        assert set(source.chapters) <= set(CHAPTERS), source.key
        assert len(set(source.chapters)) == len(source.chapters), source.key
        assert all((source.authors, source.venue, source.title)), source.key
        assert source.note.endswith("."), source.key
        assert source.year is None or 1960 < source.year <= 2026, source.key
        assert not re.search(UNVERIFIED, source.note), source.key


def test_every_fact_is_cited_and_shown_where_its_source_is_used():
    for fact in FACTS:
        assert fact.text.endswith("."), fact.text
        assert fact.where, fact.text
        assert fact.chapter in BY_KEY[fact.source].chapters, fact.text
        assert not re.search(UNVERIFIED, fact.text), fact.text


def test_every_source_but_the_tutorial_gives_a_fact_or_a_line_of_the_history():
    used = {fact.source for fact in FACTS} | {row.source for row in HISTORY}
    assert {source.key for source in SOURCES} - used == {"tutorial"}


def test_the_history_runs_forward_and_agrees_with_its_sources():
    years = [row.year for row in HISTORY]
    assert years == sorted(years)
    for row in HISTORY:
        year = {"he2016": 2015}.get(row.source, BY_KEY[row.source].year)  # a year earlier on arXiv
        assert row.year == year, row.source
        assert row.text.endswith("."), row.text
        assert not re.search(UNVERIFIED, row.text), row.text


def test_an_early_source_is_not_called_the_first():
    for row in HISTORY:
        assert not re.search(r"\b(the first(?! weights)|invent|introduce)", row.text), row.text


def test_no_fact_is_told_twice():
    assert len({fact.text for fact in FACTS}) == len(FACTS)


def test_what_was_only_reported_says_so_where_the_paper_itself_was_not_read():
    for fact in FACTS:
        if BY_KEY[fact.source].reading is Reading.PARTS and not fact.where.startswith("Figure"):
            assert "report" in fact.where or fact.where == "the RECOS model", fact.text


def test_the_facts_agree_with_the_numbers_of_the_demonstrations():
    trained = next(fact.text for fact in FACTS if "83.4 %" in fact.text)
    for row in TRAINED_SPARSITY:
        assert row.source == "glorot2011"
        assert f"{100 * row.zero_share:.1f} % ({row.dataset})" in trained
    first = TABLE_1[0]
    assert f"{first.shared} shared, {first.channel_wise} on average" in text_of(
        "he2015", "Table 1 and the reading of it"
    )
    assert f"starts at {START}" in text_of("he2015", "equation 4 and the text after it")
    assert f"adds {len(TABLE_1)} numbers" in text_of("he2015", "the section on PReLU")


def test_the_facts_on_the_first_weights_can_be_recomputed():
    text = text_of("he2015", "the text after equation 14")
    vgg_b = (64, 64, 128, 128, 256, 256, 512, 512, 512, 512)  # kernels of its ten 3 by 3 layers
    stds = [math.sqrt(2 / (3**2 * kernels)) for kernels in vgg_b]  # equation 14
    for std in stds:
        assert f"{std:.3f}" in text
    weakened = math.prod(std / 0.01 for std in stds[1:])
    assert f"about {round(weakened, -3):,.0f} times" in text


def test_two_small_kernels_save_what_the_fact_says():
    small, large = 2 * 3 * 3, 5 * 5
    text = text_of("simonyan2014", "the comparison of small and large kernels")
    assert f"with {small} weights where that has {large} ({1 - small / large:.0%}".replace("%", " %") in text


def test_a_lesson_of_our_own_rests_on_neither_the_tutorial_nor_the_papers_that_it_names():
    used = {chapter for key in STARTING_POINTS for chapter in BY_KEY[key].chapters}
    used |= {fact.chapter for fact in FACTS if fact.source in STARTING_POINTS}
    assert used.isdisjoint(lessons_of_our_own())
    assert used.union(lessons_of_our_own()) == set(CHAPTERS)
    assert {"pooling", "number-types"} <= set(lessons_of_our_own())
