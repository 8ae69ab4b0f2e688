"""Colours that are not those of sRGB: pictures with profiles that are written here, and the known answers."""

import struct
from zlib import compress

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms

from explorer.images import decode, decode_colours
from explorer.images.profiles import encoded
from tests.images.hostile import chunk
from tests.images.test_images import assert_all, plain, saved

SRGB = np.array([[0.4361, 0.3851, 0.1431], [0.2225, 0.7169, 0.0606], [0.0139, 0.0971, 0.7141]])
P3 = np.array([[0.5151, 0.2920, 0.1571], [0.2412, 0.6922, 0.0666], [-0.0011, 0.0419, 0.7841]])
"""Light of red, green and blue in XYZ at D50: columns of the profiles that systems ship."""
WHITE = (0.9642, 1.0, 0.8249)
SRGB_CURVE = (3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def fixed(*numbers):
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def xyz(light):
    return b"XYZ \0\0\0\0" + fixed(*light)


def gamma(power):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(power * 256))


def table(values):
    return b"curv\0\0\0\0" + struct.pack(f">I{len(values)}H", len(values), *values)


def para(kind, *numbers):
    return b"para\0\0\0\0" + struct.pack(">HH", kind, 0) + fixed(*numbers)


LINEAR = b"curv\0\0\0\0" + struct.pack(">I", 0)


def profile(tags, space=b"RGB "):
    """Write a profile for displays, or for greys, with such tags (ICC.1:2001-04)."""
    text = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"mine\0" + bytes(78)
    tags = {b"desc": text, b"cprt": b"text\0\0\0\0none\0", b"wtpt": xyz(WHITE), **tags}
    at, index, body = 132 + 12 * len(tags), b"", b""
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        index += name + struct.pack(">II", at + len(body), len(content))
        body += content
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"lcms", 0x02400000, b"mntr", space, b"XYZ ")
    head += bytes(12) + b"acsp" + bytes(28) + fixed(*WHITE)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + index + body


def coloured(light, curve):
    names = (b"r", b"g", b"b")
    tags = {name + b"XYZ": xyz(light[:, k]) for k, name in enumerate(names)}
    return profile(tags | {name + b"TRC": curve for name in names})


def grey(curve):
    return profile({b"kTRC": curve}, b"GRAY")


def as_srgb(colour, light, power):
    """Return what colours from 0 to 1 are in sRGB, where a channel's light is a power of it."""
    linear = np.linalg.inv(SRGB) @ light @ np.power(colour, power)
    return encoded(np.clip(linear, 0, 1))


def luma(colour):
    return float(np.dot(colour, [0.299, 0.587, 0.114]))


COLOURS = [(255, 255, 255), (0, 0, 0), (128, 128, 128), (200, 90, 30), (20, 180, 220), (255, 0, 0)]


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WebP", "JPEG", "AVIF", "JPEG2000"])
def test_a_wide_profile_is_converted_in_every_kind_of_file(kind):
    options = {"lossless": True} if kind == "WebP" else {"quality": 100} if kind in ("JPEG", "AVIF") else {}
    colour = (120, 150, 90)
    expected = luma(as_srgb(np.divide(colour, 255), P3, 2.2))
    data = saved(plain("RGB", colour), kind, icc_profile=coloured(P3, gamma(2.2)), **options)
    if kind == "JPEG2000":
        assert_all(data, luma(colour) / 255, 1 / 255)  # Pillow writes none, and reads none
        return
    assert_all(data, expected, (2 if kind in ("JPEG", "AVIF") else 1) / 255)


@pytest.mark.parametrize("light", [SRGB, P3])
@pytest.mark.parametrize("power", [1, 1.8, 2.6])
def test_colours_are_right_to_a_level(light, power):
    icc = coloured(light, gamma(power) if power > 1 else LINEAR)
    for colour in COLOURS:
        expected = as_srgb(np.divide(colour, 255), light, power)
        _, found = decode_colours(saved(plain("RGB", colour), icc_profile=icc), long_side=4)
        assert np.abs(found[0, 0] - 255 * expected).max() <= 1.01, colour


