"""Which picture is on the page: one of the gallery, or the visitor's own."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from explorer.core.arrays import Map
from explorer.core.stretch import LITTLE, stretched, used_range
from explorer.images import Grid, grid_of, reduce, samples, sides_within
from explorer.ui.components import picture_file, scope, source_note
from explorer.ui.features import uploads
from explorer.ui.features.uploads import UploadedImage, take_file, uploaded_image
from explorer.ui.server import cache
from explorer.ui.server.streamlit_internals import forget_file
from explorer.ui.state import session
from explorer.view.description import describe_own, describe_sample, describe_stretch
from explorer.view.options import SOURCES
from explorer.view.settings import DEFAULTS, WORKING_SIZES, YOUR_PICTURE, Settings

_CHOICE = "lesson_picture"
"""Key of the menu of the lessons."""
_IN_LEVELS = "Lessons count in levels from 0 to 255, so your picture is rounded to them here."
_MENUS = "picture_menus"
"""Key of the session for the keys of all menus that were drawn."""
_OPEN = "own_picture_open"
"""Key of the session for whether the dialog of `own_picture_for` is open."""
_SEEN = "upload_seen"
"""Key of the session for the file of the dialog that was looked at last: its identity, what is wrong with it,
and the picture that was shown then."""


def image(name: str, size: int) -> Map:
    """Return the named picture at a working size.

    "Your picture" without an upload (a link from somebody else) is the default picture.
    """
    return _image_for(uploaded_image(), name, size)


def shown_image(settings: Settings) -> Map:
    """Return the picture that some settings show, stretched if they say so."""
    return shown_image_for(uploaded_image(), settings)


def shown_image_for(upload: UploadedImage | None, settings: Settings) -> Map:
    """Return the picture that some settings show, with `upload` as "Your picture".

    `upload` need not be the current one: a pinned view keeps the one it was made with.
    """
    found = _image_for(upload, settings.picture, settings.size)
    return stretched(found) if settings.is_stretched else found


def _image_for(upload: UploadedImage | None, name: str, size: int) -> Map:
    if name != YOUR_PICTURE:
        return cache.sample(name, size)
    if upload is None:
        return cache.sample(DEFAULTS["picture"], size)
    return upload.at(size)


def identity(settings: Settings) -> str:
    """Return a name for what `shown_image` returns; different pictures have different names."""
    return identity_for(uploaded_image(), settings)


def identity_for(upload: UploadedImage | None, settings: Settings) -> str:
    """Return a name for what `shown_image_for` returns; different pictures have different names."""
    name, end = settings.picture, " stretched" if settings.is_stretched else ""
    if name == YOUR_PICTURE and upload is not None:
        return f"{name} {upload.number} {settings.size}{end}"
    return f"{DEFAULTS['picture'] if name == YOUR_PICTURE else name} {settings.size}{end}"


def description(settings: Settings) -> str:
    """Say what the picture is and what was done to it before it is shown."""
    found = image(settings.picture, settings.size)
    told = _described(settings.picture, found)
    return told + describe_stretch(found) if settings.is_stretched else told


def _described(name: str, shown: Map) -> str:
    height, width = shown.shape
    if name != YOUR_PICTURE:
        return describe_sample(samples()[name].caption, samples()[name].credit, (height, width))
    upload = uploaded_image()
    notes = upload.picture.notes if upload else ()
    return " ".join((describe_own(upload.sides if upload else None, (height, width)), *notes))


def select(name: str) -> None:
    """Show a picture, with the cursor at its telling place."""
    size = session.settings().size
    grid = _own_grid(size) if name == YOUR_PICTURE else samples()[name].grid(size)
    session.commit({"picture": name, "stretch": "no", "row": grid["row"], "col": grid["col"]})


def _own_grid(size: int) -> Grid:
    """Return the grid of "Your picture" at a working size: its telling place is the middle."""
    upload = uploaded_image()
    if upload is None:
        return samples()[DEFAULTS["picture"]].grid(size)
    height, width = upload.picture.image.shape
    return grid_of(sides_within(height, width, size))


def send_gallery() -> None:
    """Send what there is to choose from; call it outside of the fragment that every change reruns."""
    upload = uploaded_image()
    own = {YOUR_PICTURE: cache.thumbnail(upload.at(min(WORKING_SIZES)))} if upload else {}
    scope.send_gallery(own | cache.thumbnails(), {size: _own_grid(size) for size in WORKING_SIZES})


def _close() -> None:
    session.set_options(source=SOURCES[0])


def close_dialogs() -> None:
    """Draw no dialog for a picture of the visitor's own any more."""
    _close()
    _close_own_picture()


@st.dialog("A picture of yours", on_dismiss=_close)
def own_picture() -> None:
    """Draw the dialog for a picture of the visitor's own."""
    chosen = session.options().source
    if chosen == SOURCES[0]:
        st.rerun()  # it is there: without the dialog
    st.segmented_control(
        "Picture from", SOURCES[1:], required=True, label_visibility="collapsed", width="stretch",
        **session.bind("source", chosen, partial(session.commit_option, "source")),
    )  # fmt: skip
    _draw_inputs(chosen, _show_in_explorer)
    st.caption("Colours become grey: 0.299 red + 0.587 green + 0.114 blue, in the levels of sRGB.")


def _show_in_explorer() -> None:
    select(YOUR_PICTURE)
    _close()


def open_own_picture() -> None:
    """Have `own_picture_for` draw its dialog, in this run and in those that follow, until it is closed."""
    st.session_state[_OPEN] = True


def own_picture_for(show: Callable[[], None]) -> None:
    """Draw the dialog on a page beside the explorer, if it is open; `show` is called for a new picture."""
    if st.session_state.get(_OPEN):
        _own_picture_for(show)


