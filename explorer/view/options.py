"""What stands in the address beside the settings: which parts of the page are open, and how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from explorer.view.spelling import named

SOURCES = ("Gallery", "Upload", "Camera")
LIBRARIES = ("NumPy", "OpenCV", "PyTorch", "Keras")


def _one_of(names: tuple[str, ...]) -> Any:
    return field(default=names[0], metadata={"texts": {name: name for name in names}})


def _switch(text: str) -> Any:
    """Declare an option that is off unless the address says that it is on; it says so by this text."""
    on = dict.fromkeys((text, "true", "1", "yes", "on"), True)
    return field(
        default=False,
        metadata={"texts": {"": False, **on, **dict.fromkeys(("false", "0", "no", "off"), False)}},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of the explorer's page; `texts` of a field maps what the address may say to values."""

    source: str = _one_of(SOURCES)
    library: str = _one_of(LIBRARIES)
    predict: bool = _switch("true")
    code: bool = _switch("true")
    take: bool = _switch("true")
    why: bool = _switch("true")
    present: bool = _switch("1")

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> "Options":
        """Read the options that an address names; what is missing or nonsense has its default.

        >>> Options.from_query({"code": "true", "why": "perhaps"}) == Options(code=True)
        True
        """
        found = {name: named(query.get(name, ""), texts) for name, texts in TEXTS.items()}
        return cls(**{name: TEXTS[name][text] for name, text in found.items() if text is not None})

    def to_query(self) -> dict[str, str]:
        """Name what differs from the defaults.

        >>> Options(code=True, present=True).to_query()
        {'code': 'true', 'present': '1'}
        """
        changed = (name for name in TEXTS if getattr(self, name) != DEFAULTS[name])
        return {
            name: next(text for text, value in TEXTS[name].items() if value == getattr(self, name))
            for name in changed
        }


TEXTS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {f.name: f.metadata["texts"] for f in fields(Options)}
)
DEFAULTS: Mapping[str, Any] = MappingProxyType({f.name: f.default for f in fields(Options)})
