"""Picture files read by static/images/decoding.js in a browser, against what Python reads in them."""

import base64
import itertools
import struct

import numpy as np
import pytest
from PIL import ExifTags, Image

from explorer.images import (
    MAX_BYTES,
    Reading,
    UnreadableImage,
    decode,
    decode_colours,
    original_size,
    samples,
)
from explorer.images import read as python_reads
from explorer.images.refusals import REFUSALS
from explorer.view.settings import WORKING_SIZES
from tests.browser.modules import serve_modules
from tests.images import heics, jpegs
from tests.images.hostile import HUGE, KINDS, chunk, declared, drawn, png, saved
from tests.images.test_images import TURNS, png_header
from tests.images.test_kinds import odd_codings
from tests.images.test_profiles import LINEAR, P3, SRGB, coloured, filmed, gamma, grey, pointed

ENDS = (min(WORKING_SIZES), max(WORKING_SIZES))
READ = """async ([files, sides, added]) => {
  const { decode, decodeColours } = await import("/images/decoding.js");
  const { UnreadableImage } = await import("/images/headers.js");
  const bytesOf = (data) => Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const textOf = (values) => new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",")[1]);
    reader.readAsDataURL(new Blob([values]));
  });
  const read = async (blob, longSide) => {
    const shares = [];
    const onProgress = (share) => shares.push(share);
    try {
      const { image, height, width } = await decode(blob, { longSide, onProgress });
      const coloured = await decodeColours(blob, { longSide });
      const { rows, cols, levels } = coloured;
      const other = coloured.image.values;
      const isSame = (value, k) => value === other[k];
      const same = other.length === image.values.length && image.values.every(isSame);
      const alike = same && coloured.height === height && coloured.width === width;
      if (!alike) throw new Error("decoded otherwise in colour");
      const [values, texts] = [await textOf(image.values), await textOf(levels)];
      return { rows, cols, values, levels: texts, height, width, shares };
    } catch (error) {
      if (!(error instanceof UnreadableImage)) throw error;
      return error.message;
    }
  };
  const answers = [];
  for (const data of files) {
    const blob = new Blob([bytesOf(data), new Uint8Array(added)]);
    for (const longSide of sides) answers.push(await read(blob, longSide));
  }
  return answers;
}"""

READ_FRAME = """async ([data, frame]) => {
  const { decode } = await import("/images/decoding.js");
  const blob = new Blob([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))]);
  try {
    const found = await decode(blob, { longSide: 64, frame });
    return [[...found.image.values], found.frame, found.frames, found.hasStill, found.canChoose];
  } catch (error) {
    return [error.message];
  }
}"""


@pytest.fixture(scope="module")
def page(profiles):
    page = profiles.take(is_for_app=False)
    serve_modules(page)
    yield page
    profiles.give_back(page)


def read(page, files, *sides, added=0):
    """Return what the browser makes of each file at each size: a picture with its notes, or a sentence."""
    sent = [base64.b64encode(data).decode() for data in files]
    answers = page.evaluate(READ, [sent, sides or [64], added])
    return [answer if isinstance(answer, str) else shaped(answer) for answer in answers]


def shaped(answer):
    shape = answer["rows"], answer["cols"]
    values = np.frombuffer(base64.b64decode(answer["values"]), np.float32).reshape(shape)
    levels = np.frombuffer(base64.b64decode(answer["levels"]), np.uint8).reshape(*shape, 3)
    return {**answer, "values": values, "levels": levels}


def said(data):
    """Return the sentence with which Python refuses a file."""
    with pytest.raises(UnreadableImage) as refused:
        decode(data)
    return str(refused.value)


