"""The pages of the site beside the explorer: the experiments, and what this is."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby
from string import Template
from urllib.parse import urlencode

from explorer.exports import faces
from explorer.exports.single_file import font_style, icon_address, text_of
from explorer.exports.thumbnail import thumbnail
from explorer.images import samples
from explorer.lessons.chapters import CHAPTERS
from explorer.site.pictures import PREVIEW, webp_address
from explorer.view.experiments import EXPERIMENTS, Experiment
from explorer.view.network import SIZE as NETWORK_SIZE
from explorer.view.network_experiments import GROUP, NETWORK_EXPERIMENTS, NetworkExperiment
from explorer.view.readouts import TAGLINE

TITLE = "ReLU Explorer"
INDEX, NETWORK, PREVIEW_FILE = "index.html", "network.html", "preview.png"
NAVIGATION = (
    ("Explorer", INDEX),
    ("Experiments", "experiments.html"),
    ("A real network", NETWORK),
    ("About", "about.html"),
)
"""The pages of the site: what a link to each says, and its file."""
SIZE = 128
"""Pixels of the longer side of a small picture."""
_STYLES = ("standalone/page.css", "components/cards.css", "site/site.css")
_SCRIPT, _DROPS, _FULL_APP = "site/register.js", "site/drops.js", "site/full_app.js"


def experiments(*, address: str = "") -> bytes:
    """Write the page of all experiments by group; each card is a link to the explorer.

    `address` is that of the site, if it is known.
    """
    groups = {
        name: "".join(map(_explorer_card, rows)) for name, rows in groupby(EXPERIMENTS, lambda row: row.group)
    }
    groups[GROUP] = "".join(map(_network_card, NETWORK_EXPERIMENTS))
    links = "".join(f'<a href="#{_anchor(name)}">{escape(name)}</a>' for name in groups)
    main = (
        "<h1>Ready-made experiments</h1>\n"
        f"<p>{len(EXPERIMENTS) + len(NETWORK_EXPERIMENTS)} ready views. The small pictures are computed, as "
        "the large ones are: the input, the feature map before the activation, and after it. In the group "
        f"“{GROUP}” orange is what looks like a face, before and after the change. Choose a card to open "
        "it.</p>\n"
        f'<nav class="site-groups" aria-label="Groups of experiments">{links}</nav>\n'
        f'<div class="cards">\n{"".join(_section(name, rows) for name, rows in groups.items())}</div>'
    )
    return _page("Experiments", main, address)


def about(*, app: str = "", address: str = "") -> bytes:
    """Write the page that says what this is; `app` and `address` are those of app and site, if known."""
    link = f'<a id="full-app" href="{escape(app)}">the full app</a>'
    where = f"is {link}" if app else "is the full app, which needs a server"
    main = (
        f"<h1>What is {TITLE}?</h1>\n"
        '<div class="site-about">\n'
        f"<p>{escape(TAGLINE)} Here you can see it happen: change the kernel, the activation or the picture, "
        "and the maps follow at once. One line through all of them shows the numbers.</p>\n"
        "<p>Your browser computes everything. What you change here, and a picture of your own, stay on your "
        "device. Where these pages come from an address with https, your browser keeps a copy: after the "
        "first visit they open without a network, too, and most browsers can install them as an app.</p>\n"
        f'<p><a href="{NETWORK}">A network that people use</a> finds faces in pictures: see what its first '
        "stage takes for one, and bend its rectifiers.</p>\n"
        f"<p>Beside these pages there {where}. It also has {len(CHAPTERS)} lessons, where you guess first "
        "and then see the answer computed; a filter bank, which shows many kernels on one picture; what both "
        "stages of the network take for a face, marked in the picture; a plan for 45 minutes in class, and "
        "a worksheet to print.</p>\n"
        "</div>"
    )
    return _page("About", main, address, (text_of(_FULL_APP),) if app else ())


def head(title: str, *, address: str = "") -> str:
    """Write what every page of the site tells browsers and messengers about itself.

    A messenger shows the preview if it knows the whole address of it, so only if `address` is known.
    """
    return f"{tags(title, address=address)}<script>{text_of(_SCRIPT)}</script>\n"


def tags(title: str, sentence: str = TAGLINE, *, address: str = "") -> str:
    """Write the tags of a page from which messengers make a preview.

    >>> tags("A lesson", "What happens?").splitlines()[0]
    '<meta name="description" content="What happens?">'
    """
    width, height = PREVIEW
    properties = {
        "og:type": "website",
        "og:title": title,
        "og:description": sentence,
        "og:image": address + PREVIEW_FILE,
        "og:image:width": width,
        "og:image:height": height,
        "og:image:alt": "A photograph, the signed map of its edges, and the map after ReLU",
    }
    names = {"description": sentence, "twitter:card": "summary_large_image"}
    lines = [
        *(f'<meta name="{name}" content="{escape(text)}">\n' for name, text in names.items()),
        *(f'<meta property="{name}" content="{escape(str(it))}">\n' for name, it in properties.items()),
    ]
    return "".join(lines)


def _page(name: str, main: str, address: str, scripts: Iterable[str] = ()) -> bytes:
    scripts = (text_of(_DROPS), *scripts)
    title = f"{name} · {TITLE}"
    style = font_style() + "\n" + "".join(map(text_of, _STYLES))
    text = Template(text_of("site/page.html")).substitute(
        policy=_policy((text_of(_SCRIPT), *scripts), style),
        explorer=INDEX,
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
        title=escape(title),
        icon=icon_address(),
        head=head(title, address=address),
        style=style,
        navigation="".join(_link(label, file, is_current=label == name) for label, file in NAVIGATION),
        main=main,
    )
    return text.encode()


def _policy(scripts: Iterable[str], style: str) -> str:
    """Let a page run and look as it is written, show pictures that it holds, and load nothing else."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hashed, scripts))}; style-src {_hashed(style)}; "
        "img-src data:; font-src data:; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
        "form-action 'none'"
    )


