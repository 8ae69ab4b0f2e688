"""What the page of the real network shows: one frozen record, and what an address says of it.

`static/core/network_settings.js` does the same.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import Any

from explorer.images import samples
from explorer.networks.cascade import Detection
from explorer.networks.changes import CHANGES
from explorer.networks.slopes import read_slopes, write_slopes
from explorer.networks.stages import LAYERS, LEARNED_SLOPES, P_NET
from explorer.view.settings import YOUR_PICTURE, Settings, showing, weight_values
from explorer.view.spelling import AROUND, Unread, named, numbered, strangers

SIZE = 512
"""Pixels of the longer side of the picture that the network is given, at most."""
DEFAULT_PICTURE = "Astronaut"
UNCHANGED = next(iter(CHANGES))
MOST_SCALES = 8
"""So many sizes of a picture of `SIZE` pixels the network looks at."""
CHANNELS = tuple(
    f"{layer}.{channel}" for layer, count in enumerate(LAYERS, 1) for channel in range(1, count + 1)
)
"""Names of P-Net's channels: layer and channel, both from 1."""
PICTURES = (*samples(), YOUR_PICTURE)
_ADMITTED = {"picture": PICTURES, "change": tuple(CHANGES), "channel": CHANNELS}


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSettings:
    """One view of the page; all fields are texts or whole numbers, as the address has them."""

    picture: str = DEFAULT_PICTURE
    change: str = UNCHANGED
    """A name of `explorer.networks.changes.CHANGES`: what is done to the picture first."""
    scale: int = 0
    """Which size of the picture the map of answers is of, from 1, the largest; 0 is the strongest of all."""
    channel: str = "1.5"
    """The channel that is open, of `CHANNELS`: at first one whose rectifier is nearly an absolute value."""
    slopes: str = ""
    """P-Net's slopes as `explorer.networks.slopes.write_slopes` writes them; "" are the learned ones."""

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "NetworkSettings":
        """Read the settings that an address names; what is missing or nonsense has its default.

        >>> NetworkSettings.from_query({"slopes": "0", "scale": "huge", "change": "negative"})
        NetworkSettings(picture='Astronaut', change='Negative', scale=0, channel='1.5', slopes='0')
        """
        return apply(cls(), {name: _parsed(name, query[name]) for name in DEFAULTS if name in query})

    def to_query(self) -> dict[str, str]:
        """Name what differs from the defaults.

        >>> NetworkSettings(slopes="2:1", scale=3).to_query()
        {'scale': '3', 'slopes': '2:1'}
        """
        return {name: str(value) for name, value in asdict(self).items() if value != DEFAULTS[name]}


DEFAULTS: Mapping[str, Any] = asdict(NetworkSettings())


def read_link(parameters: Mapping[str, str]) -> tuple[NetworkSettings, list[Unread]]:
    """Return what an address opens, and what of it has no meaning.

    >>> read_link({"change": "Purple"})[1]
    [Unread(name='change', text='Purple', shown='As it is')]
    """
    opened = NetworkSettings.from_query(parameters)
    said = ((name, parameters.get(name, "")) for name in DEFAULTS)
    nonsense = ((name, text) for name, text in said if text and _parsed(name, text) is None)
    unread = [Unread(name, text, str(getattr(opened, name))) for name, text in nonsense]
    return opened, [*unread, *strangers(parameters, DEFAULTS)]


def _parsed(name: str, text: str) -> Any:
    """Read a setting as the address says it, in any spelling; nonsense gives None."""
    if name == "scale":
        number = numbered(text)
        return int(number) if number in range(MOST_SCALES + 1) and number is not None else None
    if name == "slopes":
        found = read_slopes(text) or read_slopes(text.strip(AROUND + " "))
        return None if found is None else write_slopes(found)
    return named(text, _ADMITTED[name])


def apply(settings: NetworkSettings, patch: Mapping[str, Any]) -> NetworkSettings:
    """Return the settings with a patch applied; unknown names and values that are not admitted are ignored.

    >>> apply(NetworkSettings(), {"scale": 2, "change": "Up", "colour": "red"}) == NetworkSettings(scale=2)
    True
    """
    return replace(settings, **{name: value for name, value in patch.items() if _is_admitted(name, value)})


