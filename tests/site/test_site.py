"""The site: its pages, what they link to, and what a browser keeps of it."""

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import cv2
import numpy as np
import pytest

from explorer.exports import faces
from explorer.exports.single_file import ROOT
from explorer.exports.thumbnail import thumbnail
from explorer.images import samples
from explorer.lessons.chapters import CHAPTERS
from explorer.site import __main__ as command
from explorer.site import build, offline, pages, pictures
from explorer.view.experiments import EXPERIMENTS
from explorer.view.network import NetworkSettings
from explorer.view.network_experiments import GROUP, NETWORK_EXPERIMENTS
from explorer.view.settings import Settings

APP, ADDRESS = "https://relu.example/", "https://school.example/maths/relu/"
BESIDE = ("experiments.html", "about.html")  # the explorer
WEBP = "data:image/webp;base64,"
SVG = (ROOT / "assets" / "icon.svg").read_text(encoding="utf-8")


class Elements(HTMLParser):
    """Lists the elements of a page: the tag, the attributes, and the text right after the start tag."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html.decode())

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs), ""))

    def handle_data(self, data):
        if self.found:
            tag, attributes, text = self.found[-1]
            self.found[-1] = (tag, attributes, text or data)


def elements(html, tag):
    return [(attributes, text) for name, attributes, text in Elements(html).found if name == tag]


def links(html):
    """Name what each link says, and where it leads."""
    return [(text, attributes["href"]) for attributes, text in elements(html, "a")]


def pixels(file):
    return cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_UNCHANGED)


@pytest.fixture(scope="module")
def site():
    return build.files(app=APP)


def test_every_experiment_is_a_link_that_opens_its_view(site):
    rows = (*EXPERIMENTS, *NETWORK_EXPERIMENTS)
    names = [row.name for row in rows]
    cards = [link for link in links(site["experiments.html"]) if link[0] in names]
    assert [name for name, _ in cards] == names
    for (_, href), row in zip(cards, rows, strict=True):
        parts, is_network = urlsplit(href), row in NETWORK_EXPERIMENTS
        assert parts.path == ("network.html" if is_network else "index.html")
        view = NetworkSettings if is_network else Settings
        assert view.from_query(dict(parse_qsl(parts.fragment))) == row.settings


def test_an_experiment_stands_in_its_group_with_what_is_seen_and_what_to_ask(site):
    in_groups = [*((row.group, row) for row in EXPERIMENTS), *((GROUP, row) for row in NETWORK_EXPERIMENTS)]
    groups = list(dict.fromkeys(group for group, _ in in_groups))
    assert [text for _, text in elements(site["experiments.html"], "h2")] == groups
    html = unescape(site["experiments.html"].decode())
    for group, row in in_groups:
        above, _, below = html.partition(f">{row.name}</a>")
        card = below.partition("</li>")[0]
        assert f"<p>{row.sentence}</p>" in card
        assert f"<strong>Ask: </strong>{row.question}</p>" in card
        assert above.rpartition("<h2 ")[2].partition("</h2>")[0].endswith(f">{group}")


def test_a_small_picture_has_the_pixels_of_the_one_in_the_app(site):
    shown = [attributes["src"] for attributes, _ in elements(site["experiments.html"], "img")]
    painted = [thumbnail(row.settings, samples()[row.settings.picture].load(128)) for row in EXPERIMENTS]
    astronaut = samples()["Astronaut"].load_colours(512)
    painted += [faces.thumbnail(row.settings, astronaut, side=128) for row in NETWORK_EXPERIMENTS]
    for source, file in zip(shown, painted, strict=True):
        found, expected = pixels(base64.b64decode(source.removeprefix(WEBP))), pixels(file)
        np.testing.assert_array_equal(found[..., 3], expected[..., 3])
        is_opaque = expected[..., 3] > 0
        np.testing.assert_array_equal(found[is_opaque], expected[is_opaque])


def test_every_link_leads_to_a_file_of_the_folder_or_to_a_place_on_the_page(site):
    for page in BESIDE:
        places = {attributes.get("id") for _, attributes, _ in Elements(site[page]).found}
        for _, href in links(site[page]):
            parts = urlsplit(href)
            if href != APP:
                assert not parts.scheme + parts.netloc
                assert (parts.path or page) in site
                assert parts.path or parts.fragment in places


@pytest.mark.parametrize("number", range(len(pages.NAVIGATION)))
def test_every_page_leads_to_all_and_says_which_one_it_is(site, number):
    file = pages.NAVIGATION[number][1]
    found = [row for row in elements(site[file], "a") if row[0]["href"] in dict(pages.NAVIGATION).values()]
    in_order = [row for row in found if (row[1], row[0]["href"]) in pages.NAVIGATION]
    assert tuple((text, attributes["href"]) for attributes, text in in_order) == pages.NAVIGATION
    current = [k for k, (attributes, _) in enumerate(in_order) if attributes.get("aria-current") == "page"]
    assert current == [number]


def test_the_full_app_is_linked_where_there_is_one(site):
    assert ("the full app", APP) in links(site["about.html"])
    assert f'"app":"{APP.rstrip("/")}"' in site["index.html"].decode()  # its links put the slash themselves
    assert f"{len(CHAPTERS)} lessons" in site["about.html"].decode()
    alone = pages.about()
    assert "the full app, which needs a server" in alone.decode()
    assert not [href for _, href in links(alone) if "//" in href]
    kept = "sessionStorage"  # the link opens the view of this tab: tests/node/full_app.test.mjs
    assert [kept in page for page in (site["about.html"].decode(), alone.decode())] == [True, False]


def test_nothing_is_loaded_from_anywhere(site):
    for page in BESIDE:
        html = site[page].decode()
        policy = previews(site[page])["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; ")
        assert not re.search(r"https?:|\*|unsafe|//", policy.replace("'sha256-", "").partition("img-src")[2])
        for tag in ("script", "style"):
            texts = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
            digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
            allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
            assert f"; {tag}-src {allowed};" in policy
        sources = [
            attributes["src"] for _, attributes, _ in Elements(site[page]).found if "src" in attributes
        ]
        assert not [source for source in sources if not source.startswith(WEBP)]
        icons = [attributes["href"] for attributes, _ in elements(site[page], "link")]
        assert [icon.partition(",")[0] for icon in icons] == ["data:image/svg+xml"]
        assert set(re.findall(r"https?://[^\s\"'<)]+", html)) <= {APP}


def previews(html):
    """Return what the meta tags of a page say, by name."""
    tags = [attributes for attributes, _ in elements(html, "meta") if "content" in attributes]
    names = [tag.get("property") or tag.get("name") or tag["http-equiv"] for tag in tags]
    assert len(set(names)) == len(names)
    return dict(zip(names, [tag["content"] for tag in tags], strict=True))


def test_a_link_to_a_page_has_a_preview(site):
    known = build.files(address=ADDRESS)
    for page in (pages.INDEX, pages.NETWORK, *BESIDE):
        tags = previews(site[page])
        assert tags["og:title"].endswith("ReLU Explorer")
        assert tags["og:description"] == tags["description"]
        assert tags["twitter:card"] == "summary_large_image"
        assert tags["og:image"] == "preview.png"
        size = int(tags["og:image:height"]), int(tags["og:image:width"])
        assert pixels(site["preview.png"]).shape[:2] == size
        assert previews(known[page])["og:image"] == ADDRESS + "preview.png"


def test_the_preview_shows_what_the_app_paints(site):
    sheet = pixels(site["preview.png"])
    strip = pixels(thumbnail(Settings(), samples()["Photographer"].load(352)))[..., :3]
    after = strip[:, -352:]
    unlike = cv2.matchTemplate(sheet, after, cv2.TM_SQDIFF)
    top, left = map(int, np.unravel_index(unlike.argmin(), unlike.shape))
    np.testing.assert_array_equal(sheet[top : top + 352, left : left + 352], after)


def test_the_manifest_names_what_a_browser_asks_of_an_app(site):
    manifest = json.loads(site["manifest.webmanifest"])
    assert manifest["name"] == manifest["short_name"] == "ReLU Explorer"
    assert manifest["start_url"] in site
    assert (manifest["scope"], manifest["display"]) == ("./", "standalone")
    assert {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]} == {
        (size, purpose) for size in ("192x192", "512x512") for purpose in ("any", "maskable")
    }
    for icon in manifest["icons"]:
        drawn = pixels(site[icon["src"]])
        assert drawn.shape[2] == 4
        assert icon["sizes"] == f"{drawn.shape[1]}x{drawn.shape[0]}"
        assert site[icon["src"]].startswith(b"\x89PNG")
        assert icon["type"] == "image/png"
        assert (drawn[0, 0, 3] == 255) == (icon["purpose"] == "maskable")


@pytest.mark.parametrize(("x", "y"), [(8, 34), (26, 34), (35, 34), (44, 34), (56, 24)])
def test_the_icon_has_the_strokes_of_the_drawing(x, y):
    drawn = pixels(pictures.icon(SVG, 128))
    assert drawn[2 * y, 2 * x].tolist() == [0x4C, 0x8A, 0xFF, 255]
    assert drawn[10, 64].tolist() == [0x49, 0x2A, 0x1B, 255]


def test_the_dashed_half_of_the_icon_has_its_gaps():
    drawn = pixels(pictures.icon(SVG, 512))[..., :3].astype(int)
    is_blue = (np.abs(drawn - (0xE8, 0xBE, 0x8C)) < 8).all(axis=2).astype(np.uint8)
    assert cv2.connectedComponents(is_blue)[0] - 1 == 4


def test_a_system_that_cuts_an_icon_to_a_circle_cuts_no_stroke():
    drawn = pixels(pictures.icon(SVG, 192, is_maskable=True)).astype(int)
    assert (drawn[..., 3] == 255).all()
    rows, cols = np.nonzero((np.abs(drawn - drawn[0, 0]) > 8).any(axis=2))
    assert len(rows) > 1000
    assert np.hypot(rows - 95.5, cols - 95.5).max() < 0.4 * 192


def test_a_browser_keeps_every_file_that_a_page_shows(site):
    worker = site["service-worker.js"].decode()
    kept = json.loads(re.search(r"FILES = (\{.*?\});", worker, re.DOTALL)[1])
    assert set(kept) == set(site) - {"service-worker.js", "preview.png", ".nojekyll"}
    for name, integrity in kept.items():
        assert integrity == f"sha256-{base64.b64encode(hashlib.sha256(site[name]).digest()).decode()}"
    assert "$" not in worker.replace("${", "")


def test_a_build_is_named_for_the_content_of_its_files():
    def name(files):
        return re.search(r'CACHE = OURS \+ "(\w+)"', offline.service_worker(files).decode())[1]

    builds = [{"a": b"1", "b": b"2"}, {"a": b"1", "b": b"3"}, {"a": b"1"}, {"a": b"2", "b": b"1"}]
    assert len({name(files) for files in builds}) == len(builds)
    assert name({"b": b"2", "a": b"1"}) == name(builds[0])


def test_the_command_writes_the_same_bytes_at_any_time(site, tmp_path):
    folder = tmp_path / "new" / "site"
    run = subprocess.run(
        [sys.executable, "-m", "explorer.site", folder, "--app", APP.rstrip("/"), "--address", ""],
        capture_output=True, encoding="utf-8", cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert set(written) == set(site)
    assert [name for name in site if written[name] != site[name]] == []
    assert f"{len(site)} files" in run.stdout


@pytest.mark.parametrize("option", ["--app", "--address"])
def test_what_is_no_address_is_refused_in_words(option, tmp_path, capsys):
    with pytest.raises(SystemExit):
        command.main([str(tmp_path / "site"), option, "school.example"])
    assert "'school.example' is no address that begins with http" in capsys.readouterr().err
    assert not (tmp_path / "site").exists()


def test_the_site_is_light(site):
    assert len(site["index.html"]) < 4_000_000
    assert sum(map(len, site.values())) < 6_500_000
