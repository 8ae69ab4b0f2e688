"""The visitor's own pictures: the last few are kept in the session, so that Undo finds them."""

import itertools
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from explorer.core.arrays import Map
from explorer.images import OVERS, Picture, Reading, UnreadableImage, read, reduce
from explorer.images.refusals import TOO_MUCH
from explorer.ui.server import admission, environment, metrics
from explorer.ui.state import session
from explorer.view.description import DESCRIPTIONS, describe_frame, describe_transparency
from explorer.view.settings import WORKING_SIZES


@dataclass(frozen=True, slots=True)
class UploadedImage:
    """A visitor's picture at the largest working size, kept in the session only."""

    picture: Picture
    file: bytes = b""
    """The file, as long as it can be read in another way."""
    name: str = ""
    """The name that Streamlit has given the file, by which the browser knows what it keeps."""
    number: int = field(default_factory=itertools.count(int(1000 * time.time())).__next__)
    """Different for every upload, also of a server before this one; two uploads may look alike."""
    reduced: dict[int, Map] = field(default_factory=dict)
    """The picture at each smaller working size that was looked at."""

    @property
    def sides(self) -> tuple[int, int]:
        """Rows and columns in the file."""
        return self.picture.height, self.picture.width

    def at(self, size: int) -> Map:
        """Return the picture at a working size."""
        if size not in self.reduced:
            self.reduced[size] = reduce(self.picture.image, size, is_deep=self.picture.is_deep)
        return self.reduced[size]


KEPT = 3
"""So many files of a visitor are kept."""
READINGS = 12
"""So many pictures from them: a frame is one."""
_UPLOADS = "uploads"
_ASKED = "reading_asked"
"""Key of the session for the time, in milliseconds, of the last choice that `reread_once` has taken."""
_PROBLEM = "reading_problem"
"""Key of the session for the last frame that could not be read."""


@dataclass(frozen=True, slots=True)
class _Problem:
    """A frame that could not be read."""

    upload: int
    """The number of the picture that is shown instead."""
    text: str
    number: int
    """Another one for each attempt."""


def uploaded_image() -> UploadedImage | None:
    """Return the picture that this visitor has uploaded and looks at, if any."""
    return upload_numbered(session.state().upload)


def upload_numbered(number: int) -> UploadedImage | None:
    """Return the upload of this visitor that has a number, if it is kept."""
    return kept_uploads().get(number) if number else None


def set_uploaded_image(upload: UploadedImage) -> None:
    """Take a picture of this visitor's as "Your picture"; a few earlier ones and that of view A are kept."""
    _keep(upload)
    session.show_upload(upload.number)


def kept_uploads() -> dict[int, UploadedImage]:
    """Return the uploads of this visitor that are kept, by their numbers."""
    uploads: dict[int, UploadedImage] = st.session_state.get(_UPLOADS, {})
    return uploads


def _keep(upload: UploadedImage) -> None:
    uploads = kept_uploads() | {upload.number: upload}
    pinned = session.state().pinned
    kept = {*_latest(uploads), pinned.upload if pinned else 0}
    st.session_state[_UPLOADS] = {number: one for number, one in uploads.items() if number in kept}


def _latest(uploads: Mapping[int, UploadedImage]) -> list[int]:
    """Return the numbers of the pictures from the last files."""
    latest: list[int] = []
    files: list[int] = []
    for number, one in reversed(list(uploads.items())):
        file = id(one.file) if one.file else -number
        if file not in files:
            files.append(file)
        if len(files) > KEPT or len(latest) == READINGS:
            break
        latest.append(number)
    return latest


def take_file(file: Any) -> str:
    """Take a file as the visitor's picture; return what is wrong with it, "" if nothing is.

    `file` is what `st.file_uploader` returns.
    """
    return _problem_with(lambda: _take(file.getvalue(), Reading(), file.file_id))


def take_back(file: Any, readings: Mapping[int, Reading]) -> str:
    """Keep the pictures of a file that the browser gives back, by their numbers; else as `take_file`."""

    def take() -> None:
        data = file.getvalue()
        for number, reading in readings.items():
            _keep(UploadedImage(*_read(data, reading), file.file_id, number))

    return _problem_with(take)


