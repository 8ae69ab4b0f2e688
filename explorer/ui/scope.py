"""The scope: packs what the browser shows, and listens to its cursor."""

import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer import figures, profiles
from explorer.activations import corner, lookup_table, slopes_at_zero
from explorer.arrays import Map
from explorer.message import pack
from explorer.notation import digits_for, number
from explorer.readouts import VERDICTS
from explorer.ui.component import component
from explorer.ui.view import View

_scope = component("scope")
_cargo = component("cargo", html="<div class='cargo'></div>")
_picture = component("picture", html="<p class='picture'></p>")


def show_maps(view: View) -> None:
    """Mount the three linked maps and the profile."""
    _scope(packed(view), key="scope")


def show_sums(view: View) -> None:
    """Send the feature map before the activation.

    It travels apart: another activation, palette or direction leaves it as it is.
    """
    signed = view.layer.pre_activation
    _cargo(pack({"kind": "sums", "id": _identity(signed)}, {"signed": signed}), key="sums")


def show_lines(view: View) -> None:
    """Send what was measured along every line; the maps are painted without it."""
    settings = view.settings
    signed, rectified = view.layer.pre_activation, view.layer.activation_map
    lines = (signed, rectified) if settings.direction == "Row" else (signed.T, rectified.T)
    measured = profiles.corners(
        *lines, slopes=slopes_at_zero(settings.activation, **settings.hyperparameters())
    )
    jump_and_bend = corner(settings.activation, **settings.hyperparameters())
    arrays = {
        "verdict": profiles.verdicts(lines[0], lines[1], measured, corner=jump_and_bend),
        "crossings": measured.crossings.astype(np.float32),
        **{name: getattr(measured, name) for name in _MEASURES},
    }
    _cargo(pack({"kind": "lines", "id": _lines_id(view)}, arrays), key="lines")


def packed(view: View) -> bytes:
    """Pack what turns the picture and the sums into painted maps."""
    settings, image, layer = view
    limit = layer.shared_limit
    signed, rectified = layer.pre_activation, layer.activation_map
    left, at_zero, right = lookup_table(
        settings.activation, layer.limit, samples=_SAMPLES, **settings.hyperparameters()
    )
    digits = digits_for(limit)
    is_scaled = settings.palette == "Auto-scaled grey"
    is_row = settings.direction == "Row"
    header = {
        "picture": {"height": image.shape[0], "width": image.shape[1], "id": _identity(image)},
        "sums": _identity(signed),
        "lines": _lines_id(view),
        "grid": {
            "rows": signed.shape[0],
            "cols": signed.shape[1],
            "stride": layer.stride,
            "offset": layer.offset,
        },
        "isRow": is_row,
        "digits": digits,
        "limit": layer.limit,
        "atZero": at_zero,
        "ranges": [
            (0, 1),
            *(figures.colour_range(v, settings.palette, limit=limit) for v in (signed, rectified)),
        ],
        "isHatched": settings.palette == "Diverging",
        "titles": [
            "Input image",
            "Feature map before " + settings.activation,
            "Feature map after " + settings.activation,
        ],
        "legend": ["", "", ""]
        if is_scaled
        else [f"negative {number(-limit, digits)}", "0", f"+{number(limit, digits)} positive"],
        "warning": "Misleading: each map is stretched on its own, so zero changes its shade."
        if is_scaled
        else "",
        "verdicts": [VERDICTS[verdict] for verdict in profiles.Verdict],
        "figure": figures.profile(
            limit=limit,
            length=image.shape[1 if is_row else 0],
            direction=settings.direction,
            activation=settings.activation,
            has_corner=any(corner(settings.activation, **settings.hyperparameters())),
        ),
    }
    arrays: dict[str, npt.NDArray[Any]] = {
        "left": left,
        "right": right,
        "palette": figures.TABLES[settings.palette],
        "grey": figures.GREY,
    }
    return pack(header, arrays)


def show_picture(image: Map, description: str) -> None:
    """Send the picture, which every kernel leaves as it is, and say what it shows."""
    _picture(pack({"id": _identity(image), "description": description}, {"image": image}), key="shown")


def _identity(values: Map) -> int:
    return zlib.crc32(np.ascontiguousarray(values).data, zlib.crc32(repr(values.shape).encode()))


def _lines_id(view: View) -> str:
    settings = view.settings
    made_of = (settings.activation, settings.hyperparameters(), settings.direction)
    return f"{_identity(view.layer.pre_activation)} {made_of}"


_SAMPLES = 2048
_MEASURES = ("step_before", "step_after", "bend_before", "bend_after", "corner_before", "corner_after")
