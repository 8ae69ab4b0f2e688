"""What the page has to say of a row, computed from the few rows of the picture that it is made of."""

from functools import lru_cache

import numpy as np

from explorer.core.arrays import Map
from explorer.core.layer import forward
from explorer.core.profiles import row_profile
from explorer.images import samples
from explorer.view import readouts
from explorer.view.settings import Settings


def headline(settings: Settings) -> str:
    """Write the headline of a row of a picture of the gallery, whose border is repeated.

    Below the three rows stands one with the largest value of the picture: which sums count as 0 depends on
    that, wherever it stands.

    >>> headline(Settings(activation="Identity"))
    'Identity changes nothing in this row: it keeps every value.'
    """
    image = _gallery(settings.picture, settings.size)
    above, below = max(settings.row - 1, 0), min(settings.row + 1, len(image) - 1)
    rows = np.vstack([image[[above, settings.row, below]], np.full(image.shape[1], image.max())])
    layer = forward(rows, **settings.layer())
    line = row_profile(rows, layer.pre_activation, layer.activation_map, 1)
    return readouts.headline(line, direction="Row", activation=settings.activation)


@lru_cache
def _gallery(name: str, size: int) -> Map:
    return samples()[name].load(size)
