"""Checks that the files of the app are complete; otherwise the page says what is missing and what to do."""

from collections.abc import Iterable
from pathlib import Path

import streamlit as st

from explorer.images import photographs
from explorer.ui.server import cache, environment
from explorer.ui.server.assets import ASSETS, LESSON_TEXTS


def check(chapters: Iterable[str]) -> None:
    """Show an error and stop the run if files are missing or a variable is wrong; warn of missing charts."""
    try:
        environment.check()
    except environment.WrongSetting as problem:
        st.error(f"Whoever runs this server has to change a setting. {problem}")
        st.stop()
    missing = [file for file in _needed(chapters) if not file.is_file()]
    if missing:
        names = ", ".join(str(file.relative_to(ASSETS.parent)) for file in missing)
        st.error(
            f"This copy of the app is incomplete. Missing: {names}. Install it again, with the folder assets."
        )
        st.stop()
    if cache.serve_modules() == cache.UNCOPIED:
        st.warning(
            "The charts are missing, because the server cannot write to its folder static/served. "
            "Whoever runs it: free some disk space or make the folder writable, then start the app again."
        )


def _needed(chapters: Iterable[str]) -> Iterable[Path]:
    yield from (ASSETS / name for name in ("icon.svg", "logo.svg", "how_it_is_computed.md"))
    yield from (
        ASSETS / name for name in ("learned_kernels.json", "networks/mtcnn.npz", "lessons/teacher.md")
    )
    yield from photographs()
    yield from (LESSON_TEXTS / f"{name}.md" for name in chapters)