def _hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _link(label: str, file: str, *, is_current: bool) -> str:
    current = ' aria-current="page"' if is_current else ""
    return f'<a href="{file}"{current}>{label}</a>'


def _section(name: str, cards: str) -> str:
    return f'<section>\n<h2 id="{_anchor(name)}">{escape(name)}</h2>\n<ul>\n{cards}</ul>\n</section>\n'


def _explorer_card(row: Experiment) -> str:
    image = samples()[row.settings.picture].load(SIZE)
    return _card(row, INDEX, row.settings.to_query(), thumbnail(row.settings, image))


def _network_card(row: NetworkExperiment) -> str:
    levels = samples()[row.settings.picture].load_colours(NETWORK_SIZE)
    return _card(row, NETWORK, row.settings.to_query(), faces.thumbnail(row.settings, levels, side=SIZE))


def _card(row: Experiment | NetworkExperiment, page: str, query: Mapping[str, str], picture: bytes) -> str:
    """Write a card; `static/widgets/cards.js` makes the same one in the app."""
    parts = "".join(f"<span>{part}</span>" for part in ("input", "before", "after"))
    return (
        f'<li><img src="{webp_address(picture)}" alt="">'
        f'<p class="cards-parts" aria-hidden="true">{parts}</p>'
        f'<h3><a href="{escape(f"{page}#{urlencode(query)}" if query else page)}">{escape(row.name)}</a></h3>'
        f"<p>{escape(row.sentence)}</p>"
        f"<p><strong>Ask: </strong>{escape(row.question)}</p></li>\n"
    )


def _anchor(group: str) -> str:
    """Return the name by which a link reaches a group.

    >>> _anchor("All or nothing")
    'all-or-nothing'
    """
    return group.lower().replace(" ", "-")
