"""The pages of the chapters: one module each, named as its address, with a `PAGE` that it draws."""

from collections.abc import Iterator, Mapping
from importlib import import_module

from explorer.lessons.chapters import CHAPTERS
from explorer.ui.pages import lesson
from explorer.ui.pages.lesson import ChapterPage
from explorer.ui.server.streamlit_internals import Page


class _Pages(Mapping[str, ChapterPage]):
    """The pages by address; a page is imported when somebody asks for it, not when the app starts."""

    def __getitem__(self, address: str) -> ChapterPage:
        if address not in CHAPTERS:
            raise KeyError(address)
        page: ChapterPage = import_module(f"{__name__}.{address.replace('-', '_')}").PAGE
        return page

    def __iter__(self) -> Iterator[str]:
        return iter(CHAPTERS)

    def __len__(self) -> int:
        return len(CHAPTERS)


CHAPTER_PAGES: Mapping[str, ChapterPage] = _Pages()
"""In the order of the lessons, by address."""


def draw(pages: dict[str, Page], address: str, explorer: Page) -> None:
    """Draw the chapter of an address; `pages` holds those of all chapters in order, by their addresses."""
    lesson.draw(pages, CHAPTER_PAGES[address], explorer)
