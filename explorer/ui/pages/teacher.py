"""For teachers: a lesson of 45 minutes, made of links."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from explorer.core.kernels import KERNELS
from explorer.exports.worksheet import PAGES, Question, answers, worksheet
from explorer.lessons.sources import lessons_of_our_own
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
    pages: tuple[tuple[str, str], ...] = ()
    """Other pages: the address of each, and what its link says."""


BLUR: dict[str, Any] = weight_values(KERNELS["Gaussian blur"].weights)
LAPLACIAN: dict[str, Any] = weight_values(KERNELS["Laplacian (4 neighbours)"].weights)

WALL, STREET = showing("Brick wall"), showing("Street at dusk")

PLAN = (
    Step(
        6,
        "A picture becomes a signed map",
        "Where is the feature map before ReLU red, where blue? Why does an edge have a sign at all?",
        "The sign says which side is brighter. The two sides of a brick have opposite colours.",
        ("picture-to-map",),
        (
            ("One light spot: where is the map red, where blue?", Settings()),
            ("Wall and edge kernel: drag the line", Settings(**WALL)),
        ),
    ),
    Step(
        5,
        "ReLU: two rules",
        "Vote first: what does a second ReLU do? And what does ReLU do after a blur?",
        "Nothing, both times: no negative number is left. Walk one pixel along the curve.",
        ("rectifier",),
        (("A blur has no negatives: ReLU has nothing to do", Settings(**WALL, **BLUR)),),
    ),
    Step(
        7,
        "White, grey, black",
        "Does ReLU make a step larger? Vote, then read the largest step before and after.",
        "The largest step does not grow. A line that goes straight through zero gets a corner. In the "
        "second view zero changes its colour from map to map: a trick of the display.",
        ("corner",),
        (
            ("The tutorial's greys: zero is middle grey", Settings(**STREET, palette="Signed grey")),
            ("Each map scaled on its own: zero moves", Settings(**STREET, palette="Auto-scaled grey")),
        ),
    ),
    Step(
        9,
        "Why at all?",
        "Two kernels follow each other. How large is the one kernel that does the same? Then put ReLUs "
        "between the layers. What do more layers win?",
        "Without ReLU one 5×5 kernel does the same, exactly. With ReLU between two edge kernels none does. "
        "Layers of two ReLUs can fold a line, and each fold doubles its straight pieces.",
        ("collapse", "folds"),
        (("A kernel to try: Laplacian", Settings(**WALL, **LAPLACIAN)),),
    ),
    Step(
        5,
        "What a zero saves",
        "The next layer multiplies every number of the map by its weights. Which products can it skip?",
        "Those with 0. Lower the bias: ReLU makes more zeros. A leak makes negative numbers smaller, but "
        "not 0.",
        ("zeros-are-free",),
    ),
    Step(
        5,
        "The way back",
        "Training sends a correction back through ReLU. Where does it come through?",
        "Where the sum is above zero: there the gate is 1. Elsewhere it is 0, and nothing comes back.",
        ("the-way-back",),
    ),
    Step(
        8,
        "A network that people use",
        "Take the rectifiers away. Where does the network see a face? Then drag one slope yourself.",
        "Without rectifiers, most places of the astronaut's picture look like a face to the first stage.",
        ("take-the-rectifiers-away",),
        pages=(("network", "The network: its slopes are handles"),),
    ),
)

MORE = (
    ("In pairs: judge the tutorial's claims, then compare", ("claims",)),
    ("What becomes of the negative half", ("discarded", "learned-slope")),
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
    st.header("The plan", anchor=False)
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
    _draw_own()


def _draw_own() -> None:
    """Draw the lessons that go beyond what the class may have read."""
    st.header("Lessons of our own", anchor=False)
    st.markdown(
        "These are in neither the tutorial nor the two papers that it names. They rest on other sources, or "
        "on nothing but what is computed before your eyes."
    )
    for address in lessons_of_our_own():
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
        "below each. The answers are printed apart. Each opens in a new tab. Print it from there."
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
            for address, label in step.pages:
                links.to_page(address, label)
            for name, view in step.views:
                st.markdown(f":material/open_in_new: {links.to_explorer(view, name)}")
        how.markdown(f"**Ask:** {step.ask}\n\n**Look for:** {step.look_for}")
