"""Arrays, tables and PNG files of 16 bits: the browser reads them as Python does."""

import zlib

import numpy as np
import pytest

from explorer.images import UnreadableImage, read
from explorer.images.ranges import RANGES
from tests.images import hostile
from tests.images.hostile import chunk, png
from tests.images.test_deep import (
    FAULTS,
    GROUPED,
    NAMED,
    NO_CELLS,
    NO_GROUPS,
    NO_NAMES,
    NOT_GROUPED,
    OTHER_ENDS,
    OTHERS_OF_NUMBERS,
    RAMP,
    SHEETS,
    TWO_SIGNS,
    UNUSUAL,
    npy,
    npz,
)
from tests.images.test_images import assert_is_a_sentence
from tests.parity.node import Refusal, ask, call
from tests.parity.test_modules import camel, exported_functions, public_functions

READ = "../tests/parity/deep"


def asked(files, side=512):
    return ask(call(READ, "read", np.frombuffer(data, np.uint8), side) for data in files)


def assert_the_same(files, side=512):
    for data, found in zip(files, asked(files, side), strict=True):
        expected = read(data, long_side=side)
        np.testing.assert_allclose(found["image"], expected.image, atol=1e-7)
        assert found["notes"] == list(expected.notes)
        assert found["isDeep"] == expected.is_deep
        assert found["isTransparent"] == expected.is_transparent


def filtered(values, *, colour, between=()):
    """Write a PNG of 16 bits whose lines have one filter after the other."""
    rows = np.ascontiguousarray(values, ">u2").view(np.uint8).reshape(len(values), -1).astype(int)
    step = 2 * {0: 1, 2: 3, 4: 2, 6: 4}[colour]
    lines = b""
    for k, line in enumerate(rows):
        above = rows[k - 1] if k else np.zeros_like(line)
        left, between_both = (np.concatenate([np.zeros(step, int), one[:-step]]) for one in (line, above))
        near = np.abs(np.stack([above - between_both, left - between_both, left + above - 2 * between_both]))
        nearest = np.choose(near.argmin(axis=0), [left, above, between_both])
        guess = (0 * line, left, above, (left + above) // 2, nearest)[k % 5]
        lines += bytes([k % 5]) + ((line - guess) % 256).astype(np.uint8).tobytes()
    height, width = values.shape[:2]
    return png(width, height, 16, colour, lines, *between)


def test_every_rule_has_a_twin():
    for module in ("ranges", "arrays"):
        python = {camel(name) for name in public_functions(module, "images")}
        assert python - {"isTable"} <= exported_functions(module, "images")


def test_arrays_of_every_type_are_the_same():
    kinds = ["b1", "u1", "u2", ">u2", "u4", "u8", "i1", "i2", "i4", "i8", "f2", "f4", ">f4", "f8"]
    files = [npy((RAMP * 100 + 0.5).astype(kind)) for kind in kinds]
    files += [npy(RAMP.astype(kind)) for kind in ("f2", "f4", "f8")]
    files += [npy(np.asfortranarray(RAMP)), npy(RAMP[None, :, :, None]), npy(np.stack([RAMP] * 3))]
    files += [npy(np.dstack([RAMP, RAMP / 2, 1 - RAMP])), npy(np.dstack([RAMP, RAMP, RAMP, RAMP / 2]))]
    files += [npz(image=RAMP, other=RAMP / 2), npz(mine=RAMP)]
    assert_the_same(files)
    assert_the_same(files[:8], side=7)


def test_tables_are_the_same():
    rows = [["0.25", "1e-1", "0"], ["1", "0.5", "0.125"], ["0", "0", "+0.75"]]
    texts = ["\n".join(sign.join(row) for row in rows) for sign in (",", ";", "\t", " ")]
    texts += [texts[1].replace(".", ","), "a;b;c\n" + texts[1], ";0;1;2\n5;" + texts[1].replace("\n", "\n5;")]
    texts += ["0,51,255\r\n" * 3, "0,512,1024\n" * 3, "\ufeff7,7,7\n" * 3]
    texts[-1:] = [*(text * 3 for text in NOT_GROUPED), "0,5 0,25 1\n0 100,5 2\n3 4 201\n", *NAMED]
    assert_the_same([text.encode() for text in texts])
    assert_the_same(UNUSUAL.values())


def test_tables_that_are_none_are_refused_here_and_there():
    texts = [f"{cell};1;2\n" * 3 for cell in NO_GROUPS] + ["1 234;1e0;2\n" * 3, "½;1;2\n" * 3]
    texts += [*(text * 3 for text in GROUPED), *(text + text.split("\n", 1)[1] * 3 for text in NO_NAMES)]
    texts += [
        *FAULTS,
        ";0;1\n0;1;2\n1;3;4\n2;5;6\n",
        *NO_CELLS,
        *(text * 3 for text in TWO_SIGNS),
        "hello",
        "1;2;3\rand others, 1;2;3\r",
    ]
    files = [text.encode() for text in texts] + [
        *OTHERS_OF_NUMBERS,
        *SHEETS,
        *OTHER_ENDS,
        "1;2;3\rhello\r".encode("utf-16"),
    ]
    for data, found in zip(files, asked(files), strict=True):
        assert isinstance(found, Refusal), data
        with pytest.raises(UnreadableImage) as here:
            read(data, long_side=512)
        assert found.message == str(here.value)


def test_png_files_of_sixteen_bits_are_the_same():
    grey = np.rint(RAMP * 60_000).astype(np.uint16)
    clear = chunk(b"tRNS", grey[3, 3].astype(">u2").tobytes())
    files = [
        filtered(grey, colour=0),
        filtered(grey, colour=0, between=(clear,)),
        filtered(grey, colour=0, between=(chunk(b"gAMA", (45_455).to_bytes(4)),)),
        filtered(np.dstack([grey, grey[::-1]]), colour=4),
        filtered(np.dstack([grey, grey[::-1], grey // 2]), colour=2),
        filtered(np.dstack([grey, grey[::-1], grey // 2, 65_535 - grey]), colour=6),
    ]
    assert_the_same(files)
    assert_the_same(files[:1], side=5)


def test_what_a_canvas_has_to_read_is_left_to_it():
    grey = np.rint(RAMP * 60_000).astype(np.uint16)
    profile = chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(128)))
    files = [filtered(grey, colour=0, between=(profile,)), png(9, 7, 8, 0, bytes(70))]
    assert asked(files) == [None, None]
    assert "256 levels" in RANGES["COARSE"]


def test_hostile_arrays_and_tables_are_refused_here_and_there():
    files = [file for file in hostile.arrays() if len(file.data) < 100_000]
    for file, found in zip(files, asked([file.data for file in files]), strict=True):
        try:
            read(file.data, long_side=512)
            refused = False
        except UnreadableImage:
            refused = True
        assert isinstance(found, Refusal) == refused, (file.name, found)
        if refused:
            assert_is_a_sentence(found.message)
