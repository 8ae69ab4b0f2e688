import numpy as np
import pytest

from explorer.core.arrays import read_only


@pytest.mark.parametrize("values", [[[1, 2], [3, 4]], np.arange(4.0), np.float32(1), []])
def test_the_result_is_float32_and_holds_the_same_values(values):
    found = read_only(values)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, values)


def test_nobody_can_write_to_it():
    found = read_only([1, 2])
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 5
    with pytest.raises(ValueError, match="cannot set WRITEABLE"):
        found[:1].flags.writeable = True


def test_what_it_was_made_from_stays_writable_and_apart():
    original = np.zeros(3, np.float32)
    found = read_only(original)
    original[0] = 1
    assert found.tolist() == [0, 0, 0]
