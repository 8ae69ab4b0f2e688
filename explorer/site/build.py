"""All files of the site."""

from collections.abc import Mapping
from pathlib import Path

from explorer.exports import standalone
from explorer.exports.single_file import ASSETS
from explorer.site import network, offline, pages, pictures

UNKEPT = (pages.PREVIEW_FILE, ".nojekyll")
"""What no page of the site shows: browsers keep no copy of it."""


def files(*, app: str = "", address: str = "") -> dict[str, bytes]:
    """Make the files of the site, by name. Equal inputs give equal bytes.

    Parameters
    ----------
    app : str
        The address of the full app, if there is one.
    address : str
        The address of the folder that will hold the site, if it is known.
    """
    icon = (ASSETS / "icon.svg").read_text(encoding="utf-8")
    made = {
        pages.INDEX: standalone.page(
            app=app.rstrip("/"),
            site=address,
            head=pages.head(pages.TITLE, address=address),
            navigation=pages.NAVIGATION,
        ),
        "experiments.html": pages.experiments(address=address),
        pages.NETWORK: network.page(app=app, address=address),
        "about.html": pages.about(app=app, address=address),
        "manifest.webmanifest": offline.manifest(),
        pages.PREVIEW_FILE: pictures.preview(),
        ".nojekyll": b"",  # GitHub Pages takes the files as they are
    }
    for is_maskable in (False, True):
        for side in offline.ICON_SIDES:
            name = offline.icon_name(side, is_maskable=is_maskable)
            made[name] = pictures.icon(icon, side, is_maskable=is_maskable)
    kept = {name: made[name] for name in made if name not in UNKEPT}
    return {**made, "service-worker.js": offline.service_worker(kept)}


def write(folder: Path, site: Mapping[str, bytes]) -> None:
    """Write the files of the site into a folder, which is made if need be; other files there stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in site.items():
        (folder / name).write_bytes(content)
