"""What the simulated visitors expect the page to say of a row."""

import pytest

from benchmarks.headline import headline
from explorer.core.layer import forward
from explorer.core.profiles import row_profile
from explorer.images import samples
from explorer.view import readouts
from explorer.view.settings import WEIGHTS, Settings

WITH_NOISE = (-0.86, -0.3, -0.2, 0.79, 0.86, -0.02, -0.97, 0.12, 0.57)
"""With them a sum of row 315 is noise beside the largest of the picture, but not beside that of its rows."""


@pytest.mark.parametrize("row", [0, 315, 511])
def test_it_is_that_of_the_row_in_the_whole_picture(row):
    weights = dict(zip(WEIGHTS, WITH_NOISE, strict=True))
    settings = Settings(activation="PReLU", negative_slope=0.98, row=row, **weights)
    image = samples()[settings.picture].load(settings.size)
    layer = forward(image, **settings.layer())
    line = row_profile(image, layer.pre_activation, layer.activation_map, row)
    assert headline(settings) == readouts.headline(line, direction="Row", activation="PReLU")
