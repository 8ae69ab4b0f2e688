"""What decode_colours and load_colours promise: the brightness of decode, and colours that fit it."""

import struct

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from explorer.images import UnreadableImage, decode, decode_colours, samples, strips
from explorer.view.settings import WORKING_SIZES
from tests.images.test_images import COLOURS, FILES, LOSSLESS, TURNS, chunk, plain, saved

LUMA = np.array([0.299, 0.587, 0.114])


def colours_of(data, long_side=64):
    brightness, colours = decode_colours(data, long_side=long_side)
    np.testing.assert_array_equal(brightness, decode(data, long_side=long_side))
    assert colours.dtype == np.uint8
    assert colours.shape == (*brightness.shape, 3)
    assert_fits(colours, brightness)
    return colours


def assert_fits(colours, brightness):
    """Each of both is rounded by half a level at most."""
    assert np.abs(colours @ LUMA - 255 * brightness).max() <= 1 + 1e-4


def assert_all(data, colour):
    np.testing.assert_array_equal(colours_of(data), np.full((3, 4, 3), colour))


def exact_means(colours, rows, cols):
    """Return the means over areas, by the overlap of every old pixel with every new one."""

    def shares(before, after):
        old, new = np.arange(before) / before, np.arange(after) / after
        overlap = np.minimum.outer(new + 1 / after, old + 1 / before) - np.maximum.outer(new, old)
        return after * np.clip(overlap, 0, None)

    down, across = shares(colours.shape[0], rows), shares(colours.shape[1], cols)
    return np.einsum("ir,jc,rck->ijk", down, across, colours.astype(float))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("long_side", [3, 8, 512])
def test_the_brightness_is_that_of_decode_and_the_colours_fit_it(name, long_side):
    colours_of(FILES[name], long_side)


@pytest.mark.parametrize("kind", LOSSLESS)
def test_plain_colours_are_exact(kind):
    for colour in COLOURS:
        assert_all(saved(plain("RGB", colour), kind, **LOSSLESS[kind]), colour)


@pytest.mark.parametrize("kind", ["PNG", "WebP", "TIFF"])
@pytest.mark.parametrize(("opacity", "other"), [(255, 0), (51, 204), (0, 255)])
def test_transparent_red_over_white_is_pink(kind, opacity, other):
    options = {"lossless": True, "exact": True} if kind == "WebP" else {}
    assert_all(saved(plain("RGBA", (255, 0, 0, opacity)), kind, **options), (255, other, other))


def test_a_palette_and_its_transparent_entries():
    picture = plain("P", 1)
    picture.putpalette([0, 0, 0, 255, 0, 0])
    assert_all(saved(picture), (255, 0, 0))
    assert_all(saved(picture, transparency=bytes([255, 51])), (255, 204, 204))
    assert_all(saved(picture, "GIF", transparency=1), (255, 255, 255))


@pytest.mark.parametrize(("mode", "colour"), [("L", 7), ("RGB", (7, 8, 9))])
def test_one_transparent_colour_is_white(mode, colour):
    assert_all(saved(plain(mode, colour), "PNG", transparency=colour), 255)


@pytest.mark.parametrize("kind", [".png", ".tiff"])
def test_sixteen_bits_are_rounded_to_levels(kind):
    deep = np.random.default_rng(0).integers(0, 65536, (9, 7, 3), np.uint16)
    found = colours_of(cv2.imencode(kind, deep)[1].tobytes())
    np.testing.assert_array_equal(found, np.rint(deep[..., ::-1] / 257))


def test_sixteen_bits_with_opacity():
    assert_all(cv2.imencode(".png", np.full((3, 4, 4), (0, 0, 65535, 13107), np.uint16))[1].tobytes(),
               (255, 204, 204))  # fmt: skip


@pytest.mark.parametrize("orientation", TURNS)
def test_colours_are_turned_as_the_camera_was_held(orientation):
    upright = np.random.default_rng(0).integers(0, 256, (5, 8, 3), dtype=np.uint8)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    held = np.dstack([TURNS[orientation](upright[..., k]) for k in range(3)])
    found = colours_of(saved(Image.fromarray(np.ascontiguousarray(held)), exif=exif))
    np.testing.assert_array_equal(found, upright)


