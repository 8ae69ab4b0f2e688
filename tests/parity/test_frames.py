"""The frames of an animation are counted in the browser as Python counts them."""

import numpy as np
import pytest
from PIL import Image

from explorer.images import frames, read
from explorer.view.description import describe_frame
from tests.images.hostile import KINDS, chunk, drawn, saved
from tests.parity.node import ask, call


def counted(files):
    """Return how many frames the browser finds in each file of a kind."""
    given = [(kind, np.frombuffer(data, np.uint8)) for kind, data in files]
    return ask(call("../tests/parity/frames", "counted", *one) for one in given)


def moving(kind, count, **options):
    first, *others = [Image.new("RGB", (24, 16), (9 + 70 * k % 200, 30, 60)) for k in range(count)]
    return saved(first, kind, save_all=True, append_images=others, **options)


def test_the_pages_of_a_tiff_are_counted():
    tiffs = [moving("TIFF", 3), saved(drawn(), "TIFF"), moving("TIFF", 2)[:-9]]
    tiffs.append(b"MM\0*\0\0\0\x08\0\0\0\0\0\x0e\0\0\0\0\0\0")
    assert counted(("TIFF", data) for data in tiffs) == [frames.pages(data) for data in tiffs]
    assert frames.pages(tiffs[0]) == 3


def test_the_still_picture_before_an_animation_is_told_apart():
    files = [moving("PNG", 3, default_image=True), moving("PNG", 3), saved(drawn(), "PNG")]
    given = [("PNG", np.frombuffer(data, np.uint8)) for data in files]
    found = ask(call("../tests/parity/frames", "stills", *one) for one in given)
    assert found == [read(data, long_side=9).has_still for data in files] == [True, False, False]
    names = [
        (frame, 3, {"isDocument": one == "doc", "hasStill": one == "still"})
        for frame in (0, 2)
        for one in ("", "doc", "still")
    ]
    said = [
        describe_frame(frame, count, is_document=kind["isDocument"], has_still=kind["hasStill"])
        for frame, count, kind in names
    ]
    assert ask(call("core/description", "describeFrame", *one) for one in names) == said
    assert len(set(said)) == 6


def assert_the_same(files, expected):
    assert counted(files) == [read(data, long_side=9).frames for _, data in files] == expected


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WebP", "AVIF"])
def test_every_frame_is_counted(kind):
    counts = [1, 2, 3, 12]
    assert_the_same([(kind, moving(kind, count)) for count in counts], counts)


def test_a_picture_that_stands_still_is_one_frame():
    kinds = [kind for kind in KINDS if kind not in ("HEIC", "TIFF")]
    files = [(kind.replace("G2", "G 2"), saved(drawn(), kind)) for kind in kinds]
    assert_the_same(files, [1] * len(files))


def test_frames_with_notes_tables_and_odd_sizes_are_counted():
    tables = [drawn().quantize(colours) for colours in (2, 16, 256)]
    gif = saved(tables[0], "GIF", save_all=True, append_images=tables[1:], comment=b"," * 700, loop=0)
    turned = [drawn("RGBA", (25, 17)).rotate(40 * k) for k in range(5)]
    exif = b"Exif\0\0ANMF!"
    webp = saved(turned[0], "WebP", save_all=True, append_images=turned[1:], lossless=True, exif=exif)
    assert_the_same([("GIF", gif), ("WebP", webp)], [3, 5])


def test_what_a_png_claims_is_believed_where_pillow_believes_it():
    still, moved = saved(drawn(), "PNG"), moving("PNG", 3)
    claim = lambda count: chunk(b"acTL", count.to_bytes(4) + bytes(4))  # noqa: E731
    alone = moving("PNG", 3, default_image=True)
    files = [
        alone,  # the first picture is not part of the animation
        still[:33] + claim(0) + still[33:],
        still[:33] + claim(2**32 - 1) + still[33:],
        still[:33] + claim(2**31) + still[33:],
        moved[:33] + claim(3) + moved[33:],  # it claims twice
        still[:-12] + claim(7) + still[-12:],  # behind the pixels
    ]
    expected = [3, 1, 1, frames.MOST, 1, 1]
    assert_the_same([("PNG", data) for data in files], expected)


def test_files_that_claim_millions_of_frames_are_counted_to_a_limit():
    gif = saved(Image.new("L", (3, 3), 9), "GIF")
    many = gif[:-1] + gif[gif.index(b",", 13) : -1] * (frames.MOST + 5) + b";"
    assert_the_same([("GIF", many)], [frames.MOST])
