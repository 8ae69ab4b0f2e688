"""Kinds of files from telephones and archives: AVIF, HEIC and JPEG 2000, known by how they begin."""

import numpy as np
import pytest
from PIL import ExifTags, Image

from explorer.images import decode, decode_colours, original_size, reduce, strips
from explorer.images.kinds import kind_of
from tests.images import heics, jpegs
from tests.images.hostile import drawn, saved
from tests.images.test_images import ASYMMETRIC, TURNS, assert_all, plain, refusal

WITHOUT_LOSS = {
    "AVIF": {"quality": 100, "subsampling": "4:4:4", "speed": 10},
    "JPEG2000": {"irreversible": False},
}
LUMA = {(255, 0, 0): 0.299, (0, 255, 0): 0.587, (0, 0, 255): 0.114, (51, 51, 51): 0.2}


@pytest.mark.parametrize("kind", WITHOUT_LOSS)
def test_luma_of_plain_colours(kind):
    for colour, luma in LUMA.items():
        assert_all(saved(plain("RGB", colour), kind, **WITHOUT_LOSS[kind]), luma, 2 / 255)


@pytest.mark.parametrize("kind", WITHOUT_LOSS)
def test_opacity_lies_over_white(kind):
    data = saved(plain("RGBA", (255, 0, 0, 51), (16, 16)), kind, **WITHOUT_LOSS[kind])
    np.testing.assert_allclose(decode(data), 0.2 * 0.299 + 0.8, atol=2 / 255)


def test_jpeg_2000_keeps_every_level_of_grey_and_of_sixteen_bits():
    levels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    data = saved(Image.fromarray(levels), "JPEG2000")
    np.testing.assert_array_equal(decode(data), levels.astype(np.float32) / np.float32(255))
    deep = np.arange(0, 65536, 257, dtype=np.uint16).reshape(16, 16)[::-1] + np.uint16(0)
    np.testing.assert_allclose(decode(saved(Image.fromarray(deep), "JPEG2000")), deep / 65535, atol=1e-6)


def test_a_heic_is_read_turned_and_over_white():
    assert original_size(heics.PLAIN) == (16, 24)
    np.testing.assert_allclose(decode(heics.PLAIN), decode(saved(drawn(), "PNG")), atol=0.1)
    luma = (0.299 * 200 + 0.587 * 100 + 0.114 * 50) / 255
    assert original_size(heics.TURNED) == (24, 16)
    np.testing.assert_allclose(decode(heics.TURNED), np.full((24, 16), luma), atol=4 / 255)
    assert decode(heics.CLEAR)[0].min() > 0.95
    assert decode(heics.CLEAR)[-1].min() < 0.6


@pytest.mark.parametrize("orientation", TURNS)
def test_the_orientation_of_an_avif(orientation):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    upright = ASYMMETRIC.repeat(8, axis=0).repeat(8, axis=1)
    held = Image.fromarray(np.ascontiguousarray(TURNS[orientation](upright)))
    data = saved(held, "AVIF", exif=exif, **WITHOUT_LOSS["AVIF"])
    assert original_size(data) == upright.shape
    np.testing.assert_allclose(decode(data), upright / 255, atol=3 / 255)


def test_a_kind_is_known_by_its_bytes():
    """A film begins as an AVIF and a HEIC do, and either may name the family first and itself later."""
    assert kind_of(heics.PLAIN).name == "HEIC"
    family = b"\0\0\0\x1cftypmif1\0\0\0\0mif1%bmiaf" + bytes(40)
    assert [kind_of(family.replace(b"%b", name)).name for name in (b"avif", b"heic")] == ["AVIF", "HEIC"]
    for film in (b"isom", b"mp42", b"qt  ", b"crx "):
        assert "PNG or JPEG" in refusal(b"\0\0\0\x1cftyp" + film + bytes(40))
    data = saved(drawn(), "JPEG2000", no_jp2=True)
    assert (kind_of(data).name, decode(data).shape) == ("JPEG 2000", (16, 24))


@pytest.mark.parametrize("kind", ["AVIF", "HEIC", "JPEG2000"])
def test_the_limit_is_checked_by_the_header(kind, monkeypatch):
    data = saved(drawn(), kind)
    monkeypatch.setattr("explorer.images.opening.MAX_PIXELS", 24 * 16 - 1)
    monkeypatch.setattr(kind_of(data).reader, "load", lambda _: pytest.fail("a pixel was decoded"))
    sides = "64 × 64" if kind == "HEIC" else "24 × 16"  # its blocks, of which it shows a part
    assert sides in refusal(data)


@pytest.mark.parametrize("levels", [0, 1, 5])
def test_a_large_jpeg_2000_is_shrunk_by_its_decoder_as_far_as_the_file_allows(levels, monkeypatch):
    noise = np.random.default_rng(0).integers(0, 256, (20, 30, 3), np.uint8)
    photo = Image.fromarray(noise).resize((960, 640), Image.Resampling.BICUBIC)
    data = saved(photo, "JPEG2000", num_resolutions=levels + 1)
    exact = reduce(decode(data), 60)
    monkeypatch.setattr(strips, "_LARGE", 960 * 640 - 1)
    image, colours = decode_colours(data, long_side=60)
    difference = np.abs(image - exact) * 255
    assert difference.max() < (20 if levels else 0.5)  # it keeps every second pixel of a smooth picture
    assert difference.mean() < 4
    assert np.abs(colours @ [0.299, 0.587, 0.114] / 255 - image).max() < 2 / 255


@pytest.mark.parametrize("data", [jpegs.ARITHMETIC, jpegs.PROGRESSIVE])
def test_a_jpeg_with_arithmetic_coding_is_read(data):
    np.testing.assert_allclose(decode(data), jpegs.GREY / 255, atol=1.01 / 255)
    assert "arithmetic coding" in refusal(data.replace(b"\xff\xda", b"\xff\xdb"))  # without its pixels


def test_a_jpeg_that_hardly_a_program_reads_is_refused_by_name():
    for coding, data in odd_codings().items():
        assert f"({coding})" in refusal(data)
        assert "ends too early" in refusal(data[:-9])


def odd_codings():
    """Return JPEG files by what is odd in them, as far as their headers go."""
    plain = saved(drawn(), "JPEG")
    at = plain.index(b"\xff\xc0") + 1
    marks = {"lossless coding": 0xC3, "hierarchical coding": 0xC5, "JPEG-LS": 0xF7}
    files = {name: plain[:at] + bytes([mark]) + plain[at + 1 :] for name, mark in marks.items()}
    return files | {"12 bits": plain[: at + 3] + b"\x0c" + plain[at + 4 :]}
