"""Files to download: the explorer in one file, the maps, the line, the arrays, the code."""

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial

import streamlit as st

from explorer.core.arrays import Map
from explorer.core.notation import short
from explorer.core.paint import PALETTES, QUIET, colour_range
from explorer.exports import images, scripts, standalone, tables
from explorer.ui.components.component import component
from explorer.ui.features import share, uploads
from explorer.ui.server import site
from explorer.ui.state import session
from explorer.view.files import FILES, TAKE
from explorer.view.options import LIBRARIES
from explorer.view.selected_line import selected_index, selected_line
from explorer.view.settings import YOUR_PICTURE, Settings
from explorer.view.view import View, view_of

_hold = component("downloads", html="<div class='downloads'></div>")
_one_at_a_time = threading.Lock()
"""Held while a file is made: the first page in one file takes seconds of processor time."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to download; `make` is called when its button is pressed."""

    label: str
    name: str
    kind: str
    make: Callable[[View], bytes]


def show(view: View) -> None:
    """Draw the download buttons of all files."""
    st.markdown("**The whole explorer in one file.** It opens on this view and needs no network.")
    upload = uploads.uploaded_image()
    _buttons(view, [_explorer(view.settings, session.state(), upload)])
    is_deep = upload is not None and upload.picture.is_deep and view.settings.picture == YOUR_PICTURE
    st.caption(
        f"A web page of less than {5 if is_deep else 4} MB. If it shows a picture of yours, the picture is "
        "in it: hand it on as you would hand on the picture."
    )
    st.markdown(f"**{TAKE['MAPS']}** {TAKE['MAPS_FOR']}")
    _buttons(view, MAPS)
    st.caption(TAKE["RAW"].format(limit=short(view.layer.shared_limit, 9)))
    st.markdown(f"**{TAKE['NUMBERS']}**")
    _buttons(view, NUMBERS)
    st.caption(TAKE["NUMBERS_FOR"])
    _buttons(view, SCRIPTS)


def hold_presses() -> None:
    """Let a press on a download wait for the answer to the change before it; call it after all buttons.

    Every run gives the buttons' files other names, and with the old name a press does nothing.
    """
    _hold({"number": session.state().answers}, key="downloads")


def _buttons(view: View, files: list[File] | tuple[File, ...]) -> None:
    settings, image, _ = view
    now = session.state()
    with st.container(horizontal=True):
        for file in files:
            st.download_button(
                file.label,
                partial(_made, file.make, settings, image, now),
                file.name,
                file.kind,
                on_click="ignore",
                key=f"take_{file.name}",
                icon=":material/download:",
            )


def _made(make: Callable[[View], bytes], settings: Settings, image: Map, now: session.ViewState) -> bytes:
    """Make a file of the view, with the cursor at its place at the time of the press.

    Streamlit calls this outside of a script run, and a moved cursor redraws its fragment but not the
    buttons; so the place is read from `now`, the visitor's live state.
    """
    with _one_at_a_time:
        return make(view_of(replace(settings, row=now.settings.row, col=now.settings.col), image))


def _explorer(shown: Settings, now: session.ViewState, upload: uploads.UploadedImage | None) -> File:
    """Return the page in one file, with the visitor's own picture in it if that is shown.

    View A goes along, unless it shows another picture of the visitor's.
    """
    is_own = upload is not None and shown.picture == YOUR_PICTURE
    own = _own(upload) if upload and is_own else None
    a, hidden, here = now.pinned, now.hidden, st.context.url or ""
    app = "" if share.is_local(here) else here.rstrip("/")
    is_here = a and (a.settings.picture != YOUR_PICTURE or (is_own and a.upload == now.upload))
    pinned = a.settings if a and is_here else None
    return File(
        "The explorer (HTML)",
        "relu-explorer.html",
        "text/html",
        lambda view: standalone.page(
            view.settings, own, pinned=pinned, hidden=hidden, app=app, site=site.address()
        ),
    )


def _own(upload: uploads.UploadedImage) -> standalone.OwnPicture:
    picture = upload.picture
    return standalone.OwnPicture(
        picture.image, *upload.sides, is_deep=picture.is_deep, notes=uploads.told(upload)
    )


def _map_as_seen(view: View, *, which: int) -> bytes:
    settings, _, layer = view
    values = (layer.pre_activation, layer.activation_map)[which]
    palette = PALETTES[settings.palette]
    return images.labelled_png(
        values,
        palette.table,
        colour_range(values, settings.palette, limit=layer.shared_limit),
        title=TAKE[("BEFORE", "AFTER")[which]].format(activation=settings.activation),
        quiet=QUIET * layer.limit if palette.is_hatched else None,
    )


def _raw_map(view: View, *, which: int) -> bytes:
    layer = view.layer
    return images.raw_png((layer.pre_activation, layer.activation_map)[which], layer.shared_limit)


def _line(view: View, *, decimal: str) -> bytes:
    settings, _, layer = view
    index = layer.centre(selected_index(settings, layer))
    return tables.line_csv(selected_line(*view), index=index, direction=settings.direction, decimal=decimal)


def _arrays(view: View) -> bytes:
    settings, image, layer = view
    return tables.archive(
        image, settings.weights, layer.pre_activation, layer.activation_map, asdict(settings)
    )


def _script(view: View, *, library: str) -> bytes:
    settings = view.settings
    code = scripts.snippet(
        library, weights=settings.weights, bias=settings.bias, padding=settings.padding,
        stride=settings.stride, activation=settings.activation, **settings.hyperparameters(),
    )  # fmt: skip
    return code.encode()


def _picture(view: View) -> bytes:
    return scripts.input_file(view.image)


def _files(part: str, *makers: Callable[[View], bytes]) -> tuple[File, ...]:
    return tuple(File(*row, make) for row, make in zip(FILES[part], makers, strict=True))


MAPS = _files("MAPS", *(partial(make, which=which) for which in (0, 1) for make in (_map_as_seen, _raw_map)))
NUMBERS = _files("NUMBERS", *(partial(_line, decimal=decimal) for decimal in (".", ",")), _arrays, _picture)
SCRIPTS = _files("SCRIPTS", *(partial(_script, library=library) for library in LIBRARIES))
