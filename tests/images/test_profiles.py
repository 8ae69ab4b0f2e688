"""Colours that are not those of sRGB: pictures with profiles that are written here, and the known answers."""

import struct
from zlib import compress

import cv2
import numpy as np
import pytest
from PIL import Image, ImageCms

from explorer.images import decode, decode_colours, read
from explorer.images.profiles import _light, encoded
from explorer.images.ranges import RANGES
from tests.images import heics
from tests.images.hostile import chunk, drawn
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


def profile(tags, space=b"RGB ", *, pcs=b"XYZ ", version=0x02400000):
    """Write a profile for displays, or for greys, with such tags (ICC.1:2001-04)."""
    text = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"mine\0" + bytes(78)
    tags = {b"desc": text, b"cprt": b"text\0\0\0\0none\0", b"wtpt": xyz(WHITE), **tags}
    at, index, body = 132 + 12 * len(tags), b"", b""
    for name, content in tags.items():
        content += bytes(-len(content) % 4)
        index += name + struct.pack(">II", at + len(body), len(content))
        body += content
    head = struct.pack(">I4sI4s4s4s", at + len(body), b"lcms", version, b"mntr", space, pcs)
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
    assert_all(saved(plain("L", 2), icc_profile=grey(LINEAR)), encoded(2 / 255), 0.5 / 255)
    assert_all(saved(plain("LA", (55, 255)), icc_profile=grey(LINEAR)), 128 / 255, 1 / 255)
    assert_all(saved(plain("L", 55), transparency=9, icc_profile=grey(LINEAR)), 128 / 255, 1 / 255)
    assert_all(saved(plain("I;16", 514), icc_profile=grey(LINEAR)), encoded(2 / 255), 1e-5)
    assert_all(saved(plain("RGB", (9, 9, 9)), icc_profile=grey(LINEAR)), 9 / 255)  # not for colours


DEEP = np.arange(1000, 64000, 5333, dtype=np.uint16).reshape(3, 4)


def with_profile(deep, icc):
    blue_first = deep[..., ::-1] if deep.ndim == 3 else deep
    data = cv2.imencode(".png", blue_first)[1].tobytes()
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


def lattice(side, function):
    """Return what a function makes of the points of a lattice of colours, red slowest, (side^3, 3)."""
    steps = np.linspace(0, 1, side)
    return function(np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3))


def light_of(colours, light=P3):
    return np.power(colours, 1.8) @ light.T


def lab_of(colours):
    """Return CIE L*, a* and b* as shares of their ranges."""
    roots = np.cbrt(np.maximum(light_of(colours) / WHITE, 0.008856))
    lab = [116 * roots[:, 1] - 16, 500 * (roots[:, 0] - roots[:, 1]), 200 * (roots[:, 1] - roots[:, 2])]
    return (np.array(lab).T + np.array([0, 128, 128])) / (100, 255, 255)


def old_table(function, side=17, *, form=">u2", full=65535):
    """Write a table of the type `mft1` or `mft2`, with straight curves."""
    is_wide = form == ">u2"
    straight = np.rint(np.linspace(0, np.iinfo(form).max, 2 if is_wide else 256)).astype(form)
    points = np.rint(np.clip(lattice(side, function), 0, 1) * full).astype(form)
    head = (
        (b"mft2" if is_wide else b"mft1")
        + bytes([0, 0, 0, 0, 3, 3, side, 0])
        + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    )
    return (
        head
        + (struct.pack(">2H", 2, 2) if is_wide else b"")
        + straight.tobytes() * 3
        + points.tobytes()
        + straight.tobytes() * 3
    )


