"""The address of the site: the same explorer as plain files, without this app."""

import os

from explorer.site.address import web_address

VARIABLE = "RELU_EXPLORER_SITE"


def address() -> str:
    """Return the address of the site as whoever runs the app has named it; "" if nobody has.

    On Streamlit Community Cloud a secret at the root, outside of every section, becomes the variable.
    """
    return web_address(os.environ.get(VARIABLE, ""))
