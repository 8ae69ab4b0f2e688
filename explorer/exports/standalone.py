"""The explorer in one file: a web page that needs no server and does what the app's page does.

The page holds the modules of ``static/`` that make up the explorer, the gallery, the view, and Plotly. It
computes everything itself; ``static/standalone/`` plays Python's part.
"""

import base64
import json
import re
import zlib
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Any, NamedTuple
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
import plotly

from explorer.core.arrays import Map
from explorer.core.kernels import name_of
from explorer.exports import prose, scripts
from explorer.images import LEVELS, averaged, samples
from explorer.view.experiments import EXPERIMENTS
from explorer.view.link import write_link
from explorer.view.options import Options
from explorer.view.settings import WORKING_SIZES, Settings

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
ASSETS = ROOT / "assets"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
OWN_KERNEL = "Own kernel"
_WORKBENCH = ("pictures", "controls", "scope")
_STYLED = (*_WORKBENCH, "workbench", "numbers", "predict", "copy")
_IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"']+)["']""")
_LARGEST = max(WORKING_SIZES)
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)


class OwnPicture(NamedTuple):
    """A visitor's own picture at the largest working size, in whole levels, and the size of its file."""

    image: Map
    height: int
    width: int


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
        "own": _sizes(own) if own else None,
        "app": app,
        "site": site,
        **_rows(),
    }
    own_parts = {"own": _packed(own.image)} if own else {}
    opening = f"{view.picture} {view.size}"
    needed = (f"{view.picture} {_LARGEST}", opening)
    first = {name: _gallery()[name] for name in needed if name in _gallery()}
    text = Template(_read("standalone/page.html")).substitute(
        title=escape(_title(settings)),
        icon="data:image/svg+xml," + quote((ASSETS / "icon.svg").read_text(encoding="utf-8")),
        head=head,
        style=_style(),
        modules=_modules(),
        navigation=_navigation(navigation),
        workbench=Template(_read("components/workbench.html")).substitute(
            {part: _read(f"components/{part}.html") for part in _WORKBENCH}
        ),
        predict=_read("components/predict.html"),
        numbers=_read("components/numbers.html"),
        why=prose.html((ASSETS / "how_it_is_computed.md").read_text(encoding="utf-8")),
        data=_json(data),
        first=_parts(own_parts | first),
        font=font_style(),
        pictures=_parts({name: text for name, text in _gallery().items() if name not in first}),
        plotly=_plotly(),
    )
    return text.encode()


def _title(settings: Settings | None) -> str:
    """Name the page for the view that it was saved with."""
    if settings is None:
        return "ReLU Explorer"
    return f"ReLU Explorer: {settings.picture}, {name_of(settings.weights) or OWN_KERNEL}"


def _sizes(own: OwnPicture) -> dict[str, int]:
    rows, cols = own.image.shape
    return {"rows": rows, "cols": cols, "height": own.height, "width": own.width}


def _rows() -> dict[str, Any]:
    """Return the rows of the gallery, the experiments and the scripts that the page needs."""
    return {
        "pictures": {row.name: {"caption": row.caption, "credit": row.credit} for row in samples().values()},
        "scenes": {row.name: _camel(row.scene) for row in samples().values() if row.scene},
        "experiments": [
            {"name": row.name, "question": row.question, "query": row.settings.to_query()}
            for row in EXPERIMENTS
        ],
        "scripts": scripts.templates(),
    }


