"""The explorer in one file: a web page that needs no server and does what the app's page does.

The page holds the modules of ``static/`` that make up the explorer, the gallery, the view, and Plotly. It
computes everything itself; ``static/standalone/`` plays Python's part.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

import plotly

from explorer.core.arrays import Map
from explorer.core.kernels import name_of
from explorer.exports import prose, scripts
from explorer.exports.packing import deflated, packed, packed_deep
from explorer.exports.single_file import (
    ASSETS,
    STATIC,
    as_json,
    camel,
    compact_style,
    font_style,
    navigation_of,
    parts,
    start_of,
    text_of,
)
from explorer.images import averaged, samples
from explorer.view.experiments import EXPERIMENTS
from explorer.view.link import write_link
from explorer.view.options import Options
from explorer.view.settings import WORKING_SIZES, Settings

PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
OWN_KERNEL = "Own kernel"
_WORKBENCH = ("pictures", "picture_file", "controls", "scope", "paper")
_STYLED = (*_WORKBENCH, "workbench", "numbers", "predict", "copy", "anywhere")
_LARGEST = max(WORKING_SIZES)


class OwnPicture(NamedTuple):
    """A visitor's own picture at the largest working size, and what is told of its file."""

    image: Map
    height: int
    width: int
    is_deep: bool = False
    """Whether it has more than 256 levels; else they are whole."""
    notes: tuple[str, ...] = ()


def page(
    settings: Settings | None = None,
    own: OwnPicture | None = None,
    *,
    pinned: Settings | None = None,
    options: Options | None = None,
    hidden: Collection[str] = (),
    app: str = "",
    site: str = "",
    head: str = "",
    navigation: Sequence[tuple[str, str]] = (),
) -> bytes:
    """Write the explorer as a web page that needs nothing but itself; equal arguments give equal bytes.

    Parameters
    ----------
    settings : Settings, optional
        The view that it opens on; without them it opens as the app does.
    own : OwnPicture, optional
        What "Your picture" is.
    pinned : Settings, optional
        View A; where it shows "Your picture", it is `own`.
    options, hidden
        Which parts are open, and which are left out, as in a link.
    app, site : str
        The addresses of the app, without a slash at its end, and of the site, where they are known: the
        page offers links to them.
    head : str
        HTML for the head of the page.
    navigation : sequence of (str, str)
        Title and address of each page of the site; the first is this one.

    Returns
    -------
    bytes
        HTML in UTF-8.
    """
    view = settings or Settings()
    data = {
        "opens": write_link(view, options, hidden) if settings else None,
        "pinned": pinned.to_query() if pinned else None,
        "own": _told(own) if own else None,
        "app": app,
        "site": site,
        **_rows(),
    }
    own_parts = {"own": (packed_deep if own.is_deep else packed)(own.image)} if own else {}
    opening = f"{view.picture} {view.size}"
    needed = (f"{view.picture} {_LARGEST}", opening)
    first = {name: _gallery()[name] for name in needed if name in _gallery()}
    text = Template(text_of("standalone/page.html")).substitute(
        start=start_of(
            _title(settings), _style(), "standalone/standalone.js", images="'self' data: blob:", head=head
        ),
        navigation=navigation_of(navigation),
        workbench=Template(text_of("components/workbench.html")).substitute(
            {part: text_of(f"components/{part}.html") for part in _WORKBENCH}
        ),
        predict=text_of("components/predict.html"),
        numbers=text_of("components/numbers.html"),
        why=prose.html((ASSETS / "how_it_is_computed.md").read_text(encoding="utf-8")),
        data=as_json(data),
        first=parts(own_parts | first),
        font=font_style(),
        pictures=parts({name: text for name, text in _gallery().items() if name not in first}),
        plotly=_plotly(),
    )
    return text.encode()


def _title(settings: Settings | None) -> str:
    """Name the page for the view that it was saved with."""
    if settings is None:
        return "ReLU Explorer"
    return f"ReLU Explorer: {settings.picture}, {name_of(settings.weights) or OWN_KERNEL}"


def _told(own: OwnPicture) -> dict[str, Any]:
    rows, cols = own.image.shape
    sizes = {"rows": rows, "cols": cols, "height": own.height, "width": own.width}
    return {**sizes, "isDeep": own.is_deep, "notes": own.notes}


def _rows() -> dict[str, Any]:
    """Return the rows of the gallery, the experiments and the scripts that the page needs."""
    return {
        "pictures": {row.name: {"caption": row.caption, "credit": row.credit} for row in samples().values()},
        "scenes": {row.name: camel(row.scene) for row in samples().values() if row.scene},
        "experiments": [
            {"name": row.name, "question": row.question, "query": row.settings.to_query()}
            for row in EXPERIMENTS
        ],
        "scripts": scripts.templates(),
    }


@cache
def _style() -> str:
    """Return all styles: those of the components, then those of this page."""
    own = sorted(path.name for path in (STATIC / "standalone").glob("*.css"))
    names = [*(f"components/{part}.css" for part in _STYLED), *(f"standalone/{name}" for name in own)]
    return compact_style("".join(map(text_of, names)))


@cache
def _gallery() -> dict[str, str]:
    """Pack every picture that the page cannot draw, at every working size.

    The largest is packed alone; the page shrinks it to the others, and adds what they differ by: little.
    """
    found = {}
    for row in samples().values():
        if not row.scene:
            largest = row.load(_LARGEST)
            for size in WORKING_SIZES:
                picture = row.load(size)
                shrunk = averaged(largest, *picture.shape) if size < _LARGEST else None
                found[f"{row.name} {size}"] = packed(picture, shrunk)
    return found


@cache
def _plotly() -> str:
    return deflated(_unwrapped(PLOTLY.read_text(encoding="utf-8")).encode())


_WRAPPED = re.compile(
    r'(?P<licence>/\*.*?\*/\n)\(.*?=> \{\n(?P<code>"use strict";var Plotly=.*)return Plotly;\n\}\)\);?\s*',
    re.DOTALL,
)


def _unwrapped(code: str) -> str:
    """Return the code of Plotly without the function around it; as it is if it is not wrapped as expected.

    A browser reads a function that stands in another one once more when it is called: Plotly then keeps the
    page from answering for 0.3 s longer.
    """
    found = _WRAPPED.fullmatch(code)
    return found["licence"] + found["code"] if found else code
