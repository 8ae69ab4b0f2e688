"""The link to a view: what an address says, and what it leaves out. `static/core/link.js` does the same."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from explorer.view.controls import CONTROLS
from explorer.view.options import DEFAULTS as OPTION_DEFAULTS
from explorer.view.options import Options
from explorer.view.settings import DEFAULTS, Settings

HIDE = "hide"
OWNED = frozenset((*DEFAULTS, *OPTION_DEFAULTS, HIDE))
"""The parameters that have a meaning; an address may carry others."""


class Opened(NamedTuple):
    """What a link opens."""

    settings: Settings
    options: Options = Options()
    hidden: tuple[str, ...] = ()
    """The names in `CONTROLS` of what is left out."""


def read_link(parameters: Mapping[str, str]) -> Opened:
    """Read the parameters of an address; what is missing or nonsense has its default.

    >>> found = read_link({"stride": "2", "hide": "bias,kernel,everything", "code": "true"})
    >>> found.settings == Settings(stride=2), found.options == Options(code=True), found.hidden
    (True, True, ('kernel', 'bias'))
    """
    asked = parameters.get(HIDE, "").split(",")
    hidden = tuple(name for name in CONTROLS if name in asked)
    return Opened(Settings.from_query(parameters), Options.from_query(parameters), hidden)


def write_link(
    settings: Settings, options: Options | None = None, hidden: Collection[str] = ()
) -> dict[str, str]:
    """Return the parameters that name a view; defaults are left out.

    >>> write_link(Settings(stride=2), Options(code=True), ["kernel", "bias"])
    {'stride': '2', 'code': 'true', 'hide': 'kernel,bias'}
    """
    hide = {HIDE: ",".join(hidden)} if hidden else {}
    return {**settings.to_query(), **(options or Options()).to_query(), **hide}