def _take(data: bytes, reading: Reading, name: str) -> None:
    set_uploaded_image(UploadedImage(*_read(data, reading), name))


def _problem_with(take: Callable[[], object]) -> str:
    """Take a file, unless memory is short; return what is wrong, "" if nothing is. Both are counted."""
    if admission.is_memory_short():
        metrics.REFUSALS.add("upload_memory")
        return _NO_MEMORY
    try:
        take()
    except UnreadableImage as problem:
        metrics.REFUSALS.add("too_large" if problem.reason in TOO_MUCH else "unreadable")
        return str(problem)
    metrics.UPLOADS.add()
    return ""


_NO_MEMORY = "This server has little memory left and takes no picture just now. Try again in a minute."


def _read(data: bytes, reading: Reading) -> tuple[Picture, bytes]:
    """Read a file; return the picture, and what has to be kept of the file."""
    limit = environment.upload_limit()
    picture = read(data, long_side=max(WORKING_SIZES), reading=reading, max_bytes=limit)
    return picture, data if picture.has_choice else b""


def reread(command: Any) -> None:
    """Read the file of an upload in the way that the browser asks for; the command is not trusted."""
    if not isinstance(command, Mapping):
        return
    number, frame, over = (command.get(name) for name in ("upload", "frame", "over"))
    upload = upload_numbered(number) if type(number) is int else None
    asked = reading_of(frame, over)
    if upload is None or not upload.file or asked is None:
        return
    reading = Reading(min(asked.frame, upload.picture.frames - 1), asked.over)
    last: _Problem | None = st.session_state.pop(_PROBLEM, None)
    if reading == upload.picture.reading:
        return
    try:
        _take(upload.file, reading, upload.name)
    except UnreadableImage:  # the frame before stays
        said = DESCRIPTIONS["NO_FRAME"].format(frame=_frame_of(upload.picture, reading.frame))
        st.session_state[_PROBLEM] = _Problem(upload.number, said, last.number + 1 if last else 1)


def reread_once(asked: Any) -> None:
    """Read a file again for a component that goes on saying what it asks for: each choice counts once.

    That it was taken is stored last; if the run is ended before, the next one takes it.
    """
    at = asked.get("at") if isinstance(asked, Mapping) else None
    if type(at) is int and at > st.session_state.get(_ASKED, 0):
        reread(asked)
        st.session_state[_ASKED] = at


def reading_of(frame: Any, over: Any) -> Reading | None:
    """Return what the browser asks for when a file is read; None if it is nothing that can be asked for."""
    if type(frame) is not int or not isinstance(over, str) or over not in OVERS:
        return None
    return Reading(max(frame, 0), over)


def message(*, with_notes: bool = True) -> dict[str, Any]:
    """Return what the browser tells of the visitor's own picture, and offers to choose.

    Without notes nothing is told of the range of its numbers.
    """
    upload = uploaded_image()
    if upload is None:
        return {}
    picture, reading = upload.picture, upload.picture.reading
    problem: _Problem | None = st.session_state.get(_PROBLEM)
    is_of_this = problem is not None and problem.upload == upload.number
    return {
        "upload": upload.number,
        "said": [*_transparency(picture), *(picture.notes if with_notes else ())],
        "problem": {"text": problem.text, "number": problem.number} if problem and is_of_this else None,
        "frame": reading.frame,
        "frames": picture.frames if upload.file else 1,
        "isDocument": picture.is_document,
        "hasStill": picture.has_still,
        "over": reading.over if picture.is_transparent else "",
    }


def told(upload: UploadedImage) -> tuple[str, ...]:
    """Return all that is told of an upload where nothing can be chosen, a sentence each."""
    picture = upload.picture
    frame = [f"{_frame_of(picture, picture.reading.frame)}."] if picture.frames > 1 else []
    return (*frame, *_transparency(picture), *picture.notes)


def _transparency(picture: Picture) -> list[str]:
    over = picture.reading.over
    return [describe_transparency(over, vanishes=picture.vanishes)] if picture.is_transparent else []


def _frame_of(picture: Picture, frame: int) -> str:
    return describe_frame(frame, picture.frames, is_document=picture.is_document, has_still=picture.has_still)
