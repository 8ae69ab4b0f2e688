from explorer.lessons.chapters import CHAPTERS
from explorer.lessons.history import HISTORY
from explorer.lessons.sources import FACTS, SOURCES, lessons_of_our_own
from explorer.ui.features import cited
from explorer.ui.pages import sources
from tests.chapters.opened import links, opened, said


def test_every_source_stands_there_with_its_link_and_how_it_was_read():
    app = opened("sources", draw="page")
    text = said(app)
    for source in SOURCES:
        for part in (source.authors, source.title, source.venue, source.note, sources.MARKS[source.reading]):
            assert part in text
        assert f"({source.year or 'kept up to date'})" in text
    assert links(app)[1] == [source.address for source in sorted(SOURCES, key=cited_name)]


def cited_name(source):
    """Return the name by which lessons cite a source: that is where one looks for it."""
    return cited.short_name(source).casefold()


def test_every_fact_stands_there_with_its_place():
    text = said(opened("sources", draw="page"))
    for fact in FACTS:
        assert f"{fact.text} *({fact.where})*" in text


def test_every_link_leads_to_a_chapter():
    pages, _ = links(opened("sources", draw="page"))
    assert set(pages) <= set(CHAPTERS)
    assert {fact.chapter for fact in FACTS} <= set(pages)
    ours = lessons_of_our_own()
    assert pages[: len(ours)] == ours
    assert len(pages) == len(ours) + sum(len(sources.chapters_of(source)) for source in SOURCES)


def test_the_history_stands_there_line_by_line():
    text = said(opened("sources", draw="page"))
    for row in HISTORY:
        name = cited.short_name(cited.BY_KEY[row.source])
        assert f"- **{row.year}** {row.text} *({name})*" in text


def test_the_chapters_that_are_ours_are_counted():
    ours = lessons_of_our_own()
    text = said(opened("sources", draw="page"))
    assert f"{len(CHAPTERS) - len(ours)} of the {len(CHAPTERS)} lessons rest on the tutorial" in text


def test_a_source_names_the_chapters_of_its_facts():
    for source in SOURCES:
        used = sources.chapters_of(source)
        assert {fact.chapter for fact in FACTS if fact.source == source.key} <= set(used)
        assert used == sorted(used, key=list(CHAPTERS).index)


def test_sources_are_cited_as_texts_do():
    names = {source.key: cited.short_name(source) for source in SOURCES}
    assert names["russakovsky2015"] == "Russakovsky et al. 2015"
    assert names["kuo2016"] == "Kuo 2016"
    assert names["nair2010"] == "Nair and Hinton 2010"
    assert names["cs231n"] == "Stanford CS231n"
    dated = [cited.short_name(source) for source in SOURCES if source.year]
    assert len(set(dated)) == len(dated)
