"""Addresses on the web that somebody has typed: of the app, of the site."""

from urllib.parse import urlsplit


def web_address(text: str) -> str:
    """Return the address of a page, or of a folder with a slash at its end; "" for what is none.

    Only ``http`` and ``https`` are taken. A query and a fragment are left out: links bring their own.

    >>> web_address(" https://school.example/relu?day=2 "), web_address("http://nas/relu-explorer.html")
    ('https://school.example/relu/', 'http://nas/relu-explorer.html')
    >>> web_address("ftp://nas/relu"), web_address("school.example"), web_address("https://[")
    ('', '', '')
    """
    try:
        parts = urlsplit(text.strip())
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return ""
    if not is_web:
        return ""
    is_file = parts.path.endswith((".html", ".htm", "/"))
    return parts._replace(path=parts.path + ("" if is_file else "/"), query="", fragment="").geturl()
