"""What decode, original_size and reduce promise about files, and the menu about every row."""

import re
import struct
import warnings
import zlib
from functools import partial
from io import BytesIO

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageFile, TiffImagePlugin

from explorer.core.arrays import read_only
from explorer.images import (
    MAX_BYTES,
    MIN_SIDE,
    UnreadableImage,
    decode,
    menu,
    opening,
    original_size,
    reduce,
    samples,
    scenes,
    strips,
)
from explorer.view.settings import WORKING_SIZES
from tests.images.hostile import png

LOSSLESS = {
    "PNG": {},
    "WebP": {"lossless": True},
    "BMP": {},
    "TIFF": {},
    "TIFF packed": {"compression": "tiff_lzw"},
}
COLOURS = {
    (255, 0, 0): 0.299,
    (0, 255, 0): 0.587,
    (0, 0, 255): 0.114,
    (255, 255, 255): 1,
    (0, 0, 0): 0,
    (51, 51, 51): 0.2,
}


def saved(picture, kind="PNG", **options):
    file = BytesIO()
    picture.save(file, kind.split()[0], **options)
    return file.getvalue()


def plain(mode, colour, size=(4, 3)):
    return Image.new(mode, size, colour)


def assert_all(data, expected, tolerance=1e-6):
    image = decode(data)
    assert image.dtype == np.float32
    np.testing.assert_allclose(image, np.full((3, 4), expected), atol=tolerance, rtol=0)


def refusal(data):
    """Return the sentence with which a file is refused, having checked that it is one."""
    with pytest.raises(UnreadableImage) as decoded:
        decode(data)
    text = str(decoded.value)
    assert_is_a_sentence(text)
    return text


def assert_is_a_sentence(text):
    assert text.endswith(".")
    assert re.sub("“.*?”", "", text).count(".") == 1  # what it quotes is no part of it
    assert text[0].isupper()
    assert "\n" not in text
    for jargon in ("Error", "Traceback", "Exception", "PIL", "cv2", "0x"):
        assert jargon not in text
    assert any(cure in text for cure in ("save", "smaller", "choose"))


@pytest.mark.parametrize("kind", LOSSLESS)
def test_luma_of_plain_colours(kind):
    for colour, luma in COLOURS.items():
        assert_all(saved(plain("RGB", colour), kind, **LOSSLESS[kind]), luma)


def test_luma_of_plain_colours_in_a_jpeg_is_right_to_two_levels():
    for colour, luma in COLOURS.items():
        assert_all(saved(plain("RGB", colour), "JPEG", quality=100), luma, tolerance=2 / 255)


@pytest.mark.parametrize("kind", LOSSLESS)
def test_every_grey_level_is_exact_in_grey_and_in_colour(kind):
    levels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    exact = levels.astype(np.float32) / np.float32(255)
    for picture in (Image.fromarray(levels), Image.fromarray(np.stack([levels] * 3, axis=2))):
        np.testing.assert_array_equal(decode(saved(picture, kind, **LOSSLESS[kind])), exact)


def test_jpeg_in_grey():
    assert_all(saved(plain("L", 51), "JPEG"), 0.2, tolerance=1e-6)


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP"])
def test_one_bit(kind):
    picture = Image.fromarray(np.eye(3, dtype=np.uint8) * 255).convert("1")
    np.testing.assert_array_equal(decode(saved(picture, kind)), np.eye(3))


@pytest.mark.parametrize("kind", ["PNG", "GIF", "TIFF", "BMP"])
def test_palette(kind):
    picture = plain("P", 1)
    picture.putpalette([0, 0, 0, 255, 0, 0])
    assert_all(saved(picture, kind), 0.299)


@pytest.mark.parametrize("transparency", [1, b"\xff\x00"])
def test_a_transparent_palette_entry_is_white(transparency):
    picture = Image.fromarray(np.eye(3, dtype=np.uint8))
    picture = picture.convert("P")
    picture.putpalette([0, 0, 0, 255, 0, 0])
    image = decode(saved(picture, "PNG", transparency=transparency))
    np.testing.assert_array_equal(image, np.eye(3))


