"""The numbers below the maps: of the selected pixel, and of the whole map."""

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
_statistics = component("map_statistics")


def show_pixel(view: View) -> None:
    """Show the selected pixel's arithmetic and curve; send the cursor and receive its moves."""
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
    counts = measures.histogram(layer.pre_activation, layer.activation_map, limit=limit)
    return figures.activation_curve(z.tolist(), a.tolist(), counts, pixel=pixel, limit=limit)


def show_statistics(view: View) -> None:
    """Show the histogram and the extremes of both maps."""
    settings, _, layer = view
    summary = measures.summary(layer.pre_activation, layer.activation_map)
    counts = measures.histogram(layer.pre_activation, layer.activation_map, limit=layer.shared_limit)
    digits = digits_for(layer.shared_limit)
    _statistics(
        {
            "message": readouts.map_message(summary, activation=settings.activation),
            "rows": [
                ("Smallest value", number(summary.low_before, digits), number(summary.low_after, digits)),
                ("Largest value", number(summary.high_before, digits), number(summary.high_after, digits)),
                ("Negative", percent(summary.negative_before), percent(summary.negative_after)),
                ("Set to zero", "", percent(summary.zero_fraction)),
            ],
            "figure": figures.histogram(counts, activation=settings.activation),
            "alt": "How often each value occurs in the map, before and after.",
        },
        key="map_statistics",
    )
