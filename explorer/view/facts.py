"""Every sentence and number that the page says about one view, as text."""

from dataclasses import dataclass

from explorer.core.convolution import window
from explorer.core.measures import summary
from explorer.core.notation import digits_for, number
from explorer.view import readouts
from explorer.view.readouts import READOUTS, MapRow, PixelArithmetic
from explorer.view.selected_line import selected_line
from explorer.view.view import View


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said about one view; `facts` of `static/core/readouts.js` has fields of the same names."""

    headline: str  # about the selected line
    place: str  # of the selected pixel
    pixel: PixelArithmetic
    curve_alt: str  # the curve of the activation, for those who cannot see it
    map_message: str
    map_rows: tuple[MapRow, ...]


def facts(view: View) -> Facts:
    """Say everything about a view: its selected line, its selected pixel and its whole map.

    >>> import numpy as np
    >>> from explorer.view.settings import Settings
    >>> from explorer.view.view import view_of
    >>> found = facts(view_of(Settings(row=1, col=0), np.tile(np.float32([0, 0, 1, 1, 0]), (3, 1))))
    >>> found.place, found.headline
    ('Row 1, column 0', 'ReLU erases 40 % of this row.')
    """
    settings, image, layer = view
    row, col = layer.nearest(settings.row, 0), layer.nearest(settings.col, 1)
    before, after = float(layer.pre_activation[row, col]), float(layer.activation_map[row, col])
    activation, limit = settings.activation, layer.shared_limit
    digits = digits_for(limit)
    counted = summary(layer.pre_activation, layer.activation_map)
    return Facts(
        headline=readouts.headline(selected_line(*view), direction=settings.direction, activation=activation),
        place=READOUTS["PLACE"].format(row=layer.centre(row), col=layer.centre(col)),
        pixel=readouts.pixel_arithmetic(
            window(image, len(settings.weights), row, col, stride=settings.stride, padding=settings.padding),
            settings.weights,
            bias=settings.bias,
            pre_activation=before,
            activation_map=after,
            activation=activation,
            limit=limit,
        ),
        curve_alt=READOUTS["CURVE"].format(
            activation=activation, before=number(before, digits), after=number(after, digits)
        ),
        map_message=readouts.map_message(counted, activation=activation),
        map_rows=readouts.map_rows(counted, limit=limit),
    )
