"""Frames of animations, pages of documents, and what lies behind a transparent picture."""

import struct
import time

import numpy as np
import pytest
from PIL import Image

from explorer.images import Reading, UnreadableImage, frames, read
from tests.images import heics
from tests.images.hostile import saved

LEVELS = (0, 60, 200)
OPTIONS = {"WebP": {"lossless": True}, "AVIF": {"quality": 100}}


def moving(kind):
    made = [Image.new("L", (9, 7), level) for level in LEVELS]
    made = [one.convert("RGB") for one in made] if kind in ("WebP", "AVIF") else made
    return saved(made[0], kind, save_all=True, append_images=made[1:], **OPTIONS.get(kind, {}))


def frame(data, number, over="white"):
    return read(data, long_side=9, reading=Reading(number, over))


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WebP", "AVIF", "TIFF"])
def test_every_frame_is_counted_and_read(kind):
    data = moving(kind)
    for number, level in enumerate(LEVELS):
        found = frame(data, number)
        assert (found.frames, found.reading.frame, found.is_document) == (3, number, kind == "TIFF")
        np.testing.assert_allclose(found.image * 255, level, atol=2)
    assert frame(data, 99).reading.frame == 2


def test_what_small_frames_leave_free_is_transparent():
    drawn = [Image.new("RGBA", (9, 7)) for _ in range(2)]
    for k, one in enumerate(drawn):
        one.paste((255, 0, 0, 255), (k, 2, k + 3, 5))
    data = saved(drawn[0], "WebP", save_all=True, append_images=drawn[1:], lossless=True)
    found = [frame(data, 1, over) for over in ("white", "black")]
    assert [float(one.image[0, 0]) for one in found] == [1, 0]
    assert found[0].is_transparent


def test_the_pictures_of_a_heic_are_read():
    assert frame(heics.TWO, 0).frames == 2
    np.testing.assert_allclose(frame(heics.TWO, 1).colours[0, 0], (0, 0, 255), atol=6)


def test_pages_may_have_other_sizes():
    pages = [Image.new("L", size, 9) for size in ((9, 7), (4, 5))]
    data = saved(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    assert frame(data, 1).image.shape == (5, 4)
    assert (frame(data, 1).height, frame(data, 1).width) == (5, 4)


def test_one_picture_is_one_frame():
    for kind in ("PNG", "JPEG", "GIF", "WebP", "BMP", "TIFF", "AVIF", "JPEG2000", "HEIC"):
        found = frame(saved(Image.new("RGB", (24, 16), 9), kind), 0)
        assert (found.frames, found.has_choice) == (1, False), kind


def test_files_that_claim_millions_of_frames_are_counted_quickly():
    plain = saved(Image.new("L", (3, 3), 9), "TIFF")
    lists = b"".join(struct.pack("<HI", 0, len(plain) + 6 * (k + 1)) for k in range(500_000))
    (place,) = struct.unpack_from("<I", plain, 4)
    (tags,) = struct.unpack_from("<H", plain, place)
    many = bytearray(plain + lists)
    struct.pack_into("<I", many, place + 2 + 12 * tags, len(plain))
    loop = bytearray(plain)
    struct.pack_into("<I", loop, place + 2 + 12 * tags, place)
    gif = saved(Image.new("L", (3, 3), 9), "GIF")
    picture = gif[gif.index(b",", 13) : -1]
    start = time.process_time()
    assert frame(bytes(many), 0).frames == frames.MOST
    assert frame(bytes(loop), 0).frames == 1
    assert frame(gif[:-1] + picture * 300_000 + b";", 0).frames == frames.MOST
    assert time.process_time() - start < 1


def test_frames_of_a_large_animation_are_offered_as_far_as_they_can_be_reached(monkeypatch):
    monkeypatch.setattr(frames, "_AFFORDABLE", 9 * 7 * 2)
    found = frame(moving("GIF"), 2)
    assert (found.reading.frame, found.frames) == (1, 2)
    (said,) = found.notes
    assert said.startswith("The file has 3 frames, and the first 2 can be chosen here")
    found = frame(moving("TIFF"), 2)  # a page stands alone
    assert (found.reading.frame, found.notes) == (2, ())


def test_a_page_that_cannot_be_read_is_refused_alone():
    data = bytearray(moving("TIFF"))
    second = list(frames._pages(bytes(data)))[1]
    struct.pack_into("<H", data, second, 3)
    assert frame(bytes(data), 0).image.shape == (7, 9)
    with pytest.raises(UnreadableImage):
        frame(bytes(data), 1)


@pytest.mark.parametrize("kind", ["PNG", "WebP", "TIFF"])
def test_half_transparent_red_over_black_is_dark_red(kind):
    data = saved(Image.new("RGBA", (4, 3), (255, 0, 0, 51)), kind, **OPTIONS.get(kind, {}))
    found = frame(data, 0, over="black")
    assert found.colours[0, 0].tolist() == [51, 0, 0]
    np.testing.assert_allclose(found.image, round(0.299 * 51) / 255, atol=1e-6)
    assert found.is_transparent
    assert frame(data, 0).colours[0, 0].tolist() == [255, 204, 204]


def test_one_transparent_colour_lies_over_black_too():
    for mode, colour in (("L", 7), ("RGB", (7, 7, 7))):
        found = frame(saved(Image.new(mode, (4, 3), colour), "PNG", transparency=colour), 0, over="black")
        assert (found.image.max(), found.is_transparent) == (0, True)


def test_an_opaque_picture_is_not_transparent_and_does_not_vanish():
    for mode in ("L", "RGB", "RGBA"):
        found = frame(saved(Image.new(mode, (4, 3), "white"), "PNG"), 0)
        assert (found.is_transparent, found.has_choice, found.vanishes) == (False, False, False), mode


@pytest.mark.parametrize(("level", "vanishes"), [(246, True), (244, False)])
def test_a_picture_vanishes_where_its_levels_are_fewer_than_ten_apart(level, vanishes):
    clear = Image.new("RGBA", (8, 6), (0, 0, 0, 0))
    clear.paste((level, level, level, 255), (2, 2, 6, 4))
    assert frame(saved(clear, "PNG"), 0).vanishes is vanishes
    assert frame(saved(clear, "PNG"), 0, over="black").vanishes is False
