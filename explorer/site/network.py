"""The page "A real network" of the site: the first stage of MTCNN, computed by the browser alone."""

import re
from string import Template

from explorer.exports import prose
from explorer.exports.packing import deflated, letters, packed
from explorer.exports.single_file import (
    ASSETS,
    as_json,
    camel,
    font_style,
    navigation_of,
    parts,
    start_of,
    text_of,
)
from explorer.images import samples
from explorer.images.menu import Sample
from explorer.messages.binary import pack
from explorer.messages.network import arrays
from explorer.site.pages import INDEX, NAVIGATION, NETWORK, TITLE, head
from explorer.view.network import DEFAULT_PICTURE, SIZE

_PARTS = ("picture_file", "network_slopes", "network_channel")
_STYLES = (
    *(f"components/{part}.css" for part in (*_PARTS, "network")),
    *("components/anywhere.css", "standalone/page.css", "standalone/own_picture.css", "site/site.css"),
)
_FIRST = "standalone/network.js"
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
"""A link as Markdown writes it: the page leads to no other host, so only its words stay."""


def page(*, app: str = "", address: str = "") -> bytes:
    """Write the page, which needs nothing but itself; equal arguments give equal bytes.

    `app` and `address` are those of the full app and of the site, if they are known.
    """
    here = [file for _, file in NAVIGATION].index(NETWORK)
    title = f"{NAVIGATION[here][0]} · {TITLE}"
    rows = samples().values()
    data = {
        "app": app.rstrip("/"),
        "explorer": INDEX,
        "photographs": [row.name for row in rows if row.file],
        "scenes": {row.name: camel(row.scene) for row in rows if row.scene},
    }
    pictures = {row.name: text for row in rows if (text := _picture(row))}
    first = {"weights": _weights(), DEFAULT_PICTURE: pictures.pop(DEFAULT_PICTURE)}
    about = _LINK.sub(r"\1", (ASSETS / "networks" / "about.md").read_text(encoding="utf-8"))
    text = Template(text_of("standalone/network.html")).substitute(
        start=start_of(
            title, "".join(map(text_of, _STYLES)), _FIRST, images="data:", head=head(title, address=address)
        ),
        navigation=navigation_of(NAVIGATION, here),
        network=Template(text_of("components/network.html")).substitute(
            {part: text_of(f"components/{part}.html") for part in _PARTS}
        ),
        about=prose.html(about),
        data=as_json(data),
        first=parts(first),
        font=font_style(),
        pictures=parts(pictures),
    )
    return text.encode()


def _picture(row: Sample) -> str:
    """Return the file of a photograph in letters, another picture packed; "" for one that the page draws."""
    if row.file:
        return letters(row.file.read_bytes())
    return "" if row.scene else packed(row.load(SIZE))


def _weights() -> str:
    """Return what P-Net needs to answer, as the app sends it."""
    return deflated(pack({}, arrays(())))
