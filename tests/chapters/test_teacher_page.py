from urllib.parse import parse_qsl, urlsplit

import pytest

from explorer.lessons.chapters import CHAPTERS
from explorer.lessons.sources import lessons_of_our_own
from explorer.ui.pages import teacher
from explorer.view.settings import DOMAINS, Settings
from tests.chapters.opened import links, opened, said

VIEWS = [view for step in teacher.PLAN for _, view in step.views]


def read(address):
    """Make the settings that an address asks for."""
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc, parts.path) == ("", "", "./")
    return Settings.from_query(dict(parse_qsl(parts.query)))


def test_the_plan_takes_45_minutes():
    assert sum(step.minutes for step in teacher.PLAN) == 45
    assert "Minute 37 to 45" in said(opened("teacher", draw="page"))


def test_every_link_leads_to_a_chapter_or_to_the_view_it_names():
    pages, addresses = links(opened("teacher", draw="page"))
    assert set(pages) == {*CHAPTERS, "experiments", "network"}
    assert [read(address) for address in addresses] == VIEWS


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_one_that_the_explorer_can_show(view):
    for name, domain in DOMAINS.items():
        assert getattr(view, name) in domain


def test_every_lesson_has_one_place_in_the_plan_or_after_it():
    planned = [address for step in teacher.PLAN for address in step.chapters]
    planned += [address for _, chapters in teacher.MORE for address in chapters]
    assert sorted(planned) == sorted(CHAPTERS)


def test_the_lessons_of_our_own_are_named_at_the_end():
    pages, _ = links(opened("teacher", draw="page"))
    assert pages[-len(lessons_of_our_own()) :] == lessons_of_our_own()


def test_every_step_says_what_to_ask_and_what_to_look_for():
    text = said(opened("teacher", draw="page"))
    for step in teacher.PLAN:
        assert f"**Ask:** {step.ask}\n\n**Look for:** {step.look_for}" in text
        assert step.chapters