def assert_within(page, files, levels, *, share=1.0, halves=0.0, sizes=ENDS):
    """Compare brightness and colours that the browser reads with those of Python, shrunk and in full.

    No pixel may differ by more levels, and no greater share of them may differ at all. Of the colours a share
    may be halves between two levels, and rounded to the other one.
    """
    answers = read(page, files.values(), *sizes)
    cases = itertools.product(files.items(), sizes)
    for ((name, data), size), found in zip(cases, answers, strict=True):
        expected, colours = decode_colours(data, long_side=size)
        assert not isinstance(found, str), f"{name}: {found}"
        assert found["values"].shape == expected.shape, name
        assert (found["height"], found["width"]) == original_size(data), name
        whole = np.rint(found["values"] * 255)
        difference = np.abs(whole - np.rint(expected * 255))
        assert difference.max() <= levels, f"{name} at {size}"
        assert (difference > 0).mean() <= share, f"{name} at {size}"
        difference = np.abs(found["levels"].astype(float) - colours)
        assert difference.max() <= (max(levels, 1) if halves else levels), f"{name} at {size}"
        assert (difference > 0).mean() <= max(share if levels else 0.0, halves), f"{name} at {size}"
        np.testing.assert_array_equal(found["values"], whole.astype(np.float32) / np.float32(255))


def test_every_frame_is_read_as_python_reads_it(page):
    made = [photograph((60, 40)).rotate(90 * k) for k in range(3)]
    options = {"still": {"default_image": True}, "WebP": {"lossless": True}, "GIF": {"disposal": 2}}
    files = {
        name: saved(made[0], "PNG" if name == "still" else name, save_all=True, append_images=made[1:],
                    **options.get(name, {}))
        for name in ("GIF", "PNG", "still", "WebP")
    }  # fmt: skip
    for name, data in files.items():
        sent = base64.b64encode(data).decode()
        for frame in range(3):
            values, *told = page.evaluate(READ_FRAME, [sent, frame])
            expected = python_reads(data, long_side=64, reading=Reading(frame))
            assert (
                told
                == [frame, 3, name == "still", True]
                == [frame, expected.frames, expected.has_still, True]
            )
            np.testing.assert_array_equal(np.float32(values).reshape(40, 60), expected.image, name)
    (refused,) = page.evaluate(READ_FRAME, [base64.b64encode(files["GIF"]).decode(), 3])
    assert refused == REFUSALS["DAMAGED"]


def photograph(size=(265, 178)):
    """Return a photograph of which the three colours differ; the largest working size does not shrink it."""
    grey = Image.fromarray(np.rint(samples()["Coffee cup"].load(600) * 255).astype(np.uint8)).resize(size)
    turned = [grey.transpose(Image.Transpose(way)) for way in (0, 1)]
    return Image.merge("RGB", [grey, *turned])


def transparent():
    colours = photograph((301, 217))
    colours.putalpha(Image.linear_gradient("L").resize(colours.size))
    return colours


SRGB_PLACES = (31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000)
P3_PLACES = (31270, 32900, 68000, 32000, 26500, 69000, 15000, 6000)
"""x and y of the white, of red, green and blue, in hundred thousandths."""


def named(data, *others, gamma=None, places=None):
    """Put a gamma and primary colours into a PNG."""
    parts = [chunk(b"gAMA", struct.pack(">I", gamma))] if gamma else []
    parts += [chunk(b"cHRM", struct.pack(">8I", *places))] if places else []
    return data[:33] + b"".join([*others, *parts]) + data[33:]


def test_opaque_pictures_without_loss_are_exact(page):
    photo = photograph()
    files = {
        "grey": saved(photo.convert("L"), "PNG"),
        "colour": saved(photo, "PNG"),
        "one bit": saved(photo.convert("1"), "PNG"),
        "palette": saved(photo.quantize(64), "PNG"),
        "one transparent colour": saved(photo.quantize(64), "PNG", transparency=3),
        "the usual gamma": named(saved(photo, "PNG"), gamma=45455),
        "primaries alone": named(saved(photo, "PNG"), places=P3_PLACES),
        "sRGB and more": named(saved(photo, "PNG"), chunk(b"sRGB", b"\0"), gamma=100_000),
        "a broken profile": saved(photo, "PNG", icc_profile=coloured(P3, LINEAR)[:300]),
        "BMP": saved(photo, "BMP"),
        "GIF": saved(photo, "GIF"),
        "GIF that moves": saved(photo, "GIF", save_all=True, append_images=[photo.rotate(180)]),
        "WebP": saved(photo, "WebP", lossless=True),
    }
    assert_within(page, files, 0)


