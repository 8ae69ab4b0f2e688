"""Files that end too early are told from damaged ones, and whole ones from both."""

import struct

import numpy as np
import pytest

from explorer.images.endings import ends_early
from tests.images.hostile import KINDS, drawn, saved
from tests.images.test_images import refusal
from tests.images.tiffs import tiff


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_cut_anywhere_says_so(kind):
    data = saved(drawn(size=(240, 160)) if kind != "HEIC" else drawn(), kind)
    assert not ends_early(data)
    for share in (0.3, 0.5, 0.8, 0.95):
        said = refusal(data[: int(share * len(data))])
        assert "ends too early" in said, (kind, share)


def test_a_file_that_is_whole_and_damaged_does_not():
    data = bytearray(saved(drawn(), "PNG"))
    middle = data.index(b"IDAT") + 8
    data[middle : middle + 30] = bytes(range(160, 190))
    assert "damaged" in refusal(bytes(data))


def test_zeros_in_the_place_of_the_rest_count_as_cut():
    """Some programs keep the room of a file before it has come."""
    data = saved(drawn(size=(240, 160)), "JPEG")
    assert "ends too early" in refusal(data[: len(data) // 2] + bytes(len(data) // 2))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("big", [False, True])
def test_a_tiff_of_either_size_and_order_says_so(big, order):
    data = with_its_list_first(np.arange(160 * 240, dtype=np.float32).reshape(160, 240), big, order)
    assert not ends_early(data)
    for end in (len(data) - 1, len(data) // 2, 40):
        assert "ends too early" in refusal(data[:end])


def with_its_list_first(values, big, order):
    """Write a TIFF with the list of its tags before the pixels, as programs do that know how long it is."""
    start, place = (16, f"{order}Q") if big else (8, f"{order}I")

    def written(at):
        return tiff(values, big=big, order=order, more=[(273, "I", [at])])

    listed = len(written(start)) - start - values.nbytes
    whole = written(start + listed)
    head = whole[: start - struct.calcsize(place)] + struct.pack(place, start)
    return head + whole[start + values.nbytes :] + whole[start : start + values.nbytes]


def test_a_list_of_more_tags_than_any_picture_has_is_damage():
    assert not ends_early(b"II*\0\x08\0\0\0\xff\xff" + bytes(1_000_000))
