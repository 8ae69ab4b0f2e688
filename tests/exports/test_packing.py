import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.exports.packing import letters, packed, packed_deep
from tests.exports.pages import bytes_of
from tests.parity.node import ask, call


def test_only_whole_levels_are_packed():
    with pytest.raises(ValueError, match="whole levels"):
        packed(np.full((3, 3), 0.3, np.float32))


@given(data=st.binary(max_size=64))
def test_letters_are_digits_to_the_base_85_in_letters_of_their_own(data):
    text = letters(data)
    assert bytes_of(text) == data
    assert len(text) == len(data) + -(-len(data) // 4)


def test_a_deep_picture_is_unpacked_to_the_last_bit():
    image = np.random.default_rng(0).random((5, 7)).astype(np.float32)
    planes = np.frombuffer(zlib.decompress(bytes_of(packed_deep(image))), np.uint8)
    (found,) = ask([call("standalone/packing", "unpackedDeep", planes, 5, 7)])
    np.testing.assert_array_equal(found, image)
