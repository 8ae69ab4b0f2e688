"""Reads what a page in one file holds."""

import base64
import json
import re
from html import unescape
from urllib.parse import unquote

BASE85 = base64.b85encode(b"".join((85 * k).to_bytes(4, "big") for k in range(85)))[3::5]
LETTERS = bytes(code for code in range(ord("#"), ord("x") + 1) if code != ord("<"))
PART = re.compile(r'<script type="text/plain" data-part="([^"]+)">([^<]*)</script>')


def data_of(page):
    """Return the data that Python has written into a page."""
    found = re.search(r'<script type="application/json" data-part="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def parts_of(page):
    """Return what is packed in a page, by name."""
    return {unescape(name): text for name, text in PART.findall(page)}


def modules_of(page):
    """Return the modules of a page, by the name that they are imported by."""
    found = re.search(r'<script type="importmap">(.*?)</script>', page, re.DOTALL)
    head = "data:text/javascript,"
    addresses = json.loads(found[1])["imports"]
    assert all(address.startswith(head) for address in addresses.values())
    return {name: unquote(address.removeprefix(head)) for name, address in addresses.items()}


def bytes_of(text):
    """Return the bytes that `letters` has written: base 85, as Python has it, in other letters."""
    return base64.b85decode(text.encode().translate(bytes.maketrans(LETTERS, BASE85)))
