"""The state of the page: one frozen record, each field with its default and its domain.

A field's name is at once the key of its widget and its name in the address.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from types import MappingProxyType
from typing import Any

import numpy as np

from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import Map, read_only
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import KERNELS
from explorer.core.paint import PALETTES
from explorer.core.profiles import DIRECTIONS
from explorer.images import samples
from explorer.view.spelling import named, numbered

YOUR_PICTURE = "Your picture"
WORKING_SIZES = (64, 128, 256, 512)
WEIGHTS = tuple(f"w{row}{col}" for row in range(3) for col in range(3))

DEFAULT_PICTURE = "Soft blob"
"""The page opens on it: one light side and one dark side, so one corner after ReLU."""
DEFAULT_SIZE = 512
DEFAULT_KERNEL = "Sobel right"


@cache
def telling_place(picture: str, size: int) -> tuple[int, int]:
    """Return the row and the column that tell most about a picture at a working size.

    "Your picture" has those of the default picture, which stands for it where there is no upload.

    >>> telling_place("Soft blob", 512)
    (256, 332)
    """
    return samples()[DEFAULT_PICTURE if picture == YOUR_PICTURE else picture].place(size)


def showing(picture: str, size: int = DEFAULT_SIZE) -> dict[str, Any]:
    """Return the settings that show a picture with the cursor at its telling place.

    >>> showing("Soft blob")
    {'picture': 'Soft blob', 'size': 512, 'row': 256, 'col': 332}
    """
    row, col = telling_place(picture, size)
    return {"picture": picture, "size": size, "row": row, "col": col}


_DEFAULT_ROW, _DEFAULT_COL = telling_place(DEFAULT_PICTURE, DEFAULT_SIZE)


@dataclass(frozen=True, slots=True)
class Between:
    """Every number from low to high; step is what one press of a key moves it by."""

    low: float
    high: float
    step: float

    def __contains__(self, value: object) -> bool:
        return isinstance(value, int | float) and self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class OneOf:
    """One entry of a menu."""

    names: Collection[Any]

    def __contains__(self, value: object) -> bool:
        return value in self.names


Domain = Between | OneOf


def choice(default: Any, domain: Domain, *, label: str, control: str = "") -> Any:
    """Declare a field of `Settings`: its default, its domain, and what it is called.

    `label` is the short name in tables and sentences, `control` what stands over its control if that says
    more.
    """
    words = {"label": label, "control": control or label}
    return field(default=default, metadata={"domain": domain, **words})


def weight_values(kernel: Map) -> dict[str, float]:
    """Name the nine weights of a kernel, each in the fewest digits that give the same float32 again.

    >>> weight_values(KERNELS["Box blur"].weights)["w11"]
    0.11111111
    """
    return {name: float(str(np.float32(weight))) for name, weight in zip(WEIGHTS, kernel.flat, strict=True)}


_DEFAULT_WEIGHTS = weight_values(KERNELS[DEFAULT_KERNEL].weights)


def _weight(index: int) -> Any:
    label = f"Weight in row {index // 3 + 1}, column {index % 3 + 1}"
    return choice(_DEFAULT_WEIGHTS[WEIGHTS[index]], Between(-100.0, 100.0, 0.25), label=label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One view of the explorer: equal settings draw equal pages.

    `row` and `col` are pixels of the picture at its working size. Where the maps have no value centred
    on that pixel (a stride above 1, valid padding), the nearest one is meant.
    """

    picture: str = choice(DEFAULT_PICTURE, OneOf((*samples(), YOUR_PICTURE)), label="Picture")
    size: int = choice(DEFAULT_SIZE, OneOf(WORKING_SIZES), label="Longer side", control="Longer side, pixels")
    stretch: str = choice("no", OneOf(("no", "yes")), label="Stretched")
    w00: float = _weight(0)
    w01: float = _weight(1)
    w02: float = _weight(2)
    w10: float = _weight(3)
    w11: float = _weight(4)
    w12: float = _weight(5)
    w20: float = _weight(6)
    w21: float = _weight(7)
    w22: float = _weight(8)
    bias: float = choice(
        0.0,
        Between(-4.0, 4.0, 0.05),
        label="Bias",
        control="Bias, added to every sum",
    )
    padding: str = choice("replicate", OneOf(PADDINGS), label="Padding")
    stride: int = choice(1, OneOf((1, 2, 3, 4)), label="Stride")
    activation: str = choice("ReLU", OneOf(ACTIVATIONS), label="Activation")
    negative_slope: float = choice(
        0.25, Between(-1.5, 1.5, 0.01), label="Slope", control="Slope of the negative side"
    )
    row: int = choice(_DEFAULT_ROW, Between(0, 511, 1), label="Row")
    col: int = choice(_DEFAULT_COL, Between(0, 511, 1), label="Column")
    direction: str = choice("Row", OneOf(DIRECTIONS), label="Profile along a")
    palette: str = choice("Diverging", OneOf(PALETTES), label="Colours")

    @property
    def is_stretched(self) -> bool:
        """Whether the picture is stretched from black to white before it is filtered."""
        return self.stretch == "yes"

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Settings":
        """Read the settings that an address names; what is missing or nonsense has its default.

        The default of the row and the column is the telling place of the picture that is named.

        >>> Settings.from_query({"stride": "2", "bias": "far", "utm_source": "mail"}) == Settings(stride=2)
        True
        >>> Settings.from_query({"picture": "Street at dusk", "size": "256"}).row
        168
        """
        named = {name: parsed(name, query[name]) for name in DEFAULTS if name in query}
        opened = apply(cls(), named)
        return apply(replace(opened, **showing(opened.picture, opened.size)), named)

    @property
    def weights(self) -> Map:
        """Return the kernel, (3, 3)."""
        return read_only([getattr(self, name) for name in WEIGHTS]).reshape(3, 3)

    def hyperparameters(self) -> dict[str, float]:
        """Pick out what the chosen activation takes."""
        return {name: getattr(self, name) for name in ACTIVATIONS[self.activation].takes}

    def layer(self) -> dict[str, Any]:
        """Name what `explorer.core.layer.forward` takes beside the image."""
        return {
            "kernel": self.weights,
            "bias": self.bias,
            "activation": self.activation,
            "padding": self.padding,
            "stride": self.stride,
            **self.hyperparameters(),
        }

    def to_query(self) -> dict[str, str]:
        """Name what differs from what `from_query` makes of an address that does not name it.

        >>> Settings(stride=2, w11=3.0).to_query()
        {'w11': '3', 'stride': '2'}
        """
        row, col = telling_place(self.picture, self.size)
        implied = {**DEFAULTS, "row": row, "col": col}
        values = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: _written(value) for name, value in values.items() if value != implied[name]}


