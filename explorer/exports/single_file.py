"""What a web page that needs nothing but itself holds: modules, data, packed parts, the font, the icon."""

import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
ASSETS = ROOT / "assets"
_IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"']+)["']""")
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)

_SPARE = re.compile(r'"[^"]*"|/\*.*?\*/|;?\s*}\s*|\s*[{;,]\s*|(?<=[\w-]): +', re.DOTALL)
"""In a style: texts, comments, and marks with what stands around them."""


def text_of(name: str) -> str:
    """Return the text of a file below ``static/``."""
    return (STATIC / name).read_text(encoding="utf-8")


def compact(code: str) -> str:
    r"""Leave out the comments that have lines of their own, and what lines are indented by.

    >>> compact("a {\n  /* left */\n  b: c;\n}")
    'a {\nb: c;\n}'
    """
    return _INDENT.sub("", _COMMENT.sub("", code))


def compact_style(style: str) -> str:
    """Leave out what a style has for its readers alone: comments and most spaces. No text in it is changed.

    >>> compact_style("a, b :hover { c: calc(1px + 2px); } /* d */")
    'a,b :hover{c:calc(1px + 2px)}'
    """

    def kept(found: re.Match[str]) -> str:
        text = found[0]
        if text.startswith('"'):
            return text
        return "" if text.startswith("/*") else text.strip()[-1]

    return _SPARE.sub(kept, style).strip()


def icon_address() -> str:
    """Return the app's icon as an address that holds it."""
    return "data:image/svg+xml," + quote((ASSETS / "icon.svg").read_text(encoding="utf-8"))


def start_of(title: str, style: str, first: str, *, images: str, head: str = "") -> str:
    """Write all of a page that stands before its body.

    Parameters
    ----------
    title, style : str
        Of the page.
    first : str
        The module that imports all others, by its file below ``static/``.
    images : str
        Where images may come from, as a Content-Security-Policy writes it.
    head : str
        More HTML for the head.
    """
    return Template(text_of("standalone/head.html")).substitute(
        title=escape(title),
        icon=icon_address(),
        images=images,
        head=head,
        style=style,
        modules=modules(first),
    )


def camel(name: str) -> str:
    """Return the name of a function as JavaScript spells it.

    >>> camel("soft_blob")
    'softBlob'
    """
    first, *others = name.split("_")
    return first + "".join(map(str.capitalize, others))


def as_json(value: Any) -> str:
    """Write JSON that cannot end the element it stands in."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def parts(packed: Mapping[str, str]) -> str:
    """Write an element that holds text for each name; the page shows none of them.

    >>> print(parts({"Cat 64": "eNo="}), end="")
    <script type="text/plain" data-part="Cat 64">eNo=</script>
    """
    part = '<script type="text/plain" data-part="{}">{}</script>\n'
    return "".join(part.format(escape(name), text) for name, text in packed.items())


def navigation_of(pages: Sequence[tuple[str, str]], here: int = 0) -> str:
    """Write the links to some pages, by title and address, of which number `here` is this one.

    >>> print(navigation_of([("Maps", "maps.html"), ("Words", "words.html")], here=1), end="")
    <nav><a href="maps.html">Maps</a><a href="words.html" aria-current=page>Words</a></nav>
    """
    links = [
        f'<a href="{escape(address)}"{" aria-current=page" if k == here else ""}>{escape(title)}</a>'
        for k, (title, address) in enumerate(pages)
    ]
    return f"<nav>{''.join(links)}</nav>\n" if links else ""


@cache
def modules(first: str) -> str:
    """Return the import map: every module that the first needs, by the name that the others import it by.

    The name is that of its file below ``static/``: ``"standalone/standalone.js"``.
    """
    return as_json({"imports": dict(_code(first))})


def _code(first: str) -> Iterator[tuple[str, str]]:
    waiting = [STATIC / first]
    for path in waiting:  # grows while it is read
        folder = path.parent

        def bare(found: re.Match[str], folder: Path = folder) -> str:
            there = (folder / found[2]).resolve()
            if there not in waiting:
                waiting.append(there)
            return f'{found[1]}"{_name(there)}"'

        code = compact(path.read_text(encoding="utf-8"))
        yield _name(path), "data:text/javascript," + quote(_IMPORT.sub(bare, code), safe=_KEPT)


_KEPT = " !$&'()*+,-./:;<=>?@[]^_`{|}~"
"""What stays as it is in the address of a module: not % and #, nor line breaks, which browsers drop."""


def _name(module: Path) -> str:
    return module.relative_to(STATIC).as_posix()


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
