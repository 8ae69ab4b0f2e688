"""The address of the site: the same explorer as plain files, without this app."""

import os
from collections.abc import Iterable
from urllib.parse import urlencode, urljoin, urlsplit

from explorer.site.address import web_address

VARIABLE = "RELU_EXPLORER_SITE"
PAGES = {"": "", "network": "network.html"}
"""The pages of the app that the site has too, by the ends of their paths, and their files."""


def address() -> str:
    """Return the address of the site as whoever runs the app has named it; "" if nobody has.

    On Streamlit Community Cloud a secret at the root, outside of every section, becomes the variable.
    """
    return web_address(os.environ.get(VARIABLE, ""))


def same_view(page: str, parameters: Iterable[tuple[str, str]]) -> str:
    """Return the address of what the site shows in the place of a page of the app; "" without a site.

    `page` is the address of the page, and `parameters` those of its view. Of a page that the site does not
    have it is the site's start. `static/page/blocked.js` does the same in the browser.
    """
    site, name = address(), urlsplit(page).path.rpartition("/")[2]
    is_one_file = not site.endswith("/")
    if not site or name not in PAGES or (is_one_file and name):
        return site
    query = urlencode(list(parameters), safe=",")
    return urljoin(site, PAGES[name]) + (f"#{query}" if query else "")
