"""What stands in the address beside the settings: which parts of the page are open, and how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

SOURCES = ("Gallery", "Upload", "Camera")
LIBRARIES = ("NumPy", "OpenCV", "PyTorch", "Keras")


def _one_of(names: tuple[str, ...]) -> Any:
    return field(default=names[0], metadata={"texts": {name: name for name in names}})


def _switch(text: str) -> Any:
    """Declare an option that is off unless the address holds this text."""
    return field(default=False, metadata={"texts": {"": False, text: True}})


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
        known = {name: TEXTS[name].get(query.get(name, ""), DEFAULTS[name]) for name in TEXTS}
        return cls(**known)

    def to_query(self) -> dict[str, str]:
        """Name what differs from the defaults.

        >>> Options(code=True, present=True).to_query()
        {'code': 'true', 'present': '1'}
        """
        return {
            name: text
            for name, texts in TEXTS.items()
            for text, value in texts.items()
            if value == getattr(self, name) != DEFAULTS[name]
        }


TEXTS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {f.name: f.metadata["texts"] for f in fields(Options)}
)
DEFAULTS: Mapping[str, Any] = MappingProxyType({f.name: f.default for f in fields(Options)})
