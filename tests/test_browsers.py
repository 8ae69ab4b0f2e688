"""README promises the oldest browsers; nothing in static/ asks for a newer one, but for what can be missing.

The versions are those of MDN's tables of compatibility.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from tests.test_hygiene import PAGES, read

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BROWSERS = ("Chrome and Edge", "Firefox", "Safari, iOS and iPadOS")
PAGES_WITHOUT_SERVER = (ROOT / "static" / "standalone" / name for name in ("page.html", "network.html"))
NEVER = 999.0
CSS, JS, HTML = ".css", ".js", ".html"

# What to look for in which files, and the first Chrome, Firefox and Safari that have it.
FEATURES = {
    ":has()": (r":has\(", f"{CSS}|{JS}", 105, 121, 15.4),
    ":dir()": (r":dir\(", f"{CSS}|{JS}", 120, 49, 16.4),
    "nested rules": (r"(?m)^\s*&", CSS, 120, 117, 17.2),
    "subgrid": (r"\bsubgrid\b", CSS, 117, 71, 16),
    "container queries": (r"@container|container-type", CSS, 105, 110, 16),
    "color-mix()": (r"color-mix\(", f"{CSS}|{JS}", 111, 113, 16.2),
    "oklch()": (r"\b(ok)?l(ch|ab)\(", CSS, 111, 113, 15.4),
    "colours from others": (r"\b(rgb|hsl|oklch)\(from\b", CSS, 119, 128, 16.4),
    "light-dark()": (r"light-dark\(", CSS, 123, 120, 17.5),
    "text-wrap": (r"text-wrap:", CSS, 114, 121, 17.5),
    "dvh": (r"\d(d|s|l)v(h|w)\b", CSS, 108, 101, 15.4),
    "@property": (r"@property\s+--", CSS, 85, 128, 16.4),
    "@layer": (r"@layer\b", CSS, 99, 97, 15.4),
    "@scope": (r"@scope\b", CSS, 118, 146, 17.4),
    "@starting-style": (r"@starting-style", CSS, 117, 129, 17.5),
    "round(), mod(), rem()": (r"[\s:(](round|mod|rem)\(", CSS, 125, 118, 15.4),
    "sin(), cos(), sqrt()": (r"[\s:(](sin|cos|tan|sqrt|pow)\(", CSS, 120, 118, 15.4),
    "linear()": (r"\blinear\(", CSS, 113, 112, 17.2),
    "mask": (r"[\s;{]mask(-image)?:", CSS, 120, 53, 15.4),
    "backdrop-filter": (r"[\s;{]backdrop-filter:", CSS, 76, 103, 18),
    "content-visibility": (r"content-visibility:", CSS, 85, 125, 18),
    "field-sizing": (r"field-sizing:", CSS, 123, NEVER, 26),
    "scrollbar-width": (r"scrollbar-(width|color):", CSS, 121, 64, 18.2),
    "scrollbar-gutter": (r"scrollbar-gutter:", CSS, 94, 97, 18.2),
    "translate, scale, rotate": (r"[\s;{](translate|scale|rotate):\s", CSS, 104, 72, 14.1),
    "ranges of media": (r"@media[^{]*[<>]", CSS, 104, 63, 16.4),
    "popover": (r"\bpopover(target)?=|showPopover\(", f"{HTML}|{JS}", 114, 125, 17),
    "details of one name": (r"<details[^>]*\sname=", HTML, 120, 130, 17.2),
    "import maps": (r"\bimportmap\b", f"{HTML}|{JS}", 89, 108, 16.4),
    "inert": (r"\binert\b", f"{HTML}|{JS}", 102, 112, 15.5),
    "structuredClone()": (r"\bstructuredClone\(", JS, 98, 94, 15.4),
    "Object.hasOwn()": (r"\bObject\.hasOwn\(", JS, 93, 92, 15.4),
    "at()": (r"\.at\(", JS, 92, 90, 15.4),
    "findLast()": (r"\.findLast(Index)?\(", JS, 97, 104, 15.4),
    "toSorted(), with()": (r"\.(to(Sorted|Reversed|Spliced)\b|with\()", JS, 110, 115, 16),
    "groupBy()": (r"\.groupBy\b", JS, 117, 119, 17.4),
    "Array.fromAsync()": (r"\.fromAsync\b", JS, 121, 115, 16.4),
    "Promise.withResolvers()": (r"\.withResolvers\b", JS, 119, 121, 17.4),
    "Promise.try()": (r"\bPromise\.try\(", JS, 128, 134, 18.2),
    "sets together": (r"\.(union|intersection|difference)\(|\.symmetricDifference\b", JS, 122, 127, 17),
    "sets compared": (r"\.is(SubsetOf|SupersetOf|DisjointFrom)\b", JS, 122, 127, 17),
    "whole characters": (r"\.(is|to)WellFormed\b", JS, 111, 119, 16.4),
    "Iterator": (r"\bIterator\.", JS, 122, 131, 18.4),
    "CloseWatcher": (r"\bCloseWatcher\.", JS, 126, NEVER, NEVER),
    "scheduler": (r"\bscheduler\.", JS, 94, 142, NEVER),
    "iterators": (r"\.(values|keys|entries)\(\)\s*\.(map|filter|take|drop|toArray)\(", JS, 122, 131, 18.4),
    "looking behind": (r"\(\?<[=!]", JS, 62, 78, 16.4),
    "the flag v": (
        r"[=(,:]\s*/(?:[^/\n\\]|\\.)+/[dgimsy]*v|/[gimsuy]*v[gimsuy]*[.,;)]",
        JS,
        112,
        116,
        17,
    ),
    "static blocks": (r"\bstatic\s*\{", JS, 94, 93, 16.4),
    "checkVisibility()": (r"\.checkVisibility\b", JS, 105, 106, 17.4),
    "requestSubmit()": (r"\.requestSubmit\(", JS, 76, 75, 16),
    "requestIdleCallback()": (r"\brequestIdleCallback\(", JS, 47, 55, NEVER),
    "scrollend": (r"\bscrollend\b", JS, 114, 109, 26.2),
    "view transitions": (r"\bstartViewTransition\(", JS, 111, 144, 18),
    "AbortSignal.any()": (r"\bAbortSignal\.any\(", JS, 116, 124, 17.4),
    "URL.canParse()": (r"\bURL\.canParse\(", JS, 120, 115, 17),
    "URL.parse()": (r"\bURL\.parse\(", JS, 126, 126, 18),
    "compression": (r"\b(Dec|C)ompressionStream\(", JS, 80, 113, 16.4),
    "OffscreenCanvas": (r"\bOffscreenCanvas\(", JS, 69, 105, 16.4),
    "roundRect()": (r"\.roundRect\(", JS, 99, 112, 16),
    "ClipboardItem": (r"\bClipboardItem\(", JS, 76, 127, 13.1),
    "ImageDecoder": (r"\bImageDecoder\(", JS, 94, 133, NEVER),
    "types of imports": (r"\bwith\s*\{\s*type:", JS, 123, 138, 17.2),
    "base64 of bytes": (r"\.(from|to)Base64\(", JS, 140, 133, 18.2),
    "Float16Array": (r"\bFloat16Array\b", JS, 135, 129, 18.2),
    "RegExp.escape()": (r"\bRegExp\.escape\(", JS, 136, 134, 18.2),
}
WITHOUT = {
    "color-mix()": "a stretch that is being chosen has its two edges, and no shade between them",
    "subgrid": "titles of two lines, and the lines of cards side by side, are not on one height",
    "text-wrap": "the last line of a question may be a single word",
    "requestIdleCallback()": "the task begins after 50 ms",
    "ImageDecoder": "an animation is its first frame, and the page says so",
}
"""What a browser shows that the page admits, but that has not this."""


def promised(column: int) -> tuple[float, ...]:
    """Return the oldest Chrome, Firefox and Safari that README names: of the app, 0, or of the site, 1."""
    rows = (re.search(rf"^\| {name} \|(.*)\|$", README, re.MULTILINE) for name in BROWSERS)
    cells = (row[1].split("|")[column] for row in rows)
    return tuple(float(re.match(r"\s*([\d.]+) \((not )?seen\b", cell)[1]) for cell in cells)


@cache
def texts(kinds: str) -> dict[str, str]:
    """Read the files of some kinds."""
    return {str(path.relative_to(ROOT)): read(path) for path in PAGES if path.suffix in kinds.split("|")}


def uses(name: str) -> list[str]:
    """Name the files that use a feature."""
    pattern, kinds, *_ = FEATURES[name]
    return [path for path, text in texts(kinds).items() if re.search(pattern, text)]


@pytest.mark.parametrize("name", FEATURES)
def test_the_site_asks_for_no_newer_browser_than_readme_says(name):
    versions = FEATURES[name][2:]
    is_newer = any(one > other for one, other in zip(versions, promised(1), strict=True))
    where = uses(name) if is_newer else []
    assert bool(where) == (name in WITHOUT), (name, versions, where)


def test_the_app_asks_for_no_older_browser_than_the_site_as_it_has_the_same_parts():
    assert all(app >= site for app, site in zip(promised(0), promised(1), strict=True))


def test_the_oldest_browsers_of_the_site_have_just_what_it_needs():
    needed = [FEATURES[name][2:] for name in FEATURES if name not in WITHOUT and uses(name)]
    assert max(firefox for _, firefox, _ in needed) == promised(1)[1]
    assert max(safari for *_, safari in needed) == promised(1)[2]


def test_the_pages_name_them_to_those_whose_browser_is_too_old():
    chrome, firefox, safari = (f"{version:g}" for version in promised(1))
    told = f"Use Chrome or Edge from {chrome} on, Firefox from {firefox} on, or Safari from {safari} on."
    for page in PAGES_WITHOUT_SERVER:
        assert told in read(page), page.name
