import numpy as np

from explorer.ui.components import map_images


def test_two_maps_side_by_side_keep_their_values_and_leave_a_gap_between():
    one, other = np.arange(48.0).reshape(2, 24), -np.arange(48.0).reshape(2, 24)
    both = map_images.side_by_side(map_images.of_picture("Both", one), other)
    assert (both.title, both.palette, both.span) == ("Both", "Signed grey", (0.0, 1.0))
    values = np.asarray(both.values)
    np.testing.assert_array_equal(values[:, :24], one)
    np.testing.assert_array_equal(values[:, -24:], other)
    assert np.isnan(values[:, 24:-24]).all()
    assert values.shape == (2, 49)
