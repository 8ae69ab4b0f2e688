import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.exports.packing import letters, packed
from tests.exports.pages import bytes_of


def test_only_whole_levels_are_packed():
    with pytest.raises(ValueError, match="whole levels"):
        packed(np.full((3, 3), 0.3, np.float32))


@given(data=st.binary(max_size=64))
def test_letters_are_digits_to_the_base_85_in_letters_of_their_own(data):
    text = letters(data)
    assert bytes_of(text) == data
    assert len(text) == len(data) + -(-len(data) // 4)
