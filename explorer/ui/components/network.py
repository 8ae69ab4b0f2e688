"""The real network: sends the picture, P-Net's weights and what Python has found, and receives changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from explorer.exports.images import jpeg, jpeg_address
from explorer.images import Colours
from explorer.messages import network as message
from explorer.messages.binary import pack
from explorer.networks.cascade import Face, pyramid
from explorer.ui.components.component import component, noop
from explorer.ui.state import network_session, session
from explorer.view.network import NetworkSettings

_network = component("network", parts=("picture_file", "network_slopes", "network_channel"))


class Picture(NamedTuple):
    """A picture as the network is given it, with the change made."""

    name: str
    """Another one for every other picture or change."""
    settings: NetworkSettings
    """Which picture and change it is of."""
    make: Callable[[], Colours]
    """Makes it, which is needed only if the browser lacks it."""


def show(
    picture: Picture,
    faces: Sequence[Face],
    *,
    sentence: str,
    compared: str,
    has_own: bool,
    file: Mapping[str, Any],
    on_run: Callable[[], None],
) -> Mapping[str, Any] | None:
    """Mount the page's part that the browser draws; return what it asks for, if anything.

    Parameters
    ----------
    picture : Picture
        Sent if the browser does not say that it has it.
    faces : sequence of Face
        What the network finds in it.
    sentence, compared : str
        What is said of it, and of the picture as it is with the learned slopes; "" where that is the same.
    has_own : bool
        Whether this visitor has a picture of their own.
    file : mapping
        What is told of it if it is shown, and can be chosen, as `uploads.message` returns it.
    on_run : callable
        Called when the browser asks for another run.
    """
    described, arrays = (None, {}) if network_session.has_picture(picture.name) else _packed(picture)
    header = {
        "answer": network_session.answer(),
        "shown": picture.name,
        "picture": described,
        "found": {
            "faces": [_plain(face) for face in faces],
            "sentence": sentence,
            "compared": compared,
        },
        "hasOwn": has_own,
        "file": file,
    }
    key, _ = network_session.REPORT
    asked = _network(
        pack(header, arrays),
        key=key,
        on_patch_change=noop,
        on_asked_change=noop,
        on_lacks_change=noop,
        on_run_change=on_run,
    ).asked
    return asked if isinstance(asked, Mapping) else None  # the report is not trusted


def _plain(face: Face) -> dict[str, float]:
    return {name: float(value) for name, value in face._asdict().items()}


def _packed(picture: Picture) -> tuple[dict[str, Any], message.Arrays]:
    """Return what the browser needs to show the picture, and the arrays to compute with."""
    levels = picture.make()
    sizes = pyramid(levels)
    rows, cols = levels.shape[:2]
    described = {
        "id": picture.name,
        "settings": asdict(picture.settings),
        "upload": session.state().upload,
        "rows": rows,
        "cols": cols,
        "address": jpeg_address(jpeg(levels, quality=92)),
        "scales": message.sizes(sizes),
    }
    return described, message.arrays(sizes)
