"""What the browser gives back when the server has lost a session: the visitor's pictures and view A.

The browser keeps what it has sent, as long as the page is open, and is told what the session holds. When it
finds another session, with nothing in it, it reports what the one before held and sends the files again. None
of it is trusted.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st

from explorer.images import Reading
from explorer.ui.components import anywhere
from explorer.ui.features import uploads
from explorer.ui.state import session
from explorer.ui.state.session import PinnedView
from explorer.view.settings import Settings, apply

_TAKEN = "taken_back"
"""Key of the session for the pictures that are given back, by the names that their files come under."""
_LARGEST = 2**53
"""JavaScript represents whole numbers up to this one exactly."""


def holding() -> dict[str, Any]:
    """Return what the session holds, for the browser: which files are which pictures, and view A.

    A file is several pictures if it was read in several ways: each has its number, frame, and background.
    """
    view = session.state()
    a = view.pinned
    return {
        "session": view.token,
        "upload": view.upload,
        "files": _files_held(),
        "pinned": {"settings": asdict(a.settings), "upload": a.upload} if a else None,
    }


def take_back() -> None:
    """Take view A and the number of the picture from the browser's report, once; the files follow."""
    report = anywhere.given_back()
    if _TAKEN in st.session_state or not isinstance(report, dict):
        return
    if report.get("session") != session.state().token:
        return
    session.give_back(_pinned(report.get("pinned")), _number(report.get("upload")))
    st.session_state[_TAKEN] = _files(report.get("files"))


def readings_of(name: str) -> Mapping[int, Reading]:
    """Return the pictures of a file that is given back, by their numbers; a new file has none."""
    files: dict[str, Mapping[int, Reading]] = st.session_state.get(_TAKEN, {})
    return files.get(name, {})


def _files_held() -> dict[str, list[tuple[int, int, str]]]:
    files: dict[str, list[tuple[int, int, str]]] = {}
    for number, upload in uploads.kept_uploads().items():
        reading = upload.picture.reading
        files.setdefault(upload.name, []).append((number, reading.frame, reading.over))
    return files


def _pinned(sent: Any) -> PinnedView | None:
    settings = sent.get("settings") if isinstance(sent, dict) else None
    if not isinstance(settings, dict):
        return None
    return PinnedView(apply(Settings(), settings), _number(sent.get("upload")))


def _files(sent: Any) -> dict[str, Mapping[int, Reading]]:
    return {str(name): _readings(rows) for name, rows in sent.items()} if isinstance(sent, dict) else {}


def _readings(rows: Any) -> Mapping[int, Reading]:
    found: dict[int, Reading] = {}
    for row in rows[: uploads.READINGS] if isinstance(rows, list) else []:
        if not isinstance(row, list) or len(row) != 3:
            continue
        number, reading = _number(row[0]), uploads.reading_of(row[1], row[2])
        if number and reading is not None:
            found[number] = reading
    return found


def _number(sent: Any) -> int:
    """Return the number of an upload that the browser names, which is not trusted; 0 if it is none."""
    return sent if type(sent) is int and 0 < sent < _LARGEST else 0