DEFAULTS: Mapping[str, Any] = MappingProxyType({f.name: f.default for f in fields(Settings)})
DOMAINS: Mapping[str, Domain] = MappingProxyType({f.name: f.metadata["domain"] for f in fields(Settings)})
LABELS: Mapping[str, str] = MappingProxyType({f.name: f.metadata["label"] for f in fields(Settings)})
PARAMETERS = tuple(name for name in DEFAULTS if any(name in row.takes for row in ACTIVATIONS.values()))
"""The settings that some activation takes; each is a number and has a slider."""
KERNEL = "weights"
"""The name by which a patch changes all nine weights at once, row by row."""
DECIMALS = 8
"""How many digits after the point a setting keeps."""


def apply(settings: Settings, patch: Mapping[str, Any]) -> Settings:
    """Return the settings with a patch applied; `static/core/settings.js` does the same.

    Parameters
    ----------
    settings : Settings
        The settings so far.
    patch : mapping of name to value
        Anything may stand in it. An unknown name, a value of another type, NaN, infinity, and a value
        outside its domain are ignored, so the old value stays. `KERNEL` names a list of nine weights, of
        which one that is refused refuses all. Numbers are rounded to `DECIMALS` digits, without negative
        zero.

    Examples
    --------
    >>> apply(Settings(), {"stride": 2, "bias": float("nan"), "colour": "red"}) == Settings(stride=2)
    True
    """
    kernel = patch.get(KERNEL)
    accepted: dict[str, Any] = {}
    if isinstance(kernel, list) and len(kernel) == len(WEIGHTS):
        named = dict(zip(WEIGHTS, kernel, strict=True))
        accepted = {name: value for name, value in named.items() if _is_admitted(name, value)}
        accepted = accepted if len(accepted) == len(WEIGHTS) else {}
    accepted |= {name: value for name, value in patch.items() if _is_admitted(name, value)}
    return replace(settings, **{name: _kept(name, value) for name, value in accepted.items()})


def _is_admitted(name: str, value: object) -> bool:
    if name not in DEFAULTS:
        return False
    kind = type(DEFAULTS[name])
    return type(value) in ((int, float) if kind is float else (kind,)) and value in DOMAINS[name]


def _kept(name: str, value: Any) -> Any:
    return round(float(value), DECIMALS) + 0.0 if isinstance(DEFAULTS[name], float) else value


def parsed(name: str, text: str) -> Any:
    """Read a setting as the address says it, in any spelling; nonsense gives None.

    >>> parsed("stride", "2"), parsed("bias", "-0,5"), parsed("activation", "prelu."), parsed("bias", "inf")
    (2, -0.5, 'PReLU', None)
    """
    kind, domain = type(DEFAULTS[name]), DOMAINS[name]
    if isinstance(domain, OneOf) and kind is str:
        return named(text, domain.names)
    number = numbered(text)
    if number is None or (kind is int and not number.is_integer()):
        return None
    return kind(number) if number in domain else None


def _written(value: Any) -> str:
    """Write a setting as `parsed` reads it, a number without an exponent and in the fewest digits."""
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