def test_pictures_of_every_shape_are_shrunk_exactly_to_every_working_size(page):
    shapes = (3, 3), (3, 3000), (3000, 3), (513, 511), (530, 356), (5000, 9)
    files = {str(size): saved(photograph(size), "PNG") for size in shapes}
    assert_within(page, files, 0, sizes=WORKING_SIZES)


def test_transparent_pictures_lie_over_white_within_a_level(page):
    """A canvas keeps colours multiplied by their opacity, in whole levels."""
    rng = np.random.default_rng(0)
    noise = Image.fromarray(rng.integers(0, 256, (97, 143, 4), dtype=np.uint8))
    files = {
        "PNG": saved(transparent(), "PNG"),
        "noise": saved(noise, "PNG"),
        "grey": saved(transparent().convert("LA"), "PNG"),
        "palette": saved(photograph((301, 217)).quantize(64), "PNG", transparency=bytes(range(64))),
        "WebP": saved(transparent(), "WebP", lossless=True, exact=True),
        "nothing": saved(Image.new("RGBA", (9, 7), (0, 0, 0, 0)), "PNG"),
    }
    assert_within(page, files, 1, share=0.25)


def test_sixteen_bits_are_all_kept(page):
    values = np.random.default_rng(0).integers(0, 65536, (90, 70), dtype=np.uint16)
    data = saved(Image.fromarray(values), "PNG")
    for size, found in zip(ENDS, read(page, [data], *ENDS), strict=True):
        np.testing.assert_allclose(found["values"], decode(data, long_side=size), atol=1e-7)
        assert np.abs(found["levels"].astype(float) - decode_colours(data, long_side=size)[1]).max() <= 1


def test_colours_of_other_profiles_become_those_of_srgb_within_a_level_or_two(page):
    photo = photograph()
    wide, linear = coloured(P3, gamma(2.2)), coloured(SRGB, LINEAR)
    files = {
        "wide": saved(photo, "PNG", icc_profile=wide),
        "linear": saved(photo, "PNG", icc_profile=linear),
        "WebP": saved(photo, "WebP", lossless=True, icc_profile=wide),
        "grey": saved(photo.convert("L"), "PNG", icc_profile=grey(gamma(1.8))),
        "a gamma": named(saved(photo, "PNG"), gamma=100_000),
        "a gamma of grey": named(saved(photo.convert("L"), "PNG"), gamma=55_000),
        "primaries": named(saved(photo, "PNG"), gamma=45455, places=P3_PLACES),
        "code points": pointed(saved(photo, "PNG", icc_profile=linear), 12, 13),
        "code points of film": pointed(saved(photo.convert("L"), "PNG"), 9, 1),
        "code points of an AVIF": filmed("AVIF", 12, 2),
        "the usual ones": named(saved(photo, "PNG"), gamma=45455, places=SRGB_PLACES),
    }
    assert_within(page, files, 2)


def test_pictures_with_loss_are_within_two_levels(page):
    """None differed by a level when this was written; but a standard lets decoders round differently."""
    photo = photograph()
    files = {f"quality {q}": saved(photo, "JPEG", quality=q) for q in (50, 75, 90)}
    files |= {
        "grey": saved(photo.convert("L"), "JPEG"),
        "progressive": saved(photo, "JPEG", progressive=True),
        "all colours": saved(photo, "JPEG", subsampling=0),
        "printing inks": saved(photo.convert("CMYK"), "JPEG"),
        "arithmetic coding": jpegs.ARITHMETIC,
        "WebP": saved(photo, "WebP"),
        "AVIF": saved(photo, "AVIF", quality=80, subsampling="4:4:4", speed=10),
    }
    assert_within(page, files, 2)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_is_turned_as_the_camera_was_held(page, kind):
    upright = np.asarray(photograph((96, 64)))
    files = {}
    for orientation, turn in TURNS.items():
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = orientation
        held = np.dstack([turn(upright[..., colour]) for colour in range(3)])
        files[orientation] = saved(Image.fromarray(np.ascontiguousarray(held)), kind, exif=exif)
    # The browser turns the picture before it is shrunk, Python afterwards.
    assert_within(page, files, 0 if kind == "PNG" else 2, halves=0.01)


