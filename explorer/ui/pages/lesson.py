"""The page of a chapter: question, answer, demonstration, reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from explorer.lessons.chapters import CHAPTERS
from explorer.ui.components import kept_guesses
from explorer.ui.components.component import component
from explorer.ui.features import links, pictures
from explorer.ui.server import cache
from explorer.ui.server.assets import LESSON_TEXTS
from explorer.ui.server.streamlit_internals import Page
from explorer.ui.state import guesses
from explorer.view.settings import DEFAULTS, Settings, showing

WHY = "\n---\n"
_question = component("question", html="<form class='question'></form>")


@dataclass(frozen=True, slots=True)
class ChapterPage:
    """The content of the page of one chapter."""

    address: str
    """The chapter's address in `explorer.lessons.chapters`, and the name of its text in assets/lessons."""
    question: str
    options: tuple[str, ...]
    answer: str
    """The right option."""
    demonstrate: Callable[[], None]
    settings: Settings
    """The view that "Open in the explorer" opens."""

    @property
    def title(self) -> str:
        """Return what the chapter is about; it leaves the answer open."""
        return CHAPTERS[self.address].title

    @property
    def claim(self) -> str:
        """Return what the chapter shows: its heading once the answer is revealed."""
        return CHAPTERS[self.address].claim

    def option(self, place: int | None) -> str | None:
        """Return the option at a place from 0; None if there is none."""
        return self.options[place] if place is not None and place < len(self.options) else None

    def words(self) -> str:
        """Return the text below the demonstration, in Markdown."""
        return self._text().split(WHY)[0].strip()

    def why(self) -> str:
        """Return the mathematics and the sources, in Markdown."""
        return self._text().split(WHY)[1].strip()

    def _text(self) -> str:
        return (LESSON_TEXTS / f"{self.address}.md").read_text(encoding="utf-8")


def draw(chapters: dict[str, Page], chapter: ChapterPage, explorer: Page) -> None:
    """Draw a chapter; `chapters` holds the pages of all chapters in order, by their addresses."""
    pages, place = list(chapters.values()), list(chapters).index(chapter.address)
    _steps(pages, place, guesses.count())
    st.title(guesses.heading(chapter.address), anchor=False)
    if not guesses.is_revealed(chapter.address):
        _ask(chapter)
        return
    _answer(chapter, guesses.guess(chapter.address))
    st.markdown(chapter.words())
    chapter.demonstrate()
    with st.expander("Why", key=f"why-{chapter.address}"):
        st.markdown(chapter.why())
    _ways_on(chapter, pages, place, explorer)


def _steps(pages: list[Page], place: int, revealed: int) -> None:
    """Draw the buttons to the neighbouring chapters, and the progress."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, key, there in (("Back", "Left", place - 1), ("Next", "Right", place + 1)):
            is_end = not 0 <= there < len(pages)
            if st.button(label, key=label, shortcut=key, disabled=is_end) and not is_end:
                st.switch_page(pages[there])
        st.caption(f"Lesson {place + 1} of {len(pages)}, {revealed} revealed", width="content")
        if revealed:
            _start_again()
        st.progress((place + 1) / len(pages))


def _start_again() -> None:
    """Draw the button that hides all answers again; a second press says that it is meant."""
    with st.popover("Next class", type="tertiary", key="start_again"):
        st.markdown("This hides all answers again, and forgets guesses and hands.")
        kept_guesses.draw_forget()


def _ask(chapter: ChapterPage) -> None:
    """Draw the question and its answers; the browser reports the chosen one when it is to be revealed."""
    message = {
        "address": chapter.address,
        "question": chapter.question,
        "options": chapter.options,
        "teaser": _teaser(chapter.address),
    }
    key = f"question_{chapter.address.replace('-', '_')}"
    report = _question(message, key=key, on_revealed_change=partial(_reveal, chapter, key)).revealed
    if report:  # the run that should have called `_reveal` was ended before
        _reveal(chapter, key)
        st.rerun()


def _teaser(address: str) -> dict[str, str]:
    """Return the picture beside the question, and its words."""
    row = CHAPTERS[address].teaser
    return {"src": cache.teaser(address), "alt": row.alt, "caption": row.caption}


def _reveal(chapter: ChapterPage, key: str) -> None:
    """Store what the browser reports, before the page is drawn: the question is not drawn once more."""
    report = getattr(st.session_state.get(key), "revealed", None)
    if report:
        guesses.reveal(chapter.address, guesses.read(report))


def _answer(chapter: ChapterPage, kept: guesses.Guess) -> None:
    """Draw the question, the guess, the hands and the answer."""
    st.header(chapter.question, anchor=False)
    guess, hands = chapter.option(kept.place), hands_sentence(chapter, kept.hands)
    if guess is None:
        said = "" if hands else "Nobody guessed. "
        st.info(f"{said}The answer: **{chapter.answer}**", icon=":material/visibility:")
    elif guess == chapter.answer:
        st.success(f"Guessed: **{guess}**. That is right.", icon=":material/check:")
    else:
        st.warning(
            f"Guessed: **{guess}**. That is not right. The answer: **{chapter.answer}**",
            icon=":material/close:",
        )
    if hands:
        st.info(hands, icon=":material/front_hand:")


def hands_sentence(chapter: ChapterPage, hands: Sequence[int]) -> str:
    """Say how many hands went up for each answer, and how many for the right one; "" if none were counted."""
    if len(hands) != len(chapter.options) or not any(hands):
        return ""
    right = hands[chapter.options.index(chapter.answer)]
    each = ", ".join(f"{count} for “{option}”" for option, count in zip(chapter.options, hands, strict=True))
    return f"Hands for the right answer: **{right} of {sum(hands)}**. {each}."


def _ways_on(chapter: ChapterPage, pages: list[Page], place: int, explorer: Page) -> None:
    """Draw the buttons at the end of the page: to the explorer, and to the next chapter."""
    with st.container(horizontal=True):
        if st.button("Open in the explorer", icon=":material/tune:", key=f"open-{chapter.address}"):
            links.open_explorer(explorer, _view(chapter))
        is_last = place + 1 == len(pages)
        if not is_last and st.button(
            "Next lesson", icon=":material/arrow_forward:", icon_position="right", key="next-below"
        ):
            st.switch_page(pages[place + 1])


def _view(chapter: ChapterPage) -> Settings:
    """Return the settings for the explorer, with the visitor's picture unless the chapter has its own."""
    own = chapter.settings.picture
    picture = own if own != DEFAULTS["picture"] else pictures.last_viewed()
    return replace(chapter.settings, **showing(picture, chapter.settings.size))
