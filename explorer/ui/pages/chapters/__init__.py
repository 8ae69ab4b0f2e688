"""The pages of the chapters: one module each, named as its address, with a `PAGE` that it draws."""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from explorer.lessons.chapters import CHAPTERS
from explorer.ui.pages.lesson import ChapterPage


def _page(address: str) -> ChapterPage:
    page: ChapterPage = import_module(f"{__name__}.{address.replace('-', '_')}").PAGE
    return page


CHAPTER_PAGES: Mapping[str, ChapterPage] = MappingProxyType({address: _page(address) for address in CHAPTERS})
"""In the order of the lessons, by address."""