@pytest.mark.parametrize("mode", ["L", "RGB", "LA", "RGBA", "P"])
def test_every_mode_of_a_file_is_converted(mode):
    """Grey of linear light: 55 of 255 is 128 of sRGB."""
    picture = plain("RGB", (55, 55, 55)).convert(mode)
    if mode == "P":
        picture.putpalette([55] * 768)
    assert_all(saved(picture, icc_profile=coloured(SRGB, LINEAR)), 128 / 255, 1 / 255)


def test_greys_have_profiles_of_their_own():
    assert_all(saved(plain("L", 55), icc_profile=grey(LINEAR)), 128 / 255, 1 / 255)
    assert_all(saved(plain("L", 128), icc_profile=grey(gamma(1.8))), encoded((128 / 255) ** 1.8), 1 / 255)
    assert_all(saved(plain("RGB", (9, 9, 9)), icc_profile=grey(LINEAR)), 9 / 255)  # not for colours


DEEP = np.arange(1000, 64000, 5333, dtype=np.uint16).reshape(3, 4)


def with_profile(deep, icc):
    data = cv2.imencode(".png", deep)[1].tobytes()
    return data[:33] + chunk(b"iCCP", b"mine\0\0" + compress(icc)) + data[33:]


@pytest.mark.parametrize(
    ("curve", "light"),
    [
        (LINEAR, lambda v: v),
        (gamma(1.75), lambda v: v**1.75),
        (table([0, 16384, 65535]), lambda v: np.interp(v, [0, 0.5, 1], [0, 16384 / 65535, 1])),
        (para(0, 2.2), lambda v: v**2.2),
        (para(1, 2, 0.8, 0.2), lambda v: (0.8 * v + 0.2) ** 2),
        (para(2, 2, 0.7, 0.1, 0.2), lambda v: (0.7 * v + 0.1) ** 2 + 0.2),
        (para(4, 2, 0.9, 0.1, 0.5, 0.3, 0, 0), lambda v: np.where(v >= 0.3, (0.9 * v + 0.1) ** 2, 0.5 * v)),
    ],
)
def test_sixteen_bits_keep_their_depth(curve, light):
    expected = encoded(np.clip(light(DEEP / 65535), 0, 1))
    np.testing.assert_allclose(decode(with_profile(DEEP, grey(curve))), expected, atol=2e-4)
    found = decode(with_profile(np.dstack([DEEP] * 3), coloured(SRGB, curve)))
    np.testing.assert_allclose(found, expected, atol=2e-3)
    assert len(np.unique(np.rint(found * 65535))) == len(np.unique(np.rint(expected * 65535)))


def test_what_is_srgb_stays_as_it_is():
    levels = np.random.default_rng(0).integers(0, 256, (9, 8, 3), np.uint8)
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    nearly = coloured(SRGB * 0.994, para(*SRGB_CURVE))  # its white is 254
    for icc in (own, coloured(SRGB, para(*SRGB_CURVE)), nearly):
        data = saved(Image.fromarray(levels), icc_profile=icc)
        _, found = decode_colours(data, long_side=9)
        np.testing.assert_array_equal(found, levels)


def test_a_broken_profile_changes_nothing():
    whole = coloured(P3, gamma(2.2))
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for icc in (b"", b"x", bytes(200), whole[:128], whole[:200], whole.replace(b"acsp", b"nope"), lab):
        assert_all(saved(plain("RGB", (120, 150, 90)), icc_profile=icc), luma((120, 150, 90)) / 255)


def test_opacity_is_not_converted():
    data = saved(plain("RGBA", (55, 55, 55, 51)), icc_profile=coloured(SRGB, LINEAR))
    assert_all(data, 0.2 * 128 / 255 + 0.8, 1 / 255)


def test_lab_is_converted_to_srgb():
    made = ImageCms.applyTransform(
        plain("RGB", (200, 60, 30)),
        ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"),
    )
    assert_all(saved(made, "TIFF"), luma((200, 60, 30)) / 255, 2 / 255)
