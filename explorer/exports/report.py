"""The report: one view of the explorer as a file that opens offline and can still be moved."""

import base64
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

import numpy as np
import numpy.typing as npt

from explorer.core.activations import ACTIVATIONS
from explorer.core.arrays import Map
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import name_of
from explorer.core.layer import forward
from explorer.core.notation import short
from explorer.core.paint import GREY, PALETTES
from explorer.core.profiles import DIRECTIONS
from explorer.messages import scope as scope_message
from explorer.messages.binary import pack
from explorer.view.readouts import slope_message
from explorer.view.settings import DOMAINS, Between, Settings

STATIC = Path(__file__).resolve().parents[2] / "static"
SLOPES = 21  # positions of the slope, from its lowest to its highest
_IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"']+)["']""")

Arrays = dict[str, npt.NDArray[Any]]


def page(settings: Settings, image: Map, *, description: str, plotly: bytes) -> bytes:
    """Write a view as a web page that needs nothing but itself.

    The page holds the modules of ``static/scope/`` and the messages that they are sent, for every
    activation, both directions and all palettes. Equal views give equal bytes.

    Parameters
    ----------
    settings : Settings
        The view.
    image : (H, W) array of float32
        The picture, 0 black to 1 white.
    description : str
        What the picture shows, and whose it is.
    plotly : bytes
        The file ``plotly.min.js``.

    Returns
    -------
    bytes
        HTML in UTF-8.
    """
    layer = forward(image, **settings.layer())
    slopes = _slopes(settings)
    views, lines = _views(settings, image, slopes)
    template = Template((STATIC / "report" / "report.html").read_text(encoding="utf-8"))
    text = template.substitute(
        title=escape(f"ReLU Explorer: {settings.picture}, {_kernel_name(settings)}"),
        style="".join(
            (STATIC / name).read_text(encoding="utf-8")
            for name in ("report/report.css", "scope/scope.css", "scope/picture.css")
        ),
        modules=json.dumps({"imports": {name: _address(code) for name, code in _modules()}}),
        activations=_options(enumerate(ACTIVATIONS), settings.activation),
        directions=_options(zip(DIRECTIONS, DIRECTIONS, strict=True), settings.direction),
        palettes=_options(zip(PALETTES, PALETTES, strict=True), settings.palette),
        last_slope=len(slopes) - 1,
        slope=slopes.index(settings.negative_slope),
        scope=(STATIC / "scope" / "scope.html").read_text(encoding="utf-8"),
        settings=_told(settings, image),
        plotly=_deflated_once(plotly),
        picture=_deflated(scope_message.picture(image, description)),
        sums=_deflated(scope_message.sums(layer)),
        lines=_deflated(lines),
        views=_deflated(views),
    )
    return text.encode()


def _slopes(settings: Settings) -> list[float]:
    """Return the slopes that can be chosen; the view's own is one of them."""
    domain = DOMAINS["negative_slope"]
    assert isinstance(domain, Between)
    grid = np.linspace(domain.low, domain.high, SLOPES)
    return sorted({round(slope, 8) + 0.0 for slope in grid.tolist()} | {settings.negative_slope})


def _views(settings: Settings, image: Map, slopes: list[float]) -> tuple[bytes, bytes]:
    """Pack all that the controls can choose: the headers and tables of the maps, and the lines."""
    activations = []
    lines: Arrays = {}
    arrays: Arrays = {"grey": GREY}
    arrays |= {f"palette {name}": row.table for name, row in PALETTES.items()}
    for name, row in ACTIVATIONS.items():
        seen = replace(settings, activation=name)
        has_slope = "negative_slope" in row.takes
        arrays |= _tables(seen, image, has_slope=has_slope)
        own = [replace(seen, negative_slope=slope) for slope in slopes] if has_slope else [seen]
        activations.append({"name": name, "variants": [_variant(one, image, lines) for one in own]})
    start = {"row": settings.row, "col": settings.col, "seq": 0, "session": "report"}
    return pack({"activations": activations, "start": start}, arrays), pack({}, lines)