def new_table(function, side=17, curves=LINEAR, matrix=(1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0)):
    """Write a table of the type `mAB `: curves, a lattice, curves, a matrix, curves."""
    curves, straight = (curves + bytes(-len(curves) % 4)) * 3, LINEAR * 3
    points = np.rint(np.clip(lattice(side, function), 0, 1) * 65535).astype(">u2").tobytes()
    inside = bytes([side] * 3).ljust(16, b"\0") + b"\2\0\0\0" + points
    inside += bytes(-len(inside) % 4)
    parts = [straight, fixed(*matrix), straight, inside, curves]
    places = 32 + np.cumsum([0, *map(len, parts[:-1])])
    return b"mAB \0\0\0\0\3\3\0\0" + struct.pack(">5I", *places) + b"".join(parts)


TABLES = {
    "mft1 of Lab": profile({b"A2B0": old_table(lab_of, 33, form="u1", full=255)}, pcs=b"Lab "),
    "mft2 of Lab": profile({b"A2B0": old_table(lab_of, 33, full=65280)}, pcs=b"Lab "),
    "mft2 of XYZ": profile({b"A2B0": old_table(lambda c: light_of(c) * 32768 / 65535, 33)}),
    "mAB of Lab": profile({b"A2B0": new_table(lab_of, 33)}, pcs=b"Lab ", version=0x04000000),
    "mAB of XYZ": profile(
        {b"A2B0": new_table(lambda c: light_of(c) * 32768 / 65535, 33)}, version=0x04000000
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_sixteen_bits_are_converted_by_a_table(name):
    """Like eight bits, which littlecms converts; but no two of 2000 greys become one."""
    levels = np.uint8([[*COLOURS, (10, 90, 160), (250, 240, 60)]] * 3)
    coarse = saved(Image.fromarray(levels), "PNG", icc_profile=TABLES[name])
    np.testing.assert_allclose(
        decode(with_profile(np.uint16(levels) * 257, TABLES[name])), decode(coarse), atol=2.5 / 255
    )
    greys = np.linspace(20_000, 40_000, 2000).astype(np.uint16).reshape(40, 50)
    found = decode(with_profile(np.dstack([greys] * 3), TABLES[name]))
    assert len(np.unique(found)) == 2000
    assert (np.diff(found.ravel()) > 0).all()


def test_a_table_that_is_straight_is_a_matrix():
    """Curves before the lattice, two points a side, a matrix behind it: light of the primaries."""
    half, thirds = 32768 / 65535, (0.5, 0, 0, 0, 0.5, 0, 0, 0, 0.5, 0, 0, 0)
    table = new_table(lambda colours: colours @ P3.T * half, 2, curves=gamma(2), matrix=thirds)
    by_table = profile({b"A2B0": table}, version=0x02400000)
    colours = np.uint16([[[60_000, 30_000, 9_000], [200, 50_000, 40_000], [30_000] * 3]] * 3)
    expected = as_srgb(np.sqrt(0.5) * (colours[0, 0] / 65535), P3, 2)
    np.testing.assert_allclose(decode(with_profile(colours, by_table))[0, 0], luma(expected), atol=1e-3)


def test_a_table_that_only_littlecms_reads_costs_depth_and_no_colour():
    broken = TABLES["mft2 of Lab"].replace(b"mft2", b"mft9")
    same = decode(with_profile(np.uint16(COLOURS * 3).reshape(3, 6, 3) * 257, broken))
    np.testing.assert_allclose(same[0, 3], luma(np.array([200, 90, 30]) / 255), atol=1 / 255)


def pointed(data, primaries, transfer, matrix=0, is_full=1):
    """Put code points into a PNG."""
    return data[:33] + chunk(b"cICP", bytes([primaries, transfer, matrix, is_full])) + data[33:]


def patches(icc=None):
    return saved(Image.fromarray(np.uint8([COLOURS * 2] * 3)), "PNG", icc_profile=icc)


def test_code_points_of_a_png_name_its_colours():
    places = (0.3127, 0.329, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06)
    wide = decode(patches(coloured(_light(places), para(*SRGB_CURVE))))
    linear = decode(patches(coloured(SRGB, LINEAR)))
    np.testing.assert_allclose(decode(pointed(patches(), 12, 13)), wide, atol=1.5 / 255)
    np.testing.assert_allclose(decode(pointed(patches(), 1, 8)), linear, atol=1.5 / 255)
    np.testing.assert_array_equal(decode(pointed(patches(), 1, 13)), decode(patches()))
    deep = np.uint16([COLOURS * 2] * 3) * 257
    np.testing.assert_allclose(decode(pointed(png16(deep), 12, 13)), wide, atol=1.5 / 255)


def png16(values):
    return cv2.imencode(".png", values[..., ::-1])[1].tobytes()


def test_code_points_count_before_a_profile_and_that_before_a_gamma():
    """The order of the PNG specification, third edition: cICP, iCCP, sRGB, gAMA and cHRM."""
    linear = patches(coloured(SRGB, LINEAR))
    np.testing.assert_array_equal(decode(pointed(linear, 1, 13)), decode(patches()))
    for nonsense in ((2, 13), (1, 9), (1, 13, 1, 1), (1, 13, 0, 0), (200, 13)):
        np.testing.assert_array_equal(decode(pointed(linear, *nonsense)), decode(linear))
    named = linear[:33] + chunk(b"sRGB", b"\0") + linear[33:]
    np.testing.assert_array_equal(decode(named), decode(linear))
    gamma_one = chunk(b"gAMA", struct.pack(">I", 100_000))
    by_gamma = patches()[:33] + gamma_one + patches()[33:]
    np.testing.assert_allclose(decode(by_gamma), decode(linear), atol=1 / 255)
    broken = patches(b"x" * 128)
    np.testing.assert_array_equal(decode(broken[:33] + gamma_one + broken[33:]), decode(by_gamma))
    assert decode(pointed(by_gamma, 1, 13)).tolist() == decode(patches()).tolist()


def test_the_order_of_parts_and_their_number_do_not_matter():
    plain, late = patches(), chunk(b"cICP", bytes([12, 13, 0, 1]))
    np.testing.assert_array_equal(decode(plain[:-12] + late + plain[-12:]), decode(plain))
    assert decode(pointed(pointed(plain, 1, 8), 1, 13)).tolist() == decode(plain).tolist()  # the first counts


@pytest.mark.parametrize("transfer", [16, 18])
def test_a_picture_for_hdr_screens_keeps_its_numbers_and_says_so(transfer):
    found = read(pointed(patches(coloured(SRGB, LINEAR)), 9, transfer), long_side=64)
    np.testing.assert_allclose(found.image, decode(patches()), atol=0.5 / 255)
    assert found.notes == (RANGES["HDR"],)


def filmed(kind, primaries, transfer):
    """Write an AVIF or HEIC file with code points."""
    data = saved(drawn(), "AVIF", quality=100, subsampling="4:4:4") if kind == "AVIF" else heics.PLAIN
    at = data.index(b"colrnclx") + 8
    return data[:at] + struct.pack(">HH", primaries, transfer) + data[at + 4 :]


@pytest.mark.parametrize("kind", ["AVIF", "HEIC"])
def test_code_points_of_photographs_count(kind):
    plain, linear, wide = (decode(filmed(kind, *points)) for points in ((1, 13), (1, 8), (12, 13)))
    assert (linear >= plain).all()
    np.testing.assert_allclose(linear[-1, -1], encoded(plain[-1, -1]), atol=0.2)
    assert 0.01 < np.abs(wide - plain).max() < 0.2
    for usual in ((1, 1), (2, 2), (2, 13), (1, 6)):
        np.testing.assert_array_equal(decode(filmed(kind, *usual)), plain)
    np.testing.assert_array_equal(decode(filmed(kind, 12, 2)), wide)
    assert read(filmed(kind, 9, 16), long_side=64).notes == (RANGES["HDR"],)