def test_a_half_transparent_palette_entry_is_halfway_to_white():
    picture = plain("P", 1)
    picture.putpalette([0, 0, 0, 255, 0, 0])
    assert_all(saved(picture, "PNG", transparency=bytes([255, 51])), 0.2 * 0.299 + 0.8)


def test_a_transparent_gif_is_white():
    picture = plain("P", 1)
    picture.putpalette([0, 0, 0, 255, 0, 0])
    assert_all(saved(picture, "GIF", transparency=1), 1)


@pytest.mark.parametrize("kind", ["PNG", "WebP", "TIFF"])
@pytest.mark.parametrize(("opacity", "expected"), [(255, 0.299), (51, 0.2 * 0.299 + 0.8), (0, 1)])
def test_alpha_lies_over_white(kind, opacity, expected):
    options = {"lossless": True, "exact": True} if kind == "WebP" else {}
    assert_all(saved(plain("RGBA", (255, 0, 0, opacity)), kind, **options), expected)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_grey_with_alpha_lies_over_white(kind):
    assert_all(saved(plain("LA", (0, 51)), kind), 0.8)


@pytest.mark.parametrize(("mode", "colour"), [("L", 7), ("RGB", (7, 7, 7))])
def test_one_transparent_colour_is_white(mode, colour):
    assert_all(saved(plain(mode, colour), "PNG", transparency=colour), 1)


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@pytest.mark.parametrize(("bits", "packed"), [(2, b"\0\x18"), (4, b"\0\x01\x20")])
def test_a_transparent_grey_of_few_bits_is_white(bits, packed):
    # Three times the row 0, 1, 2, of which 1 is transparent.
    header = struct.pack(">IIBBBBB", 3, 3, bits, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"tRNS", b"\0\1")
    data += chunk(b"IDAT", zlib.compress(packed * 3)) + chunk(b"IEND", b"")
    np.testing.assert_allclose(decode(data), [[0, 1, 2 / (2**bits - 1)]] * 3, atol=1e-6)


SIXTEEN = np.array([[0, 1, 255], [256, 32768, 65280], [65533, 65534, 65535]], np.uint16)


@pytest.mark.parametrize("kind", [".png", ".tiff"])
def test_sixteen_bits_of_grey_keep_every_step(kind):
    data = cv2.imencode(kind, SIXTEEN)[1].tobytes()
    np.testing.assert_allclose(decode(data), SIXTEEN / 65535, atol=1e-7)
    assert decode(data).max() == 1


@pytest.mark.parametrize("mode", ["I;16", "I;16B"])
def test_sixteen_bits_of_grey_in_either_order_of_bytes(mode):
    picture = Image.frombytes(mode, (3, 3), SIXTEEN.astype(">u2" if mode == "I;16B" else "<u2").tobytes())
    np.testing.assert_allclose(decode(saved(picture, "TIFF")), SIXTEEN / 65535, atol=1e-7)


@pytest.mark.parametrize("kind", [".png", ".tiff"])
def test_sixteen_bits_of_colour_keep_every_step(kind):
    blue, green, red = SIXTEEN, SIXTEEN.T, SIXTEEN[::-1]
    data = cv2.imencode(kind, np.dstack([blue, green, red]))[1].tobytes()
    expected = (0.299 * red + 0.587 * green + 0.114 * blue) / 65535
    np.testing.assert_allclose(decode(data), expected, atol=1e-6)


def test_sixteen_bits_of_colour_with_alpha():
    data = cv2.imencode(".png", np.full((3, 4, 4), (0, 0, 65535, 13107), np.uint16))[1].tobytes()
    assert_all(data, 0.2 * 0.299 + 0.8)


