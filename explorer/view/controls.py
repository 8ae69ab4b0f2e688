"""The parts of the explorer that a teacher's link can leave out."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from explorer.view.settings import LABELS, PARAMETERS, WEIGHTS


@dataclass(frozen=True, slots=True)
class Control:
    """One part of the page that a link can leave out."""

    name: str
    """In the address: never rename."""
    label: str
    settings: tuple[str, ...] = ()
    """The fields of `explorer.view.settings.Settings` that it sets."""


def _control_of(name: str) -> Control:
    """Return the control that sets one field."""
    return Control(name, LABELS[name], (name,))


_ROWS = (
    Control("picture", LABELS["picture"], ("picture", "size", "stretch")),
    Control("kernel", "Kernel menu"),
    Control("weights", "Weights", WEIGHTS),
    Control("changes", "Kernel buttons"),
    *map(_control_of, ("activation", *PARAMETERS, "bias", "padding", "stride")),
    *map(_control_of, ("direction", "palette")),
    Control("place", "Row and column", ("row", "col")),
    Control("pin", "Pin as A"),
    Control("share", "Share"),
    Control("predict", "Predict the line"),
    Control("code", "Show the code"),
    Control("take", "Take it along"),
    Control("why", "How it is computed"),
)
CONTROLS: Mapping[str, Control] = MappingProxyType({row.name: row for row in _ROWS})
