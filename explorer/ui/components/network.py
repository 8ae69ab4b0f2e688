"""The real network: sends the picture, P-Net's weights and what Python has found, and receives changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

from explorer.exports.images import jpeg_address
from explorer.messages import network as message
from explorer.messages.binary import pack
from explorer.networks.cascade import Face, Level, pyramid
from explorer.networks.forward import Levels
from explorer.ui.components.component import component, noop
from explorer.ui.state import network_session, session
from explorer.view.network import NetworkSettings

_network = component("network", parts=("network_slopes", "network_channel"))


class Picture(NamedTuple):
    """A picture as the network is given it, changed already."""

    name: str
    """Another one for every other picture or change."""
    settings: NetworkSettings
    """Which picture and change it is of."""
    levels: Levels


def show(
    picture: Picture,
    faces: Sequence[Face],
    *,
    sentence: str,
    compared: str,
    has_own: bool,
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
    on_run : callable
        Called when the browser asks for another run.
    """
    is_known = network_session.has_picture(picture.name)
    sizes = () if is_known else pyramid(picture.levels)
    header = {
        "answer": network_session.answer(),
        "shown": picture.name,
        "picture": None if is_known else _described(picture, sizes),
        "found": {
            "faces": [_plain(face) for face in faces],
            "sentence": sentence,
            "compared": compared,
        },
        "hasOwn": has_own,
    }
    arrays = {} if is_known else message.arrays(sizes)
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


def _described(picture: Picture, sizes: Sequence[Level]) -> dict[str, Any]:
    rows, cols = picture.levels.shape[:2]
    return {
        "id": picture.name,
        "settings": asdict(picture.settings),
        "upload": session.state().upload,
        "rows": rows,
        "cols": cols,
        "address": jpeg_address(picture.levels),
        "scales": message.sizes(sizes),
    }