def test_sixteen_bit_pictures_are_refused_when_cut_short():
    for kind in (".png", ".tiff"):
        data = cv2.imencode(kind, DEEP_NOISE)[1].tobytes()
        assert "ends too early" in refusal(data[: len(data) // 2])


@pytest.mark.parametrize("kind", ["TIFF", "JPEG"])
def test_printing_inks(kind):
    exact = 1e-6 if kind == "TIFF" else 2 / 255
    assert_all(saved(plain("CMYK", (255, 0, 0, 0)), kind), 0.587 + 0.114, exact)  # cyan
    assert_all(saved(plain("CMYK", (0, 0, 0, 204)), kind), 0.2, exact)  # black ink only
    assert_all(saved(plain("CMYK", (0, 0, 0, 0)), kind), 1, exact)  # bare paper


def test_floats_from_0_to_1_are_taken_as_they_are():
    values = np.float32([[0, 0.1, 0.2], [0.3, 0.4, 0.5], [0.6, 0.7, 1]])
    np.testing.assert_array_equal(decode(saved(Image.fromarray(values), "TIFF")), values)


def test_white_is_zero_in_some_scans():
    grey = Image.frombytes("I;16", (3, 3), SIXTEEN.astype("<u2").tobytes())
    data = bytearray(saved(grey, "TIFF"))
    entry = data.index(struct.pack("<HHI", 262, 3, 1))
    data[entry + 8 : entry + 10] = b"\0\0"
    np.testing.assert_allclose(decode(bytes(data)), 1 - SIXTEEN / 65535, atol=1e-7)


ASYMMETRIC = np.uint8([[0, 51, 102, 153], [0, 0, 204, 204], [255, 0, 0, 0]])
TURNS = {
    # what the file holds, if the upright picture is the one above
    1: lambda a: a,
    2: np.fliplr,
    3: lambda a: np.rot90(a, 2),
    4: np.flipud,
    5: np.transpose,
    6: lambda a: np.rot90(a, 1),  # shown turned clockwise, so held the other way round
    7: lambda a: np.rot90(a, 2).T,
    8: lambda a: np.rot90(a, -1),
}


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("kind", ["PNG", "WebP", "TIFF", "TIFF packed"])
def test_exif_orientation(kind, orientation):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    held = Image.fromarray(np.ascontiguousarray(TURNS[orientation](ASYMMETRIC)))
    if kind == "WebP":
        held = held.convert("RGB")
    data = saved(held, kind, exif=exif, **LOSSLESS[kind])
    np.testing.assert_allclose(decode(data), ASYMMETRIC / 255, atol=1e-6)
    assert original_size(data) == ASYMMETRIC.shape
    assert decode(data, long_side=4).shape == ASYMMETRIC.shape


@pytest.mark.parametrize("orientation", TURNS)
def test_exif_orientation_of_a_photograph(orientation):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    upright = ASYMMETRIC.repeat(32, axis=0).repeat(32, axis=1)  # whole blocks survive a JPEG
    held = Image.fromarray(np.ascontiguousarray(TURNS[orientation](upright)))
    data = saved(held, "JPEG", exif=exif, quality=95)
    assert original_size(data) == upright.shape
    np.testing.assert_allclose(decode(data), upright / 255, atol=3 / 255)
    np.testing.assert_allclose(decode(data, long_side=4), ASYMMETRIC / 255, atol=2 / 255)


@pytest.mark.parametrize("orientation", TURNS)
def test_exif_orientation_of_a_deep_tiff(orientation):
    wide = np.dstack([ASYMMETRIC.astype(np.uint16) * 257] * 3)
    turned = np.ascontiguousarray(np.dstack([TURNS[orientation](c) for c in wide.transpose(2, 0, 1)]))
    data = bytearray(cv2.imencode(".tiff", turned)[1].tobytes())
    # OpenCV writes no orientation; its entry for the planes (284) means what a reader assumes anyway.
    entry = data.index(struct.pack("<HHI", 284, 3, 1))
    data[entry : entry + 12] = struct.pack("<HHIHH", 274, 3, 1, orientation, 0)
    np.testing.assert_allclose(decode(bytes(data)), ASYMMETRIC / 255, atol=1e-6)
    assert original_size(bytes(data)) == ASYMMETRIC.shape


@pytest.mark.parametrize("orientation", TURNS)
def test_exif_orientation_of_a_deep_png(orientation):
    turned = np.ascontiguousarray(TURNS[orientation](ASYMMETRIC)).astype(np.uint16) * 257
    data = cv2.imencode(".png", np.dstack([turned] * 3))[1].tobytes()
    note = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 274, 3, 1, orientation, 0, 0)
    data = data[:33] + chunk(b"eXIf", note) + data[33:]  # behind the header, which is always 33 bytes long
    np.testing.assert_allclose(decode(data), ASYMMETRIC / 255, atol=1e-6)
    assert original_size(data) == ASYMMETRIC.shape


def test_one_transparent_colour_of_sixteen_bits_is_white():
    data = cv2.imencode(".png", np.full((3, 4, 3), (0, 0, 65535), np.uint16))[1].tobytes()
    assert_all(data, 0.299)
    assert_all(data[:33] + chunk(b"tRNS", struct.pack(">HHH", 65535, 0, 0)) + data[33:], 1)


def test_a_broken_exif_note_does_not_cost_the_picture():
    data = saved(plain("RGB", "red"), "PNG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff nonsense")
    assert_all(data, 0.299)


def test_first_frame_and_first_page():
    red, blue = plain("RGB", "red"), plain("RGB", "blue")
    for kind, options in (("GIF", {}), ("TIFF", {}), ("WebP", {"lossless": True}), ("PNG", {})):
        assert_all(saved(red, kind, save_all=True, append_images=[blue], **options), 0.299)


def test_an_interlaced_gif():
    pixels = np.random.default_rng(0).integers(0, 256, (17, 23), dtype=np.uint8)
    data = saved(Image.fromarray(pixels), "GIF", interlace=True)
    np.testing.assert_allclose(decode(data), pixels / 255, atol=1e-6)


def test_an_empty_file():
    assert "empty" in refusal(b"")


@pytest.mark.parametrize("data", [b"hello", b"%PDF-1.7", b"<svg/>", b"RIFF\0\0\0\0WAVEfmt ", b"\0" * 100])
def test_an_unknown_kind_of_file(data):
    assert "PNG or JPEG" in refusal(data)


def test_one_byte_too_many():
    assert "20 MB" in refusal(b"\x89PNG" + bytes(MAX_BYTES - 3))
    data = saved(plain("RGB", "red"), "PNG")
    assert_all(data + bytes(MAX_BYTES - len(data)), 0.299)


def png_header(width, height):
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)


