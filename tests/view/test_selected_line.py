import numpy as np
import pytest

from explorer.core.layer import forward
from explorer.view.selected_line import selected_index, selected_line
from explorer.view.settings import Settings

IMAGE = np.arange(63, dtype=np.float32).reshape(7, 9) / 63
KERNEL = [[0, 0, 0], [0, -2, 0], [0, 0, 0]]


@pytest.mark.parametrize("padding", ["replicate", "valid"])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize("direction", ["Row", "Column"])
def test_the_line_is_that_of_the_nearest_centre_in_the_picture_and_in_both_maps(direction, stride, padding):
    layer = forward(IMAGE, KERNEL, stride=stride, padding=padding)
    image, signed = (IMAGE, layer.pre_activation) if direction == "Row" else (IMAGE.T, layer.pre_activation.T)
    centres = [layer.centre(index) for index in range(len(signed))]
    for place in range(len(image)):
        settings = Settings(row=place, col=place, direction=direction, stride=stride, padding=padding)
        index = selected_index(settings, layer)
        assert abs(centres[index] - place) == min(abs(centre - place) for centre in centres)
        line = selected_line(settings, IMAGE, layer)
        np.testing.assert_array_equal(line.input, image[centres[index]])
        np.testing.assert_array_equal(line.signed, signed[index])
        np.testing.assert_array_equal(line.rectified, np.maximum(signed[index], 0))
        np.testing.assert_array_equal(line.signed, -2 * line.input[line.position])
