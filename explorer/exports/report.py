"""The report: one view of the explorer as a file that opens offline and can still be moved."""

import base64
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import asdict
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template

from explorer.core.arrays import Map
from explorer.core.convolution import PADDINGS
from explorer.core.kernels import name_of
from explorer.core.notation import short
from explorer.messages import scope as scope_message
from explorer.messages.binary import pack
from explorer.view.settings import Settings

STATIC = Path(__file__).resolve().parents[2] / "static"
PICTURE = "picture"
OWN_KERNEL = "Own kernel"
_PARTS = ("scope", "controls")
_IMPORT = re.compile(r"""(\bfrom\s*|\bimport\s*\(?\s*)["'](\.[^"']+)["']""")


def page(settings: Settings, image: Map, *, description: str, plotly: bytes) -> bytes:
    """Write a view as a web page that needs nothing but itself.

    The page holds the modules of ``static/`` that draw the explorer, the picture and the settings, and
    computes the rest. Equal views give equal bytes.

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
    template = Template((STATIC / "standalone" / "report.html").read_text(encoding="utf-8"))
    text = template.substitute(
        title=escape(f"ReLU Explorer: {settings.picture}, {name_of(settings.weights) or OWN_KERNEL}"),
        style="".join(
            (STATIC / name).read_text(encoding="utf-8")
            for name in ("standalone/report.css", *(f"components/{part}.css" for part in _PARTS))
        ),
        modules=json.dumps({"imports": {name: _address(code) for name, code in _modules()}}),
        controls=(STATIC / "components" / "controls.html").read_text(encoding="utf-8"),
        scope=(STATIC / "components" / "scope.html").read_text(encoding="utf-8"),
        description=escape(description),
        settings=_settings_list(settings, image),
        plotly=_deflated_once(plotly),
        picture=_deflated(scope_message.picture(image, name=PICTURE)),
        view=_deflated(pack({"settings": asdict(settings)}, {})),
    )
    return text.encode()


def _modules() -> Iterator[tuple[str, str]]:
    """Name every module that the report needs, with its code; they import each other by these names."""
    waiting = [STATIC / "standalone" / "report.js"]
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


def _settings_list(settings: Settings, image: Map) -> str:
    """Write the settings as the rows of an HTML description list."""
    height, width = image.shape
    rows = {
        "Picture": f"{settings.picture}, {width} × {height} pixels",
        "Kernel": name_of(settings.weights) or OWN_KERNEL,
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
    texts = {label: escape(text) for label, text in rows.items()}
    texts["Weights"] = _table(settings.weights)
    return "".join(f"<dt>{label}</dt><dd>{text}</dd>" for label, text in texts.items())


def _table(weights: Map) -> str:
    rows = ("".join(f"<td>{short(float(weight))}</td>" for weight in row) for row in weights)
    return f"<table>{''.join(f'<tr>{cells}</tr>' for cells in rows)}</table>"