@pytest.fixture
def no_pixels(monkeypatch):
    """Make every way to a pixel fail loudly."""

    def forbidden(*_, **__):
        pytest.fail("a pixel was decoded")

    monkeypatch.setattr(Image.Image, "load", forbidden)
    monkeypatch.setattr(ImageFile.ImageFile, "load", forbidden)
    monkeypatch.setattr(TiffImagePlugin.TiffImageFile, "load", forbidden)
    monkeypatch.setattr(cv2, "imdecode", forbidden)


@pytest.mark.usefixtures("no_pixels")
def test_too_many_pixels_are_refused_by_the_header():
    data = png_header(60_000, 60_000) + b"\0\0\0\0\0\0\0\x10IDAT"
    text = refusal(data)
    assert "60000 × 60000" in text
    assert "8192 × 6144" in text
    with pytest.raises(UnreadableImage, match="60000 × 60000"):
        original_size(data)


@pytest.mark.usefixtures("no_pixels")
def test_the_limit_is_the_largest_picture_of_a_telephone_and_no_more():
    wide, high = 8192, 6144
    assert original_size(png(wide, high, 8, 2, b"")) == (high, wide)
    for over in ((wide + 1, high), (wide * high + 1, 3), (high + 1, wide)):
        assert f"{over[0]} × {over[1]}" in refusal(png_header(*over))


@pytest.mark.parametrize("kind", ["JPEG", "GIF", "BMP", "TIFF", "WebP"])
def test_too_many_pixels_in_every_kind_of_file(kind, monkeypatch):
    data = saved(plain("RGB", "red", (30, 20)), kind)
    monkeypatch.setattr(opening, "MAX_PIXELS", 599)
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _: pytest.fail("a pixel was decoded"))
    assert "30 × 20" in refusal(data)


