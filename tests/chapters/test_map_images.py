import cv2
import numpy as np

from explorer.core.paint import PALETTES
from explorer.exports.images import coloured_png
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


def test_a_marked_row_is_a_black_line_between_white_ones_and_is_told():
    values = np.linspace(-1, 1, 256 * 256).reshape(256, 256)
    plain, marked = (painted_with(row) for row in (None, 40))
    changed = np.flatnonzero((plain(values) != marked(values)).any(axis=(1, 2)))
    np.testing.assert_array_equal(changed, [39, 40, 41])
    assert (marked(values)[40, :, :3] == 0).all()
    assert (marked(values)[[39, 41]] == 255).all()


def painted_with(row):
    table = PALETTES["Diverging"].table
    return lambda values: cv2.imdecode(
        np.frombuffer(coloured_png(values, table, (-1.0, 1.0), row=row), np.uint8), cv2.IMREAD_UNCHANGED
    )


def test_the_row_of_an_enlarged_map_is_marked_in_its_middle():
    table = PALETTES["Diverging"].table
    file = coloured_png(np.ones((4, 4)), table, (-1.0, 1.0), enlarge=60, row=0)
    painted = cv2.imdecode(np.frombuffer(file, np.uint8), cv2.IMREAD_UNCHANGED)
    assert np.flatnonzero((painted[..., :3] == 0).all(axis=(1, 2))).tolist() == [30]
