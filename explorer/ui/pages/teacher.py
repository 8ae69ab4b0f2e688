"""For teachers: a lesson of 45 minutes, made of links."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from explorer.core.kernels import KERNELS
from explorer.exports.worksheet import PAGES, Question, answers, worksheet
from explorer.ui.components.component import component
from explorer.ui.features import links, share
from explorer.ui.pages.chapters import CHAPTER_PAGES
from explorer.ui.server.assets import LESSON_TEXTS
from explorer.view.experiments import EXPERIMENTS
from explorer.view.network_experiments import NETWORK_EXPERIMENTS
from explorer.view.settings import Settings, showing, weight_values

_sheets = component("sheets", html="<div class='sheets'></div>")


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the lesson: what to open, what to ask, what to look for."""

    minutes: int
    title: str
    ask: str
    look_for: str
    chapters: tuple[str, ...] = ()
    views: tuple[tuple[str, Settings], ...] = ()


BLUR: dict[str, Any] = weight_values(KERNELS["Gaussian blur"].weights)
LAPLACIAN: dict[str, Any] = weight_values(KERNELS["Laplacian (4 neighbours)"].weights)
MIRRORED: dict[str, Any] = {"activation": "PReLU", "negative_slope": -1.0}

WALL, STREET = showing("Brick wall"), showing("Street at dusk")

PLAN = (
    Step(
        6,
        "A picture becomes a signed map",
        "Where is the feature map before ReLU red, where blue? Why does an edge have a sign at all?",
        "The sign says on which side it is brighter: the two sides of a brick have opposite colours.",
        ("picture-to-map",),
        (
            ("One light spot: where is the map red, where blue?", Settings()),
            ("Wall and edge kernel: drag the line", Settings(**WALL)),
        ),
    ),
    Step(
        6,
        "ReLU: two rules",
        "Let the class vote first: what does a second ReLU do? What does ReLU do to a picture?",
        "Nothing, both times: there is no negative number left. Walk one pixel along the curve.",
        ("rectifier",),
        (("A blur has no negatives: ReLU has nothing to do", Settings(**WALL, **BLUR)),),
    ),
    Step(
        8,
        "White, grey, black",
        "Does ReLU make a step larger? Vote, then read the largest step before and after.",
        "The largest step does not grow. What is new is a corner at each zero crossing. In the second view "
        "zero changes its colour from map to map: a trick of the display.",
        ("corner",),
        (
            ("The tutorial's greys: zero is middle grey", Settings(**STREET, palette="Signed grey")),
            ("Each map stretched on its own: zero moves", Settings(**STREET, palette="Auto-scaled grey")),
        ),
    ),
    Step(
        9,
        "Why at all?",
        "If two kernels follow each other, how large is the one kernel that does the same?",
        "Without ReLU 5×5 is enough, exactly. With ReLU between them no 5×5 kernel does it.",
        ("collapse", "discarded"),
        (("A kernel to try: Laplacian", Settings(**WALL, **LAPLACIAN)),),
    ),
    Step(
        8,
        "The slope left of zero",
        "Move the slope: where is PReLU the identity, ReLU, the absolute value?",
        "Slope 1, 0 and −1. In the chapter a slope finds its own way to the answer that the task needs.",
        ("learned-slope",),
        (
            ("Slope 0.25, where the paper starts", Settings(**WALL, activation="PReLU", negative_slope=0.25)),
            ("Slope −1: edges of both signs are bright", Settings(**WALL, **MIRRORED)),
        ),
    ),
    Step(
        8,
        "What the tutorial says, and what is so",
        "Each pair takes one claim: right, half right or wrong? Which number decides it?",
        "Reasons that name a number on the screen. Where a picture cannot show a claim: why not?",
        ("claims",),
    ),
)

MORE = (
    ("A network that people use, from the slope to what it sees", ("take-the-rectifiers-away",)),
    ("For those who ask why networks are deep", ("folds",)),
    ("For those who ask why negatives confuse a network", ("sign-confusion", "reversed-digits")),
    ("For those who train networks", ("start-right", "dead-and-sparse", "number-types")),
    ("For the next lesson", ("frequencies", "pooling")),
)


def page() -> None:
    """Draw the page."""
    st.title(f"A lesson of {sum(step.minutes for step in PLAN)} minutes", anchor=False)
    st.markdown((LESSON_TEXTS / "teacher.md").read_text(encoding="utf-8"))
    count = len(EXPERIMENTS) + len(NETWORK_EXPERIMENTS)
    links.to_page("experiments", f"{count} ready-made experiments, each a link")
    _print()
    minute = 0
    for place, step in enumerate(PLAN):
        _draw(place, step, minute)
        minute += step.minutes
    st.header("If there is more time", anchor=False)
    for title, chapters in MORE:
        with st.container(border=True):
            st.markdown(f"**{title}**")
            for address in chapters:
                links.to_chapter(address)


def _print() -> None:
    """Draw the links to the worksheet and to its answers."""
    rows = [
        Question(page.title, page.question, page.options, page.answer, page.claim)
        for page in CHAPTER_PAGES.values()
    ]
    here = st.context.url or ""
    app = "" if share.is_local(here) else here.removesuffix("teacher").rstrip("/")
    st.header("To print", anchor=False)
    st.markdown(
        f"The worksheet has {PAGES} pages, A4 or Letter: all {len(rows)} questions, and a line to write on "
        "below each. The answers are a page of their own. Each opens in a new tab. Print it from there."
    )
    sheets = (("Worksheet", worksheet(rows, app=app)), ("Answers", answers(rows)))
    _sheets({"sheets": [{"label": label, "html": html} for label, html in sheets]}, key="sheets")


def _draw(place: int, step: Step, start: int) -> None:
    """Draw a step: when, what to open, what to ask and to look for; below each other on a phone."""
    with st.container(border=True, key=f"teacher-{place}"):
        when, what, how = st.columns([2, 5, 7])
        when.markdown(f"Minute {start} to {start + step.minutes}")
        with what:
            st.markdown(f"**{step.title}**")
            for address in step.chapters:
                links.to_chapter(address)
            for name, view in step.views:
                st.markdown(f":material/open_in_new: {links.to_explorer(view, name)}")
        how.markdown(f"**Ask:** {step.ask}\n\n**Look for:** {step.look_for}")
