"""What is told beside the maps: one pixel, and the whole map."""

from dataclasses import asdict

import numpy as np

from explorer import figures
from explorer.core import measures
from explorer.core.activations import ACTIVATIONS
from explorer.core.convolution import window
from explorer.core.notation import digits_for, number, percent
from explorer.ui.components.component import component
from explorer.ui.features import presenter
from explorer.ui.state import session
from explorer.view import readouts
from explorer.view.selected_line import selected_index, selected_line
from explorer.view.view import View

_pixel = component("cursor")
_whole = component("map_statistics")


def show_pixel(view: View) -> None:
    """Show the selected pixel's arithmetic and curve; tell the scope where the cursor is, and listen."""
    settings, image, layer = view
    row, col = layer.nearest(settings.row, 0), layer.nearest(settings.col, 1)
    before, after = float(layer.pre_activation[row, col]), float(layer.activation_map[row, col])
    limit = layer.shared_limit
    arithmetic = readouts.pixel_arithmetic(
        window(image, 3, row, col, stride=settings.stride, padding=settings.padding),
        settings.weights,
        bias=settings.bias,
        pre_activation=before,
        activation_map=after,
        activation=settings.activation,
        limit=limit,
    )
    name, digits = ACTIVATIONS[settings.activation].name, digits_for(limit)
    _pixel(
        {
            "cursor": {
                "row": settings.row,
                "col": settings.col,
                "seq": session.state().cursor_seen,
                "session": session.state().token,
            },
            "headline": _headline(view),
            "experiment": presenter.label(settings),
            "place": f"Row {layer.centre(row)}, column {layer.centre(col)}",
            "pixel": asdict(arithmetic),
            "activation": name,
            "figure": _curve(view, (before, after)),
            "alt": f"The curve of {name}. The selected pixel, {number(before, digits)}, "
            f"becomes {number(after, digits)}.",
        },
        key=session.CURSOR_REPORT[0],
        on_place_change=session.commit_cursor,
    )


def _headline(view: View) -> str:
    settings, _, layer = view
    return readouts.headline(
        selected_line(*view),
        index=layer.centre(selected_index(settings, layer)),
        direction=settings.direction,
        activation=settings.activation,
    )


def _curve(view: View, pixel: tuple[float, float]) -> figures.Figure:
    settings, _, layer = view
    limit = layer.shared_limit
    z = limit * np.sort(np.append(np.arange(-50, 51) / 50, -1e-9))
    a = ACTIVATIONS[settings.activation].function(z, **settings.hyperparameters())
    found = measures.histogram(layer.pre_activation, layer.activation_map, limit=limit)
    return figures.activation_curve(z.tolist(), a.tolist(), found, pixel=pixel, limit=limit)


def show_whole(view: View) -> None:
    """Show the histogram and the extremes of both maps."""
    settings, _, layer = view
    counted = measures.summary(layer.pre_activation, layer.activation_map)
    found = measures.histogram(layer.pre_activation, layer.activation_map, limit=layer.shared_limit)
    digits = digits_for(layer.shared_limit)
    _whole(
        {
            "message": readouts.map_message(counted, activation=settings.activation),
            "rows": [
                ("Smallest value", number(counted.low_before, digits), number(counted.low_after, digits)),
                ("Largest value", number(counted.high_before, digits), number(counted.high_after, digits)),
                ("Negative", percent(counted.negative_before), percent(counted.negative_after)),
                ("Set to zero", "", percent(counted.zero_fraction)),
            ],
            "figure": figures.histogram(found, activation=settings.activation),
            "alt": "How often each value occurs in the map, before and after.",
        },
        key="map_statistics",
    )
