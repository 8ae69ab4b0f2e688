"""The page of a chapter: claim, question, demonstration, reasons."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from explorer.lessons.chapters import CHAPTERS
from explorer.ui.components.component import component
from explorer.ui.features import links, pictures
from explorer.ui.server.assets import LESSON_TEXTS
from explorer.ui.server.streamlit_internals import Page
from explorer.view.settings import DEFAULTS, Settings, showing

WHY = "\n---\n"
_preload = component("preload", html="<div class='preload'></div>")


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
        """Return the claim that the chapter makes."""
        return CHAPTERS[self.address].title

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
    guesses: dict[str, str | None] = st.session_state.setdefault("guesses", {})
    _steps(list(chapters.values()), list(chapters).index(chapter.address), len(guesses))
    st.header(chapter.title, anchor=False)
    if chapter.address not in guesses:
        _ask(chapter, guesses)
        return
    _answer(chapter, guesses[chapter.address])
    chapter.demonstrate()
    st.markdown(chapter.words())
    with st.expander("Why", key=f"why-{chapter.address}"):
        st.markdown(chapter.why())
    if st.button("Open in the explorer", icon=":material/tune:", key=f"open-{chapter.address}"):
        links.open_explorer(explorer, _view(chapter))


def _steps(pages: list[Page], place: int, revealed: int) -> None:
    """Draw the progress and the buttons to the neighbouring chapters."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for label, key, there in (("Back", "Left", place - 1), ("Next", "Right", place + 1)):
            is_end = not 0 <= there < len(pages)
            if st.button(label, key=label, shortcut=key, disabled=is_end) and not is_end:
                st.switch_page(pages[there])
        st.progress((place + 1) / len(pages), f"Chapter {place + 1} of {len(pages)}, {revealed} revealed")


def _ask(chapter: ChapterPage, guesses: dict[str, str | None]) -> None:
    """Draw the question and the button that reveals the answer."""
    guess = st.radio(f"**{chapter.question}**", chapter.options, index=None, key=f"guess-{chapter.address}")
    if st.button("Reveal", type="primary", key="reveal", shortcut="Enter"):
        guesses[chapter.address] = guess
        st.rerun()
    _preload({}, key="preload")


def _answer(chapter: ChapterPage, guess: str | None) -> None:
    """Draw the question, the guess and the answer."""
    st.markdown(f"**{chapter.question}**")
    if guess is None:
        st.info(f"Nobody guessed. The answer: **{chapter.answer}**", icon=":material/visibility:")
    elif guess == chapter.answer:
        st.success(f"Guessed: **{guess}**. So it is.", icon=":material/check:")
    else:
        st.warning(f"Guessed: **{guess}**. The answer: **{chapter.answer}**", icon=":material/close:")


def _view(chapter: ChapterPage) -> Settings:
    """Return the settings for the explorer, with the visitor's picture unless the chapter has its own."""
    own = chapter.settings.picture
    picture = own if own != DEFAULTS["picture"] else pictures.last_viewed()
    return replace(chapter.settings, **showing(picture, chapter.settings.size))