@pytest.mark.parametrize("side", [16383, 16384])
def test_a_huge_webp_is_refused_before_its_canvas_is_made(side):
    header = b"VP8X" + struct.pack("<IB3x", 10, 0) + (side - 1).to_bytes(3, "little") * 2
    assert_is_a_sentence(refusal(b"RIFF" + struct.pack("<I", len(header) + 4) + b"WEBP" + header))


def test_a_large_moving_picture_is_refused_before_it_fills_the_memory(monkeypatch):
    frames = [plain("RGB", colour) for colour in ("red", "blue")]
    data = saved(frames[0], "WebP", lossless=True, save_all=True, append_images=frames[1:])
    assert_all(data, 0.299)
    monkeypatch.setattr(strips, "_LARGE", 11)
    assert "memory" in refusal(data)


def test_large_pictures_of_sixteen_bits_are_right_to_one_level(monkeypatch):
    data = cv2.imencode(".png", np.dstack([SIXTEEN] * 3))[1].tobytes()
    monkeypatch.setattr(strips, "_LARGE", 8)
    np.testing.assert_allclose(decode(data), SIXTEEN / 65535, atol=1 / 255)


def test_what_is_no_header_is_not_read_as_one():
    assert "damaged" in refusal(png(60_000, 60_000, 8, 2, b"").replace(b"IHDR", b"JHDR"))


@pytest.mark.usefixtures("no_pixels")
@pytest.mark.parametrize("size", [(2, 9), (9, 2), (1, 1)])
def test_too_small(size):
    assert f"{size[0]} wide and {size[1]} high" in refusal(png_header(*size))


@pytest.mark.usefixtures("no_pixels")
@pytest.mark.parametrize("kind", [".png", ".jpg", ".webp", ".bmp", ".tiff", ".gif"])
def test_original_size_looks_at_no_pixel(kind):
    data = cv2.imencode(kind, np.zeros((20, 30, 3), np.uint8))[1].tobytes()
    assert original_size(data) == (20, 30)


NOISE = Image.fromarray(np.random.default_rng(0).integers(0, 256, (24, 32, 3), dtype=np.uint8))
DEEP_NOISE = np.random.default_rng(0).integers(0, 65536, (9, 9, 3), dtype=np.uint16)
FILES = {
    "PNG": saved(NOISE, "PNG"),
    "PNG 16": cv2.imencode(".png", DEEP_NOISE)[1].tobytes(),
    "JPEG": saved(NOISE, "JPEG"),
    "JPEG progressive": saved(NOISE, "JPEG", progressive=True),
    "CMYK": saved(NOISE.convert("CMYK"), "JPEG"),
    "WebP": saved(NOISE, "WebP"),
    "WebP lossless": saved(NOISE, "WebP", lossless=True),
    "BMP": saved(NOISE, "BMP"),
    "TIFF": saved(NOISE, "TIFF"),
    "TIFF packed": saved(NOISE, "TIFF", compression="tiff_lzw"),
    "TIFF 16": cv2.imencode(".tiff", DEEP_NOISE)[1].tobytes(),
    "TIFF float": saved(Image.fromarray(np.full((9, 9), 0.5, np.float32)), "TIFF"),
    "GIF": saved(NOISE, "GIF"),
    "palette": saved(NOISE.convert("P"), "PNG", transparency=3),
}