@given(st.tuples(st.integers(3, 60), st.integers(3, 60)), st.integers(3, 60), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_colours_are_means_over_areas(shape, long_side, seed):
    colours = np.random.default_rng(seed).integers(0, 256, (*shape, 3), dtype=np.uint8)
    found = colours_of(saved(Image.fromarray(colours)), long_side)
    assert np.abs(found - exact_means(colours, *found.shape[:2])).max() <= 0.5 + 1e-4


@given(st.tuples(st.integers(3, 40), st.integers(3, 40)), st.integers(3, 40), st.integers(0, 2**32 - 1))
@settings(deadline=None)
def test_a_grey_file_has_three_equal_channels_whatever_way_it_is_stored(shape, long_side, seed):
    levels = np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8)
    grey = Image.fromarray(levels)
    expected = colours_of(saved(grey), long_side)
    assert (expected == expected[..., :1]).all()
    for picture in (grey.convert("RGB"), grey.convert("LA")):
        np.testing.assert_array_equal(colours_of(saved(picture), long_side), expected)


def test_other_greys_are_levels_too():
    """Of sixteen bits, with one that is transparent; floats; and scans in which white is zero."""
    deep = Image.fromarray(np.uint16([[0, 257, 65535]] * 3))
    assert colours_of(saved(deep))[0, :, 0].tolist() == [0, 1, 255]
    assert colours_of(saved(deep, transparency=257))[0, :, 0].tolist() == [0, 255, 255]
    floats = Image.fromarray(np.float32([[0, 0.2, 1]] * 3))
    assert colours_of(saved(floats, "TIFF"))[0, :, 1].tolist() == [0, 51, 255]
    data = bytearray(saved(deep, "TIFF"))
    entry = data.index(struct.pack("<HHI", 262, 3, 1))
    data[entry + 8 : entry + 10] = b"\0\0"
    assert colours_of(bytes(data))[0, :, 2].tolist() == [255, 254, 0]


def test_one_transparent_colour_of_sixteen_bits_is_white():
    data = cv2.imencode(".png", np.full((3, 4, 3), (0, 0, 65535), np.uint16))[1].tobytes()
    assert_all(data, (255, 0, 0))
    assert_all(data[:33] + chunk(b"tRNS", struct.pack(">HHH", 65535, 0, 0)) + data[33:], 255)


def test_strips_leave_no_seam(monkeypatch):
    colours = np.random.default_rng(0).integers(0, 256, (47, 32, 3), dtype=np.uint8)
    data = saved(Image.fromarray(colours))
    whole = [colours_of(data, side) for side in (47, 40, 10)]
    for lines in (1, 5, 46):
        monkeypatch.setattr(strips, "_STRIP", 32 * lines)
        for side, expected in zip((47, 40, 10), whole, strict=True):
            np.testing.assert_array_equal(colours_of(data, side), expected)


def test_colours_of_a_large_jpeg_that_its_decoder_shrinks(monkeypatch):
    photo = Image.fromarray(samples()["Coffee cup"].load_colours(600))
    data = saved(photo.resize((2400, 1600), Image.Resampling.BICUBIC), "JPEG", quality=90)
    exact = colours_of(data).astype(float)
    monkeypatch.setattr(strips, "_LARGE", 2400 * 1600 - 1)
    difference = np.abs(colours_of(data) - exact)
    assert 0 < difference.mean() < 1
    assert difference.max() < 12


def test_a_file_is_refused_in_the_same_sentence():
    for data in (b"", b"hello", FILES["PNG"][:60], saved(plain("RGB", "red", (2, 9)))):
        with pytest.raises(UnreadableImage) as one:
            decode(data, long_side=64)
        with pytest.raises(UnreadableImage) as other:
            decode_colours(data, long_side=64)
        assert str(one.value) == str(other.value)
    with pytest.raises(ValueError, match="long side"):
        decode_colours(FILES["PNG"], long_side=2)


@pytest.mark.parametrize("name", samples())
def test_the_colours_of_the_gallery_fit_its_brightness(name):
    sample = samples()[name]
    for size in WORKING_SIZES:
        colours, brightness = sample.load_colours(size), sample.load(size)
        assert colours.shape == (*brightness.shape, 3)
        assert_fits(colours, brightness)
        is_grey = (colours == colours[..., :1]).all()
        assert is_grey == (name not in {"Coffee cup", "Cat", "Rocket", "Astronaut"})


def test_the_astronaut_has_the_colours_of_the_file():
    sample = samples()["Astronaut"]
    with Image.open(sample.file) as picture:
        np.testing.assert_array_equal(sample.load_colours(512), np.asarray(picture))