def _is_admitted(name: str, value: object) -> bool:
    if name == "scale":
        return type(value) is int and 0 <= value <= MOST_SCALES
    if not isinstance(value, str):
        return False
    if name == "slopes":
        found = read_slopes(value)
        return found is not None and write_slopes(found) == value
    return value in _ADMITTED.get(name, ())


TOO_SMALL = "This picture is {cols} × {rows}: too small. The network looks for faces of 40 pixels and more."
FOUND = "The network marks {faces}. {cells} of {places} places {look} like a face to its first stage."
SENTENCES = MappingProxyType(
    {
        "tooSmall": TOO_SMALL,
        "all": "{cells} of {places} places {look} like a face to the first stage.",
        "one": "At this size, {cells} of {places} places {look} like a face to the first stage.",
    }
)
"""What the browser says by itself, until Python has counted faces."""


def sentence(found: Detection, shape: tuple[int, int]) -> str:
    """Say what the network found in a picture of some rows and columns.

    >>> sentence(Detection((), 0, 0, 0), (3, 3))
    'This picture is 3 × 3: too small. The network looks for faces of 40 pixels and more.'
    >>> sentence(Detection((), 3, 9704, 2), (512, 512))
    'The network marks no face. 3 of 9,704 places look like a face to its first stage.'
    """
    if not found.places:
        return TOO_SMALL.format(rows=shape[0], cols=shape[1])
    return FOUND.format(
        faces=counted(len(found.faces)).lower(),
        cells=f"{found.cells:,}",
        places=f"{found.places:,}",
        look="looks" if found.cells == 1 else "look",
    )


def counted(faces: int) -> str:
    """Say how many faces there are, as a sentence begins.

    >>> counted(0), counted(1), counted(74)
    ('No face', '1 face', '74 faces')
    """
    return {0: "No face", 1: "1 face"}.get(faces, f"{faces:,} faces")


COMPARED = "The picture as it is, with the learned slopes: it marks {faces}, and {places} like one."


NO_OWN = "No picture of yours is here. This is the astronaut."


def compared(original: Detection | None, *, stands_in: bool = False) -> str:
    """Say what is found in the picture as it is, with the learned slopes; "" for None.

    `stands_in` says that the default picture stands for one of the visitor's own.

    >>> compared(Detection((), 3, 9704, 2)), compared(None)
    ('The picture as it is, with the learned slopes: it marks no face, and 3 places look like one.', '')
    """
    said = [NO_OWN] if stands_in else []
    if original and original.places:
        faces = counted(len(original.faces)).lower()
        places = "1 place looks" if original.cells == 1 else f"{original.cells:,} places look"
        said.append(COMPARED.format(faces=faces, places=places))
    return " ".join(said)


GAIN, SHIFT = 255 / 128, -127.5 / 128
"""The network's input is `GAIN` x + `SHIFT` where the explorer's is x: from -1 to 1 instead of 0 to 1."""
OPENED_SIZE = 128


def view_of_channel(name: object, settings: NetworkSettings) -> Settings | None:
    """Return the explorer's view of a channel of layer 1; None for other names.

    The kernel is the sum over the three colours, and kernel and bias are changed to fit the explorer's
    brightness: on a grey picture the maps are those of the network at the same size, to rounding.

    >>> view_of_channel("1.3", NetworkSettings()).negative_slope, view_of_channel("2.1", NetworkSettings())
    (1.012, None)
    """
    if name not in CHANNELS[: LAYERS[0]]:
        return None
    place = CHANNELS.index(name)
    kernel = P_NET.layers[0].weights[place].sum(axis=0)
    slopes = read_slopes(settings.slopes) or LEARNED_SLOPES
    weights: dict[str, Any] = weight_values(kernel * GAIN)
    return Settings(
        **showing(settings.picture, OPENED_SIZE),
        **weights,
        bias=round(float(P_NET.layers[0].bias[place] + SHIFT * kernel.sum(dtype=float)), 6),
        padding="valid",
        activation="PReLU",
        negative_slope=round(slopes[place], 3),
    )