@pytest.mark.parametrize("name", FILES)
def test_half_a_file_is_refused(name):
    data = FILES[name]
    assert_is_a_sentence(refusal(data[: len(data) // 2]))


def assert_a_picture_or_a_refusal(data):
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        for long_side in (None, 8):
            try:
                image = decode(data, long_side=long_side)
            except UnreadableImage as error:
                assert_is_a_sentence(str(error))
            else:
                assert image.dtype == np.float32
                assert min(image.shape) >= MIN_SIDE
                assert np.isfinite(image).all()
                assert 0 <= image.min() <= image.max() <= 1
    assert not heard


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_nothing_but_a_refusal_escapes_from_a_damaged_file(draw):
    data = bytearray(FILES[draw.draw(st.sampled_from(sorted(FILES)))])
    for _ in range(draw.draw(st.integers(0, 6))):
        # Headers are where most can go wrong, so half of the damage is done there.
        last = len(data) - 1
        place = draw.draw(st.one_of(st.integers(0, min(199, last)), st.integers(0, last)))
        data[place] = draw.draw(st.integers(0, 255))
    cut = draw.draw(st.one_of(st.just(len(data)), st.integers(0, len(data))))
    assert_a_picture_or_a_refusal(bytes(data[:cut]))


@given(
    st.sampled_from(
        [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"BM", b"II*\0", b"MM\0*", b"RIFF"]
    ),
    st.binary(max_size=200),
)
@settings(max_examples=60, deadline=None)
def test_nothing_but_a_refusal_escapes_from_random_bytes(start, rest):
    assert_a_picture_or_a_refusal(start + rest)


def test_pillow_running_out_of_memory_is_said(monkeypatch):
    def full(_):
        raise MemoryError

    monkeypatch.setattr(ImageFile.ImageFile, "load", full)
    assert "memory" in refusal(FILES["PNG"])


def test_reading_leaves_the_switches_of_pillow_alone():
    before = Image.MAX_IMAGE_PIXELS, list(warnings.filters)
    decode(FILES["PNG"])
    refusal(FILES["PNG"][:60])
    assert (Image.MAX_IMAGE_PIXELS, list(warnings.filters)) == before


@pytest.mark.parametrize("name", FILES)
def test_shrinking_while_decoding_is_shrinking_afterwards(name):
    data = FILES[name]
    is_deep = name in ("PNG 16", "TIFF 16", "TIFF float")
    np.testing.assert_array_equal(decode(data, long_side=8), reduce(decode(data), 8, is_deep=is_deep))


def test_strips_leave_no_seam(monkeypatch):
    whole = decode(FILES["PNG"]), decode(FILES["PNG"], long_side=10)
    monkeypatch.setattr(strips, "_STRIP", 32 * 5)
    np.testing.assert_array_equal(decode(FILES["PNG"]), whole[0])
    np.testing.assert_array_equal(decode(FILES["PNG"], long_side=10), whole[1])


def test_a_large_jpeg_is_shrunk_by_its_decoder_within_a_few_levels(monkeypatch):
    photo = Image.fromarray(np.rint(samples()["Coffee cup"].load(600) * 255).astype(np.uint8))
    data = saved(photo.resize((2400, 1600), Image.Resampling.BICUBIC).convert("RGB"), "JPEG", quality=90)
    exact = reduce(decode(data), 64)
    np.testing.assert_array_equal(decode(data, long_side=64), exact)
    monkeypatch.setattr(strips, "_LARGE", 2400 * 1600 - 1)
    difference = np.abs(decode(data, long_side=64) - exact) * 255
    assert 0 < difference.mean() < 0.5
    assert difference.max() < 6


def test_reduce_averages_blocks():
    image = read_only([[0, 1, 0.2, 0.2, 0, 0], [1, 0, 0.2, 0.2, 0, 0]] * 3)
    expected = np.tile(np.float32([0.5, 0.2, 0]), (3, 1))
    np.testing.assert_allclose(reduce(image, 3), expected, atol=0.5001 / 255)


@given(st.integers(3, 60), st.integers(3, 60), st.integers(3, 60), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_reduce_keeps_the_mean_the_proportions_and_whole_levels(height, width, long_side, seed):
    image = read_only(np.random.default_rng(seed).random((height, width), np.float32))
    small = reduce(image, long_side)
    levels = np.rint(small * 255)
    np.testing.assert_array_equal(small, levels.astype(np.float32) / np.float32(255))
    assert small.dtype == np.float32
    assert 0 <= small.min() <= small.max() <= 1
    # Rounding moves a pixel by half a level, so the mean by no more.
    assert abs(float(small.mean(dtype=np.float64)) - float(image.mean(dtype=np.float64))) <= 0.5001 / 255
    scale = min(1, long_side / max(height, width))
    for before, after in ((height, small.shape[0]), (width, small.shape[1])):
        assert after <= before
        assert after == max(MIN_SIDE, round(before * scale))
    assert max(small.shape) <= long_side
    np.testing.assert_array_equal(reduce(small, long_side), small)


def test_reduce_never_enlarges():
    assert reduce(read_only(np.zeros((5, 4))), 100).shape == (5, 4)


def test_reduce_keeps_three_rows_of_a_ribbon():
    assert reduce(read_only(np.zeros((4, 1000))), 100).shape == (3, 100)


def test_reduce_cuts_off_what_is_no_brightness():
    np.testing.assert_array_equal(reduce(read_only([[-1, 0, 2]] * 3), 3), [[0, 0, 1]] * 3)


@pytest.mark.parametrize("long_side", [2, 0, -1])
def test_a_long_side_too_short_is_the_callers_mistake(long_side):
    with pytest.raises(ValueError, match="long side"):
        reduce(read_only(np.zeros((5, 5))), long_side)
    with pytest.raises(ValueError, match="long side") as raised:
        decode(FILES["PNG"], long_side=long_side)
    assert not isinstance(raised.value, UnreadableImage)


def test_the_menu_is_in_order_and_cannot_be_changed():
    assert tuple(samples()) == tuple(row.name for row in menu.SAMPLE_ROWS)
    assert len(samples()) == len(menu.SAMPLE_ROWS)
    with pytest.raises(TypeError):
        samples()["Cat"] = menu.SAMPLE_ROWS[0]


def test_names_are_permanent_because_links_hold_them():
    assert list(samples()) == [
        "Photographer", "Brick wall", "Coffee cup", "Cat", "Rocket", "Astronaut", "Street at dusk",
        "Step edge", "Thin bar", "Soft blob", "Sine grating", "Slow ramp", "Checkerboard", "Siemens star",
        "Handwritten digit",
    ]  # fmt: skip


@pytest.mark.parametrize("row", menu.SAMPLE_ROWS, ids=lambda row: row.name)
def test_every_row_has_its_words_and_its_line(row):
    assert row.caption.endswith(".")
    assert row.caption[0].isupper()
    assert "\n" not in row.caption
    assert 0 <= row.row <= 1
    assert 0 <= row.col <= 1


def test_every_photograph_has_the_credit_of_its_list():
    credits = (menu.PHOTOS / "CREDITS.md").read_text(encoding="utf-8")
    photographs = [row for row in menu.SAMPLE_ROWS if isinstance(row.load, partial)]
    assert len(photographs) == 6
    for row in photographs:
        (line,) = (line for line in credits.splitlines() if line.startswith(f"| {row.load.args[0]} "))
        for word in row.credit.split(", "):
            assert word in line


@pytest.mark.parametrize("row", menu.SAMPLE_ROWS, ids=lambda row: row.name)
def test_every_row_loads_at_every_size(row):
    for size in WORKING_SIZES:
        image = row.load(size)
        assert image.dtype == np.float32
        assert image.ndim == 2
        assert np.isfinite(image).all()
        assert 0 <= image.min() < image.max() <= 1
        assert max(image.shape) <= size
        assert image.shape == row.shape(size)
        if row.scene is None:  # it can be stored as a picture of 8 bits
            np.testing.assert_array_equal(image, np.rint(image * 255).astype(np.float32) / np.float32(255))
        if not row.credit:
            assert image.shape == (size, size)
        np.testing.assert_array_equal(image, row.load(size))


def test_a_picture_is_a_file_or_a_scene_or_the_street():
    rows = samples().values()
    assert all((row.file is None) == (not row.credit) for row in rows)
    assert [row.name for row in rows if row.file is None and row.scene is None] == ["Street at dusk"]
    assert samples()["Soft blob"].scene == "soft_blob"
    assert all(getattr(scenes, row.scene) is row.load for row in rows if row.scene)