def test_a_large_picture_is_read_in_strips_that_leave_no_seam(page):
    data = saved(photograph((2200, 1500)), "PNG")
    (found,) = read(page, [data], 128)
    np.testing.assert_array_equal(found["values"], decode(data, long_side=128))
    assert found["shares"] == sorted(found["shares"])
    assert len(found["shares"]) == 4
    assert found["shares"][-1] == 1


def test_files_are_refused_in_the_sentence_of_python(page):
    kinds = [kind for kind in KINDS if kind not in ("TIFF", "HEIC", "JPEG2000", "AVIF")]
    whole = {kind: saved(drawn(), kind) for kind in kinds}
    files = {
        "empty": b"",
        "text": b"hello",
        "sound": b"RIFF\0\0\0\0WAVEfmt ",
        "drawing": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
        "huge PNG": png_header(8193, 6144),
        "BMP under the name of PNG": whole["PNG"][:12] + whole["BMP"][12:],
        "PNG under the name of BMP": whole["BMP"][:12] + whole["PNG"][12:],
        **{f"half a {kind}": data[: len(data) // 2] for kind, data in whole.items()},
        **{f"the first bytes of {kind}": data[:14] for kind, data in whole.items()},
        **{f"narrow {kind}": saved(drawn(size=(2, 9)), kind) for kind in kinds},
        **odd_codings(),
        "narrow WebP without loss": saved(drawn(size=(9, 1)), "WebP", lossless=True),
        "narrow WebP with opacity": saved(Image.new("RGBA", (9, 2), "#12345678"), "WebP"),
        **{file.name: file.data for file in declared() if file.name.endswith(f"that claims {HUGE}")},
    }
    del files[f"TIFF that claims {HUGE}"]
    (wide,) = read(page, [files.pop(f"WebP that claims {HUGE}")])  # Pillow's own limit speaks first
    assert wide == REFUSALS["TOO_MANY_PIXELS"].format(width=HUGE, height=HUGE)
    for (name, data), found in zip(files.items(), read(page, files.values()), strict=True):
        assert found == said(data), name


def test_a_file_may_have_as_many_bytes_as_in_python(page):
    data = saved(drawn(), "PNG")
    (found,) = read(page, [data], added=MAX_BYTES - len(data))
    assert found["values"].shape == (16, 24)
    assert read(page, [data], added=MAX_BYTES - len(data) + 1) == [said(data + bytes(MAX_BYTES))]


def test_what_only_a_browser_cannot_read_is_refused_with_a_cure(page):
    large = png(5000, 4000, 8, 2, b"")
    assert read(page, [large]) == [REFUSALS["NOT_DECODED"]]
    for kind, data in (
        ("TIFF", saved(drawn(), "TIFF")),
        ("HEIC", heics.PLAIN),
        ("JPEG 2000", saved(drawn(), "JPEG2000")),
        ("JPEG 2000", saved(drawn(), "JPEG2000", no_jp2=True)),
    ):
        assert read(page, [data]) == [REFUSALS["NO_READER"].format(kind=kind)]
    gone = """async () => {
      const { decode } = await import("/images/decoding.js");
      const file = { size: 9, arrayBuffer: () => Promise.reject(new DOMException("", "NotReadableError")) };
      return decode(file, { longSide: 64 }).catch((error) => error.message);
    }"""
    assert page.evaluate(gone) == REFUSALS["UNOPENED"]
