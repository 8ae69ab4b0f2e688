"""Files that end too early are told from damaged ones, and whole ones from both."""

import pytest

from explorer.images.endings import ends_early
from tests.images.hostile import KINDS, drawn, saved
from tests.images.test_images import refusal


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