def _close_own_picture() -> None:
    st.session_state.pop(_OPEN, None)


@st.dialog("A picture of yours", on_dismiss=_close_own_picture)
def _own_picture_for(show: Callable[[], None]) -> None:
    if not st.session_state.get(_OPEN):
        st.rerun()  # there is a picture: without the dialog
    sources = SOURCES[1:]
    chosen = st.segmented_control(
        "Picture from", sources, default=sources[0], required=True, label_visibility="collapsed",
        width="stretch", key="own_source",
    )  # fmt: skip
    _draw_inputs(chosen, partial(_take, show))


def _take(show: Callable[[], None]) -> None:
    show()
    _close_own_picture()


def _draw_inputs(source: str, show: Callable[[], None]) -> None:
    """Draw what takes a file or a photograph; `show` is called when it has become the visitor's picture."""
    with source_note.place(is_camera=source != "Upload"):
        file = _field(source)
    if file is not None and (problem := _problem(file, show)):
        st.error(problem, icon=":material/broken_image:")
    st.caption(" ".join(["It stays in this session and is stored nowhere.", *_statistics()]))


def _field(source: str) -> Any:
    """Draw what takes a file or a photograph; return it, None if there is none yet."""
    if source == "Upload":
        file = st.file_uploader("A picture of yours", key="upload")
        st.caption("PNG, JPEG, WebP, AVIF, HEIC, JPEG 2000, BMP, TIFF or GIF, or numbers: NPY, NPZ, CSV.")
        return file
    return st.camera_input("A photograph of now", key="camera")


def _statistics() -> list[str]:
    """Say what Streamlit is told where its usage statistics are on: some hosts turn them on by themselves."""
    if not st.get_option("browser.gatherUsageStats"):
        return []
    return [
        "This server lets Streamlit, who made the tool behind this page, count visits. Your browser tells "
        "Streamlit, among other things, the address of the page with your settings, the kind of browser and "
        "your language. It does not send your picture there."
    ]


def _problem(file: Any, show: Callable[[], None]) -> str:
    """Take a file of the dialog as the visitor's picture and draw the page anew, or say what is wrong.

    Each file is taken once. A callback would not do: another run may end it, as `session.commit_report` says,
    and the file would be lost. That a file was taken is stored last; every run before that takes it again.

    Returns
    -------
    str
        What is wrong; "" if another picture has been chosen meanwhile.
    """
    picture = session.settings().picture
    seen, problem, shown = st.session_state.get(_SEEN, ("", "", picture))
    if seen == file.file_id:
        return problem if shown == picture else ""
    problem = take_file(file)
    if not problem:
        show()
    st.session_state[_SEEN] = file.file_id, problem, picture
    if not problem:
        st.rerun()  # without the dialog
    return problem


def forget_taken_file() -> None:
    """Free the bytes of the dialog's last file, if it has become the visitor's picture."""
    file, problem, _ = st.session_state.get(_SEEN, ("", "", ""))
    if not problem:
        forget_file(file)


def last_viewed() -> str:
    """Return the name of the picture that this visitor looked at last, on any page."""
    name: str = st.session_state.get("last_viewed", LESSON_PICTURE)
    return name


def remember(name: str) -> None:
    """Store the name of the picture that is being looked at, for `last_viewed`."""
    st.session_state["last_viewed"] = name


def remember_shown(name: str) -> None:
    """Store the name of the picture that the explorer shows.

    The one that it opens on counts only after another one: the lessons need more to look at.
    """
    if name != DEFAULTS["picture"] or "last_viewed" in st.session_state:
        remember(name)


def choose(name: str) -> None:
    """Choose a picture in every menu of the last page; call it before a page is drawn."""
    remember(name)
    for key in st.session_state.get(_MENUS, ()):
        if key in st.session_state:
            st.session_state[key] = name


def choice() -> Map:
    """Draw a menu of pictures for a lesson; return the chosen one at `LESSON_SIZE`, in whole levels."""
    name = lesson_menu()
    tell_of(name)
    found, upload = image(name, LESSON_SIZE), uploaded_image()
    if name != YOUR_PICTURE or upload is None or not upload.picture.is_deep:
        return found
    is_faint = used_range(found) <= LITTLE
    st.caption(_IN_LEVELS + (describe_stretch(found) if is_faint else ""))
    return reduce(stretched(found) if is_faint else found, LESSON_SIZE)


def tell_of(name: str) -> None:
    """Tell of the visitor's own file, if that is the chosen picture, and let a frame of it be chosen.

    Call it below the menu and before the picture is computed with: what was asked for is done first.
    """
    if name == YOUR_PICTURE and uploaded_image():
        uploads.reread_once(picture_file.asked())
        picture_file.show(uploads.message())


def lesson_menu() -> str:
    """Draw the menu of pictures of all lessons; return the name of the chosen one."""
    return menu(_CHOICE, last_viewed())


def menu(key: str, first: str) -> str:
    """Draw a menu of pictures that opens on `first`, if that is there; return the name of the chosen one."""
    names = [*samples(), *([YOUR_PICTURE] if uploaded_image() else [])]
    shown = first if first in names else LESSON_PICTURE
    st.session_state[_MENUS] = {*st.session_state.get(_MENUS, ()), key}
    name: str = st.selectbox(
        "Picture",
        names,
        names.index(shown),
        key=key,
        on_change=lambda: remember(st.session_state[key]),
    )
    return name


LESSON_SIZE = 256
LESSON_PICTURE = "Brick wall"
"""The lessons show it until the visitor has chosen one: a photograph has edges of every kind."""
