"""What the scope is told: a view, packed into the messages that static/scope/ reads.

The picture, the sums and the lines travel apart from the maps, because most changes leave them as they are.
"""

import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer import figures
from explorer.core import profiles
from explorer.core.activations import Table, corner, lookup_table, slopes_at_zero
from explorer.core.arrays import Map
from explorer.core.layer import ForwardPass
from explorer.core.notation import digits_for, number
from explorer.core.paint import GREY, PALETTES, colour_range
from explorer.messages.binary import pack
from explorer.view.readouts import VERDICTS
from explorer.view.settings import Settings

Part = dict[str, Any]


def picture(image: Map, description: str) -> bytes:
    """Pack the picture, which every kernel leaves as it is, and what it shows."""
    return pack({"id": identity(image), "description": description}, {"image": image})


def sums(layer: ForwardPass) -> bytes:
    """Pack the feature map before the activation, which another activation or palette leaves as it is."""
    signed = layer.pre_activation
    return pack({"kind": "sums", "id": identity(signed)}, {"signed": signed})


def lines(settings: Settings, layer: ForwardPass) -> bytes:
    """Pack what was measured along every line; the maps are painted without it."""
    signed, rectified = layer.pre_activation, layer.activation_map
    along = (signed, rectified) if settings.direction == "Row" else (signed.T, rectified.T)
    measured = profiles.corners(
        *along, slopes=slopes_at_zero(settings.activation, **settings.hyperparameters())
    )
    jump_and_bend = corner(settings.activation, **settings.hyperparameters())
    arrays = {
        "verdict": profiles.verdicts(along[0], along[1], measured, corner=jump_and_bend),
        "crossings": measured.crossings.astype(np.float32),
        **{name: getattr(measured, name) for name in _MEASURES},
    }
    return pack({"kind": "lines", "id": _lines_id(settings, layer)}, arrays)


def maps(settings: Settings, image: Map, layer: ForwardPass) -> bytes:
    """Pack what turns the picture and the sums into painted maps."""
    left, at_zero, right = table(settings, layer)
    header = {
        **about_layer(settings, image, layer),
        **about_direction(settings, image, layer),
        **about_palette(settings, layer),
        "atZero": at_zero,
    }
    return pack(header, {"left": left, "right": right, **colours(settings.palette)})


def about_layer(settings: Settings, image: Map, layer: ForwardPass) -> Part:
    """Return what a header says of the picture and its maps, in whichever direction and colours."""
    return {
        "picture": {"height": image.shape[0], "width": image.shape[1], "id": identity(image)},
        "sums": identity(layer.pre_activation),
        "grid": {
            "rows": layer.pre_activation.shape[0],
            "cols": layer.pre_activation.shape[1],
            "stride": layer.stride,
            "offset": layer.offset,
        },
        "digits": digits_for(layer.shared_limit),
        "limit": layer.limit,
        "titles": [
            "Input image",
            "Feature map before " + settings.activation,
            "Feature map after " + settings.activation,
        ],
        "verdicts": [VERDICTS[verdict] for verdict in profiles.Verdict],
    }


def about_direction(settings: Settings, image: Map, layer: ForwardPass) -> Part:
    """Return what a header says of the line."""
    is_row = settings.direction == "Row"
    return {
        "isRow": is_row,
        "lines": _lines_id(settings, layer),
        "figure": figures.profile(
            limit=layer.shared_limit,
            length=image.shape[1 if is_row else 0],
            direction=settings.direction,
            activation=settings.activation,
            has_corner=any(corner(settings.activation, **settings.hyperparameters())),
        ),
    }


def about_palette(settings: Settings, layer: ForwardPass) -> Part:
    """Return what a header says of the colours."""
    limit, digits = layer.shared_limit, digits_for(layer.shared_limit)
    both = (layer.pre_activation, layer.activation_map)
    palette = PALETTES[settings.palette]
    return {
        "ranges": [(0, 1), *(colour_range(v, settings.palette, limit=limit) for v in both)],
        "isHatched": palette.is_hatched,
        "legend": ["", "", ""]
        if palette.is_stretched
        else [f"negative {number(-limit, digits)}", "0", f"+{number(limit, digits)} positive"],
        "warning": palette.warning,
    }


def table(settings: Settings, layer: ForwardPass) -> Table:
    """Sample the activation: left of zero, at zero, right of it."""
    return lookup_table(settings.activation, layer.limit, samples=_SAMPLES, **settings.hyperparameters())


def colours(palette: str) -> dict[str, npt.NDArray[Any]]:
    """Return the colours of the maps and of the picture."""
    return {"palette": PALETTES[palette].table, "grey": GREY}


def identity(values: Map) -> int:
    """Return a number that tells maps apart."""
    return zlib.crc32(np.ascontiguousarray(values).data, zlib.crc32(repr(values.shape).encode()))


def _lines_id(settings: Settings, layer: ForwardPass) -> str:
    made_of = (settings.activation, settings.hyperparameters(), settings.direction)
    return f"{identity(layer.pre_activation)} {made_of}"


_SAMPLES = 2048
_MEASURES = ("step_before", "step_after", "bend_before", "bend_after", "corner_before", "corner_after")
