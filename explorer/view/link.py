"""The link to a view: what an address says, and what it leaves out. `static/core/link.js` does the same."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from explorer.core.kernels import KERNELS
from explorer.core.notation import either_in, short
from explorer.view.controls import CONTROLS
from explorer.view.options import DEFAULTS as OPTION_DEFAULTS
from explorer.view.options import TEXTS, Options
from explorer.view.settings import DEFAULTS, DOMAINS, WEIGHTS, Between, Settings, parsed, weight_values
from explorer.view.spelling import AROUND, NOT_UNDERSTOOD, Unread, named, numbered, spelt_out, strangers

HIDE = "hide"
OWNED = frozenset((*DEFAULTS, *OPTION_DEFAULTS, HIDE))
"""The parameters that have a meaning; an address may carry others."""
ALL_WEIGHTS = "kernel"
"""What people call all nine weights in a link, by the name of a kernel or in numbers."""
GAPS = (r"[;|\s]+", r"[,;|\s]+")
"""What parts these numbers, as regular expressions of both languages; the first that gives nine counts."""


class Opened(NamedTuple):
    """What a link opens."""

    settings: Settings
    options: Options = Options()
    hidden: tuple[str, ...] = ()
    """The names in `CONTROLS` of what is left out."""
    unread: tuple[Unread, ...] = ()
    """What of the link has no meaning."""


def parameters_of(pairs: Iterable[tuple[str, str]], names: Collection[str] = OWNED) -> dict[str, str]:
    """Return the parameters of an address: the last of those with one name, but all of what is hidden.

    `names` are those that have a meaning; another spelling of one counts as this one. A kernel, where it has
    a meaning, becomes its nine weights, but for those that the address names, too.

    >>> parameters_of([("Stride", "2"), ("amp;stride", "3"), ("hide", "bias"), ("hide", "share")])
    {'stride': '3', 'hide': 'bias,share'}
    """
    found: dict[str, str] = {}
    for spelt, text in spelt_out(pairs):
        name = named(spelt, names) or spelt
        found[name] = f"{found[name]},{text}" if name == HIDE and name in found else text
    spelt = next((name for name in found if named(name, [ALL_WEIGHTS])), "")
    weights = weights_of(found.get(spelt, "")) if WEIGHTS[0] in names else []
    if weights:
        del found[spelt]
    return {**dict(zip(WEIGHTS, weights, strict=False)), **found}


def weights_of(text: str) -> list[str]:
    """Return the nine weights of a kernel that is named, or written in numbers row by row; [] for neither.

    >>> weights_of("identity")
    ['0.0', '0.0', '0.0', '0.0', '1.0', '0.0', '0.0', '0.0', '0.0']
    >>> weights_of("[[0;0,5;0];[0;−1;0];[0;0;0]]"), weights_of("blurry")
    (['0', '0,5', '0', '0', '−1', '0', '0', '0', '0'], [])
    """
    name = named(text, KERNELS)
    if name:
        return [str(weight) for weight in weight_values(KERNELS[name].weights).values()]
    for gap in GAPS:
        cells = [cell for cell in re.split(gap, re.sub(r"[\[\](){}]", " ", text)) if cell.strip(AROUND)]
        if len(cells) == len(WEIGHTS) and all(numbered(cell) is not None for cell in cells):
            return cells
    return []


def read_link(parameters: Mapping[str, str]) -> Opened:
    """Read the parameters of an address; what is missing or nonsense has its default.

    >>> found = read_link({"stride": "2", "hide": "bias,kernel,everything", "code": "true"})
    >>> found.settings == Settings(stride=2), found.options == Options(code=True), found.hidden
    (True, True, ('kernel', 'bias'))
    >>> found.unread
    (Unread(name='hide', text='everything', shown=''),)
    """
    asked = [text for text in parameters.get(HIDE, "").split(",") if text]
    found = {text: named(text, CONTROLS) for text in asked}
    hidden = tuple(name for name in CONTROLS if name in found.values())
    settings = Settings.from_query(parameters)
    unread = (
        *(_unread(name, parameters[name], settings) for name in DEFAULTS if _is_nonsense(name, parameters)),
        *(Unread(name, text) for name, text in _unread_options(parameters)),
        *(Unread(HIDE, text) for text, name in found.items() if name is None),
        *strangers(parameters, OWNED),
    )
    return Opened(settings, Options.from_query(parameters), hidden, unread)


def _is_nonsense(name: str, parameters: Mapping[str, str]) -> bool:
    """Whether a setting is refused, or is a number in which a comma may stand between thousands."""
    text = parameters.get(name, "")
    found = either_in(text) if isinstance(DOMAINS[name], Between) else None
    return text != "" and (parsed(name, text) is None or (found is not None and found.sign == ","))


def _unread(name: str, text: str, settings: Settings) -> Unread:
    """Say of a setting what is shown instead of a text that has no meaning."""
    value, domain = getattr(settings, name), DOMAINS[name]
    shown = value if isinstance(value, str) else short(value, 9)
    if isinstance(domain, Between):
        low, high = short(domain.low), short(domain.high)
        shown = NOT_UNDERSTOOD["range"].format(low=low, high=high, shown=shown)
    return Unread(name, text, shown)


def _unread_options(parameters: Mapping[str, str]) -> list[tuple[str, str]]:
    said = ((name, parameters.get(name, "")) for name in TEXTS)
    return [(name, text) for name, text in said if text and named(text, TEXTS[name]) is None]


def write_link(
    settings: Settings, options: Options | None = None, hidden: Collection[str] = ()
) -> dict[str, str]:
    """Return the parameters that name a view; defaults are left out.

    >>> write_link(Settings(stride=2), Options(code=True), ["kernel", "bias"])
    {'stride': '2', 'code': 'true', 'hide': 'kernel,bias'}
    """
    hide = {HIDE: ",".join(hidden)} if hidden else {}
    return {**settings.to_query(), **(options or Options()).to_query(), **hide}