def _json(value: Any) -> str:
    """Write JSON that cannot end the element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _camel(name: str) -> str:
    """Return the name of a function as JavaScript spells it.

    >>> _camel("soft_blob")
    'softBlob'
    """
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    """Return all styles: those of the components, then those of this page."""
    own = sorted(path.name for path in (STATIC / "standalone").glob("*.css"))
    names = [*(f"components/{part}.css" for part in _STYLED), *(f"standalone/{name}" for name in own)]
    return "".join(map(_read, names))


def _navigation(pages: Sequence[tuple[str, str]]) -> str:
    links = [
        f'<a href="{escape(address)}"{"" if k else " aria-current=page"}>{escape(title)}</a>'
        for k, (title, address) in enumerate(pages)
    ]
    return f"<nav>{''.join(links)}</nav>\n" if links else ""


@cache
def _modules() -> str:
    """Return the import map: every module that the page needs, by the name that the others import it by."""
    return _json({"imports": dict(_code())})


def _code() -> Iterator[tuple[str, str]]:
    waiting = [STATIC / "standalone" / "standalone.js"]
    for path in waiting:  # grows while it is read
        folder = path.parent

        def bare(found: re.Match[str], folder: Path = folder) -> str:
            there = (folder / found[2]).resolve()
            if there not in waiting:
                waiting.append(there)
            return f'{found[1]}"{_name(there)}"'

        code = _COMMENT.sub("", path.read_text(encoding="utf-8"))
        yield _name(path), "data:text/javascript," + quote(_IMPORT.sub(bare, code), safe=_KEPT)


_KEPT = " !$&'()*+,-./:;<=>?@[]^_`{|}~"
"""What stays as it is in the address of a module: not % and #, nor line breaks, which browsers drop."""


def _name(module: Path) -> str:
    return module.relative_to(STATIC).as_posix()


@cache
def _gallery() -> dict[str, str]:
    """Pack every picture that the page cannot draw, at every working size.

    The largest is packed alone; the page shrinks it to the others, and adds what they differ by: little.
    """
    packed = {}
    for row in samples().values():
        if not row.scene:
            largest = row.load(_LARGEST)
            for size in WORKING_SIZES:
                picture = row.load(size)
                shrunk = averaged(largest, *picture.shape) if size < _LARGEST else None
                packed[f"{row.name} {size}"] = _packed(picture, shrunk)
    return packed


def _packed(image: Map, shrunk: Map | None = None) -> str:
    """Pack a picture of whole levels, which ``static/standalone/packing.js`` reads.

    Every level is replaced by its difference from that of a larger picture that was shrunk to this size;
    without one, from what its neighbours let expect.
    """
    levels = _levels(image)
    expected = _expected(levels) if shrunk is None else _levels(shrunk)
    return _deflated((levels - expected).tobytes(), zlib.Z_FILTERED)


def _levels(image: Map) -> npt.NDArray[np.uint8]:
    levels: npt.NDArray[np.uint8] = np.rint(image * np.float32(LEVELS)).astype(np.uint8)
    if not np.array_equal(levels / np.float32(LEVELS), image):
        raise ValueError("Only pictures of whole levels can be packed.")
    return levels


def _expected(levels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return what the pixels on the left, above and between let expect of each.

    This is the median edge detector of JPEG-LS (Weinberger, Seroussi and Sapiro, 2000): the median of
    left, above, and left + above - between; outside of the picture all is 0.

    >>> _expected(np.array([[10, 20], [30, 35]], np.uint8))
    array([[ 0, 10],
           [10, 30]], dtype=uint8)
    """
    around = np.pad(levels.astype(np.int16), ((1, 0), (1, 0)))
    left, above, between = around[1:, :-1], around[:-1, 1:], around[:-1, :-1]
    low, high = np.minimum(left, above), np.maximum(left, above)
    return np.asarray(np.clip(left + above - between, low, high), np.uint8)


_FONT = "static/**/SourceSansVF-Upright*.woff2"


@cache
def font_style() -> str:
    """Return the style that names Streamlit's own font, so that words are as wide as in the app.

    It is Source Sans (SIL Open Font License). Without its file the page has a font of the system.
    """
    streamlit = find_spec("streamlit")  # not imported: that takes a second
    folders = streamlit.submodule_search_locations if streamlit else None
    files = [file for folder in folders or () for file in Path(folder).rglob(_FONT)]
    if not files:
        return ""
    font = base64.b64encode(files[0].read_bytes()).decode()
    source = f'url("data:font/woff2;base64,{font}") format("woff2")'
    return f'@font-face {{ font-family: "Source Sans"; font-weight: 200 900; src: {source}; }}'


@cache
def _plotly() -> str:
    return _deflated(_unwrapped(PLOTLY.read_text(encoding="utf-8")).encode())


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


def _deflated(data: bytes, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, 15, 9, strategy)
    return base64.b64encode(deflate.compress(data) + deflate.flush()).decode()


def _parts(packed: dict[str, str]) -> str:
    part = '<script type="text/plain" data-part="{}">{}</script>\n'
    return "".join(part.format(escape(name), text) for name, text in packed.items())
