"""Write the site: `python -m explorer.site FOLDER`; any web space, USB stick or shared folder holds it."""

import argparse
from pathlib import Path

from explorer.site.address import web_address
from explorer.site.build import files, write
from explorer.site.pages import INDEX


def main(arguments: list[str] | None = None) -> None:
    """Read the arguments of the command and write the site."""
    parser = argparse.ArgumentParser(prog="python -m explorer.site", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write the files; it is made if need be")
    parser.add_argument("--app", type=_web_address, default="", help="address of the full app, to be linked")
    parser.add_argument(
        "--address", type=_web_address, default="", help="address of the site to be, for previews of links"
    )
    chosen = parser.parse_args(arguments)
    site = files(app=chosen.app, address=chosen.address)
    write(chosen.folder, site)
    size = sum(map(len, site.values())) / 1e6
    print(f"{len(site)} files, {size:.1f} MB. Open {chosen.folder / INDEX}.")


def _web_address(text: str) -> str:
    """Return an address of the web, or refuse it with a sentence."""
    if not text:
        return ""
    address = web_address(text)
    if not address:
        raise argparse.ArgumentTypeError(f"{text!r} is no address that begins with http:// or https://")
    return address


if __name__ == "__main__":
    main()
