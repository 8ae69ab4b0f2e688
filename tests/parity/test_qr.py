"""The QR code that the browser draws, as a camera reads it."""

import cv2
import numpy as np
import pytest

from explorer.exports import qr
from tests.parity.node import ask, call

QUIET, MODULE = 4, 6


def codes(links):
    """Return the modules of each link's code, as the browser makes them."""
    found = ask(call("exports/qr", "modules", link) for link in links)
    return [code and np.array(code) for code in found]


def scanned(code):
    """Read a code on white paper."""
    white = np.pad(1 - code, QUIET, constant_values=1).astype(np.uint8)
    picture = 255 * np.kron(white, np.ones((MODULE, MODULE), np.uint8))
    return cv2.QRCodeDetectorAruco().detectAndDecode(picture)[0]


def link_of(length):
    """Return a link of so many characters, with no two parts alike."""
    return ("https://relu.example/?" + "&".join(f"w{k}={k * k % 97}" for k in range(length)))[:length]


@pytest.mark.parametrize("lengths", [range(1, 60, 9), range(70, 500, 61), (700, 1100)])
def test_every_code_says_the_link_and_nothing_else(lengths):
    links = [link_of(length) for length in lengths]
    for link, code in zip(links, codes(links), strict=True):
        assert scanned(code) == link


def test_a_code_has_the_size_of_pythons():
    links = [link_of(length) for length in (17, 18, 32, 33, 53, 78, 230, 231, 271)]
    for link, code in zip(links, codes(links), strict=True):
        picture = cv2.imdecode(np.frombuffer(qr.png(link), np.uint8), 0)
        assert len(picture) % (len(code) + 2 * QUIET) == 0


def test_a_code_can_be_read_with_a_stain():
    link = link_of(90)
    (code,) = codes([link])
    middle = len(code) // 2
    code[middle : middle + 3, middle : middle + 4] ^= 1
    assert scanned(code) == link


def test_the_longest_link_fits_and_a_longer_one_does_not():
    fits, too_long = codes([link_of(2953), link_of(2954)])
    assert fits.shape == (177, 177)
    assert too_long is None