def _tables(settings: Settings, image: Map, *, has_slope: bool) -> Arrays:
    """Sample an activation; one that takes a slope is sampled at slope 0, with what a slope of 1 adds."""
    name = settings.activation

    def sides(slope: float) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        at = replace(settings, negative_slope=slope)
        left, _, right = scope_message.table(at, forward(image, **at.layer()))
        return left, right

    left, right = sides(0.0)
    arrays: Arrays = {f"{name} left": left, f"{name} right": right}
    if has_slope:
        steep_left, steep_right = sides(1.0)
        arrays |= {f"{name} left rise": steep_left - left, f"{name} right rise": steep_right - right}
    return arrays


def _variant(settings: Settings, image: Map, lines: Arrays) -> dict[str, Any]:
    """Return the parts of the headers for one activation; its lines are added to the others."""
    layer = forward(image, **settings.layer())
    row = ACTIVATIONS[settings.activation]
    has_slope = "negative_slope" in row.takes
    slope = settings.negative_slope
    directions = {}
    for name in DIRECTIONS:
        turned = replace(settings, direction=name)
        directions[name] = scope_message.about_direction(turned, image, layer)
        measured = scope_message.lines(turned, layer)
        lines[directions[name]["lines"]] = np.frombuffer(measured, np.uint8)
    with_slope = f" with slope {short(slope)}" if has_slope else ""
    return {
        "slope": slope,
        "slopeText": short(slope),
        "said": slope_message(slope) if has_slope else row.caption,
        "headline": f"{_kernel_name(settings)}, then {settings.activation}{with_slope}",
        "header": {
            **scope_message.about_layer(settings, image, layer),
            "atZero": scope_message.table(settings, layer)[1],
        },
        "directions": directions,
        "palettes": {
            name: scope_message.about_palette(replace(settings, palette=name), layer) for name in PALETTES
        },
    }


def _modules() -> Iterator[tuple[str, str]]:
    """Name every module that the report needs, with its code; they import each other by these names."""
    waiting = [STATIC / "report" / "report.js"]
    for path in waiting:  # grows while it is read
        folder = path.parent

        def bare(found: re.Match[str], folder: Path = folder) -> str:
            there = (folder / found[2]).resolve()
            if there not in waiting:
                waiting.append(there)
            return f'{found[1]}"{_name(there)}"'

        yield _name(path), _IMPORT.sub(bare, path.read_text(encoding="utf-8"))


def _name(module: Path) -> str:
    return module.relative_to(STATIC).as_posix()


def _address(code: str) -> str:
    return "data:text/javascript;base64," + base64.b64encode(code.encode()).decode()


def _deflated(data: bytes) -> str:
    return base64.b64encode(zlib.compress(data, 9)).decode()


_deflated_once = lru_cache(maxsize=1)(_deflated)


def _options(names: Iterable[tuple[object, str]], chosen: str) -> str:
    return "".join(
        f'<option value="{value}"{" selected" if name == chosen else ""}>{escape(name)}</option>'
        for value, name in names
    )


def _kernel_name(settings: Settings) -> str:
    return name_of(settings.weights) or "Own kernel"


def _told(settings: Settings, image: Map) -> str:
    """Write the settings in words."""
    height, width = image.shape
    rows = {
        "Picture": f"{settings.picture}, {width} × {height} pixels",
        "Kernel": _kernel_name(settings),
        "Weights": "",
        "Bias": short(settings.bias),
        "Padding": f"{settings.padding}: {PADDINGS[settings.padding].caption}",
        "Stride": str(settings.stride),
        "Activation": settings.activation,
        **{name.replace("_", " ").capitalize(): short(v) for name, v in settings.hyperparameters().items()},
        "Pixel": f"row {settings.row}, column {settings.col}",
        "Line": f"{settings.direction} {settings.row if settings.direction == 'Row' else settings.col}",
        "Colours": settings.palette,
    }
    said = {label: escape(text) for label, text in rows.items()}
    said["Weights"] = _table(settings.weights)
    return "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in said.items())


def _table(weights: Map) -> str:
    rows = ("".join(f"<td>{short(float(weight))}</td>" for weight in row) for row in weights)
    return f"<table>{''.join(f'<tr>{cells}</tr>' for cells in rows)}</table>"
