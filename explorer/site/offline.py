"""What lets a browser install the site and open it without a network: the manifest, the service worker."""

import base64
import hashlib
import json
from collections.abc import Mapping

from explorer.exports.single_file import STATIC
from explorer.site.pages import INDEX, TITLE
from explorer.view.readouts import TAGLINE

ICON_SIDES = (192, 512)
"""Pixels of a side: what Chrome asks of an app that can be installed."""
_DARK_BLUE = "#1b2a49"  # the ground of the icon


def icon_name(side: int, *, is_maskable: bool) -> str:
    """Name the file of an icon.

    >>> icon_name(192, is_maskable=True)
    'icon-192-maskable.png'
    """
    return f"icon-{side}{'-maskable' if is_maskable else ''}.png"


def manifest() -> bytes:
    """Write the manifest, which tells a browser what it installs."""
    icons = [
        {
            "src": icon_name(side, is_maskable=is_maskable),
            "sizes": f"{side}x{side}",
            "type": "image/png",
            "purpose": "maskable" if is_maskable else "any",
        }
        for is_maskable in (False, True)
        for side in ICON_SIDES
    ]
    fields = {
        "name": TITLE,
        "short_name": TITLE,
        "description": TAGLINE,
        "lang": "en",
        "start_url": INDEX,
        "scope": "./",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": _DARK_BLUE,
        "icons": icons,
    }
    return (json.dumps(fields, indent=2, ensure_ascii=False) + "\n").encode()


def service_worker(files: Mapping[str, bytes]) -> bytes:
    """Write the service worker that keeps a copy of these files, by their names.

    Its copy is named for a digest of all of them, so another build has a copy of its own.
    """
    digests = {name: f"sha256-{_base64(hashlib.sha256(files[name]).digest())}" for name in sorted(files)}
    listed = json.dumps(digests, indent=2)
    template = (STATIC / "site" / "service-worker.js").read_text(encoding="utf-8")
    digest = hashlib.sha256(listed.encode()).hexdigest()[:16]
    return template.replace("$files", listed).replace("$digest", digest).encode()


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()
